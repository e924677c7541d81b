//! Exports: everything about a person, or of a tenant, in an archive that leaves (GDPR, Articles 15 and 20).
//!
//! An export is made in the background, sealed for the reader that was named when it was asked for, and kept for a
//! day to be fetched, in parts if need be. The server cannot read what it has made.

mod archive;
mod content;
mod delete_export;
mod events;
mod export_subject;
mod export_tenant;
mod find_export;
mod index_page;
mod list_exports;
mod make_export;
mod person;
mod read_export;
mod tenant;

use std::time::Duration;

use backup::ArchiveReader;
use model::clock::format_instant;
use model::{BackgroundTask, JobId, ResourceType, RowKey, StoreName, TenantId, Timestamp, Version};
use policy::Permit;
use serde::{Deserialize, Serialize};
use store::{Document, DocumentState, JobKind, NewJob, Selection};

use crate::Service;
use crate::error::ServiceError;
use crate::keys::{Subject, TenantKeys};
use crate::work::Work;

pub use read_export::{ExportBytes, ExportContent};

/// For how long an export is kept.
const KEPT_FOR: Duration = Duration::from_hours(24);

/// An export, as those see it who may fetch it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its id.
    pub id: JobId,
    /// The type and id of the person whose it is; nothing if it is the whole tenant's.
    pub person: Option<(String, String)>,
    /// Who asked for it.
    pub by: String,
    /// When.
    pub requested_at: Timestamp,
    /// Until when it can be fetched.
    pub expires_at: Timestamp,
    /// How far it is.
    pub state: ExportState,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportState {
    /// It is being made.
    Making,
    /// It can be fetched: so many bytes.
    Ready(u64),
    /// It cannot be fetched any more.
    Gone,
}

/// Who is to open an export.
#[derive(Clone, Serialize, Deserialize)]
pub enum ExportReader {
    /// Who has the identity of this recipient of age.
    Recipient(String),
    /// Who knows this passphrase.
    Passphrase(String),
}

impl ExportReader {
    fn check(&self) -> Result<ArchiveReader, ServiceError> {
        let reader = match self {
            Self::Recipient(text) => ArchiveReader::recipient(text),
            Self::Passphrase(text) => ArchiveReader::passphrase(text),
        };
        reader.map_err(|_| {
            ServiceError::BadRequest(
                "an export is sealed: give a recipient of age (age1…), or a passphrase of at least \
                 twelve characters"
                    .to_owned(),
            )
        })
    }
}

/// An export as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct ExportBody {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<(String, String)>,
    by: String,
    /// The same of whoever signs in, by their id: they are named in the directory only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by_user: Option<String>,
    requested_at: String,
    expires_at: String,
    /// How many bytes it has, once it has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    #[serde(default)]
    is_gone: bool,
    /// Of a tenant: the newest erasure when it was begun. Whoever was erased after that may be in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    behind_erasure: Option<String>,
}

impl ExportBody {
    fn new(person: Option<(String, String)>, work: &Work<'_>) -> Self {
        let at = work.ctx.at;
        Self {
            person,
            by: work.caller.name.clone(),
            by_user: work.caller.user().map(|user| user.to_string()),
            requested_at: format_instant(at),
            expires_at: format_instant(at.checked_add(KEPT_FOR).unwrap_or(at)),
            size: None,
            is_gone: false,
            behind_erasure: None,
        }
    }

    fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    fn document(
        &self,
        id: JobId,
        about: Option<&Subject>,
        version: Version,
        at: Timestamp,
    ) -> Document {
        Document {
            kind: ResourceType::EXPORT,
            id: id.to_string().parse().expect("hexadecimal digits are a resource id"),
            version,
            at,
            state: DocumentState::Live,
            labels: Vec::new(),
            about: about.iter().map(|person| person.pseudonym(StoreName::Records)).collect(),
            body: serde_json::to_string(self).expect("strings and numbers are always valid JSON"),
            definition: None,
            content: None,
        }
    }

    fn expires_at(&self) -> Result<Timestamp, ServiceError> {
        self.expires_at.parse().map_err(|_| ServiceError::Integrity)
    }

    fn show(&self, id: JobId, now: Timestamp) -> Result<Export, ServiceError> {
        let expires_at = self.expires_at()?;
        let state = match self.size {
            _ if self.is_gone || expires_at <= now => ExportState::Gone,
            Some(size) => ExportState::Ready(size),
            None => ExportState::Making,
        };
        Ok(Export {
            id,
            person: self.person.clone(),
            by: self.by.clone(),
            requested_at: self.requested_at.parse().map_err(|_| ServiceError::Integrity)?,
            expires_at,
            state,
        })
    }
}

impl Service {
    /// An export, with the name of whoever asked for it.
    async fn show_export(
        &self,
        body: &ExportBody,
        id: JobId,
        now: Timestamp,
    ) -> Result<Export, ServiceError> {
        let by = self.called(&body.by, body.by_user.as_deref()).await?;
        Ok(Export { by, ..body.show(id, now)? })
    }

    /// Whether somebody was erased since an export was begun who may be in it. A person's own goes with them.
    async fn is_overtaken(&self, permit: &Permit, body: &ExportBody) -> Result<bool, ServiceError> {
        let is_of_tenant = body.person.is_none();
        Ok(is_of_tenant && self.newest_erasure(permit).await? != body.behind_erasure)
    }

    /// The newest erasure in a tenant, by its row.
    async fn newest_erasure(&self, permit: &Permit) -> Result<Option<String>, ServiceError> {
        let selection = Selection::OfKind(ResourceType::ERASURE);
        let newest = self.records.list_live(permit, selection, None, 1).await?;
        Ok(newest.first().map(|sealed| sealed.row.to_string()))
    }

    /// The job that makes an export. Who is to open it is sealed under a key that goes when it is made.
    async fn job_of_export(
        &self,
        work: &Work<'_>,
        id: JobId,
        reader: &ExportReader,
    ) -> Result<NewJob, ServiceError> {
        let content = serde_json::to_vec(reader).expect("strings are always valid JSON");
        let (key, message) = self.keys.seal_job(&work.permit, id, &content).await?;
        Ok(NewJob { id, kind: JobKind::MakeExport, key, message, due_in: Duration::ZERO })
    }
}

fn export_row(keys: &TenantKeys, id: JobId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::EXPORT.name(), &id.to_string())
}

/// Leave to read what is exported.
fn task(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::Export, tenant)
}
