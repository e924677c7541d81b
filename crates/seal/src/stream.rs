//! The stream: content of any length, sealed in chunks that open one by one.
//!
//! As in STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), the nonce of a chunk is its number and
//! whether it is the last, so chunks that are cut off, reordered or of another stream do not open.

use std::ops::Range;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use model::Rng;
use zeroize::Zeroizing;

use crate::equal_in_constant_time;
use crate::key::{Key, expand};
use crate::message::{OpenError, Plaintext};

/// How many bytes of content a chunk holds; the last one may hold fewer.
pub const STREAM_CHUNK_BYTES: usize = 64 * 1024;
/// How many bytes stand before the first chunk.
pub const STREAM_HEAD_BYTES: usize = 65;
const FORMAT: u8 = 1;
const SALT: Range<usize> = 1..33;
const COMMITMENT: Range<usize> = 33..65;
const TAG_BYTES: usize = 16;
const SEALED_CHUNK_BYTES: usize = STREAM_CHUNK_BYTES + TAG_BYTES;
const INFO: &[u8] = b"ribcage stream 1";

/// Seals content chunk by chunk.
pub struct StreamSealer {
    cipher: LessSafeKey,
    place: Box<[u8]>,
    waiting: Zeroizing<Vec<u8>>,
    chunks: u64,
}

/// Opens chunks of a stream of known length, in any order.
pub struct StreamOpener {
    cipher: LessSafeKey,
    place: Box<[u8]>,
    sealed_bytes: u64,
    chunks: u64,
}

impl StreamSealer {
    /// Begins a stream that belongs to a place, and writes its head. The place may be any bytes that
    /// no other stream under this key has.
    pub fn new(key: &Key, place: &[u8], rng: &dyn Rng, output: &mut Vec<u8>) -> Self {
        let mut salt = [0; 32];
        rng.fill(&mut salt);
        let (cipher, commitment) = material(key, &salt);
        output.push(FORMAT);
        output.extend_from_slice(&salt);
        output.extend_from_slice(&*commitment);
        let waiting = Zeroizing::new(Vec::with_capacity(STREAM_CHUNK_BYTES));
        Self { cipher, place: place.into(), waiting, chunks: 0 }
    }

    /// Takes content, and writes the chunks that are full and not the last.
    pub fn push(&mut self, mut content: &[u8], output: &mut Vec<u8>) {
        while !content.is_empty() {
            // Whether a full chunk is the last one shows only when there is more.
            if self.waiting.len() == STREAM_CHUNK_BYTES {
                self.seal(false, output);
            }
            let room = (STREAM_CHUNK_BYTES - self.waiting.len()).min(content.len());
            let (fits, rest) = content.split_at(room);
            self.waiting.extend_from_slice(fits);
            content = rest;
        }
    }

    /// Writes the last chunk, which may be empty.
    pub fn finish(mut self, output: &mut Vec<u8>) {
        self.seal(true, output);
    }

    fn seal(&mut self, is_last: bool, output: &mut Vec<u8>) {
        let start = output.len();
        output.extend_from_slice(&self.waiting);
        let tag = self
            .cipher
            .seal_in_place_separate_tag(
                nonce(self.chunks, is_last),
                Aad::from(&self.place),
                &mut output[start..],
            )
            .expect("a chunk is far below the limit of GCM");
        output.extend_from_slice(tag.as_ref());
        self.chunks += 1;
        zeroize::Zeroize::zeroize(&mut *self.waiting);
    }
}

impl StreamOpener {
    /// Reads the head of a stream that belongs to a place and takes `sealed_bytes` in all.
    pub fn new(
        key: &Key,
        place: &[u8],
        head: &[u8; STREAM_HEAD_BYTES],
        sealed_bytes: u64,
    ) -> Result<Self, OpenError> {
        let body = sealed_bytes.checked_sub(STREAM_HEAD_BYTES as u64).ok_or(OpenError::Format)?;
        let chunks = body.div_ceil(SEALED_CHUNK_BYTES as u64);
        let last = body - chunks.saturating_sub(1) * SEALED_CHUNK_BYTES as u64;
        if head[0] != FORMAT || chunks == 0 || last < TAG_BYTES as u64 {
            return Err(OpenError::Format);
        }
        let (cipher, commitment) = material(key, &head[SALT]);
        if !equal_in_constant_time(&*commitment, &head[COMMITMENT]) {
            return Err(OpenError::Key);
        }
        Ok(Self { cipher, place: place.into(), sealed_bytes, chunks })
    }

    /// How many chunks there are.
    pub const fn chunks(&self) -> u64 {
        self.chunks
    }

    /// How many bytes of content there are.
    pub const fn content_bytes(&self) -> u64 {
        self.sealed_bytes - STREAM_HEAD_BYTES as u64 - self.chunks * TAG_BYTES as u64
    }

    /// Where a chunk stands in the stream.
    pub fn place_of(&self, chunk: u64) -> Range<u64> {
        let start = STREAM_HEAD_BYTES as u64 + chunk * SEALED_CHUNK_BYTES as u64;
        start..(start + SEALED_CHUNK_BYTES as u64).min(self.sealed_bytes)
    }

    /// Opens a chunk.
    pub fn open(&self, chunk: u64, sealed: &[u8]) -> Result<Plaintext, OpenError> {
        let mut content = Zeroizing::new(sealed.to_vec());
        let length = self
            .cipher
            .open_in_place(
                nonce(chunk, chunk + 1 == self.chunks),
                Aad::from(&self.place),
                &mut content,
            )
            .map_err(|_| OpenError::Integrity)?
            .len();
        content.truncate(length);
        Ok(content)
    }
}

/// The key of one stream and the commitment to it.
fn material(key: &Key, salt: &[u8]) -> (LessSafeKey, Zeroizing<[u8; 32]>) {
    let mut bytes = Zeroizing::new([0; 64]);
    expand(key.expose(), salt, INFO, bytes.as_mut());
    let cipher = UnboundKey::new(&AES_256_GCM, &bytes[..32]).expect("AES-256 has 32-byte keys");
    let mut commitment = Zeroizing::new([0; 32]);
    commitment.copy_from_slice(&bytes[32..]);
    (LessSafeKey::new(cipher), commitment)
}

/// Four bytes of zero or one, then the number: no two chunks of a stream have the same.
fn nonce(chunk: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; NONCE_LEN];
    bytes[3] = u8::from(is_last);
    bytes[4..].copy_from_slice(&chunk.to_be_bytes());
    Nonce::assume_unique_for_key(bytes)
}

#[cfg(test)]
mod tests {
    use model::Rng;
    use proptest::prelude::*;

    use super::*;

    struct Fixed;

    impl Rng for Fixed {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(7);
        }
    }

    fn key(byte: u8) -> Key {
        Key::from_bytes(&[byte; 32]).expect("32 bytes")
    }

    fn seal(content: &[u8]) -> Vec<u8> {
        let mut output = Vec::new();
        let mut sealer = StreamSealer::new(&key(1), b"here", &Fixed, &mut output);
        for part in content.chunks(10_007) {
            sealer.push(part, &mut output);
        }
        sealer.finish(&mut output);
        output
    }

    fn open(key: &Key, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let head = sealed.first_chunk().ok_or(OpenError::Format)?;
        let opener = StreamOpener::new(key, place, head, sealed.len() as u64)?;
        let mut content = Vec::new();
        for chunk in 0..opener.chunks() {
            let range = opener.place_of(chunk);
            let range = usize::try_from(range.start).expect("small")
                ..usize::try_from(range.end).expect("small");
            content.extend_from_slice(&opener.open(chunk, &sealed[range])?);
        }
        assert_eq!(content.len() as u64, opener.content_bytes());
        Ok(content)
    }

    /// Pins the stored format: what this version writes, every later version must open.
    #[test]
    fn the_stored_format_stays_as_it_is() {
        let sealed = seal(b"a file of an index");
        assert_eq!(hex::encode(crate::sha256(&[&sealed])), VECTOR);
        assert_eq!(open(&key(1), b"here", &sealed), Ok(b"a file of an index".to_vec()));
    }
    const VECTOR: &str = "4d3f7c25c632af38b6a16bbb09e8274ad8fab8f1cc28ee5196cc57a3be3c3495";

    #[test]
    fn it_opens_only_whole_with_its_key_and_in_its_place() {
        let content = vec![5; 2 * STREAM_CHUNK_BYTES + 9];
        let sealed = seal(&content);
        assert_eq!(open(&key(1), b"here", &sealed).as_deref(), Ok(&*content));
        assert_eq!(open(&key(2), b"here", &sealed), Err(OpenError::Key));
        assert_eq!(open(&key(1), b"there", &sealed), Err(OpenError::Integrity));
        let cut = STREAM_HEAD_BYTES + 2 * SEALED_CHUNK_BYTES;
        assert_eq!(open(&key(1), b"here", &sealed[..cut]), Err(OpenError::Integrity));
        let mut swapped = sealed.clone();
        let (first, second) = (STREAM_HEAD_BYTES, STREAM_HEAD_BYTES + SEALED_CHUNK_BYTES);
        swapped[first..second].copy_from_slice(&sealed[second..second + SEALED_CHUNK_BYTES]);
        assert_eq!(open(&key(1), b"here", &swapped), Err(OpenError::Integrity));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_length_opens_as_it_was(length in 0_usize..200_000) {
            let content: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap_or(0)).collect();
            prop_assert_eq!(open(&key(1), b"here", &seal(&content)), Ok(content));
        }

        #[test]
        fn a_changed_byte_is_noticed(length in 0_usize..70_000, at in any::<prop::sample::Index>()) {
            let mut sealed = seal(&vec![3; length]);
            let at = at.index(sealed.len());
            sealed[at] ^= 1;
            prop_assert!(open(&key(1), b"here", &sealed).is_err());
        }
    }
}
