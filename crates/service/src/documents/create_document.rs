//! Stores a new document under an id the server draws.

use model::{Operation, ResourceType};

use super::Incoming;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{Stored, random_id};
use crate::work::{Change, Work};

impl Service {
    /// Creates a document of the type of this name from its JSON.
    pub async fn create_document(&self, ctx: &Ctx, type_name: &str, body: &[u8]) -> Answer<Stored> {
        self.perform(ctx, Operation::CreateDocument, ResourceType::DOCUMENT, |work| {
            Box::pin(self.plan_document_creation(work, type_name, body))
        })
        .await
    }

    async fn plan_document_creation(
        &self,
        work: &Work<'_>,
        type_name: &str,
        body: &[u8],
    ) -> Result<Change<Stored>, ServiceError> {
        let incoming = Incoming::parse(work, type_name, body).await?;
        self.plan_document(work, &random_id(self.rng()), None, incoming).await
    }
}
