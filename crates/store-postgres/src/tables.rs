//! The tables of a database as whoever reads or fills them as a whole sees them: every value a number, bytes or
//! a text.

use crate::failure::Failure;
use crate::link::Link;

/// It says which deployment the database is of, and a new one says so itself.
pub(crate) const DEPLOYMENT: &str = "deployment";

/// Who had signed in then has to sign in anew: sessions that have ended since would go on.
const SESSIONS: &str = "sessions";

/// A table, or a sequence, which is one of a single row.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) is_sequence: bool,
    pub(crate) columns: Vec<Column>,
    /// Where the columns of the primary key are among all.
    pub(crate) key: Vec<usize>,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Its type as the engine writes it.
    kind: String,
}

/// The tables that a backup has, by name.
pub(crate) async fn list_kept(link: &Link) -> Result<Vec<Table>, Failure> {
    let mut tables = list(link).await?;
    tables.retain(|table| table.name != SESSIONS);
    Ok(tables)
}

/// The tables that hold data, by name.
pub(crate) async fn list(link: &Link) -> Result<Vec<Table>, Failure> {
    let rows = link
        .rows(
            "SELECT c.relname::text, c.relkind = 'S', a.attname::text, format_type(a.atttypid, NULL),
                    array_position(i.indkey::smallint[], a.attnum)
             FROM pg_class c
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S')
             ORDER BY c.relname COLLATE \"C\", a.attnum",
            &[],
        )
        .await?;
    let mut tables: Vec<Table> = Vec::new();
    let mut keys: Vec<Vec<(i32, usize)>> = Vec::new();
    for row in &rows {
        let (name, is_sequence): (String, bool) = (row.try_get(0)?, row.try_get(1)?);
        let column = Column { name: row.try_get(2)?, kind: row.try_get(3)? };
        let place: Option<i32> = row.try_get(4)?;
        if name == DEPLOYMENT || (is_sequence && column.name != "last_value") {
            continue;
        }
        if tables.last().is_none_or(|table| table.name != name) {
            tables.push(Table { name, is_sequence, columns: Vec::new(), key: Vec::new() });
            keys.push(Vec::new());
        }
        if let (Some(table), Some(key)) = (tables.last_mut(), keys.last_mut()) {
            key.extend(place.map(|place| (place, table.columns.len())));
            table.columns.push(column);
        }
    }
    for (table, mut key) in tables.iter_mut().zip(keys) {
        key.sort_unstable();
        table.key = key.into_iter().map(|(_, column)| column).collect();
    }
    Ok(tables)
}

impl Column {
    /// The type in which its values come and go.
    fn plain(&self) -> &'static str {
        match self.kind.as_str() {
            "bigint" | "integer" | "smallint" => "bigint",
            "bytea" => "bytea",
            _ => "text",
        }
    }
}

impl Table {
    /// Reads it in the order of its primary key.
    pub(crate) fn select(&self) -> String {
        let columns =
            self.columns.iter().map(|column| format!("{}::{}", column.name, column.plain()));
        let columns = columns.collect::<Vec<_>>().join(", ");
        let key: Vec<_> =
            self.key.iter().map(|column| self.columns[*column].name.as_str()).collect();
        let order =
            if key.is_empty() { String::new() } else { format!(" ORDER BY {}", key.join(", ")) };
        format!("SELECT {columns} FROM {}{order}", self.name)
    }

    /// Puts a row of these columns into it; nothing if it does not have them.
    pub(crate) fn insert(&self, columns: &[String]) -> Option<String> {
        let mut values = Vec::new();
        for (number, name) in (1..).zip(columns) {
            let column = self.columns.iter().find(|column| column.name == *name)?;
            values.push(format!("${number}::{}::{}", column.plain(), column.kind));
        }
        let (name, columns, values) = (&self.name, columns.join(", "), values.join(", "));
        Some(if self.is_sequence {
            format!("SELECT setval('{name}', {values})")
        } else {
            format!("INSERT INTO {name} ({columns}) VALUES ({values})")
        })
    }
}
