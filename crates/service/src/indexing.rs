//! The search indexes at work: they follow what is stored, and are built anew when they must be.
//!
//! An index belongs to a tenant and a store, and says how far it has followed the store's stream of
//! changes. Nothing is written for it in a commit. A search looks through what is newer by itself, so it
//! never misses anything, and an index that is behind, damaged or not there costs time only.

mod build;
mod content;
mod follow;
mod maintain;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::{BackgroundTask, ResourceType, StoreName, TenantId};
use policy::Permit;
use store::{FollowedStores, IndexError, IndexSnapshot, Sequence};
use tokio::sync::Notify;

pub(crate) use content::about_term;
pub use maintain::IndexState;

use crate::Service;
use crate::error::ServiceError;

/// The stores whose documents are searched.
const STORES: [StoreName; 2] = [StoreName::Identity, StoreName::Records];
/// How far an index may be behind before changes have to wait for it.
const LAG_MAX: u64 = 20_000;
/// How long a change waits at most.
const WAIT_MAX: Duration = Duration::from_millis(200);
/// After which time a server that finds no index asks whether another has made one.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(10);

/// What is remembered of the indexes.
pub(crate) struct IndexKeeper {
    /// From how many live documents of one type on a tenant has an index; fewer are looked through.
    from_documents: u64,
    state: Mutex<State>,
    build_wanted: Notify,
    lag: AtomicU64,
}

#[derive(Default)]
struct State {
    /// How far each store's stream was followed.
    followed: HashMap<StoreName, Sequence>,
    /// What has changed and is not in an index yet: the newest place of each type.
    owed: BTreeMap<(TenantId, StoreName), BTreeMap<ResourceType, Sequence>>,
    /// Who waits for an index.
    to_build: BTreeMap<(TenantId, StoreName), Build>,
    /// For whom one is being built just now.
    building: HashSet<(TenantId, StoreName)>,
    /// When a tenant's keys were last looked up for an index.
    asked: HashMap<TenantId, Duration>,
}

/// Why an index is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Build {
    /// There is none.
    First,
    /// The one that is there does not open.
    Again,
}

impl IndexKeeper {
    pub(crate) fn new(from_documents: u64) -> Self {
        let (state, build_wanted) = (Mutex::default(), Notify::new());
        Self { from_documents, state, build_wanted, lag: AtomicU64::new(0) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is whole by the time the lock is given back.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn want(&self, tenant: TenantId, store: StoreName, build: Build) {
        self.state().to_build.insert((tenant, store), build);
        self.build_wanted.notify_one();
    }

    /// How many versions the indexes are behind what is stored.
    pub(crate) fn lag(&self) -> u64 {
        self.lag.load(Ordering::Relaxed)
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

    /// How many versions the indexes are behind what is stored.
    pub fn index_lag(&self) -> u64 {
        self.indexing.lag()
    }

    /// Lets a change wait while the indexes are far behind.
    pub(crate) async fn wait_for_indexes(&self) {
        let lag = self.indexing.lag();
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
        let tenant = permit.tenant();
        let mut may_ask_again = true;
        loop {
            let keys = self.keys.tenant(permit).await?;
            for epoch in keys.index_epochs() {
                match self.indexes.snapshot(permit, epoch.name(store)).await {
                    Ok(Some(snapshot)) => return Ok(Some(snapshot)),
                    Ok(None) => {}
                    Err(error) => self.note_index_error(tenant, store, &error),
                }
            }
            // Another server may have begun an epoch since the keys were looked up.
            let now = self.clock.elapsed();
            let asked = &mut self.indexing.state().asked;
            may_ask_again &= asked.get(&tenant).is_none_or(|at| *at + ASK_AGAIN_AFTER < now);
            if !may_ask_again {
                return Ok(None);
            }
            asked.insert(tenant, now);
            self.keys.forget_tenant(tenant);
            may_ask_again = false;
        }
    }

    /// A search had to look at too much: there should be an index.
    pub(crate) fn want_index(&self, tenant: TenantId, store: StoreName) {
        self.indexing.want(tenant, store, Build::First);
    }

    /// An index that does not open is built anew; meanwhile what is stored is looked through.
    fn note_index_error(&self, tenant: TenantId, store: StoreName, error: &IndexError) {
        match error {
            IndexError::Damaged => {
                tracing::error!(%tenant, store = store.name(), "a search index is damaged; it is built anew");
                self.indexing.want(tenant, store, Build::Again);
            }
            IndexError::Unavailable(source) => {
                tracing::warn!(%tenant, store = store.name(), error = ?source, "a search index is not available");
            }
        }
    }
}

/// Leave to read what is indexed.
fn permit(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::Index, tenant)
}
