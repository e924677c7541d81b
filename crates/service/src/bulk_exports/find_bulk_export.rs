//! Shows how far a bulk export is.

use model::{JobId, Operation, ResourceType};

use super::request::Request;
use super::{BulkContents, BulkExport, BulkState};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A bulk export that the caller has begun.
    pub async fn find_bulk_export(&self, ctx: &Ctx, id: JobId) -> Answer<BulkExport> {
        self.perform(ctx, Operation::FindBulkExport, ResourceType::BULK_EXPORT, |work| {
            Box::pin(self.show_bulk_export(work, id))
        })
        .await
    }

    async fn show_bulk_export(
        &self,
        work: &Work<'_>,
        id: JobId,
    ) -> Result<Change<BulkExport>, ServiceError> {
        let (_, body) = self.own_bulk_export(work, id).await?;
        let state = match (&body.failed, &body.moment) {
            (Some(code), _) => BulkState::Failed(code.clone()),
            (None, None) => BulkState::Making,
            (None, Some(moment)) => {
                let Request { url, ignored, .. } =
                    self.request_of(work.permit.tenant(), id).await?;
                let files = body.named_files();
                BulkState::Ready(BulkContents {
                    at: moment.at.clone(),
                    url,
                    files: files.iter().map(|(name, stored)| (*name, stored.count)).collect(),
                    ignored,
                    damaged: body.damaged.clone(),
                })
            }
        };
        Ok(Change::of(BulkExport { id, expires_at: body.expires_at()?, state }))
    }
}
