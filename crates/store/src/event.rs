//! Events on their way into a store and out of it.

use ledger::Hash;
use model::{EventId, LogName, RowKey, Tree, WriterId};

/// An event before it has a place in its writer's chain, which only the commit gives it.
#[derive(Debug, Clone)]
pub struct EventDraft {
    /// The tree it belongs to.
    pub tree: Tree,
    /// The random row key that its header and bodies are sealed for.
    pub row: RowKey,
    /// The sealed header.
    pub header: Vec<u8>,
    /// What the entry says of the header.
    pub header_commitment: Hash,
    /// The slots with the sealed bodies.
    pub bodies: Vec<u8>,
    /// What the entry says of the bodies.
    pub bodies_commitment: Hash,
}

/// What a commit answers: the event's name and its hash, which the caller may keep and later
/// demand a proof for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// The event.
    pub event: EventId,
    /// The hash of its entry.
    pub hash: Hash,
}

/// A stored event.
#[derive(Debug, Clone)]
pub struct EventRecord {
    /// Its name.
    pub id: EventId,
    /// Its order of arrival among all events of the store; lists are ordered by it.
    pub position: u64,
    /// Its index in its tree, once it has one.
    pub index: Option<u64>,
    /// The leaf, as stored.
    pub entry: Vec<u8>,
    /// The row key that header and bodies are sealed for.
    pub row: RowKey,
    /// The sealed header.
    pub header: Vec<u8>,
    /// The slots with the sealed bodies.
    pub bodies: Vec<u8>,
}

/// Entries of one writer that follow each other and have no place in the tree yet.
#[derive(Debug, Clone)]
pub struct ChainSegment {
    /// The writer.
    pub writer: WriterId,
    /// The sequence of the first entry.
    pub first_sequence: u64,
    /// The leaves, as stored.
    pub entries: Vec<Vec<u8>>,
}

/// The writer of a server's run in one log. It differs from log to log, so that no two tenants' events
/// share a name and nobody learns from their own log what goes on in another.
pub fn writer_in(run: WriterId, log: LogName) -> WriterId {
    let hash = seal::sha256(&[
        b"ribcage writer 1",
        &run.number().to_be_bytes(),
        &log.tenant.number().to_be_bytes(),
        &i64::from(log.tree.code()).to_be_bytes(),
    ]);
    let (number, _) = hash.split_first_chunk().expect("a hash has 32 bytes");
    WriterId::from_number((u64::from_be_bytes(*number) >> 1).max(1))
}
