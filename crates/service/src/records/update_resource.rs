//! Stores a new version of a FHIR resource, or its first under an id the client chose.

use model::{Json, Operation, ResourceId, ResourceType, Version};
use store::{Document, DocumentState};

use super::incoming::Incoming;
use super::{Precondition, Stored, StoredVersion, json_of};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Updates a resource. Without a precondition the last writer wins, and one who was overtaken
    /// is tried again.
    pub async fn update_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        precondition: Precondition,
        body: &[u8],
    ) -> Answer<Stored> {
        self.perform(ctx, Operation::UpdateResource, kind, |work| {
            Box::pin(self.plan_update(work, kind, id, precondition, body))
        })
        .await
    }

    async fn plan_update(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        precondition: Precondition,
        body: &[u8],
    ) -> Result<Change<Stored>, ServiceError> {
        let incoming = Incoming::parse(kind, body)?;
        if incoming.id() != Some(id.as_str()) {
            let detail = "the body must have the id that stands in the address";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        let row = self.resource_row(&work.permit, kind, id).await?;
        let before = match self.newest(&work.permit, kind, row).await? {
            Some(sealed) => Some(work.release_or_hide(&sealed).await?),
            None => None,
        };
        let newest = before.as_ref().map_or(Version::ABSENT, |document| document.version);
        if let Precondition::Version(expected) = precondition
            && expected != newest
        {
            return Err(ServiceError::VersionMismatch(newest));
        }
        let is_live = |document: &Document| document.state == DocumentState::Live;
        if precondition == Precondition::Absent && before.as_ref().is_some_and(is_live) {
            return Err(ServiceError::VersionMismatch(newest));
        }
        self.plan_version(work, id, before, incoming).await
    }

    /// The version that follows what was there before.
    pub(super) async fn plan_version(
        &self,
        work: &Work<'_>,
        id: &ResourceId,
        before: Option<Document>,
        incoming: Incoming,
    ) -> Result<Change<Stored>, ServiceError> {
        let newest = before.as_ref().map_or(Version::ABSENT, |document| document.version);
        let live = before.filter(|document| document.state == DocumentState::Live);
        if let Some(before) = &live {
            keeps_its_people(before, incoming.json(), incoming.kind)?;
        }
        let people = incoming.people(work, id).await?;
        let document = incoming.document(id.clone(), newest.next(), work.ctx.at, &people);
        let change = self.store_document(work, &document, people).await?;
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
    if Incoming::fixed_people(&json, kind) == Incoming::fixed_people(after, kind) {
        Ok(())
    } else {
        Err(ServiceError::Unprocessable {
            expression: kind.name().to_owned(),
            detail: "whom a document is about cannot be changed; delete it and create another",
        })
    }
}
