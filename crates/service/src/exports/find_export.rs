//! Shows how far an export is.

use model::{JobId, Operation, ResourceType};
use store::{Document, Sealed};

use super::{Export, ExportBody, export_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// One export.
    pub async fn find_export(&self, ctx: &Ctx, id: JobId) -> Answer<Export> {
        self.perform(ctx, Operation::FindExport, ResourceType::EXPORT, |work| {
            Box::pin(async move {
                let (sealed, document) = self.stored_export(work, id).await?;
                let body = ExportBody::read(&document)?;
                let export = self.show_export(&body, id, work.ctx.at).await?;
                let touch = work.touch(&sealed, &document).await?;
                Ok(Change::of(export).showing_rights(touch))
            })
        })
        .await
    }

    pub(super) async fn stored_export(
        &self,
        work: &Work<'_>,
        id: JobId,
    ) -> Result<(Sealed, Document), ServiceError> {
        let newest = self.records.find_newest(&work.permit, export_row(&work.keys, id)).await?;
        let sealed = newest.ok_or(ServiceError::NotFound)?;
        let document = self.open_document(&work.permit, &sealed).await?;
        Ok((sealed, document))
    }
}
