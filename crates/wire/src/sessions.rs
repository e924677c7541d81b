//! Sessions of people who have signed in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::User;

/// Begins a session.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// The ticket of the step before. It is used up.
    pub sign_in: String,
    /// The tenant to come into.
    pub tenant: String,
}

/// A session that has begun. What it is known by is in the cookie that comes with this answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreatedSession {
    /// 32 hexadecimal digits.
    pub id: String,
    /// The tenant it is good in.
    pub tenant: String,
    /// When it ends in any case (RFC 3339).
    pub ends_at: String,
}

/// Leaves a tenant for another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionSwitch {
    /// The tenant to come into.
    pub tenant: String,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// 32 hexadecimal digits.
    pub id: String,
    /// The tenant it is good in.
    pub tenant: String,
    /// Whose it is.
    pub user: String,
    /// What the device calls itself.
    pub device: String,
    /// From where it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What was shown: `password`, `totp`, `recovery_code`, `passkey`, `security_key`.
    pub factors: Vec<String>,
    /// When it began (RFC 3339).
    pub began_at: String,
    /// When it was used last, to the minute (RFC 3339).
    pub used_at: String,
    /// When it ends in any case (RFC 3339).
    pub ends_at: String,
}

/// A page of sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionList {
    /// The sessions.
    pub items: Vec<Session>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The caller's own session, and who they are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnSession {
    /// The session.
    pub session: Session,
    /// Who they are.
    pub user: User,
    /// The name of the tenant.
    pub tenant_name: String,
    /// What they may do there: names of roles.
    pub roles: Vec<String>,
    /// After how many minutes of doing nothing it ends.
    pub idle_minutes: u32,
}
