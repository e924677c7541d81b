//! Removing what is left of people, and reading what is backed up: one server at a time does either, and never both.

use std::sync::Arc;

use store::LeaseName;

use crate::Service;
use crate::error::ServiceError;

/// For how many seconds is waited while another server has the lease: one that is gone loses it in this time, and one that
/// removes gives it back after each person.
const WAIT_SECONDS: u32 = 30;

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
        let tenure = self.wait_for_lease(LeaseName::Removals, WAIT_SECONDS).await?;
        let tenure = tenure.ok_or_else(in_use)?;
        let done = tokio::select! {
            done = work => done,
            () = tenure.keep_until_lost() => return Ok(None),
        };
        // What is remembered of it may be of before.
        self.forget_lease(LeaseName::Removals);
        let lasts = tenure.lasts().await?;
        self.release_lease(LeaseName::Removals).await;
        let done = done?;
        Ok(lasts.then_some(done))
    }
}

/// It may go well once that has come to its end.
pub(crate) fn in_use() -> ServiceError {
    ServiceError::Unavailable(Arc::new(InUse))
}

#[derive(Debug, thiserror::Error)]
#[error("what is left of somebody who was erased is being removed")]
struct InUse;
