//! Whose tables they are, and of which version.

use model::{DeploymentId, LogId, StoreName, Tree, WriterId};
use store::TreeName;
use store_postgres::{OpenError, PostgresRecords};
use testkit::conformance::world::{ALL, World};
use testkit::conformance::{Engine as _, tick};

use crate::engine::{DEPLOYMENT, PostgresEngine};

async fn opened(engine: &PostgresEngine, deployment: DeploymentId) -> Result<(), OpenError> {
    let records = engine.addresses().records;
    PostgresRecords::open(records, deployment, WriterId::from_number(1)).await.map(drop)
}

#[tokio::test]
async fn an_empty_database_is_missed_and_stays_empty() {
    let engine = PostgresEngine::new();
    let refused = opened(&engine, DEPLOYMENT).await;
    assert!(matches!(refused, Err(OpenError::Missing { store: StoreName::Records })));
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    let database = engine.connect_to_records().await;
    let tables = database.query_one(tables, &[]).await.expect("it can be asked");
    assert_eq!(tables.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn tables_of_others_are_refused() {
    let engine = PostgresEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    let other = DeploymentId::from_bytes([8; 16]);
    assert!(matches!(opened(&engine, other).await, Err(OpenError::Foreign { .. })));
    let database = engine.connect_to_records().await;
    database.batch_execute("UPDATE deployment SET store = 'keys'").await.expect("changed");
    assert!(matches!(opened(&engine, DEPLOYMENT).await, Err(OpenError::Foreign { .. })));

    let engine = PostgresEngine::new();
    let database = engine.connect_to_records().await;
    database.batch_execute("CREATE TABLE notes (text text)").await.expect("made");
    let addresses = engine.addresses();
    let refused = store_postgres::create(&addresses, DEPLOYMENT).await;
    assert!(matches!(refused, Err(OpenError::Foreign { store: StoreName::Records })));
}

#[tokio::test]
async fn a_newer_schema_is_taken_as_long_as_it_only_adds() {
    let engine = PostgresEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    let database = engine.connect_to_records().await;
    database.batch_execute("UPDATE deployment SET schema = 99").await.expect("changed");
    opened(&engine, DEPLOYMENT).await.expect("an older server can work with it");
    database.batch_execute("UPDATE deployment SET minimum = 99").await.expect("changed");
    let refused = opened(&engine, DEPLOYMENT).await;
    assert!(matches!(refused, Err(OpenError::Newer { found: 99, minimum: 99, .. })));
}

/// The tables of the schema before, whose servers may still run beside.
const BEFORE: &str = include_str!("../../migrations/records/0001_versions_and_log.sql");
/// The one statement of such a server that writes to what has changed since.
const PUT_STATE_BEFORE: &str = "INSERT INTO logs (tenant, tree, id, size, checkpoint)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant, tree) DO UPDATE
     SET size = excluded.size, checkpoint = excluded.checkpoint";

#[tokio::test]
async fn a_server_of_the_schema_before_goes_on_beside_one_that_migrates() {
    let engine = PostgresEngine::new();
    let older = engine.connect_to_records().await;
    let [_, role, _] = engine.names();
    older.batch_execute(&format!("SET ROLE {role}")).await.expect("a superuser may");
    older.batch_execute(BEFORE).await.expect("as it was");
    let table = "CREATE TABLE deployment (
        id bytea NOT NULL, store text NOT NULL, schema bigint NOT NULL, minimum bigint NOT NULL)";
    older.batch_execute(table).await.expect("as it was");
    let whose = "INSERT INTO deployment (id, store, schema, minimum) VALUES ($1, 'records', 1, 1)";
    older.execute(whose, &[&DEPLOYMENT.as_bytes().as_slice()]).await.expect("as it was");
    let put_state = older.prepare(PUT_STATE_BEFORE).await.expect("it knows the tables");
    let id = LogId::from_bytes([9; 16]);
    let grow = async |size: i64| {
        let tenant = 77_i64;
        let checkpoint = format!("checkpoint {size}");
        older
            .execute(&put_state, &[&tenant, &1_i16, &id.as_bytes().as_slice(), &size, &checkpoint])
            .await
            .expect("it goes on")
    };
    grow(3).await;

    let newer = World::open(&engine).await;
    let tenant = newer.tenant();
    let sizes = async || {
        let logs = newer.records().list_logs(&tenant.permit()).await.expect("they are listed");
        logs.into_iter().map(|log| (log.id == id, log.size)).collect::<Vec<_>>()
    };
    assert_eq!(sizes().await, [(true, 3)], "what was there still is");
    grow(5).await;
    assert_eq!(sizes().await, [(true, 5)], "what the older server writes counts");
    tenant.write_events(Tree::Changes, 2).await;
    let log = tenant.log(Tree::Changes);
    tick::tick(&tenant, log, ALL).await;
    let grown = newer.records().find_log(&tenant.permit(), TreeName::Events(log)).await;
    assert_eq!(grown.expect("it can be asked").map(|log| log.size), Some(2));
    grow(6).await;
}
