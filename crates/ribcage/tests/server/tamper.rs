//! Somebody with the database files in their hands: what they change is refused or found.

use reqwest::StatusCode;
use rusqlite::{Connection, params};
use serde_json::Value;

use crate::harness::{Caller, Server, observation, patient, run};

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

    fn records(&self) -> Connection {
        self.database("records")
    }

    fn database(&self, store: &str) -> Connection {
        Connection::open(self.server.data().join(format!("{store}.db"))).expect("a database")
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
fn observation_rows(records: &Connection) -> Vec<i64> {
    let code = fhir::types::resource_type("Observation").expect("a type").code();
    let mut statement = records
        .prepare("SELECT sequence FROM versions WHERE type = ?1 ORDER BY sequence")
        .expect("the schema is ours");
    let rows = statement.query_map([code], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("numbers")
}

#[tokio::test]
async fn a_flipped_byte_is_refused_on_reading_and_found() {
    let mut clinic = Clinic::stopped().await;
    let records = clinic.records();
    let row = observation_rows(&records)[0];
    let message: Vec<u8> = records
        .query_row("SELECT message FROM versions WHERE sequence = ?1", [row], |row| row.get(0))
        .expect("a row");
    let mut flipped = message;
    flipped[100] ^= 1;
    records
        .execute("UPDATE versions SET message = ?2 WHERE sequence = ?1", params![row, flipped])
        .expect("changed");
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
    let records = clinic.records();
    let rows = observation_rows(&records);
    let swap = "UPDATE versions SET message = (SELECT message FROM versions v WHERE v.sequence =
                    CASE versions.sequence WHEN ?1 THEN ?2 ELSE ?1 END)
                WHERE sequence IN (?1, ?2)";
    records
        .execute_batch("CREATE TEMP TABLE copy AS SELECT sequence, message FROM versions")
        .expect("copied");
    let swap = swap.replace("FROM versions v", "FROM copy v");
    records.execute(&swap, params![rows[0], rows[1]]).expect("swapped");
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
    let records = clinic.records();
    let rows = observation_rows(&records);
    let copied = records
        .execute(
            "UPDATE versions SET (message, key) =
                 (SELECT message, key FROM versions WHERE sequence = ?2) WHERE sequence = ?1",
            params![rows[0], rows[2]],
        )
        .expect("copied");
    assert_eq!(copied, 1);
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
    let records = clinic.records();
    let rows = observation_rows(&records);
    records.execute("DELETE FROM versions WHERE sequence = ?1", [rows[0]]).expect("deleted");
    records.execute("DELETE FROM versions WHERE sequence = ?1", [rows[2]]).expect("deleted");
    records
        .execute("UPDATE versions SET state = 1 WHERE sequence = ?1", [rows[1]])
        .expect("rolled back");
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
    let records = clinic.records();
    let changed = records
        .execute("UPDATE events SET entry = zeroblob(113) WHERE tree = 1 AND sequence = 3", [])
        .expect("changed");
    assert!(changed > 0);
    drop(records);
    clinic.doctor_says("log_changed");
    clinic.start();
    assert!(clinic.findings().await.contains(&"log_changed".to_owned()));
}

#[tokio::test]
async fn a_header_and_a_tile_that_were_changed_are_found() {
    for (what, change) in [
        (
            "the header of event",
            "UPDATE events SET header = zeroblob(200) WHERE tree = 1 AND sequence = 2",
        ),
        (
            "tile 0 of level 0",
            "UPDATE tiles SET hashes = zeroblob(length(hashes)) WHERE tree = 1 AND level = 0",
        ),
    ] {
        let clinic = Clinic::stopped().await;
        assert!(clinic.records().execute(change, []).expect("changed") > 0);
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
    let broken = "UPDATE logs SET checkpoint = 'nothing' WHERE tenant = ?1 AND tree = 2";
    assert_eq!(clinic.records().execute(broken, [tenant]).expect("changed"), 1);
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
    // The thief of history keeps the whole folder of an earlier day, and puts its database back.
    let data = clinic.server.data();
    let copy = |name: &str| {
        std::fs::copy(data.join(name), data.join(format!("{name}.old"))).expect("copied")
    };
    copy("records.db");
    clinic.start();
    let id = clinic.clinician.create(&patient("Later")).await;
    clinic.clinician.create(&observation(&id)).await;
    assert!(clinic.server.stop().success());
    for name in ["records.db-wal", "records.db-shm"] {
        let _ = std::fs::remove_file(data.join(name));
    }
    std::fs::copy(data.join("records.db.old"), data.join("records.db")).expect("put back");
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
        clinic.database("keys").execute_batch(change).expect("changed");
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
    for change in [
        "UPDATE deployment_leaves SET leaf = zeroblob(length(leaf)) WHERE leaf_index = 0",
        "DELETE FROM deployment_leaves WHERE leaf_index = 0",
        "DELETE FROM deployment_leaves
         WHERE leaf_index = (SELECT max(leaf_index) FROM deployment_leaves)",
    ] {
        let mut clinic = Clinic::stopped().await;
        assert_eq!(clinic.records().execute(change, []).expect("changed"), 1);
        clinic.doctor_says("log_changed: the deployment tree");
    }
}

#[tokio::test]
async fn a_tenant_whose_trees_are_gone_hears_of_it() {
    let mut clinic = Clinic::stopped().await;
    assert!(clinic.records().execute("DELETE FROM logs WHERE tree < 3", []).expect("gone") > 0);
    clinic.start();
    let found = clinic.findings().await;
    assert!(found.contains(&"log_changed".to_owned()), "{found:?}");
}

#[tokio::test]
async fn a_database_that_is_gone_is_missed_and_not_made_anew() {
    for store in ["identity", "records", "keys"] {
        let clinic = Clinic::stopped().await;
        let file = clinic.server.data().join(format!("{store}.db"));
        std::fs::remove_file(&file).expect("removed");
        for command in [&["doctor"][..], &["tenant", "create", "Another"]] {
            let output = clinic.server.command(command);
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8(said).expect("text");
            assert!(said.contains(&format!("{store}.db is missing")), "{said}");
        }
        assert!(!file.exists());
    }
}
