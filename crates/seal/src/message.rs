//! The message: AES-256-GCM under a key of its own, committed to, and bound to its place.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use model::Rng;
use zeroize::Zeroizing;

use crate::equal_in_constant_time;
use crate::key::{Key, expand};
use crate::padding::{pad, unpad};
use crate::place::Place;

const FORMAT: u8 = 1;
const SALT: std::ops::Range<usize> = 1..33;
const COMMITMENT: std::ops::Range<usize> = 33..65;
const HEAD_BYTES: usize = 65;
const TAG_BYTES: usize = 16;
const INFO: &[u8] = b"ribcage message 1";

/// What a message adds to the padded plaintext.
pub const MESSAGE_OVERHEAD_BYTES: usize = HEAD_BYTES + TAG_BYTES;

/// What a message held. Zeroed when dropped.
pub type Plaintext = Zeroizing<Vec<u8>>;

/// The message does not open here: it was changed, moved, or is under another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is too short, or of a format this version does not know.
    #[error("not a sealed message of a known format")]
    Format,
    /// The key is not the one it was sealed under.
    #[error("sealed under another key")]
    Key,
    /// It was changed, or does not belong to this place.
    #[error("changed, or not of this place")]
    Integrity,
}

/// Seals content for a place.
pub fn seal(key: &Key, place: &Place<'_>, content: &[u8], rng: &dyn Rng) -> Vec<u8> {
    let mut message = pad(content, HEAD_BYTES, TAG_BYTES);
    message[0] = FORMAT;
    rng.fill(&mut message[SALT]);
    let material = Material::new(key, &message[SALT]);
    message[COMMITMENT].copy_from_slice(material.commitment());
    let tag = material
        .cipher()
        .seal_in_place_separate_tag(
            nonce(),
            Aad::from(place.associated_data(FORMAT)),
            &mut message[HEAD_BYTES..],
        )
        .expect("content is bounded far below the limit of GCM");
    message.extend_from_slice(tag.as_ref());
    message
}

/// Opens the message that belongs to a place.
pub fn open(key: &Key, place: &Place<'_>, message: &[u8]) -> Result<Plaintext, OpenError> {
    if message.len() < HEAD_BYTES + TAG_BYTES || message[0] != FORMAT {
        return Err(OpenError::Format);
    }
    let material = Material::new(key, &message[SALT]);
    if !equal_in_constant_time(material.commitment(), &message[COMMITMENT]) {
        return Err(OpenError::Key);
    }
    let mut padded = Zeroizing::new(message[HEAD_BYTES..].to_vec());
    let padded = material
        .cipher()
        .open_in_place(nonce(), Aad::from(place.associated_data(FORMAT)), &mut padded)
        .map_err(|_| OpenError::Integrity)?;
    unpad(padded).ok_or(OpenError::Integrity)
}

/// Wraps a key under another for a place.
pub fn wrap_key(wrapping: &Key, place: &Place<'_>, key: &Key, rng: &dyn Rng) -> Vec<u8> {
    seal(wrapping, place, key.expose(), rng)
}

/// Unwraps the key that belongs to a place.
pub fn unwrap_key(wrapping: &Key, place: &Place<'_>, wrapped: &[u8]) -> Result<Key, OpenError> {
    let bytes = open(wrapping, place, wrapped)?;
    Key::from_bytes(&bytes).map_err(|_| OpenError::Integrity)
}

/// The key of one message and the commitment to it.
struct Material(Zeroizing<[u8; 64]>);

impl Material {
    fn new(key: &Key, salt: &[u8]) -> Self {
        let mut bytes = Zeroizing::new([0; 64]);
        expand(key.expose(), salt, INFO, bytes.as_mut());
        Self(bytes)
    }

    fn cipher(&self) -> LessSafeKey {
        let key = UnboundKey::new(&AES_256_GCM, &self.0[..32]).expect("AES-256 has 32-byte keys");
        LessSafeKey::new(key)
    }

    fn commitment(&self) -> &[u8] {
        &self.0[32..]
    }
}

/// The key of a message encrypts once, so its nonce may always be the same.
fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; NONCE_LEN])
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use model::{Pseudonym, Rng, RowKey, StoreName, TenantId};
    use proptest::prelude::*;

    use super::*;
    use crate::place::KeyReference;

    /// Not random at all: every call fills with the next number.
    struct Counting(AtomicU8);

    impl Rng for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(self.0.fetch_add(1, Ordering::Relaxed));
        }
    }

    fn rng() -> Counting {
        Counting(AtomicU8::new(1))
    }

    fn key(byte: u8) -> Key {
        Key::from_bytes(&[byte; 32]).expect("32 bytes")
    }

    fn place() -> Place<'static> {
        Place {
            tenant: TenantId::from_number(5),
            store: StoreName::Records,
            kind: "Observation",
            row: RowKey::from_bytes([6; 16]),
            version: 7,
            key: KeyReference::Subject(Pseudonym::from_bytes([8; 16])),
        }
    }

    /// Pins the stored format: what this version writes, every later version must open.
    #[test]
    fn the_format_is_the_one_written_down() {
        let message = seal(&key(1), &place(), b"content", &rng());
        assert_eq!(hex::encode(&message), include_str!("../vectors/message-1.hex").trim());
        let opened = open(&key(1), &place(), &message).expect("opens");
        assert_eq!(opened.as_slice(), b"content");
    }

    #[test]
    fn a_moved_message_is_refused_whatever_part_of_the_place_differs() {
        let message = seal(&key(1), &place(), b"content", &rng());
        let moved = [
            Place { tenant: TenantId::from_number(6), ..place() },
            Place { store: StoreName::Identity, ..place() },
            Place { kind: "Condition", ..place() },
            Place { row: RowKey::from_bytes([7; 16]), ..place() },
            Place { version: 8, ..place() },
            Place { key: KeyReference::TenantData(1), ..place() },
        ];
        for place in moved {
            assert_eq!(open(&key(1), &place, &message), Err(OpenError::Integrity), "{place:?}");
        }
    }

    #[test]
    fn another_key_is_refused_before_anything_is_decrypted() {
        let message = seal(&key(1), &place(), b"content", &rng());
        assert_eq!(open(&key(2), &place(), &message), Err(OpenError::Key));
    }

    #[test]
    fn no_two_messages_share_a_key_even_for_one_version_of_one_row() {
        let rng = rng();
        let first = seal(&key(1), &place(), b"content", &rng);
        let second = seal(&key(1), &place(), b"content", &rng);
        assert_ne!(first[SALT], second[SALT]);
        assert_ne!(first[COMMITMENT], second[COMMITMENT]);
    }

    #[test]
    fn a_wrapped_key_comes_back() {
        let wrapped = wrap_key(&key(1), &place(), &key(2), &rng());
        let unwrapped = unwrap_key(&key(1), &place(), &wrapped).expect("unwraps");
        assert_eq!(unwrapped.expose(), key(2).expose());
        let not_a_key = seal(&key(1), &place(), b"short", &rng());
        assert_eq!(unwrap_key(&key(1), &place(), &not_a_key).err(), Some(OpenError::Integrity));
    }

    proptest! {
        #[test]
        fn any_content_comes_back(content in prop::collection::vec(any::<u8>(), 0..3000)) {
            let message = seal(&key(1), &place(), &content, &rng());
            let opened = open(&key(1), &place(), &message).expect("opens");
            prop_assert_eq!(opened.as_slice(), content.as_slice());
        }

        #[test]
        fn any_flipped_bit_is_refused(content in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            let mut message = seal(&key(1), &place(), &content, &rng());
            let at = at.index(message.len());
            message[at] ^= 1_u8 << bit;
            prop_assert!(open(&key(1), &place(), &message).is_err());
        }

        #[test]
        fn any_truncation_is_refused(length in 0_usize..160) {
            let message = seal(&key(1), &place(), b"content", &rng());
            let length = length.min(message.len() - 1);
            prop_assert!(open(&key(1), &place(), &message[..length]).is_err());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(open(&key(1), &place(), &bytes).is_err());
        }
    }
}
