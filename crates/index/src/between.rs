//! Documents with a number between two ends, looked for block by block: of what has no end of its own, those
//! whose number is between; of what has, those that reach into it from before, too.
//!
//! The engine looks for two ends one by one and then for what both have in common, which is almost
//! everything on either side when they are close to each other in a large column.

use std::ops::{Range, RangeInclusive};

use tantivy::columnar::{Cardinality, Column};
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// How many documents are looked at in one go.
const BLOCK_DOCUMENTS: u32 = 4096;

/// Documents of which a number is not below the least, or reaches it, and a number is not above the most.
#[derive(Debug, Clone)]
pub(crate) struct Between {
    /// The column of the numbers.
    pub(crate) low: String,
    /// The column of how far they reach, where that is farther.
    pub(crate) high: String,
    pub(crate) least: i64,
    pub(crate) most: i64,
}

impl Query for Between {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Between {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = segment.fast_fields();
        let Some(low) = columns.column_opt::<i64>(&self.low)? else {
            return Ok(Box::new(EmptyScorer));
        };
        let high = columns.column_opt::<i64>(&self.high)?;
        let found = Found::new(low, high, (self.least, self.most), segment.max_doc());
        Ok(Box::new(ConstScorer::new(found, boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("nothing is scored here".to_owned()))
    }
}

/// What is found in a segment.
struct Found {
    low: Column<i64>,
    high: Option<Column<i64>>,
    least: i64,
    most: i64,
    documents: u32,
    /// Where the next block begins.
    next: u32,
    /// Of this block, in order, and at which of them it stands.
    block: Vec<DocId>,
    at: usize,
}

impl Found {
    fn new(
        low: Column<i64>,
        high: Option<Column<i64>>,
        (least, most): (i64, i64),
        documents: u32,
    ) -> Self {
        let block = Vec::new();
        let mut found = Self { low, high, least, most, documents, next: 0, block, at: 0 };
        found.go_on();
        found
    }

    /// Looks at further blocks until something is found.
    fn go_on(&mut self) -> DocId {
        self.at = 0;
        self.block.clear();
        while self.block.is_empty() && self.next < self.documents {
            let end = self.documents.min(self.next.saturating_add(BLOCK_DOCUMENTS));
            self.look(self.next..end);
            self.next = end;
        }
        self.doc()
    }

    fn look(&mut self, documents: Range<DocId>) {
        let is_single = self.low.get_cardinality() != Cardinality::Multivalued;
        let within = |column: &Column<i64>, numbers: RangeInclusive<i64>| {
            let mut found = Vec::new();
            // Beyond its own numbers a column must not be asked.
            let least = column.min_value().max(*numbers.start());
            let most = column.max_value().min(*numbers.end());
            if least <= most {
                column.get_docids_for_value_range(least..=most, documents.clone(), &mut found);
                found.dedup();
            }
            found
        };
        let reaching = |high: &Column<i64>| within(high, self.least..=i64::MAX);
        if is_single && self.least <= self.most {
            let mut found = within(&self.low, self.least..=self.most);
            if let (Some(high), Some(before)) = (&self.high, self.least.checked_sub(1)) {
                let reaching = common(&within(&self.low, i64::MIN..=before), &reaching(high));
                merge(&mut found, &reaching);
            }
            self.block = found;
        } else {
            // One number of a document may be below the most, and another one above the least.
            let mut above = within(&self.low, self.least..=i64::MAX);
            if let Some(high) = &self.high {
                merge(&mut above, &reaching(high));
            }
            self.block = common(&above, &within(&self.low, i64::MIN..=self.most));
        }
    }
}

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        if self.at < self.block.len() { self.block[self.at] } else { self.go_on() }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= self.next {
            self.next = target;
            return self.go_on();
        }
        let rest = &self.block[self.at.min(self.block.len())..];
        self.at += rest.partition_point(|document| *document < target);
        if self.at < self.block.len() { self.block[self.at] } else { self.go_on() }
    }

    fn doc(&self) -> DocId {
        self.block.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.documents
    }
}

/// What two ordered lists have in common.
fn common(one: &[DocId], other: &[DocId]) -> Vec<DocId> {
    let mut other = other.iter().copied().peekable();
    let is_in_both = |document: &&DocId| {
        while other.next_if(|it| it < *document).is_some() {}
        other.peek() == Some(*document)
    };
    one.iter().filter(is_in_both).copied().collect()
}

/// Adds what is in an ordered list to another one.
fn merge(into: &mut Vec<DocId>, other: &[DocId]) {
    if !other.is_empty() {
        into.extend_from_slice(other);
        into.sort_unstable();
        into.dedup();
    }
}
