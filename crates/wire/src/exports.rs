//! Exports: everything about a person or of a tenant.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is to open an export: one of the two.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// A recipient of age: `age1…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// A passphrase of at least twelve characters. It is forgotten when the export is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passphrase: Option<String>,
}

/// An export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Export {
    /// Its id.
    pub id: String,
    /// The type of the own document of the person whose it is; not there if it is the whole tenant's.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Who asked for it.
    pub by: String,
    /// When (RFC 3339).
    pub requested_at: String,
    /// Until when it can be fetched.
    pub expires_at: String,
    /// `making`, `ready` or `gone`.
    pub state: String,
    /// How many bytes it has, once it is ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// A page of exports, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExportList {
    /// The exports.
    pub items: Vec<Export>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
