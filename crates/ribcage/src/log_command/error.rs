//! What does not hold, or could not be looked at, in words for whoever runs the verifier.

use ledger::{Bundle, Failure, LedgerError, Tile, VerifierKey};
use model::{EventId, Tree};

/// The first thing that does not hold, or that could not be looked at.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerifyError {
    /// The source did not give it.
    #[error("{what} could not be read")]
    Unread {
        /// What was asked for.
        what: String,
        /// Why it did not come.
        #[source]
        source: anyhow::Error,
    },
    /// What the source gave is not of its form.
    #[error("{what} cannot be understood")]
    Malformed {
        /// What was asked for.
        what: String,
        /// What is wrong with it.
        #[source]
        source: anyhow::Error,
    },
    /// The key belongs to no deployment.
    #[error("{key} is not the key of a deployment's logs")]
    ForeignKey {
        /// The key.
        key: Box<VerifierKey>,
    },
    /// Another key than the one to be trusted.
    #[error("the log is under the key {found}, but the key to trust is {expected}")]
    OtherKey {
        /// The key that was given or remembered.
        expected: Box<VerifierKey>,
        /// The one that was found.
        found: Box<VerifierKey>,
    },
    /// A checkpoint that the key does not vouch for.
    #[error("{what} does not hold")]
    Checkpoint {
        /// Whose checkpoint.
        what: String,
        /// What is wrong with it.
        #[source]
        source: LedgerError,
    },
    /// One log is shown twice.
    #[error("the changes tree and the access tree are one and the same log")]
    SameLog,
    /// A tree that does not hold.
    #[error("the {tree} tree does not hold")]
    Tree {
        /// Which tree.
        tree: Tree,
        /// What is wrong with it.
        #[source]
        failure: Failure,
    },
    /// A bundle with more or fewer entries than its name says.
    #[error(
        "the bundle {bundle} of the {tree} tree has {found} entries instead of {}",
        bundle.width()
    )]
    BundleWidth {
        /// Which tree.
        tree: Tree,
        /// Which bundle.
        bundle: Bundle,
        /// How many entries it has.
        found: usize,
    },
    /// A tile that is not made of the entries.
    #[error("the tile {tile} of the {tree} tree does not fit the entries")]
    OtherTile {
        /// Which tree.
        tree: Tree,
        /// Which tile.
        tile: Tile,
    },
    /// Tiles that do not lead to the root that was remembered.
    #[error("the tiles of the {tree} tree do not have the root that was remembered")]
    OtherEdge {
        /// Which tree.
        tree: Tree,
    },
    /// Nothing lies beside an entry.
    #[error("what lies beside entry {index} of the {tree} tree, event {event}, is missing")]
    RecordMissing {
        /// Which tree.
        tree: Tree,
        /// The place of the entry.
        index: u64,
        /// Its event.
        event: EventId,
    },
    /// What lies beside an entry belongs to another event.
    #[error("what lies beside entry {index} of the {tree} tree is not of its event {event}")]
    OtherRecord {
        /// Which tree.
        tree: Tree,
        /// The place of the entry.
        index: u64,
        /// Its event.
        event: EventId,
    },
    /// The header of an entry is gone. Nothing in this version takes one away.
    #[error("the header of entry {index} of the {tree} tree, event {event}, is missing")]
    HeaderMissing {
        /// Which tree.
        tree: Tree,
        /// The place of the entry.
        index: u64,
        /// Its event.
        event: EventId,
    },
    /// The deployment's newest leaf is not in its tree.
    #[error("the deployment's newest leaf is not the last one under its checkpoint")]
    DeploymentLeaf(#[source] LedgerError),
    /// A tree that the deployment does not vouch for.
    #[error("the deployment's newest leaf does not commit to the {tree} tree")]
    NotInDeployment {
        /// Which tree.
        tree: Tree,
        /// What is wrong; nothing if there is no proof for this tree at all.
        #[source]
        source: Option<LedgerError>,
    },
    /// The deployment commits to less than the checkpoint signs.
    #[error(
        "the deployment's newest leaf has the {tree} tree with {size} entries, but its checkpoint \
         has {signed}"
    )]
    DeploymentBehind {
        /// Which tree.
        tree: Tree,
        /// Its size in the deployment's map.
        size: u64,
        /// Its size under its own checkpoint.
        signed: u64,
    },
    /// The deployment commits to a tree that does not begin with what the checkpoint signs.
    #[error("the deployment's newest leaf commits to another {tree} tree than its checkpoint")]
    DeploymentDiffers {
        /// Which tree.
        tree: Tree,
        /// What is wrong.
        #[source]
        source: LedgerError,
    },
    /// The deployment's own tree does not hold.
    #[error("the deployment's tree does not hold")]
    Deployment(#[source] Failure),
    /// What is stored is not what was logged.
    #[error("what is stored is not what was logged: {kind}: {what}{}", and_more(*.more))]
    Finding {
        /// The kind of the first finding.
        kind: String,
        /// The first finding.
        what: String,
        /// How many there are besides.
        more: usize,
    },
}

/// Words for what a source shows of a tree.
pub(crate) fn part_of(tree: Tree, part: &str) -> String {
    format!("{part} of the {tree} tree")
}

/// Text from outside on one line, short enough to read, without what moves a cursor.
pub(crate) fn one_line(text: &str) -> String {
    const CHARACTERS_MAX: usize = 500;
    text.chars().take(CHARACTERS_MAX).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " (and one more finding)".to_owned(),
        _ => format!(" (and {more} more findings)"),
    }
}
