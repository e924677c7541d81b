//! The contract between the operations and the back ends: what is stored, what guards it, and the
//! traits that every engine implements natively.
//!
//! Nothing here opens without a [`policy::Permit`], and a permit carries the tenant. A read gives
//! [`Sealed`] rows; a write is a [`WriteSet`], committed whole or not at all.

pub mod blob;
pub mod contract;
mod definition;
mod document;
mod error;
mod event;
mod index;
pub mod job;
mod keys;
mod lease;
mod log;
pub mod mail;
mod sealed;
pub mod session;
mod write_set;

pub use blob::{Attachment, Blob, BlobCount, BlobNotes, BlobPart, BlobReference, BlobState};
pub use contract::{
    Answer, BackupTargets, Blobs, Changes, CheckpointArchive, Clearing, Documents, Dumps,
    ExportFile, ExportFiles, Identity, Jobs, KeyService, KeyStore, Leases, Log, Mailer,
    NotedFences, ObjectPlace, ObjectWriter, Records, SessionStore, StoreDump, TargetName,
};
pub use definition::{DOCUMENT_MEMBER, Definition};
pub use document::{Document, DocumentError, DocumentState};
pub use error::{
    CommitError, GuardFailure, KeyServiceError, MailError, MailReply, PlaceError, StoreError,
};
pub use event::{ChainSegment, Committed, EventDraft, EventRecord, writer_in};
pub use index::{
    Followed, FollowedStores, IndexChange, IndexContent, IndexError, IndexName, IndexQuery,
    IndexSize, IndexSnapshot, IndexStep, Indexes,
};
pub use job::{Job, JobCount, JobKind, NewJob, TakenJob};
pub use keys::{
    DocumentKeyRecord, EpochProgress, RootEpoch, SecretKind, SubjectName, SubjectRecord,
    TenantKeyName, TenantKeyRecord, TenantKeyVersion, TenantSecret, WrappedKey, WrappedName,
    WrappedPage, WrappedPlace,
};
pub use lease::{Fence, LeaseName};
pub use log::{DeploymentAppend, LogAppend, LogState, Span, TileBytes, TreeName};
pub use mail::{Mail, UnfitMail};
pub use sealed::{Head, Sealed, Sequence};
pub use session::{SessionChange, Sessions, StoredSession};
pub use write_set::{
    Changed, ClaimChange, Guard, Outcome, Pending, PreparedGuard, PreparedSet, Put, Selection,
    SubjectChange, SubjectState, TenantChange, TenantState, TransactionId, Versions, WriteSet,
};

/// The type of a stored code: of FHIR, of the platform, or of a tenant's own.
pub fn resource_type_of_code(code: u16) -> Option<model::ResourceType> {
    let fhir =
        usize::from(code).checked_sub(1).and_then(|index| fhir::types::RESOURCE_TYPES.get(index));
    fhir.copied().filter(|kind| kind.code() == code).or_else(|| {
        let other = model::ResourceType::PLATFORM.into_iter();
        other.chain(model::ResourceType::OF_TENANT).find(|kind| kind.code() == code)
    })
}
