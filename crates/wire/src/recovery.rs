//! Ways back in, and other addresses: what is confirmed by mail.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Asks to be written to by whoever has forgotten the password.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoveryRequest {
    /// The address with which they sign in.
    pub email: String,
}

/// Shows that one has got what was written.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoveryProof {
    /// What the link carries; good once, and for an hour.
    pub recovery: String,
}

/// Another password for whoever has forgotten theirs.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// The ticket of the step before.
    pub sign_in: String,
    /// The ticket with which the password was registered.
    pub registration: String,
    /// The client's message (`RegistrationRecord`), base64url without padding.
    pub registration_record: String,
}

/// Asks for another address.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressChangeRequest {
    /// The address with which one wants to sign in.
    pub email: String,
}

/// Confirms that an address takes the place of another one.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressConfirmation {
    /// What the link carries; good for a day.
    pub confirmation: String,
}

/// How far a change of an address is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AddressChange {
    /// `waits_for_former`: the address of before has yet to confirm it, and then the new one. `waits_for_new`: the new
    /// one has. `done`: it is the address with which one signs in.
    pub state: String,
}
