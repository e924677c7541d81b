//! Everything a deployment is made of, opened and put together.

use std::sync::Arc;

use anyhow::Context as _;
use api::Metrics;
use index::SealedIndexes;
use model::{Clock, DeploymentId, Rng};
use service::{Parts, Service, ServiceError, Unfinished};
use store::{KeyService, KeyServiceError, Mailer};

use crate::ambient::{SystemClock, SystemRng};
use crate::backup_targets::RememberedTargets;
use crate::checkpoint_files::CheckpointFiles;
use crate::configuration::Configuration;
use crate::counted_key_service::CountedKeyService;
use crate::data_folder::{DataFolder, FolderLock, NewFolder};
use crate::export_files::ExportFolder;
use crate::key_services;
use crate::mailers::{self, CountedMailer};
use crate::stores::Stores;

/// An opened deployment. Dropping it closes the stores and gives up the folder.
pub(crate) struct Deployment {
    pub(crate) id: DeploymentId,
    pub(crate) folder: DataFolder,
    pub(crate) service: Arc<Service>,
    pub(crate) stores: Stores,
    pub(crate) metrics: Arc<Metrics>,
    _lock: FolderLock,
}

impl Deployment {
    /// Opens what is in the data folder, and finishes what a crash left undone.
    pub(crate) async fn open(configuration: &Configuration) -> anyhow::Result<Self> {
        Self::open_with_clock(configuration, Arc::new(SystemClock::new())).await
    }

    /// The same, to serve it: waits a little for a command that is at work on the folder.
    pub(crate) async fn open_to_serve(configuration: &Configuration) -> anyhow::Result<Self> {
        let (folder, id) = DataFolder::open(&configuration.data)?;
        let lock = folder.lock_in_time().await?;
        let clock = Arc::new(SystemClock::new());
        Self::open_locked(configuration, (folder, id, lock), clock).await
    }

    /// The same, by another clock than the system's.
    pub(crate) async fn open_with_clock(
        configuration: &Configuration,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        Self::open_folder(configuration, DataFolder::open(&configuration.data)?, clock).await
    }

    /// The same, of one that is being restored. It sends no mail.
    pub(crate) async fn open_restored(configuration: &Configuration) -> anyhow::Result<Self> {
        let configuration = mailers::without(configuration);
        let folder = DataFolder::open_restored(&configuration.data)?;
        Self::open_folder(&configuration, folder, Arc::new(SystemClock::new())).await
    }

    async fn open_folder(
        configuration: &Configuration,
        (folder, id): (DataFolder, DeploymentId),
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        let lock = folder.lock()?;
        Self::open_locked(configuration, (folder, id, lock), clock).await
    }

    async fn open_locked(
        configuration: &Configuration,
        (folder, id, lock): (DataFolder, DeploymentId, FolderLock),
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        let metrics = Arc::new(Metrics::default());
        let inner = key_services::open(configuration)?;
        let key_service = Arc::new(CountedKeyService { inner, metrics: Arc::clone(&metrics) });
        let reserve_bytes = configuration.reserve_mebibytes * 1024 * 1024;
        let stores = Stores::open(configuration, id, reserve_bytes).await?;
        let mailer = mailers::open_or_none(configuration);
        let mailer = Arc::new(CountedMailer { inner: mailer, metrics: Arc::clone(&metrics) });
        let outside = Outside { key_service, mailer, clock };
        let service = Arc::new(assemble(&stores, &folder, id, outside, configuration)?);
        service.open_deployment().await.map_err(explain)?;
        // Only the folder's lock says that nobody else is at work.
        let which = if stores.are_shared() { Unfinished::Overdue } else { Unfinished::All };
        let settled = service.settle_transactions(which).await;
        settled.context("unfinished changes cannot be settled")?;
        service.open_indexes().await.context("the search indexes cannot be opened")?;
        Ok(Self { id, folder, service, stores, metrics, _lock: lock })
    }

    /// Gives whatever was done its place in the log, and leaves other servers nothing to wait for.
    pub(crate) async fn close(self) -> anyhow::Result<()> {
        // Before anything is signed: nothing is for a log that lacks what the checkpoint has that is kept outside.
        let sequenced = async {
            self.service.check_archive().await?;
            self.service.sequence_log().await
        };
        let sequenced = sequenced.await;
        self.service.release_leases().await;
        sequenced?;
        Ok(())
    }
}

/// Makes a deployment: its folder, root key, databases and own keys. Nothing but this ever makes a
/// database, so one that goes missing is missed.
pub(crate) async fn init(configuration: &Configuration) -> anyhow::Result<()> {
    let new = NewFolder::make(&configuration.data)?;
    let key_service = key_services::create(configuration).await?;
    Stores::create(configuration, new.deployment).await?;
    let stores = Stores::open(configuration, new.deployment, 0).await?;
    let clock = Arc::new(SystemClock::new());
    let outside = Outside { key_service, mailer: mailers::open_or_none(configuration), clock };
    let service = assemble(&stores, &new.folder, new.deployment, outside, configuration)?;
    service.create_deployment().await.context("the deployment's own keys cannot be made")?;
    new.complete()
}

/// What it means that the deployment's own keys do not open.
fn explain(error: ServiceError) -> anyhow::Error {
    let is_away = matches!(&error, ServiceError::KeyService(cause)
        if matches!(**cause, KeyServiceError::Refused(_) | KeyServiceError::Unavailable(_)));
    let what = if is_away {
        "the deployment's own keys cannot be opened"
    } else {
        "the deployment's own keys do not open: is this its root key?"
    };
    anyhow::Error::new(error).context(what)
}

/// What others do for a deployment.
struct Outside {
    key_service: Arc<dyn KeyService>,
    mailer: Arc<dyn Mailer>,
    clock: Arc<dyn Clock>,
}

fn assemble(
    stores: &Stores,
    folder: &DataFolder,
    deployment: DeploymentId,
    Outside { key_service, mailer, clock }: Outside,
    configuration: &Configuration,
) -> anyhow::Result<Service> {
    let checkpoints = CheckpointFiles::open(&folder.checkpoints())
        .with_context(|| format!("{} cannot be used", folder.checkpoints().display()))?;
    let rng = Arc::new(SystemRng);
    let indexes = SealedIndexes::new(
        configuration.index_folder(),
        configuration.index_memory_bytes(),
        Arc::clone(&rng) as Arc<dyn Rng>,
    );
    let blobs = configuration.object_stores().open(&configuration.blobs());
    let blobs = blobs.context("the place for large content cannot be used")?;
    Ok(Service::new(Parts {
        deployment,
        identity: stores.identity(),
        records: stores.records(),
        keys: stores.keys(),
        key_service,
        indexes: Arc::new(indexes),
        index_from_documents: configuration.index_from_documents,
        erasure_window: configuration.erasure_window(),
        deletion_after: configuration.tenant_deletion_after(),
        dumps: stores.dumps(configuration)?,
        backup_targets: Arc::new(RememberedTargets::new(configuration)),
        blobs,
        sign_ins_per_address: configuration.sign_ins_per_address,
        blob_bytes_max: configuration.blob_mebibytes_max.saturating_mul(1024 * 1024),
        exports: Arc::new(ExportFolder::new(configuration.export_folder())),
        mailer,
        checkpoints: Arc::new(checkpoints),
        clock,
        rng,
    }))
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
        init(&Configuration::of_folder(path.clone())).await.expect("made");
        for name in ["root.key", "recovery.identity", "tls/ca.key", "deployment.json"] {
            let mode = fs::metadata(path.join(name)).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        let again = init(&Configuration::of_folder(path.clone())).await.expect_err("refused");
        assert!(again.to_string().contains("in use already"));
    }

    #[tokio::test]
    async fn init_leaves_foreign_files_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("mine.txt"), "mine").expect("written");
        let configuration = Configuration::of_folder(folder.path().to_owned());
        init(&configuration).await.expect("made");
        assert_eq!(fs::read_to_string(folder.path().join("mine.txt")).expect("there"), "mine");
    }
}
