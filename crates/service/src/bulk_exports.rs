//! Bulk exports: resources of all types as they were at a moment, in files of one type each (HL7 Bulk Data Access 2).
//!
//! Nothing of what is exported is ever copied. A job waits until whatever was begun before the moment is decided, and
//! counts what the caller may see of it; a file is made whenever it is fetched, from the versions of that moment, under
//! the rules and the rights of the people as they are by then. So whoever is erased or restricted meanwhile is in no
//! file, and there is none to be erased from.

mod create_bulk_export;
mod delete_bulk_export;
mod find_bulk_export;
mod make_bulk_export;
mod people;
mod read_bulk_export;
mod request;
mod rows;

use std::collections::BTreeMap;
use std::time::Duration;

use model::clock::format_instant;
use model::{
    BackgroundTask, Caller, JobId, Principal, ResourceId, ResourceType, RowKey, StoreName,
    TenantId, Timestamp, Version,
};
use policy::Permit;
use serde::{Deserialize, Serialize};
use store::{Document, DocumentState, Sealed, Sequence};

use crate::Service;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::work::{Change, Work};

use rows::BulkPlace;

pub use read_bulk_export::BulkPart;
pub use rows::BulkWalk;

/// For how long what a bulk export has can be fetched.
const KEPT_FOR: Duration = Duration::from_hours(24);

/// Whose resources a bulk export has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkLevel {
    /// All there are.
    System,
    /// Those about patients.
    Patients,
    /// Those about the members of a group.
    Group(ResourceId),
}

/// A search that says what is wanted of a type: the type, and parameters with their values.
pub type BulkFilter = (ResourceType, Vec<(String, String)>);

/// What a bulk export is to have.
#[derive(Debug, Clone)]
pub struct NewBulkExport {
    /// The address that it was asked for at.
    pub url: String,
    /// Whose resources.
    pub level: BulkLevel,
    /// Of these types only; of all, if none are named.
    pub types: Vec<ResourceType>,
    /// Only what was changed since: a date or instant.
    pub since: Option<String>,
    /// About these patients only; about all of the level, if none are named.
    pub patients: Vec<ResourceId>,
    /// Searches, of which any must find what the export has of their type.
    pub filters: Vec<BulkFilter>,
    /// The elements that are wanted, of a type or of all.
    pub elements: Vec<(Option<ResourceType>, String)>,
    /// Whether what cannot be had is to be left out (`Prefer: handling=lenient`).
    pub is_lenient: bool,
    /// The parameters that are ignored for that.
    pub ignored: Vec<String>,
}

/// A bulk export, as whoever began it sees it.
#[derive(Debug, Clone)]
pub struct BulkExport {
    /// Its id.
    pub id: JobId,
    /// Until when it can be fetched.
    pub expires_at: Timestamp,
    /// How far it is.
    pub state: BulkState,
}

/// How far a bulk export is.
#[derive(Debug, Clone)]
pub enum BulkState {
    /// It is being counted what it has.
    Making,
    /// It cannot be made, for this reason.
    Failed(String),
    /// It can be fetched.
    Ready(BulkContents),
}

/// What a bulk export has.
#[derive(Debug, Clone)]
pub struct BulkContents {
    /// The moment (RFC 3339).
    pub at: String,
    /// The address that it was asked for at.
    pub url: String,
    /// The files, and how many resources each had when they were counted.
    pub files: Vec<(BulkFile, u64)>,
    /// The parameters that were ignored.
    pub ignored: Vec<String>,
    /// Of how many resources of which types what is stored was changed by somebody else.
    pub damaged: BTreeMap<String, u64>,
}

/// A file of a bulk export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkFile {
    /// The type of what is in it.
    pub kind: ResourceType,
    /// Whether it says which were deleted.
    pub is_deleted: bool,
    /// Which of them it is, from 1.
    pub number: usize,
}

/// A moment: the places that the streams of both stores had come to.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Moment {
    at: String,
    identity: u64,
    records: u64,
}

impl Moment {
    const fn place(&self, store: StoreName) -> Sequence {
        match store {
            StoreName::Identity => Sequence(self.identity),
            StoreName::Records | StoreName::Keys => Sequence(self.records),
        }
    }
}

/// A bulk export as it is stored. What was asked for is with its job.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct BulkBody {
    /// The machine that asked for it.
    client: String,
    requested_at: String,
    expires_at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moment: Option<Moment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileBody>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    damaged: BTreeMap<String, u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
}

/// A file: what of a type stands behind one place and not behind another.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct FileBody {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    is_deleted: bool,
    behind: BulkPlace,
    up_to: BulkPlace,
    count: u64,
}

impl BulkBody {
    fn new(client: String, at: Timestamp) -> Self {
        Self {
            client,
            requested_at: format_instant(at),
            expires_at: format_instant(at.checked_add(KEPT_FOR).unwrap_or(at)),
            moment: None,
            files: Vec::new(),
            damaged: BTreeMap::new(),
            failed: None,
        }
    }

    fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    fn document(
        &self,
        id: JobId,
        version: Version,
        state: DocumentState,
        at: Timestamp,
    ) -> Document {
        Document {
            kind: ResourceType::BULK_EXPORT,
            id: id.to_string().parse().expect("hexadecimal digits are a resource id"),
            version,
            at,
            state,
            labels: Vec::new(),
            about: Vec::new(),
            body: serde_json::to_string(self).expect("strings and numbers are always valid JSON"),
            definition: None,
            content: None,
        }
    }

    fn expires_at(&self) -> Result<Timestamp, ServiceError> {
        self.expires_at.parse().map_err(|_| ServiceError::Integrity)
    }

    /// Its files by their names. Those of a type are numbered in their order.
    fn named_files(&self) -> Vec<(BulkFile, &FileBody)> {
        let mut numbers: BTreeMap<(&str, bool), usize> = BTreeMap::new();
        let named = self.files.iter().filter_map(|file| {
            let is_deleted = file.is_deleted;
            let kind = fhir::types::resource_type(&file.kind)?;
            let number = numbers.entry((&file.kind, is_deleted)).or_default();
            *number += 1;
            Some((BulkFile { kind, is_deleted, number: *number }, file))
        });
        named.collect()
    }
}

impl Service {
    /// A bulk export as it is stored, whoever began it.
    async fn stored_bulk_export(
        &self,
        keys: &TenantKeys,
        tenant: TenantId,
        id: JobId,
    ) -> Result<(Sealed, Document), ServiceError> {
        let permit = task(tenant);
        let newest = self.records.find_newest(&permit, bulk_row(keys, id)).await?;
        let sealed = newest.ok_or(ServiceError::NotFound)?;
        let concealed = self.open_sealed(&permit, &sealed).await?;
        let document = self.policies.release(&permit, concealed)?;
        Ok((sealed, document))
    }

    /// A bulk export that the caller has begun and that is not over. Of any other it is not said that it is there.
    async fn own_bulk_export(
        &self,
        work: &Work<'_>,
        id: JobId,
    ) -> Result<(Sealed, BulkBody), ServiceError> {
        let (sealed, document) =
            self.stored_bulk_export(&work.keys, work.permit.tenant(), id).await?;
        let body = BulkBody::read(&document)?;
        let is_own = client_of(&work.caller).is_some_and(|client| client == body.client);
        if is_own && document.is_live() && work.ctx.at < body.expires_at()? {
            Ok((sealed, body))
        } else {
            Err(ServiceError::NotFound)
        }
    }

    /// The change that keeps how far a bulk export is.
    async fn keep_bulk_export(
        &self,
        work: &Work<'_>,
        (id, sealed): (JobId, &Sealed),
        body: &BulkBody,
        state: DocumentState,
    ) -> Result<Change<()>, ServiceError> {
        let document = body.document(id, sealed.version.next(), state, work.ctx.at);
        Change::of(()).putting(work, sealed.row, &document).await
    }
}

/// The machine that asks, as what is stored has it.
fn client_of(caller: &Caller) -> Option<String> {
    match &caller.principal {
        Principal::Client(id) => Some(id.to_string()),
        _ => None,
    }
}

fn bulk_row(keys: &TenantKeys, id: JobId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::BULK_EXPORT.name(), &id.to_string())
}

/// Leave to look after bulk exports.
fn task(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::Export, tenant)
}
