//! Vectors that others published: RFC 6962's reference tests, C2SP's examples, Go's notes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::note::{open_note, sign_note};
use ledger::proof::{
    prove_consistency, prove_inclusion, read_frontier, verify_consistency, verify_inclusion,
};
use ledger::tile::{bundles_of_tree, tiles_of_tree};
use ledger::{Frontier, Hash, LedgerError, Signer, Tile, TilePath, VerifierKey, leaf_hash};
use zeroize::Zeroizing;

use crate::common::{Tiles, hash};

// The eight leaves of the Certificate Transparency reference implementation's Merkle tests, the
// roots after each, and its proofs.
const LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const INCLUSION: [(u64, u64, &[&str]); 5] = [
    (0, 1, &[]),
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        &[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];
const CONSISTENCY: [(u64, u64, &[&str]); 5] = [
    (1, 1, &[]),
    (
        1,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        &[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
    (
        6,
        7,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
];

fn leaf_hashes() -> Vec<Hash> {
    let bytes = LEAVES.map(|leaf| hex::decode(leaf).expect("the vectors are hexadecimal"));
    bytes.iter().map(|leaf| leaf_hash(leaf)).collect()
}

fn hashes(texts: &[&str]) -> Vec<Hash> {
    texts.iter().map(|text| hash(text)).collect()
}

fn root_of_size(size: u64) -> Hash {
    hash(ROOTS[usize::try_from(size).expect("the vectors are small")])
}

#[test]
fn the_roots_of_the_reference_leaves_are_the_published_ones() {
    let leaves = leaf_hashes();
    let tiles = Tiles::of(&leaves);
    let mut frontier = Frontier::new();
    for size in 0..=8 {
        assert_eq!(frontier.root(), root_of_size(size), "{size}");
        let read = read_frontier(size, |tile| tiles.read(tile));
        assert_eq!(read, Ok(frontier.clone()), "{size}");
        if let Some(leaf) = leaves.get(usize::try_from(size).expect("it is small")) {
            frontier.append(*leaf);
        }
    }
}

#[test]
fn the_published_inclusion_proofs_are_made_and_verify() {
    let leaves = leaf_hashes();
    let tiles = Tiles::of(&leaves);
    for (index, size, proof) in INCLUSION {
        let proof = hashes(proof);
        let leaf = leaves[usize::try_from(index).expect("the vectors are small")];
        assert_eq!(prove_inclusion(index, size, |tile| tiles.read(tile)), Ok(proof.clone()));
        assert_eq!(verify_inclusion(leaf, index, size, root_of_size(size), &proof), Ok(()));
    }
}

#[test]
fn the_published_consistency_proofs_are_made_and_verify() {
    let tiles = Tiles::of(&leaf_hashes());
    for (old, new, proof) in CONSISTENCY {
        let proof = hashes(proof);
        assert_eq!(prove_consistency(old, new, |tile| tiles.read(tile)), Ok(proof.clone()));
        let verified = verify_consistency(old, root_of_size(old), new, root_of_size(new), &proof);
        assert_eq!(verified, Ok(()));
    }
}

#[test]
fn corrupted_inclusion_proofs_do_not_verify() {
    let leaves = leaf_hashes();
    for (index, size, proof) in INCLUSION {
        let leaf = leaves[usize::try_from(index).expect("the vectors are small")];
        let (root, proof) = (root_of_size(size), hashes(proof));
        let refused = |index, size, root, leaf, proof: &[Hash]| {
            assert!(verify_inclusion(leaf, index, size, root, proof).is_err());
        };
        for other in [index.wrapping_sub(1), index + 1, index ^ 2] {
            refused(other, size, root, leaf, &proof);
        }
        refused(index, size * 2, root, leaf, &proof);
        refused(index, size / 2, root, leaf, &proof);
        refused(index, size, root_of_size(0), leaf, &proof);
        refused(index, size, root, Hash::ZERO, &proof);
        refused(index, size, root, leaf, &[proof.as_slice(), &[root]].concat());
        refused(index, size, root, leaf, &[&[root], proof.as_slice()].concat());
        for place in 0..proof.len() {
            refused(index, size, root, leaf, &[&proof[..place], &proof[place + 1..]].concat());
        }
    }
}

#[test]
fn corrupted_consistency_proofs_do_not_verify() {
    for (old, new, proof) in CONSISTENCY.into_iter().filter(|(old, new, _)| old != new) {
        let (old_root, new_root, proof) = (root_of_size(old), root_of_size(new), hashes(proof));
        let refused = |old, new, old_root, new_root, proof: &[Hash]| {
            assert!(verify_consistency(old, old_root, new, new_root, proof).is_err());
        };
        for other in [old - 1, old + 1, old ^ 2] {
            refused(other, new, old_root, new_root, &proof);
        }
        refused(old, new * 2, old_root, new_root, &proof);
        refused(old, new / 2, old_root, new_root, &proof);
        refused(old, new, new_root, old_root, &proof);
        refused(old, new, Hash::ZERO, new_root, &proof);
        refused(old, new, old_root, Hash::ZERO, &proof);
        refused(old, new, old_root, new_root, &[]);
        for extra in [old_root, new_root, proof[0]] {
            refused(old, new, old_root, new_root, &[proof.as_slice(), &[extra]].concat());
            refused(old, new, old_root, new_root, &[&[extra], proof.as_slice()].concat());
        }
        for place in 0..proof.len() {
            let shorter = [&proof[..place], &proof[place + 1..]].concat();
            refused(old, new, old_root, new_root, &shorter);
        }
    }
}

#[test]
fn trees_of_equal_or_no_size_are_consistent_only_with_equal_roots_and_no_proof() {
    let (empty, some) = (root_of_size(0), root_of_size(1));
    assert_eq!(verify_consistency(0, empty, 0, empty, &[]), Ok(()));
    assert_eq!(verify_consistency(0, empty, 1, some, &[]), Ok(()));
    assert_eq!(verify_consistency(1, some, 1, some, &[]), Ok(()));
    for (old, old_root, new, new_root, proof) in [
        (0, empty, 0, some, [].as_slice()),
        (0, some, 1, some, &[]),
        (1, empty, 1, some, &[]),
        (1, some, 0, empty, &[]),
        (2, some, 1, some, &[]),
        (1, some, 2, root_of_size(2), &[]),
        (0, empty, 0, empty, &[empty]),
        (0, empty, 1, some, &[empty]),
        (1, some, 1, some, &[empty]),
    ] {
        assert!(verify_consistency(old, old_root, new, new_root, proof).is_err());
    }
}

/// C2SP tlog-tiles: "a tree of size 70,000 will be represented by 273 full level 0 tiles, one
/// partial level 0 tile of width 112, one full level 1 tile, one partial level 1 tile of width 17,
/// and one partial level 2 tile of width 1"; one of 256 "by a full level 0 tile and a partial
/// level 1 tile of width 1".
#[test]
fn the_tiles_of_a_tree_are_those_of_the_examples_in_c2sp() {
    let tile = |level, index, width| Tile::new(level, index, width).expect("trees have it");
    let tiles: Vec<_> = tiles_of_tree(70_000).collect();
    let level_0 = (0..273).map(|index| tile(0, index, 256)).chain([tile(0, 273, 112)]);
    let above = [tile(1, 0, 256), tile(1, 1, 17), tile(2, 0, 1)];
    assert_eq!(tiles, level_0.chain(above).collect::<Vec<_>>());
    assert_eq!(tiles_of_tree(256).collect::<Vec<_>>(), [tile(0, 0, 256), tile(1, 0, 1)]);
    assert_eq!(tiles_of_tree(0).count(), 0);
    assert_eq!(bundles_of_tree(70_000).count(), 274);
    assert_eq!(bundles_of_tree(70_000).last().map(|bundle| bundle.width()), Some(112));
}

/// C2SP tlog-tiles: "index 1234067 will be encoded as `x001/x234/067`".
#[test]
fn the_path_of_a_tile_is_that_of_the_example_in_c2sp() {
    let tile = Tile::new(0, 1_234_067, 256).expect("trees have it");
    assert_eq!(tile.to_string(), "0/x001/x234/067");
    assert_eq!("0/x001/x234/067".parse(), Ok(TilePath::Hashes(tile)));
}

const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETER_SEED: &str = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n";
const PETER_LINE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC\
    2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_LINE: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ\
    5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

fn key(text: &str) -> VerifierKey {
    text.parse().expect("the vector is a verifier key")
}

#[test]
fn the_note_of_go_is_signed_to_the_same_bytes() {
    let seed = STANDARD.decode(PETER_SEED).expect("the vector is base64");
    let seed = Zeroizing::new(seed.try_into().expect("a seed has 32 bytes"));
    let signer = Signer::from_seed("PeterNeumann".parse().expect("it is a name"), &seed);
    assert_eq!(signer.verifier_key().to_string(), PETER);
    assert_eq!(sign_note(TEXT, &[&signer]), Ok(format!("{TEXT}\n{PETER_LINE}")));
}

#[test]
fn the_note_of_go_opens_with_either_key_or_both() {
    let note = format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}");
    let both = [key(ENOCH), key(PETER)];
    let opened = open_note(note.as_bytes(), &both).expect("both keys signed it");
    assert_eq!(opened.text, TEXT);
    assert_eq!(opened.signed_by, [&both[1], &both[0]]);
    let one = [key(PETER)];
    let opened = open_note(note.as_bytes(), &one).expect("one known key is enough");
    assert_eq!(opened.signed_by, [&one[0]]);
    assert_eq!(open_note(note.as_bytes(), &[]), Err(LedgerError::NotSigned));
    let twice = format!("{TEXT}\n{PETER_LINE}{PETER_LINE}");
    assert_eq!(open_note(twice.as_bytes(), &one).map(|note| note.signed_by.len()), Ok(1));
}

#[test]
fn a_signature_that_shares_only_the_name_or_only_the_id_of_a_known_key_is_ignored() {
    let peter = [key(PETER)];
    let same_name = ENOCH_LINE.replace("EnochRoot", "PeterNeumann");
    let same_id = PETER_LINE.replace("PeterNeumann", "EnochRoot");
    for line in [same_name, same_id] {
        let alone = format!("{TEXT}\n{line}");
        assert_eq!(open_note(alone.as_bytes(), &peter), Err(LedgerError::NotSigned));
        let beside = format!("{TEXT}\n{line}{PETER_LINE}");
        assert!(open_note(beside.as_bytes(), &peter).is_ok());
    }
}

#[test]
fn a_text_that_no_note_may_have_is_not_signed() {
    let seed = Zeroizing::new([1; 32]);
    let signer = Signer::from_seed("name".parse().expect("it is a name"), &seed);
    for text in ["", "no line feed", "tab\t\n", "return\r\n", "null\0\n"] {
        assert_eq!(sign_note(text, &[&signer]), Err(LedgerError::UnfitText));
    }
    let text = "with\n\nempty lines\n\n\n";
    let note = sign_note(text, &[&signer]).expect("the text fits");
    let known = [signer.verifier_key().clone()];
    assert_eq!(open_note(note.as_bytes(), &known).map(|note| note.text), Ok(text));
}

#[test]
fn a_false_signature_of_a_known_key_spoils_the_note() {
    let mangled = format!("{}ABCD{}", &PETER_LINE[..62], &PETER_LINE[62..]);
    let failed = LedgerError::SignatureFails { name: "PeterNeumann".to_owned() };
    for note in [
        format!("{TEXT}\n{mangled}"),
        format!("{TEXT}\n{PETER_LINE}{mangled}"),
        format!("I{TEXT}\n{PETER_LINE}"),
    ] {
        assert_eq!(open_note(note.as_bytes(), &[key(PETER)]), Err(failed.clone()), "{note}");
    }
}

#[test]
fn malformed_notes_are_refused() {
    let peter = [key(PETER)];
    let name_with_space = PETER_LINE.replace("PeterNeumann", "Bad Name");
    for note in [
        TEXT.as_bytes().to_vec(),
        format!("{TEXT}\n").into_bytes(),
        format!("{TEXT}\n{}", PETER_LINE.trim_end()).into_bytes(),
        format!("\x01{TEXT}\n{PETER_LINE}").into_bytes(),
        [b"\xff", format!("{TEXT}\n{PETER_LINE}").as_bytes()].concat(),
        format!("{TEXT}\n{name_with_space}").into_bytes(),
        format!("{TEXT}\n{PETER_LINE}Unexpected line.\n").into_bytes(),
        format!("{TEXT}\n{}", PETER_LINE.repeat(65)).into_bytes(),
        format!("{}\n{PETER_LINE}", "x\n".repeat(200_000)).into_bytes(),
    ] {
        let opened = open_note(&note, &peter);
        assert!(matches!(opened, Err(LedgerError::Malformed { .. })), "{opened:?}");
    }
}

#[test]
fn a_mangled_verifier_key_is_refused() {
    for start in 0..PETER.len() {
        for end in start + 1..=PETER.len() {
            if start != 0 || end != PETER.len() {
                assert!(PETER[start..end].parse::<VerifierKey>().is_err());
            }
        }
    }
    for place in 0..PETER.len() {
        let mut bytes = PETER.as_bytes().to_vec();
        bytes[place] += 1;
        let text = String::from_utf8(bytes).expect("the key is ASCII");
        assert!(text.parse::<VerifierKey>().is_err(), "{text}");
    }
    let other_algorithm = "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(
        other_algorithm.parse::<VerifierKey>(),
        Err(LedgerError::UnknownFormat { what: "a verifier key" })
    );
    for text in [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ] {
        assert!(text.parse::<VerifierKey>().is_err(), "{text}");
    }
}
