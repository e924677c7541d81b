//! What one server at a time does at the places where backups are kept.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use store::LeaseName;

use crate::Service;
use crate::error::ServiceError;

/// How often is asked for the lease while another server has it: one that is gone loses it in this time.
const TRIES_MAX: u32 = 6;
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// How often whoever has the lease says that they still do.
const KEEP_EVERY: Duration = Duration::from_secs(1);

impl Service {
    /// Does something as long as no other server does the like. What is under way when the lease is lost is
    /// left as it is; it must be such that this does no harm.
    pub(super) async fn alone_with_backups<T>(
        &self,
        work: impl Future<Output = Result<T, ServiceError>>,
    ) -> Result<T, ServiceError> {
        let _alone = self.backups_alone.try_lock().map_err(|_| in_use())?;
        self.wait_for_backups().await?;
        let done = tokio::select! {
            done = work => done,
            () = self.lose_backups() => Err(ServiceError::Busy),
        };
        self.release_lease(LeaseName::Backups).await;
        done
    }

    async fn wait_for_backups(&self) -> Result<(), ServiceError> {
        for _ in 0..TRIES_MAX {
            if self.hold_lease(LeaseName::Backups).await?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(TRY_AGAIN_AFTER).await;
        }
        Err(in_use())
    }

    /// Keeps the lease, and ends when it is another server's.
    async fn lose_backups(&self) {
        loop {
            tokio::time::sleep(KEEP_EVERY).await;
            if matches!(self.hold_lease(LeaseName::Backups).await, Ok(None)) {
                return;
            }
        }
    }
}

/// It may go well once that has come to its end, however long that takes.
fn in_use() -> ServiceError {
    ServiceError::Unavailable(Arc::new(InUse))
}

/// One thing at a time is done at the places where backups are kept.
#[derive(Debug, thiserror::Error)]
#[error("a backup is being made or pruned already")]
struct InUse;
