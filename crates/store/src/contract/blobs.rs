//! The trait of what is known of blobs.

use std::time::Duration;

use model::{BlobId, RowKey, TenantId};
use policy::Permit;

use super::Answer;
use crate::blob::{Blob, BlobCount, BlobNotes, BlobPart};

/// Which blobs there are. It stands in the records store, so that a document and its content are there together or
/// not at all: a write set gives a pending blob to the document that it puts.
///
/// A blob is known here before there is any object of it, and is forgotten after the last is gone. So an object whose
/// blob is not known, looked up after the object was seen, is nobody's.
pub trait Blobs: Send + Sync {
    /// Makes a blob known, which is pending for this long.
    fn begin_blob<'a>(
        &'a self,
        permit: &'a Permit,
        blob: BlobId,
        notes: Option<BlobNotes>,
        time: Duration,
    ) -> Answer<'a, ()>;

    /// Adds the next part of a pending blob, which is pending for this long from now. Says whether it did: not if
    /// the blob is not pending any more, or there is such a part.
    fn add_blob_part<'a>(
        &'a self,
        permit: &'a Permit,
        blob: BlobId,
        part: BlobPart,
        time: Duration,
    ) -> Answer<'a, bool>;

    /// A blob with its parts.
    fn find_blob<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, Option<Blob>>;

    /// The blobs that a row has or had, without their parts.
    fn list_blobs_of_row<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Vec<Blob>>;

    /// Those of these blobs of any tenant that are known.
    fn list_known_blobs<'a>(
        &'a self,
        permit: &'a Permit,
        blobs: Vec<(TenantId, BlobId)>,
    ) -> Answer<'a, Vec<(TenantId, BlobId)>>;

    /// Lets a blob go if it is pending, and says whether it was: not one that a document has come to have.
    fn let_pending_blob_go<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, bool>;

    /// Lets blobs go, pending or attached.
    fn let_blobs_go<'a>(&'a self, permit: &'a Permit, blobs: Vec<BlobId>) -> Answer<'a, ()>;

    /// Lets those of all tenants go that have been pending for too long, and says how many they were.
    fn let_overdue_blobs_go<'a>(&'a self, permit: &'a Permit) -> Answer<'a, u64>;

    /// Blobs of any tenant that are going, without their parts.
    fn list_going_blobs<'a>(
        &'a self,
        permit: &'a Permit,
        limit: usize,
    ) -> Answer<'a, Vec<(TenantId, Blob)>>;

    /// The pending blobs of a tenant, by id, behind this one, without their parts.
    fn list_pending_blobs<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<BlobId>,
        limit: usize,
    ) -> Answer<'a, Vec<Blob>>;

    /// Forgets a blob that is going.
    fn forget_blob<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, ()>;

    /// Blobs of any tenant that are attached and still have notes.
    fn list_noted_blobs<'a>(
        &'a self,
        permit: &'a Permit,
        limit: usize,
    ) -> Answer<'a, Vec<(TenantId, Blob)>>;

    /// Forgets the notes of a blob.
    fn forget_blob_notes<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, ()>;

    /// The parts of the attached blobs of a tenant, by blob and number, behind this one.
    fn list_blob_parts<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<(BlobId, u32)>,
        limit: usize,
    ) -> Answer<'a, Vec<(BlobId, BlobPart)>>;

    /// How many there are, of all tenants.
    fn count_blobs<'a>(&'a self, permit: &'a Permit) -> Answer<'a, BlobCount>;
}
