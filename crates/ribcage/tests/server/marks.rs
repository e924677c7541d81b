//! Marks in every kind of place that says something of somebody, and what is found of them.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Answer, Caller, Server, eventually, observation, patient};

/// What stands in every kind of place.
pub(crate) const MARK: &str = "Quetzalcoatl";

/// A clinic with somebody who takes away what is known of them, and somebody else.
pub(crate) struct Clinic {
    pub(crate) server: Server,
    pub(crate) administrator: Caller,
    pub(crate) clinician: Caller,
    pub(crate) person: String,
    pub(crate) other: String,
}

impl Clinic {
    pub(crate) async fn open() -> Self {
        Self::open_with(&[]).await
    }

    pub(crate) async fn open_with(settings: &[(&str, &str)]) -> Self {
        let server = Server::start_with(settings);
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
    pub(crate) async fn plant(&self) -> Vec<String> {
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
}

/// Asks for an export, and waits until it can be fetched.
pub(crate) async fn export(
    server: &Server,
    administrator: &Caller,
    path: &str,
    reader: &Value,
) -> Value {
    let asked = administrator.post(path, reader).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
    let id = asked.json()["id"].as_str().expect("an id").to_owned();
    let made = eventually(async || {
        let export = administrator.get(&format!("/api/exports/{id}")).await;
        assert_eq!(export.status, StatusCode::OK, "{export:?}");
        Some(export.json()).filter(|export| export["state"] == "ready")
    });
    made.await.unwrap_or_else(|| panic!("it never comes to its end: {}", server.log()))
}

/// Where the bytes of an export are.
pub(crate) fn content(export: &Value) -> String {
    format!("/api/exports/{}/content", export["id"].as_str().expect("an id"))
}

/// Fetches an export, or a part of it.
pub(crate) async fn fetch(
    administrator: &Caller,
    path: &str,
    range: Option<&str>,
) -> (Answer, Vec<u8>) {
    let mut request = administrator.request(Method::GET, path);
    if let Some(range) = range {
        request = request.header(header::RANGE, range);
    }
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = response.bytes().await.expect("it is whole").to_vec();
    (Answer { status, headers, body: String::new() }, bytes)
}

/// Unpacks an archive for who has the identity.
pub(crate) fn unpacked(identity: &dyn age::Identity, sealed: &[u8]) -> TempDir {
    let decryptor = age::Decryptor::new(sealed).expect("it is sealed");
    let mut tar = Vec::new();
    let mut reader = decryptor.decrypt(std::iter::once(identity)).expect("it opens");
    reader.read_to_end(&mut tar).expect("it is whole");
    let folder = tempfile::tempdir().expect("a folder");
    tar::Archive::new(tar.as_slice()).unpack(folder.path()).expect("a tar");
    folder
}

/// Everything in a folder, as one text.
pub(crate) fn all_of(folder: &Path) -> String {
    assert!(folder.is_dir(), "there is no {}", folder.display());
    all_below(folder)
}

fn all_below(folder: &Path) -> String {
    let mut text = String::new();
    // What a running server has just removed is not there.
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text.push_str(&all_below(&path));
        } else if path.is_file() {
            text.push_str(&String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()));
        }
    }
    text
}
