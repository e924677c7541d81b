//! Marks a FHIR resource as deleted. Its history stays; deleting is not erasing.

use model::{Operation, ResourceId, ResourceType, StoreName, Version};
use store::{Document, DocumentState, Guard, Selection};

use super::Precondition;
use super::incoming::People;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::keys::Subject;
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
        if let Some(own) = &own {
            self.refuse_with_dependents(work, kind, own).await?;
        }
        let people = People { about, mentioned: Vec::new() };
        let mut change = self.store_document(work, &document, people).await?;
        // Whoever else it is about may be gone by now; that must not keep it from being deleted.
        change.guards.clear();
        if let Some(own) = own {
            change.guards.push(Guard::NoDependents(own.pseudonym(StoreName::Records)));
        }
        Ok(change.with(document.version))
    }

    /// Documents of the identity store that are about the person and are not the person's own.
    async fn refuse_with_dependents(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        own: &Subject,
    ) -> Result<(), ServiceError> {
        let subject = own.pseudonym(StoreName::Identity);
        for other in ["RelatedPerson", "Person", "Patient"] {
            let other = fhir::types::resource_type(other).expect("a type of R4");
            let selection = Selection::About { subject, kind: other };
            let found = self.identity.count_live(&work.permit, selection).await?;
            if found > u64::from(other == kind) {
                return Err(ServiceError::HasDependents(kind));
            }
        }
        Ok(())
    }
}
