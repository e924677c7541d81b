//! The embedded engine shows every behaviour that the contract asks for.

use std::sync::Arc;

use model::{DeploymentId, WriterId};
use store_sqlite::{Options, SqliteIdentity, SqliteKeys, SqliteRecords};
use tempfile::TempDir;
use testkit::conformance::{Engine, Opened};

/// A folder of its own for every behaviour.
struct SqliteEngine {
    folder: TempDir,
}

impl SqliteEngine {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        Self { folder }
    }
}

impl Engine for SqliteEngine {
    async fn open(&self, writer: WriterId) -> Opened {
        let deployment = DeploymentId::from_bytes([7; 16]);
        let options = Options::default();
        let folder = self.folder.path();
        let identity = SqliteIdentity::open(folder, deployment, options);
        let records = SqliteRecords::open(folder, deployment, writer, options);
        let keys = SqliteKeys::open(folder, deployment, options);
        Opened {
            identity: Arc::new(identity.expect("the identity store opens")),
            records: Arc::new(records.expect("the records store opens")),
            keys: Arc::new(keys.expect("the keys store opens")),
        }
    }
}

testkit::conformance_suite!(SqliteEngine::new());
