//! Asks for everything that a tenant has.

use model::{JobId, Operation, ResourceType, Version};

use super::{Export, ExportBody, ExportReader, export_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Begins an export of everything that the caller's tenant has.
    pub async fn export_tenant(&self, ctx: &Ctx, reader: &ExportReader) -> Answer<Export> {
        self.perform(ctx, Operation::ExportTenant, ResourceType::TENANT, |work| {
            Box::pin(self.plan_tenant_export(work, reader))
        })
        .await
    }

    async fn plan_tenant_export(
        &self,
        work: &Work<'_>,
        reader: &ExportReader,
    ) -> Result<Change<Export>, ServiceError> {
        reader.check()?;
        let id = JobId::random(self.rng());
        let body = ExportBody::new(None, work);
        let document = body.document(id, None, Version::FIRST, work.ctx.at);
        let row = export_row(&work.keys, id);
        let mut change = Change::of(()).putting(work, row, &document).await?;
        change.jobs.push(self.job_of_export(work, id, reader).await?);
        Ok(change.with(self.show_export(&body, id, work.ctx.at).await?))
    }
}
