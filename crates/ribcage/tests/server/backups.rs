//! Backups: what they hold, what is seen of damage, and that no restore brings back who was erased.

use std::path::{Path, PathBuf};
use std::process::Output;

use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Answer, Caller, Server, observation, patient, run};

/// How often is looked whether something has come to its end in the background.
const LOOKS_MAX: usize = 2_000;

/// A clinic with somebody who leaves and somebody who stays, and a place for backups.
struct Clinic {
    server: Server,
    administrator: Caller,
    clinician: Caller,
    leaves: String,
    stays: String,
    /// What is about both.
    both: String,
    place: TempDir,
}

impl Clinic {
    async fn open() -> Self {
        // Backups of PostgreSQL are not made yet.
        let server = Server::start_on_sqlite();
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
        let place = tempfile::tempdir().expect("a folder");
        Self { server, administrator, clinician, leaves, stays, both, place }
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
        for _ in 0..LOOKS_MAX {
            let answer = self.administrator.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
            if is_so(&answer.json()) {
                return answer.json();
            }
        }
        panic!("it is never so: {}", self.server.log());
    }

    /// Tries to restore, with further arguments.
    fn restore(&self, arguments: &[&str]) -> Restored {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, data) = (self.target(), folder.path().join("data"));
        let identity = self.server.data().join("recovery.identity");
        let fixed = ["backup", "restore", "--from", text(&from), "--dir", text(&data)];
        let identity = ["--identity", text(&identity)];
        let output = run(&[&fixed[..], &identity, arguments].concat());
        let written = self.server.data().parent().expect("a folder").join("ribcage.toml");
        let configuration = std::fs::read_to_string(written).expect("it was written");
        let configuration = configuration.replace(text(&self.server.data()), text(&data));
        std::fs::write(folder.path().join("ribcage.toml"), configuration).expect("written");
        Restored { folder, output }
    }

    /// Serves what is restored, and looks whether nothing of whoever left is there, and all of who stayed.
    async fn nobody_comes_back(&self, restored: Restored) {
        let Restored { folder, output } = restored;
        assert!(output.status.success(), "{output:?}");
        let mut server = Server::of_folder(folder);
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
        clinician.create(&observation(&self.stays)).await;
        // Erasures reach the backups from here on, too.
        let remembered = std::fs::read_to_string(server.data().join("backups.json"));
        assert!(remembered.expect("it is there").contains(text(&self.target())));
        assert!(server.stop().success());
        let healthy = server.command(&["doctor"]);
        assert!(healthy.status.success(), "{healthy:?}");
    }
}

/// What became of a restore.
struct Restored {
    folder: TempDir,
    output: Output,
}

impl Restored {
    /// That it was refused, in these words, and left nothing.
    fn is_refused(&self, words: &str) {
        assert_eq!(self.output.status.code(), Some(1), "{:?}", self.output);
        let said = String::from_utf8_lossy(&self.output.stderr);
        assert!(said.contains(words), "{said}");
        assert!(!self.folder.path().join("data").join("records.db").exists());
    }
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

#[tokio::test]
async fn what_is_restored_is_what_was_backed_up() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    let after = clinic.clinician.create(&patient("Linden")).await;
    clinic.server.kill();
    let Restored { folder, output } = clinic.restore(&[]);
    assert!(output.status.success(), "{output:?}");
    let server = Server::of_folder(folder);
    let clinician = server.caller(clinic.clinician.token());
    for path in [
        format!("Patient/{}", clinic.leaves),
        format!("Patient/{}", clinic.stays),
        format!("Group/{}", clinic.both),
    ] {
        let answer = clinician.get(&format!("/fhir/R4/{path}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    let lost = clinician.get(&format!("/fhir/R4/Patient/{after}")).await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND, "{lost:?}");
    let administrator = server.caller(clinic.administrator.token());
    let state = tempfile::tempdir().expect("a folder");
    let verified = server.verify_log(&administrator, &state.path().join("state"));
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test]
async fn nobody_who_was_erased_comes_back_from_a_backup_of_before_or_after() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    // A backup of before, its keys too, and the erasure after it.
    let erasure = clinic.erase().await;
    assert_eq!(erasure.status, StatusCode::OK, "{erasure:?}");
    clinic.nobody_comes_back(clinic.restore(&[])).await;
    clinic.until(&erasure.json(), |erasure| erasure["state"] == "removed").await;
    // A backup of after.
    clinic.back_up();
    clinic.nobody_comes_back(clinic.restore(&[])).await;
    // Documents of before, and keys of after.
    let old = clinic.restore(&["--backup", &before]);
    assert!(old.output.status.success(), "{:?}", old.output);
    let server = Server::of_folder(old.folder);
    let clinician = server.caller(clinic.clinician.token());
    let gone = clinician.get(&format!("/fhir/R4/Patient/{}", clinic.leaves)).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
    let found = clinician.get("/fhir/R4/Patient").await;
    assert!(!found.body.contains("Quetzal") && found.body.contains("Birch"), "{found:?}");
}

#[tokio::test]
async fn without_the_list_of_erasures_nothing_is_restored() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    clinic.back_up();
    let fences = clinic.target().join("fences");
    let kept = clinic.place.path().join("kept");
    std::fs::rename(&fences, &kept).expect("moved");
    clinic.restore(&[]).is_refused("the list of erasures ends at 0");
    std::fs::rename(&kept, &fences).expect("moved");
    let fence = files(&fences).pop().expect("one");
    let text = std::fs::read_to_string(&fence).expect("text");
    std::fs::write(&fence, text.replace("number: 1", "number: 2")).expect("written");
    clinic.restore(&[]).is_refused("the fences were changed");
    std::fs::write(&fence, text).expect("written");
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test]
async fn a_restore_wants_an_empty_place_the_right_identity_and_whole_objects() {
    let clinic = Clinic::open().await;
    clinic.restore(&[]).is_refused("there is no backup");
    clinic.back_up();
    clinic.restore(&["--backup", "nothing"]).is_refused("there is no backup nothing");
    let other = clinic.place.path().join("other.identity");
    let stranger = Server::start_on_sqlite();
    std::fs::copy(stranger.data().join("recovery.identity"), &other).expect("copied");
    let folder = tempfile::tempdir().expect("a folder");
    let (from, data) = (clinic.target(), folder.path().join("data"));
    let fixed = ["backup", "restore", "--from", text(&from), "--dir", text(&data)];
    let refused = run(&[&fixed[..], &["--identity", text(&other)]].concat());
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    std::fs::create_dir_all(&data).expect("made");
    std::fs::write(data.join("something"), "of somebody's").expect("written");
    let identity = clinic.server.data().join("recovery.identity");
    let refused = run(&[&fixed[..], &["--identity", text(&identity)]].concat());
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(data.join("something").exists());
}

#[tokio::test]
async fn whatever_is_damaged_is_found_and_named() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let key = clinic.administrator.get("/api/log/key").await.body;
    let target = clinic.target();
    let verify = || run(&["backup", "verify", "--from", text(&target), "--key", key.trim()]);
    let whole = verify();
    assert!(whole.status.success(), "{whole:?}");
    for path in files(&target) {
        let content = std::fs::read(&path).expect("readable");
        let name = path.strip_prefix(&target).expect("below").display().to_string();
        // By that the place is known; it is of no backup.
        if name == "target" {
            continue;
        }
        let mut flipped = content.clone();
        flipped[content.len() / 2] ^= 1;
        let damages = [Some(flipped), Some(content[..content.len() - 1].to_vec()), None];
        for damage in damages {
            match &damage {
                Some(other) => std::fs::write(&path, other).expect("written"),
                None => std::fs::remove_file(&path).expect("removed"),
            }
            let found = verify();
            assert_eq!(found.status.code(), Some(1), "{name}: {found:?}");
            std::fs::write(&path, &content).expect("written");
        }
    }
    assert!(verify().status.success());
}

#[tokio::test]
async fn a_backup_shows_nothing_to_whoever_keeps_it() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let token = clinic.administrator.token();
    for path in files(&clinic.target()) {
        let content = std::fs::read(&path).expect("readable");
        for marker in ["Quetzal", "Birch", clinic.leaves.as_str(), token] {
            let shown = content.windows(marker.len()).any(|window| window == marker.as_bytes());
            assert!(!shown, "{marker} is in {}", path.display());
        }
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_kept_again() {
    let clinic = Clinic::open().await;
    let count = || files(&clinic.target().join("chunks")).len();
    clinic.back_up();
    let first = count();
    clinic.back_up();
    // The log has grown; who people are has not.
    assert!(count() < 2 * first, "{first} and {}", count());
    let listed = run(&["backup", "list", "--from", text(&clinic.target())]);
    assert_eq!(String::from_utf8(listed.stdout).expect("text").lines().count(), 2);
    let inside = clinic.server.data().join("backups");
    let refused = clinic.server.command(&["backup", "create", "--to", text(&inside)]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
}

#[tokio::test]
async fn while_a_target_is_away_the_receipt_waits_for_it() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let (target, away) = (clinic.target(), clinic.place.path().join("away"));
    std::fs::rename(&target, &away).expect("moved");
    // Where it was mounted there is an empty folder now.
    std::fs::create_dir(&target).expect("made");
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::ACCEPTED, "{erased:?}");
    let location = erased.headers["location"].to_str().expect("text").to_owned();
    assert_eq!(location, format!("/api/erasures/{}", erased.json()["id"].as_str().expect("an id")));
    assert!(erased.json().get("receipt").is_none(), "{erased:?}");
    let gone = clinic.clinician.get(&format!("/fhir/R4/Patient/{}", clinic.leaves)).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
    std::fs::remove_dir(&target).expect("nothing was put there");
    std::fs::rename(&away, &target).expect("moved");
    // Nobody has to wait for the next try.
    let jobs = clinic.server.command(&["job", "list"]);
    let line = String::from_utf8(jobs.stdout).expect("text");
    let mut words = line.split_whitespace();
    let (tenant, job) = (words.next().expect("a tenant"), words.next().expect("a job"));
    clinic.server.command(&["job", "requeue", tenant, job]);
    clinic.until(&erased.json(), |erasure| erasure["receipt"].is_string()).await;
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test]
async fn backups_of_keys_go_with_their_root_epoch() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    let erasure = clinic.erase().await.json();
    let old_keys = clinic.target().join("keys").join(&before);
    assert!(!files(&old_keys).is_empty());
    // The second begins before what the first has left is done, perhaps.
    for _ in 0..2 {
        let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
        assert!(rotated.status.success(), "{rotated:?}");
    }
    clinic.until(&erasure, |erasure| erasure["state"] == "closed").await;
    assert!(!old_keys.exists());
    let key = clinic.administrator.get("/api/log/key").await.body;
    let from = clinic.target();
    let whole = run(&["backup", "verify", "--from", text(&from), "--key", key.trim()]);
    assert!(whole.status.success(), "{whole:?}");
    clinic.nobody_comes_back(clinic.restore(&[])).await;
    let old = clinic.restore(&["--backup", &before]);
    assert!(old.output.status.success(), "{:?}", old.output);
}

#[tokio::test]
async fn a_restore_that_did_not_come_to_its_end_is_not_served() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let Restored { folder, output } = clinic.restore(&[]);
    assert!(output.status.success(), "{output:?}");
    let data = folder.path().join("data");
    std::fs::write(data.join("restoring"), "").expect("written");
    let refused = run(&["tenant", "list", "--dir", text(&data)]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let said = String::from_utf8(refused.stderr).expect("text");
    assert!(said.contains("did not come to its end"), "{said}");
}

#[tokio::test]
async fn what_somebody_else_put_there_is_not_taken_for_the_deployments() {
    let clinic = Clinic::open().await;
    let first = clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    clinic.back_up();
    let backups = clinic.target().join("backups");
    let copied = backups.join("zzz.notice");
    std::fs::copy(backups.join(format!("{first}.notice")), &copied).expect("copied");
    clinic.restore(&[]).is_refused("is the notice of another backup");
    std::fs::remove_file(&copied).expect("removed");
    let stray = clinic.target().join("fences").join("000000009999");
    std::fs::write(&stray, "").expect("written");
    let refused = clinic.server.command(&["backup", "create", "--to", text(&clinic.target())]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    std::fs::remove_file(&stray).expect("removed");
    let stranger = Server::start_on_sqlite();
    let other_key = stranger.tenant("Clinic").await.get("/api/log/key").await.body;
    clinic.restore(&["--key", other_key.trim()]).is_refused("is not signed by the key");
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}
