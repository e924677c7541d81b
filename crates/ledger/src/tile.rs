//! Where hashes and entries stand in C2SP tlog-tiles: coordinates, paths, and the bytes of tiles
//! and bundles.

use std::fmt;
use std::str::FromStr;

use crate::error::{LedgerError, malformed};
use crate::hash::{HASH_BYTES, Hash};
use crate::tree::TREE_SIZE_MAX;

/// How many hashes a full tile has, and how many entries a full bundle.
pub const TILE_WIDTH: u16 = 256;
/// How many levels of tiles the largest tree has.
pub const TILE_LEVELS: u8 = 8;

const PATH_BYTES_MAX: usize = 64;
const LENGTH_BYTES: usize = 2;

/// A tile of hashes: at level 0 of leaves, above of full tiles of the level below.
///
/// Written as its path, `<level>/<index>[.p/<width>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

impl Tile {
    /// The tile at these coordinates, if a tree can have it.
    pub fn new(level: u8, index: u64, width: u16) -> Result<Self, LedgerError> {
        let wrong = malformed("a tile", "no tree has a tile there");
        if level >= TILE_LEVELS || !(1..=TILE_WIDTH).contains(&width) {
            return Err(wrong);
        }
        let end = index.checked_mul(TILE_WIDTH.into()).and_then(|at| at.checked_add(width.into()));
        match end {
            Some(end) if end <= TREE_SIZE_MAX >> (8 * level) => Ok(Self { level, index, width }),
            _ => Err(wrong),
        }
    }

    /// The tile at this level and index as it is in a tree of this size, if there is one.
    pub fn in_tree(level: u8, index: u64, size: u64) -> Option<Self> {
        if level >= TILE_LEVELS {
            return None;
        }
        let start = index.checked_mul(TILE_WIDTH.into())?;
        let rest = (size >> (8 * level)).checked_sub(start)?;
        let width = u16::try_from(rest.min(TILE_WIDTH.into())).expect("a width is at most 256");
        Self::new(level, index, width).ok()
    }

    /// The level; 0 is that of the leaves.
    pub const fn level(&self) -> u8 {
        self.level
    }

    /// The place among the tiles of the level, from 0.
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The number of hashes, from 1 to 256.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Whether a tree of this size has all the hashes of the tile.
    pub fn is_in_tree(&self, size: u64) -> bool {
        Self::in_tree(self.level, self.index, size).is_some_and(|tile| self.width <= tile.width)
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.level)?;
        write_position(f, self.index, self.width)
    }
}

/// A bundle of entries, which stands beside the tile of the same index at level 0.
///
/// Written as its path, `entries/<index>[.p/<width>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle {
    index: u64,
    width: u16,
}

impl Bundle {
    /// The bundle at this place, if a tree can have it.
    pub fn new(index: u64, width: u16) -> Result<Self, LedgerError> {
        let Tile { index, width, .. } = Tile::new(0, index, width)?;
        Ok(Self { index, width })
    }

    /// The bundle of this index as it is in a tree of this size, if there is one.
    pub fn in_tree(index: u64, size: u64) -> Option<Self> {
        Tile::in_tree(0, index, size).map(|tile| Self { index, width: tile.width })
    }

    /// The place among the bundles, from 0.
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The number of entries, from 1 to 256.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// The place in the tree of its first entry.
    pub const fn start(&self) -> u64 {
        self.index * TILE_WIDTH as u64
    }

    /// Whether a tree of this size has all the entries of the bundle.
    pub fn is_in_tree(&self, size: u64) -> bool {
        Self::in_tree(self.index, size).is_some_and(|bundle| self.width <= bundle.width)
    }
}

impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries/")?;
        write_position(f, self.index, self.width)
    }
}

/// What a path under `tile/` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TilePath {
    /// A tile of hashes.
    Hashes(Tile),
    /// A bundle of entries.
    Entries(Bundle),
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hashes(tile) => tile.fmt(f),
            Self::Entries(bundle) => bundle.fmt(f),
        }
    }
}

impl FromStr for TilePath {
    type Err = LedgerError;

    /// Reads the part of a path after `tile/`. There is one spelling of each.
    fn from_str(text: &str) -> Result<Self, LedgerError> {
        let wrong = malformed("a tile", "its path is <level or entries>/<index>[.p/<width>]");
        if text.len() > PATH_BYTES_MAX {
            return Err(wrong);
        }
        let (kind, position) = text.split_once('/').ok_or(wrong.clone())?;
        let (index, width) = parse_position(position).ok_or(wrong.clone())?;
        let path = if kind == "entries" {
            Self::Entries(Bundle::new(index, width)?)
        } else {
            let level = kind.parse().map_err(|_| wrong.clone())?;
            Self::Hashes(Tile::new(level, index, width)?)
        };
        if path.to_string() == text { Ok(path) } else { Err(wrong) }
    }
}

fn write_position(f: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    let mut groups = vec![index % 1000];
    let mut rest = index / 1000;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    for group in groups.iter().skip(1).rev() {
        write!(f, "x{group:03}/")?;
    }
    write!(f, "{:03}", groups[0])?;
    if width == TILE_WIDTH { Ok(()) } else { write!(f, ".p/{width}") }
}

/// Reads more spellings than there are; who calls it writes the result and compares.
fn parse_position(text: &str) -> Option<(u64, u16)> {
    let (index, width) = match text.split_once(".p/") {
        Some((index, width)) => (index, width.parse().ok()?),
        None => (text, TILE_WIDTH),
    };
    let index = index.split('/').try_fold(0_u64, |sum, group| {
        let group: u64 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
        sum.checked_mul(1000)?.checked_add(group)
    })?;
    Some((index, width))
}

/// All tiles of a tree of this size, level by level from the leaves.
pub fn tiles_of_tree(size: u64) -> impl Iterator<Item = Tile> {
    (0..TILE_LEVELS).flat_map(move |level| {
        let count = (size >> (8 * level)).div_ceil(TILE_WIDTH.into());
        (0..count).filter_map(move |index| Tile::in_tree(level, index, size))
    })
}

/// All bundles of a tree of this size.
pub fn bundles_of_tree(size: u64) -> impl Iterator<Item = Bundle> {
    let count = size.div_ceil(TILE_WIDTH.into());
    (0..count).filter_map(move |index| Bundle::in_tree(index, size))
}

/// The bytes of a tile: its hashes one after the other.
pub fn encode_hashes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

/// The hashes of a tile, from 1 to 256 of them.
pub fn decode_hashes(bytes: &[u8]) -> Result<Vec<Hash>, LedgerError> {
    let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
    if !rest.is_empty() || !(1..=TILE_WIDTH.into()).contains(&hashes.len()) {
        return Err(malformed("a tile", "it has 1 to 256 hashes of 32 bytes"));
    }
    Ok(hashes.iter().copied().map(Hash::from_bytes).collect())
}

/// The bytes of a bundle: every entry after its length.
pub fn encode_bundle<'a>(
    entries: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<u8>, LedgerError> {
    let mut bytes = Vec::new();
    for (place, entry) in entries.into_iter().enumerate() {
        if place >= TILE_WIDTH.into() {
            return Err(malformed("a bundle", "it has at most 256 entries"));
        }
        let length = u16::try_from(entry.len())
            .map_err(|_| malformed("a bundle", "an entry has at most 65,535 bytes"))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// The entries of a bundle, from 1 to 256 of them, without copying.
pub fn decode_bundle(bytes: &[u8]) -> Result<Vec<&[u8]>, LedgerError> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if entries.len() >= TILE_WIDTH.into() {
            return Err(malformed("a bundle", "it has at most 256 entries"));
        }
        let cut = malformed("a bundle", "an entry is cut off");
        let (length, after) = rest.split_first_chunk::<LENGTH_BYTES>().ok_or(cut.clone())?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(cut)?;
        entries.push(entry);
        rest = after;
    }
    if entries.is_empty() { Err(malformed("a bundle", "it has no entries")) } else { Ok(entries) }
}
