//! What an audit can find, in words for whoever runs it.

use model::EventId;

use crate::checkpoint::Origin;
use crate::error::LedgerError;

/// The first thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The checkpoint is of another log than the remembered one.
    #[error("this is another log than before: {found} instead of {expected}")]
    OtherLog {
        /// The log that was remembered.
        expected: Origin,
        /// The log of the checkpoint.
        found: Origin,
    },
    /// The log has fewer entries than it once had.
    #[error("the log was cut off: it had {remembered} entries and now has {size}")]
    CutOff {
        /// How many entries were remembered.
        remembered: u64,
        /// How many the checkpoint has.
        size: u64,
    },
    /// What the log once held is no longer what it begins with.
    #[error("the log was rewritten: its first {size} entries are not those that were remembered")]
    Rewritten {
        /// How many entries were remembered.
        size: u64,
    },
    /// The bytes are no entry.
    #[error("entry {index} is malformed")]
    Malformed {
        /// Its place in the tree.
        index: u64,
        /// What is wrong.
        #[source]
        source: LedgerError,
    },
    /// A writer's event is not in the log although a later one is.
    #[error("entry {index} is event {event}, but event {missing} is missing before it")]
    MissingEvent {
        /// The place in the tree of the later one.
        index: u64,
        /// The later one.
        event: EventId,
        /// The first one that is missing.
        missing: EventId,
    },
    /// A writer's event stands twice in the log.
    #[error("entry {index} is event {event}, which the log already has")]
    RepeatedEvent {
        /// The place in the tree of the second.
        index: u64,
        /// The event.
        event: EventId,
    },
    /// An event names another predecessor than the log has.
    #[error("entry {index}, event {event}, does not follow its writer's event before it")]
    BrokenChain {
        /// Its place in the tree.
        index: u64,
        /// The event.
        event: EventId,
    },
    /// The header is another one than the entry commits to.
    #[error("the header of entry {index}, event {event}, is not the one that was logged")]
    OtherHeader {
        /// Its place in the tree.
        index: u64,
        /// The event.
        event: EventId,
    },
    /// The bodies are others than the entry commits to.
    #[error("the bodies of entry {index}, event {event}, are not the ones that were logged")]
    OtherBodies {
        /// Its place in the tree.
        index: u64,
        /// The event.
        event: EventId,
    },
    /// What lies beside the entry cannot be read.
    #[error("what lies beside entry {index}, event {event}, is malformed")]
    MalformedRecord {
        /// Its place in the tree.
        index: u64,
        /// The event.
        event: EventId,
        /// What is wrong.
        #[source]
        source: LedgerError,
    },
    /// A record came that does not belong to the last entry.
    #[error("a record of entry {index} came out of turn")]
    RecordOutOfTurn {
        /// The place in the tree that it was said to belong to.
        index: u64,
    },
    /// More entries came than the checkpoint has.
    #[error("entry {index} lies beyond the checkpoint")]
    Surplus {
        /// Its place in the tree.
        index: u64,
    },
    /// Fewer entries came than the checkpoint has.
    #[error("entries are missing: the checkpoint has {size}, but only {given} are there")]
    Incomplete {
        /// How many came.
        given: u64,
        /// How many the checkpoint has.
        size: u64,
    },
    /// The entries are not those that the checkpoint signs.
    #[error("the {size} entries do not have the root that the checkpoint signs")]
    OtherRoot {
        /// How many they are.
        size: u64,
    },
}
