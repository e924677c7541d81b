//! An index is built from what is stored: the first of a tenant, one in the place of a damaged one, and
//! one of a new epoch.

use model::{FaultPoint, ResourceType, StoreName, TenantId, fault};
use policy::Permit;
use store::{IndexName, Selection, Sequence};

use super::{Build, STORES, permit};
use crate::Service;
use crate::error::ServiceError;

/// How many documents are read and written at a time.
const DOCUMENTS_PER_STEP: usize = 2_000;

impl Service {
    /// Waits until an index is wanted.
    pub async fn index_build_wanted(&self) {
        self.indexing.build_wanted.notified().await;
    }

    /// Builds the indexes that are wanted.
    pub async fn build_wanted_indexes(&self) -> Result<(), ServiceError> {
        loop {
            let next = self.indexing.state().to_build.pop_first();
            let Some(((tenant, store), why)) = next else { return Ok(()) };
            if self.indexes.may_write() {
                self.build_index(tenant, store, why).await?;
            }
        }
    }

    async fn build_index(
        &self,
        tenant: TenantId,
        store: StoreName,
        why: Build,
    ) -> Result<(), ServiceError> {
        let permit = permit(tenant);
        let mut keys = self.keys.tenant(&permit).await?;
        if keys.index_epochs().next().is_none() {
            keys = self.keys.begin_index_epoch(&permit).await?;
        }
        let newest = keys.index_epochs().next().ok_or(ServiceError::Integrity)?;
        let name = newest.name(store);
        let is_there = matches!(self.indexes.snapshot(&permit, name).await, Ok(Some(_)));
        if is_there && why == Build::First {
            return Ok(());
        }
        self.while_building(tenant, &[store], self.fill(&permit, name)).await
    }

    /// Begins a new epoch of a tenant's indexes, builds them in it, and lets nothing of those before
    /// survive: neither their files nor what opens them.
    pub(super) async fn renew_indexes(&self, tenant: TenantId) -> Result<(), ServiceError> {
        self.while_building(tenant, &STORES, self.fill_new_epoch(&permit(tenant))).await
    }

    async fn fill_new_epoch(&self, permit: &Permit) -> Result<(), ServiceError> {
        let before = self.keys.tenant(permit).await?;
        let keys = self.keys.begin_index_epoch(permit).await?;
        let newest = keys.index_epochs().next().ok_or(ServiceError::Integrity)?;
        for store in STORES {
            let mut had_one = false;
            for epoch in before.index_epochs() {
                let snapshot = self.indexes.snapshot(permit, epoch.name(store)).await;
                // One that is damaged is to be there again.
                had_one |= !matches!(snapshot, Ok(None));
            }
            if had_one {
                self.fill(permit, newest.name(store)).await?;
            }
        }
        let epoch = newest.name(StoreName::Records).epoch;
        self.keys.end_index_epochs_before(permit, epoch).await?;
        fault::reach(FaultPoint::IndexKeysDestroyed);
        self.indexes.remove_before(permit, epoch).await?;
        Ok(())
    }

    /// Keeps the follower, and other builders, away from what is being built.
    async fn while_building(
        &self,
        tenant: TenantId,
        stores: &[StoreName],
        work: impl Future<Output = Result<(), ServiceError>>,
    ) -> Result<(), ServiceError> {
        let names = || stores.iter().map(|store| (tenant, *store));
        {
            let mut state = self.indexing.state();
            if names().any(|name| state.building.contains(&name)) {
                return Err(ServiceError::Busy);
            }
            state.building.extend(names());
        }
        let built = work.await;
        let mut state = self.indexing.state();
        state.building.retain(|building| !names().any(|name| name == *building));
        drop(state);
        built
    }

    /// Puts everything that is stored into an empty index, and then what has changed meanwhile.
    async fn fill(&self, permit: &Permit, name: IndexName<'_>) -> Result<(), ServiceError> {
        let (tenant, store) = (permit.tenant(), name.store);
        let deployment = super::permit(TenantId::DEPLOYMENT);
        let begun_at = self.store(store).find_horizon(&deployment).await?;
        self.allow_to_follow(store, begun_at).await?;
        self.indexes.remove(permit, store, name.epoch).await?;
        let kinds = fhir::types::RESOURCE_TYPES.iter().filter(|kind| kind.store() == store);
        for kind in kinds {
            self.fill_with(permit, name, *kind).await?;
        }
        self.indexes.update(permit, name, Vec::new(), Some(begun_at)).await?;
        let horizon = self.store(store).find_horizon(&deployment).await?;
        self.allow_to_follow(store, horizon).await?;
        let changed = self.store(store).list_changed(&deployment, begun_at).await?;
        let of_tenant = changed.into_iter().filter(|changed| changed.tenant == tenant);
        let kinds = of_tenant.map(|changed| (changed.kind, changed.newest)).collect();
        self.catch_up(permit, name, &kinds, (begun_at, horizon)).await
    }

    async fn fill_with(
        &self,
        permit: &Permit,
        name: IndexName<'_>,
        kind: ResourceType,
    ) -> Result<(), ServiceError> {
        let mut before: Option<Sequence> = None;
        loop {
            let documents = self.store(name.store);
            let selection = Selection::OfKind(kind);
            let rows = documents.list_live(permit, selection, before, DOCUMENTS_PER_STEP).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            before = Some(last.born);
            let mut changes = Vec::with_capacity(rows.len());
            for sealed in &rows {
                let mut change = self.index_change(permit, sealed).await?;
                // It was empty, and every document comes once.
                change.may_be_there = false;
                changes.push(change);
            }
            self.indexes.update(permit, name, changes, None).await?;
        }
    }
}
