//! A 256-bit key of the hierarchy: zeroed when dropped, never printed, never copied.

use std::fmt;

use aws_lc_rs::hkdf::{self, HKDF_SHA256};
use model::Rng;
use zeroize::Zeroizing;

/// A key. Which one it is, and what it may open, is said by where it came from.
pub struct Key(Zeroizing<[u8; 32]>);

/// The bytes are not as long as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key has 32 bytes")]
pub struct KeyLengthError;

impl Key {
    /// Draws a new key.
    pub fn random(rng: &dyn Rng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill(bytes.as_mut());
        Self(bytes)
    }

    /// Takes the 32 bytes of a key that was unwrapped or read from its file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyLengthError> {
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            return Err(KeyLengthError);
        }
        key.copy_from_slice(bytes);
        Ok(Self(key))
    }

    /// The 32 bytes, for whoever must write or use them: a key file, a signature.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Another key that follows from this one for the named purpose.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        expand(self.expose(), &[], purpose.as_bytes(), bytes.as_mut());
        Self(bytes)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// HKDF-SHA-256 (RFC 5869) of at most 255 × 32 bytes.
pub(crate) fn expand(key: &[u8], salt: &[u8], info: &[u8], output: &mut [u8]) {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let length = Length(output.len());
    hkdf::Salt::new(HKDF_SHA256, salt)
        .extract(key)
        .expand(&[info], length)
        .and_then(|material| material.fill(output))
        .expect("the output is shorter than HKDF's limit");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5869, appendix A.1 and A.3.
    #[test]
    fn hkdf_gives_the_vectors_of_the_rfc() {
        let key = [0x0b; 22];
        let salt = hex::decode("000102030405060708090a0b0c").expect("hex");
        let info = hex::decode("f0f1f2f3f4f5f6f7f8f9").expect("hex");
        let mut output = [0; 42];
        expand(&key, &salt, &info, &mut output);
        assert_eq!(
            hex::encode(output),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        );
        expand(&key, &[], &[], &mut output);
        assert_eq!(
            hex::encode(output),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        );
    }

    #[test]
    fn a_key_never_prints_itself() {
        let key = Key::from_bytes(&[7; 32]).expect("32 bytes");
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_eq!(Key::from_bytes(&[7; 31]).err(), Some(KeyLengthError));
    }

    #[test]
    fn keys_for_different_purposes_differ() {
        let key = Key::from_bytes(&[7; 32]).expect("32 bytes");
        assert_ne!(key.derive("a").expose(), key.derive("b").expose());
        assert_eq!(key.derive("a").expose(), key.derive("a").expose());
    }
}
