//! Root keys and their epochs: what the operator asks for, and the work in the background that
//! brings every tenant under a new epoch and then destroys the one before.
//!
//! Where a rotation stands is nowhere written down: as long as the key service has more than one
//! epoch one is under way, and whoever still has a key under an earlier one is to be turned over. So
//! any server can go on with it at any time, and it ends once nobody is left.

mod end_epochs;
mod read_key_status;
mod rotate_keys;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use model::{BackgroundTask, FaultPoint, Operation, TenantId, Timestamp, Tree, fault};
use policy::Permit;
use store::{EpochProgress, LeaseName, NewJob, RootEpoch};
use tokio::sync::Notify;

use crate::Service;
use crate::error::ServiceError;
use crate::events::Outcome;
use crate::keys::{KeyError, Turned};
use crate::root_keys::end_epochs::Patience;
use crate::status::RotationStatus;

/// How many tenants are looked at in one go.
const TENANTS_PER_STEP: usize = 1_000;

/// How the deployment's keys stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyStatus {
    /// The epochs that live, oldest first. More than one means that a rotation is under way.
    pub epochs: Vec<RootEpoch>,
    /// How many tenants have keys, and how many are not under the newest epoch yet.
    pub progress: EpochProgress,
    /// How many keys this server has wrapped anew since it started.
    pub rewrapped: u64,
    /// How many keys do not open, as far as this server has met them in the last pass. While there
    /// are any, the epoch before is not destroyed.
    pub damaged: u64,
    /// The places where backups are kept that may have keys of an epoch that has ended.
    pub places_behind: Vec<String>,
    /// The places for which the epoch before lives on: with it destroyed nothing there would open, since they have no
    /// backup of the keys under the new one.
    pub waits_for: Vec<String>,
    /// How many erasures and deletions of tenants are not closed though the promised day has passed: copies of before
    /// open still.
    pub overdue: u64,
}

impl KeyStatus {
    /// Whether a rotation is under way.
    pub const fn is_rotating(&self) -> bool {
        self.epochs.len() > 1
    }
}

/// What is remembered of rotations.
#[derive(Default)]
pub(crate) struct RotationKeeper {
    wanted: Notify,
    patience: Patience,
    rewrapped: AtomicU64,
    damaged: AtomicU64,
    /// How old the newest epoch becomes before another is begun by itself.
    after: OnceLock<Duration>,
    /// How keys stood when this server looked last, and when that was.
    seen: Mutex<Option<(Timestamp, KeyStatus)>>,
}

impl Service {
    /// Waits until somebody wants a rotation to begin or to go on.
    pub async fn rotation_wanted(&self) {
        self.rotation.wanted.notified().await;
    }

    /// How the deployment's keys stand.
    pub async fn key_status(&self) -> Result<KeyStatus, ServiceError> {
        let epochs = self.keys.list_epochs().await?;
        let newest = newest(&epochs)?.number;
        let progress = self.keys.epoch_progress(&permit(TenantId::DEPLOYMENT), newest).await?;
        let is_turned = epochs.len() > 1 && progress.behind == 0;
        let status = KeyStatus {
            waits_for: if is_turned { self.places_to_wait_for(newest).await? } else { Vec::new() },
            progress,
            epochs,
            rewrapped: self.rotation.rewrapped.load(Ordering::Relaxed),
            damaged: self.rotation.damaged.load(Ordering::Relaxed),
            places_behind: self.places_with_keys_of_before(newest).await?,
            overdue: self.count_overdue().await?,
        };
        let seen = Some((self.clock.now(), status.clone()));
        *self.rotation.seen.lock().unwrap_or_else(PoisonError::into_inner) = seen;
        Ok(status)
    }

    /// How keys turn over, as this server has seen it last: it looks every half minute.
    pub(crate) async fn rotation_status(&self) -> Result<RotationStatus, ServiceError> {
        let seen = self.rotation.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (seen_at, status) = match seen {
            Some(seen) => seen,
            None => (self.clock.now(), self.key_status().await?),
        };
        let RootEpoch { number: epoch, begun_at } = *newest(&status.epochs)?;
        let due_at = begun_at.zip(self.rotation.after.get());
        Ok(RotationStatus {
            seen_at,
            epoch,
            begun_at,
            is_rotating: status.is_rotating(),
            due_at: due_at.and_then(|(begun_at, after)| begun_at.checked_add(*after).ok()),
            places_behind: status.places_behind.len(),
        })
    }

    /// Begins a rotation if the newest epoch is older than `after`.
    pub async fn rotate_keys_if_due(&self, after: Duration) -> Result<bool, ServiceError> {
        let after = *self.rotation.after.get_or_init(|| after);
        let epochs = self.keys.list_epochs().await?;
        let begun_at = newest(&epochs)?.begun_at;
        let is_due = begun_at
            .and_then(|at| at.checked_add(after).ok())
            .is_some_and(|due| due <= self.clock.now());
        Ok(is_due && self.begin_unless_under_way().await?)
    }

    /// The oldest epoch that lives.
    pub(crate) async fn oldest_epoch(&self) -> Result<u64, ServiceError> {
        let epochs = self.keys.list_epochs().await?;
        Ok(epochs.first().ok_or(ServiceError::Integrity)?.number)
    }

    /// Begins an epoch since the window of an erasure is about to end, unless another server has to.
    pub(crate) async fn begin_rotation_for_erasures(&self) -> Result<(), ServiceError> {
        self.begin_unless_under_way().await?;
        Ok(())
    }

    /// Begins a rotation that nobody asked for, unless one is under way or another server has to. Says
    /// whether it did.
    async fn begin_unless_under_way(&self) -> Result<bool, ServiceError> {
        if self.keys.list_epochs().await?.len() != 1 || !self.leads_rotation().await? {
            return Ok(false);
        }
        self.record_work(Operation::RotateKeys, None, Vec::new()).await?;
        self.begin_rotation().await?;
        Ok(true)
    }

    /// Begins an epoch, unless a rotation is under way.
    async fn begin_rotation(&self) -> Result<(), ServiceError> {
        let epochs = self.keys.list_epochs().await?;
        if let [only] = epochs.as_slice() {
            self.keys.begin_epoch(only.number, self.clock.now()).await?;
            fault::reach(FaultPoint::EpochBegun);
        }
        self.rotation.wanted.notify_one();
        Ok(())
    }

    /// Goes on with a rotation if one is under way: brings every tenant under the newest epoch and
    /// destroys those before. Says whether that was the end of one. May be interrupted anywhere.
    pub async fn continue_rotation(&self) -> Result<bool, ServiceError> {
        let epochs = self.keys.list_epochs().await?;
        if epochs.len() < 2 || !self.leads_rotation().await? {
            return Ok(false);
        }
        let newest = newest(&epochs)?.number;
        let deployment = permit(TenantId::DEPLOYMENT);
        self.rotation.damaged.store(0, Ordering::Relaxed);
        self.destroy_keys_of_deleted().await?;
        loop {
            let behind =
                self.keys.list_tenants_before_epoch(&deployment, newest, TENANTS_PER_STEP).await?;
            if behind.is_empty() {
                break;
            }
            let mut turned = 0;
            for tenant in &behind {
                // Another server that took over meanwhile does no harm, and twice the work.
                if !self.leads_rotation().await? {
                    return Ok(false);
                }
                turned += usize::from(self.turn_tenant(*tenant, newest).await?);
            }
            if turned == 0 {
                return Err(ServiceError::Integrity);
            }
        }
        // The new wrappings may have been read before a replica had them, and if the old ones came
        // back with it, nothing would open them any more. It may have become the primary already.
        self.keys.make_durable(&deployment).await?;
        if !self.keys.list_tenants_before_epoch(&deployment, newest, 1).await?.is_empty() {
            return Ok(false);
        }
        self.end_epochs(&epochs).await
    }

    /// Whether it is this server that turns keys over.
    async fn leads_rotation(&self) -> Result<bool, ServiceError> {
        Ok(self.hold_lease(LeaseName::KeyRotation).await?.is_some())
    }

    /// Brings one tenant under an epoch. Says whether all of it is.
    async fn turn_tenant(&self, tenant: TenantId, epoch: u64) -> Result<bool, ServiceError> {
        // What is to go with an erasure must not come under the new key with everything else.
        self.finish_erasures_of(tenant).await?;
        let permit = permit(tenant);
        let tell = |step: Turned| {
            self.rotation.rewrapped.fetch_add(step.rewrapped, Ordering::Relaxed);
        };
        let turned = match self.keys.turn_tenant(&permit, epoch, &tell).await {
            // The tenant was deleted meanwhile, and there is nothing left to turn over.
            Err(KeyError::NoTenant) => return Ok(true),
            turned => turned?,
        };
        if turned.damaged > 0 {
            self.rotation.damaged.fetch_add(turned.damaged, Ordering::Relaxed);
            tracing::error!(
                %tenant,
                keys = turned.damaged,
                "keys do not open, so they cannot be wrapped anew and their epoch cannot end"
            );
        }
        Ok(turned.damaged == 0)
    }

    /// Writes down what the server does by itself, with what is to be done for it later.
    async fn record_work(
        &self,
        operation: Operation,
        count: Option<usize>,
        jobs: Vec<NewJob>,
    ) -> Result<(), ServiceError> {
        let (task, outcome) = (BackgroundTask::RotateKeys, Outcome::Done);
        self.record_background(task, operation, Tree::Changes, outcome, count, jobs).await
    }
}

fn newest(epochs: &[RootEpoch]) -> Result<&RootEpoch, ServiceError> {
    epochs.last().ok_or(ServiceError::Integrity)
}

/// Leave to turn a tenant's keys over.
fn permit(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::RotateKeys, tenant)
}
