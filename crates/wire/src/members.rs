//! Those who belong to a tenant, and what it wants of them when they sign in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody who belongs to the tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Member {
    /// Who: 32 hexadecimal digits.
    pub user: String,
    /// What they are called; not there if they were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where they are written to; not there if they were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What they may do: names of roles.
    pub roles: Vec<String>,
    /// Whether they may do anything.
    pub active: bool,
    /// Since when they belong to the tenant (RFC 3339).
    pub joined_at: String,
    /// The version of this state, for `If-Match`.
    pub version: u64,
}

/// A page of members, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MemberList {
    /// The members.
    pub items: Vec<Member>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What is to change about a member; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberChange {
    /// Other roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// Whether they may do anything. Who may not has no session any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// What a tenant wants of those who sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInRules {
    /// What everybody has to show: `one_factor`, `two_factors` or `phishing_resistant`.
    pub required: String,
    /// What those with a role have to show, if that is more, by the name of the role.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub roles: std::collections::BTreeMap<String, String>,
    /// After how many minutes of doing nothing a session ends; 1 to 1,440.
    pub idle_minutes: u32,
    /// After how many hours it ends in any case; 1 to 720.
    pub session_hours: u32,
}

/// What is to change of what a tenant wants of those who sign in; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInChange {
    /// What everybody has to show: `one_factor`, `two_factors` or `phishing_resistant`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<String>,
    /// What those with a role have to show, if that is more, by the name of the role: these in the place of all before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<std::collections::BTreeMap<String, String>>,
    /// After how many minutes of doing nothing a session ends; 1 to 1,440.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle_minutes: Option<u32>,
    /// After how many hours it ends in any case; 1 to 720.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_hours: Option<u32>,
}
