//! Several places at once, one that others use too, and what stays in a place whatever becomes of the deployment.

use std::path::{Path, PathBuf};

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::schedule::{count, metrics, until_there};
use super::{Clinic, files, is_refused, text};
use crate::harness::{Fresh, Server, copy, eventually, patient, run};
use crate::marks::export;

/// How many erasures wait for a place that is away.
const MANY: usize = 20;

pub(super) fn fences(place: &Path) -> usize {
    let folder = place.join("fences");
    if folder.exists() { files(&folder).len() } else { 0 }
}

/// The names of the backups at a place, in their order.
fn names(place: &Path) -> Vec<String> {
    let notices = files(&place.join("backups")).into_iter().filter_map(|file| {
        let name = file.file_name()?.to_str()?.strip_suffix(".notice")?;
        Some(name.to_owned())
    });
    let mut names: Vec<_> = notices.collect();
    names.sort();
    names
}

fn newest(place: &Path) -> String {
    names(place).pop().expect("one")
}

fn oldest(place: &Path) -> String {
    names(place).swap_remove(0)
}

pub(super) fn verify(place: &Path) {
    let whole = run(&["backup", "verify", "--from", text(place)]);
    assert!(whole.status.success(), "{whole:?}");
}

pub(super) fn move_to(from: &Path, to: &Path) {
    std::fs::rename(from, to).expect("moved");
}

impl Clinic {
    fn second(&self) -> PathBuf {
        self.place.path().join("second")
    }

    pub(super) fn back_up_to(&self, place: &Path) {
        let made = self.server.command(&["backup", "create", "--to", text(place)]);
        assert!(made.status.success(), "{made:?}");
    }

    /// Starts the server again, and signs in to it.
    pub(super) fn start_again(&mut self) {
        self.server.start_again();
        self.call_again();
    }

    /// Has everybody ask the server that runs now.
    pub(super) fn call_again(&mut self) {
        self.administrator = self.server.caller(self.administrator.token());
        self.clinician = self.server.caller(self.clinician.token());
    }

    /// Waits for a receipt, and lets what is left be tried until it is there.
    pub(super) async fn until_receipt(&self, erasure: &Value) {
        let is_there = |erasure: &Value| {
            self.server.requeue_jobs();
            erasure["receipt"].is_string()
        };
        self.until(erasure, is_there).await;
    }

    pub(super) async fn erase_this(&self, person: &str) -> StatusCode {
        let path = format!("/api/subjects/{person}/erase");
        self.administrator.post(&path, &json!({"reason": "asked for it"})).await.status
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_reaches_the_places_that_are_there_once_while_another_is_away() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    clinic.back_up_to(&clinic.second());
    let away = clinic.place.path().join("away");
    move_to(&clinic.target(), &away);
    let erased = clinic.erase().await;
    assert_eq!(erased.status, StatusCode::ACCEPTED, "{erased:?}");
    assert_eq!(fences(&clinic.second()), 1);
    // However often it is tried again.
    for _ in 0..3 {
        clinic.server.requeue_jobs();
    }
    move_to(&away, &clinic.target());
    clinic.until_receipt(&erased.json()).await;
    assert_eq!((fences(&clinic.target()), fences(&clinic.second())), (1, 1));
    let (second, identity) = (clinic.second(), clinic.server.data().join("recovery.identity"));
    let restore = ["backup", "restore", "--from", text(&second), "--identity", text(&identity)];
    let restored = Fresh::like(&clinic.server).command(&restore);
    let said = String::from_utf8_lossy(&restored.stdout);
    assert!(said.contains("erased again: 1 of 1"), "{restored:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_of_before_go_from_the_places_that_are_there_once_while_another_is_away() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    clinic.back_up_to(&clinic.second());
    let away = clinic.place.path().join("away");
    move_to(&clinic.second(), &away);
    let rotated = clinic.server.command(&["key", "rotate"]);
    assert!(rotated.status.success(), "{rotated:?}");
    let old_keys = clinic.target().join("keys").join(before);
    let gone = eventually(async || (!old_keys.exists()).then_some(())).await;
    gone.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    let keys = |place: &Path| {
        let folder = place.join("keys");
        let parts = files(&folder).into_iter();
        parts.map(|part| part.strip_prefix(&folder).expect("below").to_owned()).collect::<Vec<_>>()
    };
    let of_second = keys(&away);
    for _ in 0..3 {
        clinic.server.requeue_jobs();
    }
    move_to(&away, &clinic.second());
    clinic.server.requeue_jobs();
    let is_old = |part: &PathBuf| of_second.contains(part);
    let renewed = eventually(async || (!keys(&clinic.second()).iter().any(is_old)).then_some(()));
    renewed.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert_eq!((count(&clinic.target()), count(&clinic.second())), (2, 2));
    verify(&clinic.target());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_waits_for_a_rotation_is_told_at_which_places_keys_of_before_may_be() {
    let mut clinic = Clinic::open().await;
    let keys = |place: &Path| files(&place.join("keys"));
    let is_renewed = |place: &Path, before: &[PathBuf]| {
        let now = keys(place);
        !now.is_empty() && !now.iter().any(|part| before.contains(part))
    };
    clinic.back_up();
    clinic.back_up_to(&clinic.second());
    let (away, before) = (clinic.place.path().join("away"), keys(&clinic.target()));
    let of_second = keys(&clinic.second());
    move_to(&clinic.second(), &away);
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "2"];
    let rotated = clinic.server.command(&rotate);
    let second = clinic.second();
    is_refused(&rotated, &format!("its keys may still be in backups at {}:", text(&second)));
    let renewed = eventually(async || is_renewed(&clinic.target(), &before).then_some(())).await;
    assert!(renewed.is_some(), "{}", clinic.server.log());
    let status = clinic.server.command(&["key", "status"]);
    let behind = format!("backups   {} may have keys", text(&second));
    assert!(String::from_utf8_lossy(&status.stdout).contains(&behind), "{status:?}");

    move_to(&away, &clinic.second());
    // Beside a server, and of a stopped one's data.
    for _ in 0..2 {
        let before = keys(&clinic.target());
        let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
        assert!(rotated.status.success(), "{rotated:?}");
        assert!(is_renewed(&clinic.target(), &before));
        assert!(is_renewed(&clinic.second(), &of_second));
        if clinic.server.is_alive() {
            assert!(clinic.server.stop().success());
        }
    }
    verify(&clinic.target());
    verify(&clinic.second());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_hears_of_no_erasure_again_from_what_was_restored_from_it() {
    // More than are looked at for one that may have been told just now.
    const ERASED: usize = 60;
    let clinic = Clinic::open().await;
    let mut people = Vec::new();
    for _ in 0..ERASED {
        people.push(clinic.clinician.create(&patient("Quetzal")).await);
    }
    let before = clinic.back_up();
    for person in &people {
        assert_eq!(clinic.erase_this(person).await, StatusCode::OK);
    }
    clinic.back_up();
    assert_eq!(fences(&clinic.target()), ERASED);
    let restored = clinic.restore(&["--backup", &before]);
    let said = String::from_utf8_lossy(&restored.output.stdout).into_owned();
    assert!(said.contains(&format!("erased again: {ERASED} of {ERASED}")), "{said}");
    let server = restored.serve();
    let administrator = server.caller(clinic.administrator.token());
    let are_removed = async || {
        let listed = administrator.get("/api/erasures?count=100").await.json();
        let items = listed["items"].as_array().expect("erasures").clone();
        let is_removed = |erasure: &Value| erasure["documents_removed"].is_number();
        (items.len() == ERASED && items.iter().all(is_removed)).then_some(())
    };
    eventually(are_removed).await.expect("all that is left is removed");
    assert_eq!(fences(&clinic.target()), ERASED);
    let whole = run(&["backup", "verify", "--from", text(&clinic.target())]);
    let said = String::from_utf8_lossy(&whole.stdout);
    assert!(said.contains(&format!("{ERASED} erasures follow one another")), "{whole:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_restored_tells_every_place_of_before_of_erasures() {
    let mut clinic = Clinic::open().await;
    clinic.back_up_to(&clinic.second());
    clinic.back_up();
    let restored = clinic.restore(&[]);
    let said = String::from_utf8_lossy(&restored.output.stdout).into_owned();
    assert!(said.contains(&format!("erasures wait for {}", text(&clinic.second()))), "{said}");
    let server = clinic.nobody_is_lost(restored).await;
    assert!(clinic.server.stop().success());
    clinic.administrator = server.caller(clinic.administrator.token());
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    assert_eq!((fences(&clinic.target()), fences(&clinic.second())), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_tells_no_other_place_anything() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    clinic.back_up_to(&clinic.second());
    let away = clinic.place.path().join("away");
    move_to(&clinic.second(), &away);
    assert_eq!(clinic.erase().await.status, StatusCode::ACCEPTED);
    // It has what is left to be told.
    clinic.back_up();
    assert!(clinic.server.stop().success());
    move_to(&away, &clinic.second());
    let (target, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let drill = ["backup", "drill", "--from", text(&target), "--identity", text(&identity)];
    // Nor if the settings that it is given name one.
    let second = clinic.second();
    let with_place = |fresh: Fresh| fresh.with("RIBCAGE_BACKUP_TO", text(&second));
    for fresh in [Fresh::like(&clinic.server), with_place(Fresh::like(&clinic.server))] {
        let drilled = fresh.command(&drill);
        assert!(drilled.status.success(), "{drilled:?}");
        assert_eq!((fences(&clinic.target()), fences(&second)), (1, 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_leaves_the_keys_of_backups_at_other_places_alone() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    // Only the one made with the new keys has any; and the job that made it is in it.
    let kept = files(&clinic.target().join("keys"));
    let renewal = kept[0].parent().and_then(Path::file_name).expect("a backup's name");
    let renewal = renewal.to_str().expect("text").to_owned();
    clinic.back_up_to(&clinic.second());
    clinic.back_up();
    clinic.clinician.create(&patient("Linden")).await;
    clinic.back_up_to(&clinic.second());
    let there = files(&clinic.second());
    let restored = clinic.restore(&["--backup", &renewal]);
    assert!(restored.output.status.success(), "{:?}", restored.output);
    let said = String::from_utf8_lossy(&restored.output.stdout);
    for place in [clinic.target(), clinic.second()] {
        let other = format!("{} has ", text(&place));
        assert!(
            said.lines().any(|line| line.starts_with(&other) && line.contains("not in")),
            "{said}"
        );
    }
    assert_eq!(files(&clinic.second()), there);

    // Nor does what is restored take them away by itself, at the place that it comes from neither.
    let server = restored.serve();
    let of_first = files(&clinic.target().join("keys"));
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "2"];
    is_refused(
        &server.command(&rotate),
        &format!("{}, {}:", text(&clinic.target()), text(&clinic.second())),
    );
    assert_eq!(files(&clinic.second()), there);
    assert_eq!(files(&clinic.target().join("keys")), of_first);
    assert!(server.log().contains("is not known to the databases"), "{}", server.log());
    // Until somebody says that nothing of them is needed.
    for place in [clinic.target(), clinic.second()] {
        let made = server.command(&["backup", "create", "--to", text(&place), "--give-up-newer"]);
        assert!(made.status.success(), "{made:?}");
    }
    server.requeue_jobs();
    let rotated = server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    let is_kept = |part: &PathBuf| part.starts_with(clinic.second().join("keys")) && part.exists();
    assert!(!there.iter().any(is_kept));
    verify(&clinic.target());
    verify(&clinic.second());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_databases_of_an_earlier_day_do_not_know_restores_whole_whatever_they_make_beside_it()
{
    let clinic = Clinic::open().await;
    clinic.back_up();
    clinic.back_up_to(&clinic.second());
    let later = clinic.clinician.create(&patient("Linden")).await;
    clinic.back_up_to(&clinic.second());
    let unknown = newest(&clinic.second());
    let server = clinic.restore(&[]).serve();
    let made = server.command(&["backup", "create", "--to", text(&clinic.second())]);
    let said = String::from_utf8_lossy(&made.stdout);
    assert!(made.status.success() && said.contains(&format!("beside   {unknown},")), "{made:?}");
    assert_ne!(newest(&clinic.second()), unknown);
    drop(server);

    let fresh = Fresh::like(&clinic.server);
    let identity = clinic.server.data().join("recovery.identity");
    let (from, identity) = (clinic.second(), text(&identity).to_owned());
    let restore = ["backup", "restore", "--from", text(&from), "--identity", &identity];
    let restored = fresh.command(&[&restore[..], &["--backup", &unknown]].concat());
    assert!(restored.status.success(), "{restored:?}");
    let server = fresh.serve();
    let clinician = server.caller(clinic.clinician.token());
    let found = clinician.get(&format!("/fhir/R4/Patient/{later}")).await;
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_were_renewed_in_another_timeline_do_not_count_as_renewed() {
    let clinic = Clinic::open().await;
    clinic.back_up_to(&clinic.second());
    clinic.back_up();
    let away = clinic.place.path().join("away");
    move_to(&clinic.target(), &away);
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    is_refused(
        &clinic.server.command(&rotate),
        &format!("in backups at {}:", text(&clinic.target())),
    );
    move_to(&away, &clinic.target());
    let renewed = eventually(async || (count(&clinic.second()) == 2).then_some(()));
    renewed.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    let fresh = Fresh::like(&clinic.server);
    let restored = clinic.restore_to(&fresh, &["--backup", &oldest(&clinic.target())]);
    assert!(restored.status.success(), "{restored:?}");
    let server = fresh.serve();
    let keys = files(&clinic.second().join("keys"));
    // Another second epoch than the one whose keys are there.
    let refused = server.command(&rotate);
    is_refused(&refused, text(&clinic.second()));
    assert_eq!(files(&clinic.second().join("keys")), keys);
    // And once they are given up they go, whatever the number of their epoch, without another rotation.
    let place = clinic.second();
    let give_up = ["backup", "create", "--to", text(&place), "--give-up-newer"];
    // Not while the server tries to renew them.
    let made = eventually(async || server.command(&give_up).status.success().then_some(()));
    made.await.unwrap_or_else(|| panic!("{}", server.log()));
    let gone = eventually(async || {
        server.requeue_jobs();
        let left = files(&clinic.second().join("keys"));
        (!left.iter().any(|part| keys.contains(part))).then_some(())
    });
    gone.await.unwrap_or_else(|| panic!("{}", server.log()));
    verify(&clinic.second());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_restore_does_not_forget_what_the_first_one_did_not_know() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    clinic.clinician.create(&patient("Linden")).await;
    let unknown = clinic.back_up();
    let first = clinic.restore(&["--backup", &oldest(&clinic.target())]).serve();
    let made = first.command(&["backup", "create", "--to", text(&clinic.target())]);
    assert!(made.status.success(), "{made:?}");
    drop(first);
    let restored = clinic.restore(&[]);
    let said = String::from_utf8_lossy(&restored.output.stdout).into_owned();
    assert!(said.contains(&format!("has {unknown}, which is not in")), "{said}");
    let second = restored.serve();
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    is_refused(&second.command(&rotate), &format!("in backups at {}:", text(&clinic.target())));
    assert!(!files(&clinic.target().join("keys").join(&unknown)).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_backup_changes_what_an_earlier_one_needs() {
    let mut clinic = Clinic::open().await;
    let first = clinic.back_up();
    let before = files(&clinic.target().join("chunks"));
    clinic.clinician.create(&patient("Linden")).await;
    clinic.back_up();
    // Nothing of the first is in the newest one's list for somebody else; and the first is where it goes on from.
    let recipients = clinic.server.data().join("recovery.recipient");
    let one = std::fs::read_to_string(&recipients).expect("readable");
    let other = age::x25519::Identity::generate().to_public();
    std::fs::write(&recipients, format!("{one}{other}\n")).expect("written");
    clinic.back_up();
    std::fs::write(&recipients, one).expect("written");
    clinic.back_up();
    verify(&clinic.target());
    let restored = clinic.nobody_is_lost(clinic.restore(&["--backup", &first])).await;
    assert!(clinic.server.stop().success());
    let identity = "recovery.identity";
    std::fs::copy(clinic.server.data().join(identity), restored.data().join(identity))
        .expect("copied");
    clinic.server = restored;
    clinic.back_up();
    verify(&clinic.target());
    assert!(before.iter().all(|chunk| chunk.exists()));
    clinic.nobody_is_lost(clinic.restore(&["--backup", &first])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_place_of_another_deployment_is_left_alone() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let there = files(clinic.place.path());
    let stranger = Server::start_on_sqlite();
    let target = clinic.target();
    let create = ["backup", "create", "--to", text(&target)];
    is_refused(&stranger.command(&create), "the backups of another deployment are kept there");
    let prune = ["backup", "prune", "--from", text(&target), "--keep-days", "0"];
    is_refused(&stranger.command(&prune), "is not signed by the key");
    assert_eq!(files(clinic.place.path()), there);
    verify(&clinic.target());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_that_is_not_known_is_missed_among_many_that_are() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    let away = clinic.place.path().join("away");
    move_to(&clinic.target(), &away);
    for _ in 0..MANY {
        let person = clinic.clinician.create(&patient("Linden")).await;
        assert_eq!(clinic.erase_this(&person).await, StatusCode::ACCEPTED);
    }
    assert!(clinic.server.stop().success());
    let before = clinic.server.copy_stores();
    move_to(&away, &clinic.target());
    clinic.start_again();
    // The first of all at the place, and the one that is not in the copy.
    let first = clinic.erase().await.status;
    assert!(first == StatusCode::OK || fences(&clinic.target()) > 0, "{first}");
    let all = eventually(async || {
        let is_told = fences(&clinic.target()) > MANY;
        clinic.server.requeue_jobs();
        is_told.then_some(())
    });
    all.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.stop().success());
    clinic.server.put_stores_back(&before);
    let refused = clinic.server.try_to_start();
    assert!(refused.contains("knows of 1 erasures that they do not"), "{refused}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn databases_of_before_are_not_served_while_the_place_is_away_that_knows_more() {
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "50")];
    let mut clinic = Clinic::open_at(Server::start_with(&settings)).await;
    clinic.back_up();
    assert!(clinic.server.stop().success());
    let before = clinic.server.copy_stores();
    clinic.start_again();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let remembered = clinic.server.data().join("backups.json");
    let noted = eventually(async || {
        let remembered = std::fs::read_to_string(&remembered).expect("it is there");
        remembered.contains("\"fences\": 1").then_some(())
    });
    noted.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(clinic.server.stop().success());
    clinic.server.put_stores_back(&before);
    let away = clinic.place.path().join("away");
    move_to(&clinic.target(), &away);
    let refused = clinic.server.try_to_start();
    assert!(refused.contains("knows of 1 erasures that they do not"), "{refused}");
    is_refused(&clinic.server.command(&["backup", "replay"]), "not all done again");
    move_to(&away, &clinic.target());
    let replayed = clinic.server.command(&["backup", "replay"]);
    assert!(replayed.status.success(), "{replayed:?}");
    clinic.start_again();
    let gone = clinic.clinician.get(&format!("/fhir/R4/Patient/{}", clinic.leaves)).await;
    assert_eq!(gone.status, StatusCode::GONE, "{gone:?}");

    assert!(clinic.server.stop().success());
    let fence = clinic.target().join("fences/000000000001");
    std::fs::remove_file(&fence).expect("removed");
    clinic.start_again();
    let told = eventually(async || fence.exists().then_some(())).await;
    let said = clinic.server.log();
    assert!(told.is_some() && said.contains("an earlier day of itself"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_takes_nothing_counts_as_away_until_it_does() {
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "20")];
    let clinic = Clinic::open_at(Server::start_with(&settings)).await;
    clinic.back_up();
    let away = async |wanted: i64| {
        let looked = eventually(async || {
            let all = metrics(&clinic.server, "backup_targets_away").await;
            clinic.server.requeue_jobs();
            all.iter().all(|(_, number)| *number == wanted).then_some(())
        });
        looked.await.unwrap_or_else(|| panic!("{wanted}: {}", clinic.server.log()));
    };
    away(0).await;
    // Where fences would be is something else: it can be looked at, and takes none.
    let fences = clinic.target().join("fences");
    std::fs::write(&fences, "").expect("written");
    assert_eq!(clinic.erase().await.status, StatusCode::ACCEPTED);
    away(1).await;
    std::fs::remove_file(&fences).expect("removed");
    away(0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_built_upon_a_fence_that_is_damaged() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let fence = files(&clinic.target().join("fences")).pop().expect("one");
    let whole = std::fs::read(&fence).expect("readable");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    std::fs::write(&fence, flipped).expect("written");
    let path = format!("/api/subjects/{}/erase", clinic.stays);
    let waits = clinic.administrator.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(waits.status, StatusCode::ACCEPTED, "{waits:?}");
    let target = clinic.target();
    let create = ["backup", "create", "--to", text(&target)];
    is_refused(&clinic.server.command(&create), "fences/000000000001");
    std::fs::write(&fence, whole).expect("written");
    clinic.until_receipt(&waits.json()).await;
    verify(&clinic.target());
    assert_eq!(fences(&clinic.target()), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_of_a_tenant_that_was_made_before_an_erasure_is_not_to_be_had_after_it() {
    let clinic = Clinic::open().await;
    let reader = json!({"passphrase": "correct horse battery staple"});
    let made = export(&clinic.server, &clinic.administrator, "/api/tenant/export", &reader).await;
    let path = format!("/api/exports/{}", made["id"].as_str().expect("an id"));
    let content = format!("{path}/content");
    assert_eq!(clinic.administrator.get(&content).await.status, StatusCode::OK);
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    assert_eq!(clinic.administrator.get(&content).await.status, StatusCode::GONE);
    let kept = clinic.server.data().join("exports");
    let left = eventually(async || files(&kept).is_empty().then_some(()));
    left.await.unwrap_or_else(|| panic!("{:?}", files(&kept)));
    let again = export(&clinic.server, &clinic.administrator, "/api/tenant/export", &reader).await;
    assert_ne!(again["id"], made["id"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_puts_nothing_into_the_place_of_somebody_elses_content() {
    let clinic = Clinic::open_at(Server::start_on_sqlite()).await;
    let other = Clinic::open_at(Server::start_on_sqlite()).await;
    clinic.back_up();
    let place = other.server.data().join("blobs");
    let there = files(&place);
    let (from, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let folder = tempfile::tempdir().expect("a folder");
    let written = clinic.server.data().with_file_name("ribcage.toml");
    let written = std::fs::read_to_string(written).expect("it was written");
    let fresh = folder.path().join("data");
    let written = written.replace(text(&clinic.server.data()), text(&fresh));
    let configuration = folder.path().join("ribcage.toml");
    std::fs::write(&configuration, format!("blobs = {:?}\n{written}", text(&place)))
        .expect("written");
    let restore = ["backup", "restore", "--from", text(&from), "--identity", text(&identity)];
    let refused = run(&[&restore[..], &["--config", text(&configuration)]].concat());
    is_refused(&refused, "another deployment");
    assert_eq!(files(&place), there);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_is_behind_is_seen_beside_one_that_is_fresh_and_one_that_is_forgotten_is_not()
{
    let settings = [("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "50")];
    let clinic = Clinic::open_at(Server::start_with(&settings)).await;
    let (name, second) = ("backup_newest_timestamp_seconds", clinic.second());
    let of_place = async |name: &str, place: &Path| {
        let numbers = metrics(&clinic.server, name).await.into_iter();
        let mut of_place = numbers.filter(|(it, _)| it.as_deref() == Some(text(place)));
        of_place.next().map(|(_, number)| number)
    };
    clinic.back_up();
    clinic.back_up_to(&second);
    until_there(&clinic.server, name).await;
    assert_eq!(of_place("backup_target_away", &second).await, Some(0));
    // All backups of one place are lost, and then there is nothing of it.
    std::fs::remove_dir_all(second.join("backups")).expect("removed");
    let behind = eventually(async || (of_place(name, &second).await == Some(0)).then_some(()));
    behind.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    assert!(of_place(name, &clinic.target()).await.is_some_and(|newest| newest > 0));
    let away = clinic.place.path().join("away");
    move_to(&clinic.target(), &away);
    let is_away = async || of_place("backup_target_away", &clinic.target()).await == Some(1);
    eventually(async || is_away().await.then_some(())).await.expect("it is seen to be away");
    // How old it is stays known.
    assert!(of_place(name, &clinic.target()).await.is_some_and(|newest| newest > 0));
    assert_eq!(of_place("backup_target_away", &second).await, Some(0));
    let target = clinic.target();
    let forgotten = clinic.server.command(&["backup", "forget", "--target", text(&target)]);
    assert!(forgotten.status.success(), "{forgotten:?}");
    let is_forgotten = async || of_place(name, &target).await.is_none().then_some(());
    eventually(is_forgotten).await.expect("it is shown no more");
    assert_eq!(of_place(name, &second).await, Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_erasure_is_closed_while_a_place_that_was_put_back_has_keys_of_before_again() {
    let clinic = Clinic::open().await;
    clinic.back_up_to(&clinic.second());
    clinic.back_up();
    let erased = clinic.erase().await.json();
    let [mirror, away] = ["mirror", "away"].map(|name| clinic.place.path().join(name));
    copy(&clinic.second(), &mirror);
    let of_before = files(&clinic.second().join("keys"));
    move_to(&clinic.target(), &away);
    let rotate = ["key", "rotate", "--wait", "--wait-at-most", "1"];
    is_refused(&clinic.server.command(&rotate), text(&clinic.target()));
    let renewed = eventually(async || {
        let keys = files(&clinic.second().join("keys"));
        (!keys.iter().any(|part| of_before.contains(part))).then_some(())
    });
    renewed.await.unwrap_or_else(|| panic!("{}", clinic.server.log()));
    std::fs::remove_dir_all(clinic.second()).expect("removed");
    move_to(&mirror, &clinic.second());
    move_to(&away, &clinic.target());
    clinic
        .until(&erased, |erasure| {
            clinic.server.requeue_jobs();
            erasure["state"] == "closed"
        })
        .await;
    let keys = files(&clinic.second().join("keys"));
    assert!(!keys.iter().any(|part| of_before.contains(part)), "{keys:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_place_that_backups_are_made_at_by_themselves_is_not_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target");
    let server = Server::start_with(&[("RIBCAGE_BACKUP_TO", text(&place))]);
    until_there(&server, "backup_newest_timestamp_seconds").await;
    let forget = ["backup", "forget", "--target", text(&place)];
    is_refused(&server.command(&forget), "take that out of the configuration first");
}
