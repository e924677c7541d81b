//! Rows of a store's tables, as they are on their way into a backup and out of it.

use std::ops::ControlFlow;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DumpTable {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of their values.
    pub columns: Vec<String>,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DumpValue {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A text.
    Text(String),
}

/// A value of a row, where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DumpRef<'a> {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A text.
    Text(&'a str),
}

/// Takes what is in a store, in the order in which it is read.
pub trait DumpSink {
    /// The rows that follow are of this table.
    fn table(&mut self, table: &DumpTable);

    /// A row of the table that came last. Says whether more is wanted.
    fn row(&mut self, values: &[DumpRef<'_>]) -> ControlFlow<()>;
}

impl From<DumpRef<'_>> for DumpValue {
    fn from(value: DumpRef<'_>) -> Self {
        match value {
            DumpRef::Null => Self::Null,
            DumpRef::Integer(number) => Self::Integer(number),
            DumpRef::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
            DumpRef::Text(text) => Self::Text(text.to_owned()),
        }
    }
}

impl<'a> From<&'a DumpValue> for DumpRef<'a> {
    fn from(value: &'a DumpValue) -> Self {
        match value {
            DumpValue::Null => Self::Null,
            DumpValue::Integer(number) => Self::Integer(*number),
            DumpValue::Bytes(bytes) => Self::Bytes(bytes),
            DumpValue::Text(text) => Self::Text(text),
        }
    }
}
