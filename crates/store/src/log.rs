//! What the log keeps in a store: tiles, spans, checkpoints.

use model::{LogId, LogName, WriterId};

/// Which Merkle tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TreeName {
    /// A tree of a tenant's events.
    Events(LogName),
    /// The deployment's tree over all checkpoints.
    Deployment,
}

/// The state of a tree as it was last written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogState {
    /// Which tree.
    pub tree: TreeName,
    /// Its random id, the last part of its origin.
    pub id: LogId,
    /// How many leaves it has.
    pub size: u64,
    /// The signed checkpoint at that size.
    pub checkpoint: String,
}

/// A stretch of a tree that one writer's chain fills without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The index of the first leaf.
    pub first_index: u64,
    /// The writer.
    pub writer: WriterId,
    /// The sequence of the first entry.
    pub first_sequence: u64,
    /// How many leaves.
    pub count: u64,
}

/// A tile to be written, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileBytes {
    /// Its level.
    pub level: u8,
    /// Its index within the level.
    pub index: u64,
    /// Its hashes.
    pub bytes: Vec<u8>,
}

/// What a tick adds to one tree of events.
#[derive(Debug, Clone)]
pub struct LogAppend {
    /// The state after it. The id is drawn when the tree gets its first leaf.
    pub state: LogState,
    /// How many leaves it had before; if it has others now, somebody else was there.
    pub size_before: u64,
    /// Where the new leaves come from.
    pub spans: Vec<Span>,
    /// The tiles that changed.
    pub tiles: Vec<TileBytes>,
}

/// What a tick adds to the deployment's tree.
#[derive(Debug, Clone)]
pub struct DeploymentAppend {
    /// The state after it.
    pub state: LogState,
    /// How many leaves it had before.
    pub size_before: u64,
    /// The new leaf.
    pub leaf: Vec<u8>,
    /// The tiles that changed.
    pub tiles: Vec<TileBytes>,
}
