//! Begins to make a passkey of the caller's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::{Operation, ResourceType};
use serde::{Deserialize, Serialize};
use signin::passkey::{User, Verification};

use super::handle_of;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::sign_in::{Ticket, seal_ticket};
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};

/// What a device makes a passkey with.
#[derive(Debug)]
pub struct PasskeyOffer {
    /// The ticket that comes back with the answer of the device.
    pub registration: String,
    /// The options, as JSON (`PublicKeyCredentialCreationOptionsJSON`, `WebAuthn` 3, section 5.1.8).
    pub options: String,
}

/// A registration was begun.
#[derive(Serialize, Deserialize)]
pub(super) struct PasskeyRegistration {
    pub(super) user: String,
    /// The version of the credentials: each beginning leads to one passkey.
    pub(super) credentials: u64,
    state: String,
}

impl Ticket for PasskeyRegistration {
    const KIND: &'static str = "passkey-registration";
}

impl PasskeyRegistration {
    pub(super) fn state(&self) -> Result<Vec<u8>, ServiceError> {
        STANDARD.decode(&self.state).map_err(|_| ServiceError::CeremonyOver)
    }
}

impl Service {
    /// Gives a device what it makes a passkey with, to a caller who has shown a short while ago who they are.
    pub async fn begin_passkey_registration(&self, ctx: &Ctx) -> Answer<PasskeyOffer> {
        let ctx = self.in_directory(ctx).await?;
        let operation = Operation::BeginPasskeyRegistration;
        self.perform(&ctx, operation, ResourceType::ACCOUNT, |work| {
            Box::pin(self.offer_passkey(work))
        })
        .await
    }

    async fn offer_passkey(&self, work: &Work<'_>) -> Result<Change<PasskeyOffer>, ServiceError> {
        self.require_fresh(work).await?;
        let known = self.account_holder(work).await?;
        let credentials = self.credentials_of(known.user.id).await?;
        let offer = self.offer_passkey_to(&known, &credentials).await?;
        Ok(Change::of(offer).guarding(&known.subject))
    }

    /// What a device of somebody's makes a passkey with.
    pub(crate) async fn offer_passkey_to(
        &self,
        known: &KnownUser,
        credentials: &Credentials,
    ) -> Result<PasskeyOffer, ServiceError> {
        let handle = handle_of(known.user.id);
        let (name, display_name) = (known.user.email.as_str(), known.user.name.as_str());
        let user = User { handle: &handle, name, display_name };
        let passkeys = credentials.body.passkeys()?;
        // Wanted, so that it can be the only sign-in; where a device cannot ask, it is a second factor.
        let verification = Verification::Preferred;
        let started =
            self.passkeys()?.start_registration(&user, &passkeys, verification, self.rng());
        let started = started.map_err(|error| ServiceError::BadRequest(error.to_string()))?;
        let registration = PasskeyRegistration {
            user: known.user.id.to_string(),
            credentials: credentials.version.0,
            state: STANDARD.encode(&started.state),
        };
        let registration = seal_ticket(self, &registration).await?;
        Ok(PasskeyOffer { registration, options: started.options })
    }
}
