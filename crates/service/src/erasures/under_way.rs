//! An erasure that is gone on with: what stands of it, and how it is kept how far it is.

use model::{
    BackgroundTask, DocumentKeyId, ErasureId, FaultPoint, Operation, TenantId, Version, fault,
};
use policy::Permit;
use store::Job;

use super::body::ErasureBody;
use super::{erasure_row, task};
use crate::Service;
use crate::error::ServiceError;
use crate::work::Change;

/// An erasure that is not closed.
pub(super) struct UnderWay {
    pub(super) id: ErasureId,
    pub(super) permit: Permit,
    /// The version that was read, or kept last.
    version: Version,
    pub(super) body: ErasureBody,
}

impl UnderWay {
    pub(super) fn tenant(&self) -> TenantId {
        self.permit.tenant()
    }
}

impl Service {
    /// The erasure that a job finishes.
    pub(super) async fn erasure_of_job(&self, job: &Job) -> Result<UnderWay, ServiceError> {
        let (id, permit) = (ErasureId::from_bytes(*job.id.as_bytes()), task(job.tenant));
        let keys = self.keys.tenant(&permit).await?;
        // The job came with it.
        let found = self.find_erasure_body(&permit, &keys, id).await?;
        let (version, body) = found.ok_or(ServiceError::Integrity)?;
        Ok(UnderWay { id, permit, version, body })
    }

    /// Keeps how far it is, under the newest epoch that copies may be under, with the event that says so.
    pub(super) async fn keep_erasure(&self, erasure: &mut UnderWay) -> Result<(), ServiceError> {
        let body = &mut erasure.body;
        if body.closed_at.is_none() {
            // What was destroyed until now was under this one or an earlier one.
            let epoch = self.keys.epoch_of_tenant(&erasure.permit).await?;
            body.epoch = body.epoch.max(epoch);
        }
        let next = erasure.version.next();
        let task = BackgroundTask::Erase;
        let ctx = self.background_context(task, erasure.permit.tenant());
        let work = self.background_work(&ctx, task, Operation::FinishErasure).await?;
        let document = body.document(erasure.id, next, work.ctx.at);
        let row = erasure_row(&work.keys, erasure.id);
        let change = Change::of(()).putting(&work, row, &document).await?;
        work.carry_out(change).await?;
        erasure.version = next;
        Ok(())
    }

    /// Keeps which keys of documents are about to be destroyed: whoever puts keys back brings them along, and by then no
    /// row says which they are.
    pub(super) async fn keep_document_keys(
        &self,
        erasure: &mut UnderWay,
        keys: impl Iterator<Item = DocumentKeyId>,
    ) -> Result<(), ServiceError> {
        let known = erasure.body.document_keys.len();
        erasure.body.document_keys.extend(keys.map(|key| key.to_string()));
        if erasure.body.document_keys.len() == known {
            return Ok(());
        }
        self.keep_erasure(erasure).await?;
        fault::reach(FaultPoint::DocumentKeysKept);
        Ok(())
    }
}
