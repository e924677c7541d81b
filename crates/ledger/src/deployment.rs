//! The deployment's map: one root over the heads of all its trees (`docs/formats.md`, section 5).

use model::LogId;

use crate::error::{LedgerError, malformed};
use crate::hash::{HASH_BYTES, Hash};
use crate::proof::verify_inclusion;
use crate::tree::{TREE_SIZE_MAX, empty_root, leaf_hash, node_hash};

/// How many bytes a tree's head has in the map.
pub const TREE_HEAD_BYTES: usize = 57;
/// How many bytes a leaf of the deployment tree has.
pub const DEPLOYMENT_LEAF_BYTES: usize = 41;

const FORMAT: u8 = 0x01;
const LOG_BYTES: usize = 16;
const NUMBER_BYTES: usize = 8;

/// The size and root of one tree, as the map holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeHead {
    /// Which tree.
    pub log: LogId,
    /// The number of its leaves.
    pub size: u64,
    /// Its root hash.
    pub root: Hash,
}

impl TreeHead {
    /// The bytes that stand in the map.
    pub fn encode(&self) -> [u8; TREE_HEAD_BYTES] {
        let mut bytes = [0; TREE_HEAD_BYTES];
        bytes[0] = FORMAT;
        bytes[1..17].copy_from_slice(self.log.as_bytes());
        bytes[17..25].copy_from_slice(&self.size.to_be_bytes());
        bytes[25..].copy_from_slice(self.root.as_bytes());
        bytes
    }

    /// Reads what [`TreeHead::encode`] writes, and nothing else.
    pub fn decode(bytes: &[u8]) -> Result<Self, LedgerError> {
        let rest = after_format(bytes, "a tree's head")?;
        let rest: &[u8; TREE_HEAD_BYTES - 1] =
            rest.try_into().map_err(|_| malformed("a tree's head", "it has 57 bytes"))?;
        let (log, rest) = rest.split_first_chunk::<LOG_BYTES>().expect("the length is known");
        let (size, root) = rest.split_first_chunk::<NUMBER_BYTES>().expect("the length is known");
        let size = u64::from_be_bytes(*size);
        if size > TREE_SIZE_MAX {
            return Err(malformed("a tree's head", "no tree is as large"));
        }
        Ok(Self { log: LogId::from_bytes(*log), size, root: Hash::try_from(root)? })
    }

    fn hash(&self) -> Hash {
        leaf_hash(&self.encode())
    }
}

/// A leaf of the deployment tree: the map of one tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeploymentLeaf {
    /// How many trees the map holds.
    pub trees: u64,
    /// The root over their heads.
    pub map_root: Hash,
}

impl DeploymentLeaf {
    /// The bytes that stand in the deployment tree.
    pub fn encode(&self) -> [u8; DEPLOYMENT_LEAF_BYTES] {
        let mut bytes = [0; DEPLOYMENT_LEAF_BYTES];
        bytes[0] = FORMAT;
        bytes[1..9].copy_from_slice(&self.trees.to_be_bytes());
        bytes[9..].copy_from_slice(self.map_root.as_bytes());
        bytes
    }

    /// Reads what [`DeploymentLeaf::encode`] writes, and nothing else.
    pub fn decode(bytes: &[u8]) -> Result<Self, LedgerError> {
        let rest = after_format(bytes, "a deployment's leaf")?;
        let rest: &[u8; NUMBER_BYTES + HASH_BYTES] =
            rest.try_into().map_err(|_| malformed("a deployment's leaf", "it has 41 bytes"))?;
        let (trees, root) = rest.split_first_chunk::<NUMBER_BYTES>().expect("the length is known");
        Ok(Self { trees: u64::from_be_bytes(*trees), map_root: Hash::try_from(root)? })
    }

    /// The hash of the leaf in the deployment tree.
    pub fn hash(&self) -> Hash {
        leaf_hash(&self.encode())
    }

    /// Checks that the map of this leaf holds a tree's head.
    pub fn verify(&self, head: &TreeHead, proof: &MapProof) -> Result<(), LedgerError> {
        verify_inclusion(head.hash(), proof.index, self.trees, self.map_root, &proof.siblings)
    }
}

/// Proves that a tree's head is in the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapProof {
    /// The head's place among all heads.
    pub index: u64,
    /// The hashes beside the way from the head up to the root.
    pub siblings: Vec<Hash>,
}

/// The map with all its hashes: a tree that grew costs one hash for each row.
#[derive(Debug, Clone, Default)]
pub struct DeploymentMap {
    /// Sorted by log id.
    heads: Vec<TreeHead>,
    /// The leaves' hashes first, the root last. An odd one at the end of a row goes up as it is,
    /// which gives the tree of RFC 6962.
    rows: Vec<Vec<Hash>>,
}

impl DeploymentMap {
    /// The map of these heads, in whatever order; each tree once.
    pub fn new(mut heads: Vec<TreeHead>) -> Result<Self, LedgerError> {
        heads.sort_unstable_by_key(|head| head.log);
        if heads.windows(2).any(|pair| pair[0].log == pair[1].log) {
            return Err(LedgerError::DuplicateTree);
        }
        let mut map = Self { heads, rows: Vec::new() };
        map.rebuild();
        Ok(map)
    }

    /// Sets the head of a tree, which may be new.
    pub fn set(&mut self, head: TreeHead) {
        match self.heads.binary_search_by_key(&head.log, |head| head.log) {
            Ok(place) => {
                self.heads[place] = head;
                self.refresh(place);
            }
            Err(place) => {
                self.heads.insert(place, head);
                self.rebuild();
            }
        }
    }

    /// The heads, sorted by log id.
    pub fn heads(&self) -> &[TreeHead] {
        &self.heads
    }

    /// What the deployment tree holds of the map.
    pub fn leaf(&self) -> DeploymentLeaf {
        let root = self.rows.last().and_then(|row| row.first()).copied();
        let trees = u64::try_from(self.heads.len()).expect("a count of things in memory");
        DeploymentLeaf { trees, map_root: root.unwrap_or_else(empty_root) }
    }

    /// The head of a tree and the proof that it is in the map, if it is.
    pub fn prove(&self, log: LogId) -> Option<(TreeHead, MapProof)> {
        let place = self.heads.binary_search_by_key(&log, |head| head.log).ok()?;
        let siblings = self.rows.iter().enumerate().filter_map(|(height, row)| {
            let beside = (place >> height) ^ 1;
            row.get(beside).copied()
        });
        let index = u64::try_from(place).expect("a count of things in memory");
        Some((self.heads[place], MapProof { index, siblings: siblings.collect() }))
    }

    fn rebuild(&mut self) {
        let mut row: Vec<Hash> = self.heads.iter().map(TreeHead::hash).collect();
        self.rows.clear();
        while row.len() > 1 {
            let above = row.chunks(2).map(join).collect();
            self.rows.push(std::mem::replace(&mut row, above));
        }
        self.rows.push(row);
    }

    fn refresh(&mut self, mut place: usize) {
        let mut hash = self.heads[place].hash();
        for row in &mut self.rows {
            row[place] = hash;
            place /= 2;
            hash = row.chunks(2).nth(place).map(join).expect("the place is in the row");
        }
    }
}

/// One node of the row above.
fn join(pair: &[Hash]) -> Hash {
    match pair {
        [left, right] => node_hash(left, right),
        _ => pair[0],
    }
}

fn after_format<'a>(bytes: &'a [u8], what: &'static str) -> Result<&'a [u8], LedgerError> {
    let (format, rest) = bytes.split_first().ok_or(malformed(what, "there are no bytes"))?;
    if *format == FORMAT { Ok(rest) } else { Err(LedgerError::UnknownFormat { what }) }
}
