//! Trees, tiles, proofs and maps against the definition of RFC 6962, at many sizes.

use ledger::proof::{
    consistency_tiles, frontier_tiles, inclusion_tiles, prove_consistency, prove_inclusion,
    read_frontier, verify_consistency, verify_inclusion,
};
use ledger::tile::{decode_bundle, decode_hashes, encode_bundle, tiles_of_tree};
use ledger::{
    Bundle, DeploymentMap, Frontier, Hash, LedgerError, TREE_SIZE_MAX, Tile, TileBuilder, TilePath,
    TreeHead, leaf_hash,
};
use model::LogId;
use proptest::prelude::*;

use crate::common::{Tiles, naive_root, numbered_leaf, numbered_leaves};

fn length(leaves: &[Hash]) -> u64 {
    u64::try_from(leaves.len()).expect("the test is small")
}

fn flip(hash: &mut Hash, bit: usize) {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8 % 32] ^= 1 << (bit % 8);
    *hash = Hash::from_bytes(bytes);
}

#[test]
fn every_size_up_to_and_around_two_tiles_has_the_root_of_the_definition() {
    let leaves = numbered_leaves(600);
    let mut builder = TileBuilder::new();
    for (before, leaf) in leaves.iter().enumerate() {
        assert_eq!(builder.root(), naive_root(&leaves[..before]), "{before}");
        builder.append(&[*leaf]);
    }
    assert_eq!(builder.root(), naive_root(&leaves));
}

#[test]
fn a_tree_of_three_levels_of_tiles_holds_together() {
    let size = 66_000;
    let leaves = numbered_leaves(size);
    let tiles = Tiles::of(&leaves);
    let root = naive_root(&leaves);
    assert_eq!(tiles.coordinates().count(), tiles_of_tree(size).count());
    for index in [0, 255, 256, 65_535, 65_536, size - 1] {
        let proof = prove_inclusion(index, size, |tile| tiles.read(tile)).expect("it is there");
        assert_eq!(verify_inclusion(numbered_leaf(index), index, size, root, &proof), Ok(()));
    }
    for old in [1, 256, 257, 65_535, 65_536, 65_537, size] {
        let older = read_frontier(old, |tile| tiles.read(tile)).expect("it is there");
        let proof = prove_consistency(old, size, |tile| tiles.read(tile)).expect("it is there");
        assert_eq!(verify_consistency(old, older.root(), size, root, &proof), Ok(()));
    }
}

#[test]
fn positions_outside_a_tree_are_refused() {
    let none = |_: Tile| None;
    assert_eq!(prove_inclusion(5, 5, none), Err(LedgerError::OutsideTree));
    assert_eq!(prove_inclusion(0, u64::MAX, none), Err(LedgerError::OutsideTree));
    assert_eq!(prove_consistency(6, 5, none), Err(LedgerError::OutsideTree));
    assert_eq!(read_frontier(u64::MAX, none), Err(LedgerError::OutsideTree));
    assert_eq!(TileBuilder::restore(u64::MAX, none), Err(LedgerError::OutsideTree));
    assert!(verify_inclusion(Hash::ZERO, 0, u64::MAX, Hash::ZERO, &[]).is_err());
    assert!(verify_consistency(1, Hash::ZERO, u64::MAX, Hash::ZERO, &[]).is_err());
}

#[test]
fn the_largest_tree_has_tiles_and_paths_too() {
    let last = Tile::in_tree(0, TREE_SIZE_MAX / 256, TREE_SIZE_MAX).expect("the tree has it");
    assert_eq!(last.width(), 255);
    let path = "0/x036/x028/x797/x018/x963/967.p/255";
    assert_eq!((last.to_string(), path.parse()), (path.to_owned(), Ok(TilePath::Hashes(last))));
    assert_eq!(Tile::in_tree(7, 0, TREE_SIZE_MAX).map(|tile| tile.width()), Some(127));
    assert_eq!(TileBuilder::partial_tiles(TREE_SIZE_MAX).count(), 8);
    assert_eq!(frontier_tiles(TREE_SIZE_MAX).map(|tiles| tiles.len()), Ok(8));
    assert!(inclusion_tiles(TREE_SIZE_MAX - 1, TREE_SIZE_MAX).is_ok());
    assert!(consistency_tiles(TREE_SIZE_MAX / 3, TREE_SIZE_MAX).is_ok());
    assert_eq!("0/x036/x028/x797/x018/x963/967".parse::<TilePath>().ok(), None);
    assert_eq!("8/000".parse::<TilePath>().ok(), None);
}

#[test]
fn a_builder_is_not_restored_from_a_missing_or_short_tile() {
    let tiles = Tiles::of(&numbered_leaves(300));
    let missing = Tile::in_tree(0, 1, 300).expect("the tree has it");
    for given in [None, Some(numbered_leaves(43))] {
        let restored = TileBuilder::restore(300, |tile| {
            if tile == missing { given.clone() } else { tiles.read(tile) }
        });
        assert_eq!(restored, Err(LedgerError::MissingTile { tile: missing }));
    }
}

#[test]
fn what_no_tree_can_have_is_refused() {
    assert!(Frontier::from_peaks(3, numbered_leaves(1)).is_err());
    assert!(Frontier::from_peaks(1 << 63, numbered_leaves(1)).is_err());
    let head = TreeHead { log: LogId::from_bytes([1; 16]), size: 1 << 63, root: Hash::ZERO };
    assert!(TreeHead::decode(&head.encode()).is_err());
    let entry = [7; 3].as_slice();
    assert!(encode_bundle(vec![entry; 256]).is_ok_and(|bytes| decode_bundle(&bytes).is_ok()));
    assert!(encode_bundle(vec![entry; 257]).is_err());
    assert!(encode_bundle([vec![0; 65_536].as_slice()]).is_err());
    assert!(decode_bundle(&[0, 1, 7].repeat(257)).is_err());
    assert!(decode_bundle(&[]).is_err() && decode_bundle(&[0, 2, 7]).is_err());
    assert!(decode_hashes(&[7; 32 * 256]).is_ok() && decode_hashes(&[7; 32 * 257]).is_err());
    assert!(decode_hashes(&[]).is_err() && decode_hashes(&[7; 33]).is_err());
}

#[test]
fn a_path_has_one_spelling() {
    for text in ["0/x001/234.p/17", "7/000.p/1", "entries/x001/234", "entries/000.p/255", "1/999"] {
        let path = text.parse::<TilePath>().map(|path| path.to_string());
        assert_eq!(path, Ok(text.to_owned()));
    }
    for text in [
        "",
        "0",
        "0/",
        "/000",
        "00/000",
        "+0/000",
        "-1/000",
        "256/000",
        "0/0",
        "0/00",
        "0/0000",
        "0/x000/001",
        "0/001/234",
        "0/x001",
        "0/x001/x234",
        "0/x1/234",
        "0/+01",
        "0/x+01/234",
        "0/001.p/0",
        "0/001.p/256",
        "0/001.p/01",
        "0/001.p/+1",
        "0/001.p/",
        "0/001.p",
        "0/001.p/1/",
        "0/001/",
        "0//001",
        "entries",
        "entries/1",
        "Entries/001",
        "data/001",
        "tile/0/001",
        "0/001.p/1.p/1",
        "0/001 ",
        "0/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert!(text.parse::<TilePath>().is_err(), "{text}");
    }
}

#[test]
fn a_tile_is_in_the_trees_that_have_its_hashes() {
    let tile = Tile::new(1, 1, 17).expect("trees have it");
    assert!(tile.is_in_tree(70_000) && tile.is_in_tree(69_888) && tile.is_in_tree(1 << 20));
    assert!(!tile.is_in_tree(69_887) && !tile.is_in_tree(0));
    let bundle = Bundle::new(2, 256).expect("trees have it");
    assert!(bundle.is_in_tree(768) && !bundle.is_in_tree(767));
    assert_eq!(bundle.start(), 512);
    assert!(Tile::new(0, 0, 0).is_err() && Tile::new(0, 0, 257).is_err());
    assert!(Tile::new(8, 0, 1).is_err() && Tile::new(0, u64::MAX, 1).is_err());
}

proptest! {
    #[test]
    fn tiles_do_not_depend_on_how_the_leaves_came(
        sizes in proptest::collection::vec(0_u64..700, 1..8),
    ) {
        let leaves = numbered_leaves(sizes.iter().sum());
        let at_once = Tiles::of(&leaves);
        let mut tiles = Tiles::default();
        let mut builder = TileBuilder::new();
        let mut rest = leaves.as_slice();
        for size in sizes {
            let (batch, after) = rest.split_at(usize::try_from(size).expect("it is small"));
            rest = after;
            let writes = builder.append(batch);
            prop_assert!(writes.is_sorted_by_key(|write| write.tile));
            let levels = writes.iter().filter(|write| write.tile.width() < 256).count();
            prop_assert!(levels <= 8);
            tiles.store(writes);
            let restored = TileBuilder::restore(builder.size(), |tile| tiles.read(tile));
            prop_assert_eq!(restored.as_ref(), Ok(&builder));
        }
        prop_assert_eq!(&tiles, &at_once);
        prop_assert_eq!(builder.root(), naive_root(&leaves));
        for tile in tiles_of_tree(builder.size()) {
            let bytes = tiles.bytes(tile.level(), tile.index()).map(<[u8]>::len);
            prop_assert_eq!(bytes, Some(32 * usize::from(tile.width())));
        }
    }

    #[test]
    fn inclusion_is_proved_from_the_announced_tiles(
        size in 1_u64..2000,
        at in any::<prop::sample::Index>(),
        extra in 0_u64..300,
        bit in 0_usize..256,
    ) {
        let tiles = Tiles::of(&numbered_leaves(size + extra));
        let leaves = numbered_leaves(size);
        let index = u64::try_from(at.index(leaves.len())).expect("it is small");
        let mut asked = Vec::new();
        let proof = prove_inclusion(index, size, |tile| { asked.push(tile); tiles.read(tile) });
        let proof = proof.expect("the tiles are there");
        asked.sort_unstable();
        prop_assert_eq!(Ok(asked), inclusion_tiles(index, size));
        let (leaf, root) = (numbered_leaf(index), naive_root(&leaves));
        prop_assert_eq!(verify_inclusion(leaf, index, size, root, &proof), Ok(()));
        for place in 0..proof.len() {
            let mut wrong = proof.clone();
            flip(&mut wrong[place], bit);
            prop_assert!(verify_inclusion(leaf, index, size, root, &wrong).is_err());
        }
        let (mut other_leaf, mut other_root) = (leaf, root);
        flip(&mut other_leaf, bit);
        flip(&mut other_root, bit);
        prop_assert!(verify_inclusion(other_leaf, index, size, root, &proof).is_err());
        prop_assert!(verify_inclusion(leaf, index, size, other_root, &proof).is_err());
    }

    #[test]
    fn consistency_is_proved_from_the_announced_tiles(
        old in 1_u64..1500,
        more in 1_u64..1500,
        extra in 0_u64..300,
        bit in 0_usize..256,
    ) {
        let new = old + more;
        let tiles = Tiles::of(&numbered_leaves(new + extra));
        let mut asked = Vec::new();
        let proof = prove_consistency(old, new, |tile| { asked.push(tile); tiles.read(tile) });
        let proof = proof.expect("the tiles are there");
        asked.sort_unstable();
        prop_assert_eq!(Ok(asked), consistency_tiles(old, new));
        let (older, newer) = (naive_root(&numbered_leaves(old)), naive_root(&numbered_leaves(new)));
        prop_assert_eq!(verify_consistency(old, older, new, newer, &proof), Ok(()));
        for place in 0..proof.len() {
            let mut wrong = proof.clone();
            flip(&mut wrong[place], bit);
            prop_assert!(verify_consistency(old, older, new, newer, &wrong).is_err());
        }
        for change in 0..2 {
            let mut roots = [older, newer];
            flip(&mut roots[change], bit);
            prop_assert!(verify_consistency(old, roots[0], new, roots[1], &proof).is_err());
        }
    }

    #[test]
    fn a_frontier_is_read_from_the_tiles_of_any_later_tree(
        size in 0_u64..1500,
        extra in 0_u64..600,
    ) {
        let tiles = Tiles::of(&numbered_leaves(size + extra));
        let mut frontier = Frontier::new();
        for leaf in numbered_leaves(size) {
            frontier.append(leaf);
        }
        prop_assert_eq!(read_frontier(size, |tile| tiles.read(tile)), Ok(frontier.clone()));
        let builder = TileBuilder::restore(size, |tile| tiles.read(tile));
        prop_assert_eq!(builder.map(|builder| builder.frontier().clone()), Ok(frontier));
    }

    #[test]
    fn a_missing_or_short_tile_is_named(size in 2_u64..1500, at in any::<prop::sample::Index>()) {
        let tiles = Tiles::of(&numbered_leaves(size));
        let wanted = inclusion_tiles(size - 1, size).expect("the leaf is there");
        let missing = wanted[at.index(wanted.len())];
        let found = prove_inclusion(size - 1, size, |tile| {
            if tile == missing { None } else { tiles.read(tile) }
        });
        prop_assert_eq!(found, Err(LedgerError::MissingTile { tile: missing }));
        let short = prove_inclusion(size - 1, size, |tile| {
            if tile == missing { Some(Vec::new()) } else { tiles.read(tile) }
        });
        prop_assert_eq!(short, Err(LedgerError::MissingTile { tile: missing }));
    }

    #[test]
    fn a_map_has_the_root_of_the_definition_and_proves_every_tree(
        ids in proptest::collection::btree_set(any::<[u8; 16]>(), 0..40),
        at in any::<prop::sample::Index>(),
        bit in 0_usize..256,
    ) {
        let mut heads: Vec<_> = ids
            .into_iter()
            .map(|id| TreeHead { log: LogId::from_bytes(id), size: 3, root: leaf_hash(&id) })
            .collect();
        let mut map = DeploymentMap::default();
        for head in heads.iter().rev() {
            map.set(*head);
        }
        if !heads.is_empty() {
            let place = at.index(heads.len());
            heads[place].size = 4;
            map.set(heads[place]);
        }
        let leaves: Vec<_> = heads.iter().map(|head| leaf_hash(&head.encode())).collect();
        let leaf = map.leaf();
        prop_assert_eq!((leaf.trees, leaf.map_root), (length(&leaves), naive_root(&leaves)));
        let at_once = DeploymentMap::new(heads.clone()).map(|map| map.leaf());
        prop_assert_eq!(at_once, Ok(leaf));
        for head in &heads {
            let (found, proof) = map.prove(head.log).expect("the tree is in the map");
            prop_assert_eq!(&found, head);
            prop_assert_eq!(leaf.verify(head, &proof), Ok(()));
            let older = TreeHead { size: head.size - 1, ..*head };
            prop_assert!(leaf.verify(&older, &proof).is_err());
            for place in 0..proof.siblings.len() {
                let mut wrong = proof.clone();
                flip(&mut wrong.siblings[place], bit);
                prop_assert!(leaf.verify(head, &wrong).is_err());
            }
        }
        prop_assert_eq!(map.prove(LogId::from_bytes([0; 16])).is_some(), false);
        if let Some(head) = heads.first() {
            let twice = DeploymentMap::new(vec![*head, *head]).map(|map| map.leaf());
            prop_assert_eq!(twice, Err(LedgerError::DuplicateTree));
        }
    }
}
