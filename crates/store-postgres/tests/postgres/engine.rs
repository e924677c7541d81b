//! The PostgreSQL stores as the tests open them.

use std::sync::Arc;

use model::{DeploymentId, WriterId};
use store_postgres::{
    Address, Addresses, PostgresDumps, PostgresIdentity, PostgresKeys, PostgresRecords,
};
use testkit::conformance::{Engine, Opened};
use testkit::{PostgresDatabases, PostgresPair, PostgresServer};
use tokio_postgres::{Client, NoTls};

/// Whose databases they are.
pub(crate) const DEPLOYMENT: DeploymentId = DeploymentId::from_bytes([7; 16]);

/// Ends all connections to a database but one's own.
pub(crate) const END_ALL_OTHERS: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// Three databases of their own, which go when the engine does.
pub(crate) struct PostgresEngine {
    databases: PostgresDatabases,
}

impl PostgresEngine {
    /// On the server that all tests share.
    pub(crate) fn new() -> Self {
        Self::with(PostgresDatabases::create().expect("PostgreSQL is installed"))
    }

    /// On a server of the test's own.
    pub(crate) fn on(server: &PostgresServer) -> Self {
        Self::with(PostgresDatabases::on(server, &[]))
    }

    /// On the primary, and on the replica once it has taken the primary's place.
    pub(crate) fn on_pair(pair: &PostgresPair) -> Self {
        Self::with(PostgresDatabases::on(&pair.primary, &[&pair.replica]))
    }

    fn with(databases: PostgresDatabases) -> Self {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        Self { databases }
    }

    /// The names of its databases.
    pub(crate) const fn names(&self) -> &[String; 3] {
        self.databases.names()
    }

    /// A connection of somebody else to the database of the identity store.
    pub(crate) async fn connect_to_identity(&self) -> Client {
        self.connect(0).await
    }

    /// The same to that of the records store.
    pub(crate) async fn connect_to_records(&self) -> Client {
        self.connect(1).await
    }

    async fn connect(&self, place: usize) -> Client {
        let (client, connection) =
            tokio_postgres::connect(&self.databases.administer(place), NoTls)
                .await
                .expect("the server is there");
        tokio::spawn(connection);
        client
    }

    /// Waits until a transaction waits for what the connection holds.
    pub(crate) async fn until_somebody_waits_for_a_row(&self, holder: &Client) {
        let waiting = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock')";
        while !holder.query_one(waiting, &[]).await.expect("it can be asked").get::<_, bool>(0) {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn addresses(&self) -> Addresses {
        let [identity, records, keys] = self.databases.addresses().map(|address| {
            let roots = rustls::RootCertStore::empty();
            let tls = rustls::ClientConfig::builder().with_root_certificates(roots);
            Address::parse(&address, tls.with_no_client_auth()).expect("an address")
        });
        Addresses::new(identity, records, keys)
    }
}

impl Engine for PostgresEngine {
    async fn open(&self, writer: WriterId) -> Opened {
        let addresses = self.addresses();
        store_postgres::create(&addresses, DEPLOYMENT).await.expect("the tables can be made");
        let identity = PostgresIdentity::open(addresses.identity, DEPLOYMENT).await;
        let records = PostgresRecords::open(addresses.records, DEPLOYMENT, writer).await;
        let keys = PostgresKeys::open(addresses.keys, DEPLOYMENT).await;
        Opened {
            identity: Arc::new(identity.expect("the identity store opens")),
            records: Arc::new(records.expect("the records store opens")),
            keys: Arc::new(keys.expect("the keys store opens")),
            dumps: Arc::new(PostgresDumps::new(self.addresses())),
        }
    }
}
