//! The embedded engine as the tests open it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::{DeploymentId, StoreName, WriterId};
use store_sqlite::{OpenError, Options, SqliteDumps, SqliteIdentity, SqliteKeys, SqliteRecords};
use tempfile::TempDir;
use testkit::conformance::{Engine, Opened};

/// Whose files they are, unless a test says otherwise.
pub(crate) const DEPLOYMENT: DeploymentId = DeploymentId::from_bytes([7; 16]);
/// The three stores, each with its file.
pub(crate) const STORES: [StoreName; 3] =
    [StoreName::Identity, StoreName::Records, StoreName::Keys];

/// Three files in a folder.
pub(crate) struct SqliteEngine {
    folder: PathBuf,
    options: Options,
    _owned: Option<TempDir>,
}

impl SqliteEngine {
    /// Files in a folder of their own, which goes when the engine does.
    pub(crate) fn new() -> Self {
        let engine = Self::without_files();
        store_sqlite::create(&engine.folder, DEPLOYMENT).expect("the files can be made");
        engine
    }

    /// A folder of its own without files.
    pub(crate) fn without_files() -> Self {
        let owned = tempfile::tempdir().expect("a folder can be made");
        Self { folder: owned.path().to_owned(), options: Options::default(), _owned: Some(owned) }
    }

    /// Files in a folder that is somebody else's.
    pub(crate) fn at(folder: &Path) -> Self {
        store_sqlite::create(folder, DEPLOYMENT).expect("the files can be made");
        Self { folder: folder.to_owned(), options: Options::default(), _owned: None }
    }

    /// The same files, opened with other options from now on.
    pub(crate) fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    /// Where the files are.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a store.
    pub(crate) fn file(&self, store: StoreName) -> PathBuf {
        self.folder.join(format!("{store}.db"))
    }

    /// Opens one store and looks through its file: what is wrong with it.
    pub(crate) fn check(&self, store: StoreName) -> Result<Vec<String>, CheckError> {
        self.check_for(store, DEPLOYMENT)
    }

    /// The same, for some deployment.
    pub(crate) fn check_for(
        &self,
        store: StoreName,
        deployment: DeploymentId,
    ) -> Result<Vec<String>, CheckError> {
        let (folder, options) = (&self.folder, self.options);
        let writer = WriterId::from_number(1);
        let checked = match store {
            StoreName::Identity => SqliteIdentity::open(folder, deployment, options)?.check(),
            StoreName::Records => SqliteRecords::open(folder, deployment, writer, options)?.check(),
            StoreName::Keys => SqliteKeys::open(folder, deployment, options)?.check(),
        };
        checked.map_err(CheckError::Check)
    }
}

/// A file could not be opened, or not be looked through.
#[derive(Debug)]
pub(crate) enum CheckError {
    Open(OpenError),
    Check(store::StoreError),
}

impl From<OpenError> for CheckError {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

impl Engine for SqliteEngine {
    async fn open(&self, writer: WriterId) -> Opened {
        let (folder, options) = (&self.folder, self.options);
        let identity = SqliteIdentity::open(folder, DEPLOYMENT, options);
        let records = SqliteRecords::open(folder, DEPLOYMENT, writer, options);
        let keys = SqliteKeys::open(folder, DEPLOYMENT, options);
        let identity = Arc::new(identity.expect("the identity store opens"));
        let records = Arc::new(records.expect("the records store opens"));
        let keys = Arc::new(keys.expect("the keys store opens"));
        let dumps = SqliteDumps::new(identity.clone(), records.clone(), keys.clone());
        Opened { identity, records, keys, dumps: Arc::new(dumps) }
    }
}

/// Reads a file of an engine.
#[expect(clippy::disallowed_methods, reason = "these tests are about the files")]
pub(crate) fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("the file can be read")
}

/// Writes a file that an engine is to open.
#[expect(clippy::disallowed_methods, reason = "these tests are about the files")]
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("the file can be written");
}

/// Everything that stands in a folder, file by file.
pub(crate) fn read_all(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .map(|path| (path.clone(), read(&path)))
        .collect();
    files.sort();
    files
}

/// Takes a file away.
pub(crate) fn remove(path: &Path) {
    std::fs::remove_file(path).expect("the file can be taken away");
}
