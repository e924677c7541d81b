//! What the commands of backups say of places where there is nothing, of links, and who can read what they make.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use super::{Clinic, files, is_refused, text};
use crate::harness::{Fresh, Server, run};

/// That a command was refused in these words, and said nothing else.
fn is_refused_in_a_line(output: &std::process::Output, words: &str) {
    is_refused(output, words);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((said.lines().count(), output.stdout.len()), (1, 0), "{output:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn places_without_backups_are_said_to_be_so_and_nothing_is_done_there() {
    let clinic = Clinic::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    std::fs::create_dir(place("empty")).expect("made");
    std::fs::create_dir_all(place("other/chunks")).expect("made");
    std::fs::write(place("other/chunks/mine"), "mine").expect("written");
    symlink(place("nowhere"), place("link")).expect("made");
    for name in ["empty", "other", "missing", "link"] {
        let place = place(name);
        let nothing = format!("there is no backup at {}", text(&place));
        is_refused_in_a_line(&run(&["backup", "list", "--from", text(&place)]), &nothing);
        let prune = ["backup", "prune", "--from", text(&place), "--keep-days", "0"];
        for arguments in [&prune[..], &[&prune[..], &["--dry-run"]].concat()] {
            is_refused_in_a_line(&clinic.server.command(arguments), &nothing);
        }
    }
    let file = place("other/chunks/mine");
    is_refused_in_a_line(&run(&["backup", "list", "--from", text(&file)]), "is not available");
    is_refused_in_a_line(&run(&["backup", "list", "--from", "relative"]), "absolute path");
    assert_eq!(files(folder.path()), [place("link"), file]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_a_place_as_far_as_it_leads_to_one_and_not_into_the_data_folder() {
    let clinic = Clinic::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (there, link) = (folder.path().join("there"), folder.path().join("link"));
    symlink(&there, &link).expect("made");
    let create = |to: &Path| clinic.server.command(&["backup", "create", "--to", text(to)]);
    is_refused_in_a_line(&create(&link), "a link that leads to none");
    std::fs::create_dir(&there).expect("made");
    let made = create(&link);
    assert!(made.status.success(), "{made:?}");
    for place in [&there, &link] {
        let whole = run(&["backup", "verify", "--from", text(place)]);
        assert!(whole.status.success(), "{whole:?}");
    }
    let inside = folder.path().join("inside");
    symlink(clinic.server.data(), &inside).expect("made");
    for place in [&inside, &inside.join("backups")] {
        is_refused_in_a_line(
            &create(place),
            "a backup belongs elsewhere than into the data folder",
        );
    }
    assert!(!clinic.server.data().join("backups").exists());
    assert!(!clinic.server.data().join("target").exists());
}

/// That nobody but its owner can read or change anything in a folder, or the folder.
fn is_private(folder: &Path) {
    let mode = |path: &Path| {
        std::fs::symlink_metadata(path).expect("it is there").permissions().mode() & 0o777
    };
    assert_eq!(mode(folder), 0o700, "{}", folder.display());
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            is_private(&path);
        } else if !path.to_string_lossy().ends_with(".sock") {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_backup_and_a_restore_make_is_their_owners_alone() {
    let clinic = Clinic::open_at(Server::start()).await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, 200);
    clinic.back_up();
    let fresh = Fresh::like(&clinic.server);
    let drilled = fresh.command(&[
        "backup",
        "drill",
        "--from",
        text(&clinic.target()),
        "--identity",
        text(&clinic.server.data().join("recovery.identity")),
    ]);
    assert!(drilled.status.success(), "{drilled:?}");
    is_private(&clinic.target());
    let output = clinic.restore_to(&fresh, &[]);
    assert!(output.status.success(), "{output:?}");
    is_private(&fresh.data());
}
