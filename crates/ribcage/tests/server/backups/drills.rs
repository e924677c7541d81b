//! What a drill leaves, however it ends: its evidence, and nothing else.

use std::os::unix::fs::symlink;
use std::path::Path;

use model::FaultPoint;
use reqwest::StatusCode;
use rustix::process::Signal;

use super::{Clinic, files, is_refused, text};
use crate::harness::{Fresh, Server, command_to_end, run, run_with};

/// Where a drill has made something, the more the later.
const POINTS: [FaultPoint; 4] = [
    FaultPoint::RestoreBegun,
    FaultPoint::RestoreFilled,
    FaultPoint::RestoreLoaded,
    FaultPoint::RestoreReplayed,
];

impl Clinic {
    /// The command of a drill, up to where it is done.
    fn drill(&self) -> Vec<String> {
        let (place, identity) = (self.target(), self.server.data().join("recovery.identity"));
        let words = ["backup", "drill", "--from", text(&place), "--identity", text(&identity)];
        words.map(str::to_owned).to_vec()
    }
}

fn words_of(command: &[String]) -> Vec<&str> {
    command.iter().map(String::as_str).collect()
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).expect("a folder").next().is_none()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_that_is_told_to_end_takes_away_what_it_made() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let drill = clinic.drill();
    let fresh = Fresh::like(&clinic.server);
    let ends = [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT];
    for (point, signal) in POINTS.into_iter().zip(ends) {
        let ended = fresh.command_to_end(point, &words_of(&drill), signal);
        is_refused(&ended, "it was told to end");
        assert!(!fresh.data().exists(), "{point:?}: {:?}", files(&fresh.data()));
    }
    assert!(!clinic.target().join("drills").exists());
    // There is nothing in the databases either.
    let drilled = fresh.command(&words_of(&drill));
    assert!(drilled.status.success(), "{drilled:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_takes_away_what_one_that_was_killed_has_left_at_its_place() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, StatusCode::OK);
    let drill = clinic.drill();
    for point in POINTS {
        let fresh = Fresh::like(&clinic.server);
        let killed = fresh.command_to_crash(point, &words_of(&drill));
        assert_eq!(killed.status.code(), None, "{point:?}: {killed:?}");
        is_refused(&fresh.command(&["tenant", "list"]), "did not come to its end");
        let drilled = fresh.command(&words_of(&drill));
        assert!(drilled.status.success(), "{point:?}: {drilled:?}");
        assert!(!fresh.data().exists(), "{point:?}: {:?}", files(&fresh.data()));
        // Another deployment finds nothing there either.
        let output = clinic.restore_to(&fresh, &[]);
        assert!(output.status.success(), "{point:?}: {output:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_without_a_folder_of_its_own_leaves_nothing_where_things_are_temporary() {
    let clinic = Clinic::open_at(Server::start_on_sqlite()).await;
    clinic.back_up();
    let (drill, temporary) = (clinic.drill(), tempfile::tempdir().expect("a folder"));
    let temporary = temporary.path();
    let settings = [("TMPDIR".to_owned(), text(temporary).to_owned())];
    let point = FaultPoint::RestoreLoaded;
    is_refused(&command_to_end(point, &words_of(&drill), &settings, Signal::TERM), "told to end");
    assert!(is_empty(temporary), "{:?}", files(temporary));

    let fault = ("RIBCAGE_FAULT".to_owned(), format!("{}:1", point.name()));
    let killed = run_with(&words_of(&drill), &[&settings[..], &[fault]].concat());
    assert_eq!(killed.status.code(), None, "{killed:?}");
    assert!(files(temporary).iter().any(|left| left.ends_with("root.key")));
    // What others keep there is not looked at.
    let others = temporary.join("ribcage-drills");
    std::fs::create_dir(&others).expect("made");
    let drilled = run_with(&words_of(&drill), &settings);
    assert!(drilled.status.success(), "{drilled:?}");
    std::fs::remove_dir(&others).expect("it is there still");
    assert!(is_empty(temporary), "{:?}", files(temporary));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_drill_is_filling_is_left_alone() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let drill = clinic.drill();
    let fresh = Fresh::like(&clinic.server);
    let first = fresh.command_to_pause(FaultPoint::RestoreFilled, &words_of(&drill), || {
        let there = files(&fresh.data());
        is_refused(&fresh.command(&words_of(&drill)), "another drill is under way");
        assert_eq!(files(&fresh.data()), there);
    });
    assert!(first.status.success(), "{first:?}");
    assert!(!fresh.data().exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_follows_a_link_to_a_folder_and_leaves_both_as_they_were() {
    let clinic = Clinic::open_at(Server::start_on_sqlite()).await;
    clinic.back_up();
    let folder = tempfile::tempdir().expect("a folder");
    let (there, link) = (folder.path().join("there"), folder.path().join("link"));
    symlink(&there, &link).expect("made");
    let drill = clinic.drill();
    let drill_at = |dir: &str| run(&[&words_of(&drill)[..], &["--dir", dir]].concat());
    for dir in [text(&link).to_owned(), format!("{}/", text(&link))] {
        is_refused(&drill_at(&dir), "is a link that leads nowhere");
    }
    std::fs::create_dir(&there).expect("made");
    for dir in [text(&link).to_owned(), format!("{}/", text(&link))] {
        let drilled = drill_at(&dir);
        assert!(drilled.status.success(), "{drilled:?}");
        assert!(link.is_symlink() && is_empty(&there), "{:?}", files(&there));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_that_is_given_the_databases_of_the_deployment_itself_takes_nothing_away() {
    let clinic = Clinic::open_at(Server::start_on_postgresql()).await;
    clinic.back_up();
    let folder = tempfile::tempdir().expect("a folder");
    let written = clinic.server.data().with_file_name("ribcage.toml");
    let written = std::fs::read_to_string(written).expect("it was written");
    let data = folder.path().join("data");
    let configuration = folder.path().join("ribcage.toml");
    std::fs::write(&configuration, written.replace(text(&clinic.server.data()), text(&data)))
        .expect("written");
    let drill = clinic.drill();
    let refused = run(&[&words_of(&drill)[..], &["--config", text(&configuration)]].concat());
    is_refused(&refused, "is not empty");
    assert!(!data.exists());
    let stays = clinic.clinician.get(&format!("/fhir/R4/Patient/{}", clinic.stays)).await;
    assert_eq!(stays.status, StatusCode::OK, "{stays:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_whose_evidence_cannot_be_written_is_refused_before_it_begins() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let (drill, fresh) = (clinic.drill(), Fresh::like(&clinic.server));
    let folder = tempfile::tempdir().expect("a folder");
    let (of_before, link) = (folder.path().join("of-before"), folder.path().join("link"));
    std::fs::write(&of_before, "of before").expect("written");
    symlink(folder.path().join("nothing"), &link).expect("made");
    let nowhere = folder.path().join("nowhere/evidence");
    for (evidence, words) in [
        (&of_before, "is there already, and evidence replaces no file"),
        (&link, "is there already, and evidence replaces no file"),
        (&nowhere, "cannot be written"),
    ] {
        let evidence = ["--evidence", text(evidence)];
        is_refused(&fresh.command(&[&words_of(&drill)[..], &evidence].concat()), words);
    }
    assert!(!clinic.target().join("drills").exists());
    assert_eq!(std::fs::read_to_string(&of_before).expect("text"), "of before");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2);
}
