//! An index is built from what is stored: the first of a tenant, one in the place of a damaged one, and
//! one of a new epoch.

use model::{FaultPoint, ResourceType, StoreName, TenantId, fault};
use policy::Permit;
use store::{IndexName, IndexStep, Sealed, Selection, Sequence};

use super::{Build, IndexKeeper, STORES, kinds_of, permit};
use crate::Service;
use crate::batches::Batch;
use crate::error::ServiceError;
use crate::keys::{IndexEpoch, TenantKeys};

/// How many documents are read and written at a time.
const DOCUMENTS_PER_STEP: usize = 2_000;
/// From how many bytes of them on it is taken down what an index keeps of them.
const BYTES_PER_STEP: usize = 16 * 1024 * 1024;

impl Service {
    /// Waits until an index is wanted.
    pub async fn index_build_wanted(&self) {
        self.indexing.build_wanted.notified().await;
    }

    /// Builds the indexes that are wanted. Those that cannot be built are wanted still.
    pub async fn build_wanted_indexes(&self) -> Result<(), ServiceError> {
        let wanted = std::mem::take(&mut self.indexing.state().to_build);
        if !self.indexes.may_write() {
            return Ok(());
        }
        let mut built = Ok(());
        for ((tenant, store), why) in wanted {
            if let Err(error) = self.build_index(tenant, store, why).await {
                tracing::warn!(%tenant, store = store.name(), %error, "a search index is not built yet");
                self.indexing.want(tenant, store, why);
                built = Err(error);
            }
        }
        built
    }

    async fn build_index(
        &self,
        tenant: TenantId,
        store: StoreName,
        why: Build,
    ) -> Result<(), ServiceError> {
        let _building = self.indexing.begin_building(tenant)?;
        fault::reach(FaultPoint::IndexBuildBegun);
        let permit = permit(tenant);
        let mut keys = self.keys.tenant(&permit).await?;
        if keys.index_epochs().next().is_none() {
            keys = self.keys.begin_index_epoch(&permit).await?;
        }
        let newest = keys.index_epochs().next().ok_or(ServiceError::Integrity)?.name(store);
        let is_there = matches!(self.indexes.snapshot(&permit, newest).await, Ok(Some(_)));
        if !is_there || why == Build::Again {
            self.fill(&permit, newest).await?;
        }
        self.finish_renewal(&permit, &keys).await
    }

    /// Begins a new epoch of a tenant's indexes, builds them in it, and lets nothing of those before
    /// survive: neither their files nor what opens them.
    pub(crate) async fn renew_indexes(&self, tenant: TenantId) -> Result<(), ServiceError> {
        let _building = self.indexing.begin_building(tenant)?;
        let permit = permit(tenant);
        let keys = self.keys.begin_index_epoch(&permit).await?;
        fault::reach(FaultPoint::IndexEpochBegun);
        self.finish_renewal(&permit, &keys).await
    }

    /// Removes the indexes of a tenant who was deleted, and forgets what was to be done for them.
    pub(crate) async fn remove_indexes(&self, tenant: TenantId) -> Result<(), ServiceError> {
        let _building = self.indexing.begin_building(tenant)?;
        self.indexing.forget(tenant);
        self.indexes.remove_before(&permit(tenant), u64::MAX).await?;
        Ok(())
    }

    /// The newest epoch of a tenant's indexes.
    pub(crate) async fn newest_index_epoch(
        &self,
        tenant: TenantId,
    ) -> Result<Option<u64>, ServiceError> {
        let keys = self.keys.tenant_afresh(&permit(tenant)).await?;
        Ok(keys.index_epochs().next().map(IndexEpoch::number))
    }

    /// The oldest epoch of a tenant's indexes that is there still.
    pub(crate) async fn oldest_index_epoch(
        &self,
        tenant: TenantId,
    ) -> Result<Option<u64>, ServiceError> {
        let keys = self.keys.tenant_afresh(&permit(tenant)).await?;
        Ok(keys.index_epochs().next_back().map(IndexEpoch::number))
    }

    /// More than one epoch means that a renewal was begun: brings it to its end.
    async fn finish_renewal(&self, permit: &Permit, keys: &TenantKeys) -> Result<(), ServiceError> {
        let mut epochs = keys.index_epochs();
        let newest = epochs.next().ok_or(ServiceError::Integrity)?;
        let before: Vec<_> = epochs.collect();
        if before.is_empty() {
            return Ok(());
        }
        for store in STORES {
            let mut had_one = false;
            for epoch in &before {
                let snapshot = self.indexes.snapshot(permit, epoch.name(store)).await;
                // One that is damaged is to be there again.
                had_one |= !matches!(snapshot, Ok(None));
            }
            let name = newest.name(store);
            let is_there = matches!(self.indexes.snapshot(permit, name).await, Ok(Some(_)));
            if had_one && !is_there {
                self.fill(permit, name).await?;
            }
        }
        self.indexes.remove_before(permit, newest.number()).await?;
        fault::reach(FaultPoint::IndexFilesRemoved);
        self.keys.end_index_epochs_before(permit, newest.number()).await?;
        Ok(())
    }

    /// Puts everything that is stored into an empty index, and what has changed meanwhile. Only then
    /// is it there for others.
    async fn fill(&self, permit: &Permit, name: IndexName<'_>) -> Result<(), ServiceError> {
        let mut reached = self.horizon_to_follow(name.store).await?;
        self.indexes.begin(permit, name).await?;
        let kinds = kinds_of(name.store);
        for kind in &kinds {
            self.fill_with(permit, name, *kind).await?;
        }
        let horizon = self.horizon_to_follow(name.store).await?;
        while reached < horizon {
            let next = self.next_changes(permit, name.store, &kinds, (reached, horizon)).await?;
            self.indexes.update(permit, name, next.changes, IndexStep::UNFINISHED).await?;
            reached = next.reached;
        }
        let finished = IndexStep { from: None, to: Some(reached) };
        self.indexes.update(permit, name, Vec::new(), finished).await?;
        Ok(())
    }

    async fn fill_with(
        &self,
        permit: &Permit,
        name: IndexName<'_>,
        kind: ResourceType,
    ) -> Result<(), ServiceError> {
        let (mut before, mut batch): (Option<Sequence>, _) = (None, Batch::default());
        let (mut changes, mut bytes) = (Vec::new(), 0);
        loop {
            let documents = self.store(name.store);
            let selection = Selection::OfKind(kind);
            let rows = documents.list_live(permit, selection, before, batch.rows()).await?;
            let is_full = changes.len() >= DOCUMENTS_PER_STEP || bytes >= BYTES_PER_STEP;
            if (is_full || rows.is_empty()) && !changes.is_empty() {
                let step = IndexStep::UNFINISHED;
                self.indexes.update(permit, name, std::mem::take(&mut changes), step).await?;
                bytes = 0;
            }
            let Some(last) = rows.last() else { return Ok(()) };
            before = Some(last.born);
            batch.has_read(&rows);
            bytes += rows.iter().map(Sealed::size).sum::<usize>();
            let types = self.document_types_of(permit, &rows).await?;
            for sealed in &rows {
                let mut change = self.index_change(permit, &types, sealed).await?;
                // It was empty, and every document comes once.
                change.may_be_there = false;
                changes.push(change);
            }
        }
    }
}

impl IndexKeeper {
    /// Keeps other builders away from a tenant's indexes until it is dropped.
    fn begin_building(&self, tenant: TenantId) -> Result<Building<'_>, ServiceError> {
        let is_first = self.state().building.insert(tenant);
        if is_first { Ok(Building { keeper: self, tenant }) } else { Err(ServiceError::Busy) }
    }
}

/// Somebody builds the indexes of a tenant.
struct Building<'a> {
    keeper: &'a IndexKeeper,
    tenant: TenantId,
}

impl Drop for Building<'_> {
    fn drop(&mut self) {
        self.keeper.state().building.remove(&self.tenant);
    }
}
