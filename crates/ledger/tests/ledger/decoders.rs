//! No decoder panics on any bytes, and what one accepts is written back to the same bytes.

use ledger::commitment::encode_slots;
use ledger::note::open_note;
use ledger::tile::{decode_bundle, decode_hashes, encode_bundle, encode_hashes};
use ledger::{
    Checkpoint, DeploymentLeaf, Entry, Frontier, Hash, KeyName, Origin, Slots, TilePath, TreeHead,
    VerifierKey, VerifierState, bodies_commitment, header_commitment,
};
use model::DeploymentId;
use proptest::prelude::*;

use crate::common::signer;

/// Bytes of any length and content, and bytes that begin as a format does.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let lengths = prop_oneof![0..300_usize, Just(113), Just(57), Just(41), Just(41)];
    (lengths, any::<bool>()).prop_flat_map(|(length, formatted)| {
        proptest::collection::vec(any::<u8>(), length).prop_map(move |mut bytes| {
            if let (true, Some(first)) = (formatted, bytes.first_mut()) {
                *first = 1;
            }
            bytes
        })
    })
}

/// Slots whose lengths and keys are near the edge of what is allowed.
fn hostile_slots() -> impl Strategy<Value = Vec<u8>> {
    let slot = (0..3_u8, 0..40_u32, 0..40_usize).prop_map(|(kind, length, given)| {
        let mut bytes = vec![kind; 17];
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&vec![7; given]);
        bytes
    });
    proptest::collection::vec(slot, 0..4).prop_map(|slots| slots.concat())
}

/// Texts made of the words of our formats.
fn hostile_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "ribcage verifier state 1",
        "ribcage/",
        "key",
        "tree",
        "changes",
        "peak",
        "writer",
        "end",
        "— ",
        "\n",
        "\n\n",
        " ",
        "0",
        "1",
        "18446744073709551616",
        "+",
        "entries/",
        "x001/",
        "001",
        ".p/",
        "/",
        "00000000000000000000000000000000",
        "AAAA",
        "=",
        "é",
        "\u{2003}",
        "-",
        "deployment",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "0/",
        "63",
        "256",
        "\0",
        "c74f20a3",
    ]);
    proptest::collection::vec(words, 0..24).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn binary_decoders_write_back_what_they_accept(bytes in hostile()) {
        if let Ok(entry) = Entry::decode(&bytes) {
            prop_assert_eq!(entry.encode().to_vec(), bytes.clone());
        }
        if let Ok(head) = TreeHead::decode(&bytes) {
            prop_assert_eq!(head.encode().to_vec(), bytes.clone());
        }
        if let Ok(leaf) = DeploymentLeaf::decode(&bytes) {
            prop_assert_eq!(leaf.encode().to_vec(), bytes.clone());
        }
        if let Ok(frontier) = Frontier::decode(&bytes) {
            prop_assert_eq!(frontier.encode(), bytes.clone());
        }
        if let Ok(hashes) = decode_hashes(&bytes) {
            prop_assert_eq!(encode_hashes(&hashes), bytes.clone());
        }
        if let Ok(entries) = decode_bundle(&bytes) {
            prop_assert_eq!(encode_bundle(entries), Ok(bytes.clone()));
        }
        prop_assert_eq!(header_commitment(&bytes).is_ok(), bytes.len() >= 32);
        prop_assert!(open_note(&bytes, &[]).is_err());
    }

    #[test]
    fn a_frontier_of_the_right_length_is_written_back(size in any::<u64>()) {
        let mut bytes = vec![1];
        bytes.extend_from_slice(&size.to_be_bytes());
        bytes.extend_from_slice(&vec![5; 32 * size.count_ones() as usize]);
        let encoded = Frontier::decode(&bytes).map(|frontier| frontier.encode());
        prop_assert_eq!(encoded.ok(), (size < 1 << 63).then_some(bytes));
    }

    #[test]
    fn slots_are_written_back_and_committed_to(bytes in hostile_slots()) {
        let slots: Result<Vec<_>, _> = Slots::new(&bytes).collect();
        prop_assert_eq!(slots.is_ok(), bodies_commitment(&bytes).is_ok());
        if let Ok(slots) = slots {
            prop_assert_eq!(encode_slots(&slots), Ok(bytes));
        }
    }

    #[test]
    fn texts_are_written_back(text in prop_oneof![hostile_text(), any::<String>()]) {
        if let Ok(path) = text.parse::<TilePath>() {
            prop_assert_eq!(path.to_string(), text.clone());
        }
        if let Ok(key) = text.parse::<VerifierKey>() {
            prop_assert_eq!(key.to_string(), text.clone());
        }
        if let Ok(origin) = text.parse::<Origin>() {
            prop_assert_eq!(origin.to_string(), text.clone());
        }
        if let Ok(hash) = text.parse::<Hash>() {
            prop_assert_eq!(hash.to_string(), text.clone());
        }
        if let Ok(name) = text.parse::<KeyName>() {
            prop_assert!(!name.as_str().contains(char::is_whitespace));
        }
        if let Ok(state) = VerifierState::decode(&text) {
            prop_assert_eq!(state.encode(), text.clone());
        }
        if let Ok(checkpoint) = Checkpoint::from_text(&text) {
            prop_assert!(text.starts_with(&checkpoint.text()));
        }
    }

    #[test]
    fn a_signed_checkpoint_with_any_byte_changed_is_refused(
        place in any::<prop::sample::Index>(),
        bit in 0..8_u8,
    ) {
        let origin = Origin::of_deployment(DeploymentId::from_bytes([7; 16]));
        let signer = signer(origin.deployment);
        let checkpoint = Checkpoint { origin, size: 20_852_163, root: Hash::from_bytes([8; 32]) };
        let mut note = checkpoint.sign(&signer).into_bytes();
        prop_assert_eq!(Checkpoint::open(&note, signer.verifier_key()), Ok(checkpoint));
        let place = place.index(note.len());
        note[place] ^= 1 << bit;
        prop_assert!(Checkpoint::open(&note, signer.verifier_key()).is_err());
    }
}
