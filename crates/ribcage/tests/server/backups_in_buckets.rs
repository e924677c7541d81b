//! Backups in a bucket of an object store, over TLS: with the interface of S3, Azure and Google.

mod locked;

use std::path::Path;
use std::process::Output;

use reqwest::StatusCode;
use serde_json::json;
use tempfile::TempDir;
use testkit::{Mood, ObjectInterface, ObjectServer};

use crate::backups::{picture, see};
use crate::harness::{Caller, Server, patient, run_with};

pub(crate) const TARGET: &str = "s3://clinic/backups/of-the-clinic";
/// Where that is in its bucket.
const PREFIX: &str = "backups/of-the-clinic";

/// Variables of the clouds' tools, and of proxies, that lead where nobody is.
const OF_OTHERS: [(&str, &str); 9] = [
    ("AWS_ACCESS_KEY_ID", "another"),
    ("AWS_SECRET_ACCESS_KEY", "another"),
    ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
    ("AZURE_STORAGE_ACCOUNT_KEY", "YW5vdGhlcg=="),
    ("AZURE_STORAGE_USE_EMULATOR", "true"),
    ("GOOGLE_SERVICE_ACCOUNT_KEY", "{}"),
    ("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere"),
    ("GCE_METADATA_HOST", "127.0.0.1:9"),
    ("HTTPS_PROXY", "http://127.0.0.1:9"),
];

struct Clinic {
    objects: ObjectServer,
    target: String,
    settings: Vec<(String, String)>,
    server: Server,
    administrator: Caller,
    clinician: Caller,
}

impl Clinic {
    async fn open() -> Self {
        Self::open_with(ObjectServer::start(), &[]).await
    }

    /// One that keeps its content there, too, and has variables of others around it.
    async fn open_with_content(objects: ObjectServer) -> Self {
        let content = objects.place("content");
        let settings = [&OF_OTHERS[..], &[("RIBCAGE_BLOBS", &content)]].concat();
        Self::open_with(objects, &settings).await
    }

    async fn open_with(objects: ObjectServer, others: &[(&str, &str)]) -> Self {
        let mut settings = settings(&objects, &objects.credentials_file());
        settings.extend(others.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        let given: Vec<_> = settings.iter().map(|(name, value)| (&**name, &**value)).collect();
        let server = Server::start_on_sqlite_with(&given);
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let target = objects.place(PREFIX);
        Self { objects, target, settings, server, administrator, clinician }
    }

    fn back_up(&self) -> Output {
        self.server.command(&["backup", "create", "--to", &self.target])
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run_with(arguments, &self.settings)
    }

    fn restore(&self) -> (TempDir, Output) {
        self.restore_from(&self.target)
    }

    fn restore_from(&self, place: &str) -> (TempDir, Output) {
        let folder = tempfile::tempdir().expect("a folder");
        let (data, identity) = (folder.path().join("data"), self.server.data());
        let identity = identity.join("recovery.identity");
        let fixed = ["backup", "restore", "--from", place];
        let paths = ["--dir", text(&data), "--identity", text(&identity)];
        let output = self.run(&[&fixed[..], &paths].concat());
        let written = self.server.data().parent().expect("a folder").join("ribcage.toml");
        let configuration = std::fs::read_to_string(written).expect("it was written");
        let configuration = configuration.replace(text(&self.server.data()), text(&data));
        std::fs::write(folder.path().join("ribcage.toml"), configuration).expect("written");
        (folder, output)
    }
}

/// What has to be set to reach a server.
pub(crate) fn settings(objects: &ObjectServer, credentials: &Path) -> Vec<(String, String)> {
    let start = objects.interface().setting().to_ascii_uppercase();
    let mut settings = vec![
        ("ENDPOINT", objects.endpoint()),
        ("CA_FILE", text(&objects.ca_file()).to_owned()),
        ("CREDENTIALS_FILE", text(credentials).to_owned()),
    ];
    if objects.interface() == ObjectInterface::S3 {
        settings.push(("REGION", "eu-central-1".to_owned()));
    }
    settings.extend(objects.account().map(|account| ("ACCOUNT", account.to_owned())));
    let named = |(name, value)| (format!("RIBCAGE_{start}_{name}"), value);
    settings.into_iter().map(named).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

/// That a command failed, in one line with these words.
fn is_refused(output: &Output, words: &str) {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(words) && said.lines().count() == 1, "{said}");
    assert!(!said.contains("another-secret"), "{said}");
}

/// That a backup is listed, verified, and restored without who was erased since.
async fn is_kept(clinic: Clinic) {
    let leaves = clinic.clinician.create(&patient("Quetzal")).await;
    let stays = clinic.clinician.create(&patient("Birch")).await;
    let pictures =
        [picture(&clinic.clinician, &leaves).await, picture(&clinic.clinician, &stays).await];
    let made = clinic.back_up();
    assert!(made.status.success(), "{made:?}");
    let listed = clinic.run(&["backup", "list", "--from", &clinic.target]);
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 1, "{listed:?}");
    let verified = clinic.run(&["backup", "verify", "--from", &clinic.target]);
    assert!(verified.status.success(), "{verified:?}");

    let path = format!("/api/subjects/{leaves}/erase");
    let erased = clinic.administrator.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let (folder, restored) = clinic.restore();
    assert!(restored.status.success(), "{restored:?}");
    let said = String::from_utf8_lossy(&restored.stdout);
    assert!(said.contains("erased again: 1"), "{said}");
    let server = Server::of_folder(folder);
    let clinician = server.caller(clinic.clinician.token());
    for clinician in [&clinic.clinician, &clinician] {
        let gone = clinician.get(&format!("/fhir/R4/Patient/{leaves}")).await;
        assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
        let found = clinician.get(&format!("/fhir/R4/Patient/{stays}")).await;
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        let seen = [see(clinician, &pictures[0]).await.0, see(clinician, &pictures[1]).await.0];
        assert_eq!(seen, [StatusCode::GONE, StatusCode::OK]);
    }
}

#[tokio::test]
async fn a_backup_in_a_bucket_is_listed_verified_and_restored_without_who_was_erased_since() {
    is_kept(Clinic::open_with_content(ObjectServer::start()).await).await;
}

#[tokio::test]
async fn so_is_one_in_a_container_of_azure() {
    let test = "so_is_one_in_a_container_of_azure";
    let Some(objects) = ObjectServer::start_azure(test) else { return };
    is_kept(Clinic::open_with_content(objects).await).await;
}

#[tokio::test]
async fn so_is_one_in_a_bucket_of_google() {
    is_kept(Clinic::open_with_content(ObjectServer::start_gcs()).await).await;
}

#[tokio::test]
async fn an_object_that_is_gone_from_the_bucket_is_named() {
    let clinic = Clinic::open().await;
    assert!(clinic.back_up().status.success());
    let keys = clinic.objects.objects().join("backups/of-the-clinic/keys");
    let of_backup = std::fs::read_dir(keys).expect("a folder").next().expect("a backup");
    let part = of_backup.expect("an entry").path().join("part");
    std::fs::remove_file(part).expect("removed");
    is_refused(&clinic.run(&["backup", "verify", "--from", TARGET]), "/part is gone");
    assert!(!clinic.restore().1.status.success());
}

#[tokio::test]
async fn a_store_that_does_not_answer_or_refuses_us_is_said_to() {
    let clinic = Clinic::open().await;
    assert!(clinic.back_up().status.success());
    clinic.objects.set_mood(Mood::IsGone);
    is_refused(&clinic.run(&["backup", "list", "--from", TARGET]), "is not available");
    assert!(!clinic.back_up().status.success());
    clinic.objects.set_mood(Mood::Serves);
    assert!(clinic.back_up().status.success());
    let wrong = settings(&clinic.objects, &clinic.objects.wrong_credentials_file());
    is_refused(&run_with(&["backup", "list", "--from", TARGET], &wrong), "is not available");
    for (target, setting) in [(TARGET, "s3"), ("az://clinic", "azure"), ("gs://clinic", "gcs")] {
        let unknown = run_with(&["backup", "list", "--from", target], &[]);
        is_refused(&unknown, &format!("{setting}_credentials_file is not given"));
    }
    is_refused(&clinic.run(&["backup", "list", "--from", "s3://x"]), "s3://BUCKET/PREFIX");
}

#[tokio::test]
async fn a_store_that_fails_every_fifth_time_is_asked_again_and_nothing_is_lost() {
    let clinic = Clinic::open_with_content(ObjectServer::start()).await;
    clinic.objects.set_mood(Mood::Falters);
    let leaves = clinic.clinician.create(&patient("Quetzal")).await;
    let stays = clinic.clinician.create(&patient("Birch")).await;
    let pictures =
        [picture(&clinic.clinician, &leaves).await, picture(&clinic.clinician, &stays).await];
    for made in [clinic.back_up(), clinic.back_up()] {
        assert!(made.status.success(), "{made:?}");
    }
    let path = format!("/api/subjects/{leaves}/erase");
    let erased = clinic.administrator.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let verified = clinic.run(&["backup", "verify", "--from", TARGET]);
    assert!(verified.status.success(), "{verified:?}");
    let found = [
        see(&clinic.clinician, &pictures[0]).await.0,
        see(&clinic.clinician, &pictures[1]).await.0,
    ];
    assert_eq!(found, [StatusCode::GONE, StatusCode::OK]);
    let (_folder, restored) = clinic.restore();
    assert!(restored.status.success(), "{restored:?}");
    let said = String::from_utf8_lossy(&restored.stdout);
    assert!(said.contains("erased again: 1"), "{said}");
}
