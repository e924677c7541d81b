//! Backups: what they hold, what is seen of damage, and that no restore brings back who was erased.

mod bad_days;
mod command_line;
mod damage;
mod drills;
mod earlier_days;
mod erased_since;
mod hanging;
mod keeping;
mod key_recipients;
mod other_root_keys;
mod page;
mod places;
mod pruning;
mod put_back;
mod refused;
mod restoring;
mod safeguards;
mod schedule;

use std::path::{Path, PathBuf};
use std::process::Output;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Answer, Caller, Fresh, Server, eventually, observation, patient};

/// Too much for a document.
const PICTURE_BYTES: usize = 600_000;

/// A clinic with somebody who leaves and somebody who stays, and a place for backups.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
    leaves: String,
    stays: String,
    /// What is about both.
    both: String,
    /// The addresses of pictures, too large for documents, of who leaves and of who stays.
    pictures: [String; 2],
    place: TempDir,
}

impl Clinic {
    async fn open() -> Self {
        Self::open_at(Server::start()).await
    }

    async fn open_at(server: Server) -> Self {
        Self::open_in(server, tempfile::tempdir().expect("a folder")).await
    }

    async fn open_in(server: Server, place: TempDir) -> Self {
        let administrator = server.tenant("Clinic").await;
        let clinician = administrator.client("ward", &["clinician"]).await;
        let leaves = clinician.create(&patient("Quetzal")).await;
        let stays = clinician.create(&patient("Birch")).await;
        for person in [&leaves, &stays] {
            clinician.create(&observation(person)).await;
        }
        let member = |id: &str| json!({"entity": {"reference": format!("Patient/{id}")}});
        let both = json!({
            "resourceType": "Group", "type": "person", "actual": true,
            "member": [member(&leaves), member(&stays)]
        });
        let both = clinician.create(&both).await;
        let pictures = [picture(&clinician, &leaves).await, picture(&clinician, &stays).await];
        Self { server, administrator, clinician, leaves, stays, both, pictures, place }
    }

    fn target(&self) -> PathBuf {
        self.place.path().join("target")
    }

    /// Makes a backup, and gives its name.
    fn back_up(&self) -> String {
        let output = self.server.command(&["backup", "create", "--to", text(&self.target())]);
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8(output.stdout).expect("text");
        let line = said.lines().find_map(|line| line.strip_prefix("backup   "));
        line.expect("its name").to_owned()
    }

    async fn erase(&self) -> Answer {
        let path = format!("/api/subjects/{}/erase", self.leaves);
        self.administrator.post(&path, &json!({"reason": "asked for it"})).await
    }

    async fn until(&self, erasure: &Value, is_so: impl Fn(&Value) -> bool) -> Value {
        let path = format!("/api/erasures/{}", erasure["id"].as_str().expect("an id"));
        let looked = eventually(async || {
            let answer = self.administrator.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
            Some(answer.json()).filter(|erasure| is_so(erasure))
        });
        looked.await.unwrap_or_else(|| panic!("it is never so: {}", self.server.log()))
    }

    /// Tries to restore, with further arguments.
    fn restore(&self, arguments: &[&str]) -> Restored {
        let fresh = Fresh::like(&self.server);
        let output = self.restore_to(&fresh, arguments);
        Restored { fresh, output }
    }

    fn restore_to(&self, fresh: &Fresh, arguments: &[&str]) -> Output {
        let (from, identity) = (self.target(), self.server.data().join("recovery.identity"));
        let fixed = ["backup", "restore", "--from", text(&from), "--identity", text(&identity)];
        fresh.command(&[&fixed[..], arguments].concat())
    }

    /// Serves what is restored, and looks whether everybody is there, and what is about them.
    async fn nobody_is_lost(&self, restored: Restored) -> Server {
        let server = restored.serve();
        let clinician = server.caller(self.clinician.token());
        for path in [
            format!("Patient/{}", self.leaves),
            format!("Patient/{}", self.stays),
            format!("Group/{}", self.both),
        ] {
            let answer = clinician.get(&format!("/fhir/R4/{path}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        }
        for picture in &self.pictures {
            assert_eq!(see(&clinician, picture).await, (StatusCode::OK, PICTURE_BYTES));
        }
        server
    }

    /// Serves what is restored, and looks whether nothing of whoever left is there, and all of who stayed.
    async fn nobody_comes_back(&self, restored: Restored) {
        let mut server = restored.serve();
        let clinician = server.caller(self.clinician.token());
        let gone = clinician.get(&format!("/fhir/R4/Patient/{}", self.leaves)).await;
        assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
        for query in ["Patient?family=Quetzal", "Patient/_history?_count=50"] {
            let found = clinician.get(&format!("/fhir/R4/{query}")).await;
            assert_eq!(found.status, StatusCode::OK, "{found:?}");
            assert!(!found.body.contains("Quetzal"), "{found:?}");
        }
        let observations = clinician.get("/fhir/R4/Observation").await.json();
        assert_eq!(observations["entry"].as_array().map(Vec::len), Some(1), "{observations}");
        let group = clinician.get(&format!("/fhir/R4/Group/{}", self.both)).await;
        assert!(!group.body.contains(self.leaves.as_str()), "{group:?}");
        let stays = clinician.get(&format!("/fhir/R4/Patient/{}", self.stays)).await;
        assert_eq!(stays.status, StatusCode::OK, "{stays:?}");
        let [of_who_leaves, of_who_stays] = &self.pictures;
        assert_eq!(see(&clinician, of_who_leaves).await.0, StatusCode::GONE);
        assert_eq!(see(&clinician, of_who_stays).await, (StatusCode::OK, PICTURE_BYTES));
        clinician.create(&observation(&self.stays)).await;
        picture(&clinician, &self.stays).await;
        // Erasures reach the backups from here on, too.
        let remembered = std::fs::read_to_string(server.data().join("backups.json"));
        assert!(remembered.expect("it is there").contains(text(&self.target())));
        assert!(server.stop().success());
        let looked = server.command(&["doctor"]);
        let said = String::from_utf8_lossy(&looked.stdout).into_owned();
        // A day that was promised may have passed meanwhile, and what is restored says so.
        let is_else =
            |line: &&str| line.starts_with("WRONG") && !line.contains("past the promised day");
        assert!(said.lines().find(is_else).is_none() && said.contains("hold together"), "{said}");
    }
}

/// What became of a restore.
struct Restored {
    fresh: Fresh,
    output: Output,
}

impl Restored {
    /// Serves what was restored.
    fn serve(self) -> Server {
        assert!(self.output.status.success(), "{:?}", self.output);
        self.fresh.serve()
    }

    /// That it was refused, in these words, and left nothing.
    fn is_refused(&self, words: &str) {
        is_refused(&self.output, words);
        assert!(!self.fresh.data().exists());
    }
}

/// That a command was refused, in these words.
fn is_refused(output: &Output, words: &str) {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(words), "{said}");
}

/// Keeps a picture of somebody, and gives its address.
pub(crate) async fn picture(clinician: &Caller, person: &str) -> String {
    let request = clinician.request(Method::POST, "/fhir/R4/Binary");
    let request = request.header("content-type", "image/png");
    let request = request.header("x-security-context", format!("Patient/{person}"));
    let made = clinician.send(request.body(vec![7; PICTURE_BYTES])).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    format!("/fhir/R4/Binary/{}", made.json()["id"].as_str().expect("an id"))
}

/// What becomes of looking at a picture, and how large it is.
pub(crate) async fn see(clinician: &Caller, picture: &str) -> (StatusCode, usize) {
    let request = clinician.request(Method::GET, picture).header("accept", "image/png");
    let answer = request.send().await.expect("the server answers");
    (answer.status(), answer.bytes().await.expect("whole").len())
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
