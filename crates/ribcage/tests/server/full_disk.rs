//! A disk without room: changes stop before reads do, nothing is acknowledged that is not kept, and
//! with room again the server goes on by itself.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Caller, Server, eventually, not_run, observation, patient, run};

/// Requests after which a disk must be full that has room for far fewer.
const REQUESTS_MAX: usize = 5_000;

/// A disk of a few mebibytes, in memory.
struct SmallDisk(TempDir);

impl SmallDisk {
    /// Mounts it, if this process may.
    fn mount(mebibytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let size = format!("size={mebibytes}m");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder.path())
            .output();
        mount.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes up to this many mebibytes of it.
    fn take(&self, name: &str, mebibytes: usize) {
        let mut file = File::create(self.path().join(name)).expect("a file");
        let block = vec![1_u8; 64 * 1024];
        for _ in 0..mebibytes * 16 {
            if file.write_all(&block).is_err() {
                // To the last byte.
                while file.write_all(&[1]).is_ok() {}
                return;
            }
        }
    }

    fn give_back(&self, name: &str) {
        std::fs::remove_file(self.path().join(name)).expect("it was taken");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).output();
    }
}

#[tokio::test]
async fn a_full_disk_stops_changes_before_reads_and_loses_nothing() {
    let Some(disk) = SmallDisk::mount(64) else {
        not_run("full_disk", "mounting a small disk takes root");
        return;
    };
    disk.take("ballast", 24);
    let folder = tempfile::tempdir_in(disk.path()).expect("a folder for the data");
    let server = Server::start_in(folder, &[("RIBCAGE_RESERVE_MEBIBYTES", "8")]);
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let patient = clinician.create(&patient("Maple")).await;

    let (kept, refused) = fill(&clinician, &patient).await;
    assert_eq!(refused, (StatusCode::INSUFFICIENT_STORAGE, "storage_full".to_owned()));
    assert!(!kept.is_empty());
    let read = clinician.get(&format!("/fhir/R4/Patient/{patient}")).await;
    assert_eq!(read.status, StatusCode::OK, "the reserve is for events: {read:?}");

    disk.take("filler", 64);
    let mut reads = 0;
    let refused = loop {
        let read = clinician.get(&format!("/fhir/R4/Patient/{patient}")).await;
        if read.status != StatusCode::OK {
            break read;
        }
        reads += 1;
        assert!(reads < REQUESTS_MAX, "no read is answered whose event is not kept");
    };
    assert_eq!(refused.status, StatusCode::INSUFFICIENT_STORAGE, "{refused:?}");
    assert!(!refused.body.contains("Maple"), "{refused:?}");

    disk.give_back("filler");
    disk.give_back("ballast");
    let again = clinician.post("/fhir/R4/Observation", &observation(&patient)).await;
    assert_eq!(again.status, StatusCode::CREATED, "{again:?}");
    for id in &kept {
        let read = clinician.get(&format!("/fhir/R4/Observation/{id}")).await;
        assert_eq!(read.status, StatusCode::OK, "it was acknowledged: {id}");
    }
    let request = administrator.request(Method::POST, "/api/log/reconciliation");
    let outcome = administrator.send(request).await.json();
    assert_eq!(outcome["findings"], json!([]), "{outcome}");
}

/// Writes large observations until one is refused: the ids of those that were not, and how.
async fn fill(clinician: &Caller, patient: &str) -> (Vec<String>, (StatusCode, String)) {
    let mut kept = Vec::new();
    for number in 0..REQUESTS_MAX as u64 {
        let body = large(patient, number);
        let answer = clinician.post("/fhir/R4/Observation", &body).await;
        if answer.status != StatusCode::CREATED {
            return (kept, (answer.status, answer.code()));
        }
        kept.push(answer.json()["id"].as_str().expect("an id").to_owned());
    }
    panic!("the disk has room for all that was written");
}

/// An observation whose note does not compress well.
fn large(patient: &str, number: u64) -> Value {
    let mut text = String::new();
    let mut state = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for _ in 0..32_000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        write!(text, "{state:016x}").expect("a string takes everything");
    }
    let mut body = observation(patient);
    body["note"] = json!([{"text": text}]);
    body
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_for_backups_without_room_keeps_what_it_has_and_erasures_wait_for_it() {
    let Some(disk) = SmallDisk::mount(16) else {
        not_run("full_disk", "mounting a small disk takes root");
        return;
    };
    let server = Server::start();
    let administrator = server.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let person = clinician.create(&patient("Maple")).await;
    let place = disk.path().join("target");
    let place = place.to_str().expect("text");
    let back_up = || server.command(&["backup", "create", "--to", place]);
    let is_whole = || {
        let whole = run(&["backup", "verify", "--from", place]);
        assert!(whole.status.success(), "{whole:?}");
    };
    assert!(back_up().status.success());
    disk.take("ballast", 16);
    clinician.create(&patient("Birch")).await;
    let refused = back_up();
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("not available") && said.lines().count() == 1, "{said}");
    is_whole();
    let path = format!("/api/subjects/{person}/erase");
    let erased = administrator.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::ACCEPTED, "{erased:?}");
    let gone = clinician.get(&format!("/fhir/R4/Patient/{person}")).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");

    disk.give_back("ballast");
    let made = back_up();
    assert!(made.status.success(), "{made:?}");
    is_whole();
    let path = format!("/api/erasures/{}", erased.json()["id"].as_str().expect("an id"));
    let receipt = eventually(async || {
        Some(administrator.get(&path).await.json()).filter(|it| it["receipt"].is_string())
    });
    receipt.await.unwrap_or_else(|| panic!("{}", server.log()));
}
