//! How far a tenant's indexes are behind what is stored, as any server can tell.

use model::TenantId;

use super::{STORES, kinds_of, permit};
use crate::Service;
use crate::error::ServiceError;
use crate::status::IndexStatus;

/// Up to how many changes are counted that an index does not have.
pub const BEHIND_MAX: usize = 200;

impl Service {
    /// How a tenant's indexes stand.
    pub(crate) async fn index_status(
        &self,
        tenant: TenantId,
    ) -> Result<Vec<IndexStatus>, ServiceError> {
        let permit = permit(tenant);
        let mut states = Vec::new();
        for store in STORES {
            let Some(index) = self.find_index(&permit, store).await? else {
                states.push(IndexStatus { store, is_there: false, behind: 0 });
                continue;
            };
            let cursor = index.cursor();
            drop(index);
            let mut behind = 0;
            // One type after the other: what stands after the cursor may be much, and of others.
            for kind in kinds_of(store) {
                let left = BEHIND_MAX - behind;
                if left == 0 {
                    break;
                }
                behind += self.store(store).list_changes(&permit, kind, cursor, left).await?.len();
            }
            states.push(IndexStatus { store, is_there: true, behind });
        }
        Ok(states)
    }
}
