//! The Merkle tree of RFC 6962, section 2.1, and its right edge in a few hashes.

use crate::error::{LedgerError, malformed};
use crate::hash::{HASH_BYTES, Hash};

/// The most leaves a tree may have: a size fits a signed SQL integer.
pub const TREE_SIZE_MAX: u64 = i64::MAX.unsigned_abs();

const FORMAT: u8 = 0x01;
const SIZE_BYTES: usize = 8;

/// The hash of a leaf: `SHA-256(0x00 ‖ leaf)`.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash::of(&[&[0x00], leaf])
}

/// The hash of a node: `SHA-256(0x01 ‖ left ‖ right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [0x01; 1 + 2 * HASH_BYTES];
    bytes[1..=HASH_BYTES].copy_from_slice(left.as_bytes());
    bytes[1 + HASH_BYTES..].copy_from_slice(right.as_bytes());
    Hash::of(&[&bytes])
}

/// The root of a tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Hash::of(&[])
}

/// The right edge of a tree: all that is needed to append and to know the root.
///
/// A tree of `size` leaves is a row of full subtrees, one for each bit of `size` that is set,
/// the largest first. Their roots are the peaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The edge of a tree without leaves.
    pub const fn new() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// The edge of a tree of this size with these peaks, from left to right.
    pub fn from_peaks(size: u64, peaks: Vec<Hash>) -> Result<Self, LedgerError> {
        if size > TREE_SIZE_MAX {
            return Err(malformed("a frontier", "no tree is as large"));
        }
        if peaks.len() != peaks_of(size) {
            return Err(malformed("a frontier", "the number of peaks does not fit the size"));
        }
        Ok(Self { size, peaks })
    }

    /// The number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full subtrees, from left to right.
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Appends a leaf, given by its hash.
    pub fn append(&mut self, leaf: Hash) {
        self.append_visiting(leaf, |_, _| {});
    }

    /// Appends a leaf and shows every full subtree that it completes: its height and its root.
    pub(crate) fn append_visiting(&mut self, leaf: Hash, mut completed: impl FnMut(u32, Hash)) {
        assert!(self.size < TREE_SIZE_MAX, "a log is closed long before its tree is full");
        let mut hash = leaf;
        completed(0, hash);
        for height in 1..=self.size.trailing_ones() {
            let left = self.peaks.pop().expect("every set bit of the size has its peak");
            hash = node_hash(&left, &hash);
            completed(height, hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        fold_right(&self.peaks).unwrap_or_else(empty_root)
    }

    /// The bytes under which a frontier is stored.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(1 + SIZE_BYTES + self.peaks.len() * HASH_BYTES);
        bytes.push(FORMAT);
        bytes.extend_from_slice(&self.size.to_be_bytes());
        for peak in &self.peaks {
            bytes.extend_from_slice(peak.as_bytes());
        }
        bytes
    }

    /// Reads what [`Frontier::encode`] writes, and nothing else.
    pub fn decode(bytes: &[u8]) -> Result<Self, LedgerError> {
        let (format, rest) =
            bytes.split_first().ok_or(malformed("a frontier", "there are no bytes"))?;
        if *format != FORMAT {
            return Err(LedgerError::UnknownFormat { what: "a frontier" });
        }
        let (size, peaks) = rest
            .split_first_chunk::<SIZE_BYTES>()
            .ok_or(malformed("a frontier", "it is cut off"))?;
        let size = u64::from_be_bytes(*size);
        if peaks.len() != peaks_of(size) * HASH_BYTES {
            return Err(malformed("a frontier", "the number of peaks does not fit the size"));
        }
        let (peaks, _) = peaks.as_chunks::<HASH_BYTES>();
        Self::from_peaks(size, peaks.iter().copied().map(Hash::from_bytes).collect())
    }
}

/// How many full subtrees a tree of this size is made of.
const fn peaks_of(size: u64) -> usize {
    size.count_ones() as usize
}

/// The root over subtrees that stand side by side, each larger than the next.
pub(crate) fn fold_right(subtrees: &[Hash]) -> Option<Hash> {
    let (last, before) = subtrees.split_last()?;
    Some(before.iter().rev().fold(*last, |right, left| node_hash(left, &right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frontier_reads_back_and_goes_on() {
        let mut frontier = Frontier::new();
        for number in 0_u8..100 {
            let read = Frontier::decode(&frontier.encode());
            assert_eq!(read.as_ref(), Ok(&frontier));
            frontier.append(leaf_hash(&[number]));
        }
        assert_eq!(frontier.size(), 100);
        assert_eq!(frontier.peaks().len(), 3);
    }

    #[test]
    fn a_frontier_of_another_format_or_length_is_refused() {
        let mut frontier = Frontier::new();
        (0_u8..3).for_each(|number| frontier.append(leaf_hash(&[number])));
        let bytes = frontier.encode();
        for cut in 0..bytes.len() {
            assert!(Frontier::decode(&bytes[..cut]).is_err(), "{cut}");
        }
        assert!(Frontier::decode(&[bytes.as_slice(), &[0; 32]].concat()).is_err());
        let mut other = bytes.clone();
        other[0] = 0;
        assert_eq!(
            Frontier::decode(&other),
            Err(LedgerError::UnknownFormat { what: "a frontier" })
        );
        let mut too_large = vec![FORMAT];
        too_large.extend_from_slice(&(1_u64 << 63).to_be_bytes());
        too_large.extend_from_slice(&[0; HASH_BYTES]);
        assert!(Frontier::decode(&too_large).is_err());
    }
}
