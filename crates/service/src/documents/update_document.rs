//! Stores a new version of a document, or its first under an id the client chose.

use model::{Operation, ResourceId, ResourceType};

use super::Incoming;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{Precondition, Stored};
use crate::work::{Change, Work};

impl Service {
    /// Updates a document, or creates it if it is not there. Without a precondition the last writer wins.
    pub async fn update_document(
        &self,
        ctx: &Ctx,
        type_name: &str,
        id: &ResourceId,
        precondition: Precondition,
        body: &[u8],
    ) -> Answer<Stored> {
        self.perform(ctx, Operation::UpdateDocument, ResourceType::DOCUMENT, |work| {
            Box::pin(self.plan_document_update(work, type_name, id, precondition, body))
        })
        .await
    }

    async fn plan_document_update(
        &self,
        work: &Work<'_>,
        type_name: &str,
        id: &ResourceId,
        precondition: Precondition,
        body: &[u8],
    ) -> Result<Change<Stored>, ServiceError> {
        let incoming = Incoming::parse(work, type_name, body).await?;
        let before = self.find_before(work, incoming.of.kind(), id).await?;
        precondition.check(before.as_ref())?;
        self.plan_document(work, id, before, incoming).await
    }
}
