//! The trees as the sequencer keeps them in memory: their right edges, and the deployment's map.

use std::collections::{BTreeSet, HashMap};

use ledger::{Chain, Checkpoint, DeploymentMap, Hash, Tile, TileBuilder, TreeHead};
use model::{LogId, LogName, WriterId};
use store::{LogState, TileBytes, TreeName};

use super::sequencer_permit;
use crate::Service;
use crate::error::ServiceError;

/// How many trees' edges are kept; further ones are read from their tiles when they grow.
const TREES_MAX: usize = 4_096;
/// How often the heads of all trees are read anew because another server makes them grow.
const LOOKS_MAX: usize = 10;
/// How many chains' ends are kept.
const CHAINS_MAX: usize = 16_384;

/// What the sequencer keeps in memory. All of it can be read again.
#[derive(Default)]
pub(super) struct Trees {
    /// The heads of all trees, once they were read, and the size of the deployment's tree then.
    pub(super) map: Option<DeploymentMap>,
    pub(super) deployment_size: u64,
    pub(super) grown: HashMap<TreeName, GrowingTree>,
    pub(super) chains: HashMap<(LogName, WriterId), Chain>,
    /// Trees that do not hold: nothing is added to them any more.
    pub(super) broken: BTreeSet<TreeName>,
}

/// A tree that can be added to.
#[derive(Clone)]
pub(super) struct GrowingTree {
    pub(super) id: LogId,
    pub(super) builder: TileBuilder,
}

impl GrowingTree {
    /// The tree's head as the deployment's map has it.
    pub(super) fn head(&self) -> TreeHead {
        TreeHead { log: self.id, size: self.builder.size(), root: self.builder.root() }
    }

    /// Adds leaves, and gives the tiles to write.
    pub(super) fn append(&mut self, leaves: &[Hash]) -> Vec<TileBytes> {
        let writes = self.builder.append(leaves);
        let bytes = |write: ledger::TileWrite| TileBytes {
            level: write.tile.level(),
            index: write.tile.index(),
            bytes: write.bytes,
        };
        writes.into_iter().map(bytes).collect()
    }
}

impl Trees {
    /// Forgets everything that can be read again.
    pub(super) fn forget(&mut self) {
        self.map = None;
        self.grown.clear();
        self.chains.clear();
    }

    /// Keeps what is remembered within bounds.
    pub(super) fn shrink(&mut self) {
        if self.grown.len() > TREES_MAX {
            self.grown.clear();
        }
        if self.chains.len() > CHAINS_MAX {
            self.chains.clear();
        }
    }
}

impl Service {
    /// The checkpoint of a stored tree, its signature verified.
    pub(crate) async fn open_checkpoint(&self, text: &str) -> Result<Checkpoint, ServiceError> {
        let key = self.signer().await?.verifier_key();
        Checkpoint::open(text.as_bytes(), key).map_err(|_| ServiceError::Integrity)
    }

    /// Reads the heads of all trees into the map. A tree whose own checkpoint does not hold is
    /// left out and reported.
    pub(super) async fn load_map(&self, trees: &mut Trees) -> Result<(), ServiceError> {
        for _ in 0..LOOKS_MAX {
            let size = self.deployment_size().await?;
            if trees.map.is_some() && trees.deployment_size == size {
                return Ok(());
            }
            // Another server was here, or nobody has looked yet.
            trees.forget();
            self.read_map(trees).await?;
            trees.deployment_size = size;
        }
        Err(ServiceError::Busy)
    }

    /// How many leaves the deployment's tree has.
    async fn deployment_size(&self) -> Result<u64, ServiceError> {
        let state = self.records.find_log(&sequencer_permit(), TreeName::Deployment).await?;
        Ok(state.map_or(0, |state| state.size))
    }

    async fn read_map(&self, trees: &mut Trees) -> Result<(), ServiceError> {
        let mut heads = Vec::new();
        for state in self.records.list_logs(&sequencer_permit()).await? {
            if state.tree == TreeName::Deployment {
                continue;
            }
            match self.open_checkpoint(&state.checkpoint).await {
                Ok(Checkpoint { size, root, .. }) if size == state.size => {
                    heads.push(TreeHead { log: state.id, size, root });
                }
                _ => self.break_tree(trees, state.tree, "its checkpoint was changed"),
            }
        }
        trees.map = Some(DeploymentMap::new(heads).map_err(|_| ServiceError::Integrity)?);
        Ok(())
    }

    /// A stored tree, ready to be added to.
    pub(super) async fn restore_tree(&self, state: &LogState) -> Result<GrowingTree, ServiceError> {
        let checkpoint = self.open_checkpoint(&state.checkpoint).await?;
        let wanted = TileBuilder::partial_tiles(state.size);
        let tiles = self.fetch_tiles(state.tree, wanted).await?;
        let builder = TileBuilder::restore(state.size, |tile| tiles.get(&tile).cloned())
            .map_err(|_| ServiceError::Integrity)?;
        if builder.root() != checkpoint.root || builder.size() != checkpoint.size {
            return Err(ServiceError::Integrity);
        }
        Ok(GrowingTree { id: state.id, builder })
    }

    /// The hashes of some tiles, as far as they are there.
    pub(super) async fn fetch_tiles(
        &self,
        tree: TreeName,
        wanted: impl IntoIterator<Item = Tile>,
    ) -> Result<HashMap<Tile, Vec<Hash>>, ServiceError> {
        let permit = sequencer_permit();
        let mut tiles = HashMap::new();
        for tile in wanted {
            let found = self.records.find_tile(&permit, tree, tile.level(), tile.index()).await?;
            let hashes = found.and_then(|bytes| ledger::tile::decode_hashes(&bytes).ok());
            if let Some(hashes) = hashes {
                tiles.insert(tile, hashes);
            }
        }
        Ok(tiles)
    }
}
