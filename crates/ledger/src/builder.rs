//! Appending to a tree that is kept in tiles.

use crate::error::LedgerError;
use crate::hash::Hash;
use crate::tile::{TILE_LEVELS, TILE_WIDTH, Tile, encode_hashes};
use crate::tree::{Frontier, TREE_SIZE_MAX};

/// A tile to be stored, in place of a narrower one of the same level and index if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileWrite {
    /// Which tile, and how many hashes it has now.
    pub tile: Tile,
    /// All its hashes so far.
    pub bytes: Vec<u8>,
}

/// The right edge of a tree in tiles: at most one tile a level that is not full yet.
///
/// To append costs one hash a leaf on average, and the copying of the tiles that changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TileBuilder {
    frontier: Frontier,
    /// For every level the hashes of its last tile, if that is not full.
    edge: [Vec<Hash>; TILE_LEVELS as usize],
}

impl TileBuilder {
    /// A tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// The tiles that are not full in a tree of this size: all that [`TileBuilder::restore`]
    /// asks for.
    pub fn partial_tiles(size: u64) -> impl Iterator<Item = Tile> {
        (0..TILE_LEVELS).filter_map(move |level| {
            let (index, width) = last_tile(level, size);
            Tile::new(level, index, width).ok()
        })
    }

    /// The edge of the tree of this size, from its tiles. They may hold more hashes than the tree
    /// of this size has. Whether [`TileBuilder::root`] is the wanted one is left to the caller.
    pub fn restore(
        size: u64,
        mut tiles: impl FnMut(Tile) -> Option<Vec<Hash>>,
    ) -> Result<Self, LedgerError> {
        if size > TREE_SIZE_MAX {
            return Err(LedgerError::OutsideTree);
        }
        let mut builder = Self::default();
        for tile in Self::partial_tiles(size) {
            let missing = LedgerError::MissingTile { tile };
            let mut hashes = tiles(tile).ok_or(missing.clone())?;
            if hashes.len() < tile.width().into() {
                return Err(missing);
            }
            hashes.truncate(tile.width().into());
            builder.edge[usize::from(tile.level())] = hashes;
        }
        builder.frontier = Frontier::from_peaks(size, builder.peaks())?;
        Ok(builder)
    }

    /// The number of leaves.
    pub const fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// The right edge in its shortest form.
    pub const fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// Appends leaves, given by their hashes, and tells what is to be stored: every tile that
    /// changed, once, level by level. Storing the tiles of several calls in their order leaves
    /// the same tiles as one call with all leaves.
    pub fn append(&mut self, leaves: &[Hash]) -> Vec<TileWrite> {
        let mut writes = Vec::new();
        let mut changed = [false; TILE_LEVELS as usize];
        let Self { frontier, edge } = self;
        for leaf in leaves {
            let size_before = frontier.size();
            frontier.append_visiting(*leaf, |height, hash| {
                if !height.is_multiple_of(8) {
                    return;
                }
                let level = u8::try_from(height / 8).expect("a height is less than 64");
                let hashes = &mut edge[usize::from(level)];
                hashes.push(hash);
                let full = hashes.len() == usize::from(TILE_WIDTH);
                changed[usize::from(level)] = !full;
                if full {
                    let (index, _) = last_tile(level, size_before);
                    writes.push(write(level, index, hashes));
                    hashes.clear();
                }
            });
        }
        for level in (0..TILE_LEVELS).filter(|level| changed[usize::from(*level)]) {
            let (index, _) = last_tile(level, frontier.size());
            writes.push(write(level, index, &edge[usize::from(level)]));
        }
        writes.sort_unstable_by_key(|write| write.tile);
        writes
    }

    /// The roots of full subtrees within the edge, the largest first.
    fn peaks(&self) -> Vec<Hash> {
        let mut peaks = Vec::new();
        for hashes in self.edge.iter().rev() {
            let mut edge = Frontier::new();
            for hash in hashes {
                edge.append(*hash);
            }
            peaks.extend_from_slice(edge.peaks());
        }
        peaks
    }
}

/// The index of the last tile of a level in a tree of this size, and how far it is filled;
/// 0 if the next hash begins it.
fn last_tile(level: u8, size: u64) -> (u64, u16) {
    let hashes = size >> (8 * level);
    let width = u16::try_from(hashes % u64::from(TILE_WIDTH)).expect("the rest is below 256");
    (hashes / u64::from(TILE_WIDTH), width)
}

fn write(level: u8, index: u64, hashes: &[Hash]) -> TileWrite {
    let width = u16::try_from(hashes.len()).expect("a tile has at most 256 hashes");
    let tile = Tile::new(level, index, width).expect("the tree just grew into this tile");
    TileWrite { tile, bytes: encode_hashes(hashes) }
}
