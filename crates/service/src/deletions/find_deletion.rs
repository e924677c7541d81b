//! Shows what became of an account that was to be deleted, with a receipt that speaks as of now.

use model::clock::format_instant;
use model::{ErasureId, Operation, ResourceType, Timestamp};

use super::{Deletion, DeletionBody, deletion_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// One deletion.
    pub async fn find_deletion(&self, ctx: &Ctx, id: ErasureId) -> Answer<Deletion> {
        self.perform(ctx, Operation::FindDeletion, ResourceType::TENANT_DELETION, |work| {
            Box::pin(self.show_deletion(work, id))
        })
        .await
    }

    async fn show_deletion(
        &self,
        work: &Work<'_>,
        id: ErasureId,
    ) -> Result<Change<Deletion>, ServiceError> {
        let row = deletion_row(&work.keys, id);
        let sealed = self.records.find_newest(&work.permit, row).await?;
        let sealed = sealed.ok_or(ServiceError::NotFound)?;
        let document = work.release(&sealed).await?;
        let mut body = DeletionBody::read(&document)?;
        self.look_at_copies(&mut body, work.ctx.at).await?;
        let touch = work.touch(&sealed, &document).await?;
        // A receipt says that everything is gone, and that every place with backups knows.
        let receipt = match &body.removed_at {
            Some(_) => self.receipt_of_deletion(id, &body).await?,
            None => None,
        };
        Ok(Change::of(Deletion { receipt, ..body.show(id)? }).showing(touch))
    }

    /// Looks whether copies of before open still. That they do not is so before it is written down.
    pub(super) async fn look_at_copies(
        &self,
        body: &mut DeletionBody,
        at: Timestamp,
    ) -> Result<(), ServiceError> {
        if let Some(epoch) = body.epoch
            && self.are_copies_closed(epoch).await?
        {
            body.closed_at.get_or_insert_with(|| format_instant(at));
        }
        Ok(())
    }
}
