//! One SQLite file: opening, schema, readers, and the thread that writes.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};

use model::{DeploymentId, StoreName};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use store::StoreError;

use crate::{Durability, OpenError};

/// Marks the files of a store as ours (`PRAGMA application_id`): "ribi", "ribr" and "ribk".
const fn application_id(store: StoreName) -> i32 {
    i32::from_be_bytes(match store {
        StoreName::Identity => *b"ribi",
        StoreName::Records => *b"ribr",
        StoreName::Keys => *b"ribk",
    })
}

/// How many connections read at the same time; a further reader waits for one of them.
const READERS_MAX: usize = 8;
/// How many prepared statements a connection keeps.
const STATEMENTS_MAX: usize = 64;
/// Memory for pages, a connection.
const READER_CACHE_KIB: i32 = 4 * 1024;
const WRITER_CACHE_KIB: i32 = 32 * 1024;
/// Pages after which the thread that writes folds the write-ahead log into the file itself (64 MiB),
/// should the [`Checkpointer`](crate::checkpointer::Checkpointer) not have got to its end before.
const CHECKPOINT_PAGES: u32 = 16_384;

/// The schema of a store: SQL texts, each one step forward.
pub(crate) struct Schema {
    pub(crate) store: StoreName,
    pub(crate) migrations: &'static [&'static str],
}

impl Schema {
    /// The version that the last migration leads to.
    fn known(&self) -> u32 {
        u32::try_from(self.migrations.len()).expect("migrations are few")
    }

    /// The schema as it was at a version.
    pub(crate) fn up_to(&self, version: u32) -> Result<Self, OpenError> {
        let (store, known) = (self.store, self.known());
        let migrations = usize::try_from(version).ok().and_then(|it| self.migrations.get(..it));
        let migrations = migrations.ok_or(OpenError::Newer { store, found: version, known })?;
        Ok(Self { store, migrations })
    }
}

/// The reading side of a file, and what is needed to make its writer.
pub(crate) struct Database {
    store: StoreName,
    path: PathBuf,
    durability: Durability,
    idle: Mutex<Readers>,
    returned: Condvar,
}

/// The connections of the two threads that change a file.
pub(crate) struct Connections {
    /// Commits changes.
    pub(crate) write: Connection,
    /// Folds the write-ahead log.
    pub(crate) fold: Connection,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Connection>,
    open: usize,
    /// How many wait for one to be given back.
    waiting: usize,
}

impl Database {
    /// Makes the file, unless it is there already, and gives a connection to it.
    pub(crate) fn create(
        folder: &Path,
        schema: &Schema,
        deployment: DeploymentId,
        durability: Durability,
    ) -> Result<Connection, OpenError> {
        let connection = connect(&file(folder, schema.store), OpenFlags::SQLITE_OPEN_CREATE)?;
        let version = recognise(&connection, schema)?;
        let mut connection = tune(connection, READER_CACHE_KIB, durability)?;
        migrate(&mut connection, schema, version, deployment)?;
        Ok(connection)
    }

    /// Opens the file and brings its schema up to date. Gives the connections that will write and
    /// fold. A file that is gone is never made anew: what was in it would seem never to have been.
    pub(crate) fn open(
        folder: &Path,
        schema: &Schema,
        deployment: DeploymentId,
        durability: Durability,
    ) -> Result<(Self, Connections), OpenError> {
        let path = file(folder, schema.store);
        // Whatever else keeps it from being opened, the engine says.
        if matches!(path.try_exists(), Ok(false)) {
            return Err(OpenError::Missing { store: schema.store });
        }
        let writer = connect(&path, OpenFlags::empty())?;
        let version = recognise(&writer, schema)?;
        if version == 0 {
            return Err(OpenError::Missing { store: schema.store });
        }
        let mut writer = tune(writer, WRITER_CACHE_KIB, durability)?;
        migrate(&mut writer, schema, version, deployment)?;
        let fold = tune(connect(&path, OpenFlags::empty())?, READER_CACHE_KIB, durability)?;
        let database = Self {
            store: schema.store,
            path,
            durability,
            idle: Mutex::new(Readers::default()),
            returned: Condvar::new(),
        };
        Ok((database, Connections { write: writer, fold }))
    }

    /// Runs something on a connection that only reads.
    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let lent = Lent { connection: Some(self.take_reader()?), database: self };
        let connection = lent.connection.as_ref().expect("it is given back at the end");
        query(connection).map_err(|error| store_error(self.store, error))
    }

    /// A connection that sees the file as it is now, for as long as it is open.
    pub(crate) fn snapshot(&self) -> rusqlite::Result<Connection> {
        let connection = connect(&self.path, OpenFlags::empty())?;
        let connection = tune(connection, READER_CACHE_KIB, self.durability)?;
        connection.execute_batch("BEGIN")?;
        // Only reading something takes hold of it.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    }

    /// Looks through every page of the file. Slow; for the background and for `doctor`.
    pub(crate) fn check(&self) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines.filter(|line| !line.as_ref().is_ok_and(|line| line == "ok")).collect()
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
                let opened = connect(&self.path, OpenFlags::empty());
                let opened = opened.and_then(|it| tune(it, READER_CACHE_KIB, self.durability));
                return opened.map_err(|error| {
                    self.lock().open -= 1;
                    self.returned.notify_one();
                    store_error(self.store, error)
                });
            }
            readers.waiting += 1;
            readers = self.returned.wait(readers).unwrap_or_else(PoisonError::into_inner);
            readers.waiting -= 1;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Readers> {
        // Every change of the list is one operation, so a panic leaves it whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that is given back when the query is done, even if that panics.
struct Lent<'a> {
    connection: Option<Connection>,
    database: &'a Database,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut readers = self.database.lock();
        readers.idle.extend(self.connection.take());
        let is_awaited = readers.waiting > 0;
        drop(readers);
        // Waking nobody would still be a call of the system.
        if is_awaited {
            self.database.returned.notify_one();
        }
    }
}

fn file(folder: &Path, store: StoreName) -> PathBuf {
    folder.join(format!("{store}.db"))
}

fn connect(path: &Path, extra: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(connection)
}

/// Sets what we need of a file that is ours.
fn tune(
    connection: Connection,
    cache_kib: i32,
    durability: Durability,
) -> rusqlite::Result<Connection> {
    let synchronous = match durability {
        Durability::Full => "FULL",
        Durability::None => "OFF",
    };
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // A plan that depended on the values asked for would be made anew for each of them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(connection)
}

/// The schema version of a file that is ours, or new; nothing is written to any other.
fn recognise(connection: &Connection, schema: &Schema) -> Result<u32, OpenError> {
    let store = schema.store;
    let number = |sql| {
        let found = connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        found.map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => OpenError::Foreign { store },
            _ => OpenError::Engine(error),
        })
    };
    let objects = number("SELECT count(*) FROM sqlite_schema")?;
    let application = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    let is_new = (objects, application, version) == (0, 0, 0);
    let version = u32::try_from(version).ok();
    let version = version.filter(|_| is_new || application == i64::from(application_id(store)));
    let found = version.ok_or(OpenError::Foreign { store })?;
    let known = schema.known();
    if found > known {
        return Err(OpenError::Newer { store, found, known });
    }
    Ok(found)
}

/// Runs the migrations that a file has not seen, and checks whose it is.
fn migrate(
    connection: &mut Connection,
    schema: &Schema,
    version: u32,
    deployment: DeploymentId,
) -> Result<(), OpenError> {
    let store = schema.store;
    let transaction = connection.transaction()?;
    for (step, sql) in (1..=schema.known()).zip(schema.migrations) {
        if step <= version {
            continue;
        }
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", step)?;
    }
    transaction.pragma_update(None, "application_id", application_id(store))?;
    let found: Option<Vec<u8>> =
        transaction.query_row("SELECT id FROM deployment", [], |row| row.get(0)).optional()?;
    match found {
        None => {
            transaction
                .execute("INSERT INTO deployment (id) VALUES (?1)", [deployment.as_bytes()])?;
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
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Corrupt { store, what: "the database file is damaged" }
        }
        _ if matches!(error, rusqlite::Error::FromSqlConversionFailure(..)) => {
            StoreError::Corrupt { store, what: "a row has an impossible value" }
        }
        _ => StoreError::Unavailable { store, source: Some(Box::new(error)) },
    }
}
