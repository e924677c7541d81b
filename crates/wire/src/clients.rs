//! The tenant, and the machines that sign in to it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The caller's own tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tenant {
    /// 16 hexadecimal digits.
    pub id: String,
    /// The name of the organisation.
    pub name: String,
    /// When the account was opened (RFC 3339).
    pub created_at: String,
}

/// A machine that may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Client {
    /// 32 hexadecimal digits.
    pub id: String,
    /// The name people know it by.
    pub name: String,
    /// What it may do: names of roles.
    pub roles: Vec<String>,
    /// When it was made (RFC 3339).
    pub created_at: String,
    /// From when on its token is refused (RFC 3339); never, if it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// The version of this state, for `If-Match`.
    pub version: u64,
}

/// A page of clients, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClientList {
    /// The clients.
    pub items: Vec<Client>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A client, with the token that is shown this once.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct ClientWithToken {
    /// The client.
    pub client: Client,
    /// The bearer token. It is kept nowhere: who loses it makes another client.
    pub token: String,
}

/// A machine to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    /// A name that no other client of the tenant has.
    pub name: String,
    /// At least one role.
    pub roles: Vec<String>,
    /// From when on the token is to be refused (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

/// What is to change about a client; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientChange {
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Other roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// Another expiry (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

/// Claims a new tenant with its one-time credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRequest {
    /// The name of the client that becomes the first administrator.
    pub name: String,
}
