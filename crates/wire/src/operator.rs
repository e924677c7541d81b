//! What the operator's command line and the server say to each other over their socket.

use serde::{Deserialize, Serialize};

use crate::Tenant;

/// An account to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTenantRequest {
    /// A name that no other tenant has.
    pub name: String,
}

/// An account that was opened.
#[derive(Clone, Serialize, Deserialize)]
pub struct NewTenant {
    /// The tenant.
    pub tenant: Tenant,
    /// The one-time credential of its first administrator, shown this once.
    pub credential: String,
}

/// The accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantList {
    /// The tenants, newest first.
    pub items: Vec<Tenant>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// An account that is to be closed, and deleted when a while has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeletionRequest {
    /// Its name or id.
    pub tenant: String,
    /// Why; it is kept.
    pub reason: String,
    /// Whether it is deleted at once.
    #[serde(default)]
    pub now: bool,
}

/// An account that was to be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// The id of the deletion.
    pub id: String,
    /// The id of the tenant.
    pub tenant: String,
    /// Why.
    pub reason: String,
    /// When it was asked for (RFC 3339).
    pub requested_at: String,
    /// How far it is: `waiting`, `kept`, `decided`, `removed` or `closed`.
    pub state: String,
    /// When the tenant is deleted, was deleted, or would have been (RFC 3339).
    pub deletes_at: String,
    /// Until when copies of before can be opened, or since when they cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies_until: Option<String>,
    /// The receipt, if it can be given by now: a signed note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

/// The accounts that were to be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionList {
    /// The deletions, newest first.
    pub items: Vec<Deletion>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How a search index stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexState {
    /// The store that it follows.
    pub store: String,
    /// Its epoch.
    pub epoch: u64,
    /// How many documents it knows.
    pub documents: u64,
    /// How many bytes its files take.
    pub bytes: u64,
    /// In how many segments.
    pub segments: u64,
}

/// What is left to be done in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedJob {
    /// Whose it is.
    pub tenant: String,
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Whether it is tried no more.
    pub dead: bool,
    /// The code of what went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// A message by mail that says that mail arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestMail {
    /// To whom.
    pub to: String,
    /// In which language: `en`, `nl` or `pt`.
    pub language: String,
    /// Whether it goes through the queue, as others do.
    #[serde(default)]
    pub queued: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestMailOutcome {
    /// `queued`, `taken`, `refused` or `later`.
    pub outcome: String,
    /// What the mail server said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// A backup to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupRequest {
    /// Where it is kept.
    pub to: String,
    /// Whether backups there that the databases do not know are not needed.
    #[serde(default)]
    pub give_up_newer: bool,
}

/// How the backups at all places stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupState {
    /// Those at each place.
    pub places: Vec<BackupPlace>,
}

/// How the backups at a place stand, as far as they can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlace {
    /// Its address.
    pub address: String,
    /// Whether it cannot be looked at.
    pub away: bool,
    /// When the newest was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<String>,
    /// When the last drill began that went well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drilled: Option<String>,
    /// The last drill that failed, if none went well since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drill_failed: Option<FailedDrill>,
}

/// A drill that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedDrill {
    /// When it began.
    pub begun_at: String,
    /// What it found first.
    pub what: String,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// Its name.
    pub id: String,
    /// When the stores stood as they are in it (RFC 3339).
    pub created_at: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many objects the target did not have before.
    pub new_objects: u64,
    /// How many bytes those are.
    pub new_bytes: u64,
    /// The newest backup beside it that the databases do not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
}

/// A place that is to be forgotten, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForgetRequest {
    /// Its address.
    pub target: String,
}

/// Backups to be removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PruneRequest {
    /// Where they are kept.
    pub from: String,
    /// For how many days they are kept.
    pub keep_days: u64,
    /// Whether it is only to be looked what would go.
    pub dry_run: bool,
}

/// What was removed, or would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrunedBackups {
    /// The backups that went.
    pub removed: Vec<String>,
    /// How many stay.
    pub kept: u64,
    /// How many objects went.
    pub objects: u64,
    /// How many files went that nobody will finish any more.
    #[serde(default)]
    pub unfinished: u64,
}

/// How the deployment's keys stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyStatus {
    /// The places where backups are kept that may have keys of an epoch that has ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places_behind: Vec<String>,
    /// The places for which the epoch before lives on: nothing there would open without it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
    /// The root epochs that live, oldest first.
    pub epochs: Vec<KeyEpoch>,
    /// Whether keys are being brought under the newest one.
    pub rotating: bool,
    /// How many tenants have keys, the deployment itself among them.
    pub tenants: u64,
    /// How many of them still have a key under an earlier epoch.
    pub tenants_behind: u64,
    /// How many keys the server has wrapped anew since it started.
    pub keys_rewrapped: u64,
    /// How many keys did not open when they were to be wrapped anew.
    pub keys_damaged: u64,
    /// How many erasures and deletions of tenants are not closed though the promised day has passed.
    #[serde(default)]
    pub overdue: u64,
}

/// A root epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyEpoch {
    /// Its number.
    pub epoch: u64,
    /// When it was begun (RFC 3339), if the key service knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<String>,
}
