//! Databases that were put back to an earlier day by other means than a restore.

use reqwest::StatusCode;

use super::Clinic;

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
