//! A bucket as a place: servers with the interface of S3, Azure and Google over TLS.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use blobs::{Bucket, BucketAddress, BucketSettings, SettingError, Timeouts};
use store::{ObjectPlace as _, PlaceError};
use testkit::{Mood, ObjectServer, object_place};

/// No longer than a test has.
const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_secs(5),
    answer: Duration::from_secs(20),
    whole: Duration::from_mins(1),
};
/// Enough for nothing.
const IMPATIENT: Timeouts = Timeouts { answer: Duration::from_millis(50), ..TIMEOUTS };
/// What is shorter than this in a file of credentials is no secret.
const SECRET_BYTES_MIN: usize = 13;

/// Whoever asks a server for a place in its bucket.
struct Asking {
    server: ObjectServer,
    ca: Vec<u8>,
    timeouts: Timeouts,
    checksums: bool,
}

impl Asking {
    fn of(server: ObjectServer) -> Self {
        let ca = std::fs::read(server.ca_file()).expect("there");
        Self { server, ca, timeouts: TIMEOUTS, checksums: true }
    }

    fn bucket(&self, prefix: &str) -> Bucket {
        self.bucket_as(prefix, &self.server.credentials_file(), Some(&self.ca))
    }

    fn bucket_as(&self, prefix: &str, credentials_file: &Path, ca: Option<&[u8]>) -> Bucket {
        let endpoint = self.server.endpoint();
        let endpoint = Some(endpoint.as_str());
        let settings = BucketSettings { endpoint, ca, ..self.settings(credentials_file) };
        let address = BucketAddress::parse(&self.server.place(prefix)).expect("an address");
        Bucket::new(&address, settings).expect("usable")
    }

    fn settings<'a>(&self, credentials_file: &'a Path) -> BucketSettings<'a> {
        BucketSettings {
            endpoint: None,
            region: "eu-central-1",
            checksums: self.checksums,
            account: self.server.account(),
            ca: None,
            credentials_file,
            allow_http: false,
            timeouts: self.timeouts,
        }
    }
}

/// Runs each of these against each kind of server.
macro_rules! with_each_server {
    ($($test:ident)*) => {
        mod s3 {
            $(#[tokio::test] async fn $test() {
                super::$test(super::Asking::of(super::ObjectServer::start())).await;
            })*
        }

        mod azure {
            $(#[tokio::test] async fn $test() {
                let test = concat!("azure::", stringify!($test));
                let Some(server) = super::ObjectServer::start_azure(test) else { return };
                super::$test(super::Asking::of(server)).await;
            })*
        }

        mod gcs {
            $(#[tokio::test] async fn $test() {
                super::$test(super::Asking::of(super::ObjectServer::start_gcs())).await;
            })*
        }
    };
}

with_each_server! {
    objects_are_kept_whole
    objects_are_listed_in_order_and_only_those_of_the_prefix
    objects_are_listed_page_by_page
    ranges_are_read
    streams_are_written
    names_that_lead_elsewhere_are_refused
    a_place_is_known_by_its_address
    a_server_that_refuses_is_asked_a_few_times_and_never_taken_for_an_empty_one
    a_server_that_stalls_is_not_waited_for
    a_server_that_is_gone_and_comes_back_is_found_again
    wrong_credentials_open_nothing_and_are_not_shown
    credentials_that_were_renewed_are_read_again
    a_server_that_the_authorities_do_not_vouch_for_learns_nothing
    settings_that_would_do_harm_are_refused
}

async fn objects_are_kept_whole(asking: Asking) {
    object_place::keeps_objects_whole(&asking.bucket("")).await;
}

async fn objects_are_listed_in_order_and_only_those_of_the_prefix(asking: Asking) {
    asking.bucket("").put("prefix-of-another/1", b"x".to_vec()).await.expect("kept");
    object_place::lists_in_order(&asking.bucket("prefix")).await;
}

async fn objects_are_listed_page_by_page(asking: Asking) {
    asking.bucket("").put("deep/place-of-another/1", b"x".to_vec()).await.expect("kept");
    object_place::lists_page_by_page(&asking.bucket("deep/place")).await;
}

async fn ranges_are_read(asking: Asking) {
    object_place::reads_ranges(&asking.bucket("a/b")).await;
}

async fn streams_are_written(asking: Asking) {
    object_place::writes_streams(&asking.bucket("streams")).await;
}

async fn names_that_lead_elsewhere_are_refused(asking: Asking) {
    object_place::refuses_names_that_lead_elsewhere(&asking.bucket("prefix")).await;
    assert_eq!(asking.server.requests(), 0);
}

async fn a_place_is_known_by_its_address(asking: Asking) {
    let scheme = asking.server.interface().scheme();
    assert_eq!(asking.bucket("a/b/").address(), format!("{scheme}://clinic/a/b"));
    assert_eq!(asking.bucket("").address(), format!("{scheme}://clinic"));
    asking.bucket("a/b").put("c/d", b"x".to_vec()).await.expect("kept");
    let whole = asking.bucket("");
    assert_eq!(whole.list("").await.expect("listed"), ["a/b/c/d"]);
    assert_eq!(whole.get("a/b/c/d").await.expect("asked"), Some(b"x".to_vec()));
}

async fn a_server_that_refuses_is_asked_a_few_times_and_never_taken_for_an_empty_one(
    asking: Asking,
) {
    let bucket = asking.bucket("");
    bucket.put("object", b"x".to_vec()).await.expect("kept");
    asking.server.set_mood(Mood::Refuses);
    let before = asking.server.requests();
    is_unavailable(&bucket.get("object").await);
    assert_eq!(asking.server.requests() - before, 4);
    is_unavailable(&bucket.put_new("other", b"x".to_vec()).await);
    is_unavailable(&bucket.list("").await);
    is_unavailable(&bucket.remove("object").await);
    asking.server.set_mood(Mood::Serves);
    assert_eq!(bucket.list("").await.expect("listed"), ["object"]);
}

async fn a_server_that_stalls_is_not_waited_for(mut asking: Asking) {
    asking.bucket("").put("object", b"x".to_vec()).await.expect("kept");
    asking.timeouts = IMPATIENT;
    let bucket = asking.bucket("");
    asking.server.set_mood(Mood::Stalls);
    is_unavailable(&bucket.get("object").await);
    is_unavailable(&bucket.size("object").await);
    is_unavailable(&bucket.put("object", b"y".to_vec()).await);
    asking.server.set_mood(Mood::Serves);
    asking.timeouts = TIMEOUTS;
    let kept = asking.bucket("").get("object").await.expect("asked");
    assert_eq!(kept, Some(b"x".to_vec()));
}

async fn a_server_that_is_gone_and_comes_back_is_found_again(asking: Asking) {
    let bucket = asking.bucket("");
    bucket.put("object", b"x".to_vec()).await.expect("kept");
    asking.server.set_mood(Mood::IsGone);
    is_unavailable(&bucket.get("object").await);
    asking.server.set_mood(Mood::Serves);
    assert_eq!(bucket.get("object").await.expect("asked"), Some(b"x".to_vec()));
}

async fn wrong_credentials_open_nothing_and_are_not_shown(asking: Asking) {
    asking.bucket("").put("object", b"x".to_vec()).await.expect("kept");
    let wrong = asking.server.wrong_credentials_file();
    let bucket = asking.bucket_as("", &wrong, Some(&asking.ca));
    let said = format!("{:?}", bucket.get("object").await.expect_err("refused"));
    let text = std::fs::read_to_string(wrong).expect("text");
    for secret in text.split([' ', '\n', '"', '\\']).filter(|it| it.len() >= SECRET_BYTES_MIN) {
        assert!(!said.contains(secret), "{said}");
    }
    is_unavailable(&bucket.list("").await);
    is_unavailable(&bucket.list_after("", 1).await);
    is_unavailable(&bucket.size("object").await);
    is_unavailable(&bucket.put_new("object", b"y".to_vec()).await);
    is_unavailable(&bucket.remove("object").await);
    assert_eq!(asking.bucket("").list("").await.expect("listed"), ["object"]);
}

async fn credentials_that_were_renewed_are_read_again(asking: Asking) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("credentials");
    std::fs::copy(asking.server.wrong_credentials_file(), &file).expect("copied");
    let bucket = asking.bucket_as("", &file, Some(&asking.ca));
    is_unavailable(&bucket.put("object", b"x".to_vec()).await);
    let renewed = folder.path().join("renewed");
    std::fs::copy(asking.server.credentials_file(), &renewed).expect("copied");
    std::fs::rename(&renewed, &file).expect("replaced");
    bucket.put("object", b"x".to_vec()).await.expect("kept");
    std::fs::set_permissions(&file, Permissions::from_mode(0o644)).expect("its mode is set");
    is_unavailable(&bucket.get("object").await);
}

async fn a_server_that_the_authorities_do_not_vouch_for_learns_nothing(asking: Asking) {
    let other = ObjectServer::start();
    let other_ca = std::fs::read(other.ca_file()).expect("there");
    let credentials = asking.server.credentials_file();
    for ca in [Some(other_ca.as_slice()), None] {
        is_unavailable(&asking.bucket_as("", &credentials, ca).put("object", b"x".to_vec()).await);
    }
    assert_eq!(asking.server.requests(), 0);
}

async fn settings_that_would_do_harm_are_refused(asking: Asking) {
    let credentials = asking.server.credentials_file();
    let address = BucketAddress::parse(&asking.server.place("")).expect("an address");
    let settings = asking.settings(&credentials);
    let refused = |settings| Bucket::new(&address, settings).err().expect("refused");
    assert!(Bucket::new(&address, settings).is_ok());
    let setting = asking.server.interface().setting();
    for (endpoint, allow_http) in [
        ("http://127.0.0.1:9000", false),
        ("http://objects.example.org", true),
        ("https://objects.example.org/somewhere", false),
    ] {
        let endpoint = Some(endpoint);
        let error = refused(BucketSettings { endpoint, allow_http, ..settings });
        assert!(matches!(error, SettingError::Endpoint(_)), "{endpoint:?}");
        assert!(error.to_string().contains(&format!("{setting}_endpoint")), "{error}");
    }
    let error = refused(BucketSettings { ca: Some(b"nothing"), ..settings });
    assert!(error.to_string().contains(&format!("{setting}_ca_file")), "{error}");
    let nowhere = Path::new("/nowhere/at/all");
    for credentials_file in [nowhere, &asking.server.ca_file()] {
        let error = refused(BucketSettings { credentials_file, ..settings });
        assert!(matches!(error, SettingError::Credentials(_)), "{error}");
    }
}

#[tokio::test]
async fn a_bucket_that_locks_what_it_is_sent_is_a_place_too() {
    let test = "a_bucket_that_locks_what_it_is_sent_is_a_place_too";
    let Some(server) = ObjectServer::start_locked(test) else { return };
    let mut asking = Asking::of(server);
    object_place::keeps_objects_whole(&asking.bucket("a")).await;
    object_place::lists_in_order(&asking.bucket("b")).await;
    object_place::lists_page_by_page(&asking.bucket("c")).await;
    object_place::reads_ranges(&asking.bucket("d")).await;
    let (left, versions) = (asking.bucket(""), asking.server.versions());
    assert_eq!(asking.server.remove_everything(), format!("0 left, {versions} refused"));
    assert!(left.list("").await.expect("listed").is_empty());
    assert_eq!(asking.server.versions(), versions);
    // What is sent in parts is locked at AWS, and not here.
    object_place::writes_streams(&asking.bucket("e")).await;
    asking.checksums = false;
    let without = asking.bucket("");
    let said = format!("{:?}", without.put("object", Vec::new()).await.expect_err("refused"));
    assert!(said.contains("Object Lock"), "{said}");
}

#[tokio::test]
async fn a_store_may_be_sent_no_checksums() {
    let asking = Asking { checksums: false, ..Asking::of(ObjectServer::start()) };
    object_place::keeps_objects_whole(&asking.bucket("a")).await;
    object_place::writes_streams(&asking.bucket("b")).await;
}

#[tokio::test]
async fn a_signature_is_taken_in_place_of_the_key_of_an_account() {
    let test = "a_signature_is_taken_in_place_of_the_key_of_an_account";
    let Some(server) = ObjectServer::start_azure(test) else { return };
    let asking = Asking::of(server);
    let bucket = |prefix| {
        asking.bucket_as(prefix, &asking.server.signature_file(), Some(asking.ca.as_slice()))
    };
    object_place::keeps_objects_whole(&bucket("a")).await;
    object_place::lists_page_by_page(&bucket("b")).await;
    object_place::writes_streams(&bucket("c")).await;
    asking.server.set_mood(Mood::Refuses);
    let said = format!("{:?}", bucket("a").list("").await.expect_err("it is refused"));
    assert!(!said.contains("sig="), "{said}");
}

#[test]
fn a_region_and_an_account_are_no_addresses() {
    let server = ObjectServer::start();
    let asking = Asking::of(server);
    let credentials = asking.server.credentials_file();
    let settings = asking.settings(&credentials);
    let refused = |address: &str, settings| {
        let address = BucketAddress::parse(address).expect("an address");
        Bucket::new(&address, settings).err().expect("refused")
    };
    let region = refused("s3://clinic", BucketSettings { region: "us.example.org/", ..settings });
    assert!(matches!(region, SettingError::Region));
    for account in [None, Some("clinic.example.org/")] {
        let account = refused("az://clinic", BucketSettings { account, ..settings });
        assert!(matches!(account, SettingError::Account));
    }
}

#[track_caller]
fn is_unavailable<T: std::fmt::Debug>(answer: &Result<T, PlaceError>) {
    assert!(matches!(answer, Err(PlaceError::Unavailable(_))), "{answer:?}");
}
