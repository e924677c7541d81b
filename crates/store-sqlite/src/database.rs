//! One SQLite file: opening, schema, readers, and the thread that writes.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};

use model::{DeploymentId, StoreName};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use store::StoreError;

use crate::OpenError;

/// Marks our files (`PRAGMA application_id`): "ribc".
const APPLICATION_ID: i32 = 0x7269_6263;
/// How many connections read at the same time; a further reader waits for one of them.
const READERS_MAX: usize = 8;
/// How many prepared statements a connection keeps.
const STATEMENTS_MAX: usize = 64;
/// Memory for pages, a connection.
const READER_CACHE_KIB: i32 = 4 * 1024;
const WRITER_CACHE_KIB: i32 = 32 * 1024;
/// Pages after which the write-ahead log is folded into the file (16 MiB).
const CHECKPOINT_PAGES: u32 = 4096;

/// The schema of a store: SQL texts, each one step forward.
pub(crate) struct Schema {
    pub(crate) store: StoreName,
    pub(crate) migrations: &'static [&'static str],
}

/// The reading side of a file, and what is needed to make its writer.
pub(crate) struct Database {
    store: StoreName,
    path: PathBuf,
    idle: Mutex<Readers>,
    returned: Condvar,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Connection>,
    open: usize,
}

impl Database {
    /// Opens the file, or makes it, and brings its schema up to date. Gives the connection that
    /// will write.
    pub(crate) fn open(
        folder: &Path,
        schema: &Schema,
        deployment: DeploymentId,
    ) -> Result<(Self, Connection), OpenError> {
        let path = folder.join(format!("{}.db", schema.store));
        let mut writer = connect(&path, OpenFlags::SQLITE_OPEN_CREATE, WRITER_CACHE_KIB)?;
        prepare(&mut writer, schema, deployment)?;
        let database = Self {
            store: schema.store,
            path,
            idle: Mutex::new(Readers::default()),
            returned: Condvar::new(),
        };
        Ok((database, writer))
    }

    /// Runs something on a connection that only reads.
    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let connection = self.take_reader()?;
        let result = query(&connection).map_err(|error| store_error(self.store, error));
        self.lock().idle.push(connection);
        self.returned.notify_one();
        result
    }

    /// Looks through every page of the file. Slow; for the background and for `doctor`.
    pub(crate) fn check(&self) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines
                .filter(|line| line.as_ref().is_ok_and(|line| line != "ok"))
                .collect()
        })
    }

    fn take_reader(&self) -> Result<Connection, StoreError> {
        let mut readers = self.lock();
        loop {
            if let Some(connection) = readers.idle.pop() {
                return Ok(connection);
            }
            if readers.open < READERS_MAX {
                readers.open += 1;
                drop(readers);
                let opened = connect(&self.path, OpenFlags::empty(), READER_CACHE_KIB);
                return opened.map_err(|error| {
                    self.lock().open -= 1;
                    store_error(self.store, error)
                });
            }
            readers = self
                .returned
                .wait(readers)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Readers> {
        // Every change of the list is one operation, so a panic leaves it whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn connect(path: &Path, extra: OpenFlags, cache_kib: i32) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(connection)
}

/// Checks whose file it is, and runs the migrations it has not seen.
fn prepare(
    connection: &mut Connection,
    schema: &Schema,
    deployment: DeploymentId,
) -> Result<(), OpenError> {
    let store = schema.store;
    let application: i32 = connection.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version: u32 = connection.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let known = u32::try_from(schema.migrations.len()).expect("migrations are few");
    if version > 0 && application != APPLICATION_ID {
        return Err(OpenError::Foreign { store });
    }
    if version > known {
        return Err(OpenError::Newer {
            store,
            found: version,
            known,
        });
    }
    let transaction = connection.transaction()?;
    for (step, sql) in (1..=known).zip(schema.migrations) {
        if step <= version {
            continue;
        }
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    let found: Option<Vec<u8>> = transaction
        .query_row("SELECT id FROM deployment", [], |row| row.get(0))
        .optional()?;
    match found {
        None => {
            transaction.execute(
                "INSERT INTO deployment (id) VALUES (?1)",
                [deployment.as_bytes()],
            )?;
        }
        Some(id) if id == deployment.as_bytes() => {}
        Some(_) => return Err(OpenError::Foreign { store }),
    }
    transaction.commit()?;
    Ok(())
}

/// What the contract calls an error of the engine.
pub(crate) fn store_error(store: StoreName, error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full { store },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Corrupt {
            store,
            what: "the database file is damaged",
        },
        _ if matches!(error, rusqlite::Error::FromSqlConversionFailure(..)) => {
            StoreError::Corrupt {
                store,
                what: "a row has an impossible value",
            }
        }
        _ => StoreError::Unavailable {
            store,
            source: Some(Box::new(error)),
        },
    }
}
