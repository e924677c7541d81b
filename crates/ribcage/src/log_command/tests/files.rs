//! Exports, the state file, and the command line.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use ledger::VerifierState;
use model::Tree;

use super::super::export::export;
use super::super::folder::ExportFolder;
use super::super::verify::{Trust, verify};
use super::super::{LogCommand, run, state_file};
use super::fake::FakeLog;

#[derive(Parser)]
struct CommandLine {
    #[command(subcommand)]
    command: LogCommand,
}

/// Parses as the command line does, but for the environment of whoever runs the tests.
fn parse(words: &[&str]) -> Result<LogCommand, clap::Error> {
    let words = ["log"].iter().chain(words);
    let unset = |command: clap::Command| {
        let has_token = command.get_arguments().any(|argument| argument.get_id() == "token");
        let unset = |token: clap::Arg| token.env(None::<&str>);
        if has_token { command.mut_arg("token", unset) } else { command }
    };
    let command = CommandLine::command().mut_subcommands(unset);
    let matches = command.try_get_matches_from(words)?;
    Ok(CommandLine::from_arg_matches(&matches)?.command)
}

/// An export of a log that grows while it is copied.
async fn exported(folder: &Path) -> FakeLog {
    let log = FakeLog::new(300, 700);
    log.get().grows = true;
    export(&log, folder).await.expect("it is copied");
    log
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_under(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[tokio::test]
async fn export_holds_and_has_the_layout_of_tlog_tiles() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("export");
    exported(&to).await;
    for path in [
        "key",
        "deployment.json",
        "changes/checkpoint",
        "changes/tile/0/000",
        "changes/tile/0/001.p/44",
        "changes/tile/1/000.p/1",
        "changes/tile/entries/000",
        "changes/tile/entries/001.p/44",
        "changes/records/000.json",
        "changes/records/001.json",
        "access/checkpoint",
    ] {
        let mode = fs::metadata(to.join(path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{path}");
    }
    let (report, _) = verify(&ExportFolder::new(&to), &Trust::default()).await.unwrap();
    assert!(report.reconciliation.is_none());
    assert_eq!(report.trees[0].summary.size, 300);
}

#[tokio::test]
async fn export_is_held_against_what_a_live_verification_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let log = FakeLog::new(300, 20);
    let (_, state) = verify(&log, &Trust::default()).await.unwrap();
    log.grow(100, 300);
    export(&log, folder.path()).await.unwrap();
    let trust = Trust { remembered: Some(state), ..Trust::default() };
    let source = ExportFolder::new(folder.path());
    let (report, _) = verify(&source, &trust).await.unwrap();
    assert_eq!(report.trees[0].summary.entries_checked, 100);

    let newer = FakeLog::new(500, 400);
    let (_, state) = verify(&newer, &Trust::default()).await.unwrap();
    let trust = Trust { remembered: Some(state), ..Trust::default() };
    let error = verify(&source, &trust).await.expect_err("it is older");
    let error = format!("{:#}", anyhow::Error::new(error));
    assert!(error.contains("had 500 entries and now has 400"), "{error}");
}

#[tokio::test]
async fn no_part_of_an_export_can_be_changed_or_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let log = FakeLog::new(2, 0);
    log.get().grows = true;
    export(&log, folder.path()).await.unwrap();
    let source = ExportFolder::new(folder.path());
    let files = files_under(folder.path());
    // The key, the deployment; of each tree a checkpoint, a tile, a bundle and records; and the
    // tile that proves that the access tree has grown.
    assert_eq!(files.len(), 11, "{files:?}");
    for file in files {
        let content = fs::read(&file).unwrap();
        for at in (0..content.len()).step_by(7) {
            let mut changed = content.clone();
            changed[at] ^= 1;
            fs::write(&file, changed).unwrap();
            let outcome = verify(&source, &Trust::default()).await;
            assert!(outcome.is_err(), "{} at {at}", file.display());
        }
        fs::remove_file(&file).unwrap();
        let outcome = verify(&source, &Trust::default()).await;
        assert!(outcome.is_err(), "{}", file.display());
        fs::write(&file, content).unwrap();
    }
    assert!(verify(&source, &Trust::default()).await.is_ok());
}

#[tokio::test]
async fn export_into_a_folder_with_something_in_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let error = export(&FakeLog::new(1, 1), folder.path()).await.unwrap_err();
    assert!(error.to_string().contains("is not empty"), "{error}");
    assert_eq!(files_under(folder.path()).len(), 1);
}

#[tokio::test]
async fn export_that_broke_off_is_not_taken_for_one() {
    let folder = tempfile::tempdir().unwrap();
    let log = FakeLog::new(5, 5);
    log.get().access.entries.pop();
    assert!(export(&log, folder.path()).await.is_err());
    assert!(!folder.path().join("changes/checkpoint").exists());
}

#[tokio::test]
async fn state_is_kept_for_its_owner_only_and_replaced_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    assert!(state_file::read(&path).unwrap().is_none());
    let log = FakeLog::new(5, 5);
    for size in [5, 8] {
        let (_, state) = verify(&log, &Trust::default()).await.unwrap();
        state_file::write(&path, &state).unwrap();
        let read = state_file::read(&path).unwrap().unwrap();
        assert_eq!(read, state);
        assert_eq!(read.tree(Tree::Changes).unwrap().checkpoint().size, size);
        log.grow(3, 3);
    }
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(files_under(folder.path()), [path], "nothing is left beside it");
}

#[test]
fn state_that_is_none_or_has_no_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    fs::write(&path, "ribcage verifier state 9\nend\n").unwrap();
    assert!(state_file::read(&path).is_err());
    assert!(state_file::read(&folder.path().join("no/such/state")).is_err());
}

#[tokio::test]
async fn command_verifies_an_export_and_remembers_only_what_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (to, state) = (folder.path().join("export"), folder.path().join("state"));
    exported(&to).await;
    let words = ["verify", "--export", to.to_str().unwrap(), "--state", state.to_str().unwrap()];
    run(parse(&words).unwrap()).await.unwrap();
    let remembered = fs::read_to_string(&state).unwrap();
    assert!(VerifierState::decode(&remembered).is_ok());
    fs::remove_file(to.join("deployment.json")).unwrap();
    fs::remove_file(&state).unwrap();
    assert!(run(parse(&words).unwrap()).await.is_err());
    assert!(!state.exists());
}

#[test]
fn wrong_usage_is_refused_before_anything_is_done() {
    let url = ["verify", "--url", "https://localhost"];
    for words in [
        &["verify"][..],
        &url,
        &["verify", "--export", "a", "--url", "b", "--token", "c"],
        &["verify", "--export", "a", "--ca", "b"],
        &["verify", "--export", "a", "--key", "nonsense"],
        &["verify", "--export", "a", "--all"],
        &["export", "--url", "a", "--token", "b"],
        &["export", "--url", "a", "--to", "b"],
        &[],
    ] {
        assert!(parse(words).is_err(), "{words:?}");
    }
    assert!(parse(&[&url[..], &["--token", "c"]].concat()).is_ok());
    assert!(parse(&["export", "--url", "a", "--token", "b", "--to", "c"]).is_ok());
}

#[test]
fn token_is_not_shown_by_the_arguments() {
    let words = ["verify", "--url", "https://localhost", "--token", "secret"];
    let shown = format!("{:?}", parse(&words).unwrap());
    assert!(!shown.contains("secret"), "{shown}");
}
