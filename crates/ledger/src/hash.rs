//! A SHA-256 hash, and how one is computed.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::digest::{Context, SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::{LedgerError, malformed};

/// How many bytes a hash has.
pub const HASH_BYTES: usize = 32;

/// A SHA-256 hash, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; HASH_BYTES]);

impl Hash {
    /// Thirty-two zero bytes: "none" where a format has room for a hash and there is none.
    pub const ZERO: Self = Self([0; HASH_BYTES]);

    /// The hash of these bytes as they are stored.
    pub const fn from_bytes(bytes: [u8; HASH_BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes as they are stored.
    pub const fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }

    /// SHA-256 of the parts, one after the other.
    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Hasher::new();
        for part in parts {
            hasher.update(part);
        }
        hasher.finish()
    }

    /// The spelling that checkpoints use: standard base64 with padding.
    pub(crate) fn to_base64(self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads what [`Hash::to_base64`] writes, and nothing else.
    pub(crate) fn from_base64(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, LedgerError> {
        let error = malformed("a hash", "64 lower-case hexadecimal digits are expected");
        let mut bytes = [0; HASH_BYTES];
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(error);
        }
        hex::decode_to_slice(text, &mut bytes).map_err(|_| error)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = LedgerError;

    fn try_from(bytes: &[u8]) -> Result<Self, LedgerError> {
        bytes.try_into().map(Self).map_err(|_| malformed("a hash", "32 bytes are expected"))
    }
}

/// SHA-256 of bytes that come piece by piece.
pub(crate) struct Hasher(Context);

impl Hasher {
    /// Nothing hashed yet.
    pub(crate) fn new() -> Self {
        Self(Context::new(&SHA256))
    }

    /// Hashes these bytes after those before.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of everything.
    pub(crate) fn finish(self) -> Hash {
        let digest = self.0.finish();
        Hash(digest.as_ref().try_into().expect("a SHA-256 digest has 32 bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_from_both_of_its_spellings() {
        let hash = Hash::of(&[b"a", b"bc"]);
        assert_eq!(
            hash.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "FIPS 180-4, the example of one block",
        );
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(Hash::from_base64(&hash.to_base64()), Some(hash));
    }

    #[test]
    fn a_hash_of_another_length_or_spelling_is_refused() {
        let text = Hash::of(&[]).to_string();
        for wrong in [text.to_uppercase(), text[1..].to_owned(), format!("{text}00"), String::new()]
        {
            assert!(wrong.parse::<Hash>().is_err(), "{wrong}");
        }
        let base64 = Hash::of(&[]).to_base64();
        for wrong in [&base64[..43], &format!("{base64}="), "", "AAAA"] {
            assert_eq!(Hash::from_base64(wrong), None, "{wrong}");
        }
    }
}
