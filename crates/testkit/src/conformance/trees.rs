//! Trees as they are stored: states, tiles, and the deployment's leaves.

use ledger::{Hash, TileBuilder};
use model::{LogId, TenantId, Tree};
use store::{LogAppend, LogState, TileBytes, TreeName};

use super::Engine;
use super::tick::{append, prepare_deployment_tick, prepare_tick, tick};
use super::world::{ALL, Tenant, World};

/// A tree has no state and no tiles before its first tick.
pub async fn a_tree_without_leaves_has_no_state(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    tenant.write_events(Tree::Changes, 1).await;
    for tree in [TreeName::Events(tenant.log(Tree::Changes)), TreeName::Deployment] {
        assert_eq!(state(&tenant, tree).await, None);
        assert_eq!(tile(&tenant, tree, 0, 0).await, None);
    }
    let records = world.records();
    let states = records.list_logs(&tenant.permit()).await;
    assert_eq!(states.expect("states can be listed"), []);
    assert!(leaves(&tenant, 0, ALL).await.is_empty());
}

/// The state of a tree is the one of its last tick, under the id of its first.
pub async fn the_state_of_a_tree_is_that_of_its_last_tick(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let mut last: Vec<LogState> = Vec::new();
    for tree in Tree::ALL {
        let mut id: Option<LogId> = None;
        for size in 1..=3 {
            tenant.write_events(tree, 1).await;
            let next = prepare_tick(&tenant, tenant.log(tree), ALL).await;
            let expected = next.state.clone();
            assert!(append(&tenant, vec![next], None).await);
            let found = state(&tenant, expected.tree).await.expect("it has one");
            assert_eq!(found, expected);
            assert_eq!(found.size, size);
            assert_eq!(*id.get_or_insert(found.id), found.id, "it never changes");
            last.retain(|state| state.tree != found.tree);
            last.push(found);
        }
    }
    let deployment = prepare_deployment_tick(&tenant, b"a leaf").await;
    last.push(deployment.state.clone());
    assert!(append(&tenant, Vec::new(), Some(deployment)).await);
    let listed = world.records().list_logs(&tenant.permit()).await;
    let mut listed = listed.expect("states can be listed");
    listed.sort_by_key(|state| state.tree);
    last.sort_by_key(|state| state.tree);
    assert_eq!(listed, last);
}

/// A tile grows in its place until it is full, and the tree read from tiles is the tree of the
/// entries: over a full tile and past it.
pub async fn the_tree_of_the_tiles_is_the_tree_of_the_entries(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let log = tenant.log(Tree::Changes);
    // Each tick reads the edge back from the tiles of those before and checks its root.
    for count in [1, 1, 250, 3, 2, 260, 1] {
        let sets = (0..count).map(|_| tenant.set());
        let committed = crate::gather(sets.map(|set| tenant.try_commit(set))).await;
        for result in committed {
            result.expect("nothing is against it");
        }
        tick(&tenant, log, ALL).await;
    }
    let records = world.records();
    let events = records.list_sequenced(&tenant.permit(), Tree::Changes, 0, ALL).await;
    let events = events.expect("sequenced events can be listed");
    let hashes: Vec<_> = events.iter().map(|event| ledger::leaf_hash(&event.entry)).collect();
    assert_eq!(hashes.len(), 518);
    let mut builder = TileBuilder::new();
    let expected = builder.append(&hashes);
    let tree = TreeName::Events(log);
    for write in &expected {
        let (level, index) = (write.tile.level(), write.tile.index());
        let found = tile(&tenant, tree, level, index).await;
        assert_eq!(found.as_ref(), Some(&write.bytes), "{level} {index}");
    }
    let found = state(&tenant, tree).await.expect("it has one");
    let root = builder.root();
    assert_eq!(found.checkpoint, super::tick::checkpoint(518, root));
}

/// Tiles are found by tree, level and index; there are no others.
pub async fn a_tile_is_found_in_its_tree_only(engine: &impl Engine) {
    let world = World::open(engine).await;
    let (anna, bert) = (world.tenant(), world.tenant());
    let trees = [
        TreeName::Events(anna.log(Tree::Changes)),
        TreeName::Events(anna.log(Tree::Access)),
        TreeName::Events(bert.log(Tree::Changes)),
        TreeName::Events(world.tenant_of(TenantId::DEPLOYMENT).log(Tree::Changes)),
    ];
    let places = [(0, 0), (0, 7), (1, 0), (7, 1 << 40)];
    let bytes = |tree: usize, level: u8, index: u64| format!("{tree} {level} {index}");
    let appends = trees.iter().enumerate().map(|(at, tree)| LogAppend {
        state: LogState {
            tree: *tree,
            id: LogId::random(&world.rng),
            size: 1,
            checkpoint: at.to_string(),
        },
        size_before: 0,
        spans: Vec::new(),
        tiles: places
            .map(|(level, index)| TileBytes {
                level,
                index,
                bytes: bytes(at, level, index).into_bytes(),
            })
            .into(),
    });
    let deployment = prepare_deployment_tick(&anna, b"a leaf").await;
    let deployment_tile = deployment.tiles[0].bytes.clone();
    assert!(append(&anna, appends.collect(), Some(deployment)).await);

    for (at, tree) in trees.into_iter().enumerate() {
        for (level, index) in places {
            let found = tile(&anna, tree, level, index).await;
            let expected = bytes(at, level, index).into_bytes();
            assert_eq!(found, Some(expected), "{tree:?}");
        }
        for (level, index) in [(0, 1), (2, 0), (255, 0), (0, 1 << 63), (0, u64::MAX)] {
            let found = tile(&anna, tree, level, index).await;
            assert_eq!(found, None, "{level} {index}");
        }
        let found = state(&anna, tree).await.expect("it has one");
        assert_eq!(found.checkpoint, at.to_string());
    }
    let found = tile(&anna, TreeName::Deployment, 0, 0).await;
    assert_eq!(found, Some(deployment_tile));
}

/// The deployment's leaves are listed by their index, in pages.
pub async fn leaves_of_the_deployment_are_listed_from_an_index(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let mut expected = Vec::new();
    for number in 0..5 {
        let leaf = format!("leaf {number}").into_bytes();
        let next = prepare_deployment_tick(&tenant, &leaf).await;
        assert!(append(&tenant, Vec::new(), Some(next)).await);
        expected.push(leaf);
    }
    for first in 0..=6 {
        for limit in [0, 1, 3, 5, usize::MAX] {
            let from = &expected[first.min(expected.len())..];
            let wanted = &from[..limit.min(from.len())];
            let found = leaves(&tenant, first as u64, limit).await;
            assert_eq!(found, wanted, "{limit} from {first}");
        }
    }
    for first in [1 << 63, u64::MAX] {
        assert!(leaves(&tenant, first, ALL).await.is_empty());
    }
}

/// A tick of the whole deployment is written whole or not at all.
pub async fn a_late_tick_of_the_deployment_writes_nothing(engine: &impl Engine) {
    let world = World::open(engine).await;
    let tenant = world.tenant();
    let log = tenant.log(Tree::Changes);
    tenant.write_events(Tree::Changes, 2).await;
    let late = prepare_deployment_tick(&tenant, b"late").await;
    let first = prepare_deployment_tick(&tenant, b"first").await;
    assert!(append(&tenant, Vec::new(), Some(first)).await);

    let next = prepare_tick(&tenant, log, ALL).await;
    assert!(!append(&tenant, vec![next.clone()], Some(late.clone())).await);
    assert_eq!(state(&tenant, TreeName::Events(log)).await, None);
    assert_eq!(tile(&tenant, TreeName::Events(log), 0, 0).await, None);
    assert_eq!(leaves(&tenant, 0, ALL).await, [b"first"]);

    let second = prepare_deployment_tick(&tenant, b"second").await;
    let stale = LogAppend { size_before: 1, ..next.clone() };
    assert!(!append(&tenant, vec![stale], Some(second.clone())).await);
    assert_eq!(leaves(&tenant, 0, ALL).await, [b"first"]);
    assert!(append(&tenant, vec![next], Some(second)).await);
    let both: [&[u8]; 2] = [b"first", b"second"];
    assert_eq!(leaves(&tenant, 0, ALL).await, both);
}

async fn state(tenant: &Tenant<'_>, tree: TreeName) -> Option<LogState> {
    let found = tenant.world.records().find_log(&tenant.permit(), tree).await;
    found.expect("the state of a tree can be read")
}

async fn tile(tenant: &Tenant<'_>, tree: TreeName, level: u8, index: u64) -> Option<Vec<u8>> {
    let records = tenant.world.records();
    let found = records.find_tile(&tenant.permit(), tree, level, index).await;
    let found = found.expect("a tile can be looked for");
    if let TreeName::Events(_) = tree
        && let Some(bytes) = &found
    {
        assert!(!bytes.is_empty());
    }
    found
}

async fn leaves(tenant: &Tenant<'_>, first: u64, limit: usize) -> Vec<Vec<u8>> {
    let records = tenant.world.records();
    let found = records.list_deployment_leaves(&tenant.permit(), first, limit).await;
    found.expect("leaves can be listed")
}

const _: () = assert!(ledger::HASH_BYTES == size_of::<Hash>());
