//! Changes parts of a FHIR resource.

use fhir::{Patch, PatchError};
use model::{Json, Operation, ResourceType};
use store::Document;

use super::criteria::Which;
use super::incoming::Incoming;
use super::{Precondition, Sent, Stored, json_of};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Applies a JSON Patch to the newest version of a resource. Who was overtaken is tried again on the
    /// version that came in between.
    pub async fn patch_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
        sent: Sent<'_>,
    ) -> Answer<Stored> {
        self.perform(ctx, Operation::PatchResource, kind, |work| {
            Box::pin(self.plan_patch(work, kind, which, precondition, sent))
        })
        .await
    }

    async fn plan_patch(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
        sent: Sent<'_>,
    ) -> Result<Change<Stored>, ServiceError> {
        let (before, after) = self.aim_patch(work, kind, which, precondition, sent.body).await?;
        let id = before.id.clone();
        let incoming = Incoming::check(kind, after)?.keeping_content(&before);
        let change = self.plan_version(work, &id, Some(before), incoming).await?;
        self.with_provenance(work, change, sent.provenance).await
    }

    /// What a patch changes, and what comes of it.
    pub(super) async fn aim_patch(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        which: &Which,
        precondition: Precondition,
        patch: &[u8],
    ) -> Result<(Document, Json), ServiceError> {
        let patch = Patch::parse(&Json::parse(patch)?).map_err(|error| explain(&error))?;
        let before = self.aim_existing(work, kind, which, precondition).await?;
        let before = before.ok_or(ServiceError::NotFound)?;
        if !before.is_live() {
            return Err(ServiceError::Gone);
        }
        let json = json_of(&before)?;
        if fhir::redact::is_subsetted(&json) {
            return Err(ServiceError::Unprocessable {
                expression: kind.name().to_owned(),
                detail: "who does not see all of a resource cannot change parts of it",
            });
        }
        let after = patch.apply(json).map_err(|error| explain(&error))?;
        if fhir::meta::id_of(&after) != Some(before.id.as_str()) {
            let detail = "a patch cannot change the id of a resource";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        Ok((before, after))
    }
}

fn explain(error: &PatchError) -> ServiceError {
    match error {
        PatchError::Malformed(_) => ServiceError::BadRequest(error.to_string()),
        PatchError::NotApplicable { operation, reason } => {
            ServiceError::Unprocessable { expression: format!("[{operation}]"), detail: reason }
        }
    }
}
