//! Uploads: content that comes in by several requests, each of which may be cut off and gone on with.
//!
//! An upload is a blob that is pending. Its key, and what is to become of it, are kept under a key of their own that
//! is destroyed when a document has the content.

mod append_upload;
mod complete_upload;
mod create_upload;
mod delete_upload;
mod find_upload;
mod remove_uploads;

use std::sync::Arc;
use std::time::Duration;

use model::{BlobId, Json, Pseudonym, ResourceType, RowKey, StoreName, TenantId};
use policy::Permit;
use seal::{Key, KeyReference, Place};
use serde::{Deserialize, Serialize};
use store::blob::BLOB_PART_BYTES;
use store::{Blob, BlobReference, BlobState, SubjectName, SubjectState};
use zeroize::Zeroizing;

use crate::Service;
use crate::ctx::Ctx;
use crate::error::ServiceError;
use crate::keys::KeyError;
use crate::records::Incoming;

pub use create_upload::NewUpload;

/// For how long an upload is kept to which nothing was added.
const UPLOAD_TIME: Duration = Duration::from_hours(24);

/// How far an upload is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: BlobId,
    /// What is sent.
    pub content_type: String,
    /// How long the content is going to be.
    pub bytes: u64,
    /// From which byte on it goes on.
    pub offset: u64,
}

/// What is to be known to go on with an upload.
#[derive(Serialize, Deserialize)]
struct Notes {
    key: Zeroizing<String>,
    content_type: String,
    bytes: u64,
    context: Option<String>,
    /// Whom it was about when it was begun, if that was several people: under which names the records store has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    about: Vec<String>,
    /// Who has begun it, by their id in the log.
    client: String,
}

impl Notes {
    fn people(&self) -> Result<Vec<Pseudonym>, ServiceError> {
        let people = self.about.iter().map(|person| person.parse());
        people.collect::<Result<_, _>>().map_err(|_| ServiceError::Integrity)
    }
}

/// An upload that is open, and what is known of it.
struct Open {
    blob: Blob,
    notes: Notes,
    key: Arc<Key>,
}

impl Open {
    /// How much of it is kept: what counts is whole parts.
    fn kept(&self) -> u64 {
        (self.blob.parts.len() as u64 * u64::from(BLOB_PART_BYTES)).min(self.notes.bytes)
    }

    /// How many parts there are going to be.
    fn parts(&self) -> u64 {
        seal::padded_length(self.notes.bytes).div_ceil(u64::from(BLOB_PART_BYTES)).max(1)
    }

    fn is_whole(&self) -> bool {
        self.blob.parts.len() as u64 == self.parts()
    }

    /// Whom it was about when it was begun, if that was several people.
    fn people(&self) -> Result<Vec<Pseudonym>, ServiceError> {
        self.notes.people()
    }

    fn view(&self) -> Upload {
        let Notes { content_type, bytes, .. } = &self.notes;
        let (id, offset) = (self.blob.id, self.kept());
        Upload { id, content_type: content_type.clone(), bytes: *bytes, offset }
    }

    fn reference(&self) -> BlobReference {
        BlobReference {
            id: self.blob.id,
            key: Arc::clone(&self.key),
            bytes: self.notes.bytes,
            part_bytes: BLOB_PART_BYTES,
        }
    }
}

impl Service {
    /// An upload of the caller's own that is not complete.
    async fn open_upload(
        &self,
        ctx: &Ctx,
        permit: &Permit,
        id: BlobId,
    ) -> Result<Open, ServiceError> {
        let found = self.records.find_blob(permit, id).await?;
        let found = found.filter(|blob| blob.state == BlobState::Pending);
        let Some((blob, sealed)) = found.and_then(|mut blob| {
            let notes = blob.notes.take()?;
            Some((blob, notes))
        }) else {
            return Err(ServiceError::NotFound);
        };
        let place = place(permit.tenant(), id, sealed.key);
        let open = |key: &Key| seal::open(key, &place, &sealed.message).map_err(KeyError::from);
        let content = match sealed.key {
            KeyReference::Subject(person) => {
                let name = SubjectName::Records(person);
                let subject = self.keys.find_subject(permit, name).await?;
                // They were erased, and it went with them.
                open(subject.ok_or(ServiceError::NotFound)?.key())?
            }
            KeyReference::Document(key) => {
                let key = self.keys.document_key(permit, key).await?;
                // It is just becoming a document, or going.
                open(key.ok_or(ServiceError::NotFound)?.as_ref())?
            }
            _ => return Err(ServiceError::Integrity),
        };
        let notes: Notes = serde_json::from_slice(&content).map_err(|_| ServiceError::Integrity)?;
        if notes.client != ctx.caller.log_subject.to_string() {
            return Err(ServiceError::NotFound);
        }
        for person in notes.people()? {
            // What came in of one of several people ends with them, as that of one does.
            if self.records.find_subject_state(permit, person).await? == Some(SubjectState::Erased)
            {
                return Err(ServiceError::NotFound);
            }
        }
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(notes.key.as_bytes(), &mut *bytes)
            .map_err(|_| ServiceError::Integrity)?;
        let key = Key::from_bytes(&*bytes).map_err(|_| ServiceError::Integrity)?;
        Ok(Open { blob, notes, key: Arc::new(key) })
    }
}

/// Where the notes of a blob are.
fn place(tenant: TenantId, blob: BlobId, key: KeyReference) -> Place<'static> {
    let row = RowKey::from_bytes(*blob.as_bytes());
    Place { tenant, store: StoreName::Records, kind: "blob", row, version: 1, key }
}

/// What uploads become.
fn binary() -> ResourceType {
    fhir::types::resource_type("Binary").expect("a type of R4")
}

/// The same, without its content.
fn incoming(content_type: &str, context: Option<&str>) -> Result<Incoming, ServiceError> {
    let mut members = vec![
        ("resourceType".into(), Json::string("Binary")),
        ("contentType".into(), Json::string(content_type)),
    ];
    if let Some(context) = context {
        let reference = Json::object([("reference", Json::string(context))]);
        members.push(("securityContext".into(), reference));
    }
    Incoming::check(binary(), Json::Object(members))
}
