//! Shows one of the tenant's own types.

use std::sync::Arc;

use model::{Operation, ResourceType};

use super::DocumentType;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// The type of this name.
    pub async fn find_document_type(&self, ctx: &Ctx, name: &str) -> Answer<Arc<DocumentType>> {
        let kind = ResourceType::DOCUMENT_TYPE;
        self.perform(ctx, Operation::FindDocumentType, kind, |work| {
            Box::pin(async move { Ok(Change::of(Arc::clone(work.document_type(name).await?))) })
        })
        .await
    }
}
