//! What an operator does with the indexes of a tenant.

use model::{Operation, ResourceType, StoreName, TenantId};
use store::IndexSize;

use super::{STORES, permit};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::Change;

/// How an index stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexState {
    /// The store that it follows.
    pub store: StoreName,
    /// Its epoch.
    pub epoch: u64,
    /// How large it is.
    pub size: IndexSize,
}

impl Service {
    /// Builds a tenant's indexes anew, in an epoch of their own, and destroys what was before.
    pub async fn rebuild_index(&self, ctx: &Ctx, tenant: TenantId) -> Answer<Vec<IndexState>> {
        self.perform(ctx, Operation::RebuildIndex, ResourceType::INDEX, |_| {
            Box::pin(async move {
                self.writes_indexes_of(tenant).await?;
                self.renew_indexes(tenant).await?;
                Ok(Change::of(self.verify_indexes(tenant).await?))
            })
        })
        .await
    }

    /// Reads a tenant's indexes, every byte of them.
    pub async fn verify_index(&self, ctx: &Ctx, tenant: TenantId) -> Answer<Vec<IndexState>> {
        self.perform(ctx, Operation::VerifyIndex, ResourceType::INDEX, |_| {
            Box::pin(async move {
                self.is_tenant(tenant).await?;
                Ok(Change::of(self.verify_indexes(tenant).await?))
            })
        })
        .await
    }

    /// Writes a tenant's indexes without what is gone from them.
    pub async fn compact_index(&self, ctx: &Ctx, tenant: TenantId) -> Answer<Vec<IndexState>> {
        self.perform(ctx, Operation::CompactIndex, ResourceType::INDEX, |_| {
            Box::pin(async move {
                self.writes_indexes_of(tenant).await?;
                let permit = permit(tenant);
                let keys = self.keys.tenant(&permit).await?;
                for epoch in keys.index_epochs() {
                    for store in STORES {
                        self.indexes.compact(&permit, epoch.name(store)).await?;
                    }
                }
                Ok(Change::of(self.verify_indexes(tenant).await?))
            })
        })
        .await
    }

    async fn verify_indexes(&self, tenant: TenantId) -> Result<Vec<IndexState>, ServiceError> {
        let permit = permit(tenant);
        let keys = self.keys.tenant(&permit).await?;
        let mut states = Vec::new();
        for epoch in keys.index_epochs() {
            for store in STORES {
                let name = epoch.name(store);
                let size = self.indexes.verify(&permit, name).await.inspect_err(|error| {
                    self.note_index_error(tenant, store, error);
                })?;
                states.extend(size.map(|size| IndexState { store, epoch: name.epoch, size }));
            }
        }
        Ok(states)
    }

    async fn writes_indexes_of(&self, tenant: TenantId) -> Result<(), ServiceError> {
        self.is_tenant(tenant).await?;
        if self.indexes.may_write() {
            return Ok(());
        }
        Err(ServiceError::BadRequest("another server writes the indexes; ask that one".into()))
    }

    /// Whether there is such a tenant. Another server may have begun an epoch since it was last looked up.
    async fn is_tenant(&self, tenant: TenantId) -> Result<(), ServiceError> {
        self.keys.tenant_afresh(&permit(tenant)).await?;
        Ok(())
    }
}
