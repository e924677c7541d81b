//! The end of a rotation: the epochs before the newest are destroyed, once what every place has opens without them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use model::{FaultPoint, Operation, Timestamp, fault};
use store::{LeaseName, RootEpoch};

use super::newest;
use crate::Service;
use crate::error::ServiceError;

/// How long it is waited before a backup is tried again that was not to be made.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(10);

/// How long the end of epochs is put off while there are backups that would not open after it.
#[derive(Default)]
pub(crate) struct Patience {
    /// Up to this epoch all have to end, whatever becomes of backups.
    overdue: AtomicU64,
    /// For which epoch backups were tried last, and when, in seconds.
    tried: Mutex<Option<(u64, i64)>>,
}

impl Patience {
    fn is_over(&self, epoch: u64) -> bool {
        self.overdue.load(Ordering::Relaxed) >= epoch
    }

    /// Whether a backup may be tried now. If so, that is noted.
    fn may_try(&self, epoch: u64, now: Timestamp) -> bool {
        let (mut tried, now) =
            (self.tried.lock().unwrap_or_else(PoisonError::into_inner), now.as_second());
        if let Some((last_epoch, last)) = *tried {
            // A clock that was put back keeps nobody waiting.
            let waits = last..last.saturating_add(TRY_AGAIN_AFTER.as_secs().cast_signed());
            if last_epoch == epoch && waits.contains(&now) {
                return false;
            }
        }
        *tried = Some((epoch, now));
        true
    }
}

impl Service {
    /// Says that the epochs up to this one have to end now: what was erased under them is to open no more.
    pub(crate) fn hasten_end_of_epochs(&self, epoch: u64) {
        self.rotation.patience.overdue.fetch_max(epoch, Ordering::Relaxed);
        self.rotation.wanted.notify_one();
    }

    /// Destroys the epochs before the newest, under which every key is by now. Says whether it did: it waits for places
    /// that have to take a backup, if nothing there would open any more.
    pub(super) async fn end_epochs(&self, epochs: &[RootEpoch]) -> Result<bool, ServiceError> {
        let newest = newest(epochs)?.number;
        let is_overdue = self.rotation.patience.is_over(epochs[0].number);
        if !is_overdue && !self.rotation.patience.may_try(newest, self.clock.now()) {
            return Ok(false);
        }
        let are_kept = self.keep_backups_open(newest).await?;
        if !are_kept && !is_overdue {
            // Another server may reach what this one does not.
            self.release_lease(LeaseName::KeyRotation).await;
            return Ok(false);
        }
        // That may have taken long.
        if !self.leads_rotation().await? {
            return Ok(false);
        }
        // Before it is done, so that it never goes unrecorded.
        let jobs = self.renewal_of_key_backups(newest).await?;
        self.record_work(Operation::DestroyKeyEpochs, Some(epochs.len() - 1), jobs).await?;
        fault::reach(FaultPoint::EndOfEpochsRecorded);
        if !are_kept {
            tracing::error!(
                "a root epoch ends for an erasure while a place takes no backup: until it does, nothing there opens"
            );
        }
        self.keys.destroy_epochs_before(newest).await?;
        fault::reach(FaultPoint::EpochsDestroyed);
        Ok(true)
    }
}
