//! Marks a FHIR resource as deleted. Its history stays; deleting is not erasing.

use model::{Operation, ResourceId, ResourceType, StoreName, Version};
use store::{Document, DocumentState, Guard, PreparedGuard};

use super::Precondition;
use super::incoming::People;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Deletes a resource, and gives the version that says so; of one deleted before, that version.
    pub async fn delete_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        precondition: Precondition,
    ) -> Answer<Version> {
        self.perform(ctx, Operation::DeleteResource, kind, |work| {
            Box::pin(self.plan_deletion(work, kind, id, precondition))
        })
        .await
    }

    async fn plan_deletion(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        precondition: Precondition,
    ) -> Result<Change<Version>, ServiceError> {
        let row = self.resource_row(&work.permit, kind, id).await?;
        let sealed = self.newest(&work.permit, kind, row).await?.ok_or(ServiceError::NotFound)?;
        let before = work.release_or_hide(&sealed).await?;
        if let Precondition::Version(expected) = precondition
            && expected != before.version
        {
            return Err(ServiceError::VersionMismatch(before.version));
        }
        if before.state == DocumentState::Deleted {
            return Ok(Change::of(before.version));
        }
        let about = work.people(kind.store(), &before.about).await?;
        let document = Document {
            version: before.version.next(),
            at: work.ctx.at,
            state: DocumentState::Deleted,
            body: String::new(),
            ..before
        };
        let own = about.first().filter(|_| kind.is_person()).cloned();
        let people = People { about, mentioned: Vec::new() };
        let mut change = self.store_document(work, &document, people).await?;
        // Whoever else it is about may be gone by now; that must not keep it from being deleted.
        change.guards.clear();
        change.prepared_guards.clear();
        if let Some(own) = own {
            let (identity, records) =
                (own.pseudonym(StoreName::Identity), own.pseudonym(StoreName::Records));
            change.guards.push(Guard::NoDependents(records));
            change.prepared_guards.push(PreparedGuard::NoDependents(identity));
        }
        Ok(change.with(document.version))
    }
}
