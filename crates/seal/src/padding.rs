//! Compression and padding, so that a stored size tells little of what is inside.

use std::borrow::Cow;
use std::cell::RefCell;

use zeroize::Zeroizing;

/// Bytes before the content: compression, length.
const HEADER_BYTES: usize = 5;
/// The shortest padded plaintext.
const PADDED_BYTES_MIN: usize = 64;
/// Shorter content is not worth compressing: building the tables takes longer than all the rest of
/// sealing it, to save a hundred bytes or two.
const COMPRESS_BYTES_MIN: usize = 512;
/// The most that content may grow to when it is decompressed.
pub(crate) const CONTENT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// zstd's quickest ordinary level: documents are small and written often.
const COMPRESSION_LEVEL: i32 = 1;

const NOT_COMPRESSED: u8 = 0;
const ZSTD: u8 = 1;

thread_local! {
    // A compression context costs more to make than a document costs to compress.
    static CONTEXTS: RefCell<Contexts> = RefCell::new(Contexts::new());
}

struct Contexts {
    compressor: zstd::bulk::Compressor<'static>,
    decompressor: zstd::bulk::Decompressor<'static>,
}

impl Contexts {
    fn new() -> Self {
        Self {
            compressor: zstd::bulk::Compressor::new(COMPRESSION_LEVEL)
                .expect("zstd has this level"),
            decompressor: zstd::bulk::Decompressor::new().expect("no dictionary can be wrong"),
        }
    }
}

/// The padded length of Padmé for a length: the last bits are rounded up, at most 12 % are added.
pub(crate) fn padme(length: usize) -> usize {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let last_bits = exponent - (exponent.ilog2() + 1).min(exponent);
    let mask = (1_usize << last_bits) - 1;
    (length + mask) & !mask
}

/// The padded length of content of a length, where it is not compressed and has nothing before it.
pub fn padded_length(length: u64) -> u64 {
    usize::try_from(length).map_or(length, |length| padme(length) as u64)
}

/// Content, compressed if that helps, with its length before and zeros after; room is left for
/// `reserve` bytes before and as many after, which the caller fills.
pub(crate) fn pad(content: &[u8], before: usize, after: usize) -> Vec<u8> {
    let (compression, content) = compress(content);
    let padded = padme(HEADER_BYTES + content.len()).max(PADDED_BYTES_MIN);
    let length = u32::try_from(content.len()).expect("content is bounded far below 4 GiB");
    let mut out = Vec::with_capacity(before + padded + after);
    out.resize(before, 0);
    out.push(compression);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&content);
    out.resize(before + padded, 0);
    out
}

/// The content of a padded plaintext; nothing if it is not one.
pub(crate) fn unpad(padded: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (&compression, rest) = padded.split_first()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (content, padding) = rest.split_at_checked(length)?;
    if padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    match compression {
        NOT_COMPRESSED => Some(Zeroizing::new(content.to_vec())),
        ZSTD => decompress(content).map(Zeroizing::new),
        _ => None,
    }
}

fn compress(content: &[u8]) -> (u8, Cow<'_, [u8]>) {
    if content.len() < COMPRESS_BYTES_MIN {
        return (NOT_COMPRESSED, Cow::Borrowed(content));
    }
    let compressed = CONTEXTS.with_borrow_mut(|contexts| contexts.compressor.compress(content));
    match compressed {
        Ok(compressed) if compressed.len() < content.len() => (ZSTD, Cow::Owned(compressed)),
        _ => (NOT_COMPRESSED, Cow::Borrowed(content)),
    }
}

fn decompress(frame: &[u8]) -> Option<Vec<u8>> {
    let length = zstd::zstd_safe::get_frame_content_size(frame).ok()??;
    let length = usize::try_from(length).ok().filter(|length| *length <= CONTENT_BYTES_MAX)?;
    CONTEXTS.with_borrow_mut(|contexts| contexts.decompressor.decompress(frame, length)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values worked out by hand from the definition in the PURBs paper.
    #[test]
    fn padme_rounds_up_as_the_paper_says() {
        for (length, padded) in
            [(0, 0), (1, 1), (8, 8), (9, 10), (100, 104), (1000, 1024), (1025, 1088)]
        {
            assert_eq!(padme(length), padded, "{length}");
        }
    }

    #[test]
    fn content_that_is_too_long_decompressed_is_refused() {
        let bomb = zstd::bulk::compress(&vec![0; CONTENT_BYTES_MAX + 1], 1).expect("compresses");
        assert_eq!(decompress(&bomb), None);
    }

    #[test]
    fn bytes_after_the_content_are_refused() {
        let mut padded = pad(b"content", 0, 0);
        *padded.last_mut().expect("not empty") = 1;
        assert!(unpad(&padded).is_none());
    }

    proptest! {
        #[test]
        fn padding_adds_at_most_an_eighth(length in 64_usize..10_000_000) {
            prop_assert!(padme(length) >= length);
            prop_assert!(padme(length) <= length + length / 8 + 1);
            prop_assert_eq!(padme(padme(length)), padme(length));
        }

        #[test]
        fn any_content_comes_back(content in prop::collection::vec(any::<u8>(), 0..2000), run in 0_usize..4000) {
            let content = [content, vec![b'a'; run]].concat();
            let padded = pad(&content, 0, 0);
            let unpadded = unpad(&padded).expect("was padded");
            prop_assert_eq!(&*unpadded, &content);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(unpad(&bytes));
        }
    }
}
