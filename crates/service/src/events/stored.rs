//! The JSON inside an event's seals (`docs/formats.md`, section 5).

use serde::{Deserialize, Serialize};

/// The header: what everybody may know who may see the log at all.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) at: String,
    pub(crate) operation: String,
    pub(crate) outcome: String,
    pub(crate) caller: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) subjects: Vec<String>,
}

/// The body of the event itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct OwnBody {
    pub(crate) caller: CallerBody,
    pub(crate) interface: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    pub(crate) request: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) parameters: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) returned: Option<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) policies: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) rows: Vec<RowBody>,
    /// Only what is about nobody is named here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) resources: Vec<ResourceBody>,
}

/// Who asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CallerBody {
    pub(crate) kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) name: String,
}

/// A row that was read or changed, without its id.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RowBody {
    pub(crate) store: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) row: String,
    pub(crate) version: u64,
    /// Of what is stored, when the row was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
}

/// The body of a person: what of theirs was read or changed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PersonBody {
    pub(crate) resources: Vec<ResourceBody>,
    /// In the directory, of who did it themselves: what the device calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) device: Option<String>,
}

/// A document, by its id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ResourceBody {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) version: u64,
}
