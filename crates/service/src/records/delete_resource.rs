//! Marks a FHIR resource as deleted. Its history stays; deleting is not erasing.

use model::{Operation, ResourceType, StoreName, Version};
use store::{Document, DocumentState, Guard, PreparedGuard};

use super::Precondition;
use super::criteria::Which;
use super::incoming::People;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Deletes a resource, and gives the version that says so; of one deleted before, that version. A
    /// search that finds nothing leaves nothing to be deleted.
    pub async fn delete_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
    ) -> Answer<Option<Version>> {
        self.perform(ctx, Operation::DeleteResource, kind, |work| {
            Box::pin(self.plan_deletion(work, kind, which, precondition))
        })
        .await
    }

    async fn plan_deletion(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
    ) -> Result<Change<Option<Version>>, ServiceError> {
        let before = self.aim_existing(work, kind, which, precondition).await?;
        self.plan_deletion_of(work, before).await
    }

    /// The version that says that this was deleted.
    pub(crate) async fn plan_deletion_of(
        &self,
        work: &Work<'_>,
        before: Option<Document>,
    ) -> Result<Change<Option<Version>>, ServiceError> {
        let Some(before) = before else {
            return Ok(Change::of(None));
        };
        let kind = before.kind;
        if !before.is_live() {
            return Ok(Change::of(Some(before.version)));
        }
        let about = work.people(kind.store(), &before.about).await?;
        let document = Document {
            version: before.version.next(),
            at: work.ctx.at,
            state: DocumentState::Deleted,
            body: String::new(),
            content: None,
            ..before
        };
        let shown: Vec<_> =
            about.iter().map(|person| Guard::Shown(person.pseudonym(StoreName::Records))).collect();
        let own = about.first().filter(|_| kind.is_person()).cloned();
        let becoming_known = own.iter().cloned().collect();
        let people = People { about, mentioned: Vec::new(), becoming_known };
        let mut change = self.store_document(work, &document, people).await?;
        // Whoever else it is about may be deleted by now; that must not keep it from being deleted.
        change.guards = shown;
        change.prepared_guards.clear();
        if let Some(own) = own {
            let (identity, records) =
                (own.pseudonym(StoreName::Identity), own.pseudonym(StoreName::Records));
            change.guards.push(Guard::NoDependents(records));
            change.prepared_guards.push(PreparedGuard::NoDependents(identity));
        }
        Ok(change.with(Some(document.version)))
    }
}
