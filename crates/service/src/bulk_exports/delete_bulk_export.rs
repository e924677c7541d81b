//! Ends a bulk export before its time.

use model::{JobId, Operation, ResourceType};
use store::DocumentState;

use super::{BulkBody, task};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Ends a bulk export that the caller has begun, whether it can be fetched by now or not.
    pub async fn delete_bulk_export(&self, ctx: &Ctx, id: JobId) -> Answer<()> {
        let done = self
            .perform(ctx, Operation::DeleteBulkExport, ResourceType::BULK_EXPORT, |work| {
                Box::pin(self.plan_bulk_removal(work, id))
            })
            .await?;
        // Its job takes what was asked away with it.
        let tenant = ctx.caller.tenant;
        self.records.requeue_job(&task(tenant), tenant, id).await.map_err(ServiceError::from)?;
        self.jobs.is_wanted();
        Ok(done)
    }

    async fn plan_bulk_removal(
        &self,
        work: &Work<'_>,
        id: JobId,
    ) -> Result<Change<()>, ServiceError> {
        let (sealed, body) = self.own_bulk_export(work, id).await?;
        let over = BulkBody { files: Vec::new(), ..body };
        self.keep_bulk_export(work, (id, &sealed), &over, DocumentState::Deleted).await
    }
}
