//! What one server at a time does at the places where backups are kept.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use store::{Fence, LeaseName};

use crate::Service;
use crate::error::ServiceError;

/// How often is asked for the lease while another server has it: one that is gone loses it in this time.
const TRIES_MAX: u32 = 6;
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// How often whoever has the lease says that they still do,
const KEEP_EVERY: Duration = Duration::from_secs(1);
/// and how often in a row that may fail before it may be somebody else's.
const FAILED_MAX: u32 = 3;

/// What shows that this server is the one.
#[derive(Clone, Copy)]
pub(super) struct Alone<'a> {
    service: &'a Service,
    fence: Fence,
}

impl Alone<'_> {
    /// That no other server has been the one since. Whoever was stopped for a while finds out here.
    pub(super) async fn check(self) -> Result<(), ServiceError> {
        match self.service.hold_lease(LeaseName::Backups).await? {
            Some(fence) if fence == self.fence => Ok(()),
            _ => Err(in_use()),
        }
    }

    /// Keeps the lease, and ends when it is another server's, or may be.
    async fn lose(self) {
        let mut failed = 0;
        loop {
            tokio::time::sleep(KEEP_EVERY).await;
            match self.service.hold_lease(LeaseName::Backups).await {
                Ok(Some(fence)) if fence == self.fence => failed = 0,
                Ok(_) => return,
                Err(_) if failed >= FAILED_MAX => return,
                Err(_) => failed += 1,
            }
        }
    }
}

impl Service {
    /// Does something as long as no other server does the like. What is under way when the lease is lost is
    /// left as it is; it must be such that this does no harm.
    pub(super) async fn alone_with_backups<'a, T, F>(
        &'a self,
        work: impl FnOnce(Alone<'a>) -> F,
    ) -> Result<T, ServiceError>
    where
        F: Future<Output = Result<T, ServiceError>>,
    {
        let _alone = self.backups_alone.try_lock().map_err(|_| in_use())?;
        let alone = Alone { service: self, fence: self.wait_for_backups().await? };
        let done = tokio::select! {
            done = work(alone) => done,
            () = alone.lose() => Err(in_use()),
        };
        self.release_lease(LeaseName::Backups).await;
        done
    }

    async fn wait_for_backups(&self) -> Result<Fence, ServiceError> {
        for _ in 0..TRIES_MAX {
            if let Some(fence) = self.hold_lease(LeaseName::Backups).await? {
                return Ok(fence);
            }
            tokio::time::sleep(TRY_AGAIN_AFTER).await;
        }
        Err(in_use())
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
