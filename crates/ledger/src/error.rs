//! The one error of this crate: what was malformed, and what did not verify.

use crate::tile::Tile;

/// Why bytes were refused or a check did not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// The first byte or line names a format this version does not know.
    #[error("{what} of an unknown format")]
    UnknownFormat {
        /// What was to be read.
        what: &'static str,
    },
    /// The bytes or the text are not of the form their format prescribes.
    #[error("not {what}: {why}")]
    Malformed {
        /// What was to be read.
        what: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// An entry of one writer was held against the chain of another.
    #[error("the entry is of another writer")]
    OtherWriter,
    /// An entry is missing, or comes twice.
    #[error("number {expected} of the writer's chain is expected, and {found} is found")]
    Gap {
        /// The number that would continue the chain.
        expected: u64,
        /// The number of the entry at hand.
        found: u64,
    },
    /// An entry names a predecessor that is not the one before it.
    #[error("the entry does not follow the writer's entry before it")]
    OtherPredecessor,
    /// A position lies outside the tree, or an older tree is larger than the newer one.
    #[error("there is no such position in a tree of this size")]
    OutsideTree,
    /// A tile that a computation needs could not be had, or holds too few hashes.
    #[error("tile {tile} is missing or too short")]
    MissingTile {
        /// The tile that was asked for.
        tile: Tile,
    },
    /// A proof has the wrong length, or leads to another root.
    #[error("the proof does not lead to the root")]
    ProofFails,
    /// The text of a note to be signed has a form that no note may have.
    #[error("a note's text ends in a line feed and has no other control characters")]
    UnfitText,
    /// No known key signed the note.
    #[error("the note has no signature of a known key")]
    NotSigned,
    /// A known key is named, but its signature does not fit.
    #[error("the signature of {name} does not fit the note")]
    SignatureFails {
        /// The name of the key.
        name: String,
    },
    /// A checkpoint was signed by the key of another deployment than its origin names.
    #[error("the checkpoint is of another deployment than its key")]
    OtherDeployment,
    /// Two heads of the same tree cannot stand in one map.
    #[error("a tree stands twice in the deployment's map")]
    DuplicateTree,
}

/// Shortens the commonest refusal.
pub(crate) const fn malformed(what: &'static str, why: &'static str) -> LedgerError {
    LedgerError::Malformed { what, why }
}
