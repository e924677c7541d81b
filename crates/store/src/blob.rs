//! Blobs: content that is too large to stand in a row, kept as objects and known to the records store
//! (`docs/formats.md`, section 11).

use std::sync::Arc;

use model::{BlobId, RowKey, TenantId};
use seal::{Key, KeyReference};

/// How much content one object holds.
pub const BLOB_PART_BYTES: u32 = 4 * 1024 * 1024;

/// What a document says of content that is kept as a blob: it hangs on whatever key the document is under.
#[derive(Clone)]
pub struct BlobReference {
    /// Which.
    pub id: BlobId,
    /// The key it is sealed under.
    pub key: Arc<Key>,
    /// How many bytes of content there are.
    pub bytes: u64,
    /// How many bytes of content each object holds.
    pub part_bytes: u32,
}

impl PartialEq for BlobReference {
    /// Ids are random, and each has one content.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.bytes == other.bytes && self.part_bytes == other.part_bytes
    }
}

impl Eq for BlobReference {}

impl std::fmt::Debug for BlobReference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("BlobReference")
            .field("id", &self.id)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

/// What stands with the content of each part, and with nothing else.
pub fn place(tenant: TenantId, blob: BlobId, part: u32) -> Vec<u8> {
    let parts: [&[u8]; 5] = [
        b"ribcage blob 1",
        &tenant.number().to_be_bytes(),
        b"records",
        blob.as_bytes(),
        &u64::from(part).to_be_bytes(),
    ];
    let mut bytes = Vec::with_capacity(128);
    for part in parts {
        bytes.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

/// How far a blob has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobState {
    /// Content is coming in. It goes when nothing has come for a while.
    Pending,
    /// A document has it.
    Attached,
    /// Nobody has it. Its objects are to be removed, and then it is forgotten.
    Going,
}

/// One object of a blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlobPart {
    /// Where it stands, from zero.
    pub number: u32,
    /// Random: of two who write the same part at once, one counts.
    pub object: u64,
    /// How large the object is.
    pub bytes: u64,
}

impl BlobPart {
    /// What its object is called.
    pub fn object_name(&self, tenant: TenantId, blob: BlobId) -> String {
        format!("{}{:06}-{:016x}", objects_start(tenant, blob), self.number, self.object)
    }
}

/// How the names of all objects of a blob begin.
pub fn objects_start(tenant: TenantId, blob: BlobId) -> String {
    let blob = blob.to_string();
    format!("{tenant}/{}/{blob}/", &blob[..2])
}

/// Whose object it is, if it is the name of one.
pub fn owner_of(object: &str) -> Option<(TenantId, BlobId)> {
    let mut parts = object.split('/');
    let (tenant, start, blob) = (parts.next()?, parts.next()?, parts.next()?);
    let is_ours = blob.starts_with(start) && start.len() == 2 && parts.next().is_some();
    is_ours.then_some((tenant.parse().ok()?, blob.parse().ok()?))
}

/// What is to be known to go on with content that comes in several requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobNotes {
    /// The key of its own that they are sealed under.
    pub key: KeyReference,
    /// They, sealed.
    pub message: Vec<u8>,
}

/// A blob, as it stands in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Which.
    pub id: BlobId,
    /// How far it has come.
    pub state: BlobState,
    /// The row of the document that has it, or had it.
    pub row: Option<RowKey>,
    /// What is to be known to go on with it.
    pub notes: Option<BlobNotes>,
    /// Its parts, in their order.
    pub parts: Vec<BlobPart>,
}

/// A pending blob that a write set gives to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attachment {
    /// Which. It must be pending.
    pub blob: BlobId,
    /// The document's row.
    pub row: RowKey,
}

/// How many there are, of all tenants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlobCount {
    /// Whose content is coming in.
    pub pending: u64,
    /// That documents have.
    pub attached: u64,
    /// Whose objects are to be removed.
    pub going: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_says_whose_it_is() {
        let (tenant, blob) = (TenantId::from_number(7), BlobId::from_bytes([0xab; 16]));
        let part = BlobPart { number: 3, object: 9, bytes: 1 };
        let name = part.object_name(tenant, blob);
        assert_eq!(
            name,
            "0000000000000007/ab/abababababababababababababababab/000003-0000000000000009"
        );
        assert_eq!(owner_of(&name), Some((tenant, blob)));
        for foreign in ["place", "a/b/c/d", "0000000000000007/ab/abababababababababababababababab"]
        {
            assert_eq!(owner_of(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn the_place_of_a_part_is_the_one_written_down() {
        let (tenant, blob) = (TenantId::from_number(7), BlobId::from_bytes([0xab; 16]));
        let expected = "0000000e7269626361676520626c6f622031000000080000000000000007000000077265636f726473\
                        00000010abababababababababababababababab000000080000000000000003";
        assert_eq!(hex::encode(place(tenant, blob, 3)), expected);
    }
}
