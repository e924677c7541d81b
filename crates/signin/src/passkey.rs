//! Passkeys: public keys of authenticators, by Web Authentication (W3C, Level 3).
//!
//! Options go out as JSON for `PublicKeyCredential.parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON`,
//! and answers come back as `PublicKeyCredential.toJSON` has them. Attestation is not asked for: which make of
//! authenticator somebody uses is their affair.

mod answer;
mod credential;
mod state;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;
mod verify;

use model::Rng;
use serde_json::{Value, json};
use url::{Host, Url};
use webauthn_rs_core::WebauthnCore;

use answer::{Asserted, Attested};
pub use credential::Passkey;
use state::{Ceremony, State};

/// The longest answer of a browser that is read: with a certificate of an authenticator it has a few kilobytes.
pub const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// How many passkeys one person has.
pub const PASSKEYS_MAX: usize = 32;
/// How long a user handle is at most (Level 3, section 5.4.3).
pub const USER_HANDLE_BYTES_MAX: usize = 64;
/// The longest name of a person or a server: as long as an address of electronic mail.
pub const LABEL_CHARACTERS_MAX: usize = 254;

/// How long a browser waits for its user, in milliseconds. The caller forgets the state after that time.
const TIMEOUT_MS: u32 = 300_000;
const CHALLENGE_BYTES: usize = 32;
/// ECDSA with P-256 and with P-384, and RSA for Windows Hello: what `webauthn-rs-core` verifies.
const ALGORITHMS: [i32; 3] = [-7, -35, -257];

/// Why a passkey is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// What the server was set up with fits nobody's browser.
    #[error("{0}")]
    Configuration(&'static str),
    /// Bytes that are none of what they should be.
    #[error("this is no {0}")]
    Malformed(&'static str),
    /// The answer is one to another kind of question, or the state is of another ceremony.
    #[error("the answer is of another ceremony")]
    OtherCeremony,
    /// The answer is to another challenge: an old one, or somebody else's.
    #[error("the answer is to another challenge")]
    OtherChallenge,
    /// The page that asked is not one of this server.
    #[error("the answer was made for another origin")]
    OtherOrigin,
    /// The page that asked was inside somebody else's.
    #[error("the answer was made in a frame of another origin")]
    CrossOrigin,
    /// The authenticator answered for another relying party.
    #[error("the answer was made for another relying party")]
    OtherRelyingParty,
    /// Nobody touched the authenticator.
    #[error("nobody was present at the authenticator")]
    NotPresent,
    /// The authenticator did not see by a PIN or a finger who it was.
    #[error("the authenticator did not verify its user")]
    NotVerified,
    /// The passkey is none of those that were asked for.
    #[error("this passkey is not known")]
    UnknownPasskey,
    /// The passkey is of another person than the one it names.
    #[error("this passkey is of somebody else")]
    OtherUser,
    /// It is among those that were not to be registered again.
    #[error("this passkey is registered already")]
    RegisteredAlready,
    /// Its flags on copies contradict each other, or what they said when it was registered.
    #[error("what the authenticator says of copies of the passkey contradicts itself")]
    Backup,
    /// It is not what the key signed.
    #[error("the signature is not one of this passkey")]
    Signature,
    /// The signature is right and the counter is not above the last one: there may be two authenticators with this
    /// key (Level 3, section 6.1.1). The caller locks the passkey, and tells its owner.
    #[error("the counter of the passkey went back: it may have been cloned")]
    CounterWentBack,
}

/// Whether the authenticator has to see who it is: it has to where the passkey is all that somebody signs in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// It has to, and keeps the passkey so that its owner need not name themselves.
    Required,
    /// It may: the passkey is a second factor.
    Preferred,
}

/// Whose passkey it is going to be.
#[derive(Debug, Clone, Copy)]
pub struct User<'a> {
    /// Random bytes, the same for all passkeys of a person; not their name or id, since authenticators show it to
    /// whoever holds them.
    pub handle: &'a [u8],
    /// What they sign in with, to tell accounts apart.
    pub name: &'a str,
    /// What they are called.
    pub display_name: &'a str,
}

/// A ceremony that waits for the browser's answer.
#[derive(Debug, Clone)]
pub struct Started {
    /// For the browser, as JSON.
    pub options: String,
    /// For the caller: to be sealed, used once, and forgotten in five minutes.
    pub state: Vec<u8>,
}

/// Who an answer says it is from. Nothing of it is proven yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The handle of the person, if the authenticator gave one.
    pub user_handle: Option<Vec<u8>>,
    /// The id of the passkey.
    pub credential_id: Vec<u8>,
}

/// Somebody who has shown that they have a passkey.
#[derive(Debug, Clone)]
pub struct Authenticated {
    /// The passkey as it has to be kept from now on: its counter has gone on.
    pub passkey: Passkey,
    /// Whether the authenticator saw who it was, by a PIN or a finger.
    pub is_verified: bool,
}

/// A relying party: the server, as browsers and authenticators know it.
#[derive(Debug, Clone)]
pub struct Passkeys {
    core: WebauthnCore,
    id: String,
    name: String,
    origins: Vec<String>,
}

impl Passkeys {
    /// A relying party with the domain that passkeys are bound to, the name that browsers show, and the origins of
    /// its pages, which are at that domain or below it.
    pub fn new(id: &str, name: &str, origins: &[&str]) -> Result<Self, PasskeyError> {
        if origins.is_empty() || !is_name(name) {
            return Err(PasskeyError::Configuration("passkeys want a name and an origin"));
        }
        let origins: Vec<_> =
            origins.iter().map(|origin| page(origin, id)).collect::<Result<_, _>>()?;
        let spelled = origins.iter().map(|origin| origin.origin().ascii_serialization()).collect();
        let timeout = std::time::Duration::from_millis(u64::from(TIMEOUT_MS));
        let core = WebauthnCore::new_unsafe_experts_only(name, id, origins, timeout, None, None);
        Ok(Self { core, id: id.to_owned(), name: name.to_owned(), origins: spelled })
    }

    /// Begins a registration. Authenticators that hold one of the passkeys already are left out.
    pub fn start_registration(
        &self,
        user: &User<'_>,
        known: &[Passkey],
        verification: Verification,
        rng: &dyn Rng,
    ) -> Result<Started, PasskeyError> {
        check_handle(user.handle)?;
        if !is_name(user.name) || !is_name(user.display_name) || known.len() > PASSKEYS_MAX {
            return Err(PasskeyError::Malformed("user of a passkey"));
        }
        let state = State::new(Ceremony::Registration, user.handle, known, verification, rng);
        let is_required = verification == Verification::Required;
        let algorithms = ALGORITHMS.map(|code| json!({ "type": "public-key", "alg": code }));
        let options = json!({
            "rp": { "id": self.id, "name": self.name },
            "user": {
                "id": answer::encode(user.handle),
                "name": user.name,
                "displayName": user.display_name,
            },
            "challenge": answer::encode(&state.challenge),
            "pubKeyCredParams": algorithms,
            "timeout": TIMEOUT_MS,
            "excludeCredentials": descriptors(known),
            "authenticatorSelection": {
                "residentKey": if is_required { "required" } else { "preferred" },
                "requireResidentKey": is_required,
                "userVerification": state::name_of(verification),
            },
            "attestation": "none",
            "extensions": { "credProps": true },
        });
        Ok(Started { options: options.to_string(), state: state.encode() })
    }

    /// Takes the answer to a registration (Level 3, section 7.1). Whether somebody else has registered the same id is not
    /// looked at (step 26 there): the caller finds a passkey among those of the person whom its handle names, and of two
    /// persons with one id neither is taken for the other.
    pub fn finish_registration(
        &self,
        state: &[u8],
        answer: &[u8],
    ) -> Result<Passkey, PasskeyError> {
        let state = State::decode(state)?;
        if state.ceremony != Ceremony::Registration {
            return Err(PasskeyError::OtherCeremony);
        }
        let attested = Attested::parse(answer)?;
        self.check_page(&attested.client_data)?;
        if state.credentials.contains(&attested.id) {
            return Err(PasskeyError::RegisteredAlready);
        }
        verify::registration(&self.core, &state, attested)
    }

    /// Begins an authentication of somebody who is known: by a name, a password, a session. All passkeys are theirs.
    pub fn start_authentication(
        &self,
        user_handle: &[u8],
        passkeys: &[Passkey],
        verification: Verification,
        rng: &dyn Rng,
    ) -> Result<Started, PasskeyError> {
        check_handle(user_handle)?;
        if passkeys.is_empty() || passkeys.len() > PASSKEYS_MAX {
            return Err(PasskeyError::UnknownPasskey);
        }
        if passkeys.iter().any(|passkey| passkey.user_handle() != user_handle) {
            return Err(PasskeyError::OtherUser);
        }
        let ceremony = Ceremony::Authentication;
        let state = State::new(ceremony, user_handle, passkeys, verification, rng);
        Ok(self.request(&state, passkeys))
    }

    /// Begins an authentication of whoever it will be: the answer says. The passkey is all they sign in with, so
    /// the authenticator has to verify them.
    pub fn start_discovery(&self, rng: &dyn Rng) -> Started {
        let state = State::new(Ceremony::Discovery, &[], &[], Verification::Required, rng);
        self.request(&state, &[])
    }

    /// Who an answer says it is from, so that their passkeys can be looked up.
    pub fn claim(answer: &[u8]) -> Result<Claim, PasskeyError> {
        let asserted = Asserted::parse(answer)?;
        Ok(Claim { user_handle: asserted.user_handle, credential_id: asserted.id })
    }

    /// Takes the answer to an authentication (Level 3, section 7.2), with the passkeys of that person as they are
    /// kept now.
    pub fn finish_authentication(
        &self,
        state: &[u8],
        answer: &[u8],
        passkeys: &[Passkey],
    ) -> Result<Authenticated, PasskeyError> {
        let state = State::decode(state)?;
        let asserted = Asserted::parse(answer)?;
        self.check_page(&asserted.client_data)?;
        let passkey = passkeys.iter().find(|passkey| passkey.credential_id() == asserted.id);
        let passkey = passkey.ok_or(PasskeyError::UnknownPasskey)?;
        check_owner(&state, &asserted, passkey)?;
        verify::authentication(&self.core, &state, asserted, passkey)
    }

    fn request(&self, state: &State, passkeys: &[Passkey]) -> Started {
        let options = json!({
            "challenge": answer::encode(&state.challenge),
            "timeout": TIMEOUT_MS,
            "rpId": self.id,
            "allowCredentials": descriptors(passkeys),
            "userVerification": state::name_of(state.verification),
        });
        Started { options: options.to_string(), state: state.encode() }
    }

    /// The library compares addresses, and looks at frames only when a passkey is registered.
    fn check_page(&self, client_data: &answer::ClientData) -> Result<(), PasskeyError> {
        if !self.origins.contains(&client_data.origin) {
            return Err(PasskeyError::OtherOrigin);
        }
        if client_data.cross_origin || client_data.has_top_origin {
            return Err(PasskeyError::CrossOrigin);
        }
        Ok(())
    }
}

/// Whether the passkey is one that was asked for, and of the person it says.
fn check_owner(state: &State, asserted: &Asserted, passkey: &Passkey) -> Result<(), PasskeyError> {
    let owner = passkey.user_handle();
    match state.ceremony {
        Ceremony::Registration => return Err(PasskeyError::OtherCeremony),
        Ceremony::Authentication => {
            if !state.credentials.contains(&asserted.id) {
                return Err(PasskeyError::UnknownPasskey);
            }
            if owner != state.user_handle {
                return Err(PasskeyError::OtherUser);
            }
        }
        // Without a handle nobody has said who they are.
        Ceremony::Discovery if asserted.user_handle.is_none() => {
            return Err(PasskeyError::OtherUser);
        }
        Ceremony::Discovery => {}
    }
    match &asserted.user_handle {
        Some(handle) if handle != owner => Err(PasskeyError::OtherUser),
        _ => Ok(()),
    }
}

/// The origin of a page that may use passkeys of a domain.
fn page(origin: &str, id: &str) -> Result<Url, PasskeyError> {
    let not_ours = PasskeyError::Configuration(
        "an origin of passkeys is https at their domain or below it, or http on localhost",
    );
    let url = Url::parse(origin).map_err(|_| not_ours)?;
    let Some(Host::Domain(host)) = url.host() else { return Err(not_ours) };
    let is_secure = match url.scheme() {
        "https" => true,
        "http" => host == "localhost" || host.ends_with(".localhost"),
        _ => false,
    };
    let is_below = host.strip_suffix(id).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_whole = url.origin().ascii_serialization() == origin.trim_end_matches('/');
    if is_secure && is_below && is_whole && !id.is_empty() { Ok(url) } else { Err(not_ours) }
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= LABEL_CHARACTERS_MAX
}

fn check_handle(handle: &[u8]) -> Result<(), PasskeyError> {
    if handle.is_empty() || handle.len() > USER_HANDLE_BYTES_MAX {
        return Err(PasskeyError::Malformed("user handle"));
    }
    Ok(())
}

fn descriptors(passkeys: &[Passkey]) -> Vec<Value> {
    let describe = |passkey: &Passkey| {
        json!({
            "type": "public-key",
            "id": answer::encode(passkey.credential_id()),
            "transports": passkey.transports(),
        })
    };
    passkeys.iter().map(describe).collect()
}
