//! A row as a store gives it: closed, and bound to the place it was found in.

use model::{ErasureId, ResourceType, RowKey, StoreName, TenantId, Version};
use policy::Concealed;
use seal::{Key, KeyReference, OpenError, Place};

use crate::document::Document;
use crate::write_set::TransactionId;

/// A position in a store's stream of changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(pub u64);

/// One version of a document, sealed. Only [`Sealed::open`] reads it, and what that gives is still
/// concealed until the rules release it.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Whose it is.
    pub tenant: TenantId,
    /// The store it was found in.
    pub store: StoreName,
    /// Its type.
    pub kind: ResourceType,
    /// Its row.
    pub row: RowKey,
    /// Its version.
    pub version: Version,
    /// The key it is under.
    pub key: KeyReference,
    /// Where in the stream of changes this version stands.
    pub sequence: Sequence,
    /// Where in the stream of changes the first version stands. It orders lists and never changes.
    pub born: Sequence,
    /// The transaction it waits for, if it is not decided yet.
    pub pending: Option<TransactionId>,
    message: Vec<u8>,
}

/// What is known of a version without what is sealed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The store it was found in.
    pub store: StoreName,
    /// Its type.
    pub kind: ResourceType,
    /// Its row.
    pub row: RowKey,
    /// Its version.
    pub version: Version,
    /// The key it is under.
    pub key: KeyReference,
    /// Where in the stream of changes the first version stands.
    pub born: Sequence,
}

impl Sealed {
    /// How large what is sealed is, in bytes.
    pub const fn size(&self) -> usize {
        self.message.len()
    }

    /// Puts a message into the place it was found in. Only back ends call this.
    #[expect(clippy::too_many_arguments, reason = "a row has as many columns")]
    pub const fn from_row(
        tenant: TenantId,
        store: StoreName,
        kind: ResourceType,
        row: RowKey,
        version: Version,
        key: KeyReference,
        (sequence, born): (Sequence, Sequence),
        pending: Option<TransactionId>,
        message: Vec<u8>,
    ) -> Self {
        Self { tenant, store, kind, row, version, key, sequence, born, pending, message }
    }

    /// Opens it with its key. Fails if it was changed, or found where it does not belong.
    pub fn open(&self, key: &Key) -> Result<Concealed<Document>, OpenError> {
        let content = seal::open(key, &self.place(), &self.message)?;
        Document::decode(self.kind, self.version, &content)
            .map(Concealed::new)
            .map_err(|_| OpenError::Format)
    }

    /// The erasure that its content went with, if it did.
    pub const fn erased_by(&self) -> Option<ErasureId> {
        match self.key {
            KeyReference::Erased(erasure) => Some(erasure),
            _ => None,
        }
    }

    /// SHA-256 of what is stored, which the log has recorded.
    pub fn sha256(&self) -> [u8; 32] {
        seal::sha256(&[&self.message])
    }

    fn place(&self) -> Place<'static> {
        Place {
            tenant: self.tenant,
            store: self.store,
            kind: self.kind.name(),
            row: self.row,
            version: self.version.0,
            key: self.key,
        }
    }
}
