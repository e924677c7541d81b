//! What becomes of a backup of which something is damaged.

use std::path::PathBuf;

use reqwest::StatusCode;
use serde_json::json;

use super::schedule::{count, metric};
use super::{Clinic, PICTURE_BYTES, files, see, text};
use crate::harness::{Server, eventually, run};

/// More than fits into one chunk.
const OBSERVATIONS: usize = 30;
const NOTE_BYTES: usize = 200_000;

fn damage(path: &PathBuf) {
    let mut content = std::fs::read(path).expect("readable");
    let middle = content.len() / 2;
    content[middle] ^= 1;
    std::fs::write(path, content).expect("written");
}

/// The largest object in a folder that has this in its name.
fn largest(folder: &str, name: &str, clinic: &Clinic) -> PathBuf {
    let size = |path: &PathBuf| path.metadata().expect("it is there").len();
    let named = |path: &PathBuf| path.display().to_string().contains(name);
    let all = files(&clinic.target().join(folder)).into_iter();
    all.filter(named).max_by_key(size).expect("one")
}

async fn observe(clinic: &Clinic) {
    for _ in 0..OBSERVATIONS {
        // Nothing that could be written shorter.
        let mut note = vec![0; NOTE_BYTES / 2];
        aws_lc_rs::rand::fill(&mut note).expect("the system has randomness");
        let observed = json!({
            "resourceType": "Observation", "status": "final", "code": {"text": "pulse"},
            "subject": {"reference": format!("Patient/{}", clinic.stays)},
            "note": [{"text": hex::encode(note)}]
        });
        clinic.clinician.create(&observed).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_whole_of_a_backup_is_restored_if_that_is_asked_for_and_it_is_said_what_is_not() {
    let clinic = Clinic::open().await;
    observe(&clinic).await;
    clinic.back_up();
    observe(&clinic).await;
    // What the second backup was the first to need has nothing of what makes the server work.
    let second = clinic.back_up();
    let (chunk, content) = (largest("chunks", &second, &clinic), largest("blobs", "", &clinic));
    damage(&chunk);
    clinic.restore(&[]).is_refused("was changed");
    std::fs::remove_file(&content).expect("removed");
    let restored = clinic.restore(&["--leave-out-damaged"]);
    let said = String::from_utf8_lossy(&restored.output.stdout).into_owned();
    for object in [&chunk, &content] {
        let name = object.strip_prefix(clinic.target()).expect("below").display().to_string();
        assert!(said.contains(&format!("left out: {name}")), "{said}");
    }
    assert!(said.contains("rows of the records store"), "{said}");
    let doctor = restored.fresh.command(&["doctor"]);
    assert_eq!(doctor.status.code(), Some(1), "{doctor:?}");
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("Observation"), "{doctor:?}");
    let server = restored.serve();
    let clinician = server.caller(clinic.clinician.token());
    for person in [&clinic.leaves, &clinic.stays] {
        let read = clinician.get(&format!("/fhir/R4/Patient/{person}")).await;
        assert_eq!(read.status, StatusCode::OK, "{read:?}");
    }
    let query = format!("/fhir/R4/Observation?subject=Patient/{}&_summary=count", clinic.stays);
    let left = clinician.get(&query).await.json()["total"].as_u64().expect("a number");
    // Where chunks are cut is chance: one that is new has some of what was there before, too.
    assert!((1..=2 * OBSERVATIONS as u64).contains(&left), "{left}");
    let mut whole = 0;
    for picture in &clinic.pictures {
        whole += u32::from(see(&clinician, picture).await == (StatusCode::OK, PICTURE_BYTES));
    }
    assert_eq!(whole, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_restored_with_older_keys_if_the_newest_are_damaged() {
    let clinic = Clinic::open().await;
    let first = clinic.back_up();
    let newest = clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let keys = clinic.target().join("keys").join(newest).join("00000000");
    damage(&keys);
    // Nobody is lost unnoticed whose key is not among the older ones.
    clinic.restore(&[]).is_refused("was changed");
    clinic.nobody_comes_back(clinic.restore(&["--backup", &first])).await;
    let restored = clinic.restore(&["--leave-out-damaged"]);
    let said = String::from_utf8_lossy(&restored.output.stdout).into_owned();
    assert!(said.contains(&format!("left out: keys of whoever came after {first}")), "{said}");
    clinic.nobody_comes_back(restored).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_damaged_is_listed_and_keeps_no_other_from_being_made() {
    let place = tempfile::tempdir().expect("a folder");
    let target = place.path().join("target");
    let settings = [("RIBCAGE_BACKUP_TO", text(&target)), ("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "50")];
    let server = Server::start_with(&settings);
    let made = |number| {
        let (server, target) = (&server, &target);
        async move {
            let made =
                eventually(async || (target.exists() && count(target) >= number).then_some(()));
            made.await.unwrap_or_else(|| panic!("{}", server.log()));
        }
    };
    made(1).await;
    let damage = |ending: &str| {
        let of_it = |path: &PathBuf| path.extension().is_some_and(|found| found == ending);
        let path = files(&target.join("backups")).into_iter().rfind(of_it).expect("one");
        std::fs::write(path, "something else").expect("written");
    };
    damage("notice");
    made(2).await;
    assert_eq!(metric(&server, "backups_failed").await, 0);
    damage("objects");
    let listed = run(&["backup", "list", "--from", text(&target)]);
    assert!(listed.status.success(), "{listed:?}");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert_eq!(listed.lines().filter(|line| line.starts_with("WRONG")).count(), 2, "{listed}");
}
