//! Sealing: keys, messages bound to their place, streams of chunks, row keys, padding, and a bounded
//! cache of keys.
//!
//! The formats are written down in `docs/formats.md`. Every primitive comes from `aws-lc-rs`.

pub mod cache;
mod key;
mod message;
mod padding;
mod place;
mod row_key;
mod stream;
#[cfg(test)]
mod wycheproof_tests;

pub use cache::BoundedCache;
pub use key::{Key, KeyLengthError};
pub use message::{MESSAGE_OVERHEAD_BYTES, OpenError, Plaintext, open, seal, unwrap_key, wrap_key};
pub use padding::padded_length;
pub use place::{KeyReference, ParseKeyReferenceError, Place};
pub use row_key::RowKeySecret;
pub use stream::{STREAM_CHUNK_BYTES, STREAM_HEAD_BYTES, StreamOpener, StreamSealer};

/// SHA-256 of the parts, one after the other.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let digest = context.finish();
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// Whether two byte strings are equal, in a time that does not depend on where they differ.
pub fn equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(left, right).is_ok()
}
