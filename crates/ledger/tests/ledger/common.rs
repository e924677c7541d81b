//! What several tests need: the tree as RFC 6962 defines it, and tiles in memory.

use std::collections::BTreeMap;

use ledger::{
    Hash, Signer, Tile, TileBuilder, TileWrite, leaf_hash, log_key_name, node_hash, tile,
};
use model::DeploymentId;
use zeroize::Zeroizing;

/// Reads a hash from hexadecimal digits.
pub(crate) fn hash(text: &str) -> Hash {
    text.parse().expect("the test writes hashes in hexadecimal digits")
}

/// The hash of a leaf that holds its number.
pub(crate) fn numbered_leaf(number: u64) -> Hash {
    leaf_hash(&number.to_be_bytes())
}

/// The hashes of this many numbered leaves.
pub(crate) fn numbered_leaves(count: u64) -> Vec<Hash> {
    (0..count).map(numbered_leaf).collect()
}

/// The Merkle tree hash, word for word as RFC 6962, section 2.1, defines it.
pub(crate) fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => ledger::empty_root(),
        [leaf] => *leaf,
        _ => {
            let middle = leaves.len().next_power_of_two() / 2;
            node_hash(&naive_root(&leaves[..middle]), &naive_root(&leaves[middle..]))
        }
    }
}

/// Tiles as a store keeps them: the newest bytes of every level and index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tiles(BTreeMap<(u8, u64), Vec<u8>>);

impl Tiles {
    /// The tiles of a tree of these leaves.
    pub(crate) fn of(leaves: &[Hash]) -> Self {
        let mut tiles = Self::default();
        tiles.store(TileBuilder::new().append(leaves));
        tiles
    }

    pub(crate) fn store(&mut self, writes: Vec<TileWrite>) {
        for write in writes {
            self.0.insert((write.tile.level(), write.tile.index()), write.bytes);
        }
    }

    /// All hashes of the tile at these coordinates, however wide it is.
    pub(crate) fn read(&self, tile: Tile) -> Option<Vec<Hash>> {
        let bytes = self.0.get(&(tile.level(), tile.index()))?;
        Some(tile::decode_hashes(bytes).expect("only tiles are stored"))
    }

    pub(crate) fn bytes(&self, level: u8, index: u64) -> Option<&[u8]> {
        self.0.get(&(level, index)).map(Vec::as_slice)
    }

    pub(crate) fn coordinates(&self) -> impl Iterator<Item = (u8, u64)> {
        self.0.keys().copied()
    }
}

/// The signer of a deployment's checkpoints, from a seed that everybody knows.
pub(crate) fn signer(deployment: DeploymentId) -> Signer {
    let seed = Zeroizing::new(std::array::from_fn(|place| u8::try_from(place).unwrap_or(0)));
    Signer::from_seed(log_key_name(deployment), &seed)
}
