//! Exports: everything about a person and of a tenant, for their reader alone.

use std::fs;
use std::path::Path;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{eventually, run};
use crate::marks::{Clinic, MARK, all_of, content, export, fetch, unpacked};

const PASSPHRASE: &str = "correct horse battery staple";

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
    let made = export(&clinic.server, &clinic.administrator, &path, &reader).await;
    assert_eq!(made["subject"], clinic.person.as_str());
    let path = content(&made);
    let (answer, sealed) = fetch(&clinic.administrator, &path, None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(json!(sealed.len()), made["bytes"]);
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
    let id = made["id"].as_str().expect("an id");
    let deleted = clinic.administrator.delete(&format!("/api/exports/{id}")).await;
    assert_eq!(deleted.status, StatusCode::OK, "{deleted:?}");
    assert_eq!(fetch(&clinic.administrator, &path, None).await.0.status, StatusCode::GONE);
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
    let made = export(&clinic.server, &clinic.administrator, "/api/tenant/export", &reader).await;
    let (answer, sealed) = fetch(&clinic.administrator, &content(&made), None).await;
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
    let made =
        export(&clinic.server, &clinic.administrator, &path, &json!({"passphrase": PASSPHRASE}))
            .await;
    let path = content(&made);
    let (_, whole) = fetch(&clinic.administrator, &path, None).await;
    let half = whole.len() / 2;
    let (first, mut parts) =
        fetch(&clinic.administrator, &path, Some(&format!("bytes=0-{}", half - 1))).await;
    assert_eq!(first.status, StatusCode::PARTIAL_CONTENT);
    let range = format!("bytes 0-{}/{}", half - 1, whole.len());
    assert_eq!(first.header("content-range"), Some(range.as_str()));
    let (rest, bytes) = fetch(&clinic.administrator, &path, Some(&format!("bytes={half}-"))).await;
    assert_eq!(rest.status, StatusCode::PARTIAL_CONTENT);
    parts.extend(bytes);
    assert!(parts == whole, "the parts are the whole");
    let behind = format!("bytes={}-", whole.len());
    let (behind, _) = fetch(&clinic.administrator, &path, Some(&behind)).await;
    assert_eq!(behind.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let identity = age::scrypt::Identity::new(PASSPHRASE.to_owned().into());
    let folder = unpacked(&identity, &whole);
    assert!(all_of(folder.path()).contains(&format!("{MARK}-patient")));
}

#[tokio::test]
async fn an_export_of_somebody_who_is_erased_is_not_to_be_had() {
    let clinic = Clinic::open().await;
    let path = format!("/api/subjects/{}/export", clinic.person);
    let made =
        export(&clinic.server, &clinic.administrator, &path, &json!({"passphrase": PASSPHRASE}))
            .await;
    let erase = format!("/api/subjects/{}/erase", clinic.person);
    let erased = clinic.administrator.post(&erase, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    assert_eq!(
        fetch(&clinic.administrator, &content(&made), None).await.0.status,
        StatusCode::GONE
    );
    let listed = clinic.administrator.get("/api/exports").await.json();
    assert_eq!(listed["items"], json!([]));
    let again = clinic.administrator.post(&path, &json!({"passphrase": PASSPHRASE})).await;
    assert_eq!(again.status, StatusCode::GONE, "{again:?}");
    // What was made does not stay until its day is over.
    let kept = clinic.server.data().join("exports");
    eventually(async || all_of(&kept).is_empty().then_some(())).await.expect("it goes");
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
