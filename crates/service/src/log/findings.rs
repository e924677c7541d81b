//! What does not hold, in words.

use model::TenantId;

/// What kind of thing does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// The log is shorter than a checkpoint that was kept outside.
    LogCutOff,
    /// The log is not the one that its checkpoints signed.
    LogChanged,
    /// A checkpoint that was kept outside is gone, or was changed.
    CheckpointLost,
    /// A stored version is gone.
    RowMissing,
    /// A stored version is not the one that was written.
    RowChanged,
    /// The key of a stored version, or of a tenant, is gone.
    KeyMissing,
    /// The key of a stored version, or of a tenant, is not the one it was sealed under.
    KeyChanged,
    /// Content that a document has is not there.
    ContentMissing,
    /// Content that a document has is not what was kept.
    ContentChanged,
    /// The place for content could not be looked at, so it is not known what is there.
    ContentUnseen,
}

impl FindingKind {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LogCutOff => "log_cut_off",
            Self::LogChanged => "log_changed",
            Self::CheckpointLost => "checkpoint_lost",
            Self::RowMissing => "row_missing",
            Self::RowChanged => "row_changed",
            Self::KeyMissing => "key_missing",
            Self::KeyChanged => "key_changed",
            Self::ContentMissing => "content_missing",
            Self::ContentChanged => "content_changed",
            Self::ContentUnseen => "content_unseen",
        }
    }
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub kind: FindingKind,
    /// Whose it is; nobody's if it is the deployment's.
    pub tenant: Option<TenantId>,
    /// Where, in words. Rows are named by type and row key, never by id.
    pub what: String,
}

/// The outcome of one pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// How many entries of the log were held against their tree.
    pub entries: u64,
    /// How many stored versions were held against the log.
    pub rows: u64,
    /// What does not hold.
    pub findings: Vec<Finding>,
}
