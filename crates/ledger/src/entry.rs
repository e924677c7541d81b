//! A leaf of a log's tree, and the chain of one writer's leaves (`docs/formats.md`, section 5).

use model::{EventId, Tree, WriterId};

use crate::error::{LedgerError, malformed};
use crate::hash::{HASH_BYTES, Hash};
use crate::tree::leaf_hash;

/// How many bytes an entry has.
pub const ENTRY_BYTES: usize = 113;

const FORMAT: u8 = 0x01;
const WRITER_AT: usize = 1;
const SEQUENCE_AT: usize = 9;
const PREVIOUS_AT: usize = 17;
const HEADER_AT: usize = 49;
const BODIES_AT: usize = 81;

/// What the tree holds of an event: commitments, and its place in its writer's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which run of a server wrote it.
    pub writer: WriterId,
    /// Its place in that writer's chain in this tree; the first is 1.
    pub sequence: u64,
    /// The hash of the writer's entry before this one in this tree; zeros for the first.
    pub previous: Hash,
    /// The commitment to the header.
    pub header: Hash,
    /// The commitment to the bodies.
    pub bodies: Hash,
}

impl Entry {
    /// The bytes that stand in the tree.
    pub fn encode(&self) -> [u8; ENTRY_BYTES] {
        let mut bytes = [0; ENTRY_BYTES];
        bytes[0] = FORMAT;
        bytes[WRITER_AT..SEQUENCE_AT].copy_from_slice(&self.writer.number().to_be_bytes());
        bytes[SEQUENCE_AT..PREVIOUS_AT].copy_from_slice(&self.sequence.to_be_bytes());
        bytes[PREVIOUS_AT..HEADER_AT].copy_from_slice(self.previous.as_bytes());
        bytes[HEADER_AT..BODIES_AT].copy_from_slice(self.header.as_bytes());
        bytes[BODIES_AT..].copy_from_slice(self.bodies.as_bytes());
        bytes
    }

    /// Reads what [`Entry::encode`] writes, and nothing else.
    pub fn decode(bytes: &[u8]) -> Result<Self, LedgerError> {
        if bytes.first().is_some_and(|format| *format != FORMAT) {
            return Err(LedgerError::UnknownFormat { what: "an entry" });
        }
        let bytes: &[u8; ENTRY_BYTES] =
            bytes.try_into().map_err(|_| malformed("an entry", "it has 113 bytes"))?;
        let sequence = number_at(bytes, SEQUENCE_AT);
        if sequence == 0 {
            return Err(malformed("an entry", "chains count from 1"));
        }
        Ok(Self {
            writer: WriterId::from_number(number_at(bytes, WRITER_AT)),
            sequence,
            previous: hash_at(bytes, PREVIOUS_AT),
            header: hash_at(bytes, HEADER_AT),
            bodies: hash_at(bytes, BODIES_AT),
        })
    }

    /// The hash of the entry, of its event and of its leaf, which are one and the same.
    pub fn hash(&self) -> Hash {
        leaf_hash(&self.encode())
    }

    /// The name of its event.
    pub const fn event_id(&self, tree: Tree) -> EventId {
        EventId { tree, writer: self.writer, sequence: self.sequence }
    }
}

fn number_at(bytes: &[u8; ENTRY_BYTES], at: usize) -> u64 {
    let field = bytes[at..at + 8].try_into().expect("the slice has the length of the field");
    u64::from_be_bytes(field)
}

fn hash_at(bytes: &[u8; ENTRY_BYTES], at: usize) -> Hash {
    let field = bytes[at..at + HASH_BYTES].try_into();
    Hash::from_bytes(field.expect("the slice has the length of the field"))
}

/// How far one writer's chain in one tree has come.
///
/// It is a plain value: who extends it inside a transaction keeps a copy, and goes back to the
/// copy if the transaction is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    writer: WriterId,
    sequence: u64,
    head: Hash,
}

impl Chain {
    /// The chain of a writer that has written nothing.
    pub const fn start(writer: WriterId) -> Self {
        Self { writer, sequence: 0, head: Hash::ZERO }
    }

    /// The chain after the writer's entry of this number and hash.
    pub const fn resume(writer: WriterId, sequence: u64, head: Hash) -> Self {
        Self { writer, sequence, head }
    }

    /// Whose chain it is.
    pub const fn writer(&self) -> WriterId {
        self.writer
    }

    /// The number of the last entry; 0 while there is none.
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The hash of the last entry; zeros while there is none.
    pub const fn head(&self) -> Hash {
        self.head
    }

    /// Makes the next entry. Its hash is then the [`Chain::head`].
    pub fn extend(&mut self, header: Hash, bodies: Hash) -> Entry {
        let sequence = self.next_sequence();
        let entry = Entry { writer: self.writer, sequence, previous: self.head, header, bodies };
        self.sequence = sequence;
        self.head = entry.hash();
        entry
    }

    /// Takes over an entry that somebody else made, if it is the next one. Its hash is then the
    /// [`Chain::head`]; if it is refused the chain is as before.
    pub fn follow(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        if entry.writer != self.writer {
            return Err(LedgerError::OtherWriter);
        }
        let expected = self.next_sequence();
        if entry.sequence != expected {
            return Err(LedgerError::Gap { expected, found: entry.sequence });
        }
        if entry.previous != self.head {
            return Err(LedgerError::OtherPredecessor);
        }
        self.sequence = expected;
        self.head = entry.hash();
        Ok(())
    }

    fn next_sequence(&self) -> u64 {
        self.sequence.checked_add(1).expect("nobody counts 2^64 entries one by one")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Chain {
        Chain::start(WriterId::from_number(7))
    }

    fn hash(byte: u8) -> Hash {
        Hash::from_bytes([byte; HASH_BYTES])
    }

    #[test]
    fn a_chain_counts_from_one_and_links_by_hash() {
        let mut chain = chain();
        let first = chain.extend(hash(1), hash(2));
        let second = chain.extend(hash(3), hash(4));
        assert_eq!((first.sequence, first.previous), (1, Hash::ZERO));
        assert_eq!((second.sequence, second.previous), (2, first.hash()));
        assert_eq!((chain.sequence(), chain.head()), (2, second.hash()));
        assert_eq!(second.event_id(Tree::Changes).to_string(), "c-0000000000000007-2");
    }

    #[test]
    fn a_follower_takes_the_next_entry_and_no_other() {
        let mut writer = chain();
        let first = writer.extend(hash(1), hash(2));
        let second = writer.extend(hash(3), hash(4));
        let mut follower = chain();
        assert_eq!(follower.follow(&second), Err(LedgerError::Gap { expected: 1, found: 2 }));
        assert_eq!(follower.follow(&first), Ok(()));
        assert_eq!(follower.follow(&first), Err(LedgerError::Gap { expected: 2, found: 1 }));
        let forged = Entry { previous: hash(9), ..second };
        assert_eq!(follower.follow(&forged), Err(LedgerError::OtherPredecessor));
        let foreign = Entry { writer: WriterId::from_number(8), ..second };
        assert_eq!(follower.follow(&foreign), Err(LedgerError::OtherWriter));
        assert_eq!(follower.follow(&second), Ok(()));
        assert_eq!(follower, writer);
    }

    #[test]
    fn an_entry_of_another_format_length_or_count_is_refused() {
        let entry = chain().extend(hash(1), hash(2));
        let bytes = entry.encode();
        assert_eq!(Entry::decode(&bytes), Ok(entry));
        let mut other = bytes;
        other[0] = 2;
        assert_eq!(Entry::decode(&other), Err(LedgerError::UnknownFormat { what: "an entry" }));
        assert!(Entry::decode(&bytes[..112]).is_err());
        assert!(Entry::decode(&[bytes.as_slice(), &[0]].concat()).is_err());
        assert!(Entry::decode(&[]).is_err());
        other = bytes;
        other[SEQUENCE_AT..PREVIOUS_AT].fill(0);
        assert!(Entry::decode(&other).is_err());
    }
}
