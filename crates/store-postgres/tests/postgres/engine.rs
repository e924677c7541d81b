//! The PostgreSQL stores as the tests open them.

use std::sync::Arc;

use model::{DeploymentId, WriterId};
use store_postgres::{Address, Addresses, PostgresIdentity, PostgresKeys, PostgresRecords};
use testkit::PostgresDatabases;
use testkit::conformance::{Engine, Opened};

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

    fn addresses(&self) -> Addresses {
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
