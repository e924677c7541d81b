//! Those who were erased after a backup: what a restore makes of them, of what is about others too, and of devices
//! that did not hear of it; and places that were not told.

use std::path::Path;

use model::FaultPoint;
use reqwest::StatusCode;
use serde_json::json;

use super::keeping::stand_still;
use super::places::fences;
use super::{Clinic, text};
use crate::harness::{Server, eventually, observation, patient};

const DEVICE: &str = "device-1";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_was_away_brings_nobody_back_into_what_is_of_before_they_were_known() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    let path = format!("/fhir/R4/Patient/{DEVICE}");
    let mut theirs = patient("Quetzal");
    theirs["id"] = json!(DEVICE);
    let made = clinic.clinician.put(&path, &theirs).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let erase = format!("/api/subjects/{DEVICE}/erase");
    let reason = json!({"reason": "asked for it"});
    assert_eq!(clinic.administrator.post(&erase, &reason).await.status, StatusCode::OK);
    clinic.back_up();

    let server = clinic.restore(&["--backup", &before]).serve();
    let clinician = server.caller(clinic.clinician.token());
    for answer in [
        clinician.put(&path, &theirs).await,
        clinician.get(&path).await,
        server.caller(clinic.administrator.token()).post(&erase, &reason).await,
    ] {
        assert_eq!(answer.status, StatusCode::GONE, "{answer:?}");
    }
    let about = clinician.post("/fhir/R4/Observation", &observation(DEVICE)).await;
    assert!(about.status.is_client_error(), "{about:?}");
    theirs["id"] = json!("device-2");
    let other = clinician.put("/fhir/R4/Patient/device-2", &theirs).await;
    assert_eq!(other.status, StatusCode::CREATED, "{other:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_says_what_is_lost_with_somebody_of_others() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::OK);
    clinic.until(&erased.json(), |erasure| erasure["documents_removed"].is_u64()).await;
    clinic.back_up();
    let said = |restored: &super::Restored| {
        let said = String::from_utf8_lossy(&restored.output.stdout);
        said.contains("left out: 1 documents about several people")
    };
    let newest = clinic.restore(&[]);
    assert!(!said(&newest), "{:?}", newest.output);
    let older = clinic.restore(&["--backup", &before]);
    assert!(said(&older), "{:?}", older.output);
    let server = older.serve();
    let clinician = server.caller(clinic.clinician.token());
    let stays = clinician.get(&format!("/fhir/R4/Patient/{}", clinic.stays)).await;
    assert_eq!(stays.status, StatusCode::OK, "{stays:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_about_others_too_is_in_a_backup_during_which_somebody_is_erased() {
    // Whether it is only decided meanwhile, or carried out.
    for is_over in ["erased_at", "documents_removed"] {
        a_backup_during_an_erasure_is_whole(is_over).await;
    }
}

async fn a_backup_during_an_erasure_is_whole(is_over: &str) {
    let mut clinic = Clinic::open_at(Server::start_on_postgresql()).await;
    let mut other = clinic.server.beside();
    assert!(clinic.server.stop().success());
    clinic.server.start_to_pause(FaultPoint::BackupDocumentsRead);
    clinic.administrator = other.caller(clinic.administrator.token());
    let place = clinic.target();
    let erase = || {
        let erased = async {
            let erased = clinic.erase().await.json();
            clinic.until(&erased, |erasure| !erasure[is_over].is_null()).await;
        };
        tokio::runtime::Handle::current().block_on(erased);
    };
    let create = ["backup", "create", "--to", text(&place)];
    let made = stand_still(&clinic.server, (&create, &erase));
    assert!(made.status.success(), "{made:?}");
    let restored = clinic.restore(&[]);
    let said = String::from_utf8_lossy(&restored.output.stdout).into_owned();
    assert!(!said.contains("left out"), "{said}");
    let server = restored.serve();
    let clinician = server.caller(clinic.clinician.token());
    // What was under way is gone on with: it is written anew without who was erased.
    let path = format!("/fhir/R4/Group/{}", clinic.both);
    let read = async || Some(clinician.get(&path).await).filter(|it| it.status == StatusCode::OK);
    let both = eventually(read).await.unwrap_or_else(|| panic!("{}", server.log()));
    assert!(both.body.contains(&clinic.stays) && !both.body.contains(&clinic.leaves), "{both:?}");
    assert!(other.stop().success() && clinic.server.stop().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_was_forgotten_and_is_taken_again_learns_who_was_erased_meanwhile() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    let target = clinic.target();
    let forgotten = clinic.server.command(&["backup", "forget", "--target", text(&target)]);
    assert!(forgotten.status.success(), "{forgotten:?}");
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    assert_eq!(fences(&target), 0);
    clinic.back_up();
    assert_eq!(fences(&target), 1);
    clinic.back_up();
    assert_eq!(fences(&target), 1);
    let restored = clinic.restore(&["--backup", &before]);
    assert!(restored.output.status.success(), "{:?}", restored.output);
    let server = restored.serve();
    let clinician = server.caller(clinic.clinician.token());
    let gone = clinician.get(&format!("/fhir/R4/Patient/{}", clinic.leaves)).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn erasures_reach_a_place_and_its_copy_and_the_same_place_under_two_addresses_once() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let (target, copy) = (clinic.target(), clinic.place.path().join("copy"));
    let copied = std::process::Command::new("cp").arg("-r").args([&target, &copy]).status();
    assert!(copied.expect("it runs").success());
    clinic.back_up_to(&copy);
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    assert_eq!((fences(&target), fences(&copy)), (1, 1));

    let link = clinic.place.path().join("link");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    clinic.back_up_to(&link);
    let path = format!("/api/subjects/{}/erase", clinic.stays);
    let erased = clinic.administrator.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    assert_eq!((fences(&target), fences(&copy)), (2, 2));
    let is_known = |address: &Path| {
        let remembered = std::fs::read_to_string(clinic.server.data().join("backups.json"));
        remembered.expect("it is there").contains(&format!("{:?}", text(address)))
    };
    assert!(is_known(&link) && is_known(&copy) && !is_known(&target));
    let left = || super::files(&target).iter().any(|file| text(file).contains("trial-"));
    eventually(async || (!left()).then_some(())).await.expect("nothing is left of the look");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_was_called_before_does_not_come_back_in_what_is_about_others_too() {
    let clinic = Clinic::open().await;
    let path = format!("/fhir/R4/Group/{}", clinic.both);
    let mut group = clinic.clinician.get(&path).await.json();
    group["name"] = json!("With Mrs Oldenbarn and others");
    assert_eq!(clinic.clinician.put(&path, &group).await.status, StatusCode::OK);
    let own = format!("/fhir/R4/Patient/{}", clinic.leaves);
    for name in ["Oldenbarn", "Newname"] {
        let mut theirs = patient(name);
        theirs["id"] = json!(clinic.leaves);
        assert_eq!(clinic.clinician.put(&own, &theirs).await.status, StatusCode::OK);
    }
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let server = clinic.restore(&[]).serve();
    let clinician = server.caller(clinic.clinician.token());
    let both = clinician.get(&path).await;
    assert_eq!(both.status, StatusCode::OK, "{both:?}");
    assert!(!both.body.contains("Oldenbarn") && both.body.contains(&clinic.stays), "{both:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_that_was_under_way_is_not_taken_for_whole_in_what_is_restored() {
    const PART: usize = 4 * 1024 * 1024;
    let clinic = Clinic::open().await;
    let context = format!("Patient/{}", clinic.stays);
    let new = json!({
        "content_type": "image/png", "bytes": PART + 9, "security_context": context
    });
    let begun = clinic.clinician.post("/api/uploads", &new).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let path = format!("/api/uploads/{}", begun.json()["id"].as_str().expect("an id"));
    let send = async |caller: &crate::harness::Caller, offset: usize, bytes: usize| {
        let request = caller.request(reqwest::Method::PUT, &format!("{path}?offset={offset}"));
        caller.send(request.body(vec![7; bytes])).await
    };
    assert_eq!(send(&clinic.clinician, 0, PART).await.status, StatusCode::OK);
    clinic.back_up();
    let server = clinic.restore(&[]).serve();
    let clinician = server.caller(clinic.clinician.token());
    let rest = send(&clinician, PART, 9).await;
    assert_eq!(rest.status, StatusCode::OK, "{rest:?}");
    let request = clinician.request(reqwest::Method::POST, &format!("{path}/complete"));
    let refused = clinician.send(request).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    assert!(refused.body.contains("begin the upload anew"), "{refused:?}");
    // Where it is not lost it becomes what it was to be.
    assert_eq!(send(&clinic.clinician, PART, 9).await.status, StatusCode::OK);
    let request = clinic.clinician.request(reqwest::Method::POST, &format!("{path}/complete"));
    let made = clinic.clinician.send(request).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
}
