//! An erasure as it is stored (`docs/formats.md`, section 9): about nobody, under pseudonyms.

use std::collections::BTreeSet;

use model::{DocumentKeyId, ErasureId, Pseudonym, ResourceType, StoreName, Timestamp, Version};
use serde::{Deserialize, Serialize};
use store::Document;

use super::{Erased, Erasure, ErasureState, tombstone};
use crate::error::ServiceError;

/// What is kept of an erasure. What is not there yet did not happen yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ErasureBody {
    /// The type of the person's own document.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// How the log knows the person.
    pub(crate) subject: String,
    /// The person's pseudonym in the identity store.
    pub(crate) identity: String,
    /// The person's pseudonym in the records store.
    pub(crate) records: String,
    /// The row of the person's own document, or of what would be: nobody of that id comes back, in what is restored
    /// from before they were known either. Of earlier erasures it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) own_row: Option<String>,
    pub(crate) reason: String,
    pub(crate) erased_at: String,
    /// By when no copy of before can be opened any more.
    pub(crate) window_ends_at: String,
    /// The newest epoch that copies of before may be under.
    pub(crate) epoch: u64,
    /// The event that says that the person was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// Whether every backup target of that time knows of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_fenced: bool,
    /// Whether it was done again in what was restored: the event that decided it is not in the log.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_replayed: bool,
    /// The keys of documents that were destroyed with it, until it is closed: whoever puts keys back brings them along,
    /// and no row says any more which they are.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) document_keys: BTreeSet<String>,
    /// What became of the documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) emptied: Option<Emptied>,
    /// When the indexes of before were gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unindexed_at: Option<String>,
    /// When the epoch was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) closed_at: Option<String>,
}

/// What became of the documents.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Emptied {
    pub(crate) at: String,
    /// How many are gone.
    pub(crate) removed: u64,
    /// How many are about others still.
    pub(crate) rewritten: u64,
    /// How many contents that were kept as blobs are gone, as far as the last try has removed them.
    #[serde(default)]
    pub(crate) contents: u64,
    /// How many of those that are gone were about others too: it was not known any more what they said of whom.
    #[serde(default, skip_serializing_if = "is_none")]
    pub(crate) lost: u64,
    /// The newest epoch of the search indexes that had them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) index_epoch: Option<u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(crate) fn is_none(number: &u64) -> bool {
    *number == 0
}

impl ErasureBody {
    pub(crate) fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    /// As it is stored.
    pub(crate) fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers are always valid JSON")
    }

    /// As it was when it was decided.
    pub(crate) fn as_decided(&self) -> Self {
        Self {
            event: None,
            is_fenced: false,
            is_replayed: false,
            document_keys: BTreeSet::new(),
            emptied: None,
            unindexed_at: None,
            closed_at: None,
            ..self.clone()
        }
    }

    pub(crate) fn document(&self, id: ErasureId, version: Version, at: Timestamp) -> Document {
        Document::about_nobody(
            ResourceType::ERASURE,
            id.to_string().parse().expect("hexadecimal digits are a resource id"),
            version,
            at,
            serde_json::to_string(self).expect("strings and numbers are always valid JSON"),
        )
    }

    pub(crate) fn erased(&self) -> Result<Erased, ServiceError> {
        Ok(Erased {
            pseudonyms: [self.identity()?, self.records()?],
            log_subject: self.subject.clone(),
        })
    }

    /// The person's pseudonym in each store that has documents.
    pub(super) fn people(&self) -> Result<[(StoreName, Pseudonym); 2], ServiceError> {
        Ok([(StoreName::Identity, self.identity()?), (StoreName::Records, self.records()?)])
    }

    pub(crate) fn identity(&self) -> Result<Pseudonym, ServiceError> {
        self.identity.parse().map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn records(&self) -> Result<Pseudonym, ServiceError> {
        self.records.parse().map_err(|_| ServiceError::Integrity)
    }

    /// Under which it is known that nobody of the person's id is to come back.
    pub(super) fn tombstone(&self) -> Result<Option<Pseudonym>, ServiceError> {
        let row = self.own_row.as_deref().map(str::parse).transpose();
        row.map(|row| row.map(tombstone)).map_err(|_| ServiceError::Integrity)
    }

    /// The keys of documents that were destroyed with it, as long as they are known.
    pub(crate) fn document_keys(&self) -> Result<Vec<DocumentKeyId>, ServiceError> {
        let keys = self.document_keys.iter();
        keys.map(|key| key.parse().map_err(|_| ServiceError::Integrity)).collect()
    }

    pub(crate) fn erased_at(&self) -> Result<Timestamp, ServiceError> {
        instant(&self.erased_at)
    }

    pub(crate) fn window_ends_at(&self) -> Result<Timestamp, ServiceError> {
        instant(&self.window_ends_at)
    }

    /// How it is shown. Whether the key is destroyed is not in it.
    pub(crate) fn show(&self, id: ErasureId, key_is_there: bool) -> Result<Erasure, ServiceError> {
        let state = match (&self.closed_at, &self.unindexed_at) {
            (Some(_), _) => ErasureState::Closed,
            (None, Some(_)) => ErasureState::Removed,
            (None, None) if key_is_there => ErasureState::Decided,
            (None, None) => ErasureState::Erased,
        };
        let closed_at = self.closed_at.as_deref().map(instant).transpose()?;
        Ok(Erasure {
            id,
            kind: self.kind.clone(),
            reason: self.reason.clone(),
            erased_at: self.erased_at()?,
            state,
            documents: self.emptied.as_ref().map(|emptied| (emptied.removed, emptied.rewritten)),
            copies_until: closed_at.map_or_else(|| self.window_ends_at(), Ok)?,
            is_replayed: self.is_replayed,
            receipt: None,
        })
    }
}

pub(crate) fn instant(text: &str) -> Result<Timestamp, ServiceError> {
    text.parse().map_err(|_| ServiceError::Integrity)
}
