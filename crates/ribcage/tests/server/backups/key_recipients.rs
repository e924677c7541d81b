//! Keys in backups that others open than all else, and what receipts say of who opens copies of them.

use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret as _;
use serde_json::Value;

use super::{Clinic, is_refused, text};
use crate::harness::run;

/// Whoever opens keys: the file with the secret half, and the public half.
struct Opener {
    file: PathBuf,
    recipient: String,
}

impl Opener {
    fn new(clinic: &Clinic, name: &str) -> Self {
        let identity = age::x25519::Identity::generate();
        let (file, recipient) = (clinic.place.path().join(name), identity.to_public().to_string());
        let secret = identity.to_string();
        let secret = format!("# public key: {recipient}\n{}\n", secret.expose_secret());
        std::fs::write(&file, secret).expect("written");
        Self { file, recipient }
    }

    /// From now on it is they, as far as the file says.
    fn opens_keys_of(&self, clinic: &Clinic) {
        let path = clinic.server.data().join("key-recovery.recipient");
        std::fs::write(path, format!("# keys only\n{}\n", self.recipient)).expect("written");
    }
}

fn own(clinic: &Clinic) -> PathBuf {
    clinic.server.data().join("recovery.identity")
}

/// A file with all identities of others.
fn together(clinic: &Clinic, all: &[&Path]) -> PathBuf {
    let read = |path: &&Path| std::fs::read_to_string(path).expect("readable");
    let path = clinic.place.path().join("together");
    std::fs::write(&path, all.iter().map(read).collect::<String>()).expect("written");
    path
}

/// The lines on backups, oldest first.
fn list(clinic: &Clinic) -> Vec<String> {
    let listed = run(&["backup", "list", "--from", text(&clinic.target())]);
    assert!(listed.status.success(), "{listed:?}");
    String::from_utf8(listed.stdout).expect("text").lines().map(ToOwned::to_owned).collect()
}

/// Turns the keys over, and waits until there is a backup of the new ones.
fn rotate(clinic: &Clinic) {
    let rotated = clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
}

/// What the receipt says of copies of keys once the erasure is closed.
async fn copies_of_keys(clinic: &Clinic, erasure: &Value) -> Vec<String> {
    let closed = clinic.until(erasure, |erasure| erasure["state"] == "closed").await;
    let receipt = closed["receipt"].as_str().expect("a receipt");
    let file = clinic.place.path().join("receipt");
    std::fs::write(&file, receipt).expect("written");
    let key = clinic.administrator.get("/api/log/key").await.body;
    let verified = run(&["receipt", "verify", text(&file), "--key", key.trim()]);
    assert!(verified.status.success(), "{verified:?}");
    let said = String::from_utf8(verified.stdout).expect("text");
    let of_note = receipt.lines().filter_map(|line| line.strip_prefix("copies-of-keys: "));
    let of_note: Vec<_> = of_note.map(ToOwned::to_owned).collect();
    assert!(of_note.iter().all(|line| said.contains(line)), "{said}");
    assert_eq!(said.contains("with one exception"), !of_note.is_empty(), "{said}");
    of_note
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_open_for_their_own_recipient_and_for_nobody_else() {
    let clinic = Clinic::open().await;
    let first = clinic.back_up();
    let other = Opener::new(&clinic, "keys.identity");
    other.opens_keys_of(&clinic);
    let second = clinic.back_up();
    let (from, own) = (clinic.target(), own(&clinic));
    let both = together(&clinic, &[&other.file, &own]);
    let verify = |identity: &Path| {
        run(&["backup", "verify", "--from", text(&from), "--identity", text(identity)])
    };
    let opened = verify(&both);
    assert!(
        String::from_utf8_lossy(&opened.stdout).contains("opens for the identities"),
        "{opened:?}"
    );
    is_refused(&verify(&own), &format!("keys/{second}/00000000 does not open"));
    is_refused(&verify(&other.file), &format!("backups/{first}.manifest does not open"));

    let restore = |identity: &Path| {
        let fresh = crate::harness::Fresh::like(&clinic.server);
        let restore = ["backup", "restore", "--from", text(&from), "--identity", text(identity)];
        let output = fresh.command(&restore);
        super::Restored { fresh, output }
    };
    restore(&own).is_refused(&format!("keys/{second}/part does not open"));
    restore(&other.file).is_refused(&format!("backups/{second}.manifest does not open"));
    let server = clinic.nobody_is_lost(restore(&both)).await;
    // It goes on as it was.
    let kept = std::fs::read_to_string(server.data().join("key-recovery.recipient"));
    assert!(kept.expect("kept").contains(&other.recipient));
    let line = format!("keys of epoch 1 for {}", other.recipient);
    let listed = list(&clinic);
    assert!(listed[1].ends_with(&line), "{listed:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recipient_file_that_cannot_be_used_is_named() {
    let clinic = Clinic::open().await;
    let path = clinic.server.data().join("key-recovery.recipient");
    std::fs::write(path, "# nobody\n").expect("written");
    let target = clinic.target();
    let create = ["backup", "create", "--to", text(&target)];
    is_refused(&clinic.server.command(&create), "key-recovery.recipient: not an identity");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_names_whoever_opens_copies_of_keys_of_before_until_they_are_replaced() {
    let clinic = Clinic::open().await;
    let [one, other] = ["one", "other"].map(|name| Opener::new(&clinic, name));
    one.opens_keys_of(&clinic);
    clinic.back_up();
    let erasure = clinic.erase().await.json();
    let open = format!(
        "\ncopies-of-keys: copies of backups of keys that are made while root key epoch 1 or an earlier one lives can be \
         opened by whoever holds the identity of {}, which is in use\n",
        one.recipient
    );
    assert!(erasure["receipt"].as_str().expect("a receipt").contains(&open), "{erasure}");
    rotate(&clinic);
    let said = copies_of_keys(&clinic, &erasure).await;
    let [line] = &said[..] else { panic!("{said:?}") };
    assert!(line.ends_with(&format!("{}, which is in use", one.recipient)), "{line}");
    let same = format!("keys of epoch 2 for {} (and for the same since epoch 1)", one.recipient);
    assert!(list(&clinic)[1].ends_with(&same), "{:?}", list(&clinic));

    // The keys of an epoch that is about to end are kept from whoever comes with the next one.
    other.opens_keys_of(&clinic);
    clinic.back_up();
    assert!(list(&clinic)[2].ends_with(&same), "{:?}", list(&clinic));
    rotate(&clinic);
    let of_other = format!("keys of epoch 3 for {}", other.recipient);
    assert!(list(&clinic)[3].ends_with(&of_other), "{:?}", list(&clinic));
    let said = copies_of_keys(&clinic, &erasure).await;
    let [line] = &said[..] else { panic!("{said:?}") };
    assert!(line.contains(&one.recipient) && line.ends_with("is to be destroyed"), "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_identity_of_before_opens_copies_of_keys_of_before_as_the_receipt_says() {
    let clinic = Clinic::open().await;
    let before = clinic.back_up();
    let copy = clinic.place.path().join("copy");
    crate::harness::copy(&clinic.target().join("keys").join(&before), &copy);
    let erasure = clinic.erase().await.json();
    rotate(&clinic);
    let said = copies_of_keys(&clinic, &erasure).await;
    let recipient = std::fs::read_to_string(clinic.server.data().join("recovery.recipient"));
    let recipient = recipient.expect("one");
    assert!(said.iter().any(|line| line.contains(recipient.trim())), "{said:?}");
    let identities = std::fs::read_to_string(own(&clinic)).expect("one");
    let identities = backup::Identities::parse(&identities).expect("an identity");
    let part = std::fs::read(copy.join("part")).expect("a copy");
    let part = backup::open(&identities, &part, 1 << 20).expect("it opens");
    let part = backup::KeyPart::decode(&part).expect("keys");
    assert!(part.files.contains_key("root.key"), "root keys of before are in it");
}
