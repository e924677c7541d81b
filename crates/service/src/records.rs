//! Documents: written, read, found, and their history. FHIR resources above all; what is about documents
//! of a tenant's own is in `documents`.

mod binary;
mod create_resource;
mod criteria;
mod delete_resource;
mod history;
mod incoming;
mod merge_patients;
mod merged_patients;
mod observations;
mod patch_resource;
mod process_batch;
mod process_transaction;
mod provenance;
mod read_capabilities;
mod read_everything;
mod read_resource;
mod search_candidates;
mod search_cursor;
mod search_filters;
mod search_includes;
mod search_look;
mod search_resources;
mod search_scan;
mod transaction_references;
mod update_resource;
mod validate_resource;

use std::sync::Arc;

use fhir::search::Vocabulary;
use model::{
    Json, Pseudonym, ResourceId, ResourceType, Rng, RowKey, StoreName, Timestamp, Version,
};
use policy::Permit;
use store::{Document, DocumentState, Documents, Sealed, SubjectState};

pub use criteria::{Criteria, Which};
pub use history::HistoryPage;
pub use merge_patients::Merge;
pub use observations::{LastObservations, Statistics, StatisticsRequest};
pub use process_transaction::{EntryChange, EntryOutcome, TransactionEntry};
pub use read_everything::{Everything, EverythingPage};
pub use search_resources::{Search, SearchPage};

pub(crate) use incoming::{Incoming, People};
pub(crate) use search_cursor::Position;
pub(crate) use search_filters::{Tests, refused};
pub(crate) use search_resources::page_size;

use crate::blobs::{Content, ReceivedBlob};
use crate::error::ServiceError;
use crate::keys::Subject;
use crate::work::Work;
use crate::{Service, erasures};

/// Documents of a type, and what may be asked of them.
#[derive(Clone, Copy)]
pub(crate) struct Among<'a> {
    pub(crate) vocabulary: Vocabulary<'a>,
    /// What those are called whom they are about.
    pub(crate) person: ResourceType,
    /// The paths that not everybody may see, in a type of a tenant's own.
    pub(crate) closed: &'a [String],
}

impl From<ResourceType> for Among<'_> {
    fn from(kind: ResourceType) -> Self {
        Self { vocabulary: kind.into(), person: fhir::types::patient(), closed: &[] }
    }
}

impl Among<'_> {
    /// The type.
    pub(crate) const fn kind(&self) -> ResourceType {
        self.vocabulary.kind()
    }

    /// What is hidden in them, path by path, when the rules hide this.
    fn hidden(&self, hidden: &[String]) -> Vec<String> {
        if self.kind().is_of_tenant() && !hidden.is_empty() {
            self.closed.to_vec()
        } else {
            hidden.to_vec()
        }
    }
}

/// What the caller expects of the newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precondition {
    /// Whatever it is.
    Any,
    /// It must be this one (`If-Match`).
    Version(Version),
    /// There must be none, or one that says it was deleted (`If-None-Match: *`).
    Absent,
}

/// What is sent to be written.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// The resource, or the patch.
    pub body: &'a [u8],
    /// Where it comes from: a `Provenance` without a target, to be stored with it.
    pub provenance: Option<&'a [u8]>,
    /// Content that has come in for it.
    pub content: Option<&'a ReceivedBlob>,
}

/// A page of a search or history.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// How many entries at most; none to ask only for the total.
    pub size: usize,
    /// Where it goes on.
    pub cursor: Option<String>,
}

/// A stored version of a resource, as its reader may see it.
#[derive(Debug, Clone)]
pub struct StoredVersion {
    /// Its type.
    pub kind: ResourceType,
    /// Its id.
    pub id: ResourceId,
    /// Its version.
    pub version: Version,
    /// When the version was made.
    pub at: Timestamp,
    /// Its JSON text; nothing if the version says that it was deleted.
    pub body: Option<String>,
    /// Its content, if that is kept as a blob and was asked for; the text is without it then.
    pub content: Option<Content>,
}

/// What writing a resource gives.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The new version.
    pub version: StoredVersion,
    /// Whether the resource was not there before.
    pub created: bool,
}

impl StoredVersion {
    pub(crate) fn of(document: Document) -> Self {
        let has_content = document.content.is_some();
        let mut version = Self::without_content(document);
        if has_content {
            version.body = version.body.map(|body| fhir::redact::subsetted(&body));
        }
        version
    }

    /// Without saying that content is left out.
    pub(crate) fn without_content(document: Document) -> Self {
        let Document { kind, id, version, at, state, body, .. } = document;
        let body = (state == DocumentState::Live).then_some(body);
        Self { kind, id, version, at, body, content: None }
    }
}

/// The JSON of a document that is stored: it was checked before it was.
pub(crate) fn json_of(document: &Document) -> Result<Json, ServiceError> {
    Json::parse(document.body.as_bytes()).map_err(|_| ServiceError::Integrity)
}

/// An id that nothing has had.
pub(crate) fn random_id(rng: &dyn Rng) -> ResourceId {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    id_of_bytes(bytes)
}

/// An id of sixteen bytes, written as a UUID (RFC 9562, version 4).
pub(crate) fn id_of_bytes(bytes: [u8; 16]) -> ResourceId {
    let uuid = uuid::Builder::from_random_bytes(bytes).into_uuid();
    uuid.hyphenated().to_string().parse().expect("a UUID is a resource id")
}

impl Service {
    /// The store of a type of documents.
    pub(crate) fn documents(&self, kind: ResourceType) -> &dyn Documents {
        self.store(kind.store())
    }

    /// The documents of a store.
    pub(crate) fn store(&self, store: StoreName) -> &dyn Documents {
        match store {
            StoreName::Identity => self.identity.as_ref(),
            _ => self.records.as_ref(),
        }
    }

    /// The row of a resource.
    pub(crate) async fn resource_row(
        &self,
        permit: &Permit,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<RowKey, ServiceError> {
        let keys = self.keys.tenant(permit).await?;
        Ok(keys.row_key(kind.store(), kind.name(), id.as_str()))
    }

    /// A patient as the keys store knows them. One whose document is stored and whose key is not has
    /// lost it: they are not to look like nobody.
    pub(crate) async fn find_patient(
        &self,
        permit: &Permit,
        id: &ResourceId,
    ) -> Result<Option<Arc<Subject>>, ServiceError> {
        let kind = fhir::types::patient();
        let found = self.keys.find_person(permit, kind, id.as_str()).await?;
        if found.is_none() {
            let row = self.resource_row(permit, kind, id).await?;
            if let Some(newest) = self.identity.find_newest(permit, row).await? {
                return match self.open_sealed(permit, &newest).await {
                    Err(ServiceError::Gone) => Ok(None),
                    _ => Err(ServiceError::Integrity),
                };
            }
        }
        Ok(found)
    }

    /// A practitioner, if they are known here, and documents may be about them.
    pub(crate) async fn find_practitioner(
        &self,
        permit: &Permit,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Option<Arc<Subject>>, ServiceError> {
        let found = self.keys.find_person(permit, kind, id.as_str()).await?;
        let Some(found) = found else { return Ok(None) };
        let records = found.pseudonym(StoreName::Records);
        let state = self.records.find_subject_state(permit, records).await?;
        Ok((state == Some(SubjectState::Open)).then_some(found))
    }

    /// Somebody whom documents may be about.
    pub(crate) async fn find_person(
        &self,
        permit: &Permit,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Option<Arc<Subject>>, ServiceError> {
        if kind != ResourceType::SUBJECT {
            return self.find_patient(permit, id).await;
        }
        let found = self.keys.find_person(permit, kind, id.as_str()).await?;
        if found.is_none() {
            let row = self.resource_row(permit, kind, id).await?;
            self.was_nobody_erased(permit, row).await?;
        }
        Ok(found)
    }

    /// That nobody of these is erased or restricted.
    pub(crate) async fn admit_all(
        &self,
        permit: &Permit,
        about: &[Pseudonym],
    ) -> Result<(), ServiceError> {
        for person in about {
            match self.records.find_subject_state(permit, *person).await? {
                Some(SubjectState::Erased) => return Err(ServiceError::Gone),
                Some(SubjectState::Restricted) => return Err(ServiceError::Restricted),
                _ => {}
            }
        }
        Ok(())
    }

    /// The newest decided version of a row, live or not.
    pub(crate) async fn newest(
        &self,
        permit: &Permit,
        kind: ResourceType,
        row: RowKey,
    ) -> Result<Option<Sealed>, ServiceError> {
        let newest = self.documents(kind).find_newest(permit, row).await?;
        let newest = self.resolve(permit, newest).await?;
        // A row key is drawn from type and id, so another type here was put there by somebody.
        match newest {
            Some(sealed) if sealed.kind != kind => Err(ServiceError::Integrity),
            None if kind.is_person() => self.was_nobody_erased(permit, row).await.map(|()| None),
            newest => Ok(newest),
        }
    }

    /// That nobody was erased who would stand in this row. Nothing of theirs is in what was restored from before they
    /// were known, and somebody of the same id would be somebody else.
    async fn was_nobody_erased(&self, permit: &Permit, row: RowKey) -> Result<(), ServiceError> {
        if self.is_erased(permit, erasures::tombstone(row)).await? {
            Err(ServiceError::Gone)
        } else {
            Ok(())
        }
    }
}

impl Work<'_> {
    /// Opens a row. What the rules hide looks as if it were not there.
    async fn release_or_hide(&self, sealed: &Sealed) -> Result<Document, ServiceError> {
        match self.release(sealed).await {
            Err(ServiceError::Denied(_)) => Err(ServiceError::NotFound),
            result => result,
        }
    }
}
