//! Begins to sign in with a passkey: as the only factor, when nobody has said who they are, or as a second one on a way
//! in that has begun.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use signin::passkey::{Started, Verification};

use super::handle_of;
use crate::Service;
use crate::error::ServiceError;
use crate::sign_in::{Door, SignIn, Ticket, seal_ticket};

/// What a device answers to.
#[derive(Debug)]
pub struct PasskeyChallenge {
    /// The ticket that comes back with the answer.
    pub challenge: String,
    /// The options, as JSON (`PublicKeyCredentialRequestOptionsJSON`, `WebAuthn` 3, section 5.1.9).
    pub options: String,
}

/// A sign-in with a passkey was begun.
#[derive(Serialize, Deserialize)]
pub(super) struct PasskeySignIn {
    pub(super) origin: [u8; 16],
    /// What was shown before; nothing, if the passkey is to be all of it.
    pub(super) before: Option<SignIn>,
    /// When the challenge was drawn.
    pub(super) at_milliseconds: i64,
    state: String,
}

impl Ticket for PasskeySignIn {
    const KIND: &'static str = "passkey-sign-in";
}

impl PasskeySignIn {
    pub(super) fn state(&self) -> Result<Vec<u8>, ServiceError> {
        STANDARD.decode(&self.state).map_err(|_| ServiceError::CeremonyOver)
    }
}

impl Service {
    /// Gives a device something to sign; with a ticket, as a second factor of whoever is on the way in with it.
    pub async fn begin_passkey_sign_in(
        &self,
        from: Option<IpAddr>,
        ticket: Option<&str>,
    ) -> Result<PasskeyChallenge, ServiceError> {
        self.let_pass(Door::BeginPasskey, from).await?;
        let (before, started) = match ticket {
            None => (None, self.passkeys()?.start_discovery(self.rng())),
            Some(ticket) => {
                let (sign_in, started) = self.start_second_factor(ticket).await?;
                (Some(sign_in), started)
            }
        };
        let mut origin = [0; 16];
        self.rng().fill(&mut origin);
        let at_milliseconds = self.clock.now().as_millisecond();
        let state = STANDARD.encode(&started.state);
        let ticket = PasskeySignIn { origin, before, at_milliseconds, state };
        let challenge = seal_ticket(self, &ticket).await?;
        Ok(PasskeyChallenge { challenge, options: started.options })
    }

    async fn start_second_factor(&self, ticket: &str) -> Result<(SignIn, Started), ServiceError> {
        let (sign_in, user, credentials) = self.resume_any_sign_in(ticket).await?;
        let passkeys = credentials.body.passkeys_to_show()?;
        if passkeys.is_empty() {
            return Err(ServiceError::SignInFailed);
        }
        let handle = handle_of(user.user.id);
        let verification = Verification::Preferred;
        let started =
            self.passkeys()?.start_authentication(&handle, &passkeys, verification, self.rng());
        let started = started.map_err(|_| ServiceError::SignInFailed)?;
        Ok((sign_in, started))
    }
}
