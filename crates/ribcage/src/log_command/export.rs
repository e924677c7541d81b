//! Copies a tenant's log into a folder, where it can be kept and verified without the server.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

use anyhow::{Context as _, ensure};
use ledger::proof::consistency_tiles;
use ledger::tile::{bundles_of_tree, tiles_of_tree};
use ledger::{Bundle, TilePath, VerifierKey};
use wire::{DeploymentProof, LogRecords};

use super::checkpoints::{Pinned, pin, read_key};
use super::deployment::open_checkpoint;
use super::error::{VerifyError, part_of};
use super::folder::ExportFolder;
use super::source::{LogSource, read_tile};
use crate::data_folder::write_private;

/// What was copied.
#[derive(Debug)]
pub(crate) struct Exported {
    /// The key that the source shows.
    pub(crate) key: VerifierKey,
    /// The checkpoints up to which each tree was copied.
    pub(crate) pinned: Vec<Pinned>,
}

impl fmt::Display for Exported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Copied:")?;
        for Pinned { tree, checkpoint, .. } in &self.pinned {
            write!(f, "\n{tree}: {} entries, {}", checkpoint.size, checkpoint.origin)?;
        }
        Ok(())
    }
}

/// Copies both trees up to their newest checkpoints. The checkpoints are written last: a folder
/// that has them is complete.
///
/// This only copies. Whether the log holds shows when the copy is verified.
pub(crate) async fn export(source: &impl LogSource, to: &Path) -> anyhow::Result<Exported> {
    make_folder(to)?;
    let folder = ExportFolder::new(to);
    let key = read_key(source).await?;
    let pinned = pin(source, &key).await?;
    // After the checkpoints, so that it commits to everything that they sign.
    let answer = source.deployment(None).await;
    let proof = answer.context("the proof of the deployment's tree could not be read")?;
    let proof = proof.proof;
    open_checkpoint(&proof, &key)?;
    for pinned in &pinned {
        copy_tree(source, &folder, pinned, &proof).await?;
    }
    write(&folder.key_file(), format!("{key}\n").as_bytes())?;
    write(&folder.deployment_file(), &serde_json::to_vec(&proof)?)?;
    for Pinned { tree, note, .. } in &pinned {
        write(&folder.checkpoint_file(*tree), note.as_bytes())?;
    }
    Ok(Exported { key, pinned })
}

async fn copy_tree(
    source: &impl LogSource,
    folder: &ExportFolder,
    pinned: &Pinned,
    proof: &DeploymentProof,
) -> anyhow::Result<()> {
    let (tree, size) = (pinned.tree, pinned.checkpoint.size);
    let mut tiles: BTreeSet<_> = tiles_of_tree(size).collect();
    // The deployment may commit to a tree that has grown since: what proves that is copied too.
    let log = pinned.checkpoint.origin.log.to_string();
    for head in proof.trees.iter().filter(|head| head.log == log) {
        tiles.extend(consistency_tiles(size, head.size).unwrap_or_default());
    }
    for tile in tiles {
        let path = TilePath::Hashes(tile);
        let bytes = read_tile(source, tree, path).await?;
        write(&folder.tile_file(tree, path), &bytes)?;
    }
    for bundle in bundles_of_tree(size) {
        let path = TilePath::Entries(bundle);
        let bytes = read_tile(source, tree, path).await?;
        write(&folder.tile_file(tree, path), &bytes)?;
        let records = source.records(tree, bundle).await;
        let records = records.map_err(|source| VerifyError::Unread {
            what: part_of(tree, &format!("what lies beside {bundle}")),
            source,
        })?;
        let records = serde_json::to_vec(&up_to(records, bundle))?;
        write(&folder.records_file(tree, bundle), &records)?;
    }
    Ok(())
}

/// The records of a bundle, without those that came after it.
fn up_to(mut records: LogRecords, bundle: Bundle) -> LogRecords {
    records.items.truncate(bundle.width().into());
    records
}

/// Makes the folder, or takes one with nothing in it.
fn make_folder(path: &Path) -> anyhow::Result<()> {
    let unusable = || format!("{} cannot be used for an export", path.display());
    make_private(path).with_context(unusable)?;
    let mut entries = fs::read_dir(path).with_context(unusable)?;
    ensure!(
        entries.next().is_none(),
        "{} is not empty; an export goes to a folder of its own",
        path.display()
    );
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        make_private(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    write_private(path, bytes)
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
