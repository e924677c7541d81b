//! Makes a document of an upload.

use futures_util::{StreamExt as _, TryStreamExt as _};
use model::{BlobId, Operation, ResourceType};
use store::Guard;

use super::{Notes, Open, binary, incoming};
use crate::Service;
use crate::blobs::{ReceivedBlob, task};
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{Stored, random_id};
use crate::work::{Change, Work};

/// How many parts are looked for at a time.
const LOOKS_AT_ONCE: usize = 16;

impl Service {
    /// Stores a `Binary` with the content of an upload that has come to its end.
    pub async fn complete_upload(&self, ctx: &Ctx, id: BlobId) -> Answer<Stored> {
        let operation = Operation::CompleteUpload;
        let answer = self
            .perform(ctx, operation, ResourceType::UPLOAD, |work| {
                Box::pin(self.plan_completion(work, id))
            })
            .await;
        if answer.is_ok() {
            let tenant = ctx.caller.tenant;
            let forgotten = match self.records.find_blob(&task(tenant), id).await {
                Ok(Some(blob)) => self.forget_notes(tenant, &blob).await,
                Ok(None) => Ok(()),
                Err(error) => Err(error.into()),
            };
            if let Err(error) = forgotten {
                tracing::warn!(
                    code = error.code(),
                    "what was noted of an upload is left to be collected"
                );
            }
        }
        answer
    }

    async fn plan_completion(
        &self,
        work: &Work<'_>,
        id: BlobId,
    ) -> Result<Change<Stored>, ServiceError> {
        let open = self.open_upload(work.ctx, &work.permit, id).await?;
        if !open.is_whole() {
            return Err(ServiceError::Unprocessable {
                expression: "offset".to_owned(),
                detail: "not all of it has come in; go on with the upload first",
            });
        }
        self.check_is_there(work, &open).await?;
        let Notes { content_type, context, .. } = &open.notes;
        let received = ReceivedBlob { tenant: work.permit.tenant(), reference: open.reference() };
        let incoming = incoming(content_type, context.as_deref())?.with_content(Some(&received));
        let permit = self.policies.permit(&work.caller, Operation::CreateResource, binary())?;
        let inner = work.beside(permit);
        let people = open.people()?;
        let mut change = self.plan_version(&inner, &random_id(self.rng()), None, incoming).await?;
        // Whoever is erased at this moment takes it along.
        change.guards.extend(people.into_iter().map(Guard::NotErased));
        Ok(change)
    }

    /// That all that has come in is kept. A backup has only what documents have, so what was under way when it was made
    /// is not in what is restored.
    async fn check_is_there(&self, work: &Work<'_>, open: &Open) -> Result<(), ServiceError> {
        let (tenant, blob) = (work.permit.tenant(), open.blob.id);
        let parts = open.blob.parts.iter();
        let names: Vec<_> = parts.map(|part| part.object_name(tenant, blob)).collect();
        let looks = names.iter().map(|name| self.blobs.place.size(name));
        let looks: Vec<_> = looks.collect();
        let mut looks = futures_util::stream::iter(looks).buffered(LOOKS_AT_ONCE);
        while let Some(size) = looks.try_next().await? {
            if size.is_none() {
                return Err(ServiceError::Unprocessable {
                    expression: "offset".to_owned(),
                    detail: "a part of what has come in is not there any more; begin the upload anew",
                });
            }
        }
        Ok(())
    }
}
