//! Begins to sign in with a password. Whoever asks learns nothing of whether the address is known: not from the answer,
//! not from how long it takes, and not from asking again.

use std::time::Duration;

use model::{RowKey, StoreName, UserId, Version};
use serde::{Deserialize, Serialize};
use signin::password::{LoginState, PasswordRecord};

use super::begin_password_registration::malformed;
use super::ticket::{Ticket, seal_ticket};
use super::{Door, Secret, Try};
use crate::Service;
use crate::ctx::Ctx;
use crate::directory;
use crate::error::ServiceError;
use crate::users::Address;

/// Before this time nobody gets an answer, so that it does not tell whose keys were at hand.
const TIME_MIN: Duration = Duration::from_millis(25);

/// What the client goes on with.
#[derive(Debug)]
pub struct PasswordChallenge {
    /// The ticket that comes back with what the client makes of it.
    pub sign_in: String,
    /// The server's message (`KE2`, RFC 9807, section 6).
    pub response: Vec<u8>,
}

/// Somebody has said who they are, and has yet to show it.
#[derive(Serialize, Deserialize)]
pub(super) struct PasswordSignIn {
    /// Nobody, if the address is not known.
    user: Option<String>,
    /// A version, in as many digits whatever it is: what is sealed is as long for everybody.
    credentials: String,
    /// What tries are counted against: the same for an address that nobody has.
    account: String,
    origin: String,
    state: zeroize::Zeroizing<String>,
}

impl Ticket for PasswordSignIn {
    const KIND: &'static str = "password-sign-in";
}

impl PasswordSignIn {
    /// Whose password it is, at which version of their credentials.
    pub(super) fn user(&self) -> Option<(UserId, Version)> {
        let user = self.user.as_ref()?.parse().ok()?;
        let version = u64::from_str_radix(&self.credentials, 16).ok()?;
        Some((user, Version(version)))
    }

    pub(super) fn account(&self) -> Result<RowKey, ServiceError> {
        self.account.parse().map_err(|_| ServiceError::CeremonyOver)
    }

    pub(super) fn origin(&self) -> Result<[u8; 16], ServiceError> {
        let mut origin = [0; 16];
        hex::decode_to_slice(&self.origin, &mut origin).map_err(|_| ServiceError::CeremonyOver)?;
        Ok(origin)
    }

    pub(super) fn state(&self) -> Option<LoginState> {
        LoginState::from_bytes(&hex::decode(&*self.state).ok()?).ok()
    }
}

impl Service {
    /// Answers the client's first message (`KE1`).
    pub async fn begin_password_sign_in(
        &self,
        ctx: &Ctx,
        address: &Address,
        request: &[u8],
    ) -> Result<PasswordChallenge, ServiceError> {
        let from = ctx.caller.address;
        self.let_pass(Door::BeginPassword, from).await?;
        let no_sooner = tokio::time::sleep(TIME_MIN);
        let challenge = self.challenge(ctx, address, request).await;
        no_sooner.await;
        challenge
    }

    async fn challenge(
        &self,
        ctx: &Ctx,
        address: &Address,
        request: &[u8],
    ) -> Result<PasswordChallenge, ServiceError> {
        let server = self.password_server().await?;
        let (secret, decoy) = (Secret::Password, self.decoy(address).await?);
        let tried = Try { secret, account: decoy, address: ctx.caller.address };
        self.let_try(&tried)?;
        let known = self.find_password(address).await?;
        let (credential, record) = match &known {
            Some(known) => (known.credential.as_slice(), Some(&known.record)),
            None => (decoy.as_bytes().as_slice(), None),
        };
        let started = server.login_start(record, request, credential, self.rng());
        let (state, response) = match started {
            Ok(started) => started,
            Err(error) => return self.settle_try(&tried, Err(malformed(error)), |_| false),
        };
        let mut origin = [0; 16];
        self.rng().fill(&mut origin);
        let ticket = PasswordSignIn {
            // As long as that of a user, so that the ticket is.
            user: Some(known.as_ref().map_or_else(|| decoy.to_string(), |it| it.user.to_string())),
            credentials: version_text(known.as_ref().map_or(0, |it| it.version.0)),
            account: decoy.to_string(),
            origin: hex::encode(origin),
            state: zeroize::Zeroizing::new(hex::encode(state.as_bytes())),
        };
        self.note_begun(ctx, &ticket)?;
        Ok(PasswordChallenge { sign_in: seal_ticket(self, &ticket).await?, response })
    }

    /// The password of whoever has the address, if there is one.
    async fn find_password(
        &self,
        address: &Address,
    ) -> Result<Option<KnownPassword>, ServiceError> {
        let Some(user) = self.find_user_at(address).await? else { return Ok(None) };
        let credentials = match self.credentials_of(user).await {
            Err(ServiceError::NotFound) => return Ok(None),
            credentials => credentials?,
        };
        let Some((credential, record)) = credentials.body.password()? else { return Ok(None) };
        Ok(Some(KnownPassword { user, version: credentials.version, credential, record }))
    }

    /// What stands for the credential of an address that nobody has: the same whenever and wherever it is asked for.
    pub(crate) async fn decoy(&self, address: &Address) -> Result<RowKey, ServiceError> {
        let keys = self.keys.tenant(&directory::permit()).await?;
        // No type has such a name, so this is no row's key.
        Ok(keys.row_key(StoreName::Identity, "SignInName?", address.as_str()))
    }
}

/// In as many digits, whatever it is.
fn version_text(version: u64) -> String {
    format!("{version:016x}")
}

struct KnownPassword {
    user: UserId,
    version: Version,
    credential: Vec<u8>,
    record: PasswordRecord,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticket_of_somebody_is_as_long_as_that_of_nobody() {
        let length = |version: u64, origin: u8| {
            let ticket = PasswordSignIn {
                user: Some("0".repeat(32)),
                credentials: version_text(version),
                account: "0".repeat(32),
                origin: hex::encode([origin; 16]),
                state: zeroize::Zeroizing::new(String::new()),
            };
            serde_json::to_vec(&ticket).expect("strings").len()
        };
        assert_eq!(length(0, 0), length(12_345, 255));
    }
}
