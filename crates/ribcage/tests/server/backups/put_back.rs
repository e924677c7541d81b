//! What becomes of erasures when a part of it all is put back to an earlier day: a place, or the keys alone.

use std::path::Path;

use model::FaultPoint;
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::places::fences;
use super::{Clinic, text};
use crate::harness::{LOOKS_MAX, Server, copy, eventually, patient, run};
use crate::tables::Tables;

/// Waits until the server has seen that a place has so many erasures, and all are known.
async fn until_seen(clinic: &Clinic, number: usize) {
    let wanted = format!("\"fences\": {number}");
    let remembered = clinic.server.data().join("backups.json");
    let seen = eventually(async || {
        let remembered = std::fs::read_to_string(&remembered).expect("it is there");
        remembered.contains(&wanted).then_some(())
    });
    seen.await.unwrap_or_else(|| panic!("{number}: {}", clinic.server.log()));
}

/// Puts a place back to what it was, though a server may write there at that moment.
fn put_back(place: &Path, old: &Path) {
    let new = place.with_extension("new");
    copy(old, &new);
    for _ in 0..LOOKS_MAX {
        // What is not there any more is what is wanted.
        let _ = std::fs::remove_dir_all(place);
        if std::fs::rename(&new, place).is_ok() {
            return;
        }
    }
    panic!("{} is written to all the time", place.display());
}

async fn erase_somebody(clinic: &Clinic) {
    let person = clinic.clinician.create(&patient("Elm")).await;
    assert_eq!(clinic.erase_this(&person).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_was_put_back_is_told_again_and_keeps_databases_of_before_from_being_served() {
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "20")];
    let mut clinic = Clinic::open_at(Server::start_with(&settings)).await;
    clinic.back_up();
    let (place, old) = (clinic.target(), clinic.place.path().join("old"));
    erase_somebody(&clinic).await;
    until_seen(&clinic, 1).await;
    copy(&place, &old);
    erase_somebody(&clinic).await;
    until_seen(&clinic, 2).await;
    put_back(&place, &old);
    erase_somebody(&clinic).await;
    // One is told twice if it is decided while the place is told again.
    let told = eventually(async || (fences(&place) >= 3).then_some(())).await;
    assert!(told.is_some(), "{} {}", fences(&place), clinic.server.log());
    until_seen(&clinic, fences(&place)).await;

    assert!(clinic.server.stop().success());
    let before = clinic.server.copy_stores();
    clinic.start_again();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    assert!(clinic.server.stop().success());
    clinic.server.put_stores_back(&before);
    let refused = clinic.server.try_to_start();
    assert!(refused.contains("knows of 1 erasures that they do not"), "{refused}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_lost_an_erasure_can_be_restored_from_once_it_was_told_again() {
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "20")];
    let mut clinic = Clinic::open_at(Server::start_with(&settings)).await;
    let before = clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    until_seen(&clinic, 1).await;
    clinic.back_up();
    let (place, fence) = (clinic.target(), clinic.target().join("fences/000000000001"));
    // However often that is cut off.
    for point in [FaultPoint::PlaceToldAgain, FaultPoint::PlaceVouchedAgain] {
        assert!(clinic.server.stop().success());
        std::fs::remove_file(&fence).expect("removed");
        clinic.server.start_to_crash(point, 1);
        clinic.server.has_crashed();
        clinic.start_again();
    }
    let is_whole = || run(&["backup", "verify", "--from", text(&place)]).status.success();
    let healed = eventually(async || is_whole().then_some(())).await;
    healed.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.stop().success());
    for arguments in [&[][..], &["--backup", &before]] {
        clinic.nobody_comes_back(clinic.restore(arguments)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_was_put_back_before_it_was_looked_at_is_told_again_all_the_same() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    let (place, old) = (clinic.target(), clinic.place.path().join("old"));
    copy(&place, &old);
    erase_somebody(&clinic).await;
    assert_eq!(fences(&place), 1);
    put_back(&place, &old);
    assert_eq!(fences(&place), 0);
    assert!(clinic.server.stop().success());
    clinic.start_again();
    let told = eventually(async || (fences(&place) == 1).then_some(())).await;
    assert!(told.is_some(), "{} {}", fences(&place), clinic.server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_is_put_back_again_and_again_is_told_again_each_time() {
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "20")];
    let clinic = Clinic::open_at(Server::start_with(&settings)).await;
    clinic.back_up();
    let (place, old) = (clinic.target(), clinic.place.path().join("old"));
    copy(&place, &old);
    erase_somebody(&clinic).await;
    erase_somebody(&clinic).await;
    until_seen(&clinic, 2).await;
    for time in 1..=3 {
        put_back(&place, &old);
        let told = eventually(async || (fences(&place) == 2).then_some(())).await;
        assert!(told.is_some(), "{time}: {} {}", fences(&place), clinic.server.log());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_is_put_back_while_it_is_told_again_is_told_once_more() {
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "20")];
    let mut clinic = Clinic::open_at(Server::start_with(&settings)).await;
    clinic.back_up();
    let (place, old) = (clinic.target(), clinic.place.path().join("old"));
    copy(&place, &old);
    erase_somebody(&clinic).await;
    until_seen(&clinic, 1).await;
    assert!(clinic.server.stop().success());
    clinic.server.start_to_pause(FaultPoint::PlaceToldAgain);
    put_back(&place, &old);
    let paused = eventually(async || clinic.server.is_paused().then_some(())).await;
    paused.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    put_back(&place, &old);
    clinic.server.go_on();
    let told = eventually(async || (fences(&place) == 1).then_some(())).await;
    assert!(told.is_some(), "{} {}", fences(&place), clinic.server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn databases_and_a_place_that_were_put_back_together_are_not_served_before_somebody_says_so()
{
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    assert!(clinic.server.stop().success());
    let (place, old) = (clinic.target(), clinic.place.path().join("old"));
    copy(&place, &old);
    let before = clinic.server.copy_stores();
    clinic.start_again();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    assert!(clinic.server.stop().success());
    // Its start looks at the places.
    clinic.start_again();
    until_seen(&clinic, 1).await;
    assert!(clinic.server.stop().success());
    clinic.server.put_stores_back(&before);
    put_back(&place, &old);
    let refused = clinic.server.try_to_start();
    assert!(refused.contains("1 erasures that both knew of are not there"), "{refused}");
    let replayed = clinic.server.command(&["backup", "replay"]);
    assert!(replayed.status.success(), "{replayed:?}");
    let refused = clinic.server.try_to_start();
    assert!(refused.contains("--give-up-lost"), "{refused}");
    let given_up = clinic.server.command(&["backup", "replay", "--give-up-lost"]);
    let said = String::from_utf8_lossy(&given_up.stdout).into_owned();
    assert!(given_up.status.success() && said.contains("given up: 1 erasures"), "{given_up:?}");
    let accepted = clinic.server.command(&["log", "accept"]);
    let said = String::from_utf8_lossy(&accepted.stdout).into_owned();
    assert!(accepted.status.success() && said.contains("entries and goes on from"), "{accepted:?}");
    clinic.start_again();
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::OK, "{} {}", erased.body, clinic.server.log());
    assert_eq!(fences(&place), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_was_changed_is_not_accepted_as_one_that_was_put_back() {
    let mut clinic = Clinic::open().await;
    assert!(clinic.server.stop().success());
    let (stores, checkpoints) =
        (clinic.server.copy_stores(), clinic.server.data().join("checkpoints"));
    let (at_first, of_one) =
        (clinic.place.path().join("at_first"), clinic.place.path().join("of_one"));
    copy(&checkpoints, &at_first);
    let history = async |clinic: &mut Clinic, people: usize| {
        clinic.start_again();
        for _ in 0..people {
            clinic.clinician.create(&patient("Elm")).await;
        }
        assert!(clinic.server.stop().success());
    };
    history(&mut clinic, 1).await;
    std::fs::rename(&checkpoints, &of_one).expect("moved");
    copy(&at_first, &checkpoints);
    clinic.server.put_stores_back(&stores);
    // Another one in its place, that is longer, with what was kept of the one before.
    history(&mut clinic, 4).await;
    std::fs::remove_dir_all(&checkpoints).expect("removed");
    copy(&of_one, &checkpoints);
    let looked = clinic.server.command(&["doctor"]);
    let said = String::from_utf8_lossy(&looked.stdout).into_owned();
    assert!(said.contains("log_changed"), "{looked:?}");
    let refused = clinic.server.command(&["log", "accept"]);
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && why.contains("it was not put back, but changed"), "{why}");
    // Neither of them has taken away what shows it.
    let again = clinic.server.command(&["doctor"]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("log_changed"), "{again:?}");
    let accepted = clinic.server.command(&["log", "accept", "--changed"]);
    let said = String::from_utf8_lossy(&accepted.stdout).into_owned();
    assert!(accepted.status.success() && said.contains("was changed, had"), "{accepted:?}");
    let files = std::fs::read_dir(&checkpoints).expect("a folder").filter_map(Result::ok);
    let before = files.filter(|file| file.file_name().to_string_lossy().ends_with(".before"));
    assert!(before.count() > 0, "what was kept of the one before stays");
    let healthy = clinic.server.command(&["doctor"]);
    assert!(!String::from_utf8_lossy(&healthy.stdout).contains("log_changed"), "{healthy:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_key_of_an_index_that_is_put_back_is_destroyed_again_before_keys_turn_over() {
    let mut clinic =
        Clinic::open_at(Server::start_with(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")])).await;
    clinic.server.until_indexed(&clinic.administrator).await;
    assert!(clinic.server.stop().success());
    let before = clinic.server.copy_stores();
    let of_indexes = async |clinic: &Clinic| {
        let keys = Tables::at(clinic.server.place_of("keys")).await;
        keys.rows("SELECT kind, version, tenant FROM tenant_secrets WHERE version > 0").await
    };
    let old = of_indexes(&clinic).await;
    clinic.start_again();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let listed =
        String::from_utf8(clinic.server.command(&["tenant", "list"]).stdout).expect("text");
    let tenant = listed.split_whitespace().next().expect("an id").to_owned();
    let built = clinic.server.command(&["index", "rebuild", &tenant]);
    assert!(built.status.success(), "{built:?}");
    let removed = eventually(async || {
        clinic.server.requeue_jobs();
        let erasures = clinic.administrator.get("/api/erasures").await.json();
        (erasures["items"][0]["state"] == "removed").then_some(())
    });
    removed.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.stop().success());
    let after = clinic.server.copy_stores();
    let gone: Vec<_> = {
        let there = of_indexes(&clinic).await;
        old.into_iter().filter(|key| !there.contains(key)).collect()
    };
    assert!(!gone.is_empty(), "the index has another key");
    clinic.server.put_stores_back(&before);
    clinic.server.put_documents_back(&after);
    clinic.start_again();
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?} {}", clinic.server.log());
    let there = of_indexes(&clinic).await;
    assert!(gone.iter().all(|key| !there.contains(key)), "{gone:?} {there:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_put_back_is_destroyed_again_before_keys_turn_over() {
    keys_put_back_are_destroyed_again(async |clinic| {
        clinic.start_again();
        assert_eq!(clinic.erase().await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_went_before_a_server_died_are_destroyed_again_when_they_are_put_back() {
    keys_put_back_are_destroyed_again(async |clinic| {
        clinic.server.start_to_crash(FaultPoint::VersionsErased, 2);
        clinic.call_again();
        let path = format!("/api/subjects/{}/erase", clinic.leaves);
        let request = clinic.administrator.request(Method::POST, &path);
        // It may be dead before it has answered.
        let _ = request.json(&json!({"reason": "asked for it"})).send().await;
        clinic.server.has_crashed();
        clinic.start_again();
    })
    .await;
}

/// Erases somebody in this way, puts the keys of before back alone, and turns keys over.
async fn keys_put_back_are_destroyed_again(erase: impl AsyncFnOnce(&mut Clinic)) {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    assert!(clinic.server.stop().success());
    let before = clinic.server.copy_stores();
    erase(&mut clinic).await;
    let erasures = async |clinic: &Clinic| clinic.administrator.get("/api/erasures").await.json();
    let removed = eventually(async || {
        // With several servers a job is its holder's for a while, also of one that died.
        clinic.server.requeue_jobs();
        (erasures(&clinic).await["items"][0]["state"] == "removed").then_some(())
    });
    removed.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.stop().success());
    let after = clinic.server.copy_stores();
    let of_documents = async |clinic: &Clinic| {
        let keys = Tables::at(clinic.server.place_of("keys")).await;
        keys.rows("SELECT id FROM document_keys").await
    };
    let known = of_documents(&clinic).await;
    clinic.server.put_stores_back(&before);
    clinic.server.put_documents_back(&after);
    let back: Vec<_> =
        of_documents(&clinic).await.into_iter().filter(|id| !known.contains(id)).collect();
    assert!(!back.is_empty(), "those of what is about others too");
    clinic.start_again();
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    let closed = eventually(async || {
        clinic.server.requeue_jobs();
        (erasures(&clinic).await["items"][0]["state"] == "closed").then_some(())
    });
    closed.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.log().contains("was there again"), "{}", clinic.server.log());
    // Documents of before, with the keys of now, where no place knows of the erasure.
    assert!(clinic.server.stop().success());
    let there = of_documents(&clinic).await;
    assert!(back.iter().all(|id| !there.contains(id)), "{back:?} {there:?}");
    clinic.server.put_documents_back(&before);
    std::fs::remove_file(clinic.server.data().join("backups.json")).expect("removed");
    clinic.start_again();
    let path = format!("/fhir/R4/Patient/{}", clinic.leaves);
    let read = clinic.clinician.get(&path).await;
    assert!(!read.status.is_success(), "{read:?}");
}
