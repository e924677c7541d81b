//! The tables of a store in the hands of somebody who can write to them, on either engine.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

use crate::harness::Place;

/// The tables of one store. The server that they belong to should be stopped.
pub(crate) enum Tables {
    Sqlite(Connection),
    Postgresql(Client),
}

/// A row, each value as it is written in a statement of the same engine.
pub(crate) type Row = Vec<String>;

impl Tables {
    /// The tables that are there.
    pub(crate) async fn at(place: Place) -> Self {
        match place {
            Place::File(path) => Self::Sqlite(Connection::open(path).expect("a database")),
            Place::Address(address) => {
                let connected = tokio_postgres::connect(&address, NoTls).await;
                let (client, connection) = connected.expect("the server is there");
                tokio::spawn(connection);
                Self::Postgresql(client)
            }
        }
    }

    /// Runs statements. How many rows the last of them touched.
    pub(crate) async fn execute(&self, sql: &str) -> u64 {
        match self {
            Self::Sqlite(connection) => {
                connection.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
                connection.changes()
            }
            Self::Postgresql(client) => {
                let told = client.simple_query(sql).await;
                let told = told.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
                let counts = told.iter().rev().filter_map(|message| match message {
                    SimpleQueryMessage::CommandComplete(count) => Some(*count),
                    _ => None,
                });
                counts.into_iter().next().expect("a statement was run")
            }
        }
    }

    /// Changes something, and makes sure that it was there to be changed.
    pub(crate) async fn change(&self, sql: &str) {
        assert!(self.execute(sql).await > 0, "{sql}");
    }

    /// The rows of a query.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<Row> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(sql).expect("the schema is ours");
                let columns = statement.column_count();
                let row = |row: &rusqlite::Row<'_>| {
                    (0..columns).map(|column| row.get_ref(column).map(literal)).collect()
                };
                let rows = statement.query_map([], row).expect("rows");
                rows.collect::<Result<_, _>>().expect("values")
            }
            Self::Postgresql(client) => {
                let told = client.simple_query(sql).await.expect("the schema is ours");
                let rows = told.iter().filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => Some(row),
                    _ => None,
                });
                let value = |value: Option<&str>| {
                    let text = value.expect("no column of ours holds none");
                    text.parse::<i64>().map_or(format!("'{text}'"), |number| number.to_string())
                };
                rows.map(|row| (0..row.len()).map(|at| value(row.get(at))).collect()).collect()
            }
        }
    }

    /// The one value of a query.
    pub(crate) async fn value(&self, sql: &str) -> String {
        let rows = self.rows(sql).await;
        let [row] = rows.as_slice() else {
            panic!("{sql}: {rows:?}");
        };
        row[0].clone()
    }

    /// So many zero bytes, as this engine writes them.
    pub(crate) fn zeros(&self, length: &str) -> String {
        match self {
            Self::Sqlite(_) => format!("zeroblob({length})"),
            Self::Postgresql(_) => format!("decode(repeat('00', {length}), 'hex')"),
        }
    }
}

fn literal(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Blob(bytes) => format!("X'{}'", hex::encode(bytes)),
        ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
        ValueRef::Null | ValueRef::Real(_) => panic!("no column of ours holds one"),
    }
}

/// The same bytes with one bit of one of them another one.
pub(crate) fn flip(bytes: &str, byte: usize) -> String {
    let begin = bytes.find(['x', 'X']).expect("bytes are written in hexadecimal digits");
    let begin = begin + if bytes.starts_with('X') { 2 } else { 1 };
    let at = begin + 2 * byte + 1;
    let digit = u8::from_str_radix(&bytes[at..=at], 16).expect("a digit") ^ 1;
    format!("{}{digit:x}{}", &bytes[..at], &bytes[at + 1..])
}
