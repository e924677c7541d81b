//! Registers a type of documents of the tenant's own.

use std::sync::Arc;

use model::{OF_TENANT_MAX, Operation, ResourceType, Version};
use store::ClaimChange;

use super::check::{check, check_name};
use super::{DocumentType, TypeBody, TypeDefinition, number_claim, type_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Registers a type. Its name and what it is stored as stay its own for good.
    pub async fn create_document_type(
        &self,
        ctx: &Ctx,
        name: &str,
        definition: &TypeDefinition,
    ) -> Answer<Arc<DocumentType>> {
        let kind = ResourceType::DOCUMENT_TYPE;
        self.perform(ctx, Operation::CreateDocumentType, kind, |work| {
            Box::pin(self.plan_type(work, name, definition))
        })
        .await
    }

    async fn plan_type(
        &self,
        work: &Work<'_>,
        name: &str,
        definition: &TypeDefinition,
    ) -> Result<Change<Arc<DocumentType>>, ServiceError> {
        check_name(name)?;
        check(definition)?;
        let types = work.document_types().await?;
        if types.named(name).is_some() {
            return Err(ServiceError::NameTaken);
        }
        let number = types.free_number(name).ok_or_else(|| {
            let detail = format!("a tenant has at most {OF_TENANT_MAX} types of its own");
            ServiceError::BadRequest(detail)
        })?;
        let kind = ResourceType::OF_TENANT[number];
        let row = type_row(&work.keys, name);
        let document = TypeBody::of(kind, definition).document(name, Version::FIRST, work.ctx.at);
        let mut change = Change::of(Arc::new(DocumentType::open(row, &document)?));
        change.claims.push(ClaimChange::Take(number_claim(&work.keys, kind)));
        change.putting(work, row, &document).await
    }
}
