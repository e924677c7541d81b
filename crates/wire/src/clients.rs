//! The tenant, and the machines that sign in to it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::members::{SignInChange, SignInRules};

/// The caller's own tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tenant {
    /// 16 hexadecimal digits.
    pub id: String,
    /// The name of the organisation.
    pub name: String,
    /// When the account was opened (RFC 3339).
    pub created_at: String,
    /// The origins whose pages may ask the server (CORS).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_origins: Vec<String>,
    /// What it wants of those who sign in.
    pub sign_in: SignInRules,
    /// When the account is deleted, if it is to be (RFC 3339); shown to the operator only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletes_at: Option<String>,
}

/// What is to change about the caller's own tenant; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TenantChange {
    /// Other origins in the place of all before, such as `https://app.example.org`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_origins: Option<Vec<String>>,
    /// What is wanted of those who sign in. If it is stricter than before, all sessions of the tenant end but the one
    /// that asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<SignInChange>,
}

/// A machine that may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "OAuth 2.0 calls it so")]
pub struct Client {
    /// 32 hexadecimal digits.
    pub id: String,
    /// The name people know it by.
    pub name: String,
    /// What it may do: names of roles.
    pub roles: Vec<String>,
    /// Its name towards the authorization server (`client_id` of OAuth 2.0).
    pub client_id: String,
    /// The names of the keys that it signs with, if it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_ids: Vec<String>,
    /// When it was made (RFC 3339).
    pub created_at: String,
    /// The id of the member who has made it; none, if a machine has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
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
    /// The bearer token. It is kept nowhere: who loses it makes another client. A client with keys of its
    /// own has none, and gets access tokens at `/oauth/token`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
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
    /// The public keys that it signs with, as a JWK Set (RFC 7517): RSA for RS384, or EC on P-384 for ES384,
    /// each with a `kid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub jwks: Option<serde_json::Value>,
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
    /// Other public keys, as a JWK Set, in the place of all before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub jwks: Option<serde_json::Value>,
}

/// An access token (RFC 6749, section 5.1).
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "OAuth 2.0 calls it so")]
pub struct AccessToken {
    /// The token, for `Authorization: Bearer`.
    pub access_token: String,
    /// `bearer`
    pub token_type: String,
    /// For how many seconds it is good.
    pub expires_in: u64,
    /// How far it reaches, in scopes of SMART App Launch 2.
    pub scope: String,
}

/// Why there is no access token (RFC 6749, section 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccessTokenError {
    /// `invalid_request`, `invalid_client`, `invalid_scope`, `unsupported_grant_type` or
    /// `temporarily_unavailable`.
    pub error: String,
    /// The same in words.
    pub error_description: String,
}

/// Claims a new tenant with its one-time credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRequest {
    /// The name of the client that becomes the first administrator.
    pub name: String,
}
