//! Changes what a type of the tenant's own says of its documents.

use std::sync::Arc;

use model::{Operation, ResourceType, Version};

use super::check::check;
use super::{DocumentType, TypeBody, TypeDefinition};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Changes a type. With `expected`, only if that is its newest version. What is open is so from the
    /// next request on, in what is stored already too; the schema is held against what comes.
    pub async fn update_document_type(
        &self,
        ctx: &Ctx,
        name: &str,
        definition: &TypeDefinition,
        expected: Option<Version>,
    ) -> Answer<Arc<DocumentType>> {
        let kind = ResourceType::DOCUMENT_TYPE;
        self.perform(ctx, Operation::UpdateDocumentType, kind, |work| {
            Box::pin(self.plan_type_update(work, name, definition, expected))
        })
        .await
    }

    async fn plan_type_update(
        &self,
        work: &Work<'_>,
        name: &str,
        definition: &TypeDefinition,
        expected: Option<Version>,
    ) -> Result<Change<Arc<DocumentType>>, ServiceError> {
        check(definition)?;
        let before = work.document_type(name).await?;
        if expected.is_some_and(|expected| expected != before.version) {
            return Err(ServiceError::VersionMismatch(before.version));
        }
        let is_same = before.definition.subject == definition.subject
            && before.definition.indexes == definition.indexes;
        if before.is_used && !is_same {
            return Err(ServiceError::Unprocessable {
                expression: name.to_owned(),
                detail: "there are documents of this type, or were: whom they are about and by what they \
                     are found cannot change any more",
            });
        }
        let body = TypeBody { is_used: before.is_used, ..TypeBody::of(before.kind(), definition) };
        let document = body.document(name, before.version.next(), work.ctx.at);
        let change = Change::of(Arc::new(DocumentType::open(before.row(), &document)?));
        change.putting(work, before.row(), &document).await
    }
}
