//! A server that cannot: whoever asks is told so and soon, and nothing has to be started anew once it
//! can again.

use std::sync::Arc;
use std::time::Duration;

use model::limits::COMMIT_QUEUE_LENGTH_MAX;
use store::{CommitError, StoreError};
use testkit::conformance::world::{Tenant, World};
use testkit::{PostgresServer, permit};
use tokio::task::JoinSet;
use tokio_postgres::NoTls;

use crate::engine::{END_ALL_OTHERS, PostgresEngine};

/// A disk with room for the databases, and for a little more.
const MEBIBYTES: u32 = 160;
/// How long is waited between two tries.
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

async fn refusal(tenant: &Tenant<'_>) -> StoreError {
    match tenant.try_commit(tenant.set()).await {
        Err(CommitError::Store(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

/// Tries until it goes well.
async fn comes_back(tenant: &Tenant<'_>) {
    while let Err(refused) = tenant.try_commit(tenant.set()).await {
        assert!(matches!(refused, CommitError::Store(_)), "{refused}");
        tokio::time::sleep(BETWEEN_TRIES).await;
    }
    assert!(!tenant.events().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_takes_no_writes_is_unavailable_until_it_does() {
    let server = PostgresServer::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on(&server);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;
    server.set("default_transaction_read_only", "on");
    let refused = loop {
        // The server's sessions hear of it a little later.
        match tenant.try_commit(tenant.set()).await {
            Err(CommitError::Store(refused)) => break refused,
            _ => tokio::time::sleep(BETWEEN_TRIES).await,
        }
    };
    assert!(matches!(refused, StoreError::Unavailable { .. }), "{refused}");
    server.set("default_transaction_read_only", "off");
    comes_back(&tenant).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_connections_left_is_unavailable_until_it_has_some() {
    let server = PostgresServer::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on(&server);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;
    let [_, records, _] = engine.names();
    server.sql_in(records, END_ALL_OTHERS);
    let address = format!("host={} user=postgres dbname=postgres", server.socket().display());
    let mut others = Vec::new();
    while let Ok((client, connection)) = tokio_postgres::connect(&address, NoTls).await {
        tokio::spawn(connection);
        others.push(client);
    }
    assert!(others.len() > 10);
    let refused = refusal(&tenant).await;
    assert!(matches!(refused, StoreError::Unavailable { .. }), "{refused}");
    drop(others);
    comes_back(&tenant).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_is_unavailable_until_it_is_started() {
    let server = PostgresServer::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on(&server);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    let before = tenant.commit(tenant.set()).await;
    server.kill();
    for _ in 0..20 {
        let refused = refusal(&tenant).await;
        assert!(matches!(refused, StoreError::Unavailable { .. }), "{refused}");
    }
    server.start_again();
    comes_back(&tenant).await;
    let found = world.records().find_event(&tenant.permit(), before.event).await;
    assert!(found.expect("it can be asked").is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_hangs_keeps_a_bounded_queue_waiting_and_goes_on_where_it_was() {
    let server = PostgresServer::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on(&server);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;
    server.pause();
    let mut waiting = JoinSet::new();
    let mut sets: Vec<_> = (0..2 * COMMIT_QUEUE_LENGTH_MAX).map(|_| tenant.set()).collect();
    while let Some(set) = sets.pop() {
        let (records, tenant) = (Arc::clone(&world.stores.records), tenant.id);
        waiting.spawn(async move { records.commit(permit(tenant), set).await.map(drop) });
    }
    let (mut busy, mut unavailable) = (0, 0);
    while let Some(ended) = waiting.join_next().await {
        match ended.expect("it ends").expect_err("nobody answers") {
            CommitError::Store(StoreError::Busy { .. }) => busy += 1,
            CommitError::Store(StoreError::Unavailable { .. }) => unavailable += 1,
            other => panic!("{other}"),
        }
    }
    assert!(busy >= COMMIT_QUEUE_LENGTH_MAX / 2, "{busy} were turned away at once");
    assert!(unavailable > 0, "those that waited were told in the end");
    server.go_on();
    comes_back(&tenant).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_room_is_full_until_it_has_some() {
    let Some(server) = PostgresServer::start_on_disk(MEBIBYTES) else {
        testkit::not_run("a PostgreSQL server without room", "only root may make a small disk");
        return;
    };
    let engine = PostgresEngine::on(&server);
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    let before = tenant.commit(tenant.set()).await;
    server.fill_disk();
    let mut refused = None;
    while refused.is_none() {
        let result = tenant.try_commit(tenant.set()).await;
        refused = result.err();
    }
    let refused = refused.expect("it was refused");
    assert!(
        matches!(
            refused,
            CommitError::Store(StoreError::Full { .. } | StoreError::Unavailable { .. })
        ),
        "{refused}"
    );
    server.empty_disk();
    comes_back(&tenant).await;
    let found = world.records().find_event(&tenant.permit(), before.event).await;
    assert!(found.expect("it can be asked").is_some());
}
