//! Search indexes on bad days: damaged, put back as they were earlier, and half renewed.

use std::path::{Path, PathBuf};

use model::FaultPoint;
use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{Caller, Server, copy, eventually, observation, patient};

/// A clinic that has indexes, however little is stored.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
}

impl Clinic {
    async fn open(settings: &[(&str, &str)]) -> Self {
        let indexed = [("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")];
        let server = Server::start_with(&[&indexed, settings].concat());
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let ann = clinician.create(&patient("Maple")).await;
        clinician.create(&observation(&ann)).await;
        server.until_indexed(&administrator).await;
        Self { server, administrator, clinician }
    }

    /// Stops the server, does something to the folder of its indexes, and serves again.
    fn while_stopped(&mut self, act: impl FnOnce(&Path)) {
        assert!(self.server.stop().success());
        act(&self.server.data().join("index"));
        self.server.start_again();
        self.administrator = self.server.caller(self.administrator.token());
        self.clinician = self.server.caller(self.clinician.token());
    }

    async fn find(&self, query: &str) -> usize {
        let answer = self.clinician.get(&format!("/fhir/R4/{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {answer:?}");
        answer.json()["entry"].as_array().map_or(0, Vec::len)
    }

    async fn tenant(&self) -> String {
        let tenant = self.administrator.get("/api/tenant").await.json();
        tenant["id"].as_str().expect("an id").to_owned()
    }

    /// How many changes the index of a store does not have, as an administrator is told.
    async fn behind(&self, store: &str) -> u64 {
        let status = self.administrator.get("/api/status").await.json();
        let indexes = status["indexes"].as_array().expect("the indexes");
        let index = indexes.iter().find(|index| index["store"] == store).expect("it is listed");
        assert_eq!(index["is_there"], true, "{status}");
        index["behind"].as_u64().expect("a number")
    }

    /// Waits until the indexes are as they should be.
    async fn until(&self, is_so: impl Fn(&str) -> bool) {
        let tenant = self.tenant().await;
        loop {
            let output = self.server.command(&["index", "verify", &tenant]);
            if output.status.success() && is_so(&String::from_utf8_lossy(&output.stdout)) {
                return;
            }
        }
    }
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Changes one bit in the middle of every file of a kind.
fn damage(folder: &Path, kind: &str) {
    let is_of_kind = |path: &PathBuf| path.extension().is_some_and(|is| is == kind);
    let of_kind: Vec<_> = files(folder).into_iter().filter(is_of_kind).collect();
    assert!(!of_kind.is_empty(), "there are files of the kind {kind}");
    for path in of_kind {
        let mut content = std::fs::read(&path).expect("a file");
        let middle = content.len() / 2;
        content[middle] ^= 1;
        std::fs::write(&path, content).expect("written");
    }
}

/// How many documents the index of a store has.
fn documents(states: &str, store: &str) -> usize {
    let line = states.lines().find(|line| line.starts_with(store)).unwrap_or_default();
    let count = line.split(", ").find_map(|part| part.strip_suffix(" documents"));
    count.map_or(0, |count| count.parse().expect("a number"))
}

fn are_both_there(states: &str) -> bool {
    documents(states, "identity") > 0 && documents(states, "records") > 0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_does_not_open_never_fails_a_search_and_is_built_anew() {
    let mut clinic = Clinic::open(&[]).await;
    for kind in ["idx", "term", "fast", "store", "fieldnorm", "json"] {
        clinic.while_stopped(|folder| damage(folder, kind));
        for query in ["Patient?family=maple", "Observation?code=29463-7&_sort=-_lastUpdated"] {
            assert_eq!(clinic.find(query).await, 1, "{kind}, {query}");
        }
        clinic.until(are_both_there).await;
        assert_eq!(clinic.find("Patient?family=maple&_sort=birthdate").await, 1, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_is_damaged_under_a_running_server_never_fails_a_search_and_is_built_anew() {
    // Nothing is kept of what was read once.
    let clinic = Clinic::open(&[("RIBCAGE_INDEX_MEMORY_MEBIBYTES", "0")]).await;
    for kind in ["idx", "term", "fast"] {
        damage(&clinic.server.data().join("index"), kind);
        for query in ["Patient?family=maple", "Observation?code=29463-7&_sort=-_lastUpdated"] {
            assert_eq!(clinic.find(query).await, 1, "{kind}, {query}");
        }
        clinic.until(are_both_there).await;
    }
    assert!(clinic.server.log().contains("a search index is damaged"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_was_put_back_as_it_was_earlier_lacks_nothing() {
    let mut clinic = Clinic::open(&[]).await;
    let earlier = tempfile::tempdir().expect("a folder");
    clinic.while_stopped(|folder| copy(folder, &earlier.path().join("index")));
    let elm = clinic.clinician.create(&patient("Elm")).await;
    let condition = json!({
        "resourceType": "Condition", "code": {"coding": [{"code": "late"}]},
        "subject": {"reference": format!("Patient/{elm}")}
    });
    clinic.clinician.create(&condition).await;
    clinic.until(|states| documents(states, "records") == 2).await;
    clinic.while_stopped(|folder| {
        // Only the tenants' own folders: how far the stores were followed stays as it is.
        for entry in std::fs::read_dir(earlier.path().join("index")).expect("a folder") {
            let entry = entry.expect("an entry");
            if entry.path().is_dir() {
                let place = folder.join(entry.file_name());
                std::fs::remove_dir_all(&place).expect("removed");
                copy(&entry.path(), &place);
            }
        }
    });
    assert_eq!(clinic.find("Condition?code=late").await, 1);
    assert_eq!((clinic.behind("identity").await, clinic.behind("records").await), (1, 1));
    // What changes now is of another type.
    clinic.clinician.create(&observation(&elm)).await;
    clinic.until(|states| documents(states, "records") >= 2).await;
    assert_eq!(clinic.find("Condition?code=late").await, 1);
    assert_eq!(clinic.find("Observation?code=29463-7").await, 2);
    assert_eq!(clinic.find("Patient?birthdate=1980-02-29").await, 2);
    let is_up = eventually(async || (clinic.behind("records").await == 0).then_some(()));
    is_up.await.expect("the index has all of it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_renewal_that_was_cut_off_is_brought_to_its_end() {
    for point in [FaultPoint::IndexEpochBegun, FaultPoint::IndexFilesRemoved] {
        let mut clinic = Clinic::open(&[]).await;
        assert!(clinic.server.stop().success());
        clinic.server.start_to_crash(point, 1);
        clinic.administrator = clinic.server.caller(clinic.administrator.token());
        let tenant = clinic.tenant().await;
        let cut_off = clinic.server.command(&["index", "rebuild", &tenant]);
        assert!(!cut_off.status.success(), "{cut_off:?}");
        clinic.server.has_crashed();
        clinic.server.start_again();
        clinic.clinician = clinic.server.caller(clinic.clinician.token());
        clinic.administrator = clinic.server.caller(clinic.administrator.token());
        assert_eq!(clinic.find("Patient?family=maple").await, 1);
        let elm = clinic.clinician.create(&patient("Elm")).await;
        clinic.clinician.create(&observation(&elm)).await;
        let is_of_two =
            |states: &str| states.contains("epoch 2, 2") && !states.contains("epoch 1,");
        clinic.until(is_of_two).await;
        let left = files(&clinic.server.data().join("index"));
        let is_of_one = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "1");
        assert!(!left.iter().any(is_of_one), "{left:?}");
        assert_eq!(clinic.find("Patient?birthdate=1980-02-29").await, 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_was_due_when_the_server_ended_is_built_by_the_next() {
    let settings = [("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")];
    let mut server = Server::start_with(&settings);
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let tokens = [administrator.token().to_owned(), clinician.token().to_owned()];
    assert!(server.stop().success());
    // As the second of the two stores' indexes is about to be built.
    server.start_to_crash(FaultPoint::IndexBuildBegun, 2);
    let clinician = server.caller(&tokens[1]);
    let name = "urn:uuid:6b1a8e0c-1c86-4b8b-9d5e-2f6f5d3c7a10";
    let create = |resource: serde_json::Value| {
        let url = resource["resourceType"].clone();
        json!({"resource": resource, "request": {"method": "POST", "url": url}})
    };
    let mut ann = create(patient("Maple"));
    ann["fullUrl"] = json!(name);
    let mut observed = create(observation("x"));
    observed["resource"]["subject"]["reference"] = json!(name);
    let both = json!({
        "resourceType": "Bundle", "type": "transaction", "entry": [ann, observed]
    });
    // The server may be gone before it answers.
    let request = clinician.request(reqwest::Method::POST, "/fhir/R4");
    drop(request.json(&both).send().await);
    server.has_crashed();
    server.start_again();
    let administrator = server.caller(&tokens[0]);
    // Nothing is changed any more, and nothing is searched for.
    server.until_indexed(&administrator).await;
}
