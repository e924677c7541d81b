//! Shows how far an upload is.

use model::{BlobId, Operation, ResourceType};

use super::Upload;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// Finds an upload of the caller's own.
    pub async fn find_upload(&self, ctx: &Ctx, id: BlobId) -> Answer<Upload> {
        self.perform(ctx, Operation::FindUpload, ResourceType::UPLOAD, |work| {
            Box::pin(async move {
                let open = self.open_upload(work.ctx, &work.permit, id).await?;
                Ok(Change::of(open.view()))
            })
        })
        .await
    }
}
