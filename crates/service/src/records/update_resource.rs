//! Stores a new version of a FHIR resource, or its first under an id the client chose.

use model::{Json, Operation, ResourceId, ResourceType, StoreName, Version};
use store::{Document, Guard};

use super::binary::{context_of, has_context};
use super::criteria::Which;
use super::incoming::Incoming;
use super::{Precondition, Sent, Stored, StoredVersion, json_of};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Updates a resource, or creates it if it is not there. Without a precondition the last writer wins, and one who was overtaken
    /// is tried again.
    pub async fn update_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
        sent: Sent<'_>,
    ) -> Answer<Stored> {
        self.perform(ctx, Operation::UpdateResource, kind, |work| {
            Box::pin(self.plan_update(work, kind, which, precondition, sent))
        })
        .await
    }

    async fn plan_update(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
        sent: Sent<'_>,
    ) -> Result<Change<Stored>, ServiceError> {
        let incoming = Incoming::parse(kind, sent.body)?.with_content(sent.content);
        if has_context(kind) && fhir::redact::is_subsetted(incoming.json()) {
            return Err(ServiceError::Unprocessable {
                expression: kind.name().to_owned(),
                detail: "something was left out of it; send all of it, or change it by a patch",
            });
        }
        let (id, before) = self.aim_update(work, kind, which, incoming.id(), precondition).await?;
        let change = self.plan_version(work, &id, before, incoming).await?;
        self.with_provenance(work, change, sent.provenance).await
    }

    /// The version that follows what was there before.
    pub(crate) async fn plan_version(
        &self,
        work: &Work<'_>,
        id: &ResourceId,
        before: Option<Document>,
        incoming: Incoming,
    ) -> Result<Change<Stored>, ServiceError> {
        let newest = before.as_ref().map_or(Version::ABSENT, |document| document.version);
        let live = before.as_ref().filter(|before| before.is_live());
        if let Some(before) = live {
            keeps_its_people(before, incoming.json(), incoming.kind)?;
        }
        let own = before.as_ref().filter(|_| incoming.kind.is_person());
        let own = own.and_then(|before| before.about.first().copied());
        let people = incoming.people(work, id).await?;
        // Who was erased since is nobody any more, and somebody of the same id would be somebody else.
        if own.is_some_and(|own| {
            people.about.first().map(|it| it.pseudonym(StoreName::Identity)) != Some(own)
        }) {
            return Err(ServiceError::Gone);
        }
        let row = self.resource_row(&work.permit, incoming.kind, id).await?;
        let attachment = incoming.attachment(row);
        let document = incoming.document(id.clone(), newest.next(), work.ctx.at, &people);
        let is_shown = own.and(people.about.first());
        let is_shown = is_shown.map(|own| Guard::Shown(own.pseudonym(StoreName::Records)));
        let mut change = self.store_document(work, &document, people).await?;
        change.guards.extend(is_shown);
        change.blobs.extend(attachment);
        let created = live.is_none();
        Ok(change.with(Stored { version: StoredVersion::of(document), created }))
    }
}

/// A document cannot become another person's: what was known of one must not turn up under another.
fn keeps_its_people(
    before: &Document,
    after: &Json,
    kind: ResourceType,
) -> Result<(), ServiceError> {
    let json = json_of(before)?;
    let keeps_context = !has_context(kind) || context_of(&json) == context_of(after);
    if keeps_context && Incoming::fixed_people(&json, kind) == Incoming::fixed_people(after, kind) {
        Ok(())
    } else {
        Err(ServiceError::Unprocessable {
            expression: kind.name().to_owned(),
            detail: "whom a document is about cannot be changed; delete it and create another",
        })
    }
}
