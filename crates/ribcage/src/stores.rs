//! The three stores of a deployment, kept by one engine or another.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use model::{DeploymentId, StoreName, WriterId};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use store::{Dumps, Identity, KeyStore, Records, StoreError};
use store_postgres::{
    Address, Addresses, Examined, PostgresDumps, PostgresIdentity, PostgresKeys, PostgresRecords,
};
use store_sqlite::{Options, SqliteDumps, SqliteIdentity, SqliteKeys, SqliteRecords};

use crate::ambient::SystemRng;
use crate::configuration::{Configuration, Engine};

/// The stores, opened.
pub(crate) enum Stores {
    Sqlite {
        identity: Arc<SqliteIdentity>,
        records: Arc<SqliteRecords>,
        keys: Arc<SqliteKeys>,
    },
    Postgresql {
        identity: Arc<PostgresIdentity>,
        records: Arc<PostgresRecords>,
        keys: Arc<PostgresKeys>,
    },
}

impl Stores {
    /// Makes what a new deployment keeps its data in.
    pub(crate) async fn create(
        configuration: &Configuration,
        deployment: DeploymentId,
    ) -> anyhow::Result<()> {
        match configuration.database {
            Engine::Sqlite => Ok(store_sqlite::create(&configuration.data, deployment)?),
            Engine::Postgresql => {
                Ok(store_postgres::create(&addresses(configuration)?, deployment).await?)
            }
        }
    }

    /// Opens them for a run of the server.
    pub(crate) async fn open(
        configuration: &Configuration,
        deployment: DeploymentId,
        reserve_bytes: u64,
    ) -> anyhow::Result<Self> {
        let run = WriterId::random(&SystemRng);
        match configuration.database {
            Engine::Sqlite => {
                let durability = configuration.durability();
                let (path, options) = (&configuration.data, Options { reserve_bytes, durability });
                Ok(Self::Sqlite {
                    identity: Arc::new(SqliteIdentity::open(path, deployment, options)?),
                    records: Arc::new(SqliteRecords::open(path, deployment, run, options)?),
                    keys: Arc::new(SqliteKeys::open(path, deployment, options)?),
                })
            }
            Engine::Postgresql => {
                let Addresses { identity, records, keys, .. } = addresses(configuration)?;
                Ok(Self::Postgresql {
                    identity: Arc::new(PostgresIdentity::open(identity, deployment).await?),
                    records: Arc::new(PostgresRecords::open(records, deployment, run).await?),
                    keys: Arc::new(PostgresKeys::open(keys, deployment).await?),
                })
            }
        }
    }

    /// Takes away what was made in databases that were empty. Files go with their folder.
    pub(crate) async fn discard(
        configuration: &Configuration,
        deployment: DeploymentId,
    ) -> anyhow::Result<()> {
        match configuration.database {
            Engine::Sqlite => Ok(()),
            Engine::Postgresql => {
                Ok(store_postgres::discard(&addresses(configuration)?, deployment).await?)
            }
        }
    }

    /// Takes away what a drill has left in databases that were made for it.
    pub(crate) async fn discard_thrown_away(configuration: &Configuration) -> anyhow::Result<()> {
        match configuration.database {
            Engine::Sqlite => Ok(()),
            Engine::Postgresql => {
                Ok(store_postgres::discard_thrown_away(&addresses(configuration)?).await?)
            }
        }
    }

    /// How the databases are that somebody else looks after.
    pub(crate) async fn examine(
        configuration: &Configuration,
        deployment: DeploymentId,
    ) -> anyhow::Result<Vec<Examined>> {
        match configuration.database {
            Engine::Sqlite => Ok(Vec::new()),
            Engine::Postgresql => {
                Ok(store_postgres::examine(&addresses(configuration)?, deployment).await)
            }
        }
    }

    /// Whether other servers may be using them too.
    pub(crate) const fn are_shared(&self) -> bool {
        matches!(self, Self::Postgresql { .. })
    }

    pub(crate) fn identity(&self) -> Arc<dyn Identity> {
        match self {
            Self::Sqlite { identity, .. } => identity.clone(),
            Self::Postgresql { identity, .. } => identity.clone(),
        }
    }

    pub(crate) fn records(&self) -> Arc<dyn Records> {
        match self {
            Self::Sqlite { records, .. } => records.clone(),
            Self::Postgresql { records, .. } => records.clone(),
        }
    }

    /// What can be read out of them as a whole.
    pub(crate) fn dumps(&self, configuration: &Configuration) -> anyhow::Result<Arc<dyn Dumps>> {
        Ok(match self {
            Self::Sqlite { identity, records, keys } => {
                Arc::new(SqliteDumps::new(identity.clone(), records.clone(), keys.clone()))
            }
            Self::Postgresql { .. } => Arc::new(PostgresDumps::new(addresses(configuration)?)),
        })
    }

    pub(crate) fn keys(&self) -> Arc<dyn KeyStore> {
        match self {
            Self::Sqlite { keys, .. } => keys.clone(),
            Self::Postgresql { keys, .. } => keys.clone(),
        }
    }

    /// Looks through every page of every database file, which may take a while. A database server
    /// looks after its own.
    pub(crate) async fn check_files(&self) -> Vec<(StoreName, Result<Vec<String>, StoreError>)> {
        let Self::Sqlite { identity, records, keys } = self else {
            return Vec::new();
        };
        let (identity, records, keys) = (identity.clone(), records.clone(), keys.clone());
        let checks = tokio::task::spawn_blocking(move || {
            vec![
                (StoreName::Identity, identity.check()),
                (StoreName::Records, records.check()),
                (StoreName::Keys, keys.check()),
            ]
        });
        checks.await.unwrap_or_default()
    }
}

pub(crate) fn addresses(configuration: &Configuration) -> anyhow::Result<Addresses> {
    let tls = tls(configuration.postgresql_ca_file.as_deref())?;
    let address = |store: &str, text: &Option<String>| {
        let text = text.as_deref().with_context(|| {
            format!("database is \"postgresql\", and postgresql_{store} does not say where")
        })?;
        let address = Address::parse(text, tls.clone());
        address.with_context(|| format!("postgresql_{store} is not understood"))
    };
    Ok(Addresses::new(
        address("identity", &configuration.postgresql_identity)?,
        address("records", &configuration.postgresql_records)?,
        address("keys", &configuration.postgresql_keys)?,
    ))
}

/// How a database server is known: by the certificates given, and by no others.
fn tls(ca_file: Option<&Path>) -> anyhow::Result<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    if let Some(file) = ca_file {
        let certificates =
            CertificateDer::pem_file_iter(file).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let certificates = certificates
            .map_err(|error| anyhow!("{} has no certificates: {error}", file.display()))?;
        for certificate in certificates {
            roots.add(certificate).with_context(|| format!("{}", file.display()))?;
        }
    }
    let config = rustls::ClientConfig::builder().with_root_certificates(roots);
    Ok(config.with_no_client_auth())
}
