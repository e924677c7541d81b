//! Corrections: what a person says is wrong in a document about them, and what became of that (GDPR, Article 16).
//!
//! Nothing is changed by it. Whoever may change the document does so in the ordinary way; the correction is then
//! resolved by naming the event of that change, or it is refused, with a reason that the person is given.

mod list_corrections;
mod list_open_corrections;
mod request_correction;
mod resolve_correction;

use model::clock::format_instant;
use model::{ResourceId, ResourceType, RowKey, StoreName, Timestamp, Version};
use serde::{Deserialize, Serialize};
use store::{Document, DocumentState, Sealed};

use crate::Service;
use crate::erasures::Person;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::work::Work;

pub use list_open_corrections::PersonCorrection;
pub use request_correction::NewCorrection;

/// How many corrections of a person there are at most.
const CORRECTIONS_MAX: usize = 1_000;

/// What is said to be wrong, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: ResourceId,
    /// The document that is said to be wrong: its type, as its face spells it, and id.
    pub document: (String, String),
    /// What is wrong in it, and what would be right.
    pub wrong: String,
    /// Who says so.
    pub by: String,
    /// Since when.
    pub requested_at: Timestamp,
    /// What became of it.
    pub state: CorrectionState,
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectionState {
    /// Nothing yet.
    Open,
    /// The document was changed.
    Resolved {
        /// The event of the change.
        event: String,
        /// When that was said.
        at: Timestamp,
    },
    /// It was not, and is not going to be.
    Refused {
        /// Why, in words for the person.
        reason: String,
        /// When that was said.
        at: Timestamp,
    },
}

/// A correction as it is stored, about the person and under their key.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct CorrectionBody {
    /// Whose it is: the type and id of their own document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<(String, String)>,
    document: (String, String),
    /// The version that was the newest when it was requested.
    version: u64,
    wrong: String,
    by: String,
    requested_at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<Decision>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Decision {
    at: String,
    /// The event of the change, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    /// Why there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

impl CorrectionBody {
    fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    fn document(
        &self,
        person: &Person,
        id: ResourceId,
        version: Version,
        at: Timestamp,
    ) -> Document {
        Document {
            kind: ResourceType::CORRECTION,
            id,
            version,
            at,
            state: DocumentState::Live,
            labels: Vec::new(),
            about: vec![person.subject.pseudonym(StoreName::Records)],
            body: serde_json::to_string(self).expect("strings and numbers are always valid JSON"),
            definition: None,
            content: None,
        }
    }

    fn show(&self, id: ResourceId) -> Result<Correction, ServiceError> {
        let instant = |text: &str| text.parse().map_err(|_| ServiceError::Integrity);
        let state = match &self.decision {
            None => CorrectionState::Open,
            Some(Decision { at, event: Some(event), .. }) => {
                CorrectionState::Resolved { event: event.clone(), at: instant(at)? }
            }
            Some(Decision { at, refused, .. }) => CorrectionState::Refused {
                reason: refused.clone().ok_or(ServiceError::Integrity)?,
                at: instant(at)?,
            },
        };
        Ok(Correction {
            id,
            document: self.document.clone(),
            wrong: self.wrong.clone(),
            by: self.by.clone(),
            requested_at: instant(&self.requested_at)?,
            state,
        })
    }
}

impl Decision {
    fn new(at: Timestamp, event: Option<String>, refused: Option<String>) -> Self {
        Self { at: format_instant(at), event, refused }
    }
}

fn correction_row(keys: &TenantKeys, id: &ResourceId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::CORRECTION.name(), id.as_str())
}

impl Service {
    /// Where a document of any type stands that the tenant has, and its newest version.
    async fn named_document(
        &self,
        work: &Work<'_>,
        kind: &str,
        id: &str,
    ) -> Result<Option<Sealed>, ServiceError> {
        let types = work.document_types().await?;
        let own = types.named(kind).map(|of| of.kind());
        let kind = fhir::types::resource_type(kind).or(own);
        let Some(kind) = kind else { return Ok(None) };
        let row = work.keys.row_key(kind.store(), kind.name(), id);
        let newest = self.store(kind.store()).find_newest(&work.permit, row).await?;
        let newest = self.resolve(&work.permit, newest).await?;
        Ok(newest.filter(|sealed| sealed.kind == kind))
    }
}
