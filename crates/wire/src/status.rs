//! How a deployment keeps what a tenant has.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Finding;

/// How the deployment keeps what the caller's tenant has. Instants are RFC 3339.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Status {
    /// How backups stand.
    pub backups: BackupStatus,
    /// How keys turn over.
    pub keys: KeyRotation,
    /// The search indexes, one a store.
    pub indexes: Vec<SearchIndex>,
    /// How the log stands.
    pub log: LogStatus,
    /// Work of the tenant that has failed and is tried no more until an operator says so, by kind.
    pub parked_jobs: Vec<ParkedJobs>,
    /// Erasures of the tenant that are not at their end.
    pub erasures: OpenErasures,
    /// When the tenant is deleted; there only if it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<String>,
    /// Whether messages are sent by mail. Where they are not, whoever invites hands the link on.
    pub sends_mail: bool,
}

/// How backups stand, as the server that answers has seen it last: it looks every five minutes, and whenever it has made
/// one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BackupStatus {
    /// When it looked; not there in the first moments after it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<String>,
    /// At how many places there are backups.
    pub places: usize,
    /// How many of them could not be looked at.
    pub places_away: usize,
    /// How many of the others have no backup of the last two intervals. 0 where backups are not made by themselves.
    pub places_behind: usize,
    /// When the newest backup was made, wherever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest_backup_at: Option<String>,
    /// Whether backups are made by themselves.
    pub is_scheduled: bool,
    /// Whether one that was due is not made, since that failed.
    pub has_failed: bool,
    /// When the last drill began that went well: a backup was restored, and all of it opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drill_at: Option<String>,
    /// When the last drill began that failed, if none went well at that place since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drill_failed_at: Option<String>,
}

/// How keys turn over, as the server that answers has seen it last: it looks every half minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeyRotation {
    /// When it looked.
    pub seen_at: String,
    /// The number of the newest root epoch, under which every key comes.
    pub epoch: u64,
    /// When that was begun; not there if the key service does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<String>,
    /// Whether keys are being brought under it.
    pub is_rotating: bool,
    /// When the next is begun by itself; not there if none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<String>,
    /// How many places may have backups of keys of an epoch that has ended.
    pub places_behind: usize,
}

/// How a search index stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SearchIndex {
    /// `identity` or `records`: the store that it follows.
    pub store: String,
    /// Whether there is one. A tenant with little has none: all of it is looked through.
    pub is_there: bool,
    /// How many changes it does not have yet, counted up to 200. Searches find those without it.
    pub behind: usize,
}

/// How the log stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LogStatus {
    /// How far the newest checkpoint of each tree goes.
    pub trees: Vec<LogTree>,
    /// Who else signs the checkpoints. There is nobody yet.
    pub witnesses: Vec<String>,
    /// What the server that answers found when it last held what is stored against the log; not there if it did not since
    /// it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reconciliation: Option<LastReconciliation>,
}

/// How far the newest checkpoint of a tree goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LogTree {
    /// `changes` or `access`.
    pub tree: String,
    /// How many events it covers.
    pub size: u64,
    /// When the last of them happened. A checkpoint is signed within a second of what it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest_event_at: Option<String>,
}

/// What holding the store against the log came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LastReconciliation {
    /// When it ended.
    pub at: String,
    /// How many entries of the log were looked at.
    pub entries: u64,
    /// How many stored versions were looked at.
    pub rows: u64,
    /// How many things do not hold.
    pub findings_count: usize,
    /// The first 20 of them.
    pub findings: Vec<Finding>,
}

/// Work of one kind that is tried no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParkedJobs {
    /// What it is: `send_mail`, `make_export`, `finish_erasure` or another.
    pub kind: String,
    /// How many there are.
    pub count: usize,
    /// Since when the first of them is tried no more.
    pub since_at: String,
    /// The code of what went wrong with the last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Erasures that are not at their end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenErasures {
    /// Of how many people something is still being removed. None of it is shown or opens any more.
    pub removing: usize,
    /// How many wait for the day from which no old copy opens any more.
    pub closing: usize,
}
