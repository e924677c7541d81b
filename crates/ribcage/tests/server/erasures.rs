//! People who are erased: gone everywhere at once, proved by a receipt, and not to be had back.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{
    Answer, Caller, Place, RIBCAGE, Server, eventually, is_on_postgresql, not_run, observation,
    patient, run,
};
use crate::tables::{Tables, flip};

const REASON: &str = "request of the data subject, received in writing";

/// A clinic with somebody who is going to be erased, and somebody who stays.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
    leaves: String,
    stays: String,
    /// What is about the first alone,
    alone: String,
    /// about both,
    both: String,
    /// and about the second.
    other: String,
}

impl Clinic {
    async fn open() -> Self {
        Self::open_with(&[]).await
    }

    async fn open_with(settings: &[(&str, &str)]) -> Self {
        let server = Server::start_with(settings);
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let leaves = clinician.create(&patient("Quetzal")).await;
        let stays = clinician.create(&patient("Birch")).await;
        let alone = clinician.create(&observation(&leaves)).await;
        let both = clinician.create(&group(&[&leaves, &stays])).await;
        let other = clinician.create(&observation(&stays)).await;
        Self { server, administrator, clinician, leaves, stays, alone, both, other }
    }

    async fn erase(&self) -> Value {
        let answer = erase(&self.administrator, &self.leaves).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn read(&self, path: &str) -> Answer {
        self.clinician.get(&format!("/fhir/R4/{path}")).await
    }

    async fn is_gone(&self, path: &str) {
        let answer = self.read(path).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}: {answer:?}");
    }

    async fn reads(&self, path: &str) -> Value {
        let answer = self.read(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
        answer.json()
    }

    /// The ids of what a search or history shows.
    async fn shown(&self, path: &str) -> Vec<String> {
        let bundle = self.reads(path).await;
        let entries = bundle["entry"].as_array().into_iter().flatten();
        let id = |entry: &Value| entry["resource"]["id"].as_str().expect("an id").to_owned();
        entries.map(id).collect()
    }

    /// The erasure once it has come so far.
    async fn until(&self, erasure: &Value, state: &str) -> Value {
        let path = format!("/api/erasures/{}", erasure["id"].as_str().expect("an id"));
        let looked = eventually(async || {
            let answer = self.administrator.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
            Some(answer.json()).filter(|erasure| erasure["state"] == state)
        });
        looked.await.unwrap_or_else(|| panic!("it never is {state}: {}", self.server.log()))
    }

    fn rotate(&self) {
        let output = self.server.command(&["key", "rotate", "--wait"]);
        assert!(output.status.success(), "{output:?}");
    }

    async fn verify_receipt(&self, erasure: &Value) -> Output {
        let receipt = Written::new(&erasure.to_string());
        let key = self.administrator.get("/api/log/key").await.body;
        verify(&receipt, &key)
    }
}

/// A file of a test.
struct Written {
    _folder: TempDir,
    path: PathBuf,
}

impl Written {
    fn new(content: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("receipt");
        std::fs::write(&path, content).expect("written");
        Self { _folder: folder, path }
    }
}

fn verify(receipt: &Written, key: &str) -> Output {
    let path = receipt.path.to_str().expect("text");
    run(&["receipt", "verify", path, "--key", key.trim()])
}

fn group(members: &[&str]) -> Value {
    let member =
        |id: &&str| json!({"entity": {"reference": format!("Patient/{id}"), "display": id}});
    json!({
        "resourceType": "Group", "type": "person", "actual": true,
        "name": "Talks of Mrs Quetzal and others",
        "member": members.iter().map(member).collect::<Vec<_>>()
    })
}

async fn erase(caller: &Caller, patient: &str) -> Answer {
    caller.post(&format!("/api/subjects/{patient}/erase"), &json!({"reason": REASON})).await
}

#[tokio::test]
async fn whoever_is_erased_is_gone_in_the_next_answer_wherever_somebody_looks() {
    let clinic = Clinic::open().await;
    let Clinic { leaves, stays, alone, both, other, .. } = &clinic;
    let before = clinic.shown("Observation").await;
    assert_eq!(before.len(), 2);
    let erasure = clinic.erase().await;
    assert_eq!(erasure["reason"], REASON);
    for path in [
        format!("Patient/{leaves}"),
        format!("Patient/{leaves}/_history/1"),
        format!("Patient/{leaves}/_history"),
        format!("Patient/{leaves}/$everything"),
        format!("Observation/{alone}"),
        format!("Observation/{alone}/_history/1"),
    ] {
        clinic.is_gone(&path).await;
    }
    for (query, expected) in [
        ("Patient", vec![stays]),
        ("Patient?family=Quetzal", vec![]),
        ("Observation", vec![other]),
        ("Observation/_history", vec![other]),
        ("Patient/_history", vec![stays]),
        ("Observation?_include=Observation:subject&_sort=_lastUpdated", vec![other, stays]),
    ] {
        assert_eq!(clinic.shown(query).await, expected.into_iter().cloned().collect::<Vec<_>>());
    }
    let counted = clinic.reads("Observation?_count=0").await;
    assert_eq!(counted["total"], 1);
    clinic.until(&erasure, "removed").await;
    // As before, when it has been removed.
    clinic.is_gone(&format!("Patient/{leaves}")).await;
    clinic.is_gone(&format!("Observation/{alone}/_history/1")).await;
    assert_eq!(clinic.shown("Observation/_history").await, [other.as_str()]);
    clinic.reads(&format!("Group/{both}")).await;
}

#[tokio::test]
async fn documents_about_others_stay_without_the_person() {
    let clinic = Clinic::open().await;
    let Clinic { leaves, stays, both, .. } = &clinic;
    let alone = clinic.clinician.create(&group(&[leaves])).await;
    let erasure = clinic.until(&clinic.erase().await, "removed").await;
    // The patient, an observation, and a group of their own.
    let counts = (&erasure["documents_removed"], &erasure["documents_rewritten"]);
    assert_eq!(counts, (&json!(3), &json!(1)));
    clinic.is_gone(&format!("Group/{alone}")).await;
    let group = clinic.reads(&format!("Group/{both}")).await;
    assert_eq!((&group["meta"]["versionId"], &group["name"]), (&json!("2"), &json!("[erased]")));
    let text = group.to_string();
    assert!(!text.contains(leaves.as_str()) && text.contains(stays.as_str()), "{text}");
    clinic.is_gone(&format!("Group/{both}/_history/1")).await;
    assert_eq!(clinic.shown(&format!("Group/{both}/_history")).await, [both.as_str()]);
    assert_eq!(clinic.shown(&format!("Group?member=Patient/{stays}")).await, [both.as_str()]);
    // What was rewritten can be worked with as before.
    let mut changed = group;
    changed["name"] = json!("Talks");
    let updated = clinic.clinician.put(&format!("/fhir/R4/Group/{both}"), &changed).await;
    assert_eq!(updated.status, StatusCode::OK, "{updated:?}");
}

#[tokio::test]
async fn several_of_one_document_who_are_erased_one_right_after_the_other_leave_nothing_unaccounted_for()
 {
    let clinic = Clinic::open().await;
    let goes_too = clinic.clinician.create(&patient("Rowan")).await;
    for _ in 0..8 {
        clinic.clinician.create(&group(&[&clinic.leaves, &goes_too, &clinic.stays])).await;
    }
    let mut erasures = Vec::new();
    for person in [&clinic.leaves, &goes_too] {
        erasures.push(erase(&clinic.administrator, person).await.json());
    }
    for erasure in &erasures {
        clinic.until(erasure, "removed").await;
    }
    let looked = clinic.server.command(&["doctor"]);
    assert!(looked.status.success(), "{looked:?}");
}

#[tokio::test]
async fn what_refers_to_whoever_is_erased_goes_with_them_wherever_the_reference_stands() {
    let clinic = Clinic::open().await;
    let (clinician, leaves) = (&clinic.clinician, &clinic.leaves);
    let theirs = json!({"reference": format!("Patient/{leaves}"), "display": "Mrs Quetzal"});
    let device = json!({"resourceType": "Device", "patient": theirs, "note": [{"text": "hers"}]});
    let device = clinician.create(&device).await;
    let mut about_another = observation(&clinic.stays);
    about_another["focus"] = json!([theirs]);
    let about_another = clinician.create(&about_another).await;
    let practitioner = json!({
        "resourceType": "Practitioner", "name": [{"family": "Ibis"}]
    });
    let practitioner = clinician.create(&practitioner).await;
    let role = json!({
        "resourceType": "PractitionerRole",
        "practitioner": {"reference": format!("Practitioner/{practitioner}")},
        "telecom": [{"system": "phone", "value": "555-0142"}]
    });
    let role = clinician.create(&role).await;
    let who = format!("Practitioner/{practitioner}");
    clinic.until(&clinic.erase().await, "removed").await;
    clinic.is_gone(&format!("Device/{device}")).await;
    let left = clinic.reads(&format!("Observation/{about_another}")).await.to_string();
    assert!(!left.contains(leaves.as_str()) && !left.contains("Quetzal"), "{left}");
    let path = format!("/api/subjects/{practitioner}/erase?type=Practitioner");
    let erased = clinic.administrator.post(&path, &json!({"reason": REASON})).await;
    assert_eq!(erased.status, StatusCode::OK, "{who} {erased:?}");
    clinic.until(&erased.json(), "removed").await;
    clinic.is_gone(&format!("PractitionerRole/{role}")).await;
}

#[tokio::test]
async fn nothing_can_be_written_about_whoever_is_erased() {
    let clinic = Clinic::open().await;
    let Clinic { leaves, clinician, .. } = &clinic;
    clinic.erase().await;
    let created = clinician.post("/fhir/R4/Observation", &observation(leaves)).await;
    assert_eq!(created.status, StatusCode::UNPROCESSABLE_ENTITY, "{created:?}");
    // A device that was offline must not bring them back.
    let mut again = patient("Quetzal");
    again["id"] = json!(leaves);
    let updated = clinician.put(&format!("/fhir/R4/Patient/{leaves}"), &again).await;
    assert_eq!(updated.status, StatusCode::GONE, "{updated:?}");
    let deleted = clinician.delete(&format!("/fhir/R4/Patient/{leaves}")).await;
    assert_eq!(deleted.status, StatusCode::GONE, "{deleted:?}");
    let merged = json!({"resourceType": "Parameters", "parameter": [
        {"name": "source-patient", "valueReference": {"reference": format!("Patient/{leaves}")}},
        {"name": "target-patient",
            "valueReference": {"reference": format!("Patient/{}", clinic.stays)}}
    ]});
    let merged = clinician.post("/fhir/R4/Patient/$merge", &merged).await;
    assert!(merged.status.is_client_error(), "{merged:?}");
    let twice = erase(&clinic.administrator, leaves).await;
    assert_eq!(twice.status, StatusCode::GONE, "{twice:?}");
}

#[tokio::test]
async fn a_plan_says_what_erasing_would_take_and_changes_nothing() {
    let clinic = Clinic::open().await;
    let path = format!("/api/subjects/{}/erasure-plan", clinic.leaves);
    let plan = clinic.administrator.get(&path).await.json();
    let documents = json!([
        {"type": "Group", "removed": 0, "rewritten": 1},
        {"type": "Observation", "removed": 1, "rewritten": 0},
        {"type": "Patient", "removed": 1, "rewritten": 0}
    ]);
    assert_eq!((&plan["documents"], &plan["whole"]), (&documents, &json!(true)));
    clinic.reads(&format!("Patient/{}", clinic.leaves)).await;
    let nobody = clinic.administrator.get("/api/subjects/nobody/erasure-plan").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND, "{nobody:?}");
    let strange = clinic.administrator.get("/api/subjects/nobody/erasure-plan?type=Device").await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST, "{strange:?}");
}

#[tokio::test]
async fn what_others_documents_say_of_somebody_is_kept_and_the_plan_and_the_receipt_say_so() {
    let clinic = Clinic::open().await;
    let Clinic { clinician, administrator, stays, .. } = &clinic;
    let mut doctor = patient("Sparrow");
    doctor["resourceType"] = json!("Practitioner");
    let doctor = clinician.create(&doctor).await;
    let mut seen = observation(stays);
    let reference = format!("Practitioner/{doctor}");
    seen["performer"] = json!([{"reference": reference, "display": "Dr Sparrow"}]);
    let seen = clinician.create(&seen).await;

    let path = format!("/api/subjects/{doctor}/erasure-plan?type=Practitioner");
    let plan = administrator.get(&path).await.json();
    assert_eq!(plan["documents"], json!([{"type": "Practitioner", "removed": 1, "rewritten": 0}]));
    let kept = plan["kept"].as_array().expect("what is kept").clone();
    let is_of_names = |part: &Value| {
        let text = |name: &str| part[name].as_str().expect("text").to_owned();
        text("what").contains("name and what else documents about other people say of them")
            && text("why").contains("Article 17(3)(c)")
    };
    assert!(kept.iter().any(is_of_names), "{plan}");

    let path = format!("/api/subjects/{doctor}/erase?type=Practitioner");
    let erased = administrator.post(&path, &json!({"reason": REASON})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let erasure = clinic.until(&erased.json(), "removed").await;
    // It is so as it was said.
    let said = clinic.reads(&format!("Observation/{seen}")).await;
    assert_eq!(said["performer"][0]["display"], "Dr Sparrow");
    let receipt = erasure["receipt"].as_str().expect("a receipt");
    for part in &kept {
        let line = format!(
            "kept: {} ({})",
            part["what"].as_str().expect("text"),
            part["why"].as_str().expect("text")
        );
        assert!(receipt.contains(&line), "{line}: {receipt}");
    }
    // Of a patient there are such documents, too.
    let path = format!("/api/subjects/{stays}/erasure-plan");
    let plan = administrator.get(&path).await.json();
    let said = plan["kept"].to_string();
    assert!(said.contains("documents say of them that do not refer to them"), "{plan}");
}

#[tokio::test]
async fn what_was_about_a_person_before_stays_as_it_is_now_and_is_not_counted_as_removed() {
    let clinic = Clinic::open().await;
    let Clinic { clinician, administrator, leaves, stays, .. } = &clinic;
    let left = clinician.create(&group(&[leaves])).await;
    let mut without = group(&[stays]);
    without["id"] = json!(left);
    let updated = clinician.put(&format!("/fhir/R4/Group/{left}"), &without).await;
    assert_eq!(updated.status, StatusCode::OK, "{updated:?}");
    let plan = administrator.get(&format!("/api/subjects/{leaves}/erasure-plan")).await.json();
    let planned = json!({"type": "Group", "removed": 0, "rewritten": 2});
    assert!(plan["documents"].as_array().is_some_and(|all| all.contains(&planned)), "{plan}");
    let erasure = clinic.until(&clinic.erase().await, "removed").await;
    // The patient and an observation; the groups.
    let counts = (&erasure["documents_removed"], &erasure["documents_rewritten"]);
    assert_eq!(counts, (&json!(2), &json!(2)));
    assert_eq!(clinic.reads(&format!("Group/{left}")).await["meta"]["versionId"], "2");
    clinic.is_gone(&format!("Group/{left}/_history/1")).await;
}

#[tokio::test]
async fn erasing_is_for_those_who_may_with_a_reason_that_names_nobody() {
    let clinic = Clinic::open().await;
    let Clinic { administrator, leaves, .. } = &clinic;
    for role in ["clinician", "analyst", "auditor", "service"] {
        let other = administrator.client(role, &[role]).await;
        assert_eq!(erase(&other, leaves).await.status, StatusCode::FORBIDDEN, "{role}");
    }
    let path = format!("/api/subjects/{leaves}/erase");
    for (body, status) in [
        (json!({}), StatusCode::BAD_REQUEST),
        (json!({"reason": " "}), StatusCode::BAD_REQUEST),
        (json!({"reason": "a\nb"}), StatusCode::BAD_REQUEST),
        (json!({"reason": "x".repeat(501)}), StatusCode::BAD_REQUEST),
        (json!({"reason": REASON, "force": true}), StatusCode::BAD_REQUEST),
        (json!({"reason": "Mrs quetzal wants it"}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"reason": "Mrs Quet\u{ad}zal wants it"}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"reason": format!("Patient/{leaves}")}), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = administrator.post(&path, &body).await;
        assert_eq!(answer.status, status, "{body}: {answer:?}");
    }
    clinic.reads(&format!("Patient/{leaves}")).await;
    // However the name is spelled.
    let accented = clinic.clinician.create(&patient("M\u{fc}ller-Wei\u{df}")).await;
    let accented = format!("/api/subjects/{accented}/erase");
    for named in ["Mu\u{308}ller-Wei\u{df}", "M\u{dc}LLER-WEISS", "M\u{fc}ller\u{2011}Wei\u{df}"] {
        let answer = administrator.post(&accented, &json!({"reason": named})).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{named}: {answer:?}");
    }
    let officer = administrator.client("officer", &["privacy_officer"]).await;
    let erased = erase(&officer, leaves).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let listed = officer.get("/api/erasures").await.json();
    assert_eq!(listed["items"][0]["reason"], REASON);
    assert_eq!(officer.get("/fhir/R4/Patient").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_document_about_others_too_that_does_not_open_holds_up_no_erasure() {
    let mut clinic = Clinic::open().await;
    assert!(clinic.server.stop().success());
    let records = Tables::at(clinic.server.place_of("records")).await;
    let code = fhir::types::resource_type("Group").expect("a type").code();
    let sql = format!("SELECT sequence, message FROM versions WHERE type = {code}");
    let rows = records.rows(&sql).await;
    assert!(!rows.is_empty());
    for row in rows {
        let sql = format!(
            "UPDATE versions SET message = {} WHERE sequence = {}",
            flip(&row[1], 100),
            row[0]
        );
        records.change(&sql).await;
    }
    drop(records);
    clinic.server.start_again();
    clinic.administrator = clinic.server.caller(clinic.administrator.token());
    let erasure = clinic.erase().await;
    clinic.until(&erasure, "removed").await;
}

#[tokio::test]
async fn a_receipt_is_verified_offline_and_a_changed_one_refused() {
    let clinic = Clinic::open().await;
    let erasure = clinic.erase().await;
    let verified = clinic.verify_receipt(&erasure).await;
    assert!(verified.status.success(), "{verified:?}");
    let said = String::from_utf8(verified.stdout).expect("text");
    assert!(said.contains("the receipt is genuine") && said.contains("under way"), "{said}");
    assert!(said.contains("what else the answer says of the erasure was not"), "{said}");
    assert!(!said.contains(clinic.leaves.as_str()) && !said.contains("Quetzal"), "{said}");

    let note = erasure["receipt"].as_str().expect("a receipt");
    let key = clinic.administrator.get("/api/log/key").await.body;
    assert!(verify(&Written::new(note), &key).status.success());
    for changed in [
        note.replace("destroyed: the key", "destroyed: a key"),
        note.replace("\nkept: ", "\nKept: "),
        note.lines().take(3).collect::<String>(),
    ] {
        let refused = verify(&Written::new(&changed), &key);
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    }
    let others = Server::start();
    let other_key = others.tenant("Clinic").await.get("/api/log/key").await.body;
    assert_eq!(verify(&Written::new(note), &other_key).status.code(), Some(1));

    let removed = clinic.until(&erasure, "removed").await;
    let said = clinic.verify_receipt(&removed).await;
    let said = String::from_utf8(said.stdout).expect("text");
    assert!(said.contains("destroyed: documents about the person alone: 2"), "{said}");
    assert!(!said.contains("under way"), "{said}");
}

#[tokio::test]
async fn the_log_tells_that_somebody_was_erased_and_still_verifies() {
    let mut clinic = Clinic::open().await;
    let erasure = clinic.until(&clinic.erase().await, "removed").await;
    let events = clinic.administrator.get("/api/events?operation=erase_subject").await.json();
    assert_eq!(events["items"].as_array().map(Vec::len), Some(1));
    // Everything that the log ever said of the person is unreadable with them.
    let all = clinic.administrator.get("/api/events?count=500").await;
    assert_eq!(all.status, StatusCode::OK, "{all:?}");
    assert!(!all.body.contains(clinic.leaves.as_str()), "{all:?}");
    for event in all.json()["items"].as_array().expect("events") {
        let id = event["id"].as_str().expect("an id");
        let shown = clinic.administrator.get(&format!("/api/events/{id}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    }
    let state = tempfile::tempdir().expect("a folder");
    let verified = clinic.server.verify_log(&clinic.administrator, &state.path().join("state"));
    assert!(verified.status.success(), "{verified:?}");
    assert!(clinic.server.stop().success());
    let healthy = clinic.server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");

    // Nobody can hide something by calling it erased.
    let records = Tables::at(clinic.server.place_of("records")).await;
    let erased = records.value("SELECT key FROM versions WHERE length(message) = 0 LIMIT 1").await;
    let other = "(SELECT max(sequence) FROM versions WHERE state = 1 AND length(message) > 0
        AND type = (SELECT max(type) FROM versions WHERE type < 1000))";
    let hide = format!(
        "UPDATE versions SET key = {erased}, message = '', state = 0 WHERE sequence = {other}"
    );
    let hide =
        if is_on_postgresql() { hide } else { hide.replace("message = ''", "message = x''") };
    records.change(&hide).await;
    drop(records);
    let doctor = clinic.server.command(&["doctor"]);
    let said = String::from_utf8(doctor.stdout).expect("text");
    assert!(said.contains("WRONG  row_changed"), "{said}");
    assert!(erasure["receipt"].is_string());
}

#[tokio::test]
async fn nothing_sealed_is_left_of_whoever_is_erased() {
    let mut clinic = Clinic::open().await;
    let keys_before = count_of(&clinic, "keys", "SELECT count(*) FROM subjects").await;
    clinic.until(&clinic.erase().await, "removed").await;
    assert!(clinic.server.stop().success());
    let keys = count_of(&clinic, "keys", "SELECT count(*) FROM subjects").await;
    assert_eq!(keys + 1, keys_before);
    // Of the group there is one key, the new version's being that of the one who is left.
    // The deployment has one of its own, for the name of the tenant.
    let of_tenants = "SELECT count(*) FROM document_keys WHERE tenant <> 0";
    assert_eq!(count_of(&clinic, "keys", of_tenants).await, 0);
    let erased = "SELECT count(*) FROM versions WHERE length(message) = 0";
    assert_eq!(count_of(&clinic, "identity", erased).await, 1);
    // An observation, and the group as it was.
    assert_eq!(count_of(&clinic, "records", erased).await, 2);
}

async fn count_of(clinic: &Clinic, store: &str, sql: &str) -> u64 {
    let tables = Tables::at(clinic.server.place_of(store)).await;
    tables.value(sql).await.parse().expect("a number")
}

#[tokio::test]
async fn once_the_epoch_has_ended_no_copy_of_before_brings_anybody_back() {
    let mut clinic = Clinic::open().await;
    if is_on_postgresql() {
        assert!(clinic.server.stop().success());
    }
    let before = clinic.server.copy_stores();
    if let Place::File(path) = before.place_of("keys") {
        // Of files, the write-ahead logs too.
        assert!(path.with_extension("db-wal").exists());
    } else {
        clinic.server.start_again();
        clinic.administrator = clinic.server.caller(clinic.administrator.token());
        clinic.clinician = clinic.server.caller(clinic.clinician.token());
    }
    let erasure = clinic.erase().await;
    clinic.rotate();
    let closed = clinic.until(&erasure, "closed").await;
    let verified = clinic.verify_receipt(&closed).await;
    assert!(verified.status.success(), "{verified:?}");
    let said = String::from_utf8(verified.stdout).expect("text");
    assert!(said.contains("copies of before cannot be opened"), "{said}");
    // That is written down when the job looks again.
    clinic.server.requeue_first_job();
    let left = || clinic.server.command(&["job", "list"]).stdout;
    let ended = eventually(async || left().starts_with(b"nothing is left").then_some(()));
    ended.await.expect("the job comes to its end");
    clinic.until(&erasure, "closed").await;
    clinic.reads(&format!("Observation/{}", clinic.other)).await;
    assert!(clinic.server.stop().success());
    let refused = clinic.server.command_on(&before, &["tenant", "list"]);
    let said = String::from_utf8(refused.stderr).expect("text");
    assert!(said.contains("root key epoch 1 is not there"), "{said}");
}

#[tokio::test]
async fn the_search_index_is_built_anew_without_whoever_was_in_it() {
    let clinic = Clinic::open_with(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")]).await;
    clinic.server.until_indexed(&clinic.administrator).await;
    assert_eq!(clinic.shown("Patient?family=Quetzal").await, [clinic.leaves.as_str()]);
    let erasure = clinic.erase().await;
    assert!(clinic.shown("Patient?family=Quetzal").await.is_empty());
    let erased = clinic.until(&erasure, "erased").await;
    assert_eq!(erased["state"], "erased");
    // It waits for others to share the work, unless the keys are about to turn over.
    clinic.rotate();
    clinic.until(&erasure, "closed").await;
    clinic
        .server
        .until_index_states(&clinic.administrator, |states| {
            states.contains("epoch 2") && !states.contains("epoch 1")
        })
        .await;
    assert_eq!(clinic.shown("Patient?family=Birch").await, [clinic.stays.as_str()]);
}

#[tokio::test]
async fn patients_who_were_merged_are_erased_one_by_one() {
    let clinic = Clinic::open().await;
    let Clinic { leaves, stays, clinician, .. } = &clinic;
    let reference = |id: &str| json!({"reference": format!("Patient/{id}")});
    let parameters = json!({"resourceType": "Parameters", "parameter": [
        {"name": "source-patient", "valueReference": reference(leaves)},
        {"name": "target-patient", "valueReference": reference(stays)}
    ]});
    let merged = clinician.post("/fhir/R4/Patient/$merge", &parameters).await;
    assert_eq!(merged.status, StatusCode::OK, "{merged:?}");
    clinic.until(&clinic.erase().await, "removed").await;
    clinic.is_gone(&format!("Patient/{leaves}")).await;
    clinic.is_gone(&format!("Patient/{leaves}/_history/1")).await;
    let left = clinic.reads(&format!("Patient/{stays}")).await;
    assert!(!left.to_string().contains(leaves.as_str()), "{left}");
    assert_eq!(
        clinic.shown(&format!("Observation?patient={stays}")).await,
        [clinic.other.as_str()]
    );
}

#[tokio::test]
async fn whoever_is_known_by_an_id_of_the_platform_can_be_erased_too() {
    let clinic = Clinic::open().await;
    let Clinic { administrator, clinician, .. } = &clinic;
    let definition = json!({"schema": {"type": "object"},
        "subject": {"path": "people", "type": "Subject"}});
    let own = json!({"name": "talk", "definition": definition});
    let registered = administrator.post("/api/document-types", &own).await;
    assert_eq!(registered.status, StatusCode::CREATED, "{registered:?}");
    let made = async |people: &[&str]| {
        let body = json!({"people": people, "said": "by u-1 alone", "scores": {"u-1": 3, "u-2": 4},
            "seen": ["Subject/u-1", "u-1-2"]});
        clinician.post("/api/types/talk", &body).await.json()["id"].as_str().map(ToOwned::to_owned)
    };
    let alone = made(&["u-1"]).await.expect("an id");
    let both = made(&["u-1", "u-2"]).await.expect("an id");
    let erased = administrator
        .post("/api/subjects/u-1/erase?type=Subject", &json!({"reason": REASON}))
        .await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let erasure = clinic.until(&erased.json(), "removed").await;
    let counts = (&erasure["documents_removed"], &erasure["documents_rewritten"]);
    assert_eq!(counts, (&json!(1), &json!(1)));
    let gone = clinician.get(&format!("/api/types/talk/{alone}")).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
    let left = clinician.get(&format!("/api/types/talk/{both}")).await.json();
    let expected = json!({"people": ["u-2"], "said": "[erased]", "scores": {"[erased]": 3, "u-2": 4},
        "seen": ["[erased]", "u-1-2"]});
    assert_eq!(left["content"], expected);
}

#[tokio::test]
async fn others_who_write_at_the_same_moment_lose_nothing_and_bring_nothing_back() {
    const PEOPLE: usize = 12;
    let clinic = Clinic::open().await;
    let mut people = Vec::new();
    for _ in 0..PEOPLE {
        people.push(clinic.clinician.create(&patient("Maple")).await);
    }
    let mut tasks = tokio::task::JoinSet::new();
    for person in people.clone() {
        let (clinician, administrator) = (clinic.clinician.clone(), clinic.administrator.clone());
        let about = person.clone();
        tasks.spawn(async move {
            for _ in 0..10 {
                let made = clinician.post("/fhir/R4/Observation", &observation(&about)).await;
                assert!([201, 422].contains(&made.status.as_u16()), "{made:?}");
                let mut changed = patient("Maple");
                changed["id"] = json!(about);
                let put = clinician.put(&format!("/fhir/R4/Patient/{about}"), &changed).await;
                assert!([200, 410, 503].contains(&put.status.as_u16()), "{put:?}");
                let found = clinician.get("/fhir/R4/Patient?family=Maple").await;
                // So many at once may be more than it is tried again for.
                assert!([200, 503].contains(&found.status.as_u16()), "{found:?}");
            }
        });
        tasks.spawn(async move {
            let erased = erase(&administrator, &person).await;
            assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
        });
    }
    tasks.join_all().await;
    for person in people {
        clinic.is_gone(&format!("Patient/{person}")).await;
        let about = format!("Observation?subject=Patient/{person}");
        let found = clinic.read(&about).await;
        assert!(found.status != StatusCode::OK || found.json()["total"] != 1, "{found:?}");
    }
    assert!(clinic.shown("Patient?family=Maple").await.is_empty());
    for erasure in clinic.administrator.get("/api/erasures").await.json()["items"]
        .as_array()
        .expect("erasures")
    {
        clinic.until(erasure, "removed").await;
    }
}

#[tokio::test]
async fn memory_does_not_grow_with_what_there_is_about_somebody() {
    const DOCUMENTS: usize = 40;
    const ATTACHMENT_BYTES: usize = 2_400_000;
    /// Of all of them together it would be more than twice as much.
    const GROWN_KIBIBYTES_MAX: u64 = 80 * 1024;
    let mut clinic = Clinic::open().await;
    let person = clinic.clinician.create(&patient("Maple")).await;
    // Nothing that gets smaller by being compressed.
    let mut random = 1_u64;
    let mut digit = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'a' + u8::try_from(random >> 60).expect("a digit"))
    };
    for _ in 0..DOCUMENTS {
        let data: String = (0..ATTACHMENT_BYTES).map(|_| digit()).collect();
        let large = json!({
            "resourceType": "DocumentReference", "status": "current",
            "subject": {"reference": format!("Patient/{person}")},
            "content": [{"attachment": {"contentType": "text/plain", "data": data}}]
        });
        clinic.clinician.create(&large).await;
    }
    // What came in took its part.
    assert!(clinic.server.stop().success());
    clinic.server.start_again();
    let administrator = clinic.server.caller(clinic.administrator.token());
    let before = clinic.server.memory_kibibytes_max();
    let plan = administrator.get(&format!("/api/subjects/{person}/erasure-plan")).await;
    assert_eq!(plan.status, StatusCode::OK, "{plan:?}");
    let grown = clinic.server.memory_kibibytes_max() - before;
    assert!(grown < GROWN_KIBIBYTES_MAX, "the plan: {grown} KiB");
    let erased = erase(&administrator, &person).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    let path = format!("/api/erasures/{}", erased.json()["id"].as_str().expect("an id"));
    let looked = eventually(async || {
        let erasure = administrator.get(&path).await.json();
        (erasure["documents_removed"] == DOCUMENTS + 1).then_some(())
    });
    looked.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    let grown = clinic.server.memory_kibibytes_max() - before;
    assert!(grown < GROWN_KIBIBYTES_MAX, "the erasure: {grown} KiB");
}

#[tokio::test]
async fn the_page_on_erasure_in_five_minutes_says_what_happens() {
    const PAGE: &str = include_str!("../../../../docs/erasure-in-five-minutes.md");
    for tool in ["curl", "jq", "flock"] {
        let version = Command::new(tool).arg("--version").stdout(Stdio::null()).status();
        if !version.is_ok_and(|status| status.success()) {
            not_run("the_page_on_erasure_in_five_minutes", &format!("{tool} is not installed"));
            return;
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let shell = |text: &str| {
        let blocks = text.split("```sh\n").skip(1);
        let blocks = blocks.map(|block| block.split("```").next().expect("it has an end"));
        blocks.collect::<String>().replace("target/release/ribcage", "ribcage")
    };
    let (beside, after) = PAGE.split_once("Press Ctrl-C").expect("the demo is to be ended");
    let (beside, after) = (shell(beside), shell(after));
    assert!(beside.contains("receipt verify") && after.contains("tenant list"));
    // What the page leaves to the reader: the demo, started and ready, and ended. Whoever reads it again does it again.
    let script = format!(
        "set -eu
         ribcage() {{ \"$RIBCAGE\" \"$@\"; }}
         trap 'kill $FIRST_SHELL 2> /dev/null || true' EXIT
         for run in first second; do
         rm -f data/demo/access.json
         \"$RIBCAGE\" demo --dir data/demo --listen 127.0.0.1:0 > demo.log 2>&1 &
         FIRST_SHELL=$!
         until [ -e data/demo/access.json ]; do kill -0 $FIRST_SHELL; done
         {beside}
         kill -INT $FIRST_SHELL
         {after}
         done"
    );
    let mut command = Command::new("bash");
    command.args(["-c", &script]).current_dir(folder.path()).env("RIBCAGE", RIBCAGE);
    let output = command.stdin(Stdio::null()).output().expect("there is a shell");
    let (said, complained) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}\n{complained}");
    for expected in [
        "\"rewritten\": 1",
        "the receipt is genuine",
        "copies of before can be opened by whoever has root key epoch 1",
        "copies of before can be opened by whoever has root key epoch 2",
        "copies of before cannot be opened",
        "root key epoch 1 is not there",
        "root key epoch 2 is not there",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}
