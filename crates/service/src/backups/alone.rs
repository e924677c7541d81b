//! What one server at a time does at the places where backups are kept.

use std::future::Future;
use std::sync::Arc;

use store::LeaseName;

use crate::Service;
use crate::error::ServiceError;
use crate::leases::Tenure;

/// For how many seconds is waited while another server is the one: one that is gone loses the lease in this time.
const WAIT_SECONDS: u32 = 6;

/// What shows that this server is the one.
#[derive(Clone, Copy)]
pub(super) struct Alone<'a>(Tenure<'a>);

impl Alone<'_> {
    /// That no other server has been the one since.
    pub(super) async fn check(self) -> Result<(), ServiceError> {
        if self.0.lasts().await? { Ok(()) } else { Err(in_use()) }
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
        let tenure = self.wait_for_lease(LeaseName::Backups, WAIT_SECONDS).await?;
        let tenure = tenure.ok_or_else(in_use)?;
        let done = tokio::select! {
            done = work(Alone(tenure)) => done,
            () = tenure.keep_until_lost() => Err(in_use()),
        };
        self.release_lease(LeaseName::Backups).await;
        done
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
