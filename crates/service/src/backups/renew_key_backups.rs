//! Sees to it that backups of keys go with their root epoch: there is a newer one, and those of before are removed.
//!
//! Root keys that are elsewhere are in no backup. An epoch of theirs ends only once every place has the keys under the
//! next: nothing that was there before opens without it.

use std::collections::HashSet;
use std::error::Error as _;
use std::time::Duration;

use backup::names;
use model::{BackgroundTask, FaultPoint, JobId, Operation, Safeguard, TenantId, Tree, fault};
use policy::Permit;
use store::{JobKind, NewJob};

use super::alone::Alone;
use super::backups_known::Occasion;
use super::kept::Kept;
use super::list_ours;
use crate::Service;
use crate::error::ServiceError;
use crate::events::Outcome;
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
            let renewed = self.renew_keys_under(epoch.number, &address).await;
            failed = renewed.inspect_err(|error| warn(&address, error)).err().or(failed);
        }
        failed.map_or(Ok(Progress::Done), Err)
    }

    /// Renews the keys at every place, if what is there would not open once the epochs before this one end. Says whether
    /// it will everywhere: every key is under this epoch by now.
    pub(crate) async fn keep_backups_open(&self, epoch: u64) -> Result<bool, ServiceError> {
        let mut are_kept = true;
        for address in self.places_without_root_keys()? {
            let renewed = self.renew_keys_under(epoch, &address).await;
            are_kept &= renewed.inspect_err(|error| warn(&address, error)).is_ok();
        }
        Ok(are_kept)
    }

    /// The places where nothing would open once the epochs before this one end.
    pub(crate) async fn places_to_wait_for(&self, epoch: u64) -> Result<Vec<String>, ServiceError> {
        Ok(self.behind(self.places_without_root_keys()?, epoch).await)
    }

    /// The places whose backups open by a root key that is kept elsewhere.
    fn places_without_root_keys(&self) -> Result<Vec<String>, ServiceError> {
        if self.backup_targets.keeps_root_keys() {
            return Ok(Vec::new());
        }
        Ok(self.backup_targets.list_registered()?)
    }

    /// Those of these places that may have keys of before this epoch.
    async fn behind(&self, places: Vec<String>, epoch: u64) -> Vec<String> {
        let mut behind = Vec::new();
        for address in places {
            // What cannot be found out is not so.
            if !self.has_renewed(epoch, &address).await.unwrap_or(false) {
                behind.push(address);
            }
        }
        behind
    }

    /// The renewal that is left to be done at a place because it has keys of before: it was forgotten for a while.
    pub(super) async fn renewal_at(&self, address: &str) -> Result<Vec<NewJob>, ServiceError> {
        let epochs = self.keys.list_epochs().await?;
        let [epoch] = epochs.as_slice() else { return Ok(Vec::new()) };
        let target = self.backup_targets.open(address).await?;
        let parts = target.list(names::KEYS).await?;
        let with_keys: HashSet<_> =
            parts.iter().filter_map(|it| names::backup_of_keys(it)).collect();
        let there = list_ours(target.as_ref(), &self.verifier_key().await?).await?;
        let (_, known) = self.find_known_backups(address).await?;
        if known.find_unknown(&there).is_some() {
            return Ok(Vec::new());
        }
        // Epochs of what is not known are not those of these stores, whatever their number.
        let is_known = known.known(&there);
        let is_of_now = |kept: &Kept| {
            let of = kept.notice.keys.as_ref().map(|keys| keys.epoch);
            of == Some(epoch.number) && is_known(kept)
        };
        let has_keys = |kept: &&Kept| with_keys.contains(kept.notice.id.as_str());
        if there.iter().filter(has_keys).all(is_of_now) {
            self.record_epoch(address, Some(epoch.number)).await?;
            return Ok(Vec::new());
        }
        self.record_epoch(address, None).await?;
        self.renewal_of_key_backups(epoch.number).await
    }

    /// Makes a backup at one target and removes the keys of those before, unless that is done there already: another
    /// one may be waited for.
    async fn renew_keys_under(&self, epoch: u64, address: &str) -> Result<(), ServiceError> {
        if self.has_renewed(epoch, address).await? {
            return Ok(());
        }
        let task = BackgroundTask::RotateKeys;
        let ctx = self.background_context(task, TenantId::DEPLOYMENT);
        let work = self.background_work(&ctx, task, Operation::CreateBackup).await?;
        let renew = |alone| self.renew_keys_at(alone, &work, (address, epoch));
        self.alone_with_backups(renew).await?;
        work.carry_out(Change::of(())).await?;
        self.record_epoch(address, Some(epoch)).await?;
        fault::reach(FaultPoint::KeyBackupPlaceDone);
        Ok(())
    }

    async fn renew_keys_at(
        &self,
        alone: Alone<'_>,
        work: &Work<'_>,
        (address, epoch): (&str, u64),
    ) -> Result<(), ServiceError> {
        self.know_backups(address).await?;
        let made = self.make_backup(alone, work, (address, Occasion::EpochEnds(epoch))).await?;
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
        if !self.is_renewal_left().await? {
            return Ok(Vec::new());
        }
        Ok(self.behind(self.backup_targets.list_registered()?, epoch).await)
    }

    /// The places that may have backups of keys under this epoch or one before it.
    pub(crate) async fn places_with_keys_of(
        &self,
        epoch: u64,
    ) -> Result<Vec<String>, ServiceError> {
        Ok(self.behind(self.backup_targets.list_registered()?, epoch + 1).await)
    }

    /// Whether backups of keys are still there that are under this epoch or one before it.
    pub(crate) async fn are_key_backups_behind(&self, epoch: u64) -> Result<bool, ServiceError> {
        let is_left = self.is_renewal_left().await?;
        Ok(is_left || !self.places_with_keys_of(epoch).await?.is_empty())
    }

    /// Leaves it to be done that such backups are renewed, unless it is left already: databases that were put back have
    /// forgotten it, or a place was put back.
    pub(crate) async fn leave_renewal(&self, epoch: u64) -> Result<(), ServiceError> {
        let left = self.list_jobs_of(TenantId::DEPLOYMENT, JobKind::RenewKeyBackups).await?;
        // Earlier versions gave them up.
        for dead in left.iter().filter(|job| job.is_dead) {
            self.records.requeue_job(&super::own_task(), dead.tenant, dead.id).await?;
        }
        if !left.is_empty() {
            return Ok(());
        }
        let (task, operation) = (BackgroundTask::RotateKeys, Operation::ScheduleBackup);
        let jobs = self.renewal_of_key_backups(epoch + 1).await?;
        self.record_background(task, operation, Tree::Changes, Outcome::Done, None, jobs).await
    }

    /// Whether it is left to be done that keys of before are removed from places.
    async fn is_renewal_left(&self) -> Result<bool, ServiceError> {
        Ok(!self.list_jobs_of(TenantId::DEPLOYMENT, JobKind::RenewKeyBackups).await?.is_empty())
    }
}

fn warn(address: &str, error: &ServiceError) {
    let cause = error.source().map(ToString::to_string);
    tracing::warn!(address, code = error.code(), cause, "keys of before are at a target still");
}
