//! The page on backup and restore, command by command.

use std::process::{Command, Stdio};

use super::{Clinic, text};
use crate::harness::{RIBCAGE, Server};

const PAGE: &str = include_str!("../../../../../docs/operations/backup-and-restore.md");

/// The commands of a part of the page.
fn commands(part: &str) -> String {
    part.split("```sh\n").skip(1).map(|block| block.split("```").next().expect("one")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_on_backup_and_restore_can_be_followed_to_the_letter() {
    let mut clinic = Clinic::open_at(Server::start_on_sqlite()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let key = clinic.administrator.get("/api/log/key").await.body;
    std::fs::write(folder.path().join("log.key"), key).expect("written");
    let identity = folder.path().join("recovery.identity");
    std::fs::copy(clinic.server.data().join("recovery.identity"), identity).expect("copied");
    let second = age::x25519::Identity::generate();
    let secret = second.to_string();
    let secret = age::secrecy::ExposeSecret::expose_secret(&secret);
    std::fs::write(folder.path().join("second.identity"), secret).expect("written");
    let recipient = second.to_public();
    let (place, restored) = (clinic.target(), folder.path().join("restored"));
    let data = clinic.server.data();
    let follow = |commands: &str| {
        assert!(commands.contains("ribcage backup"), "{commands}");
        let commands = commands
            .replace("/mnt/backups/ribcage", text(&place))
            .replace("/var/lib/restored", text(&restored))
            .replace("/var/lib/ribcage", text(&data));
        // The tool of age, as far as it is used.
        let script = format!(
            "set -eu
             ribcage() {{ \"$RIBCAGE\" \"$@\"; }}
             age-keygen() {{ echo {recipient}; }}
             {commands}"
        );
        let mut shell = Command::new("bash");
        shell.args(["-c", &script]).current_dir(folder.path()).env("RIBCAGE", RIBCAGE);
        let output = shell.stdin(Stdio::null()).output().expect("there is a shell");
        assert!(output.status.success(), "{commands}\n{output:?}");
        String::from_utf8(output.stdout).expect("text")
    };
    let (before, night) = PAGE.split_once("## The bad night").expect("two parts");
    let (night, lost) = night.split_once("## If the list of erasures is lost").expect("two parts");
    let said = follow(&commands(before));
    for expected in ["are whole", "the evidence is drills/", "would be removed: 0 backups"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(clinic.erase().await.status, 200);
    assert!(clinic.server.stop().success());
    let said = follow(&commands(night));
    for expected in ["erased again: 1 of 1 who were erased", "erased again: 0"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    std::fs::remove_dir_all(&restored).expect("removed");
    // One of after the erasure knows of it.
    clinic.back_up();
    std::fs::remove_dir_all(place.join("fences")).expect("lost");
    let said = follow(&commands(lost));
    assert!(said.contains("wanted: 1\nfound: 0\n"), "{said}");
}
