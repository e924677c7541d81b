//! The same trees, tiles, proofs, notes and checkpoints in other people's implementations:
//! `tlog_tiles` and `signed_note` (Cloudflare, after Go's) and `ct-merkle`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ledger::note::{open_note, sign_note};
use ledger::proof::{prove_consistency, prove_inclusion};
use ledger::tile::{encode_hashes, tiles_of_tree};
use ledger::{Checkpoint, Hash, Origin, Signer, TileBuilder, TilePath, VerifierKey, leaf_hash};
use model::{DeploymentId, LogId};
use proptest::prelude::*;
use sha2::Sha256;
use signed_note::{
    Note, Signer as _, StandardSigner, StandardVerifier, Verifier as _, VerifierList,
};
use tlog_tiles::tlog;
use zeroize::Zeroizing;

use crate::common::Tiles;

const TILE_HEIGHT: u8 = 8;

/// The hashes that `tlog_tiles` stores, in the order in which it stores them.
struct Stored(Vec<tlog::Hash>);

impl tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let read = |index: &u64| {
            let index = usize::try_from(*index).expect("the test is small");
            self.0.get(index).copied().ok_or(tlog::Error::IndexesNotInTree)
        };
        indexes.iter().map(read).collect()
    }
}

impl Stored {
    fn of(leaves: &[Vec<u8>]) -> Self {
        let mut stored = Self(Vec::new());
        for (number, leaf) in (0..).zip(leaves) {
            let hashes = tlog::stored_hashes(number, leaf, &stored).expect("all was stored");
            stored.0.extend(hashes);
        }
        stored
    }

    fn root(&self, size: u64) -> tlog::Hash {
        tlog::tree_hash(size, self).expect("all was stored")
    }
}

fn theirs(hash: Hash) -> tlog::Hash {
    tlog::Hash(*hash.as_bytes())
}

fn all_theirs(hashes: &[Hash]) -> Vec<tlog::Hash> {
    hashes.iter().copied().map(theirs).collect()
}

fn leaf_hashes(leaves: &[Vec<u8>]) -> Vec<Hash> {
    leaves.iter().map(|leaf| leaf_hash(leaf)).collect()
}

fn leaves(sizes: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<u8>>> {
    proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..4), sizes)
}

fn key_name() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9./éß-]{1,40}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tlog_tiles_has_the_same_tiles_and_roots(leaves in leaves(1..700)) {
        let size = u64::try_from(leaves.len()).expect("the test is small");
        let stored = Stored::of(&leaves);
        let mut builder = TileBuilder::new();
        let mut tiles = Tiles::default();
        tiles.store(builder.append(&leaf_hashes(&leaves)));
        prop_assert_eq!(theirs(builder.root()), stored.root(size));
        let mut wanted = Vec::new();
        for tile in tlog_tiles::tile::Tile::new_tiles(TILE_HEIGHT, 0, size) {
            let ours = tiles.bytes(tile.level(), tile.level_index()).map(<[u8]>::to_vec);
            prop_assert_eq!(ours, tile.read_data(&stored).ok());
            let path = tile.path().strip_prefix("tile/8/").map(str::to_owned);
            wanted.push(path.expect("every path begins so"));
        }
        let paths: Vec<_> = tiles_of_tree(size).map(|tile| tile.to_string()).collect();
        prop_assert_eq!(paths, wanted);
    }

    #[test]
    fn tlog_tiles_makes_and_takes_the_same_proofs(
        leaves in leaves(1..700),
        at in any::<prop::sample::Index>(),
    ) {
        let size = u64::try_from(leaves.len()).expect("the test is small");
        let index = u64::try_from(at.index(leaves.len())).expect("the test is small");
        let stored = Stored::of(&leaves);
        let tiles = Tiles::of(&leaf_hashes(&leaves));
        let read = |tile| tiles.read(tile);
        let inclusion = prove_inclusion(index, size, read).expect("the tiles are there");
        let wanted = tlog::prove_record(size, index, &stored).expect("all was stored");
        prop_assert_eq!(all_theirs(&inclusion), wanted);
        let consistency = prove_consistency(index + 1, size, read).expect("the tiles are there");
        let wanted = tlog::prove_tree(size, index + 1, &stored).expect("all was stored");
        prop_assert_eq!(all_theirs(&consistency), wanted);
        let leaf = tlog::record_hash(&leaves[at.index(leaves.len())]);
        let taken =
            tlog::check_record(&all_theirs(&inclusion), size, stored.root(size), index, leaf);
        prop_assert!(taken.is_ok());
    }

    #[test]
    fn ct_merkle_makes_and_takes_the_same_proofs(
        leaves in leaves(1..300),
        at in any::<prop::sample::Index>(),
    ) {
        let mut tree = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        for leaf in &leaves {
            tree.push(leaf.clone());
        }
        let place = at.index(leaves.len());
        let (size, index) = (tree.len(), u64::try_from(place).expect("the test is small"));
        let tiles = Tiles::of(&leaf_hashes(&leaves));
        let read = |tile| tiles.read(tile);
        let inclusion = prove_inclusion(index, size, read).expect("the tiles are there");
        let wanted = tree.prove_inclusion(place);
        prop_assert_eq!(encode_hashes(&inclusion), wanted.as_bytes());
        let consistency = prove_consistency(index + 1, size, read).expect("the tiles are there");
        let wanted = tree.prove_consistency(leaves.len() - place - 1);
        prop_assert_eq!(encode_hashes(&consistency), wanted.as_bytes());
        let mut builder = TileBuilder::new();
        builder.append(&leaf_hashes(&leaves));
        prop_assert_eq!(builder.root().as_bytes().to_vec(), tree.root().as_bytes().to_vec());
    }

    #[test]
    fn tlog_tiles_reads_and_writes_the_same_paths(
        level in 0_u8..6,
        index in 0_u64..=u64::MAX >> 17,
        width in 1_u16..=256,
    ) {
        let theirs =
            tlog_tiles::tile::Tile::new(TILE_HEIGHT, level, index, width.into(), false).path();
        let path = theirs.strip_prefix("tile/8/").expect("every path begins so");
        let read: Result<TilePath, _> = path.parse();
        if let Ok(TilePath::Hashes(tile)) = read {
            prop_assert_eq!((tile.level(), tile.index(), tile.width()), (level, index, width));
        }
        let fits = u128::from(index) * 256 + u128::from(width);
        prop_assert_eq!(read.is_ok(), (fits << (8 * level)) < 1 << 63);
    }

    #[test]
    fn signed_note_makes_and_takes_the_same_notes(
        seed in any::<[u8; 32]>(),
        name in key_name(),
        lines in proptest::collection::vec("[^\\x00-\\x1f]{0,20}", 1..5),
    ) {
        let text = lines.join("\n") + "\n";
        let our_name = name.parse().expect("the name is well formed");
        let signer = Signer::from_seed(our_name, &Zeroizing::new(seed));
        let key = signer.verifier_key().to_string();
        let id = key.split('+').nth(1).expect("a key has three parts");
        let secret = STANDARD.encode([&[1], seed.as_slice()].concat());
        let their_signer = StandardSigner::new(&format!("PRIVATE+KEY+{name}+{id}+{secret}"));
        let their_signer = their_signer.expect("the key is well formed");
        let their_verifier = StandardVerifier::new(&key).expect("the key is well formed");
        prop_assert_eq!(their_verifier.key_id(), their_signer.key_id());

        let note = sign_note(&text, &[&signer]).expect("the text fits");
        let mut their_note = Note::new(text.as_bytes(), &[]).expect("the text fits");
        their_note.add_sigs(&[&their_signer]).expect("the name fits");
        prop_assert_eq!(note.as_bytes(), their_note.to_bytes());

        let opened = Note::from_bytes(note.as_bytes()).expect("it is a note");
        let verifiers = VerifierList::new(vec![Box::new(their_verifier)]);
        let (verified, unknown) = opened.verify(&verifiers).expect("the signature fits");
        prop_assert_eq!((verified.len(), unknown.len()), (1, 0));
        let known = [key.parse::<VerifierKey>().expect("it was just written")];
        let ours = open_note(note.as_bytes(), &known).expect("it was just written");
        prop_assert_eq!(ours.text, text);
    }

    #[test]
    fn tlog_tiles_reads_and_writes_the_same_checkpoints(
        deployment in any::<[u8; 16]>(),
        log in any::<[u8; 16]>(),
        size in 1_u64..1 << 63,
        root in any::<[u8; 32]>(),
        extensions in proptest::collection::vec("[a-z]{0,5}", 0..3),
    ) {
        let deployment = DeploymentId::from_bytes(deployment);
        let origin = Origin { deployment, log: LogId::from_bytes(log) };
        let checkpoint = Checkpoint { origin, size, root: Hash::from_bytes(root) };
        let name = origin.to_string();
        let other = tlog_tiles::Checkpoint::new(&name, size, tlog::Hash(root), "");
        let other = other.expect("the arguments are well formed").to_bytes();
        prop_assert_eq!(checkpoint.text().into_bytes(), other);

        let mut text = checkpoint.text();
        for line in extensions {
            text.push_str(&line);
            text.push('\n');
        }
        let ours = Checkpoint::from_text(&text);
        let other = tlog_tiles::Checkpoint::from_bytes(text.as_bytes());
        prop_assert_eq!(ours.is_ok(), other.is_ok(), "{}", text);
        if let (Ok(ours), Ok(other)) = (ours, other) {
            prop_assert_eq!(ours.origin.to_string(), other.origin());
            prop_assert_eq!((ours.size, theirs(ours.root)), (other.size(), *other.hash()));
        }
    }
}
