//! Row keys: how a row is found without its type and id being readable.

use aws_lc_rs::hmac;
use model::RowKey;

use crate::key::Key;
use crate::place::put;

/// The secret of one tenant in one store from which its row keys follow.
pub struct RowKeySecret(hmac::Key);

impl RowKeySecret {
    /// From the tenant secret of the store.
    pub fn new(key: &Key) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key.expose()))
    }

    /// The row key of an id of a type.
    pub fn row_key(&self, kind: &str, id: &str) -> RowKey {
        let mut input = Vec::with_capacity(8 + kind.len() + id.len());
        put(&mut input, kind.as_bytes());
        put(&mut input, id.as_bytes());
        let tag = hmac::sign(&self.0, &input);
        RowKey::try_from(&tag.as_ref()[..16]).expect("16 bytes were taken")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(byte: u8) -> RowKeySecret {
        RowKeySecret::new(&Key::from_bytes(&[byte; 32]).expect("32 bytes"))
    }

    /// Computed with an independent implementation: Python's `hmac`.
    #[test]
    fn the_format_is_the_one_written_down() {
        assert_eq!(
            secret(1).row_key("Patient", "example").to_string(),
            include_str!("../vectors/row-key-1.hex").trim()
        );
    }

    #[test]
    fn the_same_id_looks_different_elsewhere() {
        let row = secret(1).row_key("Patient", "1");
        assert_ne!(row, secret(2).row_key("Patient", "1"));
        assert_ne!(row, secret(1).row_key("Person", "1"));
        assert_ne!(secret(1).row_key("ab", "c"), secret(1).row_key("a", "bc"));
    }
}
