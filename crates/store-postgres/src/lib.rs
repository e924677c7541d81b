//! The engine on a database server: three PostgreSQL databases, each with connections that read and
//! one that writes in groups.

mod address;
mod blobs;
mod documents;
mod dump;
mod examine;
mod failure;
mod history;
mod identity;
mod jobs;
mod keys;
mod leases;
mod link;
mod load;
mod locks;
mod log;
mod newest;
mod readers;
mod records;
mod rows;
mod schema;
mod sessions;
mod stream;
mod tables;
mod tenants;
mod watch;
mod writer;

use model::{DeploymentId, StoreName};

use self::schema::Schema;

pub use address::{Address, AddressError};
pub use dump::PostgresDumps;
pub use examine::{Ailment, Examined, examine};
pub use identity::PostgresIdentity;
pub use keys::PostgresKeys;
pub use load::Loader;
pub use records::PostgresRecords;

/// The addresses of the three databases.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Addresses {
    /// Who people are.
    pub identity: Address,
    /// Everything else, and the log.
    pub records: Address,
    /// Wrapped keys.
    pub keys: Address,
}

impl Addresses {
    /// Where several lie on the same servers, what a connection of one store sees of them is known to
    /// the others.
    #[must_use]
    pub fn new(identity: Address, mut records: Address, mut keys: Address) -> Self {
        records.share_history(&identity);
        keys.share_history(&identity);
        keys.share_history(&records);
        Self { identity, records, keys }
    }

    /// Where a store is, and how its tables are to be.
    fn of(&self, store: StoreName) -> (&Address, &'static Schema) {
        match store {
            StoreName::Identity => (&self.identity, &identity::SCHEMA),
            StoreName::Records => (&self.records, &records::SCHEMA),
            StoreName::Keys => (&self.keys, &keys::SCHEMA),
        }
    }
}

/// Makes the tables of a new deployment, those that are not there yet.
pub async fn create(addresses: &Addresses, deployment: DeploymentId) -> Result<(), OpenError> {
    for store in [StoreName::Identity, StoreName::Records, StoreName::Keys] {
        let (address, schema) = addresses.of(store);
        schema::create(address, schema, deployment).await?;
    }
    Ok(())
}

/// Takes the tables of a deployment away, with all that is in them: what was restored and does not hold.
pub async fn discard(addresses: &Addresses, deployment: DeploymentId) -> Result<(), OpenError> {
    for store in [StoreName::Identity, StoreName::Records, StoreName::Keys] {
        let (address, schema) = addresses.of(store);
        schema::discard(address, schema, deployment).await?;
    }
    Ok(())
}

/// Takes away the tables that were made to be thrown away, if somebody could not do that any more.
pub async fn discard_thrown_away(addresses: &Addresses) -> Result<(), OpenError> {
    for store in [StoreName::Identity, StoreName::Records, StoreName::Keys] {
        let (address, schema) = addresses.of(store);
        schema::discard_thrown_away(address, schema).await?;
    }
    Ok(())
}

/// A database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing is in it.
    #[error("the {store} database is empty; name the one that `ribcage init` was given")]
    Missing {
        /// Which store it was.
        store: StoreName,
    },
    /// Something is in it already.
    #[error("the {store} database is not empty; a deployment is restored into empty ones")]
    Occupied {
        /// Which store it was to be.
        store: StoreName,
    },
    /// It belongs to another deployment, is another store's, or holds tables of another program.
    #[error("the {store} database belongs to another deployment, another store or another program")]
    Foreign {
        /// Which store it was to be.
        store: StoreName,
    },
    /// It was changed by a newer version of Ribcage, in a way that this one cannot work with.
    #[error(
        "the {store} database has schema {found}, which needs a Ribcage that knows schema {minimum}; \
         this one knows {known} and older ones"
    )]
    Newer {
        /// Which store.
        store: StoreName,
        /// The schema it has.
        found: u32,
        /// The oldest schema that a server must know to work with it.
        minimum: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// The server keeps promises that ours rest on only if it is set up for it.
    #[error("the {store} database is not safe to write to: {why}")]
    Unsafe {
        /// Which store.
        store: StoreName,
        /// What is wrong with it.
        why: &'static str,
    },
    /// It cannot be reached, or refuses.
    #[error("the {store} database cannot be used")]
    Engine {
        /// Which store.
        store: StoreName,
        /// What the engine or the network said.
        #[source]
        source: tokio_postgres::Error,
    },
    /// It takes writes, but was left behind when another server took its place.
    #[error("the {store} database is that of an earlier primary, which another has followed")]
    LeftBehind {
        /// Which store.
        store: StoreName,
    },
    /// It does not answer in time.
    #[error("the {store} database does not answer")]
    Silent {
        /// Which store.
        store: StoreName,
    },
}
