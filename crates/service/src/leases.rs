//! Leases: what one server at a time does for all of them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use model::{BackgroundTask, FaultPoint, Rng, TenantId, WriterId, fault};
use policy::Permit;
use store::{Fence, LeaseName};

use crate::Service;
use crate::error::ServiceError;

/// How long a lease is taken for. Another server takes over this long after its holder is gone.
const TIME: Duration = Duration::from_secs(4);
/// After which time it is asked for again.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(2);
/// How often is asked for one that another server has,
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// how often whoever keeps one says that they still do,
const KEEP_EVERY: Duration = Duration::from_secs(1);
/// and how often in a row that may fail before it may be somebody else's.
const FAILED_MAX: u32 = 3;

/// The leases that this server holds.
pub(crate) struct LeaseKeeper {
    holder: WriterId,
    held: Mutex<HashMap<LeaseName, Held>>,
}

#[derive(Clone, Copy)]
struct Held {
    fence: Fence,
    /// When it was asked for, by the process's own clock.
    asked_at: Duration,
}

impl LeaseKeeper {
    /// For one run of a server, which is not called as its chains are.
    pub(crate) fn new(rng: &dyn Rng) -> Self {
        Self { holder: WriterId::random(rng), held: Mutex::default() }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, HashMap<LeaseName, Held>> {
        // Every change of the map is one operation, so a panic leaves it whole.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lease that this server has got, and may have lost since.
#[derive(Clone, Copy)]
pub(crate) struct Tenure<'a> {
    service: &'a Service,
    lease: LeaseName,
    fence: Fence,
}

impl Tenure<'_> {
    /// Whether no other server has had it since. Whoever was stopped for a while finds out here.
    pub(crate) async fn lasts(self) -> Result<bool, ServiceError> {
        Ok(self.service.hold_lease(self.lease).await? == Some(self.fence))
    }

    /// Keeps the lease, and ends when it is another server's, or may be.
    pub(crate) async fn keep_until_lost(self) {
        let mut failed = 0;
        loop {
            tokio::time::sleep(KEEP_EVERY).await;
            match self.lasts().await {
                Ok(true) => failed = 0,
                Ok(false) => return,
                Err(_) if failed >= FAILED_MAX => return,
                Err(_) => failed += 1,
            }
        }
    }
}

impl Service {
    /// Waits for a lease, for so many seconds at most. Nothing if another server has it all the time.
    pub(crate) async fn wait_for_lease(
        &self,
        lease: LeaseName,
        seconds: u32,
    ) -> Result<Option<Tenure<'_>>, ServiceError> {
        for _ in 0..seconds {
            if let Some(fence) = self.hold_lease(lease).await? {
                return Ok(Some(Tenure { service: self, lease, fence }));
            }
            tokio::time::sleep(TRY_AGAIN_AFTER).await;
        }
        Ok(None)
    }

    /// Takes or keeps a lease. Nothing while another server has it.
    pub(crate) async fn hold_lease(&self, lease: LeaseName) -> Result<Option<Fence>, ServiceError> {
        let now = self.clock.elapsed();
        let held = self.leases.held().get(&lease).copied();
        if let Some(held) = held.filter(|held| now < held.asked_at + ASK_AGAIN_AFTER) {
            return Ok(Some(held.fence));
        }
        self.forget_lease(lease);
        let fence = self.records.hold_lease(&permit(), lease, self.leases.holder, TIME).await?;
        if let Some(fence) = fence {
            fault::reach(FaultPoint::LeaseTaken);
            self.leases.held().insert(lease, Held { fence, asked_at: now });
        }
        Ok(fence)
    }

    /// Whether this server holds a lease, as far as it knows.
    pub(crate) fn leads(&self, lease: LeaseName) -> bool {
        self.leases.held().contains_key(&lease)
    }

    /// Asks again before anything is done under it.
    pub(crate) fn forget_lease(&self, lease: LeaseName) {
        self.leases.held().remove(&lease);
    }

    /// Gives back a lease, so that others need not wait.
    pub(crate) async fn release_lease(&self, lease: LeaseName) {
        let held = self.leases.held().remove(&lease);
        if let Some(Held { fence, .. }) = held
            && self.records.release_lease(&permit(), lease, fence).await.is_err()
        {
            tracing::warn!(lease = lease.name(), "a lease was not given back; it will run out");
        }
    }

    /// Gives back whatever is held, so that others need not wait.
    pub async fn release_leases(&self) {
        let held: Vec<_> = self.leases.held().keys().copied().collect();
        for lease in held {
            self.release_lease(lease).await;
        }
    }
}

fn permit() -> Permit {
    Permit::for_background(BackgroundTask::SequenceLog, TenantId::DEPLOYMENT)
}
