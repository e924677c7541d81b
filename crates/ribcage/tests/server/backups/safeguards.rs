//! The ways on which somebody who was erased could come back. Each is tried with all that stands in it, and again
//! without: what then comes back shows that what is looked for would be found, and that nothing of it is idle.

use std::path::{Path, PathBuf};

use model::Safeguard;
use reqwest::StatusCode;
use serde_json::json;
use tempfile::TempDir;
use testkit::ObjectServer;

use super::{files, text};
use crate::backups_in_buckets::{TARGET, settings};
use crate::harness::{Fresh, Server, Stores, copy, eventually};
use crate::marks::{Clinic, all_of, content, export, fetch, unpacked};

/// A clinic with marks in every kind of place that is about a person, and a place for backups.
struct Marked {
    clinic: Clinic,
    /// What stands only in what is about the person.
    marks: Vec<String>,
    place: Kept,
}

/// Where backups are kept.
enum Kept {
    Folder(TempDir),
    Bucket(ObjectServer),
}

impl Kept {
    fn folder() -> Self {
        Self::Folder(tempfile::tempdir().expect("a folder"))
    }

    fn address(&self) -> String {
        match self {
            Self::Folder(folder) => text(&folder.path().join("target")).to_owned(),
            Self::Bucket(_) => TARGET.to_owned(),
        }
    }

    /// The files that it is made of.
    fn files(&self) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.path().to_owned(),
            Self::Bucket(objects) => objects.objects(),
        }
    }

    fn settings(&self) -> Vec<(String, String)> {
        match self {
            Self::Folder(_) => Vec::new(),
            Self::Bucket(objects) => settings(objects, &objects.credentials_file()),
        }
    }
}

impl Marked {
    /// Keeps backups in a folder, and goes without these safeguards.
    async fn open(without: &[Safeguard]) -> Self {
        Self::open_at(Kept::folder(), without).await
    }

    async fn open_at(place: Kept, without: &[Safeguard]) -> Self {
        let mut settings = place.settings();
        if !without.is_empty() {
            settings.push(("RIBCAGE_WITHOUT".to_owned(), named(without)));
        }
        let given: Vec<_> = settings.iter().map(|(name, value)| (&**name, &**value)).collect();
        let clinic = Clinic::open_with(&given).await;
        let mut marks = clinic.plant().await;
        // What a document about others too says besides stays in it.
        marks.retain(|mark| !mark.ends_with("-group"));
        marks.push(clinic.person.clone());
        let marked = Self { clinic, marks, place };
        marked.release().await;
        assert_eq!(marked.found(&marked.clinic.server).await, marked.marks);
        marked
    }

    /// Takes holds on the person away.
    async fn release(&self) {
        let Clinic { administrator, person, .. } = &self.clinic;
        let path = format!("/api/subjects/{person}");
        for hold in administrator.get(&path).await.json()["holds"].as_array().expect("holds") {
            let id = hold["id"].as_str().expect("an id");
            let released = administrator.delete(&format!("{path}/holds/{id}")).await;
            assert_eq!(released.status, StatusCode::OK, "{released:?}");
        }
    }

    /// The files of the place of backups.
    fn target(&self) -> PathBuf {
        self.place.files().join("target")
    }

    fn back_up(&self) -> String {
        let address = self.place.address();
        let made = self.clinic.server.command(&["backup", "create", "--to", &address]);
        assert!(made.status.success(), "{made:?}");
        let said = String::from_utf8(made.stdout).expect("text");
        let name = said.lines().find_map(|line| line.strip_prefix("backup   "));
        name.expect("its name").to_owned()
    }

    /// Erases the person, and waits until what was about them is removed.
    async fn erase(&self) {
        let Clinic { server, administrator, person, .. } = &self.clinic;
        let path = format!("/api/subjects/{person}/erase");
        let erased = administrator.post(&path, &json!({"reason": "asked for it"})).await;
        assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
        let path = format!("/api/erasures/{}", erased.json()["id"].as_str().expect("an id"));
        let is_over = async || {
            let erasure = administrator.get(&path).await.json();
            (!erasure["documents_removed"].is_null()).then_some(())
        };
        eventually(is_over).await.unwrap_or_else(|| panic!("{}", server.log()));
    }

    /// What there is now, as somebody takes it who means to come back with it.
    fn copy(&mut self) -> Copied {
        assert!(self.clinic.server.stop().success());
        let beside = tempfile::tempdir().expect("a folder");
        for folder in BESIDE {
            copy(&self.clinic.server.data().join(folder), &beside.path().join(folder));
        }
        let copied = Copied { stores: self.clinic.server.copy_stores(), beside };
        self.start_again();
        copied
    }

    /// Puts it back: the log does not show that something is missing at its end.
    fn put_back(&mut self, copied: &Copied, what: What) {
        assert!(self.clinic.server.stop().success());
        match what {
            What::Everything => self.clinic.server.put_stores_back(&copied.stores),
            What::Documents => self.clinic.server.put_documents_back(&copied.stores),
        }
        for folder in BESIDE {
            let place = self.clinic.server.data().join(folder);
            std::fs::remove_dir_all(&place).expect("removed");
            copy(&copied.beside.path().join(folder), &place);
        }
    }

    fn start_again(&mut self) {
        let Clinic { server, administrator, clinician, .. } = &mut self.clinic;
        server.start_again();
        *administrator = server.caller(administrator.token());
        *clinician = server.caller(clinician.token());
    }

    /// What of the marks is found in all that a server has to say, and in all that it and the backups keep.
    async fn found(&self, server: &Server) -> Vec<String> {
        let administrator = server.caller(self.clinic.administrator.token());
        let identity = age::x25519::Identity::generate();
        let reader = json!({"recipient": identity.to_public().to_string()});
        let made = export(server, &administrator, "/api/tenant/export", &reader).await;
        let (answer, sealed) = fetch(&administrator, &content(&made), None).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let mut all = all_of(unpacked(&identity, &sealed).path());
        for folder in [server.data(), self.clinic.server.data(), self.place.files()] {
            all.push_str(&all_of(&folder));
        }
        self.marks.iter().filter(|mark| all.contains(*mark)).cloned().collect()
    }

    /// Restores with further arguments and without some safeguards. Gives what is found, or why there is nothing.
    async fn restore(
        &self,
        arguments: &[&str],
        without: &[Safeguard],
    ) -> Result<Vec<String>, String> {
        let fresh = Fresh::like_without(&self.clinic.server, &named(without));
        let from = self.place.address();
        let identity = self.clinic.server.data().join("recovery.identity");
        let fixed = ["backup", "restore", "--from", &from, "--identity", text(&identity)];
        let restored = fresh.command(&[&fixed[..], arguments].concat());
        if !restored.status.success() {
            return Err(String::from_utf8(restored.stderr).expect("text"));
        }
        Ok(self.found(&fresh.serve()).await)
    }
}

/// What is kept beside the stores: what is seen of the log, and large content.
const BESIDE: [&str; 2] = ["checkpoints", "blobs"];

/// A copy of the stores, and of what is kept beside them.
struct Copied {
    stores: Stores,
    beside: TempDir,
}

/// What of a copy is put back.
#[derive(Clone, Copy)]
enum What {
    Everything,
    /// Not the keys.
    Documents,
}

fn named(safeguards: &[Safeguard]) -> String {
    safeguards.iter().map(|safeguard| safeguard.name()).collect::<Vec<_>>().join(",")
}

/// Nothing.
const NOTHING: Result<Vec<String>, String> = Ok(Vec::new());

fn comes_back(found: &Result<Vec<String>, String>) -> bool {
    found.as_ref().is_ok_and(|found| !found.is_empty())
}

/// Documents of before in the hands of somebody who has the keys of now.
async fn documents_put_back(without: &[Safeguard]) -> Vec<String> {
    let mut marked = Marked::open(without).await;
    let before = marked.copy();
    marked.erase().await;
    marked.put_back(&before, What::Documents);
    marked.start_again();
    marked.found(&marked.clinic.server).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_of_before_do_not_open_with_the_keys_of_after() {
    let nothing: Vec<String> = Vec::new();
    assert_eq!(documents_put_back(&[]).await, nothing);
    let of_the_person = documents_put_back(&[Safeguard::SubjectKeysDestroyed]).await;
    assert!(of_the_person.iter().any(|mark| mark.ends_with("-note")), "{of_the_person:?}");
    let of_several = documents_put_back(&[Safeguard::DocumentKeysDestroyed]).await;
    assert!(!of_several.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn databases_of_before_do_not_open_once_the_root_keys_have_turned() {
    let mut marked = Marked::open(&[]).await;
    let root_key = marked.clinic.server.data().join("root.key");
    let (before, key_of_before) = (marked.copy(), std::fs::read(&root_key).expect("a key"));
    marked.erase().await;
    let rotated = marked.clinic.server.command(&["key", "rotate", "--wait"]);
    assert!(rotated.status.success(), "{rotated:?}");
    marked.put_back(&before, What::Everything);
    let refused = marked.clinic.server.try_to_start();
    assert!(refused.contains("root key epoch 1 is not there"), "{refused}");
    // It is the key that was destroyed: to whoever had a copy of it, all opens.
    std::fs::write(&root_key, key_of_before).expect("written");
    marked.start_again();
    assert_eq!(marked.found(&marked.clinic.server).await, marked.marks);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn databases_of_before_are_not_served_beside_a_place_that_knows_more() {
    let mut marked = Marked::open(&[]).await;
    marked.back_up();
    let before = marked.copy();
    marked.erase().await;
    marked.put_back(&before, What::Everything);
    let refused = marked.clinic.server.try_to_start();
    assert!(refused.contains("knows of 1 erasures that they do not"), "{refused}");
    let replayed = marked.clinic.server.command(&["backup", "replay"]);
    assert!(replayed.status.success(), "{replayed:?}");
    marked.start_again();
    assert_eq!(Ok(marked.found(&marked.clinic.server).await), NOTHING);

    let mut marked = Marked::open(&[Safeguard::FencesCompared]).await;
    marked.back_up();
    let before = marked.copy();
    marked.erase().await;
    marked.put_back(&before, What::Everything);
    marked.start_again();
    assert_eq!(marked.found(&marked.clinic.server).await, marked.marks);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newest_backup_brings_nobody_back_who_was_erased_after_it() {
    for place in [Kept::folder(), Kept::Bucket(ObjectServer::start())] {
        let marked = Marked::open_at(place, &[]).await;
        marked.back_up();
        marked.erase().await;
        assert_eq!(marked.restore(&[], &[]).await, NOTHING);
        let without = [Safeguard::FencesReplayed, Safeguard::FencesCompared];
        assert_eq!(marked.restore(&[], &without).await, Ok(marked.marks.clone()));
    }
    let marked = Marked::open(&[Safeguard::FencesAdded]).await;
    marked.back_up();
    marked.erase().await;
    assert_eq!(marked.restore(&[], &[]).await, Ok(marked.marks.clone()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_before_is_opened_with_keys_of_after() {
    use Safeguard::{FencesCompared, FencesReplayed, FencesWanted, NewestKeysTaken};
    let marked = Marked::open(&[]).await;
    let before = marked.back_up();
    marked.erase().await;
    marked.back_up();
    let of_before = ["--backup", before.as_str()];
    for arguments in [&[][..], &of_before[..]] {
        for without in [&[][..], &[NewestKeysTaken], &[FencesReplayed, FencesCompared]] {
            assert_eq!(
                marked.restore(arguments, without).await,
                NOTHING,
                "{arguments:?} {without:?}"
            );
        }
    }
    // One is enough, and one there must be.
    assert!(comes_back(
        &marked.restore(&of_before, &[FencesReplayed, FencesCompared, NewestKeysTaken]).await
    ));

    // Somebody took the list of erasures away.
    std::fs::remove_dir_all(marked.target().join("fences")).expect("removed");
    let refused = marked.restore(&of_before, &[]).await.expect_err("it is missed");
    assert!(refused.contains("the list of erasures ends at 0"), "{refused}");
    assert_eq!(marked.restore(&of_before, &[FencesWanted]).await, NOTHING);
    assert!(comes_back(&marked.restore(&of_before, &[FencesWanted, NewestKeysTaken]).await));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn once_the_root_keys_have_turned_there_are_no_keys_of_before_in_any_backup() {
    use Safeguard::{FencesCompared, FencesReplayed, KeyBackupsRemoved, NewestKeysTaken};
    for kept in [&[][..], &[KeyBackupsRemoved]] {
        let marked = Marked::open(kept).await;
        let before = marked.back_up();
        marked.erase().await;
        let rotated = marked.clinic.server.command(&["key", "rotate", "--wait"]);
        assert!(rotated.status.success(), "{rotated:?}");
        let one = |keys: &Path| files(keys).iter().any(|file| text(file).contains(&before));
        let keys = marked.target().join("keys");
        if kept.is_empty() {
            let goes = eventually(async || (!one(&keys)).then_some(())).await;
            goes.unwrap_or_else(|| panic!("{}", marked.clinic.server.log()));
        }
        let of_before = ["--backup", before.as_str()];
        let without = [FencesReplayed, FencesCompared, NewestKeysTaken];
        let found = marked.restore(&of_before, &without).await;
        assert_eq!(comes_back(&found), !kept.is_empty(), "{found:?}");
        assert_eq!(marked.restore(&of_before, &[]).await, NOTHING);
    }
}
