//! The PostgreSQL stores as the tests open them.

use std::sync::Arc;

use model::{DeploymentId, WriterId};
use store_postgres::{Address, PostgresIdentity, PostgresKeys, PostgresRecords};
use testkit::PostgresServer;
use testkit::conformance::{Engine, Opened};

/// Whose databases they are.
pub(crate) const DEPLOYMENT: DeploymentId = DeploymentId::from_bytes([7; 16]);

/// Three databases of their own, which go when the engine does.
pub(crate) struct PostgresEngine {
    server: PostgresServer,
    identity: String,
    records: String,
    keys: String,
}

impl PostgresEngine {
    pub(crate) fn new() -> Self {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let server = PostgresServer::of_this_run().expect("PostgreSQL is installed");
        let [identity, records, keys] = std::array::from_fn(|_| server.create_database());
        Self { server, identity, records, keys }
    }

    fn address(&self, database: &str) -> Address {
        let roots = rustls::RootCertStore::empty();
        let tls = rustls::ClientConfig::builder().with_root_certificates(roots);
        let address = self.server.address(database);
        Address::parse(&address, None, tls.with_no_client_auth()).expect("an address")
    }
}

impl Drop for PostgresEngine {
    fn drop(&mut self) {
        for database in [&self.identity, &self.records, &self.keys] {
            self.server.drop_database(database);
        }
    }
}

impl Engine for PostgresEngine {
    async fn open(&self, writer: WriterId) -> Opened {
        let identity = PostgresIdentity::open(self.address(&self.identity), DEPLOYMENT).await;
        let records = PostgresRecords::open(self.address(&self.records), DEPLOYMENT, writer).await;
        let keys = PostgresKeys::open(self.address(&self.keys), DEPLOYMENT).await;
        Opened {
            identity: Arc::new(identity.expect("the identity store opens")),
            records: Arc::new(records.expect("the records store opens")),
            keys: Arc::new(keys.expect("the keys store opens")),
        }
    }
}
