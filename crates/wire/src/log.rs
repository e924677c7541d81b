//! The log: records beside its entries, proofs, and what the reconciler found.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Up to 256 records, from an index on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LogRecords {
    /// The records, in the order of the tree.
    pub items: Vec<LogRecord>,
}

/// What lies beside an entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LogRecord {
    /// Its index in the tree.
    pub index: u64,
    /// The event's name.
    pub event: String,
    /// `nonce ‖ header`, base64; not there if it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The slots with the sealed bodies, base64.
    pub bodies: String,
}

/// Proof that an event stands in its tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventProof {
    /// The event.
    pub event: String,
    /// Its index in the tree.
    pub index: u64,
    /// The leaf, base64.
    pub entry: String,
    /// The hash of the leaf: 64 hexadecimal digits.
    pub hash: String,
    /// The signed checkpoint that the proof leads to.
    pub checkpoint: String,
    /// The hashes from the leaf to the root (RFC 6962, section 2.1.1), 64 hexadecimal digits each.
    pub inclusion: Vec<String>,
}

/// Proof that a tenant's trees are part of the deployment's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeploymentProof {
    /// The signed checkpoint of the deployment's tree.
    pub checkpoint: String,
    /// Its newest leaf, which is its last, base64.
    pub leaf: String,
    /// The hashes from that leaf to the root, 64 hexadecimal digits each.
    pub inclusion: Vec<String>,
    /// The tenant's trees in the map that the leaf commits to.
    pub trees: Vec<TreeProof>,
    /// The hashes that prove that the tree begins with the one of the size that was asked for
    /// (RFC 6962, section 2.1.2), 64 hexadecimal digits each. Not there if no size was asked for,
    /// or the tree was never as large.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consistency: Option<Vec<String>>,
}

/// One tree in the deployment's map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TreeProof {
    /// `changes` or `access`.
    pub tree: String,
    /// The tree's id, the last part of its origin.
    pub log: String,
    /// Its size.
    pub size: u64,
    /// Its root, 64 hexadecimal digits.
    pub root: String,
    /// Its place in the map.
    pub index: u64,
    /// The hashes from its leaf to the map's root, 64 hexadecimal digits each.
    pub siblings: Vec<String>,
}

/// What holding the store against the log came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reconciliation {
    /// How many entries of the log were looked at.
    pub entries: u64,
    /// How many stored versions were looked at.
    pub rows: u64,
    /// What does not hold; nothing, if all is well.
    pub findings: Vec<Finding>,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// `log_cut_off`, `log_changed`, `checkpoint_lost`, `row_missing`, `row_changed`, `key_missing` or
    /// `key_changed`.
    pub kind: String,
    /// Where, in words.
    pub what: String,
}
