//! Lets a job be tried again that is tried no more, or waits.

use model::{JobId, Operation, ResourceType, TenantId};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, Done, ServiceError};
use crate::work::Change;

impl Service {
    /// Makes a job due.
    pub async fn requeue_job(&self, ctx: &Ctx, tenant: TenantId, id: JobId) -> Answer<()> {
        let done = self
            .perform(ctx, Operation::RequeueJob, ResourceType::JOB, |work| {
                Box::pin(async move {
                    let is_there = self.records.requeue_job(&work.permit, tenant, id).await?;
                    if is_there { Ok(Change::of(())) } else { Err(ServiceError::NotFound) }
                })
            })
            .await?;
        self.jobs.is_wanted();
        Ok::<Done<()>, _>(done)
    }
}
