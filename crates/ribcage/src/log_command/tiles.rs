//! Holds the tiles of hashes that a source shows against those that its entries make.
//!
//! An audit needs no tiles; whoever follows the log with another program does.

use std::collections::BTreeMap;

use ledger::tile::TILE_WIDTH;
use ledger::{Checkpoint, Hash, Tile, TileBuilder, TilePath, TileWrite};
use model::Tree;

use super::error::VerifyError;
use super::source::{LogSource, read_hashes, read_tile};

/// The tiles of one tree, as they follow from its entries.
pub(crate) struct TileCheck {
    tree: Tree,
    builder: TileBuilder,
    /// The last tile of a level, if it is not full and changed.
    partial: BTreeMap<u8, TileWrite>,
}

impl TileCheck {
    /// For a tree that is read from its first entry.
    pub(crate) fn start(tree: Tree) -> Self {
        Self { tree, builder: TileBuilder::new(), partial: BTreeMap::new() }
    }

    /// For a tree that is read from a remembered checkpoint on. The edge comes from the tiles that
    /// the source shows of its tree of this size, and must have the remembered root.
    pub(crate) async fn resume(
        source: &impl LogSource,
        tree: Tree,
        remembered: &Checkpoint,
        size: u64,
    ) -> Result<Self, VerifyError> {
        let mut edge = BTreeMap::new();
        for tile in TileBuilder::partial_tiles(remembered.size) {
            // A tile may have been filled since then: only its newest width is sure to be there.
            let newest = Tile::in_tree(tile.level(), tile.index(), size).unwrap_or(tile);
            edge.insert(tile, read_hashes(source, tree, newest).await?);
        }
        let builder = TileBuilder::restore(remembered.size, |tile| edge.remove(&tile))
            .ok()
            .filter(|builder| builder.root() == remembered.root);
        Ok(Self {
            tree,
            builder: builder.ok_or(VerifyError::OtherEdge { tree })?,
            partial: BTreeMap::new(),
        })
    }

    /// Adds the hashes of entries, and holds every tile that they fill against the source's.
    pub(crate) async fn append(
        &mut self,
        source: &impl LogSource,
        leaves: &[Hash],
    ) -> Result<(), VerifyError> {
        for write in self.builder.append(leaves) {
            let level = write.tile.level();
            if write.tile.width() == TILE_WIDTH {
                self.partial.remove(&level);
                self.compare(source, &write).await?;
            } else {
                self.partial.insert(level, write);
            }
        }
        Ok(())
    }

    /// Holds the tiles that were not filled against the source's.
    pub(crate) async fn finish(self, source: &impl LogSource) -> Result<(), VerifyError> {
        for write in self.partial.values() {
            self.compare(source, write).await?;
        }
        Ok(())
    }

    async fn compare(&self, source: &impl LogSource, own: &TileWrite) -> Result<(), VerifyError> {
        let (tree, tile) = (self.tree, own.tile);
        if read_tile(source, tree, TilePath::Hashes(tile)).await? == own.bytes {
            Ok(())
        } else {
            Err(VerifyError::OtherTile { tree, tile })
        }
    }
}
