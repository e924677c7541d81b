//! Destroys and removes what a tenant has: keys first, then whatever was under them.

use std::collections::BTreeSet;

use model::{ErasureId, FaultPoint, ResourceType, RowKey, StoreName, TenantId, Version, fault};
use seal::KeyReference;
use store::{Selection, Versions};

use super::{BATCH_ROWS, DeletionBody, listed_row, own_task, task};
use crate::backups::IsRetried;
use crate::error::ServiceError;
use crate::members::Affiliation;
use crate::{Service, erasures};

/// How many keys are destroyed at a time.
const KEYS_PER_STEP: usize = 1_000;
/// How many rows are removed at a time: no writer waits for long.
const ROWS_PER_STEP: usize = 200;

impl Service {
    /// Destroys and removes all of it, however much of that was done before.
    pub(super) async fn remove_tenant(
        &self,
        id: ErasureId,
        body: &DeletionBody,
    ) -> Result<(), ServiceError> {
        let tenant = body.tenant()?;
        self.destroy_keys_of(tenant).await?;
        let is_retried = IsRetried::of_replayed(body.is_replayed);
        let said = body.encode();
        self.fence_deletion_everywhere(id, tenant, (said.as_bytes(), is_retried)).await?;
        fault::reach(FaultPoint::DeletionFenced);
        let permit = task(tenant);
        loop {
            let parts = self.records.list_blob_parts(&permit, None, ROWS_PER_STEP).await?;
            let blobs: BTreeSet<_> = parts.into_iter().map(|(blob, _)| blob).collect();
            if blobs.is_empty() {
                break;
            }
            self.remove_blobs(tenant, blobs.into_iter().collect()).await?;
        }
        self.remove_uploads(tenant, None).await?;
        for store in [StoreName::Identity, StoreName::Records] {
            while self.store(store).remove_of_tenant(&permit, ROWS_PER_STEP).await? {
                fault::reach(FaultPoint::TenantPartRemoved);
                tokio::task::yield_now().await;
            }
        }
        fault::reach(FaultPoint::TenantDocumentsRemoved);
        let mut after = None;
        while let Some(last) = self.records.empty_events(&permit, after, ROWS_PER_STEP).await? {
            after = Some(last);
            fault::reach(FaultPoint::EventsEmptied);
            tokio::task::yield_now().await;
        }
        self.remove_indexes(tenant).await?;
        self.remove_exports(tenant).await?;
        Ok(())
    }

    /// Erases whoever belonged to a tenant and belongs to no other: nobody else is left who could ask for it. Says of how
    /// many notes of who belongs where it is not known whom they mean.
    pub(super) async fn forget_people_of(&self, tenant: TenantId) -> Result<u64, ServiceError> {
        let permit = erasures::task(TenantId::DIRECTORY);
        let selection = Selection::OfKind(ResourceType::AFFILIATION);
        let (mut unread, mut before) = (0, None);
        loop {
            let rows = self.records.list_live(&permit, selection, before, BATCH_ROWS).await?;
            let Some(last) = rows.last() else { return Ok(unread) };
            before = Some(last.born);
            for sealed in &rows {
                let document = match self.open_document(&permit, sealed).await {
                    Err(ServiceError::Gone) => continue,
                    // One that was changed keeps nobody else from going. `doctor` names it.
                    Err(ServiceError::Integrity) => {
                        tracing::error!(row = %sealed.row, "who belongs where does not open, and may stay");
                        unread += 1;
                        continue;
                    }
                    document => document?,
                };
                let affiliation = Affiliation::read(&document)?;
                if affiliation.tenant == tenant
                    && let KeyReference::Subject(person) = sealed.key
                {
                    self.forget_if_nowhere(person).await?;
                }
            }
        }
    }

    /// Destroys a tenant's keys, the tenant key first: nothing opens from then on. Says whether there were any.
    pub(super) async fn destroy_keys_of(&self, tenant: TenantId) -> Result<bool, ServiceError> {
        let (permit, mut were_there) = (task(tenant), false);
        while self.keys.destroy_tenant(&permit, KEYS_PER_STEP).await? {
            were_there = true;
            fault::reach(FaultPoint::TenantKeysDestroyed);
            tokio::task::yield_now().await;
        }
        self.clients.remove_all(|(of, _)| *of == tenant);
        self.document_types.remove_all(|(of, ..)| *of == tenant);
        Ok(were_there)
    }

    /// Destroys the keys of what the deployment's list said of an account that was deleted, however often.
    pub(super) async fn destroy_listed_keys(
        &self,
        body: &DeletionBody,
    ) -> Result<(), ServiceError> {
        Ok(self.keys.destroy_document_keys(&own_task(), body.listed_keys()?).await?)
    }

    /// Takes what the deployment's list said of an account out of it: the name above all. It is kept before which keys that
    /// had.
    pub(super) async fn unlist_tenant(
        &self,
        id: ErasureId,
        version: Version,
        body: &mut DeletionBody,
    ) -> Result<Version, ServiceError> {
        let (permit, mut version) = (own_task(), version);
        let row = listed_row(&*self.own_keys().await?, body.tenant()?);
        let keys = self.listed_versions(row).await?;
        let of_documents = keys.iter().filter_map(|key| match key {
            KeyReference::Document(id) => Some(id.to_string()),
            _ => None,
        });
        let before = body.listed_keys.len();
        body.listed_keys.extend(of_documents);
        if body.listed_keys.len() > before {
            version = self.keep_deletion(id, version, body).await?;
        }
        // The keys first: the rows say which they are.
        self.destroy_listed_keys(body).await?;
        if !keys.is_empty() {
            self.records.erase_versions(&permit, id, row, keys).await?;
        }
        fault::reach(FaultPoint::TenantUnlisted);
        Ok(version)
    }

    /// The keys of all versions of an entry of the list that are there still.
    async fn listed_versions(&self, row: RowKey) -> Result<Vec<KeyReference>, ServiceError> {
        let (permit, mut keys, mut before) = (own_task(), Vec::new(), None);
        loop {
            let versions = Versions::OfRow(row);
            let found = self.records.list_versions(&permit, versions, before, BATCH_ROWS).await?;
            let Some(last) = found.last() else { return Ok(keys) };
            before = Some(last.sequence);
            let there = found.iter().map(|sealed| sealed.key);
            keys.extend(there.filter(|key| !matches!(key, KeyReference::Erased(_))));
        }
    }
}
