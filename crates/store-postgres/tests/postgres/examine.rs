//! What is said of databases that something is the matter with.

use model::{DeploymentId, StoreName, WriterId};
use store_postgres::Examined;
use testkit::conformance::Engine as _;
use testkit::{PostgresPair, PostgresServer};
use tokio_postgres::NoTls;

use crate::engine::{DEPLOYMENT, END_ALL_OTHERS, PostgresEngine};

async fn examine(engine: &PostgresEngine) -> Vec<Examined> {
    store_postgres::examine(&engine.addresses(), DEPLOYMENT).await
}

/// What is said of the records database.
async fn said(engine: &PostgresEngine) -> String {
    let all = examine(engine).await;
    let records = all.iter().find(|one| one.store == StoreName::Records).expect("all are named");
    let lines = records.ailments.iter().map(|one| format!("{}: {}\n", one.what, one.advice));
    lines.collect()
}

/// Whether a server can work with the records database.
async fn is_of_use(engine: &PostgresEngine) -> bool {
    let all = examine(engine).await;
    all.iter().find(|one| one.store == StoreName::Records).is_some_and(Examined::is_of_use)
}

/// A server of the test's own with a deployment's tables on it.
async fn with_tables() -> (PostgresServer, PostgresEngine) {
    let server = PostgresServer::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on(&server);
    drop(engine.open(WriterId::from_number(1)).await);
    (server, engine)
}

#[tokio::test]
async fn nothing_is_said_of_databases_that_are_as_they_have_to_be() {
    let engine = PostgresEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    for Examined { store, ailments } in examine(&engine).await {
        assert!(ailments.is_empty(), "{store}: {ailments:?}");
    }
}

#[tokio::test]
async fn tables_that_are_not_ours_are_named() {
    let engine = PostgresEngine::new();
    assert!(said(&engine).await.contains("it is empty"));
    drop(engine.open(WriterId::from_number(1)).await);
    let other = DeploymentId::from_bytes([8; 16]);
    let all = store_postgres::examine(&engine.addresses(), other).await;
    assert!(all.iter().all(|one| one.ailments[0].what.contains("of another deployment")));
    let database = engine.connect_to_records().await;
    let newer = "UPDATE deployment SET schema = 99, minimum = 98";
    database.batch_execute(newer).await.expect("changed");
    let newer = said(&engine).await;
    assert!(newer.contains("it has schema 99, which needs a server that knows 98"), "{newer}");
}

#[tokio::test]
async fn tables_that_are_missing_are_named() {
    let engine = PostgresEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    let database = engine.connect_to_records().await;
    let lose = "DROP TABLE spans; DROP SEQUENCE places CASCADE";
    database.batch_execute(lose).await.expect("dropped");
    let told = said(&engine).await;
    assert!(told.contains("these tables or sequences are missing: places, spans: put"), "{told}");
    assert!(!is_of_use(&engine).await);
}

#[tokio::test]
async fn tables_that_the_role_may_not_use_are_named_with_their_owner() {
    let engine = PostgresEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    let [_, records, _] = engine.names();
    let database = engine.connect_to_records().await;
    // As pg_restore leaves them when the superuser puts them back.
    let take = "ALTER TABLE spans OWNER TO postgres; ALTER SEQUENCE places OWNER TO postgres;
         ALTER TABLE deployment OWNER TO postgres; GRANT SELECT ON spans TO PUBLIC";
    database.batch_execute(take).await.expect("taken");
    let told = said(&engine).await;
    let expected = "its role may not use deployment, places, spans, which postgres owns: let the";
    assert!(told.starts_with(expected), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(!is_of_use(&engine).await);
    let give = format!(
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO {records};
         GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {records}"
    );
    database.batch_execute(&give).await.expect("given");
    assert_eq!(said(&engine).await, "");
}

#[tokio::test]
async fn a_role_that_reaches_further_than_its_store_is_named() {
    let engine = PostgresEngine::new();
    drop(engine.open(WriterId::from_number(1)).await);
    let [identity, records, _] = engine.names();
    let database = engine.connect_to_records().await;
    let grant = format!("GRANT CONNECT ON DATABASE {identity} TO PUBLIC");
    database.batch_execute(&grant).await.expect("granted");
    let told = said(&engine).await;
    assert!(told.contains(&format!("connect to the database {identity} too")), "{told}");
    assert!(is_of_use(&engine).await);
    let grant = format!("ALTER ROLE {records} SUPERUSER");
    database.batch_execute(&grant).await.expect("granted");
    assert!(said(&engine).await.contains("its role is a superuser"));
}

#[tokio::test]
async fn a_server_that_cannot_be_used_is_explained() {
    let (server, engine) = with_tables().await;
    let [_, records, _] = engine.names().clone();

    server.sql(&format!("ALTER ROLE {records} CONNECTION LIMIT 0"));
    let told = said(&engine).await;
    assert!(told.contains("it has no connections left"), "{told}");
    server.sql(&format!("ALTER ROLE {records} CONNECTION LIMIT -1"));

    server.sql(&format!("ALTER ROLE {records} NOLOGIN"));
    let told = said(&engine).await;
    assert!(told.contains("it does not let the role in"), "{told}");
    server.sql(&format!("ALTER ROLE {records} LOGIN"));

    server.sql(&format!("ALTER DATABASE {records} SET default_transaction_read_only = on"));
    let told = said(&engine).await;
    assert!(told.contains("it cannot be used: database does not allow writes"), "{told}");
    server.sql(&format!("ALTER DATABASE {records} RESET default_transaction_read_only"));

    server.sql(&format!("ALTER DATABASE {records} RENAME TO elsewhere"));
    let told = said(&engine).await;
    assert!(told.contains("there is no such database"), "{told}");
    server.sql(&format!("ALTER DATABASE elsewhere RENAME TO {records}"));

    server.set("synchronous_standby_names", "somebody");
    let told = said(&engine).await;
    assert!(told.contains("commits wait for replicas (somebody), and none is connected"), "{told}");
    server.set("synchronous_standby_names", "");

    server.set("fsync", "off");
    let told = said(&engine).await;
    assert!(told.contains("fsync is off: a crash may take away"), "{told}");
    server.set("fsync", "on");

    server.kill();
    let told = said(&engine).await;
    assert!(told.contains("it cannot be reached"), "{told}");
    server.start_again();
    assert_eq!(said(&engine).await, "");
}

#[tokio::test]
async fn all_connections_of_a_server_in_use_are_explained() {
    let (server, engine) = with_tables().await;
    let [_, records, _] = engine.names();
    server.sql_in(records, END_ALL_OTHERS);
    let address = format!("host={} user=postgres dbname=postgres", server.socket().display());
    let mut others = Vec::new();
    while let Ok((client, connection)) = tokio_postgres::connect(&address, NoTls).await {
        tokio::spawn(connection);
        others.push(client);
    }
    let told = said(&engine).await;
    assert!(told.contains("it has no connections left"), "{told}");
}

#[tokio::test]
async fn a_replica_is_told_from_a_primary() {
    let pair = PostgresPair::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on_pair(&pair);
    drop(engine.open(WriterId::from_number(1)).await);
    assert_eq!(said(&engine).await, "");
    pair.primary.kill();
    let told = said(&engine).await;
    assert!(told.contains("it cannot be"), "{told}");
    pair.replica.promote();
    let told = said(&engine).await;
    assert!(told.contains("commits wait for replicas (*), and none is connected"), "{told}");
}

#[tokio::test]
async fn an_old_primary_that_is_still_there_is_told_of() {
    let pair = PostgresPair::start().expect("PostgreSQL is installed");
    let engine = PostgresEngine::on_pair(&pair);
    drop(engine.open(WriterId::from_number(1)).await);
    for server in [&pair.primary, &pair.replica] {
        server.set("synchronous_standby_names", "");
    }
    pair.replica.promote();
    let told = said(&engine).await;
    assert!(told.starts_with("2 of its hosts take writes"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(is_of_use(&engine).await);
}
