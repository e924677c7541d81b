//! The checkpoints that one verification or export is about, and whose key signs them.

use ledger::checkpoint::deployment_of_key;
use ledger::{Checkpoint, VerifierKey};
use model::Tree;

use super::error::{VerifyError, part_of};
use super::source::LogSource;

/// The newest checkpoint of a tree, pinned: the tree may grow while it is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Pinned {
    /// Which tree.
    pub(crate) tree: Tree,
    /// What is signed.
    pub(crate) checkpoint: Checkpoint,
    /// The note, with its signatures.
    pub(crate) note: String,
}

/// The key that a source shows.
pub(crate) async fn read_key(source: &impl LogSource) -> Result<VerifierKey, VerifyError> {
    let what = || "the key of the log".to_owned();
    let text = source.key().await.map_err(|source| VerifyError::Unread { what: what(), source })?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let key: VerifierKey = line.parse().map_err(|error| malformed(what(), error))?;
    if deployment_of_key(key.name()).is_some() {
        Ok(key)
    } else {
        Err(VerifyError::ForeignKey { key: Box::new(key) })
    }
}

/// The newest checkpoints of both trees, signed by the key, of two different logs.
pub(crate) async fn pin(
    source: &impl LogSource,
    key: &VerifierKey,
) -> Result<Vec<Pinned>, VerifyError> {
    let mut pinned: Vec<Pinned> = Vec::new();
    for tree in Tree::ALL {
        let what = || part_of(tree, "the checkpoint");
        let note = source.checkpoint(tree).await;
        let note = note.map_err(|source| VerifyError::Unread { what: what(), source })?;
        let checkpoint = open(what(), &note, key)?;
        let is_pinned = |other: &Pinned| other.checkpoint.origin == checkpoint.origin;
        if pinned.iter().any(is_pinned) {
            return Err(VerifyError::SameLog);
        }
        pinned.push(Pinned { tree, checkpoint, note });
    }
    Ok(pinned)
}

/// Opens a checkpoint: its signature is the key's, and its origin names the key's deployment.
pub(crate) fn open(what: String, note: &str, key: &VerifierKey) -> Result<Checkpoint, VerifyError> {
    Checkpoint::open(note.as_bytes(), key)
        .map_err(|source| VerifyError::Checkpoint { what, source })
}

/// What a source gave is not of its form.
pub(crate) fn malformed(what: String, error: impl Into<anyhow::Error>) -> VerifyError {
    VerifyError::Malformed { what, source: error.into() }
}
