//! Whose tables they are, and of which version.

use model::{DeploymentId, StoreName, WriterId};
use store_postgres::{OpenError, PostgresRecords};
use testkit::conformance::Engine as _;

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
