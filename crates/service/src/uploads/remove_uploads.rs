//! Removes what is coming in: about somebody who was erased, or for a tenant that was deleted.

use model::{Pseudonym, TenantId};
use policy::Permit;
use seal::KeyReference;
use store::Blob;

use super::{Notes, place};
use crate::Service;
use crate::blobs::task;
use crate::error::ServiceError;

/// How many are looked at at a time.
const BATCH: usize = 100;

impl Service {
    /// Removes what is coming in about a person of a tenant by several requests, or all that is coming in for a tenant.
    pub(crate) async fn remove_uploads(
        &self,
        tenant: TenantId,
        about: Option<Pseudonym>,
    ) -> Result<(), ServiceError> {
        let (permit, mut after) = (task(tenant), None);
        loop {
            let pending = self.records.list_pending_blobs(&permit, after, BATCH).await?;
            let Some(last) = pending.last() else { return Ok(()) };
            after = Some(last.id);
            for blob in pending {
                let is_wanted = match about {
                    Some(person) => !self.is_upload_about(&permit, &blob, person).await?,
                    None => false,
                };
                // A document may have come to have it at this moment.
                if !is_wanted && self.records.let_pending_blob_go(&permit, blob.id).await? {
                    self.remove_going_blob(&permit, blob.id).await?;
                }
            }
        }
    }

    /// Whether content that is coming in by several requests is about a person. Of what comes by one request it is known
    /// only when that is over.
    async fn is_upload_about(
        &self,
        permit: &Permit,
        blob: &Blob,
        person: Pseudonym,
    ) -> Result<bool, ServiceError> {
        let Some(sealed) = &blob.notes else { return Ok(false) };
        match sealed.key {
            KeyReference::Subject(only) => Ok(only == person),
            KeyReference::Document(id) => {
                // It is just becoming a document, or going.
                let Some(key) = self.keys.document_key(permit, id).await? else { return Ok(false) };
                let place = place(permit.tenant(), blob.id, sealed.key);
                let content = seal::open(&key, &place, &sealed.message);
                // What does not open goes when its time is over.
                let notes = content.ok().and_then(|it| serde_json::from_slice::<Notes>(&it).ok());
                Ok(notes.is_some_and(|notes| notes.about.contains(&person.to_string())))
            }
            _ => Ok(false),
        }
    }
}
