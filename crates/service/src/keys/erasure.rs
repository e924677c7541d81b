//! Destroying keys, and sealing what is to be known for a job.

use std::sync::Arc;

use model::{DocumentKeyId, JobId, Safeguard};
use policy::Permit;
use seal::{KeyReference, Plaintext};
use store::{Job, SubjectName};

use super::{KeyError, KeyRing};

impl KeyRing {
    /// Destroys the key of a person, who was erased before, and forgets it.
    pub(crate) async fn destroy_subject(
        &self,
        permit: &Permit,
        name: SubjectName,
    ) -> Result<bool, KeyError> {
        let tenant = permit.tenant();
        let known = self.store.find_subject(permit, name).await?;
        if Safeguard::SubjectKeysDestroyed.stands() {
            self.store.destroy_subject(permit, name).await?;
        }
        let names = known.iter().flat_map(|known| {
            [
                SubjectName::Row(known.row),
                SubjectName::Identity(known.identity),
                SubjectName::Records(known.records),
            ]
        });
        for name in names.chain([name]) {
            self.subjects.remove(&(tenant, name));
        }
        Ok(known.is_some())
    }

    /// Destroys a tenant's key and secrets, and so many of the keys under it, and forgets them all. Says
    /// whether there were any.
    pub(crate) async fn destroy_tenant(
        &self,
        permit: &Permit,
        limit: usize,
    ) -> Result<bool, KeyError> {
        let were_there = self.store.destroy_tenant(permit, limit).await?;
        let tenant = permit.tenant();
        self.tenants.remove(&tenant);
        self.subjects.remove_all(|(of, _)| *of == tenant);
        self.documents.remove_all(|(of, _)| *of == tenant);
        Ok(were_there)
    }

    /// Whether there is a key of a person, remembered or not.
    pub(crate) async fn has_subject(
        &self,
        permit: &Permit,
        name: SubjectName,
    ) -> Result<bool, KeyError> {
        Ok(self.store.find_subject(permit, name).await?.is_some())
    }

    /// Destroys keys of documents, and forgets them.
    pub(crate) async fn destroy_document_keys(
        &self,
        permit: &Permit,
        ids: Vec<DocumentKeyId>,
    ) -> Result<(), KeyError> {
        if ids.is_empty() {
            return Ok(());
        }
        if Safeguard::DocumentKeysDestroyed.stands() {
            self.store.destroy_document_keys(permit, ids.clone()).await?;
        }
        for id in ids {
            self.documents.remove(&(permit.tenant(), id));
        }
        Ok(())
    }

    /// Seals what is to be known for a job, under a key of its own.
    pub(crate) async fn seal_job(
        &self,
        permit: &Permit,
        id: JobId,
        content: &[u8],
    ) -> Result<(KeyReference, Vec<u8>), KeyError> {
        let (name, key) = self.new_document_key(permit).await?;
        let reference = KeyReference::Document(name);
        let place = store::job::place(permit.tenant(), id, reference);
        Ok((reference, seal::seal(&key, &place, content, self.rng.as_ref())))
    }

    /// Opens what is to be known for a job.
    pub(crate) async fn open_job(&self, permit: &Permit, job: &Job) -> Result<Plaintext, KeyError> {
        let KeyReference::Document(id) = job.key else { return Err(KeyError::NoKey) };
        let key: Option<Arc<_>> = self.document_key(permit, id).await?;
        Ok(job.open(&*key.ok_or(KeyError::NoKey)?)?)
    }
}
