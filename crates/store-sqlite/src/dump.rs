//! What is in the files, row by row, for backups.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use model::StoreName;
use model::dump::{DumpRef, DumpSink, DumpTable};
use policy::Permit;
use rusqlite::Connection;
use rusqlite::types::{FromSqlError, ValueRef};
use store::{Answer, Dumps, StoreDump, StoreError};
use tokio::sync::Mutex;

use crate::database::{Database, Schema, store_error};
use crate::writer::{Writer, WriterState};
use crate::{SqliteIdentity, SqliteKeys, SqliteRecords, identity, keys, records};

/// It says which deployment the file is of, and the new file says so itself.
const DEPLOYMENT: &str = "deployment";
/// Who had signed in then has to sign in anew: sessions that have ended since would go on.
const SESSIONS: &str = "sessions";

/// The three files together.
pub struct SqliteDumps {
    identity: Arc<SqliteIdentity>,
    records: Arc<SqliteRecords>,
    keys: Arc<SqliteKeys>,
    /// Two who take hold of both files would each have one and wait for the other.
    one_at_a_time: Mutex<()>,
}

impl SqliteDumps {
    /// Of a deployment's files.
    pub fn new(
        identity: Arc<SqliteIdentity>,
        records: Arc<SqliteRecords>,
        keys: Arc<SqliteKeys>,
    ) -> Self {
        Self { identity, records, keys, one_at_a_time: Mutex::new(()) }
    }
}

impl Dumps for SqliteDumps {
    fn engine(&self) -> &'static str {
        "sqlite"
    }

    fn dump_documents<'a>(
        &'a self,
        _permit: &'a Permit,
    ) -> Answer<'a, Vec<(StoreName, Box<dyn StoreDump>)>> {
        Box::pin(async {
            let _alone = self.one_at_a_time.lock().await;
            // Neither file is changed while both are taken hold of.
            let (one, other) = Meeting::of_two();
            let SqliteIdentity { database, writer, .. } = self.identity.as_ref();
            let identity = dump(database, writer, &identity::SCHEMA, Some(one));
            let SqliteRecords { database, writer, .. } = self.records.as_ref();
            let records = dump(database, writer, &records::SCHEMA, Some(other));
            let (identity, records) = tokio::join!(identity, records);
            let boxed = |dump: SqliteDump| Box::new(dump) as Box<dyn StoreDump>;
            Ok(vec![(StoreName::Identity, boxed(identity?)), (StoreName::Records, boxed(records?))])
        })
    }

    fn dump_keys<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Box<dyn StoreDump>> {
        Box::pin(async {
            let SqliteKeys { database, writer, .. } = self.keys.as_ref();
            let dump = dump(database, writer, &keys::SCHEMA, None).await?;
            Ok(Box::new(dump) as Box<dyn StoreDump>)
        })
    }
}

/// One of two who wait for each other, but not for one who has gone away.
struct Meeting {
    here: Sender<()>,
    there: Receiver<()>,
}

impl Meeting {
    fn of_two() -> (Self, Self) {
        let ((one, of_one), (other, of_other)) = (channel(), channel());
        (Self { here: one, there: of_other }, Self { here: other, there: of_one })
    }

    /// Waits until the other waits, too. Says whether there is another.
    fn meet(&self) -> bool {
        self.here.send(()).is_ok() && self.there.recv().is_ok()
    }
}

/// Takes hold of a file on its writing thread, between two groups of changes.
async fn dump<S: WriterState>(
    database: &Arc<Database>,
    writer: &Writer<S>,
    schema: &'static Schema,
    other: Option<Meeting>,
) -> Result<SqliteDump, StoreError> {
    let database = Arc::clone(database);
    writer
        .submit(move |_| {
            let meet = || other.as_ref().is_none_or(Meeting::meet);
            let snapshot = meet().then(|| database.snapshot());
            // A failure is no matter of those who share the group.
            Ok(match snapshot.filter(|_| meet()) {
                Some(snapshot) => snapshot
                    .and_then(|snapshot| SqliteDump::begin(snapshot, schema))
                    .map_err(|error| store_error(schema.store, error)),
                None => Err(StoreError::Unavailable { store: schema.store, source: None }),
            })
        })
        .await
}

/// One file as it stood at one moment.
struct SqliteDump {
    store: StoreName,
    schema: u32,
    connection: Connection,
}

impl SqliteDump {
    fn begin(connection: Connection, schema: &Schema) -> rusqlite::Result<Self> {
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(Self { store: schema.store, schema: version, connection })
    }

    fn read_all(&self, to: &mut dyn DumpSink) -> rusqlite::Result<()> {
        for name in tables(&self.connection)? {
            let (table, key) = self.find_columns(name)?;
            to.table(&table);
            if self.read_table(&table, &key, to)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The columns of a table, and those of its primary key.
    fn find_columns(&self, name: String) -> rusqlite::Result<(DumpTable, Vec<String>)> {
        let (mut columns, mut key) = (Vec::new(), Vec::new());
        let sql = "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([&name])?;
        while let Some(row) = rows.next()? {
            let (column, place): (String, i64) = (row.get(0)?, row.get(1)?);
            if place > 0 {
                key.push((place, column.clone()));
            }
            columns.push(column);
        }
        key.sort_unstable();
        Ok((DumpTable { name, columns }, key.into_iter().map(|(_, column)| column).collect()))
    }

    /// Reads a table in the order of its key. Says whether more is wanted.
    fn read_table(
        &self,
        DumpTable { name, columns }: &DumpTable,
        key: &[String],
        to: &mut dyn DumpSink,
    ) -> rusqlite::Result<ControlFlow<()>> {
        let (selected, order) = (columns.join(", "), key.join(", "));
        let sql = format!("SELECT {selected} FROM {name} ORDER BY {order}");
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(columns.len());
            for column in 0..columns.len() {
                values.push(value(row.get_ref(column)?)?);
            }
            if to.row(&values).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

impl StoreDump for SqliteDump {
    fn schema(&self) -> u32 {
        self.schema
    }

    fn read(self: Box<Self>, to: &mut dyn DumpSink) -> Result<(), StoreError> {
        let store = self.store;
        self.read_all(to).map_err(|error| store_error(store, error))
    }
}

/// The tables that hold data.
pub(crate) fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT IN (?1, ?2) ORDER BY name";
    connection.prepare(sql)?.query_map([DEPLOYMENT, SESSIONS], |row| row.get(0))?.collect()
}

fn value(value: ValueRef<'_>) -> rusqlite::Result<DumpRef<'_>> {
    Ok(match value {
        ValueRef::Null => DumpRef::Null,
        ValueRef::Integer(number) => DumpRef::Integer(number),
        ValueRef::Blob(bytes) => DumpRef::Bytes(bytes),
        ValueRef::Text(_) => DumpRef::Text(value.as_str()?),
        // No column of ours has one.
        ValueRef::Real(_) => return Err(FromSqlError::InvalidType.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_for_one_who_has_gone_away_goes_on() {
        let (one, other) = Meeting::of_two();
        let waiting = std::thread::spawn(move || [one.meet(), one.meet()]);
        assert!(other.meet());
        drop(other);
        assert_eq!(waiting.join().expect("it ends"), [true, false]);
    }
}
