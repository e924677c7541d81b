//! A sequencer as small as the suite needs it: it gives committed events their place in a tree.

use std::collections::HashMap;
use std::time::Duration;

use ledger::{Hash, TileBuilder};
use model::{LogId, LogName, WriterId};
use policy::Permit;
use store::{
    ChainSegment, DeploymentAppend, LeaseName, LogAppend, LogState, Records, Span, TileBytes,
    TreeName,
};

use super::world::Tenant;

/// Who ticks in every behaviour, and for how long at most.
const HOLDER: WriterId = WriterId::from_number(1);
const LONG: Duration = Duration::from_hours(1);

/// What a tick would add to a log now, of at most `limit` events.
pub async fn prepare_tick(tenant: &Tenant<'_>, log: LogName, limit: usize) -> LogAppend {
    let (records, permit) = (tenant.world.records(), tenant.permit());
    let chains = records.list_chains(&permit, log, limit).await;
    let chains = chains.expect("chains can be listed");
    let tree = TreeName::Events(log);
    let mut edge = Edge::read(records, &permit, tree).await;
    let size_before = edge.builder.size();
    let (spans, leaves) = spans_and_leaves(&chains, size_before);
    let tiles = edge.append(&leaves);
    LogAppend {
        state: edge.state(tree, LogId::random(&tenant.world.rng)),
        size_before,
        spans,
        tiles,
    }
}

/// What a tick would add to the deployment's tree now.
pub async fn prepare_deployment_tick(tenant: &Tenant<'_>, leaf: &[u8]) -> DeploymentAppend {
    let (records, permit) = (tenant.world.records(), tenant.permit());
    let mut edge = Edge::read(records, &permit, TreeName::Deployment).await;
    let size_before = edge.builder.size();
    let tiles = edge.append(&[ledger::leaf_hash(leaf)]);
    DeploymentAppend {
        state: edge.state(TreeName::Deployment, LogId::random(&tenant.world.rng)),
        size_before,
        leaf: leaf.to_vec(),
        tiles,
    }
}

/// Writes what ticks add; whether it was written.
pub async fn append(
    tenant: &Tenant<'_>,
    logs: Vec<LogAppend>,
    deployment: Option<DeploymentAppend>,
) -> bool {
    let (records, permit) = (tenant.world.records(), tenant.permit());
    let lease = records.hold_lease(&permit, LeaseName::Sequencer, HOLDER, LONG).await;
    let fence = lease.expect("a lease can be asked for").expect("nobody else ticks");
    let appended = records.append(&permit, fence, logs, deployment).await;
    appended.expect("appending fails only with its store")
}

/// One whole tick of one log, if anything waits there.
pub async fn tick(tenant: &Tenant<'_>, log: LogName, limit: usize) {
    let next = prepare_tick(tenant, log, limit).await;
    if !next.spans.is_empty() {
        assert!(append(tenant, vec![next], None).await, "nobody else ticks");
    }
}

/// The checkpoint the suite keeps of a tree: nothing in a store reads one.
pub fn checkpoint(size: u64, root: Hash) -> String {
    format!("{size} {root}\n")
}

/// The right edge of a tree, read back from its tiles.
struct Edge {
    builder: TileBuilder,
    id: Option<LogId>,
}

impl Edge {
    async fn read(records: &dyn Records, permit: &Permit, tree: TreeName) -> Self {
        let found = records.find_log(permit, tree).await;
        let state = found.expect("the state of a tree can be read");
        let size = state.as_ref().map_or(0, |state| state.size);
        let mut tiles = HashMap::new();
        for tile in TileBuilder::partial_tiles(size) {
            let bytes = records.find_tile(permit, tree, tile.level(), tile.index()).await;
            let bytes = bytes.expect("a tile can be read").expect("it was written");
            let hashes: Vec<_> = bytes
                .chunks(ledger::HASH_BYTES)
                .map(|hash| Hash::try_from(hash).expect("a tile is a row of hashes"))
                .collect();
            tiles.insert((tile.level(), tile.index()), hashes);
        }
        let restored =
            TileBuilder::restore(size, |tile| tiles.remove(&(tile.level(), tile.index())));
        let builder = restored.expect("all tiles of the edge are there");
        if let Some(state) = &state {
            assert_eq!(state.checkpoint, checkpoint(size, builder.root()));
        }
        Self { builder, id: state.map(|state| state.id) }
    }

    fn append(&mut self, leaves: &[Hash]) -> Vec<TileBytes> {
        let writes = self.builder.append(leaves);
        let tiles = writes.into_iter().map(|write| TileBytes {
            level: write.tile.level(),
            index: write.tile.index(),
            bytes: write.bytes,
        });
        tiles.collect()
    }

    fn state(&self, tree: TreeName, new_id: LogId) -> LogState {
        let size = self.builder.size();
        LogState {
            tree,
            id: self.id.unwrap_or(new_id),
            size,
            checkpoint: checkpoint(size, self.builder.root()),
        }
    }
}

fn spans_and_leaves(chains: &[ChainSegment], size_before: u64) -> (Vec<Span>, Vec<Hash>) {
    let mut leaves = Vec::new();
    let mut spans = Vec::new();
    for segment in chains {
        spans.push(Span {
            first_index: size_before + leaves.len() as u64,
            writer: segment.writer,
            first_sequence: segment.first_sequence,
            count: segment.entries.len() as u64,
        });
        leaves.extend(segment.entries.iter().map(|entry| ledger::leaf_hash(entry)));
    }
    (spans, leaves)
}
