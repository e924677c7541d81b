//! How the deployment keeps what a tenant has, for those of the tenant who answer for it. They see it, and operators act.
//!
//! It says nothing of other tenants, and of no place where it is. What would have to be asked of others (places with
//! backups, a key service) is what the server itself has seen last, with when that was.

mod read_status;

use model::{StoreName, Timestamp, Tree};

use crate::log::Reconciliation;

/// How the deployment keeps what a tenant has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// How backups stand.
    pub backups: BackupStatus,
    /// How keys turn over.
    pub keys: RotationStatus,
    /// The search indexes, one a store.
    pub indexes: Vec<IndexStatus>,
    /// The newest checkpoints, one a tree.
    pub trees: Vec<TreeStatus>,
    /// What this server found when it held what is stored against the log, and when; nothing before it did.
    pub reconciled: Option<(Timestamp, Reconciliation)>,
    /// Jobs of the tenant that are tried no more, by kind.
    pub parked: Vec<ParkedJobs>,
    /// Erasures of the tenant that are not at their end.
    pub erasures: OpenErasures,
    /// When the tenant is deleted, if it is closed.
    pub ends_at: Option<Timestamp>,
    /// Whether messages are sent by mail.
    pub sends_mail: bool,
}

/// How backups stand, as this server has seen it last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupStatus {
    /// When it looked; nothing before it did.
    pub seen_at: Option<Timestamp>,
    /// How many places are registered.
    pub places: usize,
    /// How many of them could not be looked at.
    pub places_away: usize,
    /// How many of the others have no backup of the last two intervals; none, where backups are not made by themselves.
    pub places_behind: usize,
    /// When the newest backup was made, wherever it is.
    pub newest_at: Option<Timestamp>,
    /// Whether backups are made by themselves.
    pub is_scheduled: bool,
    /// Whether one that was due was not made.
    pub has_failed: bool,
    /// When the last drill began that went well.
    pub drilled_at: Option<Timestamp>,
    /// When the last drill began that failed, at a place where none went well since.
    pub drill_failed_at: Option<Timestamp>,
}

/// How keys turn over, as this server has seen it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RotationStatus {
    /// When it looked.
    pub seen_at: Timestamp,
    /// The number of the newest root epoch.
    pub epoch: u64,
    /// When that was begun, if the key service knows.
    pub begun_at: Option<Timestamp>,
    /// Whether keys are being brought under it.
    pub is_rotating: bool,
    /// When the next is begun by itself, if it is.
    pub due_at: Option<Timestamp>,
    /// How many places may have backups of keys of an epoch that has ended.
    pub places_behind: usize,
}

/// How a tenant's search index of a store stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexStatus {
    /// The store that it follows.
    pub store: StoreName,
    /// Whether there is one. A tenant with little has none, and is looked through.
    pub is_there: bool,
    /// How many changes it does not have yet, up to [`crate::INDEX_BEHIND_MAX`].
    pub behind: usize,
}

/// How far the newest checkpoint of a tree goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeStatus {
    /// Which of the two.
    pub tree: Tree,
    /// How many events it has.
    pub size: u64,
    /// When the last of them happened.
    pub newest_event_at: Option<Timestamp>,
}

/// Jobs of one kind that are tried no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedJobs {
    /// What they are.
    pub kind: &'static str,
    /// How many.
    pub count: usize,
    /// Since when the first of them is.
    pub since: Timestamp,
    /// The code of what went wrong with the last of them.
    pub problem: Option<String>,
}

/// Erasures that are not at their end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenErasures {
    /// Of how many people something is still being removed.
    pub removing: usize,
    /// How many are waiting for no copy of before to open any more.
    pub closing: usize,
}
