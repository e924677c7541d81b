//! Everything a deployment is made of, opened and put together.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use keys_file::FileKeyService;
use model::{DeploymentId, StoreName, WriterId};
use service::{Parts, Service};
use store::StoreError;
use store_sqlite::{Options, SqliteIdentity, SqliteKeys, SqliteRecords};

use crate::ambient::{SystemClock, SystemRng};
use crate::checkpoint_files::CheckpointFiles;
use crate::configuration::Configuration;
use crate::data_folder::{DataFolder, FolderLock, NewFolder, read_passphrase};

/// An opened deployment. Dropping it closes the stores and gives up the folder.
pub(crate) struct Deployment {
    pub(crate) id: DeploymentId,
    pub(crate) folder: DataFolder,
    pub(crate) service: Arc<Service>,
    stores: Stores,
    _lock: FolderLock,
}

impl Deployment {
    /// Opens what is in the data folder, and finishes what a crash left undone.
    pub(crate) async fn open(configuration: &Configuration) -> anyhow::Result<Self> {
        let (folder, id) = DataFolder::open(&configuration.data)?;
        let lock = folder.lock()?;
        let passphrase = configuration.root_key_passphrase_file.as_deref();
        let passphrase = passphrase.map(read_passphrase).transpose()?;
        let root_key = configuration.root_key_file();
        let key_service =
            FileKeyService::open(&root_key, passphrase.as_ref(), Box::new(SystemRng))?;
        let options = Options { reserve_bytes: configuration.reserve_mebibytes * 1024 * 1024 };
        let stores = Stores::open(&folder, id, options)?;
        let service = Arc::new(stores.service(&folder, id, key_service)?);
        service
            .open_deployment()
            .await
            .context("the deployment's own keys do not open: is this its root key?")?;
        service.settle_transactions(true).await.context("unfinished changes cannot be settled")?;
        Ok(Self { id, folder, service, stores, _lock: lock })
    }

    /// Looks through every page of every database file, which may take a while.
    pub(crate) async fn check_files(&self) -> Vec<(StoreName, Result<Vec<String>, StoreError>)> {
        let Stores { identity, records, keys } = self.stores.clone();
        let checks = tokio::task::spawn_blocking(move || {
            vec![
                (StoreName::Identity, identity.check()),
                (StoreName::Records, records.check()),
                (StoreName::Keys, keys.check()),
            ]
        });
        checks.await.unwrap_or_default()
    }
}

/// Makes a deployment: its folder, root key, databases and own keys. Nothing but this ever makes a
/// database, so one that goes missing is missed.
pub(crate) async fn init(path: &Path, passphrase_file: Option<&Path>) -> anyhow::Result<()> {
    let new = NewFolder::make(path)?;
    let passphrase = passphrase_file.map(read_passphrase).transpose()?;
    let root_key = new.folder.root_key();
    FileKeyService::create(&root_key, passphrase.as_ref(), &SystemRng)?;
    let key_service = FileKeyService::open(&root_key, passphrase.as_ref(), Box::new(SystemRng))?;
    store_sqlite::create(new.folder.path(), new.deployment)?;
    let stores = Stores::open(&new.folder, new.deployment, Options { reserve_bytes: 0 })?;
    let service = stores.service(&new.folder, new.deployment, key_service)?;
    service.create_deployment().await.context("the deployment's own keys cannot be made")?;
    new.complete()
}

/// The three stores.
#[derive(Clone)]
struct Stores {
    identity: Arc<SqliteIdentity>,
    records: Arc<SqliteRecords>,
    keys: Arc<SqliteKeys>,
}

impl Stores {
    fn open(folder: &DataFolder, id: DeploymentId, options: Options) -> anyhow::Result<Self> {
        let path = folder.path();
        let identity = Arc::new(SqliteIdentity::open(path, id, options)?);
        let run = WriterId::random(&SystemRng);
        let records = Arc::new(SqliteRecords::open(path, id, run, options)?);
        let keys = Arc::new(SqliteKeys::open(path, id, options)?);
        Ok(Self { identity, records, keys })
    }

    fn service(
        &self,
        folder: &DataFolder,
        deployment: DeploymentId,
        key_service: FileKeyService,
    ) -> anyhow::Result<Service> {
        let checkpoints = CheckpointFiles::open(&folder.checkpoints())
            .with_context(|| format!("{} cannot be used", folder.checkpoints().display()))?;
        Ok(Service::new(Parts {
            deployment,
            identity: self.identity.clone(),
            records: self.records.clone(),
            keys: self.keys.clone(),
            key_service: Arc::new(key_service),
            checkpoints: Arc::new(checkpoints),
            clock: Arc::new(SystemClock::new()),
            rng: Arc::new(SystemRng),
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[tokio::test]
    async fn init_makes_private_files_and_refuses_a_folder_in_use() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("data");
        init(&path, None).await.expect("made");
        for name in ["root.key", "recovery.identity", "tls/ca.key", "deployment.json"] {
            let mode = fs::metadata(path.join(name)).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        let again = init(&path, None).await.expect_err("refused");
        assert!(again.to_string().contains("in use already"));
    }

    #[tokio::test]
    async fn init_leaves_foreign_files_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("mine.txt"), "mine").expect("written");
        init(folder.path(), None).await.expect("made");
        assert_eq!(fs::read_to_string(folder.path().join("mine.txt")).expect("there"), "mine");
    }
}
