//! Backups that nobody asks for, those that are kept no longer, and drills.

use std::path::Path;

use model::FaultPoint;
use serde_json::json;

use super::{Clinic, files, is_refused, text};
use crate::harness::{Fresh, Server, eventually, patient, run};

pub(super) fn count(place: &Path) -> usize {
    let listed = run(&["backup", "list", "--from", text(place)]);
    if listed.status.code() == Some(1) {
        is_refused(&listed, "there is no backup at");
        return 0;
    }
    assert!(listed.status.success(), "{listed:?}");
    String::from_utf8_lossy(&listed.stdout).lines().count()
}

/// All numbers of a name: of each place its own, or one of all.
pub(super) async fn metrics(server: &Server, name: &str) -> Vec<(Option<String>, i64)> {
    let text = reqwest::get(format!("{}/metrics", server.operations_url)).await;
    let text = text.expect("answered").text().await.expect("text");
    let numbers = text.lines().filter_map(|line| {
        let (what, number) = line.strip_prefix(&format!("ribcage_{name}"))?.split_once(' ')?;
        let place = what.strip_prefix("{place=\"").map(|rest| rest.trim_end_matches("\"}"));
        let is_it = what.is_empty() || place.is_some();
        is_it.then(|| (place.map(str::to_owned), number.parse().expect("a number")))
    });
    numbers.collect()
}

/// The one number of a name.
pub(super) async fn metric(server: &Server, name: &str) -> i64 {
    let numbers = metrics(server, name).await;
    let [(_, number)] = &numbers[..] else { panic!("{name}: {numbers:?}") };
    *number
}

/// Waits until a number is there that is measured in the background, of every place.
pub(super) async fn until_there(server: &Server, name: &str) {
    let looked = eventually(async || {
        let numbers = metrics(server, name).await;
        let are_there = !numbers.is_empty() && numbers.iter().all(|(_, number)| *number > 0);
        are_there.then_some(())
    });
    assert!(looked.await.is_some(), "there is no {name}: {}", server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_made_when_one_is_due_and_not_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target");
    let mut server = Server::start_with(&[("RIBCAGE_BACKUP_TO", text(&place))]);
    until_there(&server, "backup_newest_timestamp_seconds").await;
    assert_eq!(metric(&server, "backups_scheduled").await, 1);
    assert_eq!((metric(&server, "backups_failed").await, count(&place)), (0, 1));
    assert!(server.stop().success());
    server.start_again();
    until_there(&server, "backup_targets").await;
    assert_eq!(count(&place), 1, "it is not a day old");
}

/// What `job list` says of backups that are due.
pub(super) fn waiting(server: &Server) -> Vec<String> {
    let listed = server.command(&["job", "list"]);
    let said = String::from_utf8_lossy(&listed.stdout).into_owned();
    said.lines().filter(|line| line.contains("back_up")).map(ToOwned::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_whose_place_is_away_waits_in_the_queue_and_is_made_when_it_is_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target");
    // Nothing can be put below a file.
    std::fs::write(&place, "away").expect("written");
    let server = Server::start_with(&[("RIBCAGE_BACKUP_TO", text(&place))]);
    let failed = async || {
        let [job] = &waiting(&server)[..] else { return None };
        job.contains("unavailable").then_some(())
    };
    eventually(failed).await.unwrap_or_else(|| panic!("{:?}: {}", waiting(&server), server.log()));
    until_there(&server, "backups_failed").await;
    std::fs::remove_file(&place).expect("removed");
    server.requeue_jobs();
    until_there(&server, "backup_newest_timestamp_seconds").await;
    eventually(async || waiting(&server).is_empty().then_some(())).await.expect("it is done");
    eventually(async || (metric(&server, "backups_failed").await == 0).then_some(()))
        .await
        .expect("all is well");
    assert_eq!(count(&place), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_cut_off_is_gone_on_with_and_one_that_is_made_is_not_made_again() {
    for (point, made) in [
        (FaultPoint::BackupDocumentsKept, 0),
        (FaultPoint::BackupKeysKept, 0),
        (FaultPoint::ScheduledBackupMade, 1),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("target");
        std::fs::write(&place, "away").expect("written");
        let mut server = Server::start_with(&[("RIBCAGE_BACKUP_TO", text(&place))]);
        until_there(&server, "backups_failed").await;
        assert!(server.stop().success());
        std::fs::remove_file(&place).expect("removed");
        server.start_to_crash(point, 1);
        eventually(async || (!server.is_alive()).then_some(())).await.expect("it crashes");
        server.has_crashed();
        assert_eq!(count(&place), made, "{point:?}");
        server.start_again();
        // Nobody has to wait until it is not heard of whoever had it.
        server.requeue_jobs();
        until_there(&server, "backup_newest_timestamp_seconds").await;
        eventually(async || waiting(&server).is_empty().then_some(())).await.expect("it is done");
        assert_eq!(count(&place), 1, "{point:?}");
        let whole = run(&["backup", "verify", "--from", text(&place)]);
        assert!(whole.status.success(), "{whole:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_that_both_make_backups_make_one_between_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target");
    let settings = [("RIBCAGE_BACKUP_TO", text(&place)), ("RIBCAGE_LOOK_AT_BACKUPS_EVERY", "20")];
    let first = Server::start_on_postgresql_with(&settings);
    let other = first.beside();
    for server in [&first, &other] {
        until_there(server, "backup_newest_timestamp_seconds").await;
        assert!(waiting(server).is_empty());
    }
    assert_eq!(count(&place), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_no_schedule_is_told_so_at_every_start() {
    let mut server = Server::start();
    for _ in 0..2 {
        assert_eq!(metric(&server, "backups_scheduled").await, 0);
        let said = || server.log().contains("no backups are made by themselves");
        eventually(async || said().then_some(())).await.expect("it is said");
        assert!(server.stop().success());
        server.start_again();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_shows_that_a_backup_can_be_restored_and_leaves_its_evidence() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, 200);
    let (place, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let fresh = Fresh::like(&clinic.server);
    let evidence = clinic.place.path().join("evidence");
    let fixed = ["backup", "drill", "--from", text(&place), "--identity", text(&identity)];
    let drill = || fresh.command(&[&fixed[..], &["--evidence", text(&evidence)]].concat());
    let before = files(&place);
    let drilled = drill();
    assert!(drilled.status.success(), "{drilled:?}");
    assert!(!fresh.data().exists());
    let [there] = &files(&place.join("drills"))[..] else { panic!("one is filed") };
    let shown = std::fs::read_to_string(&evidence).expect("text");
    assert_eq!(std::fs::read_to_string(there).expect("text"), shown);
    for line in ["findings: 0", "erased: 1", "erasures: 1"] {
        assert!(shown.lines().any(|it| it == line), "{line} in {shown}");
    }
    // It has changed nothing, and can be done again at the same place.
    assert_eq!(files(&place).len(), before.len() + 1);
    std::fs::remove_file(&evidence).expect("removed");
    assert!(drill().status.success());
    // The server sees it.
    assert!(clinic.server.stop().success());
    clinic.server.start_again();
    until_there(&clinic.server, "drill_newest_timestamp_seconds").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_that_fails_leaves_signed_evidence_of_what_it_found_first() {
    let mut clinic = Clinic::open().await;
    clinic.back_up();
    let (place, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let key = clinic.administrator.get("/api/log/key").await.body;
    let fresh = Fresh::like(&clinic.server);
    let fixed = ["backup", "drill", "--from", text(&place), "--identity", text(&identity)];
    let drill = || fresh.command(&[&fixed[..], &["--key", key.trim()]].concat());
    let evidence = || files(&place.join("drills"));
    let damage = |path: &Path| {
        let whole = std::fs::read(path).expect("readable");
        std::fs::write(path, "something else").expect("written");
        whole
    };
    let manifest = files(&place.join("backups")).into_iter();
    let manifest = manifest.filter(|path| path.extension().is_some_and(|it| it == "manifest"));
    let chunk = files(&place.join("chunks")).pop().expect("one");
    for damaged in manifest.chain([chunk]) {
        let before = if place.join("drills").exists() { evidence().len() } else { 0 };
        let whole = damage(&damaged);
        let name = damaged.strip_prefix(&place).expect("below").display().to_string();
        let refused = drill();
        for words in ["the drill has failed, and the evidence is drills/", &name, "was changed"] {
            is_refused(&refused, words);
        }
        assert!(!fresh.data().exists());
        std::fs::write(&damaged, whole).expect("written");
        assert_eq!(evidence().len(), before + 1);
        let note = std::fs::read(evidence().pop().expect("one")).expect("readable");
        let known = [key.trim().parse::<ledger::VerifierKey>().expect("a key")];
        let opened = ledger::note::open_note(&note, &known).expect("the deployment signed it");
        let drill = backup::Drill::read(opened.text).expect("evidence");
        assert_eq!((drill.findings, drill.versions), (1, 0));
        assert!(drill.failure.expect("words").contains(&name));
    }
    let doctor = |clinic: &Clinic| {
        let doctor = clinic.server.command(&["doctor"]);
        let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
        (doctor.status.success(), said.contains("the newest drill of a backup, begun at"))
    };
    assert_eq!(doctor(&clinic), (false, true));
    assert!(clinic.server.stop().success());
    assert_eq!(doctor(&clinic), (false, true));
    clinic.server.start_again();
    until_there(&clinic.server, "drill_failed_timestamp_seconds").await;
    assert_eq!(metric(&clinic.server, "drill_newest_timestamp_seconds").await, 0);
    assert!(clinic.server.log().contains("the newest drill of a backup has failed"));

    // What cannot be signed leaves nothing but an answer.
    let count = evidence().len();
    let root = files(&place.join("keys")).into_iter().find(|path| path.ends_with("part"));
    let root = root.expect("one");
    let whole = damage(&root);
    is_refused(&drill(), "was changed");
    assert_eq!(evidence().len(), count);
    std::fs::write(&root, whole).expect("written");

    // All is well once one goes well.
    let drilled = drill();
    assert!(drilled.status.success(), "{drilled:?}");
    assert!(clinic.server.stop().success());
    assert_eq!(doctor(&clinic), (true, false));
    clinic.server.start_again();
    until_there(&clinic.server, "drill_newest_timestamp_seconds").await;
    assert_eq!(metric(&clinic.server, "drill_failed_timestamp_seconds").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_on_a_server_that_has_never_made_a_backup_reaches_the_place_of_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("target");
    let settings = [("RIBCAGE_BACKUP_TO", text(&place))];
    let first = Server::start_on_postgresql_with(&settings);
    until_there(&first, "backup_newest_timestamp_seconds").await;
    let mut other = first.beside();
    assert!(other.stop().success());
    std::fs::remove_file(other.data().join("backups.json")).expect("removed");
    other.start_again();
    let administrator = other.tenant("Clinic").await;
    let clinician = administrator.client("ward", &["clinician"]).await;
    let leaves = clinician.create(&patient("Quetzal")).await;
    let path = format!("/api/subjects/{leaves}/erase");
    let erased = administrator.post(&path, &json!({"reason": "asked for it"})).await;
    assert_eq!(erased.status, 200, "{erased:?}");
    assert_eq!(files(&place.join("fences")).len(), 1);
    let back_up = |server: &Server| {
        let made = server.command(&["backup", "create", "--to", text(&place)]);
        assert!(made.status.success(), "{made:?}");
        files(&place.join("chunks")).len()
    };
    // Some tables have grown. What has not is the same chunks whichever server makes them.
    let before = back_up(&other);
    let new = back_up(&first) - before;
    assert!(new < before / 2, "{new} are new beside {before}");
}
