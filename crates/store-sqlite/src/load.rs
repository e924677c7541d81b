//! Rows of a backup, put into new files.

use std::path::Path;

use model::dump::{DumpTable, DumpValue};
use model::{DeploymentId, StoreName};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};

use crate::database::{Database, Schema};
use crate::dump::tables;
use crate::{Durability, OpenError, identity, keys, records};

/// Nobody else reads the file, and one that is not filled to its end is of no use: nothing is written twice. What is
/// sorted for the indexes may be more than memory has room for.
const ALONE: &str = "PRAGMA journal_mode = OFF; PRAGMA temp_store = FILE; BEGIN";

/// Puts rows into a new file.
pub struct Loader {
    store: StoreName,
    connection: Connection,
    tables: Vec<String>,
    /// What makes its indexes, once all rows are there: entries come in their order then.
    indexes: Vec<String>,
}

impl Loader {
    /// Makes the file of a store, of this deployment and with the schema that the rows are of. One that is newer
    /// than this program is refused.
    pub fn create(
        folder: &Path,
        store: StoreName,
        deployment: DeploymentId,
        schema: u32,
        durability: Durability,
    ) -> Result<Self, OpenError> {
        let newest: &Schema = match store {
            StoreName::Identity => &identity::SCHEMA,
            StoreName::Records => &records::SCHEMA,
            StoreName::Keys => &keys::SCHEMA,
        };
        // What came after it is made when the file is opened, as for any other.
        let connection = Database::create(folder, &newest.up_to(schema)?, deployment, durability)?;
        connection.execute_batch(ALONE)?;
        let tables = tables(&connection)?;
        for table in &tables {
            // What migrations put there.
            connection.execute(&format!("DELETE FROM {table}"), [])?;
        }
        let mut indexes = Vec::new();
        for (name, sql) in list_indexes(&connection)? {
            connection.execute(&format!("DROP INDEX {name}"), [])?;
            indexes.push(sql);
        }
        Ok(Self { store, connection, tables, indexes })
    }

    /// Puts rows into a table.
    pub fn put(&self, table: &DumpTable, rows: &[Vec<DumpValue>]) -> Result<(), OpenError> {
        let is_name =
            |name: &String| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if !self.tables.contains(&table.name) || !table.columns.iter().all(is_name) {
            return Err(OpenError::Foreign { store: self.store });
        }
        let marks = vec!["?"; table.columns.len()].join(", ");
        let columns = table.columns.join(", ");
        let sql = format!("INSERT INTO {} ({columns}) VALUES ({marks})", table.name);
        let mut statement = self.connection.prepare_cached(&sql)?;
        for row in rows {
            let values = row.iter().map(|value| {
                ToSqlOutput::Borrowed(match value {
                    DumpValue::Null => ValueRef::Null,
                    DumpValue::Integer(number) => ValueRef::Integer(*number),
                    DumpValue::Bytes(bytes) => ValueRef::Blob(bytes),
                    DumpValue::Text(text) => ValueRef::Text(text.as_bytes()),
                })
            });
            statement.execute(params_from_iter(values))?;
        }
        Ok(())
    }

    /// Makes all of it durable, if it is to be.
    pub fn finish(self) -> Result<(), OpenError> {
        for sql in &self.indexes {
            self.connection.execute_batch(sql)?;
        }
        self.connection.execute_batch("COMMIT")?;
        Ok(())
    }
}

/// The indexes that do not come with a table, and what makes them.
fn list_indexes(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let mut statement = connection.prepare(sql)?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
