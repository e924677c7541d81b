//! Proofs that a leaf is in a tree and that a tree is the beginning of another (RFC 6962,
//! sections 2.1.1 and 2.1.2; RFC 9162, section 2.1.3): made from tiles, checked from hashes alone.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::error::LedgerError;
use crate::hash::Hash;
use crate::tile::Tile;
use crate::tree::{Frontier, TREE_SIZE_MAX, empty_root, fold_right, node_hash};

/// Checks that the leaf of this hash stands at this index of the tree of this size and root.
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    root: Hash,
    proof: &[Hash],
) -> Result<(), LedgerError> {
    let path = inclusion_path(index, size)?;
    if path.len() != proof.len() {
        return Err(LedgerError::ProofFails);
    }
    let found = path.iter().zip(proof).fold(leaf, |hash, (step, sibling)| match step.side {
        Side::Left => node_hash(sibling, &hash),
        Side::Right => node_hash(&hash, sibling),
    });
    if found == root { Ok(()) } else { Err(LedgerError::ProofFails) }
}

/// Checks that the older tree is the beginning of the newer one.
pub fn verify_consistency(
    old_size: u64,
    old_root: Hash,
    new_size: u64,
    new_root: Hash,
    proof: &[Hash],
) -> Result<(), LedgerError> {
    let Path { start, steps } = consistency_path(old_size, new_size)?;
    let holds = |condition| {
        if condition { Ok(()) } else { Err(LedgerError::ProofFails) }
    };
    if old_size == 0 {
        let unequal_empty_trees = new_size == 0 && new_root != old_root;
        return holds(proof.is_empty() && old_root == empty_root() && !unequal_empty_trees);
    }
    let (first, siblings) = if start.is_some() {
        proof.split_first().map(|(first, rest)| (*first, rest)).ok_or(LedgerError::ProofFails)?
    } else {
        (old_root, proof)
    };
    holds(steps.len() == siblings.len())?;
    let (mut old, mut new) = (first, first);
    for (step, sibling) in steps.iter().zip(siblings) {
        match step.side {
            Side::Left => {
                old = node_hash(sibling, &old);
                new = node_hash(sibling, &new);
            }
            Side::Right => new = node_hash(&new, sibling),
        }
    }
    holds(old == old_root && new == new_root)
}

/// Proves that a leaf is in a tree of this size. The siblings stand from the leaf upwards.
///
/// `tiles` is asked once for every tile of [`inclusion_tiles`]; it may answer with more hashes
/// than the tile has in a tree of this size. What it answers is trusted.
pub fn prove_inclusion(
    index: u64,
    size: u64,
    tiles: impl FnMut(Tile) -> Option<Vec<Hash>>,
) -> Result<Vec<Hash>, LedgerError> {
    let path = inclusion_path(index, size)?;
    let mut reader = Reader::new(size, tiles);
    path.into_iter().map(|step| reader.root_of(step.sibling)).collect()
}

/// Proves that the tree of the old size is the beginning of the tree of the new size.
///
/// `tiles` is asked once for every tile of [`consistency_tiles`], as for [`prove_inclusion`].
pub fn prove_consistency(
    old_size: u64,
    new_size: u64,
    tiles: impl FnMut(Tile) -> Option<Vec<Hash>>,
) -> Result<Vec<Hash>, LedgerError> {
    let path = consistency_path(old_size, new_size)?;
    let mut reader = Reader::new(new_size, tiles);
    path.ranges().map(|range| reader.root_of(range)).collect()
}

/// The right edge of the tree of this size, from the tiles of a tree at least as large.
///
/// `tiles` is asked once for every tile of [`frontier_tiles`], as for [`prove_inclusion`].
pub fn read_frontier(
    size: u64,
    tiles: impl FnMut(Tile) -> Option<Vec<Hash>>,
) -> Result<Frontier, LedgerError> {
    check_size(size)?;
    let mut reader = Reader::new(size, tiles);
    let peaks: Result<_, _> = subtrees(0..size).map(|subtree| reader.hash_of(subtree)).collect();
    Frontier::from_peaks(size, peaks?)
}

/// The tiles that [`prove_inclusion`] asks for, for those who must fetch them beforehand.
pub fn inclusion_tiles(index: u64, size: u64) -> Result<Vec<Tile>, LedgerError> {
    let path = inclusion_path(index, size)?;
    Ok(tiles_under(path.into_iter().map(|step| step.sibling), size))
}

/// The tiles that [`prove_consistency`] asks for, for those who must fetch them beforehand.
pub fn consistency_tiles(old_size: u64, new_size: u64) -> Result<Vec<Tile>, LedgerError> {
    Ok(tiles_under(consistency_path(old_size, new_size)?.ranges(), new_size))
}

/// The tiles that [`read_frontier`] asks for, for those who must fetch them beforehand.
pub fn frontier_tiles(size: u64) -> Result<Vec<Tile>, LedgerError> {
    check_size(size)?;
    Ok(tiles_under(std::iter::once(0..size), size))
}

/// On which side of the way up a sibling stands.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// One step of the way up: the leaves under the sibling, and where it stands.
struct Step {
    sibling: Range<u64>,
    side: Side,
}

/// The way up from where two trees part.
struct Path {
    /// The leaves under the first hash of the proof, unless that is the old root itself.
    start: Option<Range<u64>>,
    steps: Vec<Step>,
}

impl Path {
    fn ranges(self) -> impl Iterator<Item = Range<u64>> {
        self.start.into_iter().chain(self.steps.into_iter().map(|step| step.sibling))
    }
}

const fn check_size(size: u64) -> Result<(), LedgerError> {
    if size > TREE_SIZE_MAX { Err(LedgerError::OutsideTree) } else { Ok(()) }
}

/// Where RFC 6962 splits a row of at least two leaves: at the largest power of two below it.
fn split(leaves: &Range<u64>) -> u64 {
    let length = leaves.end - leaves.start;
    assert!(length >= 2, "a single leaf is not split");
    leaves.start + (1 << (length - 1).ilog2())
}

fn inclusion_path(index: u64, size: u64) -> Result<Vec<Step>, LedgerError> {
    check_size(size)?;
    if index >= size {
        return Err(LedgerError::OutsideTree);
    }
    let mut leaves = 0..size;
    let mut steps = Vec::new();
    while leaves.end - leaves.start > 1 {
        let middle = split(&leaves);
        steps.push(if index < middle {
            let sibling = middle..leaves.end;
            leaves.end = middle;
            Step { sibling, side: Side::Right }
        } else {
            let sibling = leaves.start..middle;
            leaves.start = middle;
            Step { sibling, side: Side::Left }
        });
    }
    steps.reverse();
    Ok(steps)
}

fn consistency_path(old_size: u64, new_size: u64) -> Result<Path, LedgerError> {
    check_size(new_size)?;
    if old_size > new_size {
        return Err(LedgerError::OutsideTree);
    }
    if old_size == 0 {
        return Ok(Path { start: None, steps: Vec::new() });
    }
    let mut leaves = 0..new_size;
    let mut steps = Vec::new();
    while leaves.end != old_size {
        let middle = split(&leaves);
        steps.push(if old_size <= middle {
            let sibling = middle..leaves.end;
            leaves.end = middle;
            Step { sibling, side: Side::Right }
        } else {
            let sibling = leaves.start..middle;
            leaves.start = middle;
            Step { sibling, side: Side::Left }
        });
    }
    steps.reverse();
    // If nothing stands to the left, what remains is the whole old tree, whose root is known.
    let start = (leaves.start != 0).then_some(leaves);
    Ok(Path { start, steps })
}

/// A full subtree: `2^height` leaves, from leaf `index * 2^height` on.
#[derive(Clone, Copy)]
struct Subtree {
    height: u32,
    index: u64,
}

impl Subtree {
    /// The tile that holds its leaves, or the roots of its parts, in a tree of this size; and
    /// where they stand in the tile.
    fn place(self, size: u64) -> (Tile, Range<usize>) {
        let height_in_tile = self.height % 8;
        let level = u8::try_from(self.height / 8).expect("a height is less than 64");
        let index = self.index >> (8 - height_in_tile);
        let tile = Tile::in_tree(level, index, size).expect("the subtree is part of the tree");
        let first = usize::try_from((self.index << height_in_tile) & 0xff)
            .expect("a place in a tile is less than 256");
        (tile, first..first + (1 << height_in_tile))
    }
}

/// The full subtrees that stand side by side over these leaves, which begin at a multiple of the
/// largest of them.
fn subtrees(leaves: Range<u64>) -> impl Iterator<Item = Subtree> {
    let mut start = leaves.start;
    std::iter::from_fn(move || {
        let length = leaves.end.checked_sub(start).filter(|length| *length > 0)?;
        let height = length.ilog2();
        let subtree = Subtree { height, index: start >> height };
        start += 1 << height;
        Some(subtree)
    })
}

fn tiles_under(ranges: impl Iterator<Item = Range<u64>>, size: u64) -> Vec<Tile> {
    let mut tiles: Vec<_> =
        ranges.flat_map(subtrees).map(|subtree| subtree.place(size).0).collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}

/// Roots of parts of a tree, from its tiles. Each tile is asked for once.
struct Reader<F> {
    size: u64,
    tiles: F,
    read: BTreeMap<Tile, Vec<Hash>>,
}

impl<F: FnMut(Tile) -> Option<Vec<Hash>>> Reader<F> {
    const fn new(size: u64, tiles: F) -> Self {
        Self { size, tiles, read: BTreeMap::new() }
    }

    fn root_of(&mut self, leaves: Range<u64>) -> Result<Hash, LedgerError> {
        let peaks: Result<Vec<_>, _> =
            subtrees(leaves).map(|subtree| self.hash_of(subtree)).collect();
        Ok(fold_right(&peaks?).expect("a proof speaks of no empty row of leaves"))
    }

    fn hash_of(&mut self, subtree: Subtree) -> Result<Hash, LedgerError> {
        let (tile, place) = subtree.place(self.size);
        let missing = LedgerError::MissingTile { tile };
        if !self.read.contains_key(&tile) {
            let hashes = (self.tiles)(tile).ok_or(missing.clone())?;
            self.read.insert(tile, hashes);
        }
        let hashes = self.read.get(&tile).and_then(|hashes| hashes.get(place)).ok_or(missing)?;
        Ok(root_of_full(hashes))
    }
}

/// The root of a full subtree, given by a power of two of hashes.
fn root_of_full(hashes: &[Hash]) -> Hash {
    assert!(hashes.len().is_power_of_two(), "a full subtree has a power of two of parts");
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.chunks(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
    }
    row[0]
}
