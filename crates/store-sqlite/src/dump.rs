//! What is in the files, row by row, for backups, and back into new ones.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use model::dump::{DumpTable, DumpValue};
use model::{DeploymentId, StoreName};
use policy::Permit;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};
use store::{Answer, DumpPart, Dumps, StoreDump, StoreError};
use tokio::sync::Mutex;

use crate::database::{Database, Schema, store_error};
use crate::writer::{Writer, WriterState};
use crate::{OpenError, SqliteIdentity, SqliteKeys, SqliteRecords, identity, keys, records};

/// How many rows are read at a time.
const ROWS_PER_PART: usize = 500;
/// It says which deployment the file is of, and the new file says so itself.
const DEPLOYMENT: &str = "deployment";

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
    tables: VecDeque<Reading>,
}

/// How far a table was read.
struct Reading {
    table: DumpTable,
    /// Where the columns of the primary key are among all.
    key: Vec<usize>,
    is_begun: bool,
    last: Vec<Value>,
}

impl SqliteDump {
    fn begin(connection: Connection, schema: &Schema) -> rusqlite::Result<Self> {
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let tables = tables(&connection)?;
        let mut readings = VecDeque::new();
        for name in tables {
            let mut key = Vec::new();
            let mut columns = Vec::new();
            let sql = "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid";
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([&name])?;
            while let Some(row) = rows.next()? {
                let place: i64 = row.get(1)?;
                if place > 0 {
                    key.push((place, columns.len()));
                }
                columns.push(row.get(0)?);
            }
            key.sort_unstable();
            let key = key.into_iter().map(|(_, column)| column).collect();
            let table = DumpTable { name, columns };
            readings.push_back(Reading { table, key, is_begun: false, last: Vec::new() });
        }
        let store = schema.store;
        Ok(Self { store, schema: version, connection, tables: readings })
    }

    fn read(&mut self) -> rusqlite::Result<Option<DumpPart>> {
        while let Some(reading) = self.tables.front_mut() {
            if !reading.is_begun {
                reading.is_begun = true;
                return Ok(Some(DumpPart::Table(reading.table.clone())));
            }
            let rows = reading.next_rows(&self.connection)?;
            if rows.len() < ROWS_PER_PART {
                self.tables.pop_front();
            }
            if !rows.is_empty() {
                return Ok(Some(DumpPart::Rows(rows)));
            }
        }
        Ok(None)
    }
}

impl Reading {
    /// Rows in the order of their key, those behind the last.
    fn next_rows(&mut self, connection: &Connection) -> rusqlite::Result<Vec<Vec<DumpValue>>> {
        let DumpTable { name, columns } = &self.table;
        let key: Vec<_> = self.key.iter().map(|column| columns[*column].as_str()).collect();
        let behind = if self.last.is_empty() {
            String::new()
        } else {
            let marks = vec!["?"; key.len()].join(", ");
            format!("WHERE ({}) > ({marks})", key.join(", "))
        };
        let sql = format!(
            "SELECT {} FROM {name} {behind} ORDER BY {} LIMIT {ROWS_PER_PART}",
            columns.join(", "),
            key.join(", ")
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(&self.last))?;
        let mut rows = Vec::new();
        let mut last = Vec::new();
        while let Some(row) = found.next()? {
            let mut values = Vec::with_capacity(columns.len());
            for column in 0..columns.len() {
                values.push(value(row.get_ref(column)?));
            }
            last.clear();
            for column in &self.key {
                last.push(row.get(*column)?);
            }
            rows.push(values);
        }
        drop(found);
        if !last.is_empty() {
            self.last = last;
        }
        Ok(rows)
    }
}

impl StoreDump for SqliteDump {
    fn schema(&self) -> u32 {
        self.schema
    }

    fn next_part(&mut self) -> Result<Option<DumpPart>, StoreError> {
        let store = self.store;
        self.read().map_err(|error| store_error(store, error))
    }
}

/// Puts rows into a new file.
pub struct Loader {
    store: StoreName,
    connection: Connection,
    tables: Vec<String>,
}

impl Loader {
    /// Makes the file of a store, of this deployment and with the schema that the rows are of. One that is newer
    /// than this program is refused.
    pub fn create(
        folder: &Path,
        store: StoreName,
        deployment: DeploymentId,
        schema: u32,
    ) -> Result<Self, OpenError> {
        let newest = match store {
            StoreName::Identity => &identity::SCHEMA,
            StoreName::Records => &records::SCHEMA,
            StoreName::Keys => &keys::SCHEMA,
        };
        // What came after it is made when the file is opened, as for any other.
        let connection = Database::create(folder, &newest.up_to(schema)?, deployment)?;
        let tables = tables(&connection)?;
        for table in &tables {
            // What migrations put there.
            connection.execute(&format!("DELETE FROM {table}"), [])?;
        }
        connection.execute_batch("BEGIN")?;
        Ok(Self { store, connection, tables })
    }

    /// Puts a row into a table.
    pub fn put(&self, table: &DumpTable, row: &[DumpValue]) -> Result<(), OpenError> {
        let is_name =
            |name: &String| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if !self.tables.contains(&table.name) || !table.columns.iter().all(is_name) {
            return Err(OpenError::Foreign { store: self.store });
        }
        let marks = vec!["?"; table.columns.len()].join(", ");
        let columns = table.columns.join(", ");
        let sql = format!("INSERT INTO {} ({columns}) VALUES ({marks})", table.name);
        let values = row.iter().map(|value| match value {
            DumpValue::Null => Value::Null,
            DumpValue::Integer(number) => Value::Integer(*number),
            DumpValue::Bytes(bytes) => Value::Blob(bytes.clone()),
            DumpValue::Text(text) => Value::Text(text.clone()),
        });
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Makes all of it durable.
    pub fn finish(self) -> Result<(), OpenError> {
        self.connection.execute_batch("COMMIT")?;
        Ok(())
    }
}

/// The tables that hold data.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name <> ?1 ORDER BY name";
    connection.prepare(sql)?.query_map([DEPLOYMENT], |row| row.get(0))?.collect()
}

fn value(value: ValueRef<'_>) -> DumpValue {
    match value {
        ValueRef::Null => DumpValue::Null,
        ValueRef::Integer(number) => DumpValue::Integer(number),
        ValueRef::Blob(bytes) => DumpValue::Bytes(bytes.to_vec()),
        ValueRef::Text(text) => DumpValue::Text(String::from_utf8_lossy(text).into_owned()),
        // No column of ours has one.
        ValueRef::Real(number) => DumpValue::Text(number.to_string()),
    }
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
