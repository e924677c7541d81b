//! Root keys that are kept elsewhere, so that no backup has them and each opens by those of its day alone.

use std::path::PathBuf;

use reqwest::StatusCode;

use super::bad_days::DAY;
use super::places::{move_to, verify};
use super::schedule::{count, metrics};
use super::{Clinic, is_refused, text};
use crate::harness::{Fresh, Server, WrongClock, eventually, patient};

/// What `ribcage key status` says.
fn status(server: &Server) -> String {
    let output = server.command(&["key", "status"]);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

impl Clinic {
    /// One whose root key lies beside its place for backups.
    async fn with_root_key_elsewhere(more: &[(&str, &str)]) -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join("root.key");
        let settings = [&[("RIBCAGE_ROOT_KEY_FILE", text(&file))], more].concat();
        Self::open_in(Server::start_with(&settings), place).await
    }

    fn away(&self) -> PathBuf {
        self.place.path().join("away")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_epoch_lives_on_until_a_place_has_a_backup_that_opens_without_it() {
    let mut clinic = Clinic::with_root_key_elsewhere(&[]).await;
    clinic.back_up();
    move_to(&clinic.target(), &clinic.away());
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    is_refused(&clinic.server.command(&rotate), "the epoch before lives on");
    assert!(
        status(&clinic.server).contains("has none yet that opens"),
        "{}",
        status(&clinic.server)
    );
    let waits = eventually(async || {
        (metrics(&clinic.server, "key_epochs_waiting").await == [(None, 1)]).then_some(())
    });
    waits.await.expect("the metric says so, too");
    let doctor = clinic.server.command(&["doctor"]);
    let said = String::from_utf8_lossy(&doctor.stdout);
    assert!(
        !doctor.status.success() && said.contains("would open without the root epoch before"),
        "{said}"
    );
    // Of a stopped one's data it waits as well, and what was backed up opens all the while.
    assert!(clinic.server.stop().success());
    is_refused(&clinic.server.command(&rotate), "the epoch before lives on");
    move_to(&clinic.away(), &clinic.target());
    drop(clinic.nobody_is_lost(clinic.restore(&[])).await);

    clinic.start_again();
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    assert!(status(&clinic.server).contains("none under way"), "{}", status(&clinic.server));
    // One and not two: that it was made before the end is enough.
    assert_eq!(count(&clinic.target()), 2);
    verify(&clinic.target());
    clinic.nobody_is_lost(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_epoch_waits_for_no_place_any_more_when_all_are_forgotten() {
    let clinic = Clinic::with_root_key_elsewhere(&[]).await;
    clinic.back_up();
    move_to(&clinic.target(), &clinic.away());
    let rotated = clinic.server.command(&["key", "rotate"]);
    assert!(rotated.status.success(), "{rotated:?}");
    // Not while the server tries to make one there.
    let target = clinic.target();
    let forget = ["backup", "forget", "--target", text(&target)];
    let forgotten =
        eventually(async || clinic.server.command(&forget).status.success().then_some(()));
    forgotten.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_epoch_ends_for_an_erasure_in_time_though_no_place_takes_a_backup() {
    let clock = WrongClock::new();
    let (name, file) = clock.setting();
    let mut clinic = Clinic::with_root_key_elsewhere(&[(name, file.as_str())]).await;
    clinic.back_up();
    move_to(&clinic.target(), &clinic.away());
    let erased = clinic.erase().await.json();
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    is_refused(&clinic.server.command(&rotate), "the epoch before lives on");
    assert!(clinic.server.stop().success());
    clock.is_wrong_by(31 * DAY);
    clinic.start_again();
    let ended = eventually(async || {
        clinic.server.requeue_jobs();
        status(&clinic.server).contains("none under way").then_some(())
    });
    ended.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.log().contains("a root epoch ends for an erasure"));

    // What the place had does not open any more, and what it gets does.
    move_to(&clinic.away(), &clinic.target());
    clinic.until_receipt(&erased).await;
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_epoch_lives_on_for_backups_that_the_databases_do_not_know() {
    let clinic = Clinic::with_root_key_elsewhere(&[]).await;
    let second = clinic.place.path().join("second");
    clinic.back_up_to(&second);
    clinic.back_up();
    clinic.clinician.create(&patient("Linden")).await;
    clinic.back_up_to(&second);
    let fresh = Fresh::like(&clinic.server);
    let restored = clinic.restore_to(&fresh, &[]);
    assert!(restored.status.success(), "{restored:?}");
    let said = String::from_utf8_lossy(&restored.stdout);
    assert!(said.contains("serve one of the two alone"), "{said}");
    let server = fresh.serve();
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    // The other place may be about to be renewed.
    is_refused(&server.command(&rotate), &format!("nothing at {}", text(&second)));
    let identity = clinic.server.data().join("recovery.identity");
    let again = Fresh::like(&clinic.server);
    let restore = ["backup", "restore", "--from", text(&second), "--identity", text(&identity)];
    let restored = again.command(&restore);
    assert!(restored.status.success(), "{restored:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_root_key_that_is_in_a_backup_goes_where_the_configuration_says_and_with_a_drill_again() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let elsewhere = clinic.place.path().join("root.key");
    let like = || Fresh::like(&clinic.server).with("RIBCAGE_ROOT_KEY_FILE", text(&elsewhere));
    let (from, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let wanted = ["--from", text(&from), "--identity", text(&identity)];
    let drilled = like().command(&[&["backup", "drill"], &wanted[..]].concat());
    assert!(drilled.status.success() && !elsewhere.exists(), "{drilled:?}");

    let fresh = like();
    let restored = fresh.command(&[&["backup", "restore"], &wanted[..]].concat());
    assert!(restored.status.success() && elsewhere.exists(), "{restored:?}");
    assert!(!fresh.data().join("root.key").exists());
    let server = fresh.serve();
    let stays = server.caller(clinic.clinician.token());
    let found = stays.get(&format!("/fhir/R4/Patient/{}", clinic.stays)).await;
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
}
