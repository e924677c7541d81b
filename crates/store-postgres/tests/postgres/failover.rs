//! A primary with a synchronous replica: what was acknowledged outlives either of them.

use std::time::Duration;

use model::{RowKey, StoreName};
use store::{CommitError, StoreError, Versions};
use testkit::conformance::world::{SHELVES, Tenant, World};
use testkit::{PostgresPair, PostgresServer, kind, permit, put};

use crate::engine::{END_ALL_OTHERS, PostgresEngine};
use crate::load::Load;
use crate::servers::beside;

/// How long is waited between two looks at a server.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// More questions than a store has connections that read.
const QUESTIONS: usize = 8;

/// What a store says of a row, asked by each of its connections: how many versions it has.
async fn shown(tenant: &Tenant<'_>, store: StoreName, row: RowKey) -> Vec<u64> {
    let mut shown = Vec::new();
    for _ in 0..QUESTIONS {
        let newest = tenant.newest(store, row).await.expect("it is there");
        let history = tenant.history(store, Versions::OfRow(row)).await;
        shown.extend([newest.version.0, history[0].version.0]);
    }
    shown.sort_unstable();
    shown.dedup();
    shown
}

/// Ends the waiting for replicas of whatever waits for them now. How many did.
fn cancel_waits(primary: &PostgresServer) -> usize {
    let cancelled = primary
        .sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    cancelled.lines().count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_no_replica_has_is_not_acknowledged_though_its_wait_is_cancelled() {
    let pair = PostgresPair::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on_pair(&pair);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;

    pair.replica.pause();
    let row = world.row();
    let lonely = {
        let records = std::sync::Arc::clone(&world.stores.records);
        let (tenant, set) = (tenant.id, tenant.set_of(vec![put(kind("Observation"), row, 1)]));
        tokio::spawn(async move { records.commit(permit(tenant), set).await })
    };
    let mut cancelled = 0;
    while !lonely.is_finished() {
        cancelled += cancel_waits(&pair.primary);
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    assert!(cancelled > 0, "the commit waited for the replica");
    let refused = lonely.await.expect("it ends");
    let refused = refused.expect_err("nobody else has it");
    assert!(matches!(refused, CommitError::Store(StoreError::Unavailable { .. })), "{refused}");

    pair.replica.go_on();
    // Nothing was promised, and it is there: whoever asks again finds it so.
    assert!(tenant.newest(StoreName::Records, row).await.is_some());
    tenant.commit(tenant.set()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_the_replica_takes_its_primarys_place() {
    let pair = PostgresPair::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on_pair(&pair);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;
    let load = Load::begin(&tenant);
    load.goes_on_by(500).await;
    pair.primary.kill();
    // It would wait for a replica that it does not have.
    pair.replica.set("synchronous_standby_names", "");
    pair.replica.promote();
    load.goes_on_by(500).await;

    // The old primary comes back, takes writes as before, and is the first that the address names.
    pair.primary.set_stopped("synchronous_standby_names", "");
    pair.primary.start_again();
    let [_, records, _] = engine.names();
    for _ in 0..5 {
        pair.replica.sql_in(records, END_ALL_OTHERS);
        load.goes_on_by(50).await;
    }
    load.end(&tenant).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_primary_is_not_used_though_nobody_else_is_there() {
    let pair = PostgresPair::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on_pair(&pair);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;
    pair.primary.kill();
    pair.replica.set("synchronous_standby_names", "");
    pair.replica.promote();
    while tenant.try_commit(tenant.set()).await.is_err() {
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    let row = world.row();
    tenant.put(StoreName::Records, vec![put(kind("Observation"), row, 1)]).await;

    pair.replica.kill();
    pair.primary.set_stopped("synchronous_standby_names", "");
    pair.primary.start_again();
    for _ in 0..10 {
        let refused = tenant.try_commit(tenant.set()).await.expect_err("it was left behind");
        assert!(matches!(refused, CommitError::Store(StoreError::Unavailable { .. })));
        let read = world.records().find_newest(&tenant.permit(), row).await;
        assert!(read.is_err(), "what was committed since is not there: {read:?}");
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    pair.replica.start_again();
    while tenant.try_commit(tenant.set()).await.is_err() {
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    assert!(tenant.newest(StoreName::Records, row).await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_acknowledged_after_a_promotion_is_read_though_the_old_primary_still_answers() {
    let pair = PostgresPair::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on_pair(&pair);
    let (one, other) = (World::open(&engine).await, beside(&engine, 2).await);
    let tenant = one.tenant();
    let elsewhere = other.tenant_of(tenant.id);
    let row = one.row();
    for store in SHELVES {
        tenant.put(store, vec![put(kind("Observation"), row, 1)]).await;
        // From now on all connections are there, to the old primary.
        assert_eq!(shown(&tenant, store, row).await, [1]);
        assert_eq!(shown(&elsewhere, store, row).await, [1]);
    }
    pair.replica.set("synchronous_standby_names", "");
    pair.replica.promote();
    while tenant.try_commit(tenant.set()).await.is_err() {
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    for version in 2..10 {
        for store in SHELVES {
            tenant.put(store, vec![put(kind("Observation"), row, version)]).await;
            assert_eq!(shown(&tenant, store, row).await, [version]);
        }
    }
    // Whoever has not written since hears of it too.
    for store in SHELVES {
        while shown(&elsewhere, store, row).await != [9] {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_called_durable_that_no_replica_has() {
    let server = PostgresServer::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on(&server);
    let world = World::open(&engine).await;
    let make_durable = || {
        let (keys, tenant) = (std::sync::Arc::clone(&world.stores.keys), world.tenant().id);
        tokio::spawn(async move { keys.make_durable(&permit(tenant)).await })
    };
    make_durable().await.expect("it ends").expect("it waits for nobody");
    server.set("synchronous_standby_names", "somebody");
    let (mut cancelled, mut refused) = (0, 0);
    while refused < 2 {
        let lonely = make_durable();
        while !lonely.is_finished() {
            cancelled += cancel_waits(&server);
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        // The server hears of its setting a little later.
        let refusal = lonely.await.expect("it ends").err();
        assert!(refused == 0 || refusal.is_some(), "once refused, it is until there is a replica");
        refused += usize::from(matches!(refusal, Some(StoreError::Unavailable { .. })));
    }
    assert!(cancelled > 0, "it waited for the replica");
    server.set("synchronous_standby_names", "");
    while make_durable().await.expect("it ends").is_err() {
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
