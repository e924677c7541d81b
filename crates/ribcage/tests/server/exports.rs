//! Exports: everything about a person and of a tenant, for their reader alone.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Answer, Caller, Server, observation, patient, run};

/// What stands in every kind of place.
const MARK: &str = "Quetzalcoatl";
/// How often is looked whether something has come to its end in the background.
const LOOKS_MAX: usize = 2_000;
const PASSPHRASE: &str = "correct horse battery staple";

/// A clinic with somebody who takes away what is known of them, and somebody else.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
    person: String,
    other: String,
}

impl Clinic {
    async fn open() -> Self {
        let server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward-07", &["clinician"]).await;
        let person = clinician.create(&patient(&format!("{MARK}-patient"))).await;
        // Who is called something else by now.
        let mut another = patient("Oldgrove");
        let other = clinician.create(&another).await;
        another = patient("Birchwood");
        another["id"] = json!(other);
        let renamed = clinician.put(&format!("/fhir/R4/Patient/{other}"), &another).await;
        assert_eq!(renamed.status, StatusCode::OK, "{renamed:?}");
        Self { server, administrator, clinician, person, other }
    }

    /// Puts marks into every kind of place that is about the person, and gives them.
    async fn plant(&self) -> Vec<String> {
        let Self { administrator, clinician, person, other, .. } = self;
        let mark = |place: &str| format!("{MARK}-{place}");
        let mut noted = observation(person);
        noted["note"] = json!([{"text": mark("before")}]);
        let observed = clinician.create(&noted).await;
        noted["id"] = json!(observed);
        noted["note"] = json!([{"text": mark("note")}]);
        let path = format!("/fhir/R4/Observation/{observed}");
        let again = clinician.put(&path, &noted).await;
        assert_eq!(again.status, StatusCode::OK, "{again:?}");
        let mut gone = observation(person);
        gone["note"] = json!([{"text": mark("gone")}]);
        let gone = clinician.create(&gone).await;
        let deleted = clinician.delete(&format!("/fhir/R4/Observation/{gone}")).await;
        assert!(deleted.status.is_success(), "{deleted:?}");
        let member = |id: &str| json!({"entity": {"reference": format!("Patient/{id}")}});
        clinician
            .create(&json!({
                "resourceType": "Group", "type": "person", "actual": true, "name": mark("group"),
                "managingEntity": {"display": "Oldgrove and sons"},
                "member": [member(person), member(other)]
            }))
            .await;
        let definition = json!({"schema": {"type": "object"},
            "subject": {"path": "who", "type": "Patient"}});
        let own = json!({"name": "talk", "definition": definition});
        let registered = administrator.post("/api/document-types", &own).await;
        assert_eq!(registered.status, StatusCode::CREATED, "{registered:?}");
        let talk = json!({"who": person, "said": mark("talk")});
        let made = clinician.post("/api/types/talk", &talk).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        let rights = format!("/api/subjects/{person}");
        let reason = json!({"reason": mark("hold")});
        let held = administrator.post(&format!("{rights}/holds"), &reason).await;
        assert!(held.status.is_success(), "{held:?}");
        let objection = json!({"purpose": "profiling", "reason": mark("objection")});
        let objected = administrator.post(&format!("{rights}/objections"), &objection).await;
        assert!(objected.status.is_success(), "{objected:?}");
        let wrong = json!({"document": format!("Observation/{observed}"), "wrong": mark("wrong")});
        let asked = administrator.post(&format!("{rights}/corrections"), &wrong).await;
        assert!(asked.status.is_success(), "{asked:?}");
        // Too much for a document.
        let large = format!("{}{}", mark("content"), "-".repeat(600_000));
        let request = clinician.request(Method::POST, "/fhir/R4/Binary");
        let request = request.header("content-type", "text/plain");
        let request = request.header("x-security-context", format!("Patient/{person}"));
        let kept = clinician.send(request.body(large)).await;
        assert_eq!(kept.status, StatusCode::CREATED, "{kept:?}");
        let places = [
            "patient",
            "before",
            "note",
            "gone",
            "group",
            "talk",
            "hold",
            "objection",
            "wrong",
            "content",
        ];
        places.map(mark).to_vec()
    }

    /// Asks for an export, and waits until it can be fetched.
    async fn export(&self, path: &str, reader: &Value) -> Value {
        let asked = self.administrator.post(path, reader).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
        let id = asked.json()["id"].as_str().expect("an id").to_owned();
        loop {
            let export = self.administrator.get(&format!("/api/exports/{id}")).await;
            assert_eq!(export.status, StatusCode::OK, "{export:?}");
            if export.json()["state"] == "ready" {
                return export.json();
            }
            assert_eq!(export.json()["state"], "making", "{}", self.server.log());
            tokio::task::yield_now().await;
        }
    }

    fn content(export: &Value) -> String {
        format!("/api/exports/{}/content", export["id"].as_str().expect("an id"))
    }

    async fn fetch(&self, path: &str, range: Option<&str>) -> (Answer, Vec<u8>) {
        let mut request = self.administrator.request(Method::GET, path);
        if let Some(range) = range {
            request = request.header(header::RANGE, range);
        }
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await.expect("it is whole").to_vec();
        (Answer { status, headers, body: String::new() }, bytes)
    }
}

/// Unpacks an archive for who has the identity.
fn unpacked(identity: &dyn age::Identity, sealed: &[u8]) -> TempDir {
    let decryptor = age::Decryptor::new(sealed).expect("it is sealed");
    let mut tar = Vec::new();
    let mut reader = decryptor.decrypt(std::iter::once(identity)).expect("it opens");
    reader.read_to_end(&mut tar).expect("it is whole");
    let folder = tempfile::tempdir().expect("a folder");
    tar::Archive::new(tar.as_slice()).unpack(folder.path()).expect("a tar");
    folder
}

/// Everything in a folder, as one text.
fn all_of(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text.push_str(&all_of(&path));
        } else {
            text.push_str(&String::from_utf8_lossy(&fs::read(&path).expect("it can be read")));
        }
    }
    text
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

#[tokio::test]
async fn everything_about_a_person_leaves_for_its_reader_and_nothing_of_anybody_else() {
    let clinic = Clinic::open().await;
    let marks = clinic.plant().await;
    let looked = clinic.clinician.get(&format!("/fhir/R4/Patient/{}", clinic.person)).await;
    let looked = looked.event().0;
    let identity = age::x25519::Identity::generate();
    let reader = json!({"recipient": identity.to_public().to_string()});
    let path = format!("/api/subjects/{}/export", clinic.person);
    let export = clinic.export(&path, &reader).await;
    assert_eq!(export["subject"], clinic.person.as_str());
    let content = Clinic::content(&export);
    let (answer, sealed) = clinic.fetch(&content, None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(json!(sealed.len()), export["bytes"]);
    assert!(answer.headers.contains_key("ribcage-event"));
    let folder = unpacked(&identity, &sealed);
    let all = all_of(folder.path());
    for mark in &marks {
        assert!(all.contains(mark), "{mark}");
    }
    for of_the_other in ["Birchwood", "Oldgrove", &clinic.other] {
        assert!(!all.contains(of_the_other), "{of_the_other} in {all}");
    }
    let page = fs::read_to_string(folder.path().join("index.html")).expect("a page");
    assert!(page.contains("ward-07 (client)") && page.contains("read_resource, done"), "{page}");
    assert!(all.contains(&looked), "who looked is in it");

    let key = clinic.administrator.get("/api/log/key").await.body;
    let log = folder.path().join("log");
    let verified = run(&["log", "verify-events", text(&log), "--key", key.trim()]);
    assert!(verified.status.success(), "{verified:?}");
    let nothing = run(&["log", "verify-events", text(&log.join("changes")), "--key", key.trim()]);
    assert_eq!(nothing.status.code(), Some(1), "{nothing:?}");
    let file = log.join("events-access-0001.ndjson");
    let events = fs::read_to_string(&file).expect("events");
    fs::write(&file, events.replacen("read_resource", "read_everything", 1)).expect("written");
    let changed = run(&["log", "verify-events", text(&log), "--key", key.trim()]);
    assert_eq!(changed.status.code(), Some(1), "{changed:?}");
    let said = String::from_utf8(changed.stderr).expect("text");
    assert!(said.contains("of the access tree"), "{said}");

    // Nothing lies in the clear, and it goes before the day is over if somebody wants that.
    let kept = clinic.server.data().join("exports");
    assert!(!all_of(&kept).contains(MARK));
    let id = export["id"].as_str().expect("an id");
    let deleted = clinic.administrator.delete(&format!("/api/exports/{id}")).await;
    assert_eq!(deleted.status, StatusCode::OK, "{deleted:?}");
    assert_eq!(clinic.fetch(&content, None).await.0.status, StatusCode::GONE);
    assert_eq!(all_of(&kept), "");
}

#[tokio::test]
async fn everything_of_a_tenant_leaves_with_a_log_that_verifies() {
    let clinic = Clinic::open().await;
    let marks = clinic.plant().await;
    clinic
        .clinician
        .create(&json!({"resourceType": "Organization", "name": "Quetzal house"}))
        .await;
    let identity = age::x25519::Identity::generate();
    let reader = json!({"recipient": identity.to_public().to_string()});
    let export = clinic.export("/api/tenant/export", &reader).await;
    let (answer, sealed) = clinic.fetch(&Clinic::content(&export), None).await;
    assert_eq!(answer.status, StatusCode::OK);
    let folder = unpacked(&identity, &sealed);
    let all = all_of(folder.path());
    let others = ["Birchwood", "Quetzal house", "ward-07", "\"talk\""].map(str::to_owned);
    for mark in marks.iter().chain(&others) {
        assert!(all.contains(mark), "{mark}");
    }
    assert!(!all.contains("secret_sha256"));
    let key = clinic.administrator.get("/api/log/key").await.body;
    let log = folder.path().join("log");
    let verified = run(&["log", "verify", "--export", text(&log), "--key", key.trim()]);
    assert!(verified.status.success(), "{verified:?}");
    for line in fs::read_to_string(folder.path().join("fhir/Patient-0001.ndjson"))
        .expect("patients")
        .lines()
    {
        let resource: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(resource["resourceType"], "Patient");
    }
}

#[tokio::test]
async fn an_export_is_fetched_in_parts_that_fit_together() {
    let clinic = Clinic::open().await;
    let path = format!("/api/subjects/{}/export", clinic.person);
    let export = clinic.export(&path, &json!({"passphrase": PASSPHRASE})).await;
    let content = Clinic::content(&export);
    let (_, whole) = clinic.fetch(&content, None).await;
    let half = whole.len() / 2;
    let (first, mut parts) = clinic.fetch(&content, Some(&format!("bytes=0-{}", half - 1))).await;
    assert_eq!(first.status, StatusCode::PARTIAL_CONTENT);
    let range = format!("bytes 0-{}/{}", half - 1, whole.len());
    assert_eq!(first.header("content-range"), Some(range.as_str()));
    let (rest, bytes) = clinic.fetch(&content, Some(&format!("bytes={half}-"))).await;
    assert_eq!(rest.status, StatusCode::PARTIAL_CONTENT);
    parts.extend(bytes);
    assert!(parts == whole, "the parts are the whole");
    let behind = format!("bytes={}-", whole.len());
    let (behind, _) = clinic.fetch(&content, Some(&behind)).await;
    assert_eq!(behind.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let identity = age::scrypt::Identity::new(PASSPHRASE.to_owned().into());
    let folder = unpacked(&identity, &whole);
    assert!(all_of(folder.path()).contains(&format!("{MARK}-patient")));
}

#[tokio::test]
async fn an_export_of_somebody_who_is_erased_is_not_to_be_had() {
    let clinic = Clinic::open().await;
    let path = format!("/api/subjects/{}/export", clinic.person);
    let export = clinic.export(&path, &json!({"passphrase": PASSPHRASE})).await;
    let erase = format!("/api/subjects/{}/erase", clinic.person);
    let erased = clinic.administrator.post(&erase, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    assert_eq!(clinic.fetch(&Clinic::content(&export), None).await.0.status, StatusCode::GONE);
    let listed = clinic.administrator.get("/api/exports").await.json();
    assert_eq!(listed["items"], json!([]));
    let again = clinic.administrator.post(&path, &json!({"passphrase": PASSPHRASE})).await;
    assert_eq!(again.status, StatusCode::GONE, "{again:?}");
    // What was made does not stay until its day is over.
    let (kept, mut looks) = (clinic.server.data().join("exports"), 0..LOOKS_MAX);
    while !all_of(&kept).is_empty() {
        looks.next().expect("it goes");
        clinic.administrator.get("/api/exports").await;
    }
}

#[tokio::test]
async fn without_a_reader_nothing_is_exported() {
    let clinic = Clinic::open().await;
    for reader in [
        json!({}),
        json!({"passphrase": "short"}),
        json!({"recipient": "age1nobody"}),
        json!({"passphrase": PASSPHRASE, "recipient": "age1nobody"}),
    ] {
        let refused = clinic.administrator.post("/api/tenant/export", &reader).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    }
    let reader = json!({"passphrase": PASSPHRASE});
    let refused = clinic.clinician.post("/api/tenant/export", &reader).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
}
