//! The PostgreSQL stores as the tests open them.

use std::sync::Arc;

use model::{DeploymentId, WriterId};
use store_postgres::{Address, Addresses, PostgresIdentity, PostgresKeys, PostgresRecords};
use testkit::PostgresDatabases;
use testkit::conformance::{Engine, Opened};
use tokio_postgres::{Client, NoTls};

/// Whose databases they are.
pub(crate) const DEPLOYMENT: DeploymentId = DeploymentId::from_bytes([7; 16]);

/// Three databases of their own, which go when the engine does.
pub(crate) struct PostgresEngine {
    databases: PostgresDatabases,
}

impl PostgresEngine {
    pub(crate) fn new() -> Self {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        Self { databases: PostgresDatabases::create().expect("PostgreSQL is installed") }
    }

    /// A connection of somebody else to the database of the records store.
    pub(crate) async fn connect_to_records(&self) -> Client {
        let [_, records, _] = self.databases.addresses();
        let (client, connection) =
            tokio_postgres::connect(&records, NoTls).await.expect("the server is there");
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

    /// Waits until a further event is there.
    pub(crate) async fn until_something_is_committed(&self, observer: &Client) {
        let newest = "SELECT coalesce(max(position), 0) FROM events";
        let newest = async || {
            let row = observer.query_one(newest, &[]).await.expect("it can be asked");
            row.get::<_, i64>(0)
        };
        let before = newest().await;
        while newest().await == before {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn addresses(&self) -> Addresses {
        let [identity, records, keys] = self.databases.addresses().map(|address| {
            let roots = rustls::RootCertStore::empty();
            let tls = rustls::ClientConfig::builder().with_root_certificates(roots);
            Address::parse(&address, tls.with_no_client_auth()).expect("an address")
        });
        Addresses { identity, records, keys }
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
        }
    }
}
