//! The way in. Messages of OPAQUE (RFC 9807) are base64url without padding, as
//! `@serenity-kit/opaque` gives and takes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Begins to make a password known.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordRegistrationRequest {
    /// The client's first message (`RegistrationRequest`).
    pub registration_request: String,
}

/// What the client makes its record with.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct PasswordRegistration {
    /// The ticket that comes back with the record; good for ten minutes.
    pub registration: String,
    /// The server's message (`RegistrationResponse`).
    pub registration_response: String,
}

/// A password that was chosen.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The ticket of its beginning.
    pub registration: String,
    /// The client's record (`RegistrationRecord`).
    pub registration_record: String,
}

/// Begins to sign in with a password.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordSignInRequest {
    /// The address.
    pub email: String,
    /// The client's first message (`KE1`, `startLoginRequest` of the package).
    pub login_request: String,
}

/// What the client shows its password with. An address that nobody has gets the like of it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct PasswordChallenge {
    /// The ticket for the next step; good for ten minutes.
    pub sign_in: String,
    /// The server's message (`KE2`).
    pub login_response: String,
}

/// Shows that one knows the password.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordProof {
    /// The ticket of the step before.
    pub sign_in: String,
    /// The client's last message (`KE3`, `finishLoginRequest` of the package).
    pub login_finish: String,
}

/// Shows a code.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeProof {
    /// The ticket of the step before.
    pub sign_in: String,
    /// The code, as it is read or typed.
    pub code: String,
}

/// How far somebody has come on the way in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct SignInProgress {
    /// The ticket for the next step.
    pub sign_in: String,
    /// What was shown: `password`, `totp`, `recovery_code`, `passkey`, `security_key`.
    pub factors: Vec<String>,
    /// What else can be shown.
    pub second_factors: Vec<String>,
}

/// A ticket, to go on with.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// The ticket of the step before.
    pub sign_in: String,
}

/// Asks for the tenants of whoever has a ticket.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnTenantsRequest {
    /// The ticket of the step before.
    pub sign_in: String,
    /// Entries a page, 1 to 500; 50 if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A tenant that one belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnTenant {
    /// 16 hexadecimal digits.
    pub id: String,
    /// The name of the organisation.
    pub name: String,
    /// What it wants to be shown: `one_factor`, `two_factors` or `phishing_resistant`.
    pub required: String,
}

/// A page of the tenants that one belongs to, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnTenantList {
    /// The tenants.
    pub items: Vec<OwnTenant>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Begins to sign in with a passkey.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeySignInRequest {
    /// The ticket of the step before, if the passkey is a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<String>,
}

/// What a device signs.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct PasskeyChallenge {
    /// The ticket that comes back with the answer; good for ten minutes.
    pub challenge: String,
    /// For `PublicKeyCredential.parseRequestOptionsFromJSON` (`WebAuthn` 3).
    #[schema(value_type = Object)]
    pub options: serde_json::Value,
}

/// Shows that one has a passkey.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyProof {
    /// The ticket of the step before.
    pub challenge: String,
    /// What `toJSON()` of the credential gives.
    #[schema(value_type = Object)]
    pub answer: serde_json::Value,
}

/// Claims a new tenant as a person: either with a name, an address and a password, or with the ticket of somebody
/// who is known already.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdministratorRegistration {
    /// The ticket of somebody on the way in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<String>,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address with which they will sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The language they are written to in; `en` if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The password they have chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<NewPassword>,
}

/// The administrator that somebody became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegisteredAdministrator {
    /// Their id.
    pub user: String,
    /// The tenant.
    pub tenant: String,
}
