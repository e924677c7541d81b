//! What a restore leaves that comes to nothing: what was there before.

use std::path::{Path, PathBuf};

use model::FaultPoint;
use rustix::process::Signal;
use tempfile::TempDir;
use testkit::ObjectServer;

use super::{Clinic, Restored, files, is_refused, text};
use crate::backups_in_buckets::settings;
use crate::harness::Fresh;

/// Somewhere to restore to, with content, indexes and exports beside the data folder, below folders that are not there.
struct Elsewhere {
    fresh: Fresh,
    folder: TempDir,
}

impl Elsewhere {
    fn like(clinic: &Clinic) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = |name: &str| text(&folder.path().join("beside").join(name)).to_owned();
        let fresh = Fresh::like(&clinic.server)
            .with("RIBCAGE_BLOBS", &place("blobs"))
            .with("RIBCAGE_INDEX_FOLDER", &place("index"))
            .with("RIBCAGE_EXPORT_FOLDER", &place("exports"));
        Self { fresh, folder }
    }

    fn beside(&self) -> PathBuf {
        self.folder.path().join("beside")
    }

    fn has_nothing(&self) {
        assert!(!self.fresh.data().exists(), "{:?}", files(&self.fresh.data()));
        assert!(!self.beside().exists(), "{:?}", files(&self.beside()));
    }
}

/// Puts something else into the place of a file, and gives what was there.
fn damage(path: &Path) -> Vec<u8> {
    let whole = std::fs::read(path).expect("readable");
    std::fs::write(path, "something else").expect("written");
    whole
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_is_refused_leaves_no_content_and_no_index_behind() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let elsewhere = Elsewhere::like(&clinic);
    // The last of what is put there, and then the only one that is signed for.
    let object = files(&clinic.target().join("blobs")).pop().expect("one");
    let whole = damage(&object);
    is_refused(&clinic.restore_to(&elsewhere.fresh, &[]), "was changed");
    elsewhere.has_nothing();
    std::fs::write(&object, whole).expect("written");
    let stranger = clinic.place.path().join("stranger");
    let identity = age::x25519::Identity::generate().to_string();
    std::fs::write(&stranger, age::secrecy::ExposeSecret::expose_secret(&identity))
        .expect("written");
    let from = clinic.target();
    let restore = ["backup", "restore", "--from", text(&from), "--identity", text(&stranger)];
    is_refused(&elsewhere.fresh.command(&restore), "does not open");
    elsewhere.has_nothing();
    // Nothing is in the way of the next.
    let output = clinic.restore_to(&elsewhere.fresh, &[]);
    clinic.nobody_is_lost(Restored { fresh: elsewhere.fresh, output }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_is_told_to_end_leaves_nothing_behind() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    assert_eq!(clinic.erase().await.status, 200);
    let (from, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let restore = ["backup", "restore", "--from", text(&from), "--identity", text(&identity)];
    let elsewhere = Elsewhere::like(&clinic);
    for point in [FaultPoint::RestoreBegun, FaultPoint::RestoreLoaded, FaultPoint::RestoreReplayed]
    {
        let ended = elsewhere.fresh.command_to_end(point, &restore, Signal::TERM);
        is_refused(&ended, "it was told to end");
        elsewhere.has_nothing();
    }
    let output = clinic.restore_to(&elsewhere.fresh, &[]);
    clinic.nobody_comes_back(Restored { fresh: elsewhere.fresh, output }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_put_into_a_bucket_goes_from_there_with_a_restore_that_comes_to_nothing() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let objects = ObjectServer::start();
    let mut fresh = Fresh::like(&clinic.server).with("RIBCAGE_BLOBS", "s3://clinic/content");
    for (name, value) in settings(&objects, &objects.credentials_file()) {
        fresh = fresh.with(&name, &value);
    }
    let object = files(&clinic.target().join("blobs")).pop().expect("one");
    let whole = damage(&object);
    is_refused(&clinic.restore_to(&fresh, &[]), "was changed");
    assert_eq!(files(&objects.objects()), [] as [PathBuf; 0]);
    std::fs::write(&object, whole).expect("written");
    let (from, identity) = (clinic.target(), clinic.server.data().join("recovery.identity"));
    let restore = ["backup", "restore", "--from", text(&from), "--identity", text(&identity)];
    let point = FaultPoint::RestoreReplayed;
    is_refused(&fresh.command_to_end(point, &restore, Signal::INT), "it was told to end");
    assert_eq!(files(&objects.objects()), [] as [PathBuf; 0]);
    let output = clinic.restore_to(&fresh, &[]);
    assert!(files(&objects.objects()).len() > 1);
    clinic.nobody_is_lost(Restored { fresh, output }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_there_before_a_restore_that_is_refused_is_there_after_it() {
    let clinic = Clinic::open().await;
    clinic.back_up();
    let elsewhere = Elsewhere::like(&clinic);
    let there = |name: &str| elsewhere.beside().join(name);
    for name in ["index/mine", "exports/mine", "blobs/mine"] {
        std::fs::create_dir_all(there(name).parent().expect("one")).expect("made");
        std::fs::write(there(name), "mine").expect("written");
    }
    std::fs::create_dir_all(elsewhere.fresh.data()).expect("made");
    // Content of the same deployment that has outlived the rest.
    let kept = clinic.server.data().join("blobs");
    for path in files(&kept).into_iter().take(2) {
        let name = path.strip_prefix(&kept).expect("below").display().to_string();
        let copied = there("blobs").join(name);
        std::fs::create_dir_all(copied.parent().expect("one")).expect("made");
        std::fs::copy(path, copied).expect("copied");
    }
    let before = files(&elsewhere.beside());
    let object = files(&clinic.target().join("blobs")).pop().expect("one");
    damage(&object);
    is_refused(&clinic.restore_to(&elsewhere.fresh, &[]), "was changed");
    let after = files(&elsewhere.beside());
    // An index that nobody uses is built anew for whoever is restored.
    let is_of_index = |path: &&PathBuf| path.starts_with(there("index"));
    let but_index =
        |all: &[PathBuf]| all.iter().filter(|path| !is_of_index(path)).cloned().collect::<Vec<_>>();
    assert_eq!(but_index(&after), but_index(&before));
    assert!(after.len() <= before.len(), "{after:?}");
    assert!(elsewhere.fresh.data().exists() && files(&elsewhere.fresh.data()).is_empty());
}
