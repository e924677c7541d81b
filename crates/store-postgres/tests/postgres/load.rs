//! Commits from many tasks at once, and a record of which were acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use model::{RowKey, StoreName, Tree};
use store::{CommitError, StoreError, WriteSet};
use testkit::conformance::views::only_chain;
use testkit::conformance::world::Tenant;
use testkit::{TestRng, event, kind, permit, put};
use tokio::task::JoinSet;

/// How many tasks commit.
const TASKS: u16 = 16;
/// How long a task that was refused waits before it tries again.
const AFTER_A_REFUSAL: Duration = Duration::from_millis(5);

/// A load that goes on until it is ended.
pub(crate) struct Load {
    has_ended: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU64>,
    tasks: JoinSet<(Vec<RowKey>, u64)>,
}

impl Load {
    /// Begins to commit, for a tenant that has one event already.
    pub(crate) fn begin(tenant: &Tenant<'_>) -> Self {
        let (has_ended, acknowledged) = <(Arc<AtomicBool>, Arc<AtomicU64>)>::default();
        let mut tasks = JoinSet::new();
        for task in 0..TASKS {
            let records = Arc::clone(&tenant.world.stores.records);
            let (ended, count) = (Arc::clone(&has_ended), Arc::clone(&acknowledged));
            let tenant = tenant.id;
            tasks.spawn(async move {
                let rng = TestRng::new(100 + task);
                let (mut kept, mut refused) = (Vec::new(), 0);
                while !ended.load(Ordering::Relaxed) {
                    let row = RowKey::random(&rng);
                    let set = WriteSet {
                        puts: vec![put(kind("Observation"), row, 1)],
                        ..WriteSet::only_event(event(Tree::Changes, "an event", &rng))
                    };
                    match records.commit(permit(tenant), set).await {
                        Ok(_) => {
                            kept.push(row);
                            count.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(CommitError::Store(StoreError::Unavailable { .. })) => {
                            refused += 1;
                            tokio::time::sleep(AFTER_A_REFUSAL).await;
                        }
                        Err(error) => panic!("{error}"),
                    }
                }
                (kept, refused)
            });
        }
        Self { has_ended, acknowledged, tasks }
    }

    /// Waits until so many further commits were acknowledged.
    pub(crate) async fn goes_on_by(&self, further: u64) {
        let enough = self.acknowledged.load(Ordering::Relaxed) + further;
        while self.acknowledged.load(Ordering::Relaxed) < enough {
            tokio::time::sleep(AFTER_A_REFUSAL).await;
        }
    }

    /// Ends it, and sees to it that everything acknowledged is there, and the chain whole.
    pub(crate) async fn end(self, tenant: &Tenant<'_>) {
        self.has_ended.store(true, Ordering::Relaxed);
        let (mut kept, mut refused) = (0, 0);
        for (rows, refusals) in self.tasks.join_all().await {
            for row in rows {
                let found = tenant.newest(StoreName::Records, row).await;
                assert!(found.is_some(), "{row} was acknowledged");
                kept += 1;
            }
            refused += refusals;
        }
        let written = only_chain(&tenant.events().await, Tree::Changes).sequence();
        let is_whole = written > kept && written <= 1 + kept + refused;
        assert!(is_whole, "{written} events; {kept} acknowledged and {refused} refused");
    }
}
