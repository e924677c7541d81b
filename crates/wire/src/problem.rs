//! Problem details (RFC 9457) with stable codes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What went wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// `urn:ribcage:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The stable code.
    pub code: String,
    /// The code in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do about it.
    pub detail: String,
    /// Places in the request that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemError>,
}

/// One place in the request that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProblemError {
    /// Where.
    pub path: String,
    /// What.
    pub message: String,
}
