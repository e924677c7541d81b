//! Content that is kept as objects of its own goes into a backup as it is: it is sealed, and never changes.

use model::TenantId;

use super::making::Making;
use crate::Service;
use crate::blobs::task;
use crate::error::ServiceError;

/// How many objects are looked at at a time.
const PARTS_PER_STEP: usize = 500;

impl Service {
    /// Keeps the content that documents have. It is listed after the documents were read: what came since is more
    /// than is needed, and what went since is nobody's any more.
    pub(super) async fn keep_blobs(&self, making: &mut Making<'_>) -> Result<(), ServiceError> {
        for tenant in self.keys.list_tenants(&task(TenantId::DEPLOYMENT)).await? {
            let permit = task(tenant);
            let mut after = None;
            loop {
                let parts = self.records.list_blob_parts(&permit, after, PARTS_PER_STEP).await?;
                let Some((blob, part)) = parts.last() else { break };
                after = Some((*blob, part.number));
                let objects = parts.iter().map(|(blob, part)| part.object_name(tenant, *blob));
                making.copies(self.blobs.place.as_ref(), objects.collect()).await?;
            }
        }
        Ok(())
    }
}
