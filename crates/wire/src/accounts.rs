//! People's own accounts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct User {
    /// 32 hexadecimal digits.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Where they are written to, and what they sign in with.
    pub email: String,
    /// `en`, `nl` or `pt`.
    pub language: String,
    /// Since when they are known (RFC 3339).
    pub created_at: String,
}

/// The caller's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// Who they are.
    pub user: User,
    /// Whether they sign in with a password.
    pub has_password: bool,
    /// Whether codes of the moment are a factor of theirs.
    pub has_totp: bool,
    /// How many recovery codes they have left.
    pub recovery_codes: usize,
    /// Their passkeys.
    pub passkeys: Vec<Passkey>,
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Passkey {
    /// Its id (base64url).
    pub id: String,
    /// What its holder calls it.
    pub name: String,
    /// When it was made (RFC 3339).
    pub created_at: String,
    /// Whether it lets nobody in any more, since there seem to be two of it: remove it, and make a new one.
    pub copied: bool,
}

/// What a device makes a passkey with.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct PasskeyRegistration {
    /// The ticket that comes back with the answer; good for ten minutes.
    pub registration: String,
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON` (`WebAuthn` 3).
    #[schema(value_type = Object)]
    pub options: serde_json::Value,
}

/// A passkey that a device has made.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// The ticket of its beginning.
    pub registration: String,
    /// What its holder calls it.
    pub name: String,
    /// What `toJSON()` of the credential gives.
    #[schema(value_type = Object)]
    pub answer: serde_json::Value,
}

/// What is to change about one's own account; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountChange {
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another language: `en`, `nl` or `pt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A secret that codes of the moment are made with (RFC 6238). Shown this once.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct NewTotp {
    /// The secret, for typing (base32).
    pub secret: String,
    /// The same as an address that devices read (`otpauth:`).
    pub uri: String,
}

/// A code that was made with it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TotpConfirmation {
    /// The code.
    pub code: String,
}

/// Codes for when other factors are lost, each good once. Shown this once.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

/// Something that has happened to one's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountEvent {
    /// The event's name.
    pub id: String,
    /// When (RFC 3339).
    pub at: String,
    /// What was done: the name of an operation. `finish_password_sign_in`, `finish_passkey_sign_in`, `verify_totp` and
    /// `verify_recovery_code` show something, `complete_sign_in` begins a session.
    pub operation: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// The code of why it was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// From which address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What the device calls itself, where that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// How often, if tries that failed were written down together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
}

/// A page of what has happened to one's own account, newest first. It may be short although there are more: follow `next`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountEventList {
    /// The events.
    pub items: Vec<AccountEvent>,
    /// The cursor of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
