//! Stores a new FHIR resource under an id the server draws.

use model::{Operation, ResourceType};

use super::criteria::{Aim, Criteria};
use super::incoming::Incoming;
use super::{Sent, Stored, StoredVersion};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Creates a resource from a JSON body, unless one is there that these describe. An id in the body is
    /// not taken over (FHIR R4, create).
    pub async fn create_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        unless: Option<&Criteria>,
        sent: Sent<'_>,
    ) -> Answer<Stored> {
        self.perform(ctx, Operation::CreateResource, kind, |work| {
            Box::pin(self.plan_creation(work, kind, unless, sent))
        })
        .await
    }

    async fn plan_creation(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        unless: Option<&Criteria>,
        sent: Sent<'_>,
    ) -> Result<Change<Stored>, ServiceError> {
        let incoming = Incoming::parse(kind, sent.body)?.with_content(sent.content);
        match self.aim_creation(work, kind, unless).await? {
            Aim::Keep((sealed, document)) => {
                let touch = work.touch(&sealed, &document).await?;
                let version = StoredVersion::of(document);
                Ok(Change::of(Stored { version, created: false }).showing(touch))
            }
            Aim::Write(id, before) => {
                let change = self.plan_version(work, &id, before, incoming).await?;
                self.with_provenance(work, change, sent.provenance).await
            }
        }
    }
}
