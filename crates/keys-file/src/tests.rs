//! The file as a key service, and as a file.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use tempfile::TempDir;
use testkit::{TestRng, key_service};

use super::*;

struct KeyFolder {
    folder: TempDir,
    passphrase: Option<&'static str>,
}

impl KeyFolder {
    fn new(passphrase: Option<&'static str>) -> Self {
        let new = Self { folder: tempfile::tempdir().expect("a folder"), passphrase };
        let at = key_service::moment();
        FileKeyService::create(&new.path(), new.passphrase().as_ref(), at, &TestRng::new(1))
            .expect("created");
        new
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("root.key")
    }

    fn passphrase(&self) -> Option<Passphrase> {
        self.passphrase.map(|text| Passphrase::new(text.to_owned()))
    }

    fn open(&self, seed: u16) -> FileKeyService {
        self.try_open(self.passphrase(), seed).expect("it opens")
    }

    fn try_open(
        &self,
        passphrase: Option<Passphrase>,
        seed: u16,
    ) -> Result<FileKeyService, KeyFileError> {
        FileKeyService::open(&self.path(), passphrase, Box::new(TestRng::new(seed)))
    }
}

/// The same file as two processes have it open.
fn opened_twice(folder: &KeyFolder) -> [FileKeyService; 2] {
    [folder.open(10), folder.open(11)]
}

#[tokio::test]
async fn a_wrapped_key_opens_where_it_belongs() {
    let folder = KeyFolder::new(None);
    let [service, again] = opened_twice(&folder);
    key_service::a_wrapped_key_opens_where_it_belongs(&service, &again).await;
}

#[tokio::test]
async fn an_epoch_begins_once() {
    for passphrase in [None, Some("correct horse")] {
        let folder = KeyFolder::new(passphrase);
        let [service, again] = opened_twice(&folder);
        key_service::an_epoch_begins_once(&service, &again).await;
        let listed = folder.open(12).list_epochs().await.expect("they are listed");
        assert_eq!(listed.len(), 2);
        assert!(listed.iter().all(|epoch| epoch.begun_at == Some(key_service::moment())));
    }
}

#[tokio::test]
async fn a_destroyed_epoch_opens_nothing_and_its_key_is_written_over() {
    let folder = KeyFolder::new(None);
    let mut old = fs::File::open(folder.path()).expect("the file");
    let [service, again] = opened_twice(&folder);
    key_service::a_destroyed_epoch_opens_nothing(&service, &again).await;
    let mut left = Vec::new();
    std::io::Read::read_to_end(&mut old, &mut left).expect("it is still open here");
    assert!(!left.is_empty() && left.iter().all(|byte| *byte == 0));
}

#[test]
fn a_file_that_others_may_read_is_refused() {
    let folder = KeyFolder::new(None);
    for mode in [0o640, 0o604, 0o660] {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("set");
        let refused = folder.try_open(None, 10);
        assert!(matches!(refused, Err(KeyFileError::Readable { .. })), "{mode:o}");
    }
}

#[tokio::test]
async fn a_file_that_is_replaced_stays_private() {
    let folder = KeyFolder::new(None);
    folder.open(10).begin_epoch(1, key_service::moment()).await.expect("it begins");
    for entry in folder.folder.path().read_dir().expect("a folder") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", entry.path().display());
    }
}

#[tokio::test]
async fn a_file_that_is_gone_wraps_and_opens_nothing_and_comes_back() {
    let folder = KeyFolder::new(None);
    let service = folder.open(10);
    let away = folder.folder.path().join("away");
    fs::rename(folder.path(), &away).expect("moved");
    let key = Key::random(&TestRng::new(2));
    let refused = service.wrap(key_service::name(2, 1), &key).await;
    assert!(matches!(refused, Err(KeyServiceError::Unavailable(_))));
    fs::rename(&away, folder.path()).expect("moved back");
    service.wrap(key_service::name(2, 1), &key).await.expect("it wraps again");
}

#[test]
fn a_key_file_is_never_replaced_by_a_new_deployments() {
    let folder = KeyFolder::new(None);
    let at = key_service::moment();
    let again = FileKeyService::create(&folder.path(), None, at, &TestRng::new(2));
    assert!(matches!(again, Err(KeyFileError::File { .. })));
}

#[test]
fn a_passphrase_opens_its_file_and_no_other_does() {
    let folder = KeyFolder::new(Some("correct horse"));
    assert!(folder.try_open(folder.passphrase(), 10).is_ok());
    let wrong = Passphrase::new("wrong horse".to_owned());
    let refused = folder.try_open(Some(wrong), 10);
    assert!(matches!(refused, Err(KeyFileError::WrongPassphrase)));
    let refused = folder.try_open(None, 10);
    assert!(matches!(refused, Err(KeyFileError::NeedsPassphrase)));
}

#[test]
fn a_file_of_the_first_format_still_opens() {
    let folder = KeyFolder::new(None);
    let text = r#"{"format": 1, "epochs": [
        {"epoch": 1, "key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}]}"#;
    fs::write(folder.path(), text).expect("written");
    let service = folder.open(10);
    let known = service.known.lock().expect("nobody panicked").epochs();
    assert_eq!(known, [RootEpoch { number: 1, begun_at: None }]);
}

/// What a change leaves that is cut off after its new file has taken effect.
#[tokio::test]
async fn what_a_change_that_was_cut_off_left_is_written_over_at_the_next_start() {
    let folder = KeyFolder::new(None);
    let beside = |suffix: &str| folder.folder.path().join(format!("root.key.{suffix}"));
    for suffix in ["old", "new"] {
        fs::write(beside(suffix), "an old root key").expect("left");
        let mut left = fs::File::open(beside(suffix)).expect("it is there");
        drop(folder.open(10));
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut left, &mut bytes).expect("it is still open here");
        assert!(bytes.iter().all(|byte| *byte == 0), "{suffix}");
        assert!(!beside(suffix).exists(), "{suffix}");
    }
}

#[tokio::test]
async fn a_change_that_was_cut_off_before_it_took_place_leaves_the_file_whole() {
    let folder = KeyFolder::new(None);
    let old = folder.folder.path().join("root.key.old");
    fs::hard_link(folder.path(), &old).expect("linked");
    let (key, wrapped) = key_service::wrapped(&folder.open(10), &TestRng::new(4)).await;
    assert!(!old.exists());
    let opened = folder.open(11).unwrap(key_service::name(2, 1), &wrapped).await;
    assert_eq!(opened.expect("it opens").expose(), key.expose());
}
