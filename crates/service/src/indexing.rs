//! The search indexes at work: they follow what is stored, and are built anew when they must be.
//!
//! An index belongs to a tenant and a store, and says how far it has followed the store's stream of
//! changes. Nothing is written for it in a commit. A search looks through what is newer by itself, so it
//! never misses anything, and an index that is behind, damaged or not there costs time only.

mod build;
mod content;
mod follow;
mod maintain;
mod standing;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::{BackgroundTask, ResourceType, StoreName, TenantId};
use policy::Permit;
use store::{FollowedStores, IndexError, IndexName, IndexSnapshot, Sequence};
use tokio::sync::Notify;

pub(crate) use content::about_term;
pub use maintain::IndexState;
pub use standing::BEHIND_MAX;

use crate::Service;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use follow::Stream;

/// The stores whose documents are searched.
const STORES: [StoreName; 2] = [StoreName::Identity, StoreName::Records];
/// How far an index may be behind before changes have to wait for it.
const LAG_MAX: u64 = 20_000;
/// How long a change waits at most.
const WAIT_MAX: Duration = Duration::from_millis(200);

/// What is remembered of the indexes.
pub(crate) struct IndexKeeper {
    /// From how many live documents of one type on a tenant has an index; fewer are looked through.
    from_documents: u64,
    state: Mutex<State>,
    /// What is kept of how far the streams are followed, once it was read.
    kept: tokio::sync::Mutex<Option<FollowedStores>>,
    build_wanted: Notify,
}

#[derive(Default)]
struct State {
    /// How far each store's stream is followed.
    streams: HashMap<StoreName, Stream>,
    /// What has changed and is not in an index yet: the newest place of each type.
    owed: BTreeMap<(TenantId, StoreName), BTreeMap<ResourceType, Sequence>>,
    /// How far this server has brought an index.
    brought: HashMap<(TenantId, StoreName), Sequence>,
    /// Who waits for an index.
    to_build: BTreeMap<(TenantId, StoreName), Build>,
    /// For whom indexes are being built just now.
    building: HashSet<TenantId>,
    /// Up to which epoch of an index the keys of a tenant were looked up.
    looked_up: HashMap<TenantId, u64>,
}

/// Why an index is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Build {
    /// There is none, or one was begun and not finished.
    First,
    /// The one that is there does not open.
    Again,
}

impl IndexKeeper {
    pub(crate) fn new(from_documents: u64) -> Self {
        let (state, kept, build_wanted) = <_>::default();
        Self { from_documents, state, kept, build_wanted }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is whole by the time the lock is given back.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what is known of a tenant's indexes.
    fn forget(&self, tenant: TenantId) {
        let mut state = self.state();
        state.owed.retain(|(of, _), _| *of != tenant);
        state.brought.retain(|(of, _), _| *of != tenant);
        state.to_build.retain(|(of, _), _| *of != tenant);
        state.looked_up.remove(&tenant);
    }

    fn want(&self, tenant: TenantId, store: StoreName, build: Build) {
        let mut state = self.state();
        // What is wrong with one that is being built anew shows again when it is there.
        if build == Build::First || !state.building.contains(&tenant) {
            let wanted = state.to_build.entry((tenant, store)).or_insert(build);
            *wanted = build.max(*wanted);
            self.build_wanted.notify_one();
        }
    }
}

impl Service {
    /// Removes the indexes if they are not of these stores: somebody has put back stores of an earlier
    /// day, and what they are going to hold is not what was followed.
    pub async fn open_indexes(&self) -> Result<(), ServiceError> {
        if !self.indexes.may_write() {
            return Ok(());
        }
        let permit = permit(TenantId::DEPLOYMENT);
        let identity = self.identity.find_last_place(&permit).await?;
        let records = self.records.find_last_place(&permit).await?;
        let is_of_these_stores = |followed: FollowedStores| {
            followed.identity.at_most <= identity && followed.records.at_most <= records
        };
        if !self.indexes.find_followed().await?.is_some_and(is_of_these_stores) {
            self.indexes.clear().await?;
            self.indexes.keep_followed(FollowedStores::default()).await?;
        }
        Ok(())
    }

    /// How many places in the streams of the stores are still to be followed.
    pub fn index_lag(&self) -> u64 {
        self.indexing.state().streams.values().map(Stream::lag).sum()
    }

    /// Lets a change wait while the indexes are far behind.
    pub(crate) async fn wait_for_indexes(&self) {
        let lag = self.index_lag();
        if lag > LAG_MAX {
            let part = u32::try_from((lag - LAG_MAX) / 1_000).unwrap_or(u32::MAX);
            tokio::time::sleep((part * Duration::from_millis(5)).min(WAIT_MAX)).await;
        }
    }

    /// The newest finished index of the permit's tenant and a store, if there is one.
    pub(crate) async fn find_index(
        &self,
        permit: &Permit,
        store: StoreName,
    ) -> Result<Option<Box<dyn IndexSnapshot>>, ServiceError> {
        let keys = self.keys.tenant(permit).await?;
        if let Some((_, snapshot)) = self.newest_finished(permit, &keys, store).await {
            return Ok(Some(snapshot));
        }
        // Another server may have begun an epoch since the keys were looked up.
        let Some(keys) = self.index_keys(permit).await? else { return Ok(None) };
        let newest = self.newest_finished(permit, &keys, store).await;
        Ok(newest.map(|(_, snapshot)| snapshot))
    }

    /// The newest finished index of a store under these keys.
    async fn newest_finished<'k>(
        &self,
        permit: &Permit,
        keys: &'k TenantKeys,
        store: StoreName,
    ) -> Option<(IndexName<'k>, Box<dyn IndexSnapshot>)> {
        for epoch in keys.index_epochs() {
            let name = epoch.name(store);
            match self.indexes.snapshot(permit, name).await {
                Ok(Some(snapshot)) => return Some((name, snapshot)),
                Ok(None) => {}
                Err(error) => self.note_index_error(permit.tenant(), store, &error),
            }
        }
        None
    }

    /// The keys of the permit's tenant, if there is any index; as new as the newest index.
    async fn index_keys(&self, permit: &Permit) -> Result<Option<Arc<TenantKeys>>, ServiceError> {
        let Some(newest) = self.indexes.find_newest_epoch(permit).await? else { return Ok(None) };
        let keys = self.keys.tenant(permit).await?;
        if keys.index_epochs().next().is_some_and(|known| known.number() >= newest) {
            return Ok(Some(keys));
        }
        let before = self.indexing.state().looked_up.insert(permit.tenant(), newest);
        if before == Some(newest) {
            // It is not under a key of this tenant.
            return Ok(Some(keys));
        }
        Ok(Some(self.keys.tenant_afresh(permit).await?))
    }

    /// A search had to look at too much: there should be an index.
    pub(crate) fn want_index(&self, tenant: TenantId, store: StoreName) {
        self.indexing.want(tenant, store, Build::First);
    }

    /// An index that does not open is built anew; meanwhile what is stored is looked through.
    pub(crate) fn note_index_error(&self, tenant: TenantId, store: StoreName, error: &IndexError) {
        match error {
            IndexError::Damaged => {
                tracing::error!(%tenant, store = store.name(), "a search index is damaged; it is built anew");
                self.indexing.want(tenant, store, Build::Again);
            }
            // Whoever comes next looks at it anew.
            IndexError::Moved => {}
            IndexError::Unavailable(source) => {
                tracing::warn!(%tenant, store = store.name(), error = ?source, "a search index is not available");
            }
        }
    }
}

/// The types whose documents a store's indexes have.
fn kinds_of(store: StoreName) -> Vec<ResourceType> {
    let all = fhir::types::RESOURCE_TYPES.iter().chain(&ResourceType::OF_TENANT);
    all.copied().filter(|kind| kind.store() == store).collect()
}

/// Leave to read what is indexed.
fn permit(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::Index, tenant)
}
