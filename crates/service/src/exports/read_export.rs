//! Gives the bytes of an export, sealed as they were made.

use std::sync::Arc;

use model::{JobId, Operation, ResourceType};
use store::ExportFile;

use super::{ExportBody, ExportState};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// Where the bytes of an export are read from.
pub type ExportBytes = Box<dyn ExportFile>;

/// An export to be fetched. Its bytes are the same whenever they are asked for.
pub struct ExportContent {
    /// Which.
    pub id: JobId,
    /// How many bytes it has.
    pub size: u64,
    /// The bytes.
    pub file: ExportBytes,
}

impl Service {
    /// An export that is ready. Each time it is fetched, or a part of it, leaves an event before the first byte.
    pub async fn read_export(&self, ctx: &Ctx, id: JobId) -> Answer<ExportContent> {
        self.perform(ctx, Operation::ReadExport, ResourceType::EXPORT, |work| {
            Box::pin(self.open_export(work, id))
        })
        .await
    }

    async fn open_export(
        &self,
        work: &Work<'_>,
        id: JobId,
    ) -> Result<Change<ExportContent>, ServiceError> {
        let (sealed, document) = self.stored_export(work, id).await?;
        let body = ExportBody::read(&document)?;
        let size = match body.show(id, work.ctx.at)?.state {
            ExportState::Ready(_) if self.is_overtaken(&work.permit, &body).await? => {
                return Err(ServiceError::Gone);
            }
            ExportState::Ready(size) => size,
            ExportState::Making => return Err(ServiceError::NotFound),
            ExportState::Gone => return Err(ServiceError::Gone),
        };
        let (files, tenant) = (Arc::clone(&self.exports), work.permit.tenant());
        let opened = tokio::task::spawn_blocking(move || files.open(tenant, id)).await;
        let opened = opened.map_err(|_| ServiceError::Busy)?;
        let file = opened.map_err(super::make_export::unavailable)?;
        // Another server may have it, in a folder of its own.
        let file = file.ok_or(ServiceError::NotFound)?;
        let content = ExportContent { id, size, file };
        let touch = work.touch(&sealed, &document).await?;
        Ok(Change::of(content).showing_rights(touch))
    }
}
