//! The indexes follow what is stored: at every tick, whatever has changed goes into them.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::Ordering;

use model::{FaultPoint, ResourceType, StoreName, TenantId, fault};
use policy::Permit;
use store::{Changed, IndexName, Sealed, Selection, Sequence};

use super::{Build, STORES, permit};
use crate::Service;
use crate::error::ServiceError;

/// How many versions of a type go into an index at a time.
const VERSIONS_PER_STEP: usize = 5_000;

impl Service {
    /// Brings the indexes that this server writes up to what is stored now.
    pub async fn follow_changes(&self) -> Result<(), ServiceError> {
        if !self.indexes.may_write() {
            return Ok(());
        }
        let mut lag = 0;
        for store in STORES {
            lag += self.follow_store(store).await?;
        }
        self.indexing.lag.store(lag, Ordering::Relaxed);
        Ok(())
    }

    /// Follows the stream of one store, and says how many places of it were new.
    async fn follow_store(&self, store: StoreName) -> Result<u64, ServiceError> {
        let permit = permit(TenantId::DEPLOYMENT);
        let documents = self.store(store);
        let horizon = documents.find_horizon(&permit).await?;
        let mut kept = self.indexes.find_followed().await?.unwrap_or_default();
        let followed = self.indexing.state().followed.get(&store).copied();
        // A server that has just begun to write goes on where the one before was.
        let followed = followed.unwrap_or(kept.of(store).surely);
        if followed < horizon {
            self.allow_to_follow(store, horizon).await?;
            let changed = documents.list_changed(&permit, followed).await?;
            let mut state = self.indexing.state();
            for Changed { tenant, kind, newest } in changed.into_iter().filter(is_searched) {
                let owed = state.owed.entry((tenant, store)).or_default();
                let newest = newest.max(owed.get(&kind).copied().unwrap_or(newest));
                owed.insert(kind, newest);
            }
            state.followed.insert(store, horizon);
        }
        self.pay_owed(store, horizon).await?;
        Ok(horizon.0.saturating_sub(followed.0))
    }

    /// Takes what is owed to the indexes of a store into them.
    async fn pay_owed(&self, store: StoreName, horizon: Sequence) -> Result<(), ServiceError> {
        let owed: Vec<_> = {
            let state = self.indexing.state();
            let of_store = state.owed.iter().filter(|((_, of), _)| *of == store);
            of_store.map(|((tenant, _), kinds)| (*tenant, kinds.clone())).collect()
        };
        for (tenant, kinds) in owed {
            let is_building = self.indexing.state().building.contains(&(tenant, store));
            if is_building {
                continue;
            }
            match self.follow_tenant(tenant, store, &kinds, horizon).await {
                Ok(()) => self.settle_owed((tenant, store), &kinds, horizon),
                // The other tenants' indexes go on.
                Err(error) => tracing::warn!(%tenant, %error, "an index could not follow"),
            }
        }
        let is_all_paid = !self.indexing.state().owed.keys().any(|(_, of)| *of == store);
        let mut kept = self.indexes.find_followed().await?.unwrap_or_default();
        if is_all_paid && kept.of(store).surely < horizon {
            kept.of(store).surely = horizon;
            self.indexes.keep_followed(kept).await?;
        }
        Ok(())
    }

    /// Says that indexes may follow a store that far, before any does.
    pub(super) async fn allow_to_follow(
        &self,
        store: StoreName,
        horizon: Sequence,
    ) -> Result<(), ServiceError> {
        let mut kept = self.indexes.find_followed().await?.unwrap_or_default();
        if kept.of(store).at_most < horizon {
            kept.of(store).at_most = horizon;
            self.indexes.keep_followed(kept).await?;
        }
        Ok(())
    }

    /// Forgets what is owed up to the horizon.
    fn settle_owed(
        &self,
        name: (TenantId, StoreName),
        done: &BTreeMap<ResourceType, Sequence>,
        horizon: Sequence,
    ) {
        let mut state = self.indexing.state();
        let Some(owed) = state.owed.get_mut(&name) else { return };
        owed.retain(|kind, newest| {
            done.get(kind).is_none_or(|done| *newest > *done) || *newest > horizon
        });
        if owed.is_empty() {
            state.owed.remove(&name);
        }
    }

    async fn follow_tenant(
        &self,
        tenant: TenantId,
        store: StoreName,
        kinds: &BTreeMap<ResourceType, Sequence>,
        horizon: Sequence,
    ) -> Result<(), ServiceError> {
        let permit = permit(tenant);
        // Nobody's keys are asked for who has no index.
        if !self.indexes.is_any(&permit).await? {
            return self.want_if_large(&permit, store, kinds).await;
        }
        let keys = self.keys.tenant(&permit).await?;
        let newest = keys.index_epochs().next();
        let Some(newest) = newest else {
            return self.want_if_large(&permit, store, kinds).await;
        };
        let name = newest.name(store);
        match self.indexes.snapshot(&permit, name).await {
            Ok(Some(snapshot)) => {
                let cursor = snapshot.cursor();
                drop(snapshot);
                self.catch_up(&permit, name, kinds, (cursor, horizon)).await
            }
            Ok(None) => self.want_if_large(&permit, store, kinds).await,
            Err(error) => {
                self.note_index_error(tenant, store, &error);
                Ok(())
            }
        }
    }

    /// Wants an index for a tenant that has much of something.
    async fn want_if_large(
        &self,
        permit: &Permit,
        store: StoreName,
        kinds: &BTreeMap<ResourceType, Sequence>,
    ) -> Result<(), ServiceError> {
        for kind in kinds.keys() {
            let count = self.store(store).count_live(permit, Selection::OfKind(*kind)).await?;
            if count >= self.indexing.from_documents {
                self.indexing.want(permit.tenant(), store, Build::First);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Takes what stands after the cursor, up to the horizon, into an index.
    pub(super) async fn catch_up(
        &self,
        permit: &Permit,
        name: IndexName<'_>,
        kinds: &BTreeMap<ResourceType, Sequence>,
        (mut cursor, horizon): (Sequence, Sequence),
    ) -> Result<(), ServiceError> {
        while cursor < horizon {
            let (newest, reached) =
                self.next_step(permit, name.store, kinds, cursor, horizon).await?;
            let mut changes = Vec::with_capacity(newest.len());
            for sealed in newest.values() {
                changes.push(self.index_change(permit, sealed).await?);
            }
            if !changes.is_empty() {
                fault::reach(FaultPoint::IndexChangesRead);
                self.indexes.update(permit, name, changes, Some(reached)).await?;
                fault::reach(FaultPoint::IndexWritten);
            }
            cursor = reached;
        }
        Ok(())
    }

    /// The newest versions of what has changed next, and how far that goes.
    async fn next_step(
        &self,
        permit: &Permit,
        store: StoreName,
        kinds: &BTreeMap<ResourceType, Sequence>,
        cursor: Sequence,
        horizon: Sequence,
    ) -> Result<(HashMap<Sequence, Sealed>, Sequence), ServiceError> {
        let mut reached = horizon;
        let mut versions = Vec::new();
        for (kind, _) in kinds.iter().filter(|(_, newest)| **newest > cursor) {
            let listed =
                self.store(store).list_changes(permit, *kind, cursor, VERSIONS_PER_STEP).await?;
            if listed.len() == VERSIONS_PER_STEP
                && let Some(last) = listed.last()
            {
                reached = reached.min(last.sequence);
            }
            versions.extend(listed);
        }
        let mut newest: HashMap<Sequence, Sealed> = HashMap::new();
        for sealed in versions.into_iter().filter(|sealed| sealed.sequence <= reached) {
            match newest.get(&sealed.born) {
                Some(known) if known.version > sealed.version => {}
                _ => {
                    newest.insert(sealed.born, sealed);
                }
            }
        }
        Ok((newest, reached))
    }
}

/// Only documents of the kinds that are searched are indexed.
fn is_searched(changed: &Changed) -> bool {
    changed.tenant != TenantId::DEPLOYMENT && changed.kind.is_fhir()
}
