//! Connections that are lost: nothing acknowledged goes with them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use model::{RowKey, StoreName, Tree};
use store::{CommitError, StoreError, WriteSet};
use testkit::conformance::views::only_chain;
use testkit::conformance::world::World;
use testkit::{TestRng, event, kind, permit, put};
use tokio::task::JoinSet;

use crate::engine::PostgresEngine;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_ended_under_load_lose_nothing_acknowledged_and_come_back() {
    const ROUNDS: usize = 25;
    let engine = PostgresEngine::new();
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;
    let ended = Arc::new(AtomicBool::new(false));
    let mut tasks = JoinSet::new();
    for task in 0..16 {
        let (records, ended) = (Arc::clone(&world.stores.records), Arc::clone(&ended));
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
                    Ok(_) => kept.push(row),
                    Err(CommitError::Store(StoreError::Unavailable { .. })) => refused += 1,
                    Err(error) => panic!("{error}"),
                }
            }
            (kept, refused)
        });
    }
    let executioner = engine.connect_to_records().await;
    for _ in 0..ROUNDS {
        engine.until_something_is_committed(&executioner).await;
        executioner
            .batch_execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
            .await
            .expect("a superuser may");
    }
    ended.store(true, Ordering::Relaxed);
    let (mut kept, mut refused) = (0, 0);
    for (rows, refusals) in tasks.join_all().await {
        for row in rows {
            let found = tenant.newest(StoreName::Records, row).await;
            assert!(found.is_some(), "{row} was acknowledged");
            kept += 1;
        }
        refused += refusals;
    }
    assert!(kept > ROUNDS as u64, "{kept} were acknowledged");
    let chain = only_chain(&tenant.events().await, Tree::Changes);
    let written = chain.sequence();
    assert!(written > kept && written <= 1 + kept + refused, "{written} of {kept} and {refused}");
}
