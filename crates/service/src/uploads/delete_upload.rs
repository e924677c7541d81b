//! Gives an upload up.

use model::{BlobId, Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// Removes an upload of the caller's own, and what of it is kept.
    pub async fn delete_upload(&self, ctx: &Ctx, id: BlobId) -> Answer<()> {
        let answer = self
            .perform(ctx, Operation::DeleteUpload, ResourceType::UPLOAD, |work| {
                Box::pin(async move {
                    self.open_upload(work.ctx, &work.permit, id).await?;
                    Ok(Change::of(()))
                })
            })
            .await;
        if answer.is_ok() {
            self.discard_pending(ctx.caller.tenant, id).await;
        }
        answer
    }
}
