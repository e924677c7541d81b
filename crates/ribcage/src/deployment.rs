//! Everything a deployment is made of, opened and put together.

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
use crate::data_folder::{DataFolder, FolderLock, read_passphrase};

/// An opened deployment. Dropping it closes the stores and gives up the folder.
pub(crate) struct Deployment {
    pub(crate) id: DeploymentId,
    pub(crate) folder: DataFolder,
    pub(crate) service: Arc<Service>,
    identity: Arc<SqliteIdentity>,
    records: Arc<SqliteRecords>,
    keys: Arc<SqliteKeys>,
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
        let path = folder.path();
        let identity = Arc::new(SqliteIdentity::open(path, id, options)?);
        let writer = WriterId::random(&SystemRng);
        let records = Arc::new(SqliteRecords::open(path, id, writer, options)?);
        let keys = Arc::new(SqliteKeys::open(path, id, options)?);
        let checkpoints = CheckpointFiles::open(&folder.checkpoints())
            .with_context(|| format!("{} cannot be used", folder.checkpoints().display()))?;
        let service = Service::new(Parts {
            deployment: id,
            identity: identity.clone(),
            records: records.clone(),
            keys: keys.clone(),
            key_service: Arc::new(key_service),
            checkpoints: Arc::new(checkpoints),
            clock: Arc::new(SystemClock::new()),
            rng: Arc::new(SystemRng),
        });
        let service = Arc::new(service);
        service
            .prepare_deployment()
            .await
            .context("the deployment's own keys do not open: is this its root key?")?;
        service.settle_transactions(true).await.context("unfinished changes cannot be settled")?;
        Ok(Self { id, folder, service, identity, records, keys, _lock: lock })
    }

    /// Looks through every page of every database file, which may take a while.
    pub(crate) async fn check_files(&self) -> Vec<(StoreName, Result<Vec<String>, StoreError>)> {
        let (identity, records, keys) =
            (self.identity.clone(), self.records.clone(), self.keys.clone());
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
