//! Passwords that the server never sees: OPAQUE-3DH (RFC 9807) over ristretto255 with SHA-512.
//!
//! The suite is the one of the npm package `@serenity-kit/opaque` 1.1.0: no context, and the public keys as the
//! identities of both sides. The password is stretched by the client alone, so that a server answers in less than a
//! millisecond, and whoever steals its records still pays for every guess.

#[cfg(feature = "client")]
pub mod client;
#[cfg(test)]
mod vectors;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::Rng;
use opaque_ke::errors::ProtocolError;
use opaque_ke::ksf::Identity;
use opaque_ke::rand::{CryptoRng, Error as RandError, RngCore};
use opaque_ke::{
    CipherSuite, CredentialFinalization, CredentialRequest, RegistrationRequest,
    RegistrationUpload, Ristretto255, ServerLogin, ServerLoginParameters, ServerRegistration,
    ServerSetup, TripleDh,
};
use sha2_for_opaque::Sha512;
use zeroize::{Zeroize as _, Zeroizing};

/// The longest name of a credential, and at least one byte: it goes into the derivation of its key.
pub const CREDENTIAL_ID_BYTES_MAX: usize = 128;

/// Sizes of the messages of the suite: none is longer or shorter.
const REGISTRATION_REQUEST_BYTES: usize = 32;
#[cfg(feature = "client")]
const REGISTRATION_RESPONSE_BYTES: usize = 64;
const REGISTRATION_UPLOAD_BYTES: usize = 192;
const LOGIN_REQUEST_BYTES: usize = 96;
#[cfg(feature = "client")]
const LOGIN_RESPONSE_BYTES: usize = 320;
const LOGIN_FINALIZATION_BYTES: usize = 64;
/// The longest of them, and so the longest text that is decoded.
const MESSAGE_BYTES_MAX: usize = 320;
/// Sizes of what is kept, without the byte of the format.
const SETUP_BYTES: usize = 128;
const PUBLIC_KEY_BYTES: usize = 32;
const LOGIN_STATE_BYTES: usize = 128;
/// The first byte of everything that is kept.
const FORMAT: u8 = 1;

/// Why a password exchange goes no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Bytes that are none of what they should be.
    #[error("this is no {0} of the password exchange")]
    Malformed(&'static str),
    /// The password is another one, nobody has this account, or the exchange was interfered with.
    #[error("the password is not the one of this account")]
    Refused,
}

/// What the server needs for every password: the seed of all keys and its own key pair. Who has it may guess at
/// stolen records; who loses it loses every password.
pub struct PasswordServer {
    setup: ServerSetup<Suite>,
    /// Read in the place of a record that is not there, so that reading one takes no time that tells.
    decoy: PasswordRecord,
}

/// What the server keeps of a password (`RegistrationRecord`, RFC 9807 section 5.2). To be sealed, and to be kept
/// from whoever does not check passwords: with [`PasswordServer`] it allows guesses.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordRecord(Zeroizing<Vec<u8>>);

/// What the server remembers between the two messages of a login: the session key to come. To be sealed, used
/// once, and forgotten within a minute.
pub struct LoginState(Zeroizing<Vec<u8>>);

/// A key that only the two who took part have, 64 bytes. It proves nothing about anybody else.
pub struct SessionKey(Zeroizing<[u8; 64]>);

impl PasswordServer {
    /// Draws a new one.
    pub fn generate(rng: &dyn Rng) -> Self {
        Self::with_setup(ServerSetup::new(&mut Randomness(rng)))
    }

    fn with_setup(setup: ServerSetup<Suite>) -> Self {
        let kept = kept(&mut setup.serialize());
        let mut decoy = Zeroizing::new(vec![0; REGISTRATION_UPLOAD_BYTES + 1]);
        decoy[0] = FORMAT;
        decoy[1..=PUBLIC_KEY_BYTES].copy_from_slice(&kept[kept.len() - PUBLIC_KEY_BYTES..]);
        Self { setup, decoy: PasswordRecord(decoy) }
    }

    /// The bytes to be sealed and kept.
    pub fn serialize(&self) -> Zeroizing<Vec<u8>> {
        kept(&mut self.setup.serialize())
    }

    /// From what [`serialize`](Self::serialize) gave.
    pub fn deserialize(bytes: &[u8]) -> Result<Self, PasswordError> {
        const WHAT: &str = "server setup";
        let bytes = sized(untagged(bytes, WHAT)?, SETUP_BYTES, WHAT)?;
        let setup = ServerSetup::deserialize(bytes);
        setup.map(Self::with_setup).map_err(|_| PasswordError::Malformed(WHAT))
    }

    /// Answers the first message of a registration. The credential id has to be the same at every login; it never
    /// leaves the server.
    pub fn register_start(
        &self,
        request: &[u8],
        credential_id: &[u8],
    ) -> Result<Vec<u8>, PasswordError> {
        const WHAT: &str = "registration request";
        check_credential_id(credential_id)?;
        let request = sized(request, REGISTRATION_REQUEST_BYTES, WHAT)?;
        let request = RegistrationRequest::<Suite>::deserialize(request).map_err(refused(WHAT))?;
        let started = ServerRegistration::start(&self.setup, request, credential_id);
        Ok(started.map_err(refused(WHAT))?.message.serialize().to_vec())
    }

    /// Takes the last message of a registration. Nothing in it proves that the client has seen the answer of this
    /// server: a record that was made otherwise opens to nobody.
    pub fn register_finish(upload: &[u8]) -> Result<PasswordRecord, PasswordError> {
        const WHAT: &str = "registration record";
        let upload = sized(upload, REGISTRATION_UPLOAD_BYTES, WHAT)?;
        let upload = RegistrationUpload::<Suite>::deserialize(upload).map_err(refused(WHAT))?;
        Ok(PasswordRecord(kept(&mut ServerRegistration::finish(upload).serialize())))
    }

    /// Answers the first message of a login. An account that does not exist, or has no password, goes the same way
    /// without a record (RFC 9807, section 6.3.2.2): the answer has the same form, takes the same steps, and its
    /// first part depends on the credential id alone, so that asking again shows nothing either. Whoever asks learns
    /// that they were wrong only as with a wrong password.
    pub fn login_start(
        &self,
        record: Option<&PasswordRecord>,
        request: &[u8],
        credential_id: &[u8],
        rng: &dyn Rng,
    ) -> Result<(LoginState, Vec<u8>), PasswordError> {
        self.start_login(record, request, credential_id, rng, ServerLoginParameters::default())
    }

    /// [`login_start`](Self::login_start) with what the suite leaves out: a context and other identities.
    fn start_login(
        &self,
        record: Option<&PasswordRecord>,
        request: &[u8],
        credential_id: &[u8],
        rng: &dyn Rng,
        parameters: ServerLoginParameters<'_, '_>,
    ) -> Result<(LoginState, Vec<u8>), PasswordError> {
        const WHAT: &str = "login request";
        check_credential_id(credential_id)?;
        let request = sized(request, LOGIN_REQUEST_BYTES, WHAT)?;
        let request = CredentialRequest::<Suite>::deserialize(request).map_err(refused(WHAT))?;
        let opened = record.unwrap_or(&self.decoy).open()?;
        let record = record.map(|_| opened);
        let rng = &mut Randomness(rng);
        let started =
            ServerLogin::start(rng, &self.setup, record, request, credential_id, parameters);
        let started = started.map_err(refused(WHAT))?;
        let state = LoginState(kept(&mut started.state.serialize()));
        Ok((state, started.message.serialize().to_vec()))
    }

    /// Takes the last message of a login: whoever sent it knows the password.
    pub fn login_finish(
        state: &LoginState,
        finalization: &[u8],
    ) -> Result<SessionKey, PasswordError> {
        const WHAT: &str = "login finalization";
        let state = state.open()?;
        let message = sized(finalization, LOGIN_FINALIZATION_BYTES, WHAT)?;
        let message =
            CredentialFinalization::<Suite>::deserialize(message).map_err(refused(WHAT))?;
        let finished = state.finish(message, ServerLoginParameters::default());
        let mut key = finished.map_err(refused(WHAT))?.session_key;
        Ok(SessionKey::take(&mut key))
    }
}

impl PasswordRecord {
    /// From the bytes that were kept.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PasswordError> {
        let record = Self(Zeroizing::new(bytes.to_vec()));
        record.open().map(|_| record)
    }

    /// The bytes to be sealed and kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn open(&self) -> Result<ServerRegistration<Suite>, PasswordError> {
        const WHAT: &str = "password record";
        let record = sized(untagged(&self.0, WHAT)?, REGISTRATION_UPLOAD_BYTES, WHAT)?;
        ServerRegistration::deserialize(record).map_err(refused(WHAT))
    }
}

impl LoginState {
    /// From the bytes that were remembered.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PasswordError> {
        let state = Self(Zeroizing::new(bytes.to_vec()));
        state.open().map(|_| state)
    }

    /// The bytes to be sealed and remembered.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn open(&self) -> Result<ServerLogin<Suite>, PasswordError> {
        const WHAT: &str = "login state";
        let state = sized(untagged(&self.0, WHAT)?, LOGIN_STATE_BYTES, WHAT)?;
        ServerLogin::deserialize(state).map_err(refused(WHAT))
    }
}

impl SessionKey {
    /// Takes the key from where the library has left it.
    fn take(key: &mut [u8]) -> Self {
        let mut bytes = Zeroizing::new([0; 64]);
        bytes.copy_from_slice(key);
        key.zeroize();
        Self(bytes)
    }

    /// The 64 bytes.
    pub fn expose(&self) -> &[u8; 64] {
        &self.0
    }
}

impl fmt::Debug for PasswordServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordServer(…)")
    }
}

impl fmt::Debug for PasswordRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordRecord(…)")
    }
}

impl fmt::Debug for LoginState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginState(…)")
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(…)")
    }
}

/// Reads a message as it stands in JSON: base64url without padding (RFC 4648, section 5).
pub fn decode_message(text: &str) -> Result<Vec<u8>, PasswordError> {
    const WHAT: &str = "message";
    let longest = base64::encoded_len(MESSAGE_BYTES_MAX, false).unwrap_or_default();
    if text.len() > longest {
        return Err(PasswordError::Malformed(WHAT));
    }
    URL_SAFE_NO_PAD.decode(text).map_err(|_| PasswordError::Malformed(WHAT))
}

/// Writes a message as [`decode_message`] reads it.
pub fn encode_message(message: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(message)
}

/// The suite. The server never stretches a password, so it has nothing to do that with.
struct Suite;

impl CipherSuite for Suite {
    type OprfCs = Ristretto255;
    type KeyExchange = TripleDh<Ristretto255, Sha512>;
    type Ksf = Identity;
}

/// Our source of randomness for a library that knows another trait.
struct Randomness<'a>(&'a dyn Rng);

impl RngCore for Randomness<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, buffer: &mut [u8]) {
        self.0.fill(buffer);
    }

    fn try_fill_bytes(&mut self, buffer: &mut [u8]) -> Result<(), RandError> {
        self.0.fill(buffer);
        Ok(())
    }
}

/// An implementation of `model::Rng` is fit for keys.
impl CryptoRng for Randomness<'_> {}

/// The library reads what it needs and leaves the rest, so the length is looked at before.
fn sized<'a>(
    bytes: &'a [u8],
    length: usize,
    what: &'static str,
) -> Result<&'a [u8], PasswordError> {
    if bytes.len() == length { Ok(bytes) } else { Err(PasswordError::Malformed(what)) }
}

/// What is to be kept, after the byte of its format. The copy of the library is wiped.
fn kept(content: &mut [u8]) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(content.len() + 1));
    bytes.push(FORMAT);
    bytes.extend_from_slice(content);
    content.zeroize();
    bytes
}

fn untagged<'a>(bytes: &'a [u8], what: &'static str) -> Result<&'a [u8], PasswordError> {
    match bytes.split_first() {
        Some((&FORMAT, content)) => Ok(content),
        _ => Err(PasswordError::Malformed(what)),
    }
}

fn check_credential_id(id: &[u8]) -> Result<(), PasswordError> {
    if id.is_empty() || id.len() > CREDENTIAL_ID_BYTES_MAX {
        return Err(PasswordError::Malformed("credential id"));
    }
    Ok(())
}

/// What the library says of a message, in our words: either it is none, or it does not fit.
fn refused(what: &'static str) -> impl Fn(ProtocolError) -> PasswordError {
    move |error| match error {
        ProtocolError::InvalidLoginError => PasswordError::Refused,
        _ => PasswordError::Malformed(what),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::TestRng;

    use super::client::{self, LoggedIn, PASSWORD_BYTES_MAX};
    use super::*;

    const PASSWORD: &str = "correct horse battery staple";
    const ID: &[u8] = b"an account";

    fn register(server: &PasswordServer, id: &[u8], rng: &TestRng) -> PasswordRecord {
        let (registering, request) = client::register(PASSWORD, rng).expect("a request");
        let response = server.register_start(&request, id).expect("a response");
        let registered = registering.finish(&response, rng).expect("an upload");
        PasswordServer::register_finish(&registered.upload).expect("a record")
    }

    fn log_in(
        server: &PasswordServer,
        record: Option<&PasswordRecord>,
        password: &str,
        rng: &TestRng,
    ) -> (LoginState, Result<LoggedIn, PasswordError>) {
        let (logging_in, request) = client::log_in(password, rng).expect("a request");
        let (state, response) = server.login_start(record, &request, ID, rng).expect("a response");
        (state, logging_in.finish(&response, rng))
    }

    #[test]
    fn password_that_was_registered_logs_in() {
        let rng = TestRng::new(1);
        let server = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        let (state, logged_in) = log_in(&server, Some(&record), PASSWORD, &rng);
        let logged_in = logged_in.expect("the right password");
        let state = LoginState::from_bytes(state.as_bytes()).expect("what was remembered");
        let key = PasswordServer::login_finish(&state, &logged_in.finalization);
        assert_eq!(key.expect("the right password").expose(), logged_in.session_key.expose());
    }

    #[test]
    fn what_was_kept_goes_on_after_a_restart() {
        let rng = TestRng::new(2);
        let server = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        let server = PasswordServer::deserialize(&server.serialize()).expect("a setup");
        let record = PasswordRecord::from_bytes(record.as_bytes()).expect("a record");
        assert!(log_in(&server, Some(&record), PASSWORD, &rng).1.is_ok());
    }

    #[test]
    fn wrong_password_and_unknown_account_are_refused_alike() {
        let rng = TestRng::new(3);
        let server = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        for (record, password) in [(Some(&record), "another"), (None, PASSWORD)] {
            let (state, logged_in) = log_in(&server, record, password, &rng);
            assert_eq!(logged_in.err(), Some(PasswordError::Refused));
            let guessed = PasswordServer::login_finish(&state, &[7; LOGIN_FINALIZATION_BYTES]);
            assert_eq!(guessed.err(), Some(PasswordError::Refused));
        }
    }

    #[test]
    fn record_is_good_for_its_account_and_its_server_alone() {
        let rng = TestRng::new(4);
        let server = PasswordServer::generate(&rng);
        let of_another = register(&server, b"another account", &rng);
        let (_, logged_in) = log_in(&server, Some(&of_another), PASSWORD, &rng);
        assert_eq!(logged_in.err(), Some(PasswordError::Refused));
        let other = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        assert!(log_in(&other, Some(&record), PASSWORD, &rng).1.is_err());
    }

    #[test]
    fn message_of_one_login_ends_no_other() {
        let rng = TestRng::new(5);
        let server = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        let (_, first) = log_in(&server, Some(&record), PASSWORD, &rng);
        let (state, _) = log_in(&server, Some(&record), PASSWORD, &rng);
        let replayed = first.expect("the right password").finalization;
        let finished = PasswordServer::login_finish(&state, &replayed);
        assert_eq!(finished.err(), Some(PasswordError::Refused));
    }

    /// What a stranger can compare. The evaluated element (32 bytes) follows from the setup, the credential id and
    /// the request: it is the same at every call, on every server of a deployment, and before and after somebody
    /// registers. What is masked must never be the same twice, for a real record either: its nonce is new.
    #[test]
    fn decoys_are_as_stable_as_records_and_no_more() {
        let rng = TestRng::new(6);
        let server = PasswordServer::generate(&rng);
        let twin = PasswordServer::deserialize(&server.serialize()).expect("a setup");
        let record = register(&server, ID, &rng);
        let (_, request) = client::log_in(PASSWORD, &rng).expect("a request");
        let ask = |server: &PasswordServer, record, id: &[u8]| {
            server.login_start(record, &request, id, &rng).expect("a response").1
        };
        let answers = [
            ask(&server, None, ID),
            ask(&server, None, ID),
            ask(&twin, None, ID),
            ask(&server, Some(&record), ID),
            ask(&server, Some(&record), ID),
        ];
        for (at, answer) in answers.iter().enumerate() {
            assert_eq!(answer.len(), LOGIN_RESPONSE_BYTES);
            assert_eq!(answer[..32], answers[0][..32], "the evaluated element");
            for other in &answers[..at] {
                // The masking nonce, what it masks, the server's nonce, its key share and its mac.
                for part in [32..64, 64..192, 192..224, 224..256, 256..320] {
                    assert_ne!(answer[part.clone()], other[part]);
                }
            }
        }
        assert_ne!(ask(&server, None, b"another account")[..32], answers[0][..32]);
    }

    #[test]
    fn changed_and_shortened_messages_are_refused() {
        let rng = TestRng::new(7);
        let server = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        let (logging_in, request) = client::log_in(PASSWORD, &rng).expect("a request");
        let (state, response) =
            server.login_start(Some(&record), &request, ID, &rng).expect("a response");
        let finalization = logging_in.finish(&response, &rng).expect("it fits").finalization;
        for length in [0, 1, LOGIN_REQUEST_BYTES - 1, LOGIN_REQUEST_BYTES + 1, 100_000] {
            let bytes = vec![0; length];
            let malformed = |it: Option<PasswordError>| {
                assert!(matches!(it, Some(PasswordError::Malformed(_))), "{length}: {it:?}");
            };
            malformed(server.register_start(&bytes, ID).err());
            malformed(PasswordServer::register_finish(&bytes).err());
            malformed(server.login_start(None, &bytes, ID, &rng).err());
            malformed(PasswordServer::login_finish(&state, &bytes).err());
            malformed(PasswordServer::deserialize(&bytes).err());
            malformed(PasswordRecord::from_bytes(&bytes).err());
            malformed(LoginState::from_bytes(&bytes).err());
        }
        for at in [0, 31, 63] {
            let mut changed = finalization.clone();
            changed[at] ^= 1;
            let finished = PasswordServer::login_finish(&state, &changed);
            assert_eq!(finished.err(), Some(PasswordError::Refused));
        }
        assert!(PasswordServer::login_finish(&state, &finalization).is_ok());
    }

    /// A point that is not on the curve, and the one that has no inverse.
    #[test]
    fn elements_that_are_none_are_refused() {
        let rng = TestRng::new(8);
        let server = PasswordServer::generate(&rng);
        for element in [[0; 32], [0xff; 32]] {
            assert!(server.register_start(&element, ID).is_err());
            let (_, mut request) = client::log_in(PASSWORD, &rng).expect("a request");
            request[..32].copy_from_slice(&element);
            assert!(server.login_start(None, &request, ID, &rng).is_err());
            let (_, mut request) = client::log_in(PASSWORD, &rng).expect("a request");
            request[64..].copy_from_slice(&element);
            assert!(server.login_start(None, &request, ID, &rng).is_err());
        }
    }

    #[test]
    fn answers_that_were_interfered_with_are_refused_by_the_client() {
        let rng = TestRng::new(9);
        let server = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        for at in [40, 100, 190, 200, 319] {
            let (logging_in, request) = client::log_in(PASSWORD, &rng).expect("a request");
            let (_, mut response) =
                server.login_start(Some(&record), &request, ID, &rng).expect("a response");
            response[at] ^= 1;
            assert_eq!(logging_in.finish(&response, &rng).err(), Some(PasswordError::Refused));
        }
    }

    #[test]
    fn names_of_credentials_and_passwords_are_bounded() {
        let rng = TestRng::new(10);
        let server = PasswordServer::generate(&rng);
        let (_, request) = client::register(PASSWORD, &rng).expect("a request");
        for id in [0, CREDENTIAL_ID_BYTES_MAX + 1] {
            assert!(server.register_start(&request, &vec![1; id]).is_err());
        }
        assert!(server.register_start(&request, &[1; CREDENTIAL_ID_BYTES_MAX]).is_ok());
        assert!(client::register("", &rng).is_err());
        assert!(client::log_in(&"x".repeat(PASSWORD_BYTES_MAX + 1), &rng).is_err());
    }

    #[test]
    fn nothing_prints_its_secrets() {
        let rng = TestRng::new(11);
        let server = PasswordServer::generate(&rng);
        let record = register(&server, ID, &rng);
        let (state, _) = log_in(&server, Some(&record), PASSWORD, &rng);
        assert_eq!(
            format!("{server:?} {record:?} {state:?}"),
            "PasswordServer(…) PasswordRecord(…) LoginState(…)"
        );
    }

    #[test]
    fn text_that_is_no_message_is_refused() {
        for text in ["=", "AA==", "A", "A A", "+/+/", &"A".repeat(428)] {
            assert!(decode_message(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn messages_come_back_from_text(message in proptest::collection::vec(any::<u8>(), 0..=320)) {
            prop_assert_eq!(decode_message(&encode_message(&message)), Ok(message));
        }

        #[test]
        fn no_bytes_make_the_server_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let rng = TestRng::new(12);
            let server = PasswordServer::generate(&rng);
            let cut = |length: usize| &bytes[..bytes.len().min(length)];
            drop(server.register_start(cut(REGISTRATION_REQUEST_BYTES), ID));
            drop(PasswordServer::register_finish(cut(REGISTRATION_UPLOAD_BYTES)));
            drop(server.login_start(None, cut(LOGIN_REQUEST_BYTES), ID, &rng));
            drop(LoginState::from_bytes(cut(LOGIN_STATE_BYTES + 1)));
            drop(PasswordRecord::from_bytes(&bytes));
            drop(PasswordServer::deserialize(cut(SETUP_BYTES + 1)));
        }
    }
}
