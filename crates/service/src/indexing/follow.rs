//! The indexes follow what is stored: at every tick, whatever has changed goes into them.

use std::collections::{BTreeMap, HashMap};

use model::{FaultPoint, ResourceType, StoreName, TenantId, fault};
use policy::Permit;
use store::{
    Changed, Followed, FollowedStores, IndexChange, IndexName, IndexStep, Selection, Sequence,
};

use super::{Build, STORES, kinds_of, permit};
use crate::Service;
use crate::error::ServiceError;

/// How many versions of a type go into an index at a time.
const VERSIONS_PER_STEP: usize = 5_000;

/// How far a store's stream is followed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    /// It was looked up to here what has changed.
    listed: Sequence,
    /// Up to here, by their number, changes are in the indexes.
    taken: Sequence,
    /// Up to here it went when it was last looked at.
    last: Sequence,
}

impl Stream {
    /// How many places are still to be followed.
    pub(super) const fn lag(&self) -> u64 {
        self.last.0.saturating_sub(self.taken.0)
    }
}

/// What changes in an index next.
pub(super) struct NextChanges {
    pub(super) changes: Vec<IndexChange>,
    /// How far that goes.
    pub(super) reached: Sequence,
    /// How many versions that were.
    versions: usize,
}

impl Service {
    /// Brings the indexes that this server writes up to what is stored now.
    pub async fn follow_changes(&self) -> Result<(), ServiceError> {
        if self.indexes.may_write() {
            for store in STORES {
                self.follow_store(store).await?;
            }
        }
        Ok(())
    }

    async fn follow_store(&self, store: StoreName) -> Result<(), ServiceError> {
        let permit = permit(TenantId::DEPLOYMENT);
        let known = self.indexing.state().streams.get(&store).map(|stream| stream.listed);
        let listed = match known {
            Some(listed) => listed,
            // A server that has just begun to write goes on where the one before was.
            None => self.keep_followed(store, |_| ()).await?.surely,
        };
        let horizon = self.horizon_to_follow(store).await?;
        let changed = if listed < horizon {
            self.store(store).list_changed(&permit, listed).await?
        } else {
            Vec::new()
        };
        {
            let mut state = self.indexing.state();
            for Changed { tenant, kind, newest } in changed.into_iter().filter(is_searched) {
                let owed = state.owed.entry((tenant, store)).or_default();
                let newest = newest.max(owed.get(&kind).copied().unwrap_or(newest));
                owed.insert(kind, newest);
            }
            let stream = Stream { listed: horizon, taken: listed, last: horizon };
            state.streams.insert(store, stream);
        }
        self.pay_owed(store, horizon).await?;
        self.measure_lag(store, |_| horizon).await
    }

    /// Takes what is owed to the indexes of a store into them.
    async fn pay_owed(&self, store: StoreName, horizon: Sequence) -> Result<(), ServiceError> {
        let owed: Vec<_> = {
            let state = self.indexing.state();
            let of_store = state.owed.iter().filter(|((_, of), _)| *of == store);
            of_store.map(|((tenant, _), kinds)| (*tenant, kinds.clone())).collect()
        };
        for (tenant, kinds) in owed {
            match self.follow_tenant(tenant, store, &kinds, horizon).await {
                Ok(()) => self.settle_owed((tenant, store), &kinds, horizon),
                // The other tenants' indexes go on.
                Err(ServiceError::Index(error)) => self.note_index_error(tenant, store, &error),
                Err(error) => tracing::warn!(%tenant, %error, "an index could not follow"),
            }
        }
        let is_all_paid = {
            let state = self.indexing.state();
            // That an index is due would be forgotten if this server ended now.
            let is_building = !state.to_build.is_empty() || !state.building.is_empty();
            !is_building && !state.owed.keys().any(|(_, of)| *of == store)
        };
        if is_all_paid {
            self.keep_followed(store, |followed| followed.surely = horizon).await?;
        }
        Ok(())
    }

    /// How far a store can be followed now; it is said that indexes may be so far before any is.
    pub(super) async fn horizon_to_follow(
        &self,
        store: StoreName,
    ) -> Result<Sequence, ServiceError> {
        let horizon = self.store(store).find_horizon(&permit(TenantId::DEPLOYMENT)).await?;
        self.keep_followed(store, |followed| followed.at_most = followed.at_most.max(horizon))
            .await?;
        Ok(horizon)
    }

    /// Changes what is kept of how far a store is followed.
    async fn keep_followed(
        &self,
        store: StoreName,
        change: impl FnOnce(&mut Followed),
    ) -> Result<Followed, ServiceError> {
        let mut kept = self.indexing.kept.lock().await;
        let before: FollowedStores = match *kept {
            Some(before) => before,
            None => self.indexes.find_followed().await?.unwrap_or_default(),
        };
        let mut after = before;
        change(after.of(store));
        if after != before {
            self.indexes.keep_followed(after).await?;
        }
        *kept = Some(after);
        Ok(*after.of(store))
    }

    /// Measures how far there is to go, from where it has come.
    async fn measure_lag(
        &self,
        store: StoreName,
        come_to: impl FnOnce(&Stream) -> Sequence,
    ) -> Result<(), ServiceError> {
        let last = self.store(store).find_horizon(&permit(TenantId::DEPLOYMENT)).await?;
        if let Some(stream) = self.indexing.state().streams.get_mut(&store) {
            stream.taken = come_to(stream);
            stream.last = last;
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
        owed: &BTreeMap<ResourceType, Sequence>,
        horizon: Sequence,
    ) -> Result<(), ServiceError> {
        let permit = permit(tenant);
        // Nobody's keys are asked for who has no index.
        let Some(keys) = self.index_keys(&permit).await? else {
            return self.want_if_large(&permit, store, owed).await;
        };
        let is_renewing = keys.index_epochs().nth(1).is_some();
        if is_renewing {
            self.indexing.want(tenant, store, Build::First);
        }
        let Some((name, snapshot)) = self.newest_finished(&permit, &keys, store).await else {
            return self.want_if_large(&permit, store, owed).await;
        };
        let from = snapshot.cursor();
        drop(snapshot);
        let brought = self.indexing.state().brought.get(&(tenant, store)).copied();
        let kinds = if brought == Some(from) {
            owed.keys().copied().collect()
        } else {
            // Somebody else has brought it there, or has put it back: nobody knows what it lacks.
            kinds_of(store)
        };
        let reached = self.catch_up(&permit, name, &kinds, (from, horizon)).await?;
        self.indexing.state().brought.insert((tenant, store), reached);
        Ok(())
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

    /// Takes what stands after a place, up to the horizon, into an index, and says how far that brings it.
    async fn catch_up(
        &self,
        permit: &Permit,
        name: IndexName<'_>,
        kinds: &[ResourceType],
        (from, horizon): (Sequence, Sequence),
    ) -> Result<Sequence, ServiceError> {
        let (mut brought, mut seen) = (from, from);
        while seen < horizon {
            let next = self.next_changes(permit, name.store, kinds, (seen, horizon)).await?;
            if !next.changes.is_empty() {
                fault::reach(FaultPoint::IndexChangesRead);
                let step = IndexStep { from: Some(brought), to: Some(next.reached) };
                self.indexes.update(permit, name, next.changes, step).await?;
                fault::reach(FaultPoint::IndexWritten);
                brought = next.reached;
            }
            seen = next.reached;
            let versions = next.versions as u64;
            self.measure_lag(name.store, |stream| Sequence(stream.taken.0 + versions)).await?;
        }
        Ok(brought)
    }

    /// What the next versions after a place change in an index; none of them stands behind the horizon.
    pub(super) async fn next_changes(
        &self,
        permit: &Permit,
        store: StoreName,
        kinds: &[ResourceType],
        (after, horizon): (Sequence, Sequence),
    ) -> Result<NextChanges, ServiceError> {
        let mut reached = horizon;
        let mut versions = Vec::new();
        for kind in kinds {
            let documents = self.store(store);
            let listed = documents.list_changes(permit, *kind, after, VERSIONS_PER_STEP).await?;
            if listed.len() == VERSIONS_PER_STEP
                && let Some(last) = listed.last()
            {
                reached = reached.min(last.sequence);
            }
            versions.extend(listed);
        }
        versions.retain(|sealed| sealed.sequence <= reached);
        let count = versions.len();
        // They come in their order, so that the newest of each document is the one that stays.
        let newest: HashMap<Sequence, _> =
            versions.into_iter().map(|sealed| (sealed.born, sealed)).collect();
        let types = self.document_types_of(permit, newest.values()).await?;
        let mut changes = Vec::with_capacity(newest.len());
        for sealed in newest.values() {
            changes.push(self.index_change(permit, &types, sealed).await?);
        }
        Ok(NextChanges { changes, reached, versions: count })
    }
}

/// Only documents of the kinds that are searched are indexed.
fn is_searched(changed: &Changed) -> bool {
    changed.tenant != TenantId::DEPLOYMENT
        && (changed.kind.is_fhir() || changed.kind.is_of_tenant())
}
