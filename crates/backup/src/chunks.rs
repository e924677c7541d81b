//! Bytes in chunks whose borders follow from what is in them, so that what has not changed is the same chunks
//! again.

use std::fmt;

use fastcdc::v2020::FastCDC;
use zeroize::ZeroizeOnDrop;

/// How large a chunk is at least, as a rule, and at most.
const MIN_BYTES: usize = 256 * 1024;
const AVERAGE_BYTES: usize = 1024 * 1024;
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// How much of what was cut may stay, so that what waits is not moved for every chunk.
const CUT_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Cuts a stream of bytes into chunks.
#[derive(Default)]
pub struct Chunker {
    bytes: Vec<u8>,
    /// How much of them was cut.
    cut: usize,
}

impl Chunker {
    /// Takes more of the stream.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.cut > CUT_BYTES_MAX {
            self.bytes.drain(..self.cut);
            self.cut = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// The next chunk, if its border is known by now.
    pub fn next_chunk(&mut self) -> Option<&[u8]> {
        // A border is the same wherever it was looked for only with as much before it as it may need.
        if self.bytes.len() - self.cut < MAX_BYTES { None } else { self.last_chunk() }
    }

    /// The next chunk of what is left, at the end of the stream.
    pub fn last_chunk(&mut self) -> Option<&[u8]> {
        let waiting = &self.bytes[self.cut..];
        let window = &waiting[..waiting.len().min(MAX_BYTES)];
        let length = FastCDC::new(window, MIN_BYTES, AVERAGE_BYTES, MAX_BYTES).next()?.length;
        self.cut += length;
        Some(&waiting[..length])
    }
}

/// What names of chunks are made with. Without it nobody learns from a name what a chunk holds.
#[derive(Clone, ZeroizeOnDrop)]
pub struct ChunkKey([u8; 32]);

impl ChunkKey {
    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The name of a chunk with this content.
    pub fn name(&self, content: &[u8]) -> String {
        hex::encode(blake3::keyed_hash(&self.0, content).as_bytes())
    }
}

impl fmt::Debug for ChunkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChunkKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that do not repeat.
    fn noise(length: usize, mut seed: u64) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length + 8);
        while bytes.len() < length {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            bytes.extend_from_slice(&(seed >> 16).to_be_bytes()[2..]);
        }
        bytes.truncate(length);
        bytes
    }

    fn chunks(bytes: &[u8], step: usize) -> Vec<Vec<u8>> {
        let mut chunker = Chunker::default();
        let mut all = Vec::new();
        for part in bytes.chunks(step) {
            chunker.push(part);
            while let Some(chunk) = chunker.next_chunk() {
                all.push(chunk.to_vec());
            }
        }
        while let Some(chunk) = chunker.last_chunk() {
            all.push(chunk.to_vec());
        }
        all
    }

    #[test]
    fn chunks_make_the_whole_however_it_comes() {
        let bytes = noise(30_000_000, 1);
        let at_once = chunks(&bytes, bytes.len());
        assert_eq!(at_once.concat(), bytes);
        assert!(at_once.len() > 3 && at_once.iter().all(|chunk| chunk.len() <= MAX_BYTES));
        assert_eq!(chunks(&bytes, 70_001), at_once);
        assert!(chunks(&[], 1).is_empty());
    }

    #[test]
    fn what_has_not_changed_is_the_same_chunks() {
        let before = noise(12_000_000, 2);
        let mut after = before.clone();
        after.splice(5_000_000..5_000_000, *b"something new");
        let (before, after) = (chunks(&before, 1 << 20), chunks(&after, 1 << 20));
        let known = after.iter().filter(|chunk| before.contains(chunk)).count();
        assert!(known + 3 >= after.len(), "{known} of {}", after.len());
    }

    #[test]
    fn a_name_depends_on_the_key() {
        let [one, other] = [1, 2].map(|byte| ChunkKey::from_bytes([byte; 32]));
        assert_ne!(one.name(b"content"), other.name(b"content"));
        assert_eq!(one.name(b"content"), one.clone().name(b"content"));
        assert_eq!(one.name(b"").len(), 64);
    }
}
