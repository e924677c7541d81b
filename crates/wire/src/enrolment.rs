//! Second factors that are set up on the way in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A secret that codes of the moment are made with (RFC 6238). Shown this once.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct TotpEnrolment {
    /// The secret, for typing (base32).
    pub secret: String,
    /// The same as an address that devices read (`otpauth:`).
    pub uri: String,
    /// The ticket, for the next step.
    pub sign_in: String,
}

/// A passkey that a device has made.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyEnrolment {
    /// The ticket of the step before.
    pub sign_in: String,
    /// The ticket of its beginning.
    pub registration: String,
    /// What its holder calls it.
    pub name: String,
    /// What `toJSON()` of the credential gives.
    #[schema(value_type = Object)]
    pub answer: serde_json::Value,
}
