//! The page on backup and restore, command by command.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use age::secrecy::ExposeSecret as _;
use tempfile::TempDir;

use super::{Clinic, text};
use crate::harness::{RIBCAGE, Server};

const PAGE: &str = include_str!("../../../../../docs/operations/backup-and-restore.md");

/// The commands of a part of the page.
fn commands(part: &str) -> String {
    part.split("```sh\n").skip(1).map(|block| block.split("```").next().expect("one")).collect()
}

/// The page, from the part with this heading on.
fn from_heading(heading: &str) -> (&'static str, &'static str) {
    PAGE.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading}"))
}

/// The part of the page with this heading.
fn part(heading: &str) -> &'static str {
    let (_, part) = from_heading(heading);
    part.split("\n## ").next().expect("one")
}

/// An operator with the page, in a folder with the identities and the log's key.
struct Operator {
    folder: TempDir,
    place: PathBuf,
    data: PathBuf,
}

impl Operator {
    async fn of(clinic: &Clinic) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = clinic.administrator.get("/api/log/key").await.body;
        std::fs::write(folder.path().join("log.key"), key).expect("written");
        let (data, identity) = (clinic.server.data(), "recovery.identity");
        std::fs::copy(data.join(identity), folder.path().join(identity)).expect("copied");
        for name in ["second.identity", "made.1", "made.2"] {
            let identity = age::x25519::Identity::generate();
            let (secret, recipient) = (identity.to_string(), identity.to_public());
            let file = format!("# public key: {recipient}\n{}\n", secret.expose_secret());
            std::fs::write(folder.path().join(name), file).expect("written");
        }
        Self { folder, place: clinic.target(), data }
    }

    fn restored(&self) -> PathBuf {
        self.folder.path().join("restored")
    }

    /// Does what a part of the page says, and gives what is said.
    fn follow(&self, part: &str) -> String {
        let commands = commands(part);
        assert!(commands.contains("ribcage backup"), "{commands}");
        let commands = commands
            .replace("/mnt/backups/ribcage", text(&self.place))
            .replace("/var/lib/restored", text(&self.restored()))
            .replace("/var/lib/ribcage", text(&self.data));
        // The tool of age, as far as it is used: it replaces no file.
        let script = format!(
            "set -eu
             ribcage() {{ \"$RIBCAGE\" \"$@\"; }}
             age-keygen() {{
                 case $1 in
                     -o) test ! -e \"$2\"; set -- \"$2\" made.*; mv \"$2\" \"$1\" ;;
                     -y) sed -n 's/^# public key: //p' \"$2\" ;;
                 esac
             }}
             {commands}"
        );
        let mut shell = Command::new("bash");
        shell.args(["-c", &script]).current_dir(self.folder.path()).env("RIBCAGE", RIBCAGE);
        let output = shell.stdin(Stdio::null()).output().expect("there is a shell");
        assert!(output.status.success(), "{commands}\n{output:?}");
        String::from_utf8(output.stdout).expect("text")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_on_backup_and_restore_can_be_followed_to_the_letter() {
    let mut clinic = Clinic::open_at(Server::start_on_sqlite()).await;
    let operator = Operator::of(&clinic).await;
    let (before, _) = from_heading("The bad night");
    let said = operator.follow(before);
    for expected in ["are whole", "the evidence is drills/", "would be removed: 0 backups"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(clinic.erase().await.status, 200);
    assert!(clinic.server.stop().success());
    let said = operator.follow(part("The bad night"));
    for expected in ["erased again: 1 of 1 who were erased", "erased again: 0"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    std::fs::remove_dir_all(operator.restored()).expect("removed");
    // One of after the erasure knows of it.
    clinic.back_up();
    std::fs::remove_dir_all(operator.place.join("fences")).expect("lost");
    let said = operator.follow(part("If the list of erasures is lost"));
    assert!(said.contains("wanted: 1\nfound: 0\n"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_recovery_identity_of_keys_is_renewed_as_the_page_says() {
    let clinic = Clinic::open_at(Server::start_on_sqlite()).await;
    let operator = Operator::of(&clinic).await;
    clinic.back_up();
    // The second time the former is destroyed, and what is new opens without it.
    for _ in 0..2 {
        let said = operator.follow(part("Renew the recovery identity of keys with the epoch"));
        assert!(said.contains("the evidence is drills/"), "{said}");
    }
}
