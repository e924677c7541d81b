//! Somebody with the database files in their hands: what they change is refused or found.

use reqwest::StatusCode;
use serde_json::Value;

use crate::harness::{Caller, Place, Server, observation, patient, run};
use crate::tables::{Tables, flip};

/// A clinic with two patients and an observation each, its server stopped.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
    patients: Vec<String>,
    observations: Vec<String>,
}

impl Clinic {
    async fn stopped() -> Self {
        let mut server = Server::start();
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let (mut patients, mut observations) = (Vec::new(), Vec::new());
        for family in ["Maple", "Birch"] {
            let id = clinician.create(&patient(family)).await;
            observations.push(clinician.create(&observation(&id)).await);
            patients.push(id);
        }
        assert!(server.stop().success());
        Self { server, administrator, clinician, patients, observations }
    }

    async fn records(&self) -> Tables {
        Tables::at(self.server.place_of("records")).await
    }

    /// Starts the server on what was changed.
    fn start(&mut self) {
        self.server.start_again();
        self.administrator = self.server.caller(self.administrator.token());
        self.clinician = self.server.caller(self.clinician.token());
    }

    async fn read(&self, observation: &str) -> (StatusCode, String) {
        let answer = self.clinician.get(&format!("/fhir/R4/Observation/{observation}")).await;
        (answer.status, answer.body)
    }

    /// What the reconciler finds, kind by kind.
    async fn findings(&self) -> Vec<String> {
        let answer = self
            .administrator
            .send(self.administrator.request(reqwest::Method::POST, "/api/log/reconciliation"));
        let body = answer.await.json();
        let findings = body["findings"].as_array().expect("findings").clone();
        findings
            .iter()
            .map(|finding: &Value| finding["kind"].as_str().expect("a kind").to_owned())
            .collect()
    }

    /// `doctor` finds it too, on the stopped data.
    fn doctor_says(&mut self, kind: &str) {
        let output = self.server.command(&["doctor"]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains(&format!("WRONG  {kind}")), "{text}");
    }
}

/// The two observations' rows, oldest first: sequence numbers.
async fn observation_rows(records: &Tables) -> Vec<String> {
    let code = fhir::types::resource_type("Observation").expect("a type").code();
    let sql = format!("SELECT sequence FROM versions WHERE type = {code} ORDER BY sequence");
    records.rows(&sql).await.into_iter().map(|row| row[0].clone()).collect()
}

#[tokio::test]
async fn a_flipped_byte_is_refused_on_reading_and_found() {
    let mut clinic = Clinic::stopped().await;
    let records = clinic.records().await;
    let row = &observation_rows(&records).await[0];
    let sql = format!("SELECT message FROM versions WHERE sequence = {row}");
    let flipped = flip(&records.value(&sql).await, 100);
    let sql = format!("UPDATE versions SET message = {flipped} WHERE sequence = {row}");
    records.change(&sql).await;
    drop(records);
    clinic.doctor_says("row_changed");
    clinic.start();
    let (status, body) = clinic.read(&clinic.observations[0]).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(body.contains("integrity"), "{body}");
    assert_eq!(clinic.read(&clinic.observations[1]).await.0, StatusCode::OK, "the rest is served");
    assert_eq!(clinic.findings().await, ["row_changed"]);
    let search = clinic.clinician.get("/fhir/R4/Observation").await;
    assert_eq!(search.status, StatusCode::OK);
    assert!(search.body.contains("integrity"), "{search:?}");
}

#[tokio::test]
async fn two_swapped_ciphertexts_are_refused_and_found() {
    let mut clinic = Clinic::stopped().await;
    let records = clinic.records().await;
    let rows = observation_rows(&records).await;
    let [one, other] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    let swap = format!(
        "CREATE TEMP TABLE copy AS SELECT sequence, message FROM versions;
         UPDATE versions SET message = (SELECT message FROM copy WHERE copy.sequence =
             CASE versions.sequence WHEN {one} THEN {other} ELSE {one} END)
         WHERE sequence IN ({one}, {other})"
    );
    records.change(&swap).await;
    drop(records);
    clinic.start();
    for observation in &clinic.observations {
        let (status, body) = clinic.read(observation).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{body}");
    }
    assert_eq!(clinic.findings().await, ["row_changed", "row_changed"]);
}

#[tokio::test]
async fn a_row_of_another_tenant_copied_in_is_refused() {
    let mut clinic = Clinic::stopped().await;
    clinic.server.start_again();
    let theirs = clinic.server.tenant("Theirs").await.client("ward", &["clinician"]).await;
    let id = theirs.create(&patient("Willow")).await;
    theirs.create(&observation(&id)).await;
    assert!(clinic.server.stop().success());
    let records = clinic.records().await;
    let rows = observation_rows(&records).await;
    let copy = format!(
        "UPDATE versions SET (message, key) =
             (SELECT message, key FROM versions WHERE sequence = {}) WHERE sequence = {}",
        rows[2], rows[0]
    );
    assert_eq!(records.execute(&copy).await, 1);
    drop(records);
    clinic.start();
    let (status, body) = clinic.read(&clinic.observations[0]).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{body}");
    assert!(!body.contains("Willow"));
}

#[tokio::test]
async fn a_deleted_row_and_a_rolled_back_one_are_found() {
    let mut clinic = Clinic::stopped().await;
    clinic.start();
    let path = format!("/fhir/R4/Observation/{}", clinic.observations[1]);
    let mut body = clinic.clinician.get(&path).await.json();
    body["status"] = "amended".into();
    assert_eq!(clinic.clinician.put(&path, &body).await.status, StatusCode::OK);
    assert!(clinic.server.stop().success());
    let records = clinic.records().await;
    let rows = observation_rows(&records).await;
    let gone = format!("DELETE FROM versions WHERE sequence IN ({}, {})", rows[0], rows[2]);
    assert_eq!(records.execute(&gone).await, 2);
    let sql = format!("UPDATE versions SET state = 1 WHERE sequence = {}", rows[1]);
    records.change(&sql).await;
    drop(records);
    clinic.doctor_says("row_missing");
    clinic.start();
    assert_eq!(
        clinic.read(&clinic.observations[1]).await.0,
        StatusCode::OK,
        "no single read sees it"
    );
    assert_eq!(clinic.findings().await, ["row_missing", "row_missing"]);
}

#[tokio::test]
async fn a_changed_event_is_found_and_named() {
    let mut clinic = Clinic::stopped().await;
    let records = clinic.records().await;
    let zeros = records.zeros("113");
    let sql = format!("UPDATE events SET entry = {zeros} WHERE tree = 1 AND sequence = 3");
    records.change(&sql).await;
    drop(records);
    clinic.doctor_says("log_changed");
    clinic.start();
    assert!(clinic.findings().await.contains(&"log_changed".to_owned()));
}

#[tokio::test]
async fn a_header_and_a_tile_that_were_changed_are_found() {
    for (what, table, column, rows) in [
        ("the header of event", "events", "header", "tree = 1 AND sequence = 2"),
        ("tile 0 of level 0", "tiles", "hashes", "tree = 1 AND level = 0"),
    ] {
        let clinic = Clinic::stopped().await;
        let records = clinic.records().await;
        let zeros = records.zeros(&format!("length({column})"));
        records.change(&format!("UPDATE {table} SET {column} = {zeros} WHERE {rows}")).await;
        drop(records);
        let output = clinic.server.command(&["doctor"]);
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains("WRONG  log_changed") && text.contains(what), "{text}");
    }
}

#[tokio::test]
async fn the_broken_tree_of_one_tenant_does_not_stop_the_proofs_of_another() {
    let mut clinic = Clinic::stopped().await;
    clinic.start();
    let theirs = clinic.server.tenant("Theirs").await;
    let tenant = clinic.administrator.get("/api/tenant").await.json();
    let tenant = i64::from_str_radix(tenant["id"].as_str().expect("an id"), 16);
    let tenant = tenant.expect("hexadecimal digits");
    assert!(clinic.server.stop().success());
    let broken =
        format!("UPDATE logs SET checkpoint = 'nothing' WHERE tenant = {tenant} AND tree = 2");
    assert_eq!(clinic.records().await.execute(&broken).await, 1);
    clinic.start();
    let verify = |token: &str| {
        let ca = clinic.server.ca();
        let arguments = ["log", "verify", "--url", &clinic.server.url, "--ca"];
        run(&[&arguments[..], &[ca.to_str().expect("text"), "--token", token]].concat())
    };
    let verified = verify(theirs.token());
    assert!(verified.status.success(), "{verified:?}");
    assert_eq!(verify(clinic.administrator.token()).status.code(), Some(1));
    assert!(clinic.findings().await.contains(&"log_changed".to_owned()));
}

#[tokio::test]
async fn newest_entries_cut_off_are_found_by_the_checkpoint_kept_outside() {
    let mut clinic = Clinic::stopped().await;
    // The thief of history keeps the databases of an earlier day, and puts them back.
    let old = clinic.server.copy_stores();
    clinic.start();
    let id = clinic.clinician.create(&patient("Later")).await;
    clinic.clinician.create(&observation(&id)).await;
    assert!(clinic.server.stop().success());
    clinic.server.put_stores_back(&old);
    clinic.doctor_says("log_cut_off");
    clinic.start();
    assert!(clinic.findings().await.contains(&"log_cut_off".to_owned()));
    assert_eq!(clinic.read(&clinic.observations[0]).await.0, StatusCode::OK, "the rest is served");
}

#[tokio::test]
async fn keys_that_are_gone_or_swapped_are_found_and_nobody_looks_like_nobody() {
    for (kind, change) in [
        ("key_missing", "DELETE FROM subjects"),
        (
            "key_changed",
            "CREATE TEMP TABLE copy AS SELECT * FROM subjects;
             UPDATE subjects SET wrapped =
                 (SELECT copy.wrapped FROM copy WHERE copy.row_key <> subjects.row_key)",
        ),
    ] {
        let mut clinic = Clinic::stopped().await;
        Tables::at(clinic.server.place_of("keys")).await.change(change).await;
        clinic.doctor_says(kind);
        clinic.start();
        let found = clinic.findings().await;
        assert!(found.iter().all(|found| found == kind) && found.len() == 4, "{found:?}");
        for path in [
            format!("/fhir/R4/Observation/{}", clinic.observations[0]),
            format!("/fhir/R4/Patient/{}", clinic.patients[0]),
            format!("/fhir/R4/Observation?patient={}", clinic.patients[0]),
        ] {
            let answer = clinic.clinician.get(&path).await;
            assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{kind} {path}");
            assert!(answer.body.contains("integrity"), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn checkpoints_that_were_taken_away_or_spoilt_are_missed() {
    for spoil in [|_: &std::path::Path| None, |_: &std::path::Path| Some("junk")] {
        let clinic = Clinic::stopped().await;
        let mut spoilt = 0;
        for file in std::fs::read_dir(clinic.server.data().join("checkpoints")).expect("a folder") {
            let path = file.expect("an entry").path();
            match spoil(&path) {
                None => std::fs::remove_file(&path).expect("removed"),
                Some(text) => std::fs::write(&path, text).expect("written"),
            }
            spoilt += 1;
        }
        let output = clinic.server.command(&["doctor"]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("text");
        assert_eq!(text.matches("WRONG  checkpoint_lost").count(), spoilt, "{text}");
    }
}

#[tokio::test]
async fn a_leaf_of_the_deployment_that_was_changed_or_is_gone_is_found() {
    for (change, which) in [
        ("UPDATE deployment_leaves SET leaf = ZEROS", "0"),
        ("DELETE FROM deployment_leaves", "0"),
        ("DELETE FROM deployment_leaves", "(SELECT max(leaf_index) FROM deployment_leaves)"),
    ] {
        let mut clinic = Clinic::stopped().await;
        let records = clinic.records().await;
        let change = change.replace("ZEROS", &records.zeros("length(leaf)"));
        let changed = records.execute(&format!("{change} WHERE leaf_index = {which}")).await;
        assert_eq!(changed, 1);
        drop(records);
        clinic.doctor_says("log_changed: the deployment tree");
    }
}

#[tokio::test]
async fn a_tenant_whose_trees_are_gone_hears_of_it() {
    let mut clinic = Clinic::stopped().await;
    clinic.records().await.change("DELETE FROM logs WHERE tree < 3").await;
    clinic.start();
    let found = clinic.findings().await;
    assert!(found.contains(&"log_changed".to_owned()), "{found:?}");
}

#[tokio::test]
async fn a_database_that_is_gone_is_missed_and_not_made_anew() {
    for store in ["identity", "records", "keys"] {
        let clinic = Clinic::stopped().await;
        let missed = match clinic.server.place_of(store) {
            Place::File(path) => {
                std::fs::remove_file(path).expect("removed");
                vec![format!("{store}.db is missing")]
            }
            place @ Place::Address(_) => {
                let emptied = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
                Tables::at(place).await.execute(emptied).await;
                vec![format!("the {store} database"), "is empty".to_owned()]
            }
        };
        for command in [&["doctor"][..], &["tenant", "create", "Another"]] {
            let output = clinic.server.command(command);
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8(said).expect("text");
            assert!(missed.iter().all(|part| said.contains(part)), "{said}");
        }
        if let Place::File(path) = clinic.server.place_of(store) {
            assert!(!path.exists());
        }
    }
}
