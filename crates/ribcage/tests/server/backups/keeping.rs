//! What is kept at a target, and for how long.

use model::FaultPoint;
use reqwest::StatusCode;
use tokio::runtime::Handle;

use super::{Clinic, files, is_refused, text};
use crate::harness::{Server, eventually, patient, run};
use crate::tables::Tables;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_damaged_is_found_and_named() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
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
            // A backup without its notice is none.
            if damage.is_none() && name.ends_with(".notice") {
                continue;
            }
            match &damage {
                Some(other) => std::fs::write(&path, other).expect("written"),
                None => std::fs::remove_file(&path).expect("removed"),
            }
            let found = verify();
            assert_eq!(found.status.code(), Some(1), "{name}: {found:?}");
            let said = String::from_utf8_lossy(&found.stdout);
            // The last of the erasures is missed by a backup that knows of it.
            let is_missed = name.starts_with("fences/") && damage.is_none();
            let named = if is_missed { "the list of erasures ends at 0" } else { name.as_str() };
            assert!(said.contains(named), "{name}: {said}");
            std::fs::write(&path, &content).expect("written");
        }
    }
    assert!(verify().status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
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
    clinic.server.requeue_first_job();
    clinic.until(&erased.json(), |erasure| erasure["receipt"].is_string()).await;
    clinic.nobody_comes_back(clinic.restore(&[])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_that_is_away_for_good_is_forgotten_and_waited_for_no_longer() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let target = clinic.target();
    let forget = || clinic.server.command(&["backup", "forget", "--target", text(&target)]);
    std::fs::remove_dir_all(&target).expect("removed");
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::ACCEPTED, "{erased:?}");
    assert!(forget().status.success());
    assert_eq!(forget().status.code(), Some(1), "it is known no more");
    clinic.server.requeue_first_job();
    clinic.until(&erased.json(), |erasure| erasure["receipt"].is_string()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_one_server_makes_a_backup_another_is_told_so() {
    let clinic = Clinic::open_at(Server::start_on_postgresql()).await;
    let place = clinic.target();
    let back_up = || clinic.server.command(&["backup", "create", "--to", text(&place)]);
    let records = Tables::at(clinic.server.place_of("records")).await;
    let held = "UPDATE leases SET holder = 99, until = now() + interval '7 seconds' WHERE name = 'backups'";
    records.change(held).await;
    is_refused(&back_up(), "a backup is being made or pruned already");
    // That server is gone.
    records.change("UPDATE leases SET until = '-infinity' WHERE name = 'backups'").await;
    let made = back_up();
    assert!(made.status.success(), "{made:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_opens_though_a_root_epoch_ends_while_it_copies_content() {
    let mut clinic = Clinic::open_at(Server::start_on_postgresql()).await;
    // Both have the root key in one file, and this one knows of no place that it would have to wait for.
    let mut other = clinic.server.beside();
    assert!(clinic.server.stop().success());
    clinic.server.start_to_pause(FaultPoint::BackupDocumentsKept);
    let place = clinic.target();
    let create = ["backup", "create", "--to", text(&place)];
    let made = stand_still(
        &clinic.server,
        (&create, &|| {
            let rotated = other.command(&["key", "rotate", "--wait"]);
            assert!(rotated.status.success(), "{rotated:?}");
        }),
    );
    assert!(made.status.success(), "{made:?}");
    assert!(other.stop().success());
    assert!(clinic.server.stop().success());
    clinic.nobody_is_lost(clinic.restore(&[])).await;
}

/// Lets one server stand still at a point, in the middle of a command, and another do something meanwhile. Gives what the
/// first says once it goes on.
pub(super) fn stand_still(
    server: &Server,
    (command, meanwhile): (&[&str], &dyn Fn()),
) -> std::process::Output {
    tokio::task::block_in_place(|| {
        std::thread::scope(|threads| {
            let running = threads.spawn(|| server.command(command));
            let paused = eventually(async || server.is_paused().then_some(()));
            Handle::current().block_on(paused).unwrap_or_else(|| panic!("{}", server.log()));
            meanwhile();
            server.go_on();
            running.join().expect("it was run")
        })
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_stood_still_removes_nothing_of_a_backup_of_others_and_lists_none_that_lacks_something()
 {
    let mut clinic = Clinic::open_at(Server::start_on_postgresql()).await;
    clinic.back_up();
    clinic.clinician.create(&patient("Linden")).await;
    clinic.back_up();
    let place = clinic.target();
    let create = ["backup", "create", "--to", text(&place)];
    let prune = ["backup", "prune", "--from", text(&place), "--keep-days", "0"];
    let mut other = clinic.server.beside();
    for (point, command, meanwhile) in [
        // It has seen which backups there are, and not yet what is there besides.
        (FaultPoint::BackupUnlisted, &prune[..], &create[..]),
        // All is there, and it is of no backup yet.
        (FaultPoint::BackupKeysKept, &create[..], &prune[..]),
    ] {
        assert!(clinic.server.stop().success());
        clinic.server.start_to_pause(point);
        let refused = stand_still(
            &clinic.server,
            (command, &|| {
                let done = other.command(meanwhile);
                assert!(done.status.success(), "{done:?}");
            }),
        );
        is_refused(&refused, "a backup is being made or pruned already");
        let verified = run(&["backup", "verify", "--from", text(&place)]);
        assert!(verified.status.success(), "{verified:?}");
    }
    assert!(other.stop().success() && clinic.server.stop().success());
}
