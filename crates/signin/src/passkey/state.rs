//! What is remembered of a ceremony between the question and its answer.

use model::Rng;
use serde::{Deserialize, Serialize};

use super::answer::{decode, encode};
use super::{CHALLENGE_BYTES, Passkey, PasskeyError, Verification};

const FORMAT: u8 = 1;
const WHAT: PasskeyError = PasskeyError::Malformed("state of a passkey ceremony");

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Ceremony {
    /// A new passkey of somebody.
    Registration,
    /// One of somebody's passkeys.
    Authentication,
    /// Any passkey, of whoever it says.
    Discovery,
}

pub(super) struct State {
    pub(super) ceremony: Ceremony,
    pub(super) verification: Verification,
    pub(super) challenge: Vec<u8>,
    /// Empty if nobody is known yet.
    pub(super) user_handle: Vec<u8>,
    /// Those to be left out of a registration; those that an authentication is about.
    pub(super) credentials: Vec<Vec<u8>>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    format: u8,
    ceremony: Ceremony,
    verification: String,
    challenge: String,
    user: String,
    credentials: Vec<String>,
}

impl State {
    pub(super) fn new(
        ceremony: Ceremony,
        user_handle: &[u8],
        passkeys: &[Passkey],
        verification: Verification,
        rng: &dyn Rng,
    ) -> Self {
        let mut challenge = vec![0; CHALLENGE_BYTES];
        rng.fill(&mut challenge);
        let ids = passkeys.iter().map(|passkey| passkey.credential_id().to_vec());
        let user_handle = user_handle.to_vec();
        Self { ceremony, verification, challenge, user_handle, credentials: ids.collect() }
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let kept = Kept {
            format: FORMAT,
            ceremony: self.ceremony,
            verification: name_of(self.verification).to_owned(),
            challenge: encode(&self.challenge),
            user: encode(&self.user_handle),
            credentials: self.credentials.iter().map(|id| encode(id)).collect(),
        };
        serde_json::to_vec(&kept).expect("texts and numbers become JSON")
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, PasskeyError> {
        let kept: Kept = serde_json::from_slice(bytes).map_err(|_| WHAT)?;
        let verification = match kept.verification.as_str() {
            "required" => Verification::Required,
            "preferred" => Verification::Preferred,
            _ => return Err(WHAT),
        };
        let challenge = decode(&kept.challenge)?;
        if kept.format != FORMAT || challenge.len() != CHALLENGE_BYTES {
            return Err(WHAT);
        }
        Ok(Self {
            ceremony: kept.ceremony,
            verification,
            challenge,
            user_handle: decode(&kept.user)?,
            credentials: kept.credentials.iter().map(|id| decode(id)).collect::<Result<_, _>>()?,
        })
    }
}

/// The word for it in options.
pub(super) fn name_of(verification: Verification) -> &'static str {
    match verification {
        Verification::Required => "required",
        Verification::Preferred => "preferred",
    }
}
