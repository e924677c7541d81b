//! A bucket as a place: a real S3 server over TLS.

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

struct Asking {
    server: ObjectServer,
    ca: Vec<u8>,
    timeouts: Timeouts,
}

impl Asking {
    fn begin() -> Self {
        let server = ObjectServer::start();
        let ca = std::fs::read(server.ca_file()).expect("there");
        Self { server, ca, timeouts: TIMEOUTS }
    }

    fn bucket(&self, prefix: &str) -> Bucket {
        self.bucket_as(prefix, &self.server.credentials_file(), Some(&self.ca))
    }

    fn bucket_as(&self, prefix: &str, credentials_file: &Path, ca: Option<&[u8]>) -> Bucket {
        let address = format!("s3://{}/{prefix}", ObjectServer::BUCKET);
        let settings = BucketSettings {
            endpoint: Some(&self.server.endpoint()),
            region: "eu-central-1",
            ca,
            credentials_file,
            allow_http: false,
            timeouts: self.timeouts,
        };
        Bucket::new(&BucketAddress::parse(&address).expect("an address"), settings).expect("usable")
    }
}

#[tokio::test]
async fn objects_are_kept_whole() {
    object_place::keeps_objects_whole(&Asking::begin().bucket("")).await;
}

#[tokio::test]
async fn objects_are_listed_in_order_and_only_those_of_the_prefix() {
    let asking = Asking::begin();
    asking.bucket("").put("prefix-of-another/1", b"x".to_vec()).await.expect("kept");
    object_place::lists_in_order(&asking.bucket("prefix")).await;
}

#[tokio::test]
async fn objects_are_listed_page_by_page() {
    object_place::lists_page_by_page(&Asking::begin().bucket("deep/place")).await;
}

#[tokio::test]
async fn ranges_are_read() {
    object_place::reads_ranges(&Asking::begin().bucket("a/b")).await;
}

#[tokio::test]
async fn streams_are_written() {
    object_place::writes_streams(&Asking::begin().bucket("streams")).await;
}

#[tokio::test]
async fn names_that_lead_elsewhere_are_refused() {
    let asking = Asking::begin();
    object_place::refuses_names_that_lead_elsewhere(&asking.bucket("prefix")).await;
    assert_eq!(asking.server.requests(), 0);
}

#[tokio::test]
async fn a_place_is_known_by_its_address() {
    let asking = Asking::begin();
    assert_eq!(asking.bucket("a/b/").address(), "s3://clinic/a/b");
    assert_eq!(asking.bucket("").address(), "s3://clinic");
    asking.bucket("a/b").put("c/d", b"x".to_vec()).await.expect("kept");
    assert!(asking.server.objects().join("a/b/c/d").exists());
}

#[tokio::test]
async fn a_server_that_refuses_is_asked_a_few_times_and_never_taken_for_an_empty_one() {
    let asking = Asking::begin();
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

#[tokio::test]
async fn a_server_that_stalls_is_not_waited_for() {
    let mut asking = Asking::begin();
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

#[tokio::test]
async fn a_server_that_is_gone_and_comes_back_is_found_again() {
    let asking = Asking::begin();
    let bucket = asking.bucket("");
    bucket.put("object", b"x".to_vec()).await.expect("kept");
    asking.server.set_mood(Mood::IsGone);
    is_unavailable(&bucket.get("object").await);
    asking.server.set_mood(Mood::Serves);
    assert_eq!(bucket.get("object").await.expect("asked"), Some(b"x".to_vec()));
}

#[tokio::test]
async fn wrong_credentials_open_nothing_and_are_not_shown() {
    let asking = Asking::begin();
    asking.bucket("").put("object", b"x".to_vec()).await.expect("kept");
    let wrong = asking.server.wrong_credentials_file();
    let bucket = asking.bucket_as("", &wrong, Some(&asking.ca));
    let said = format!("{:?}", bucket.get("object").await.expect_err("refused"));
    assert!(!said.contains("another-secret"), "{said}");
    is_unavailable(&bucket.list("").await);
}

#[tokio::test]
async fn a_server_that_the_authorities_do_not_vouch_for_learns_nothing() {
    let asking = Asking::begin();
    let other = ObjectServer::start();
    let other_ca = std::fs::read(other.ca_file()).expect("there");
    let credentials = asking.server.credentials_file();
    for ca in [Some(other_ca.as_slice()), None] {
        is_unavailable(&asking.bucket_as("", &credentials, ca).put("object", b"x".to_vec()).await);
    }
    assert_eq!(asking.server.requests(), 0);
}

#[test]
fn settings_that_would_do_harm_are_refused() {
    let server = ObjectServer::start();
    let credentials = server.credentials_file();
    let address = BucketAddress::parse("s3://clinic").expect("an address");
    let settings = BucketSettings {
        endpoint: None,
        region: "us-east-1",
        ca: None,
        credentials_file: &credentials,
        allow_http: false,
        timeouts: TIMEOUTS,
    };
    let refused = |settings| Bucket::new(&address, settings).err().expect("refused");
    assert!(Bucket::new(&address, settings).is_ok());
    let endpoint = Some("http://127.0.0.1:9000");
    let in_the_clear = refused(BucketSettings { endpoint, ..settings });
    assert!(matches!(in_the_clear, SettingError::Endpoint));
    let endpoint = Some("http://s3.example.org");
    let in_the_clear = refused(BucketSettings { endpoint, allow_http: true, ..settings });
    assert!(matches!(in_the_clear, SettingError::Endpoint));
    let region = refused(BucketSettings { region: "us.example.org/", ..settings });
    assert!(matches!(region, SettingError::Region));
    let ca = refused(BucketSettings { ca: Some(b"nothing"), ..settings });
    assert!(matches!(ca, SettingError::Certificate));
    let nowhere = Path::new("/nowhere/at/all");
    let missing = refused(BucketSettings { credentials_file: nowhere, ..settings });
    assert!(matches!(missing, SettingError::Credentials(_)));
}

fn is_unavailable<T: std::fmt::Debug>(answer: &Result<T, PlaceError>) {
    assert!(matches!(answer, Err(PlaceError::Unavailable(_))), "{answer:?}");
}
