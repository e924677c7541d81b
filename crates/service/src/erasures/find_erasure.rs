//! Shows an erasure, with a receipt that speaks as of now.

use model::clock::format_instant;
use model::{ErasureId, Operation, ResourceType};

use super::{Erasure, task};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// One erasure.
    pub async fn find_erasure(&self, ctx: &Ctx, id: ErasureId) -> Answer<Erasure> {
        self.perform(ctx, Operation::FindErasure, ResourceType::ERASURE, |work| {
            Box::pin(self.show_erasure(work, id))
        })
        .await
    }

    pub(crate) async fn show_erasure(
        &self,
        work: &Work<'_>,
        id: ErasureId,
    ) -> Result<Change<Erasure>, ServiceError> {
        let row = super::erasure_row(&work.keys, id);
        let sealed = self.records.find_newest(&work.permit, row).await?;
        let sealed = sealed.ok_or(ServiceError::NotFound)?;
        let document = work.release(&sealed).await?;
        let mut body = super::ErasureBody::read(&document)?;
        if body.unindexed_at.is_some() && self.are_copies_closed(body.epoch).await? {
            // It is so before it is written down.
            body.closed_at.get_or_insert_with(|| format_instant(work.ctx.at));
        }
        let touch = work.touch(&sealed, &document).await?;
        let key_is_there = self.key_is_there(&work.permit, &body).await?;
        let erasure = body.show(id, key_is_there)?;
        // A receipt says that the key is destroyed.
        let receipt = if key_is_there || !body.is_fenced {
            None
        } else {
            self.receipt(&task(work.permit.tenant()), id, &body).await?
        };
        Ok(Change::of(Erasure { receipt, ..erasure }).showing(touch))
    }
}
