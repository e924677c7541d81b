//! Marks a document as deleted. Its history stays; deleting is not erasing.

use model::{Operation, ResourceId, ResourceType, Version};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{Precondition, Which};
use crate::work::{Change, Work};

impl Service {
    /// Deletes a document, and gives the version that says so; of one deleted before, that version.
    pub async fn delete_document(
        &self,
        ctx: &Ctx,
        type_name: &str,
        id: &ResourceId,
        precondition: Precondition,
    ) -> Answer<Option<Version>> {
        self.perform(ctx, Operation::DeleteDocument, ResourceType::DOCUMENT, |work| {
            Box::pin(self.plan_document_deletion(work, type_name, id, precondition))
        })
        .await
    }

    async fn plan_document_deletion(
        &self,
        work: &Work<'_>,
        type_name: &str,
        id: &ResourceId,
        precondition: Precondition,
    ) -> Result<Change<Option<Version>>, ServiceError> {
        let of = work.document_type(type_name).await?;
        let which = Which::Id(id.clone());
        let before = self.aim_existing(work, of.kind(), &which, precondition).await?;
        self.plan_deletion_of(work, before).await
    }
}
