//! The first documents in an order, behind a place in it.

use std::collections::BinaryHeap;
use std::ops::Bound;

use model::index::{Placed, SortColumn, SortValue};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, i64_to_u64, u64_to_i64};

use crate::schema::{BORN, column_name};

/// What comes after everything that has a value.
const NO_VALUE: u128 = u128::MAX;

/// Collects them.
pub(crate) struct First {
    pub(crate) sort: Vec<SortColumn>,
    pub(crate) after: Option<Placed>,
    pub(crate) limit: usize,
}

/// A document of a segment: what comes first is the least.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    keys: Vec<u128>,
    /// The newest-born first.
    age: u64,
}

/// Collects them in a segment.
pub(crate) struct FirstOfSegment {
    born: Column<u64>,
    keys: Vec<Key>,
    after: Option<Candidate>,
    limit: usize,
    /// The last of them on top.
    kept: BinaryHeap<Candidate>,
    scratch: Vec<u128>,
}

/// By what is sorted, in a segment.
struct Key {
    values: Values,
    is_descending: bool,
}

enum Values {
    Numbers { low: Option<Column<i64>>, high: Option<Column<i64>> },
    Texts(Option<StrColumn>),
}

impl Collector for First {
    type Fruit = Vec<Placed>;
    type Child = FirstOfSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<FirstOfSegment> {
        let born = segment.fast_fields().u64(BORN)?;
        let keys = self.sort.iter().map(|by| Key::open(segment, by));
        let keys = keys.collect::<tantivy::Result<Vec<_>>>()?;
        let after = self.after.as_ref().map(|after| {
            let values = keys.iter().zip(&after.values);
            let keys = values.map(|(key, value)| key.of_value(value.as_ref()));
            Ok::<_, tantivy::TantivyError>(Candidate {
                keys: keys.collect::<tantivy::Result<_>>()?,
                age: !after.born,
            })
        });
        let (after, limit) = (after.transpose()?, self.limit);
        let (kept, scratch) = (BinaryHeap::new(), Vec::with_capacity(keys.len()));
        Ok(FirstOfSegment { born, keys, after, limit, kept, scratch })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, of_segments: Vec<Found>) -> tantivy::Result<Vec<Placed>> {
        let mut all = Vec::new();
        for found in of_segments {
            all.extend(found?);
        }
        let descending = || self.sort.iter().map(|by| by.is_descending);
        all.sort_by(|one, other| one.compare(other, descending()));
        all.truncate(self.limit);
        Ok(all)
    }
}

type Found = tantivy::Result<Vec<Placed>>;

impl SegmentCollector for FirstOfSegment {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.scratch.clear();
        for key in &self.keys {
            self.scratch.push(key.of_document(doc));
        }
        let is_full = self.kept.len() >= self.limit;
        // Most come too late already by what they are sorted by.
        if is_full && self.kept.peek().is_some_and(|last| *self.scratch > *last.keys) {
            return;
        }
        let Some(born) = self.born.first(doc) else { return };
        let this = (self.scratch.as_slice(), !born);
        let comes_before = |other: &Candidate| this < (other.keys.as_slice(), other.age);
        let is_behind =
            self.after.as_ref().is_none_or(|after| this > (after.keys.as_slice(), after.age));
        if !is_behind || (is_full && !self.kept.peek().is_some_and(comes_before)) {
            return;
        }
        if is_full {
            self.kept.pop();
        }
        self.kept.push(Candidate { keys: self.scratch.clone(), age: !born });
    }

    fn harvest(self) -> Found {
        let Self { keys, kept, .. } = self;
        kept.into_iter()
            .map(|candidate| {
                let values = keys.iter().zip(candidate.keys).map(|(key, value)| key.value(value));
                Ok(Placed { values: values.collect::<Result<_, _>>()?, born: !candidate.age })
            })
            .collect()
    }
}

impl Key {
    fn open(segment: &SegmentReader, by: &SortColumn) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let values = if by.is_text {
            Values::Texts(columns.str(&column_name(&by.column, false))?)
        } else {
            let open = |is_high| columns.column_opt::<i64>(&column_name(&by.column, is_high));
            Values::Numbers {
                low: open(false)?,
                high: if by.is_descending { open(true)? } else { None },
            }
        };
        Ok(Self { values, is_descending: by.is_descending })
    }

    /// The key of a document: the first of its values in the order.
    fn of_document(&self, doc: DocId) -> u128 {
        let least = |values: &mut dyn Iterator<Item = u64>| {
            values.map(|value| self.turn(value)).min().map_or(NO_VALUE, u128::from)
        };
        match &self.values {
            Values::Numbers { low, high } => {
                let numbers = [low, high].into_iter().flatten();
                least(&mut numbers.flat_map(|column| column.values_for_doc(doc)).map(i64_to_u64))
            }
            Values::Texts(Some(texts)) => {
                least(&mut texts.ords().values_for_doc(doc).map(Self::of_ordinal))
            }
            Values::Texts(None) => NO_VALUE,
        }
    }

    /// The key of a value, which need not be in the segment.
    fn of_value(&self, value: Option<&SortValue>) -> tantivy::Result<u128> {
        let value = match (value, &self.values) {
            (None, _) => return Ok(NO_VALUE),
            (Some(SortValue::Number(number)), _) => i64_to_u64(*number),
            (Some(SortValue::Text(text)), Values::Texts(Some(texts))) => {
                let dictionary = texts.dictionary();
                if let Some(ordinal) = dictionary.term_ord(text.as_bytes())? {
                    Self::of_ordinal(ordinal)
                } else {
                    // Between its neighbours.
                    let from = Bound::Included(text.as_bytes());
                    let (next, _) =
                        dictionary.term_bounds_to_ord(from, Bound::<&[u8]>::Unbounded)?;
                    match next {
                        Bound::Included(next) => Self::of_ordinal(next) - 1,
                        Bound::Excluded(last) => Self::of_ordinal(last) + 1,
                        Bound::Unbounded => 0,
                    }
                }
            }
            // Nothing in the segment has a value: what it is compared with does not matter.
            (Some(SortValue::Text(_)), _) => 0,
        };
        Ok(self.turn(value).into())
    }

    fn value(&self, key: u128) -> tantivy::Result<Option<SortValue>> {
        let Some(key) = u64::try_from(key).ok() else { return Ok(None) };
        let value = self.turn(key);
        Ok(match &self.values {
            Values::Numbers { .. } => Some(SortValue::Number(u64_to_i64(value))),
            Values::Texts(Some(texts)) => {
                let mut text = String::new();
                texts.ord_to_str((value - 1) / 2, &mut text)?;
                Some(SortValue::Text(text.into()))
            }
            Values::Texts(None) => None,
        })
    }

    /// Between two texts there is room for one that is not in the segment.
    const fn of_ordinal(ordinal: u64) -> u64 {
        2 * ordinal + 1
    }

    const fn turn(&self, value: u64) -> u64 {
        if self.is_descending { !value } else { value }
    }
}
