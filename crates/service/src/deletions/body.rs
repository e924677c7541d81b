//! A deletion as it is stored (`docs/formats.md`, section 9), in the deployment's own records. It has no name.

use model::clock::format_instant;
use model::{DocumentKeyId, ErasureId, ResourceType, RowKey, TenantId, Timestamp, Version};
use serde::{Deserialize, Serialize};
use store::Document;

use super::{Deletion, DeletionState};
use crate::erasures::is_none;
use crate::error::ServiceError;

/// What is kept of a deletion. What is not there yet did not happen yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DeletionBody {
    /// Which account.
    tenant: String,
    /// The claim of its name, as a row key: after a restore with keys of today nobody can read the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name_claim: Option<String>,
    pub(crate) reason: String,
    pub(crate) requested_at: String,
    /// When the account is to be deleted.
    pub(crate) due_at: String,
    /// When it was opened again: by then, if only a later deletion of the same account says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kept_at: Option<String>,
    /// When it was decided: there is no way back from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) deleted_at: Option<String>,
    /// By when no copy of before can be opened any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) window_ends_at: Option<String>,
    /// The newest epoch that copies of before may be under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) epoch: Option<u64>,
    /// The event that decided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// The keys of what the deployment's list said of it: destroyed again if they are put back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) listed_keys: Vec<String>,
    /// Whether everybody who belonged to no other account was erased: a place of backups hears of them first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) are_people_forgotten: bool,
    /// How many notes of who belongs where did not open at that time.
    #[serde(default, skip_serializing_if = "is_none")]
    pub(super) unread_affiliations: u64,
    /// Whether it was done again in what was restored: those whom it took along have fences of their own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_replayed: bool,
    /// When all of it was gone, and every backup target of that time knew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) removed_at: Option<String>,
    /// When the epoch was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) closed_at: Option<String>,
}

impl DeletionBody {
    /// One that was just asked for.
    pub(crate) fn new(tenant: TenantId, reason: &str, at: Timestamp, due_at: Timestamp) -> Self {
        Self {
            tenant: tenant.to_string(),
            name_claim: None,
            reason: reason.to_owned(),
            requested_at: format_instant(at),
            due_at: format_instant(due_at),
            kept_at: None,
            deleted_at: None,
            window_ends_at: None,
            epoch: None,
            event: None,
            listed_keys: Vec::new(),
            are_people_forgotten: false,
            unread_affiliations: 0,
            is_replayed: false,
            removed_at: None,
            closed_at: None,
        }
    }

    pub(crate) fn read(document: &Document) -> Result<Self, ServiceError> {
        serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)
    }

    /// As it is stored.
    pub(crate) fn encode(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers are always valid JSON")
    }

    pub(crate) fn document(&self, id: ErasureId, version: Version, at: Timestamp) -> Document {
        let kind = ResourceType::TENANT_DELETION;
        let id = id.to_string().parse().expect("hexadecimal digits are a resource id");
        Document::about_nobody(kind, id, version, at, self.encode())
    }

    pub(super) fn listed_keys(&self) -> Result<Vec<DocumentKeyId>, ServiceError> {
        let keys = self.listed_keys.iter().map(|key| key.parse());
        keys.collect::<Result<_, _>>().map_err(|_| ServiceError::Integrity)
    }

    /// Whether its time has not come and it was not taken back.
    pub(super) const fn waits(&self) -> bool {
        self.kept_at.is_none() && self.deleted_at.is_none()
    }

    /// Whether a place of backups may hear of it.
    pub(crate) fn may_be_told(&self) -> bool {
        self.are_people_forgotten || self.is_replayed || self.removed_at.is_some()
    }

    pub(super) fn name_claim(&self) -> Result<Option<RowKey>, ServiceError> {
        let parsed = self.name_claim.as_deref().map(str::parse).transpose();
        parsed.map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn tenant(&self) -> Result<TenantId, ServiceError> {
        self.tenant.parse().map_err(|_| ServiceError::Integrity)
    }

    pub(crate) fn due_at(&self) -> Result<Timestamp, ServiceError> {
        instant(&self.due_at)
    }

    pub(crate) fn deleted_at(&self) -> Result<Timestamp, ServiceError> {
        instant(self.deleted_at.as_deref().ok_or(ServiceError::Integrity)?)
    }

    pub(crate) fn window_ends_at(&self) -> Result<Timestamp, ServiceError> {
        instant(self.window_ends_at.as_deref().ok_or(ServiceError::Integrity)?)
    }

    /// How it is shown.
    pub(crate) fn show(&self, id: ErasureId) -> Result<Deletion, ServiceError> {
        let state = if self.kept_at.is_some() {
            DeletionState::Kept
        } else if self.closed_at.is_some() {
            DeletionState::Closed
        } else if self.removed_at.is_some() {
            DeletionState::Removed
        } else if self.deleted_at.is_some() {
            DeletionState::Decided
        } else {
            DeletionState::Waiting
        };
        let copies_until = self.closed_at.as_deref().or(self.window_ends_at.as_deref());
        Ok(Deletion {
            id,
            tenant: self.tenant()?,
            reason: self.reason.clone(),
            requested_at: instant(&self.requested_at)?,
            state,
            deletes_at: instant(self.deleted_at.as_deref().unwrap_or(&self.due_at))?,
            copies_until: copies_until.map(instant).transpose()?,
            receipt: None,
        })
    }
}

fn instant(text: &str) -> Result<Timestamp, ServiceError> {
    text.parse().map_err(|_| ServiceError::Integrity)
}
