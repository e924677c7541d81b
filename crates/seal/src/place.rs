//! The place a ciphertext belongs to, which is authenticated with it.

use model::{DocumentKeyId, ErasureId, Pseudonym, RowKey, StoreName, TenantId};

/// Which key a message is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyReference {
    /// A version of the tenant's data key: the document is about nobody.
    TenantData(u64),
    /// The key of one person, named by their pseudonym in the store.
    Subject(Pseudonym),
    /// A key of the document's own: it is about several people.
    Document(DocumentKeyId),
    /// A version of the tenant key itself, which wraps other keys.
    TenantKey(u64),
    /// An epoch of the root key, which wraps tenant keys.
    RootKey(u64),
    /// What Argon2id makes of the operator's passphrase, which seals a root key file.
    Passphrase,
    /// None: what stood there went with this erasure, and its key with it.
    Erased(ErasureId),
}

/// The bytes are no key reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a key reference")]
pub struct ParseKeyReferenceError;

impl KeyReference {
    /// How many bytes a reference takes.
    pub const BYTES: usize = 17;

    /// Kind and value, as stored.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let number = |version: u64| u128::from(version).to_be_bytes();
        let (kind, value) = match self {
            Self::TenantData(version) => (1, number(version)),
            Self::Subject(pseudonym) => (2, *pseudonym.as_bytes()),
            Self::Document(id) => (3, *id.as_bytes()),
            Self::TenantKey(version) => (4, number(version)),
            Self::RootKey(epoch) => (5, number(epoch)),
            Self::Passphrase => (6, number(0)),
            Self::Erased(erasure) => (7, *erasure.as_bytes()),
        };
        let mut bytes = [0; Self::BYTES];
        bytes[0] = kind;
        bytes[1..].copy_from_slice(&value);
        bytes
    }

    /// Reads a stored reference.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseKeyReferenceError> {
        let bytes: &[u8; Self::BYTES] = bytes.try_into().map_err(|_| ParseKeyReferenceError)?;
        let mut value = [0; 16];
        value.copy_from_slice(&bytes[1..]);
        let version = || {
            let number = u128::from_be_bytes(value);
            u64::try_from(number).map_err(|_| ParseKeyReferenceError)
        };
        match bytes[0] {
            1 => Ok(Self::TenantData(version()?)),
            2 => Ok(Self::Subject(Pseudonym::from_bytes(value))),
            3 => Ok(Self::Document(DocumentKeyId::from_bytes(value))),
            4 => Ok(Self::TenantKey(version()?)),
            5 => Ok(Self::RootKey(version()?)),
            6 if value == [0; 16] => Ok(Self::Passphrase),
            7 => Ok(Self::Erased(ErasureId::from_bytes(value))),
            _ => Err(ParseKeyReferenceError),
        }
    }
}

/// Where a message stands. Opening it for any other place fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Whose data it is.
    pub tenant: TenantId,
    /// Which store it is in.
    pub store: StoreName,
    /// The type of the document, or of the key or event part.
    pub kind: &'a str,
    /// The row it stands in.
    pub row: RowKey,
    /// The version of the row.
    pub version: u64,
    /// The key it is under.
    pub key: KeyReference,
}

impl Place<'_> {
    /// The associated data that stands for this place in a message of the given format.
    pub(crate) fn associated_data(&self, format: u8) -> Vec<u8> {
        let mut data = Vec::with_capacity(160);
        put(&mut data, b"ribcage place 1");
        put(&mut data, &self.tenant.number().to_be_bytes());
        put(&mut data, self.store.name().as_bytes());
        put(&mut data, self.kind.as_bytes());
        put(&mut data, self.row.as_bytes());
        put(&mut data, &self.version.to_be_bytes());
        put(&mut data, &self.key.to_bytes());
        put(&mut data, &[format]);
        data
    }
}

/// Appends a part with its length before it, so that no two lists of parts give the same bytes.
pub(crate) fn put(data: &mut Vec<u8>, part: &[u8]) {
    let length = u32::try_from(part.len()).expect("names and ids are short");
    data.extend_from_slice(&length.to_be_bytes());
    data.extend_from_slice(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reference_reads_back() {
        for reference in [
            KeyReference::TenantData(3),
            KeyReference::Subject(Pseudonym::from_bytes([9; 16])),
            KeyReference::Document(DocumentKeyId::from_bytes([8; 16])),
            KeyReference::TenantKey(u64::MAX),
            KeyReference::RootKey(1),
            KeyReference::Passphrase,
            KeyReference::Erased(ErasureId::from_bytes([7; 16])),
        ] {
            assert_eq!(KeyReference::from_bytes(&reference.to_bytes()), Ok(reference));
        }
    }

    #[test]
    fn an_unknown_kind_or_length_of_reference_is_refused() {
        assert!(KeyReference::from_bytes(&[8; 17]).is_err());
        assert!(KeyReference::from_bytes(&[1; 17]).is_err(), "a version has eight bytes");
        assert!(KeyReference::from_bytes(&[2; 16]).is_err());
    }
}
