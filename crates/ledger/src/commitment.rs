//! What an entry commits to: a header under a nonce, and bodies in slots that can be emptied
//! (`docs/formats.md`, section 5).

use crate::error::{LedgerError, malformed};
use crate::hash::{HASH_BYTES, Hash, Hasher};

/// How many random bytes stand before a header, so that its commitment cannot be guessed.
pub const NONCE_BYTES: usize = 32;
/// How many bytes name the key of a body.
pub const KEY_REFERENCE_BYTES: usize = 17;

const LENGTH_BYTES: usize = 4;
const NO_KEY: [u8; KEY_REFERENCE_BYTES] = [0; KEY_REFERENCE_BYTES];

/// What is stored of a header: the nonce, then the header.
pub fn encode_header(nonce: &[u8; NONCE_BYTES], header: &[u8]) -> Vec<u8> {
    [nonce.as_slice(), header].concat()
}

/// The header in what is stored of it, without its nonce.
pub fn header_of(stored: &[u8]) -> Result<&[u8], LedgerError> {
    let parts = stored.split_at_checked(NONCE_BYTES);
    parts.map(|(_, header)| header).ok_or(malformed("a header", "its nonce has 32 bytes"))
}

/// The commitment to a header, from what is stored of it: `nonce ‖ header`.
pub fn header_commitment(stored: &[u8]) -> Result<Hash, LedgerError> {
    header_of(stored)?;
    Ok(Hash::of(&[b"ribcage header 1", stored]))
}

/// The place of one body: the sealed body itself, or what is left when it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot<'a> {
    /// The body is there.
    Present {
        /// Which key the body is under. Its first byte, the kind of key, is never zero.
        key: [u8; KEY_REFERENCE_BYTES],
        /// The sealed body.
        message: &'a [u8],
    },
    /// The body was erased; the commitment can still be checked.
    Gone {
        /// The hash the slot had.
        hash: Hash,
    },
}

impl Slot<'_> {
    /// The hash that stands for the slot in the bodies commitment.
    pub fn hash(&self) -> Hash {
        match self {
            Self::Present { key, message } => Hash::of(&[b"ribcage body 1", key, message]),
            Self::Gone { hash } => *hash,
        }
    }

    /// What is left of the slot when its body is erased.
    #[must_use]
    pub fn erase(&self) -> Slot<'static> {
        Slot::Gone { hash: self.hash() }
    }

    /// Writes the slot after those before it.
    pub fn encode_into(&self, bytes: &mut Vec<u8>) -> Result<(), LedgerError> {
        let (key, content) = match self {
            Self::Present { key, .. } if key[0] == 0 => {
                return Err(malformed("a slot", "its key has a kind"));
            }
            Self::Present { key, message } => (key, *message),
            Self::Gone { hash } => (&NO_KEY, hash.as_bytes().as_slice()),
        };
        let length = u32::try_from(content.len())
            .map_err(|_| malformed("a slot", "its message is shorter than 4 GiB"))?;
        bytes.extend_from_slice(key);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(content);
        Ok(())
    }
}

/// Looks through encoded slots without copying. After the first refusal it ends.
#[derive(Debug, Clone)]
pub struct Slots<'a> {
    rest: &'a [u8],
}

impl<'a> Slots<'a> {
    /// The slots in these bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn decode_first(&mut self) -> Result<Slot<'a>, LedgerError> {
        let cut = malformed("a slot", "it is cut off");
        let (key, rest) =
            self.rest.split_first_chunk::<KEY_REFERENCE_BYTES>().ok_or(cut.clone())?;
        let (length, rest) = rest.split_first_chunk::<LENGTH_BYTES>().ok_or(cut.clone())?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| cut.clone())?;
        let (content, rest) = rest.split_at_checked(length).ok_or(cut)?;
        self.rest = rest;
        if *key == NO_KEY {
            let hash = content.try_into();
            let hash = hash.map_err(|_| malformed("a slot", "an erased body leaves a hash"))?;
            return Ok(Slot::Gone { hash });
        }
        if key[0] == 0 {
            return Err(malformed("a slot", "its key has a kind"));
        }
        Ok(Slot::Present { key: *key, message: content })
    }
}

impl<'a> Iterator for Slots<'a> {
    type Item = Result<Slot<'a>, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let slot = self.decode_first();
        if slot.is_err() {
            self.rest = &[];
        }
        Some(slot)
    }
}

impl std::iter::FusedIterator for Slots<'_> {}

/// Writes slots one after the other.
pub fn encode_slots(slots: &[Slot<'_>]) -> Result<Vec<u8>, LedgerError> {
    let mut bytes = Vec::new();
    for slot in slots {
        slot.encode_into(&mut bytes)?;
    }
    Ok(bytes)
}

/// The commitment to bodies, from their encoded slots. It is the same whether bodies are still
/// there or gone.
pub fn bodies_commitment(slots: &[u8]) -> Result<Hash, LedgerError> {
    let mut hasher = bodies_hasher();
    for slot in Slots::new(slots) {
        hasher.update(slot?.hash().as_bytes());
    }
    Ok(hasher.finish())
}

/// The hasher of a bodies commitment before its first slot.
pub(crate) fn bodies_hasher() -> Hasher {
    let mut hasher = Hasher::new();
    hasher.update(b"ribcage bodies 1");
    hasher
}

const _: () = assert!(HASH_BYTES == 32, "an erased slot has room for one hash");

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; KEY_REFERENCE_BYTES] = [2; KEY_REFERENCE_BYTES];

    #[test]
    fn slots_read_back_in_order() {
        let gone = Slot::Gone { hash: Hash::from_bytes([7; 32]) };
        let slots = [
            Slot::Present { key: KEY, message: b"one" },
            gone,
            Slot::Present { key: KEY, message: b"" },
        ];
        let bytes = encode_slots(&slots).expect("the slots are well formed");
        let read: Result<Vec<_>, _> = Slots::new(&bytes).collect();
        assert_eq!(read.expect("they were just written"), slots);
    }

    #[test]
    fn erasing_a_body_keeps_the_commitment() {
        let whole = [
            Slot::Present { key: KEY, message: b"one" },
            Slot::Present { key: KEY, message: b"two" },
        ];
        let erased = [whole[0], whole[1].erase()];
        let commit = |slots: &[Slot<'_>]| {
            bodies_commitment(&encode_slots(slots).expect("the slots are well formed"))
        };
        assert_eq!(commit(&whole), commit(&erased));
        assert_ne!(commit(&whole), commit(&whole[..1]));
        assert_ne!(commit(&whole), commit(&[whole[1], whole[0]]));
    }

    #[test]
    fn malformed_slots_are_refused_and_end_the_walk() {
        let good = encode_slots(&[Slot::Present { key: KEY, message: b"one" }]);
        let good = good.expect("the slot is well formed");
        for cut in 1..good.len() {
            assert_eq!(Slots::new(&good[..cut]).filter(Result::is_err).count(), 1, "{cut}");
        }
        let mut no_kind = good.clone();
        no_kind[0] = 0;
        assert!(bodies_commitment(&no_kind).is_err());
        let mut no_kind = vec![0; KEY_REFERENCE_BYTES];
        no_kind[16] = 1;
        no_kind.extend_from_slice(&[0, 0, 0, 32]);
        no_kind.extend_from_slice(&[7; 32]);
        assert!(bodies_commitment(&no_kind).is_err());
        let mut no_hash = vec![0; KEY_REFERENCE_BYTES];
        no_hash.extend_from_slice(&[0, 0, 0, 1, 9]);
        assert!(bodies_commitment(&[no_hash, good].concat()).is_err());
        assert!(encode_slots(&[Slot::Present { key: NO_KEY, message: b"" }]).is_err());
    }

    #[test]
    fn a_header_needs_its_whole_nonce() {
        let stored = encode_header(&[5; NONCE_BYTES], b"{}");
        assert_eq!(header_of(&stored), Ok(b"{}".as_slice()));
        assert!(header_commitment(&stored).is_ok());
        assert!(header_commitment(&stored[..31]).is_err());
        assert_eq!(header_of(&stored[..32]), Ok([].as_slice()));
    }
}
