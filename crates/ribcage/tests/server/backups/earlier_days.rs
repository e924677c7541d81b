//! Databases that were put back to an earlier day by other means than a restore.

use reqwest::StatusCode;

use super::{Clinic, text};
use crate::harness::{Server, copy, eventually};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn databases_of_before_an_erasure_are_not_served_until_it_is_done_again() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    assert!(clinic.server.stop().success());
    let before = clinic.server.copy_stores();
    clinic.server.start_again();
    let clinician = clinic.server.caller(clinic.clinician.token());
    clinic.administrator = clinic.server.caller(clinic.administrator.token());
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    assert!(clinic.server.stop().success());
    clinic.server.put_stores_back(&before);
    let refused = clinic.server.try_to_start();
    assert!(refused.contains("knows of 1 erasures that they do not"), "{refused}");
    let wrong = clinic.server.command(&["doctor"]);
    assert_eq!(wrong.status.code(), Some(1), "{wrong:?}");
    assert!(String::from_utf8_lossy(&wrong.stdout).contains("ribcage backup replay"), "{wrong:?}");
    let replayed = clinic.server.command(&["backup", "replay"]);
    assert!(replayed.status.success(), "{replayed:?}");
    assert!(String::from_utf8_lossy(&replayed.stdout).contains("erased again: 1"), "{replayed:?}");
    clinic.server.start_again();
    let clinician = clinic.server.caller(clinician.token());
    let gone = clinician.get(&format!("/fhir/R4/Patient/{}", clinic.leaves)).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");
    let stays = clinician.get(&format!("/fhir/R4/Patient/{}", clinic.stays)).await;
    assert_eq!(stays.status, StatusCode::OK, "{stays:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_starts_while_a_target_is_away_and_says_that_it_cannot_tell() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    assert!(clinic.server.stop().success());
    let away = clinic.place.path().join("away");
    std::fs::rename(clinic.target(), &away).expect("moved");
    clinic.server.start_again();
    assert!(clinic.server.log().contains("cannot be said"), "{}", clinic.server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_databases_fall_behind_while_it_serves_stops() {
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "50")];
    let mut clinic = Clinic::open_at(Server::start_on_sqlite_with(&settings)).await;
    clinic.back_up();
    assert!(clinic.server.stop().success());
    // What became of it elsewhere, as a replica that has taken its place.
    let folder = tempfile::tempdir().expect("a folder");
    copy(&clinic.server.data(), &folder.path().join("data"));
    let written = clinic.server.data().with_file_name("ribcage.toml");
    let written = std::fs::read_to_string(written).expect("it was written");
    let data = folder.path().join("data");
    let written = written.replace(text(&clinic.server.data()), text(&data));
    std::fs::write(folder.path().join("ribcage.toml"), written).expect("written");
    clinic.server.start_again();
    let elsewhere = Server::of_folder(folder);
    clinic.administrator = elsewhere.caller(clinic.administrator.token());
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let ended = eventually(async || (!clinic.server.is_alive()).then_some(())).await;
    ended.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.log().contains("of an earlier day"), "{}", clinic.server.log());
}
