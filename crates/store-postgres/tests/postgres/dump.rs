//! Databases read out for a backup, and rows put into others.

use model::{DeploymentId, StoreName, WriterId};
use store::{Dumps as _, StoreDump};
use store_postgres::{Loader, OpenError, PostgresDumps};
use testkit::conformance::Engine as _;
use testkit::conformance::views::read_tables;
use testkit::conformance::world::World;
use testkit::{kind, permit, put};

use crate::engine::{DEPLOYMENT, PostgresEngine};

const STORES: [StoreName; 3] = [StoreName::Identity, StoreName::Records, StoreName::Keys];

/// The three stores, each with the version of its schema.
async fn dump(engine: &PostgresEngine) -> Vec<(StoreName, Box<dyn StoreDump>)> {
    let dumps = PostgresDumps::new(engine.addresses());
    let permit = permit(model::TenantId::DEPLOYMENT);
    let mut all = dumps.dump_documents(&permit).await.expect("they are read");
    all.push((StoreName::Keys, dumps.dump_keys(&permit).await.expect("they are read")));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_into_other_databases_is_what_was_read_out() {
    let (engine, other) = (PostgresEngine::new(), PostgresEngine::new());
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    for store in [StoreName::Identity, StoreName::Records] {
        // More than are read at a time.
        for _ in 0..7 {
            let puts = (0..50).map(|_| put(kind("Patient"), world.row(), 1)).collect();
            tenant.put(store, puts).await;
        }
    }
    tenant.prepare(vec![put(kind("Patient"), world.row(), 1)]).await;
    let mut read = Vec::new();
    for (store, dump) in dump(&engine).await {
        let schema = dump.schema();
        let tables = read_tables(dump).await;
        assert!(
            tables.iter().any(|(table, _)| table.name == "versions") != (store == StoreName::Keys)
        );
        let mut loader = Loader::create(&other.addresses(), store, DEPLOYMENT, (schema, false))
            .await
            .expect("it is made");
        for (table, rows) in &tables {
            for rows in rows.chunks(90) {
                loader.put(table, rows).await.expect("they are put");
            }
        }
        loader.finish().await.expect("it is durable");
        read.push(tables);
    }
    let mut again = Vec::new();
    for (_, dump) in dump(&other).await {
        again.push(read_tables(dump).await);
    }
    assert_eq!(read, again);
    // And numbers go on where they were.
    let opened = other.open(WriterId::from_number(2)).await;
    let world = World { stores: opened, ..world };
    world.tenant().put(StoreName::Records, vec![put(kind("Patient"), world.row(), 1)]).await;
}

#[tokio::test]
async fn a_database_with_anything_in_it_is_not_filled() {
    let engine = PostgresEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    for store in STORES {
        for deployment in [DEPLOYMENT, DeploymentId::from_bytes([8; 16])] {
            let refused = Loader::create(&engine.addresses(), store, deployment, (1, false)).await;
            assert!(matches!(refused, Err(OpenError::Occupied { .. })), "{store}");
        }
    }
}

#[tokio::test]
async fn rows_that_are_not_all_put_leave_nothing_and_rows_of_a_newer_version_are_refused() {
    let engine = PostgresEngine::new();
    for store in STORES {
        let refused = Loader::create(&engine.addresses(), store, DEPLOYMENT, (99, false)).await;
        assert!(matches!(refused, Err(OpenError::Newer { found: 99, .. })), "{store}");
        let cut_off = Loader::create(&engine.addresses(), store, DEPLOYMENT, (1, false)).await;
        drop(cut_off.expect("it is made"));
        let anew = Loader::create(&engine.addresses(), store, DEPLOYMENT, (1, false)).await;
        anew.expect("there is nothing").finish().await.expect("it is durable");
    }
    // What came after it is made when it is opened, as for any other.
    drop(engine.open(WriterId::from_number(1)).await);
}
