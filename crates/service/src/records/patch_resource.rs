//! Changes parts of a FHIR resource.

use fhir::{Patch, PatchError};
use model::{Json, Operation, ResourceId, ResourceType};
use store::DocumentState;

use super::incoming::Incoming;
use super::{Precondition, Stored, json_of};
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
        id: &ResourceId,
        precondition: Precondition,
        patch: &[u8],
    ) -> Answer<Stored> {
        self.perform(ctx, Operation::PatchResource, kind, |work| {
            Box::pin(self.plan_patch(work, kind, id, precondition, patch))
        })
        .await
    }

    async fn plan_patch(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        precondition: Precondition,
        patch: &[u8],
    ) -> Result<Change<Stored>, ServiceError> {
        let patch = Patch::parse(&Json::parse(patch)?).map_err(|error| explain(&error))?;
        let row = self.resource_row(&work.permit, kind, id).await?;
        let sealed = self.newest(&work.permit, kind, row).await?.ok_or(ServiceError::NotFound)?;
        let before = work.release_or_hide(&sealed).await?;
        if before.state == DocumentState::Deleted {
            return Err(ServiceError::Gone);
        }
        if let Precondition::Version(expected) = precondition
            && expected != before.version
        {
            return Err(ServiceError::VersionMismatch(before.version));
        }
        let json = json_of(&before)?;
        if fhir::redact::is_subsetted(&json) {
            return Err(ServiceError::Unprocessable {
                expression: kind.name().to_owned(),
                detail: "who does not see all of a resource cannot change parts of it",
            });
        }
        let after = patch.apply(json).map_err(|error| explain(&error))?;
        let incoming = Incoming::check(kind, after)?;
        if incoming.id() != Some(id.as_str()) {
            let detail = "a patch cannot change the id of a resource";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        self.plan_version(work, id, Some(before), incoming).await
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
