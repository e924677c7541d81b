//! Erases again, in what was restored, whomever a fence names, a tenant too.

use backup::{Fence, Fenced};
use model::{BackgroundTask, Operation, ResourceType, StoreName};
use store::{Selection, SubjectName};

use super::fences::open_fence;
use crate::Service;
use crate::deletions;
use crate::erasures::{ErasureBody, Remains, task};
use crate::error::ServiceError;
use crate::keys::KeyError;

/// How many of the documents about somebody are looked at for their own.
const OWN_ROWS_MAX: usize = 500;

/// What became of an erasure that was to be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replayed {
    /// It was done again.
    Erased,
    /// The stores know of it, or have nothing of the person's tenant.
    Known,
}

impl Service {
    /// Erases or deletes whom a fence names, unless the stores know of it.
    pub async fn replay_erasure(&self, fence: &Fence) -> Result<Replayed, ServiceError> {
        let erasure = match fence.fenced {
            Fenced::Person(erasure) => erasure,
            Fenced::Tenant(deletion) => {
                let keys = self.keys.tenant(&deletions::own_task()).await?;
                let body = serde_json::from_slice(&open_fence(&keys, fence)?);
                let body = body.map_err(|_| ServiceError::Integrity)?;
                let is_done = self.replay_deletion(deletion, body).await?;
                return Ok(if is_done { Replayed::Erased } else { Replayed::Known });
            }
        };
        let permit = task(fence.tenant);
        let keys = match self.keys.tenant(&permit).await {
            // The tenant came after what was restored, and so did the person.
            Err(KeyError::NoTenant) => return Ok(Replayed::Known),
            keys => keys?,
        };
        let content = open_fence(&keys, fence)?;
        let mut body: ErasureBody =
            serde_json::from_slice(&content).map_err(|_| ServiceError::Integrity)?;
        body.is_replayed = true;
        let subject = SubjectName::Records(body.records()?);
        let known = self.find_erasure_body(&permit, &keys, erasure).await?;
        let is_known = known.is_some();
        if let Some((_, known)) = known {
            self.keys.destroy_document_keys(&permit, known.document_keys()?).await?;
        } else {
            let remains = self.remains_of_restored(&permit, &body).await?;
            let background = BackgroundTask::Erase;
            let ctx = self.background_context(background, fence.tenant);
            let work = self.background_work(&ctx, background, Operation::ReplayErasure).await?;
            let change = self.deciding(&work, erasure, &body, remains.as_ref()).await?;
            work.carry_out(change).await?;
        }
        self.keys.destroy_subject(&permit, subject).await?;
        Ok(if is_known { Replayed::Known } else { Replayed::Erased })
    }

    /// How many documents about several people are gone since somebody was erased again of whom it was not known any more
    /// what they said.
    pub async fn count_lost_documents(&self) -> Result<u64, ServiceError> {
        let mut lost = 0;
        for tenant in self.keys.list_tenants(&super::own_task()).await? {
            let permit = task(tenant);
            let keys = self.keys.tenant(&permit).await?;
            let bodies = self.list_erasure_bodies(&permit, &keys).await?;
            lost += bodies
                .iter()
                .filter_map(|(_, body)| Some(body.emptied.as_ref()?.lost))
                .sum::<u64>();
        }
        Ok(lost)
    }

    /// Who it was, as far as their own document is there and opens: it does not if the keys are of after the
    /// erasure.
    async fn remains_of_restored(
        &self,
        permit: &policy::Permit,
        body: &ErasureBody,
    ) -> Result<Option<Remains>, ServiceError> {
        let person = body.identity()?;
        let kind = match &body.kind {
            user if user == ResourceType::USER.name() => Some(ResourceType::USER),
            other => fhir::types::resource_type(other).filter(|kind| kind.is_person()),
        };
        let Some(kind) = kind else { return Ok(None) };
        let selection = Selection::About { subject: person, kind };
        let rows = self
            .store(StoreName::Identity)
            .list_live(permit, selection, None, OWN_ROWS_MAX)
            .await?;
        for sealed in rows {
            let Ok(concealed) = self.keys.open(permit, &sealed).await else { continue };
            let document = self.policies.release(permit, concealed)?;
            if document.about.first() != Some(&person) {
                continue;
            }
            return Ok(Some(Remains {
                kind: body.kind.clone(),
                id: document.id.to_string(),
                marks: self.marks_of(permit, sealed.row).await?,
            }));
        }
        Ok(None)
    }
}
