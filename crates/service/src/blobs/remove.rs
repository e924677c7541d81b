//! Content that goes.

use model::{BlobId, FaultPoint, RowKey, TenantId, fault};
use policy::Permit;
use seal::KeyReference;
use store::{BlobState, Versions, blob};

use super::task;
use crate::Service;
use crate::batches::Batch;
use crate::error::ServiceError;

impl Service {
    /// Removes blobs of a tenant, whatever becomes of the documents that have them.
    pub(crate) async fn remove_blobs(
        &self,
        tenant: TenantId,
        blobs: Vec<BlobId>,
    ) -> Result<(), ServiceError> {
        if blobs.is_empty() {
            return Ok(());
        }
        let permit = task(tenant);
        self.records.let_blobs_go(&permit, blobs.clone()).await?;
        fault::reach(FaultPoint::BlobsLetGo);
        for id in blobs {
            self.remove_going_blob(&permit, id).await?;
        }
        Ok(())
    }

    /// Removes what there is of a blob that is going, and then forgets it.
    pub(crate) async fn remove_going_blob(
        &self,
        permit: &Permit,
        id: BlobId,
    ) -> Result<(), ServiceError> {
        let found = self.records.find_blob(permit, id).await?;
        let Some(found) = found.filter(|blob| blob.state == BlobState::Going) else {
            return Ok(());
        };
        if let Some(KeyReference::Document(key)) = found.notes.map(|notes| notes.key) {
            self.keys.destroy_document_keys(permit, vec![key]).await?;
        }
        // Also what was kept and never listed.
        for name in self.blobs.place.list(&blob::objects_start(permit.tenant(), id)).await? {
            self.blobs.place.remove(&name).await?;
        }
        fault::reach(FaultPoint::BlobObjectsRemoved);
        Ok(self.records.forget_blob(permit, id).await?)
    }

    /// Removes the blobs of a row that none of its versions has any more, and says how many they were.
    pub(crate) async fn remove_blobs_of_row(
        &self,
        permit: &Permit,
        row: RowKey,
    ) -> Result<u64, ServiceError> {
        let found = self.records.list_blobs_of_row(permit, row).await?;
        let mut unwanted: Vec<_> = found.into_iter().map(|blob| blob.id).collect();
        let (mut before, mut batch) = (None, Batch::default());
        while !unwanted.is_empty() {
            let versions = Versions::OfRow(row);
            let found = self.records.list_versions(permit, versions, before, batch.rows()).await?;
            let Some(last) = found.last() else { break };
            batch.has_read(&found);
            before = Some(last.sequence);
            for sealed in found {
                let document = match self.open_document(permit, &sealed).await {
                    Err(ServiceError::Gone) => continue,
                    document => document?,
                };
                if let Some(content) = &document.content {
                    unwanted.retain(|blob| *blob != content.id);
                }
            }
        }
        let count = unwanted.len() as u64;
        self.remove_blobs(permit.tenant(), unwanted).await?;
        Ok(count)
    }
}
