//! Lists the tenant's own types of documents, the oldest first.

use std::sync::Arc;

use model::{Operation, ResourceType};

use super::DocumentType;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

impl Service {
    /// All types; there are few.
    pub async fn list_document_types(&self, ctx: &Ctx) -> Answer<Vec<Arc<DocumentType>>> {
        let kind = ResourceType::DOCUMENT_TYPE;
        self.perform(ctx, Operation::ListDocumentTypes, kind, |work| {
            Box::pin(async move {
                let types = work.document_types().await?.0.clone();
                let returned = types.len();
                Ok(Change::of(types).listing(returned))
            })
        })
        .await
    }
}
