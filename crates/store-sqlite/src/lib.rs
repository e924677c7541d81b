//! The embedded engine: three SQLite files, each with one thread that writes and readers beside it.

mod blobs;
mod checkpointer;
mod database;
mod documents;
mod dump;
mod identity;
mod jobs;
mod keys;
mod load;
mod log;
mod records;
mod rows;
mod sessions;
mod stream;
mod tenants;
mod writer;

use std::path::Path;
use std::sync::Arc;

use model::{DeploymentId, StoreName};
use rusqlite::Connection;
use store::{Answer, StoreError};

pub use dump::SqliteDumps;
pub use identity::SqliteIdentity;
pub use keys::SqliteKeys;
pub use load::Loader;
pub use records::SqliteRecords;

use crate::database::Database;

/// What can be chosen when a file is opened.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How much of the disk is kept free for events: with less left, changes are refused and
    /// reads go on.
    pub reserve_bytes: u64,
    /// How much of it is there after power was lost.
    pub durability: Durability,
}

/// How much of a file is there after power was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Whatever was committed.
    Full,
    /// Perhaps nothing: the file is thrown away when it was looked at. The disk is not waited for, and others who
    /// wait for it do not wait for this file too.
    None,
}

impl Default for Options {
    fn default() -> Self {
        Self { reserve_bytes: 64 * 1024 * 1024, durability: Durability::Full }
    }
}

/// Makes the three files of a new deployment, those that are not there yet.
pub fn create(folder: &Path, deployment: DeploymentId) -> Result<(), OpenError> {
    for schema in [&identity::SCHEMA, &records::SCHEMA, &keys::SCHEMA] {
        Database::create(folder, schema, deployment, Durability::Full)?;
    }
    Ok(())
}

/// A file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is gone, or nothing is in it.
    #[error("{store}.db is missing or empty; put it back, from a backup if need be")]
    Missing {
        /// Which store it was.
        store: StoreName,
    },
    /// It belongs to another deployment, is another store's, or is not one of ours at all.
    #[error("{store}.db belongs to another deployment, another store or another program")]
    Foreign {
        /// Which store it was to be.
        store: StoreName,
    },
    /// It was written by a newer version of Ribcage.
    #[error("{store}.db has schema {found}; this version of Ribcage knows {known} and older ones")]
    Newer {
        /// Which store.
        store: StoreName,
        /// The schema it has.
        found: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// SQLite refuses it.
    #[error("the database file cannot be opened")]
    Engine(#[from] rusqlite::Error),
    /// The thread that writes cannot be started.
    #[error("the writing thread cannot be started")]
    Thread(#[from] std::io::Error),
}

/// Runs a query that may take a while away from the threads that serve requests.
fn blocking<T: Send + 'static>(
    database: &Arc<Database>,
    store: StoreName,
    query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
) -> Answer<'static, T> {
    let database = Arc::clone(database);
    Box::pin(async move {
        tokio::task::spawn_blocking(move || database.read(query)).await.unwrap_or_else(|error| {
            Err(StoreError::Unavailable { store, source: Some(Box::new(error)) })
        })
    })
}
