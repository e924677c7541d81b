//! Stores a new FHIR resource under an id the server draws.

use model::{Operation, ResourceId, ResourceType, Rng, Version};

use super::incoming::Incoming;
use super::{Stored, StoredVersion};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Creates a resource from a JSON body. An id in the body is not taken over (FHIR R4, create).
    pub async fn create_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        body: &[u8],
    ) -> Answer<Stored> {
        self.perform(ctx, Operation::CreateResource, kind, |work| {
            Box::pin(self.plan_creation(work, kind, body))
        })
        .await
    }

    async fn plan_creation(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        body: &[u8],
    ) -> Result<Change<Stored>, ServiceError> {
        let incoming = Incoming::parse(kind, body)?;
        let id = random_id(self.rng());
        let people = incoming.people(work, &id).await?;
        let document = incoming.document(id, Version::FIRST, work.ctx.at, &people);
        let change = self.store_document(work, &document, people).await?;
        Ok(change.with(Stored { version: StoredVersion::of(document), created: true }))
    }
}

/// A random UUID (RFC 9562, version 4).
fn random_id(rng: &dyn Rng) -> ResourceId {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    let uuid = uuid::Builder::from_random_bytes(bytes).into_uuid();
    uuid.hyphenated().to_string().parse().expect("a UUID is a resource id")
}
