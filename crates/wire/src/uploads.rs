//! Content that comes in by several requests.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is going to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUpload {
    /// Its media type.
    pub content_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it belongs to, as a reference: whoever may see that may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_context: Option<String>,
}

/// How far an upload is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Upload {
    /// Its id.
    pub id: String,
    /// The media type of what is sent.
    pub content_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// From which byte on it goes on; as many as `bytes` when all of it has come in.
    pub offset: u64,
    /// Of how many bytes parts are. What does not fill a part is kept only if it is the end.
    pub part_bytes: u64,
}

/// The document that an upload has become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompletedUpload {
    /// The id of the `Binary`.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// Where it is.
    pub url: String,
}
