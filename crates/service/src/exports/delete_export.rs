//! Removes an export before its time.

use model::{JobId, Operation, ResourceType};

use super::{Export, ExportBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Removes an export, whether it is made or not.
    pub async fn delete_export(&self, ctx: &Ctx, id: JobId) -> Answer<Export> {
        let done = self
            .perform(ctx, Operation::DeleteExport, ResourceType::EXPORT, |work| {
                Box::pin(self.plan_export_removal(work, id))
            })
            .await?;
        self.remove_export_file(ctx.caller.tenant, id).await?;
        Ok(done)
    }

    async fn plan_export_removal(
        &self,
        work: &Work<'_>,
        id: JobId,
    ) -> Result<Change<Export>, ServiceError> {
        let (sealed, document) = self.stored_export(work, id).await?;
        let mut body = ExportBody::read(&document)?;
        if body.is_gone {
            return Err(ServiceError::Gone);
        }
        body.is_gone = true;
        let shown = self.show_export(&body, id, work.ctx.at).await?;
        let change = self.keep_export(work, (id, &sealed, &document), &body).await?;
        Ok(change.with(shown))
    }
}
