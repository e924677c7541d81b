//! Removing what is left of people, and reading what is backed up: one server at a time does either, and never both.

use std::sync::Arc;
use std::time::Duration;

use store::{Fence, LeaseName};

use crate::Service;
use crate::error::ServiceError;

/// How often is asked for the lease while another server has it: one that is gone loses it in this time, and one that
/// removes gives it back after each person.
const TRIES_MAX: u32 = 30;
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// How often it is said that it is still needed.
const KEEP_EVERY: Duration = Duration::from_secs(1);

impl Service {
    /// Whether something may be removed now: what is read for a backup has to stay as it is. It may be as long as what
    /// this gives is held.
    pub(super) async fn may_remove(
        &self,
    ) -> Result<Option<tokio::sync::RwLockReadGuard<'_, ()>>, ServiceError> {
        let Ok(removing) = self.removals.try_read() else { return Ok(None) };
        Ok(self.hold_lease(LeaseName::Removals).await?.map(|_| removing))
    }

    /// Does something while nobody removes anything, on whichever server. Gives nothing if somebody may have all the same:
    /// whoever stands still for a while loses the lease.
    pub(crate) async fn without_removals<T>(
        &self,
        work: impl Future<Output = Result<T, ServiceError>>,
    ) -> Result<Option<T>, ServiceError> {
        let _alone = self.removals.write().await;
        let fence = self.wait_for_removals().await?;
        let done = tokio::select! {
            done = work => done,
            () = self.keep_from_removing(fence) => return Ok(None),
        };
        // What is remembered of it may be of before.
        self.forget_lease(LeaseName::Removals);
        let is_held = self.hold_lease(LeaseName::Removals).await? == Some(fence);
        self.release_lease(LeaseName::Removals).await;
        let done = done?;
        Ok(is_held.then_some(done))
    }

    async fn wait_for_removals(&self) -> Result<Fence, ServiceError> {
        for _ in 0..TRIES_MAX {
            if let Some(fence) = self.hold_lease(LeaseName::Removals).await? {
                return Ok(fence);
            }
            tokio::time::sleep(TRY_AGAIN_AFTER).await;
        }
        Err(in_use())
    }

    /// Keeps the lease, and ends when it may be another server's.
    async fn keep_from_removing(&self, fence: Fence) {
        loop {
            tokio::time::sleep(KEEP_EVERY).await;
            // A store that does not answer once keeps nobody from anything: it is looked again in the end.
            if matches!(self.hold_lease(LeaseName::Removals).await, Ok(held) if held != Some(fence))
            {
                return;
            }
        }
    }
}

/// It may go well once that has come to its end.
pub(crate) fn in_use() -> ServiceError {
    ServiceError::Unavailable(Arc::new(InUse))
}

#[derive(Debug, thiserror::Error)]
#[error("what is left of somebody who was erased is being removed")]
struct InUse;
