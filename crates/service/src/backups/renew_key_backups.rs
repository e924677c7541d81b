//! Sees to it that backups of keys go with their root epoch: there is a newer one, and those of before are removed.

use std::time::Duration;

use backup::names;
use model::{BackgroundTask, FaultPoint, JobId, Operation, Safeguard, TenantId, fault};
use policy::Permit;
use store::{JobKind, NewJob};

use super::alone::Alone;
use crate::Service;
use crate::error::ServiceError;
use crate::jobs::Progress;
use crate::work::{Change, Work};

/// How long is waited for the end of an epoch that is about to end.
const WAIT_FOR_THE_END: Duration = Duration::from_secs(1);

impl Service {
    /// The job that is left when the epochs before this one end; none if there are no backups.
    pub(crate) async fn renewal_of_key_backups(
        &self,
        epoch: u64,
    ) -> Result<Vec<NewJob>, ServiceError> {
        if self.backup_targets.list_registered()?.is_empty() {
            return Ok(Vec::new());
        }
        let hash = seal::sha256(&[b"ribcage renewal of key backups 1", &epoch.to_be_bytes()]);
        Ok(vec![self.job_of_backups(JobKind::RenewKeyBackups, hash).await?])
    }

    /// A job of the deployment's, of which nothing is to be known; named by a hash.
    pub(super) async fn job_of_backups(
        &self,
        kind: JobKind,
        hash: [u8; 32],
    ) -> Result<NewJob, ServiceError> {
        let (id, _) = hash.split_first_chunk().expect("a hash has 32 bytes");
        let (id, tenant) = (JobId::from_bytes(*id), TenantId::DEPLOYMENT);
        let permit = Permit::for_background(BackgroundTask::RotateKeys, tenant);
        let keys = self.keys.tenant(&permit).await?;
        let (key, data) = keys.newest_data();
        let place = store::job::place(tenant, id, key);
        let message = seal::seal(data, &place, &[], self.rng());
        Ok(NewJob { id, kind, key, message, due_in: Duration::ZERO })
    }

    /// Makes a backup at every target, and removes the keys of those before.
    pub(crate) async fn renew_key_backups(&self) -> Result<Progress, ServiceError> {
        let epochs = self.keys.list_epochs().await?;
        let (Some(epoch), true) = (epochs.last(), epochs.len() == 1) else {
            return Ok(Progress::Later(WAIT_FOR_THE_END));
        };
        let mut failed = None;
        for address in self.backup_targets.list_registered()? {
            if let Err(error) = self.renew_keys_under(epoch.number, &address).await {
                tracing::warn!(
                    address,
                    code = error.code(),
                    "keys of before are at a target still"
                );
                failed = Some(error);
            }
        }
        failed.map_or(Ok(Progress::Done), Err)
    }

    /// The same at one target, unless that is done there already: another one may be waited for.
    async fn renew_keys_under(&self, epoch: u64, address: &str) -> Result<(), ServiceError> {
        let (target, done) = (self.backup_targets.open(address).await?, names::epoch(epoch));
        if target.size(&done).await?.is_some() {
            return Ok(());
        }
        let task = BackgroundTask::RotateKeys;
        let ctx = self.background_context(task, TenantId::DEPLOYMENT);
        let work = self.background_work(&ctx, task, Operation::CreateBackup).await?;
        self.alone_with_backups(|alone| self.renew_keys_at(alone, &work, address)).await?;
        work.carry_out(Change::of(())).await?;
        let before = target.list(names::EPOCHS).await?;
        target.put(&done, Vec::new()).await?;
        for name in before {
            target.remove(&name).await?;
        }
        fault::reach(FaultPoint::KeyBackupPlaceDone);
        Ok(())
    }

    async fn renew_keys_at(
        &self,
        alone: Alone<'_>,
        work: &Work<'_>,
        address: &str,
    ) -> Result<(), ServiceError> {
        let made = self.make_backup(alone, work, address).await?;
        fault::reach(FaultPoint::KeyBackupRenewed);
        let target = self.backup_targets.open(address).await?;
        let newest = names::keys_of(&made.id);
        for name in target.list(names::KEYS).await? {
            if !name.starts_with(&newest) && Safeguard::KeyBackupsRemoved.stands() {
                alone.check().await?;
                target.remove(&name).await?;
                fault::reach(FaultPoint::KeyBackupPartRemoved);
            }
        }
        Ok(())
    }

    /// The places that may have backups of keys of before this epoch, once those are to be renewed.
    pub(crate) async fn places_with_keys_of_before(
        &self,
        epoch: u64,
    ) -> Result<Vec<String>, ServiceError> {
        if !self.key_backups_are_behind().await? {
            return Ok(Vec::new());
        }
        let mut behind = Vec::new();
        for address in self.backup_targets.list_registered()? {
            let done = async {
                let target = self.backup_targets.open(&address).await?;
                target.size(&names::epoch(epoch)).await
            };
            // One that is away says nothing, and has what it had.
            if !matches!(done.await, Ok(Some(_))) {
                behind.push(address);
            }
        }
        Ok(behind)
    }

    /// Whether backups of keys are still there that are under an epoch of before.
    pub(crate) async fn key_backups_are_behind(&self) -> Result<bool, ServiceError> {
        Ok(!self.list_jobs_of(TenantId::DEPLOYMENT, JobKind::RenewKeyBackups).await?.is_empty())
    }
}
