//! Clocks that jump, and a place that is away for long.

use reqwest::StatusCode;

use super::schedule::{count, metric, until_there, waiting};
use super::{Clinic, is_refused, text};
use crate::harness::{Server, WrongClock, eventually, patient, run};

pub(super) const DAY: i64 = 86_400;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backups_are_made_and_found_in_their_order_after_the_clock_was_weeks_ahead() {
    let (clock, folder) = (WrongClock::new(), tempfile::tempdir().expect("a folder"));
    let place = folder.path().join("target");
    let (name, file) = clock.setting();
    let settings = [("RIBCAGE_BACKUP_TO", text(&place)), (name, file.as_str())];
    let mut clinic = Clinic::open_in(Server::start_with(&settings), folder).await;
    until_there(&clinic.server, "backup_newest_timestamp_seconds").await;
    let mut last = String::new();
    // Ahead, right again, and so it stays.
    for (seconds, made) in [(20 * DAY, 2), (0, 3), (0, 3), (DAY, 4)] {
        assert!(clinic.server.stop().success());
        clock.is_wrong_by(seconds);
        clinic.server.start_again();
        clinic.clinician = clinic.server.caller(clinic.clinician.token());
        last = clinic.clinician.create(&patient("Linden")).await;
        until_there(&clinic.server, "backup_targets").await;
        let looked = eventually(async || (count(&place) == made).then_some(()));
        looked
            .await
            .unwrap_or_else(|| panic!("{} at {seconds}: {}", count(&place), clinic.server.log()));
        // What is cut off is gone on with when its time is over, by the clock of then.
        let done = eventually(async || waiting(&clinic.server).is_empty().then_some(()));
        done.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    }
    clinic.back_up();
    let restored = clinic.nobody_is_lost(clinic.restore(&[])).await;
    let clinician = restored.caller(clinic.clinician.token());
    let found = clinician.get(&format!("/fhir/R4/Patient/{last}")).await;
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_while_a_place_is_away_for_weeks_reaches_it_when_it_is_back() {
    let clock = WrongClock::new();
    let (name, file) = clock.setting();
    let mut clinic = Clinic::open_at(Server::start_with(&[(name, file.as_str())])).await;
    clinic.back_up();
    let (target, away) = (clinic.target(), clinic.place.path().join("away"));
    std::fs::rename(&target, &away).expect("moved");
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::ACCEPTED, "{erased:?}");
    // The window is over, the root keys have turned, and the place has keys of before still.
    assert!(clinic.server.stop().success());
    clock.is_wrong_by(40 * DAY);
    clinic.server.start_again();
    clinic.administrator = clinic.server.caller(clinic.administrator.token());
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    is_refused(&clinic.server.command(&rotate), "may still be in backups at");
    let is_removed = |erasure: &serde_json::Value| erasure["documents_removed"].is_number();
    let erasure = clinic.until(&erased.json(), is_removed).await;
    assert_ne!(erasure["state"], "closed", "{erasure}");
    assert!(erasure.get("receipt").is_none(), "{erasure}");

    std::fs::rename(&away, &target).expect("moved");
    clinic.server.requeue_first_job();
    clinic.until(&erased.json(), |erasure| erasure["receipt"].is_string()).await;
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_promised_day_that_has_passed_is_said_to_be_missed_and_why() {
    let clock = WrongClock::new();
    let (name, file) = clock.setting();
    let mut clinic = Clinic::open_at(Server::start_with(&[(name, file.as_str())])).await;
    clinic.back_up();
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    clinic.until(&erased.json(), |erasure| erasure["documents_removed"].is_number()).await;
    let healthy = clinic.server.command(&["doctor"]);
    let said = String::from_utf8_lossy(&healthy.stdout).into_owned();
    assert!(said.contains("ok     no copy of before opens past the day"), "{said}");
    // The place knows of the erasure, and goes away with keys of before.
    let (target, away) = (clinic.target(), clinic.place.path().join("away"));
    std::fs::rename(&target, &away).expect("moved");
    assert!(clinic.server.stop().success());
    clock.is_wrong_by(40 * DAY);
    clinic.server.start_again();
    clinic.administrator = clinic.server.caller(clinic.administrator.token());
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    is_refused(&clinic.server.command(&rotate), "may still be in backups at");

    let late = clinic.until(&erased.json(), |erasure| erasure["receipt"].is_string()).await;
    assert_ne!(late["state"], "closed", "{late}");
    let receipt = late["receipt"].as_str().expect("a receipt");
    let why = format!("backups at {} may have keys of that time still", text(&target));
    assert!(receipt.contains("\ncopies-open-past: "), "{receipt}");
    assert!(receipt.contains(&format!("\ncopies-open-because: {why}\n")), "{receipt}");
    assert!(receipt.contains("\ncopies-of-keys: "), "{receipt}");
    let path = clinic.place.path().join("receipt");
    std::fs::write(&path, receipt).expect("written");
    let key = clinic.administrator.get("/api/log/key").await.body;
    let verified = run(&["receipt", "verify", text(&path), "--key", key.trim()]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(said.contains("copies of before can STILL be opened") && said.contains(&why), "{said}");
    let looked =
        eventually(async || (metric(&clinic.server, "erasures_overdue").await == 1).then_some(()));
    looked.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    is_refused(&clinic.server.command(&["doctor"]), "things are wrong");
    let sick = clinic.server.command(&["doctor"]);
    let said = String::from_utf8_lossy(&sick.stdout).into_owned();
    assert!(
        said.contains("WRONG  of 1 erasures or deletions of tenants copies of before open"),
        "{said}"
    );

    std::fs::rename(&away, &target).expect("moved");
    let is_closed = |erasure: &serde_json::Value| {
        clinic.server.requeue_jobs();
        erasure["state"] == "closed"
    };
    let closed = clinic.until(&erased.json(), is_closed).await;
    let receipt = closed["receipt"].as_str().expect("a receipt");
    assert!(receipt.contains("\ncopies-closed-by: "), "{receipt}");
    let healthy = clinic.server.command(&["doctor"]);
    assert!(healthy.status.success(), "{healthy:?}");
}
