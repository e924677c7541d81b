//! Rows of a store's tables as bytes, and back.
//!
//! A part begins with its kind: 1 is a table (its name and columns), 2 a row of the table before. Texts and
//! values have their length before them.

use std::ops::ControlFlow;

use model::dump::{DumpRef, DumpSink, DumpTable, DumpValue};

use crate::error::BackupError;

const TABLE: u8 = 1;
const ROW: u8 = 2;

const NULL: u8 = 0;
const INTEGER: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;

/// More columns no table has.
const COLUMNS_MAX: usize = 64;

/// Something of a stream of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The rows that follow are of this table.
    Table(DumpTable),
    /// A row.
    Row(Vec<DumpValue>),
}

/// Makes bytes of rows as they are read.
#[derive(Debug, Default)]
pub struct RowEncoder {
    /// What was made of them and is not taken.
    pub bytes: Vec<u8>,
    /// How many there were.
    pub rows: u64,
}

impl DumpSink for RowEncoder {
    fn table(&mut self, table: &DumpTable) {
        let into = &mut self.bytes;
        into.push(TABLE);
        put(into, table.name.as_bytes());
        into.push(u8::try_from(table.columns.len()).expect("tables have few columns"));
        for column in &table.columns {
            put(into, column.as_bytes());
        }
    }

    fn row(&mut self, values: &[DumpRef<'_>]) -> ControlFlow<()> {
        self.rows += 1;
        encode_row(values, &mut self.bytes);
        ControlFlow::Continue(())
    }
}

/// Writes a row of the table that began last.
pub fn encode_row(values: &[DumpRef<'_>], into: &mut Vec<u8>) {
    into.push(ROW);
    for value in values {
        match value {
            DumpRef::Null => into.push(NULL),
            DumpRef::Integer(number) => {
                into.push(INTEGER);
                into.extend_from_slice(&number.to_be_bytes());
            }
            DumpRef::Bytes(bytes) => {
                into.push(BYTES);
                put(into, bytes);
            }
            DumpRef::Text(text) => {
                into.push(TEXT);
                put(into, text.as_bytes());
            }
        }
    }
}

fn put(into: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).expect("values are bounded");
    into.extend_from_slice(&length.to_be_bytes());
    into.extend_from_slice(bytes);
}

/// Reads parts out of bytes that come bit by bit.
#[derive(Default)]
pub struct RowDecoder {
    waiting: Vec<u8>,
    /// How much of what waits was read.
    read: usize,
    columns: usize,
}

impl RowDecoder {
    /// For the rows of a table alone, which has so many columns.
    pub fn of_table(columns: usize) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Takes more of the stream.
    pub fn push(&mut self, bytes: &[u8]) {
        self.waiting.drain(..self.read);
        self.read = 0;
        self.waiting.extend_from_slice(bytes);
    }

    /// The next part, if it is there whole by now.
    pub fn next_part(&mut self) -> Result<Option<Part>, BackupError> {
        let mut reader = Reader(&self.waiting[self.read..]);
        let before = reader.0.len();
        let Some(part) = read(&mut reader, self.columns)? else { return Ok(None) };
        self.read += before - reader.0.len();
        if let Part::Table(table) = &part {
            self.columns = table.columns.len();
        }
        Ok(Some(part))
    }

    /// Whether nothing is left over.
    pub fn is_finished(&self) -> bool {
        self.read == self.waiting.len()
    }
}

/// Nothing, if it is not there whole.
fn read(reader: &mut Reader<'_>, columns: usize) -> Result<Option<Part>, BackupError> {
    let malformed = BackupError::Malformed("a stream of rows");
    let Some(kind) = reader.byte() else { return Ok(None) };
    match kind {
        TABLE => {
            let Some(name) = reader.counted() else { return Ok(None) };
            let name = text(name)?;
            let Some(count) = reader.byte() else { return Ok(None) };
            if usize::from(count) > COLUMNS_MAX {
                return Err(malformed);
            }
            let mut columns = Vec::with_capacity(usize::from(count));
            for _ in 0..count {
                let Some(column) = reader.counted() else { return Ok(None) };
                columns.push(text(column)?);
            }
            Ok(Some(Part::Table(DumpTable { name, columns })))
        }
        ROW if columns > 0 => {
            let mut row = Vec::with_capacity(columns);
            for _ in 0..columns {
                let Some(kind) = reader.byte() else { return Ok(None) };
                row.push(match kind {
                    NULL => DumpValue::Null,
                    INTEGER => {
                        let Some(number) = reader.array() else { return Ok(None) };
                        DumpValue::Integer(i64::from_be_bytes(number))
                    }
                    BYTES | TEXT => {
                        let Some(bytes) = reader.counted() else { return Ok(None) };
                        if kind == TEXT {
                            DumpValue::Text(text(bytes)?)
                        } else {
                            DumpValue::Bytes(bytes.to_vec())
                        }
                    }
                    _ => return Err(malformed),
                });
            }
            Ok(Some(Part::Row(row)))
        }
        _ => Err(malformed),
    }
}

fn text(bytes: &[u8]) -> Result<String, BackupError> {
    let text = std::str::from_utf8(bytes).map_err(|_| BackupError::Malformed("a text in a row"))?;
    Ok(text.to_owned())
}

/// Takes parts off the front of bytes.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn counted(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(u32::from_be_bytes(self.array()?)).ok()?;
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = DumpValue> {
        prop_oneof![
            Just(DumpValue::Null),
            any::<i64>().prop_map(DumpValue::Integer),
            prop::collection::vec(any::<u8>(), 0..50).prop_map(DumpValue::Bytes),
            "\\PC{0,20}".prop_map(DumpValue::Text),
        ]
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_were_however_the_bytes_come(
            rows in prop::collection::vec(prop::collection::vec(value(), 3), 0..10),
            step in 1_usize..40,
        ) {
            let columns = ["a", "b", "c"].map(ToOwned::to_owned).to_vec();
            let table = DumpTable { name: "versions".to_owned(), columns };
            let mut encoder = RowEncoder::default();
            encoder.table(&table);
            for row in &rows {
                let values: Vec<_> = row.iter().map(DumpRef::from).collect();
                prop_assert!(encoder.row(&values).is_continue());
            }
            let RowEncoder { bytes, rows: count } = encoder;
            prop_assert_eq!(count, rows.len() as u64);
            let mut decoder = RowDecoder::default();
            let mut parts = Vec::new();
            for part in bytes.chunks(step) {
                decoder.push(part);
                while let Some(part) = decoder.next_part().expect("it is well-formed") {
                    parts.push(part);
                }
            }
            prop_assert!(decoder.is_finished());
            let expected = std::iter::once(Part::Table(table)).chain(rows.into_iter().map(Part::Row));
            prop_assert_eq!(parts, expected.collect::<Vec<_>>());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut decoder = RowDecoder::default();
            decoder.push(&bytes);
            while let Ok(Some(_)) = decoder.next_part() {}
        }
    }
}
