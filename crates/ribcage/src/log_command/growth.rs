//! Proves from a tree's tiles that it has only grown.

use std::collections::BTreeMap;

use ledger::proof::{consistency_tiles, prove_consistency, verify_consistency};
use ledger::{Hash, LedgerError};
use model::Tree;

use super::error::VerifyError;
use super::source::{LogSource, read_hashes};

/// The size and root of a tree at one time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) size: u64,
    pub(crate) root: Hash,
}

/// Whether the newer tree begins with the older one. The outer error is that of the source.
pub(crate) async fn has_only_grown(
    source: &impl LogSource,
    tree: Tree,
    older: Head,
    newer: Head,
) -> Result<Result<(), LedgerError>, VerifyError> {
    let wanted = match consistency_tiles(older.size, newer.size) {
        Ok(wanted) => wanted,
        Err(error) => return Ok(Err(error)),
    };
    let mut tiles = BTreeMap::new();
    for tile in wanted {
        tiles.insert(tile, read_hashes(source, tree, tile).await?);
    }
    let proof = prove_consistency(older.size, newer.size, |tile| tiles.remove(&tile));
    Ok(proof.and_then(|proof| {
        verify_consistency(older.size, older.root, newer.size, newer.root, &proof)
    }))
}
