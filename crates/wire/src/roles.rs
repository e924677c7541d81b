//! Roles, and explanations of decisions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// The operations it may do.
    pub operations: Vec<String>,
}

/// All roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoleList {
    /// The roles.
    pub items: Vec<Role>,
}

/// A question to the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplanationRequest {
    /// The roles of whoever asks.
    pub roles: Vec<String>,
    /// The operation.
    pub operation: String,
    /// The type it acts on: `Observation`, `Client`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The security labels of the document, `system|code`; left out, the question is about the
    /// type as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<String>>,
}

/// What the rules say, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Explanation {
    /// Whether it is allowed.
    pub allowed: bool,
    /// The policies that decide; none when simply no policy allows it.
    pub policies: Vec<Policy>,
    /// What is hidden from the answer: `name` at the top of a resource, `*.name` anywhere in it, and
    /// `:Type` whatever is of this type of R4.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<String>,
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Policy {
    /// Its id.
    pub id: String,
    /// Its text, in Cedar.
    pub text: String,
}
