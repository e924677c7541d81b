//! Bytes in chunks whose borders follow from what is in them, so that what has not changed is the same chunks
//! again.

use std::collections::VecDeque;
use std::fmt;

use fastcdc::v2020::FastCDC;
use zeroize::ZeroizeOnDrop;

/// How large a chunk is at least, as a rule, and at most.
const MIN_BYTES: usize = 256 * 1024;
const AVERAGE_BYTES: usize = 1024 * 1024;
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// How much of what was cut may stay, so that what waits is not moved for every chunk.
const CUT_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Cuts rows into chunks, each of them whole.
#[derive(Default)]
pub struct Chunker {
    bytes: Vec<u8>,
    /// Where rows end that are not cut yet.
    ends: VecDeque<usize>,
    /// How much of the bytes was cut.
    cut: usize,
}

/// A stretch of whole rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk<'a> {
    /// The rows.
    pub bytes: &'a [u8],
    /// How many they are.
    pub rows: u64,
}

impl Chunker {
    /// Takes more rows, and where each of them ends.
    pub fn push(&mut self, bytes: &[u8], ends: &[usize]) {
        if self.cut > CUT_BYTES_MAX {
            self.bytes.drain(..self.cut);
            self.ends.iter_mut().for_each(|end| *end -= self.cut);
            self.cut = 0;
        }
        let before = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.ends.extend(ends.iter().map(|end| before + end));
    }

    /// The next chunk, if its border is known by now.
    pub fn next_chunk(&mut self) -> Option<Chunk<'_>> {
        // A border is the same wherever it was looked for only with as much before it as it may need.
        if self.bytes.len() - self.cut < MAX_BYTES { None } else { self.last_chunk() }
    }

    /// The next chunk of what is left, at the end of a table.
    pub fn last_chunk(&mut self) -> Option<Chunk<'_>> {
        let (begin, waiting) = (self.cut, &self.bytes[self.cut..]);
        let window = &waiting[..waiting.len().min(MAX_BYTES)];
        let length = FastCDC::new(window, MIN_BYTES, AVERAGE_BYTES, MAX_BYTES).next()?.length;
        // The row that the border falls into belongs to what is before it.
        let mut rows = 0;
        while self.cut < begin + length {
            let Some(end) = self.ends.pop_front() else {
                self.cut = self.bytes.len();
                break;
            };
            (self.cut, rows) = (end, rows + 1);
        }
        Some(Chunk { bytes: &self.bytes[begin..self.cut], rows })
    }
}

/// What names of chunks are made with. Without it nobody learns from a name what a chunk holds.
#[derive(Clone, ZeroizeOnDrop)]
pub struct ChunkKey([u8; 32]);

impl ChunkKey {
    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The name of a chunk with this content.
    pub fn name(&self, content: &[u8]) -> String {
        hex::encode(blake3::keyed_hash(&self.0, content).as_bytes())
    }
}

impl fmt::Debug for ChunkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChunkKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that do not repeat.
    fn noise(length: usize, mut seed: u64) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length + 8);
        while bytes.len() < length {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            bytes.extend_from_slice(&(seed >> 16).to_be_bytes()[2..]);
        }
        bytes.truncate(length);
        bytes
    }

    /// How long the rows are that bytes are cut into.
    const ROW_BYTES: usize = 1_000;

    /// The chunks of rows that come so many at a time.
    fn chunks(bytes: &[u8], step: usize) -> Vec<Vec<u8>> {
        let mut chunker = Chunker::default();
        let mut all = Vec::new();
        let mut keep = |chunk: Chunk<'_>| {
            assert_eq!(chunk.rows, chunk.bytes.len().div_ceil(ROW_BYTES) as u64);
            all.push(chunk.bytes.to_vec());
        };
        for part in bytes.chunks(step * ROW_BYTES) {
            let mut ends: Vec<_> = (1..=part.len() / ROW_BYTES).map(|it| it * ROW_BYTES).collect();
            ends.extend((part.len() % ROW_BYTES > 0).then_some(part.len()));
            chunker.push(part, &ends);
            while let Some(chunk) = chunker.next_chunk() {
                keep(chunk);
            }
        }
        while let Some(chunk) = chunker.last_chunk() {
            keep(chunk);
        }
        all
    }

    #[test]
    fn chunks_make_the_whole_however_it_comes() {
        let bytes = noise(30_000_500, 1);
        let at_once = chunks(&bytes, 100_000);
        assert_eq!(at_once.concat(), bytes);
        assert!(at_once.len() > 3);
        assert!(at_once.iter().all(|chunk| chunk.len() < MAX_BYTES + ROW_BYTES));
        assert_eq!(chunks(&bytes, 70), at_once);
        assert!(chunks(&[], 1).is_empty());
    }

    #[test]
    fn a_row_that_is_larger_than_any_chunk_is_one() {
        let mut chunker = Chunker::default();
        let row = noise(2 * MAX_BYTES, 3);
        chunker.push(&row, &[row.len()]);
        assert_eq!(chunker.next_chunk(), Some(Chunk { bytes: &row, rows: 1 }));
        assert_eq!(chunker.last_chunk(), None);
    }

    #[test]
    fn what_has_not_changed_is_the_same_chunks() {
        let before = noise(12_000_000, 2);
        let mut after = before.clone();
        after.splice(5_000_000..5_000_000, [7; 3 * ROW_BYTES]);
        let (before, after) = (chunks(&before, 1_000), chunks(&after, 1_000));
        let known = after.iter().filter(|chunk| before.contains(chunk)).count();
        assert!(known + 3 >= after.len(), "{known} of {}", after.len());
    }

    #[test]
    fn a_name_depends_on_the_key() {
        let [one, other] = [1, 2].map(|byte| ChunkKey::from_bytes([byte; 32]));
        assert_ne!(one.name(b"content"), other.name(b"content"));
        assert_eq!(one.name(b"content"), one.clone().name(b"content"));
        assert_eq!(one.name(b"").len(), 64);
    }
}
