//! Passkeys: a second factor, and the only one that is needed where the device has asked who uses it.
//!
//! Who has which is told to nobody: a sign-in with nothing but a passkey names no account, the device does.

mod begin_passkey_registration;
mod begin_passkey_sign_in;
mod create_passkey;
mod delete_passkey;
mod finish_passkey_sign_in;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use model::clock::format_instant;
use model::{Timestamp, UserId};
use serde::{Deserialize, Serialize};
use signin::passkey::{Passkey, PasskeyError, Passkeys};
use std::sync::OnceLock;

pub use begin_passkey_registration::PasskeyOffer;
pub use begin_passkey_sign_in::PasskeyChallenge;
pub use create_passkey::NewPasskey;

use crate::Service;
use crate::error::ServiceError;

/// Where passkeys are good.
#[derive(Default)]
pub(crate) struct PasskeyKeeper(OnceLock<Passkeys>);

/// A passkey, as its holder sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyView {
    /// Its id (base64url).
    pub id: String,
    /// What its holder calls it.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether it lets nobody in any more, since there seem to be two of it.
    pub is_copied: bool,
}

/// How far another server's clock may be ahead, in milliseconds.
const CLOCK_AHEAD_MAX_MS: i64 = 60_000;

/// A passkey as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredPasskey {
    name: String,
    created_at: String,
    passkey: String,
    /// When the last challenge was drawn that it has answered, in milliseconds.
    #[serde(default)]
    answered: i64,
    /// Whether there seem to be two of it. Neither is taken any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_copied: bool,
}

impl StoredPasskey {
    pub(crate) fn new(name: &str, passkey: &Passkey, at: Timestamp) -> Self {
        let (name, created_at) = (name.to_owned(), format_instant(at));
        let passkey = STANDARD.encode(passkey.to_bytes());
        Self { name, created_at, passkey, answered: i64::MIN, is_copied: false }
    }

    pub(crate) fn passkey(&self) -> Result<Passkey, ServiceError> {
        let bytes = STANDARD.decode(&self.passkey).map_err(|_| ServiceError::Integrity)?;
        Passkey::from_bytes(&bytes).map_err(|_| ServiceError::Integrity)
    }

    /// What tells it from others of the same person, whatever it counts.
    pub(crate) fn made(&self) -> &str {
        &self.created_at
    }

    /// Whether it lets somebody in.
    pub(crate) const fn is_good(&self) -> bool {
        !self.is_copied
    }

    /// Refuses it from now on, whichever of the two it is.
    pub(crate) const fn refuse(&mut self) {
        self.is_copied = true;
    }

    /// Whether it has answered a challenge that was drawn then, or one after it.
    pub(crate) const fn has_answered(&self, (drawn_at, now): (i64, i64)) -> bool {
        is_answered(self.answered, drawn_at, now)
    }

    /// What it is after it has answered a challenge that was drawn then.
    pub(crate) fn answer(
        &mut self,
        passkey: &Passkey,
        times: (i64, i64),
    ) -> Result<(), ServiceError> {
        if self.has_answered(times) {
            return Err(ServiceError::CeremonyOver);
        }
        self.passkey = STANDARD.encode(passkey.to_bytes());
        self.answered = times.0;
        Ok(())
    }

    pub(crate) fn view(&self) -> Result<PasskeyView, ServiceError> {
        Ok(PasskeyView {
            id: id_of(&self.passkey()?),
            name: self.name.clone(),
            created_at: self.created_at.parse().map_err(|_| ServiceError::Integrity)?,
            is_copied: self.is_copied,
        })
    }
}

/// Whether a challenge that was drawn then was answered already, or one after it. What a clock said that was ahead counts for
/// nothing: the passkey would be of no use until that time comes.
const fn is_answered(answered: i64, drawn_at: i64, now: i64) -> bool {
    drawn_at <= answered && answered <= now + CLOCK_AHEAD_MAX_MS
}

impl Service {
    /// Says where passkeys are good, once it is known where the server is reached: for this domain, and from pages of
    /// these origins.
    pub fn offer_passkeys(
        &self,
        domain: &str,
        name: &str,
        origins: &[&str],
    ) -> Result<(), ServiceError> {
        let passkeys = Passkeys::new(domain, name, origins);
        let passkeys = passkeys.map_err(|error| ServiceError::BadRequest(error.to_string()))?;
        // Whoever says so a second time says the same.
        let _ = self.passkeys.0.set(passkeys);
        Ok(())
    }

    fn passkeys(&self) -> Result<&Passkeys, ServiceError> {
        self.passkeys.0.get().ok_or_else(|| {
            ServiceError::BadRequest(
                "passkeys are good for a domain, and public_url names none".to_owned(),
            )
        })
    }
}

/// The id of a passkey, as it travels.
pub(crate) fn id_of(passkey: &Passkey) -> String {
    URL_SAFE_NO_PAD.encode(passkey.credential_id())
}

/// What a device knows a user by.
fn handle_of(user: UserId) -> [u8; 16] {
    *user.as_bytes()
}

/// Why an answer of a device is not taken. What is wrong with it is told to whoever is in already, and to nobody else.
fn registration_error(error: PasskeyError) -> ServiceError {
    match error {
        PasskeyError::OtherCeremony | PasskeyError::OtherChallenge => ServiceError::CeremonyOver,
        error => ServiceError::BadRequest(error.to_string()),
    }
}

fn sign_in_error(error: PasskeyError) -> ServiceError {
    match error {
        PasskeyError::OtherCeremony | PasskeyError::OtherChallenge => ServiceError::CeremonyOver,
        PasskeyError::CounterWentBack => ServiceError::PasskeyCopied,
        _ => ServiceError::SignInFailed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_answered_once_and_a_clock_that_was_ahead_locks_nobody_out() {
        assert!(!is_answered(i64::MIN, 0, 0), "the first");
        assert!(is_answered(1_000, 1_000, 2_000), "the same again");
        assert!(is_answered(1_000, 999, 2_000), "one of before");
        assert!(!is_answered(1_000, 1_001, 2_000), "the next");
        assert!(!is_answered(10_000_000, 5_000, 6_000), "after a clock that was ahead");
    }
}
