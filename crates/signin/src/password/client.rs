//! The other end of the password exchange: the one who knows the password.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use model::Rng;
use opaque_ke::errors::{InternalError, ProtocolError};
use opaque_ke::generic_array::{ArrayLength, GenericArray};
use opaque_ke::ksf::Ksf;
use opaque_ke::{
    CipherSuite, ClientLogin, ClientLoginFinishParameters, ClientRegistration,
    ClientRegistrationFinishParameters, CredentialResponse, Identifiers, RegistrationResponse,
    Ristretto255, TripleDh,
};
use sha2_for_opaque::Sha512;
use zeroize::{Zeroize as _, Zeroizing};

use super::{
    LOGIN_RESPONSE_BYTES, PasswordError, REGISTRATION_RESPONSE_BYTES, Randomness, SessionKey,
    refused, sized,
};

/// The longest password, in bytes of UTF-8.
pub const PASSWORD_BYTES_MAX: usize = 1024;

/// Argon2id as RFC 9106 (section 4) has it where memory is scarce, which is what `@serenity-kit/opaque` does
/// unless told otherwise. Both ends of an account have to agree: what one has registered the other logs in with.
const STRETCHING_MEMORY_KIBIBYTES: u32 = 65_536;
const STRETCHING_ITERATIONS: u32 = 3;
const STRETCHING_LANES: u32 = 4;
/// The input differs for every account already (RFC 9807, section 7), so the salt says nothing.
const STRETCHING_SALT: [u8; 16] = [0; 16];

/// What passwords have come to that were stretched already: for a process that signs the same people in again and
/// again, and would stretch the same password for the same account each time. It is forgotten with the process.
#[derive(Clone, Default)]
pub struct Remembered(Arc<Mutex<Vec<Stretched>>>);

struct Stretched {
    input: Zeroizing<Vec<u8>>,
    output: Zeroizing<Vec<u8>>,
}

/// A registration that waits for the server's answer.
pub struct Registering {
    state: ClientRegistration<ClientSuite>,
    password: Zeroizing<Vec<u8>>,
}

/// What a client has when it has registered.
pub struct Registered {
    /// The last message, for the server to keep.
    pub upload: Vec<u8>,
    /// The public key of the server, by which it is known again.
    pub server_key: Vec<u8>,
}

/// A login that waits for the server's answer.
pub struct LoggingIn {
    state: ClientLogin<ClientSuite>,
    password: Zeroizing<Vec<u8>>,
}

/// What a client has when it knows that the password was right and the server is the one it registered with.
pub struct LoggedIn {
    /// The last message.
    pub finalization: Vec<u8>,
    /// The key that the server has too, once it has taken that message.
    pub session_key: SessionKey,
    /// The public key of the server.
    pub server_key: Vec<u8>,
}

/// Begins a registration; gives the first message with it.
pub fn register(password: &str, rng: &dyn Rng) -> Result<(Registering, Vec<u8>), PasswordError> {
    let password = bounded(password)?;
    let started = ClientRegistration::start(&mut Randomness(rng), &password);
    let started = started.map_err(refused("password"))?;
    let message = started.message.serialize().to_vec();
    Ok((Registering { state: started.state, password }, message))
}

/// Begins a login; gives the first message with it.
pub fn log_in(password: &str, rng: &dyn Rng) -> Result<(LoggingIn, Vec<u8>), PasswordError> {
    let password = bounded(password)?;
    let started = ClientLogin::start(&mut Randomness(rng), &password);
    let started = started.map_err(refused("password"))?;
    let message = started.message.serialize().to_vec();
    Ok((LoggingIn { state: started.state, password }, message))
}

impl Registering {
    /// Takes the server's answer. Stretches the password: 64 MiB, and a good part of a second.
    pub fn finish(self, response: &[u8], rng: &dyn Rng) -> Result<Registered, PasswordError> {
        self.finish_remembering(response, rng, &Remembered::default())
    }

    /// The same, and remembers what the password comes to.
    pub fn finish_remembering(
        self,
        response: &[u8],
        rng: &dyn Rng,
        remembered: &Remembered,
    ) -> Result<Registered, PasswordError> {
        const WHAT: &str = "registration response";
        let response = sized(response, REGISTRATION_RESPONSE_BYTES, WHAT)?;
        let response = RegistrationResponse::deserialize(response).map_err(refused(WHAT))?;
        let stretching = Stretching(remembered.clone());
        let parameters =
            ClientRegistrationFinishParameters::new(Identifiers::default(), Some(&stretching));
        let rng = &mut Randomness(rng);
        let finished = self.state.finish(rng, &self.password, response, parameters);
        let finished = finished.map_err(refused(WHAT))?;
        Ok(Registered {
            upload: finished.message.serialize().to_vec(),
            server_key: finished.server_s_pk.serialize().to_vec(),
        })
    }
}

impl LoggingIn {
    /// Takes the server's answer. Stretches the password: 64 MiB, and a good part of a second. Refuses it if the
    /// password is another one than was registered, or there is no such account, or this is another server.
    pub fn finish(self, response: &[u8], rng: &dyn Rng) -> Result<LoggedIn, PasswordError> {
        self.finish_remembering(response, rng, &Remembered::default())
    }

    /// The same, but takes what is remembered of the password, and remembers it otherwise.
    pub fn finish_remembering(
        self,
        response: &[u8],
        rng: &dyn Rng,
        remembered: &Remembered,
    ) -> Result<LoggedIn, PasswordError> {
        const WHAT: &str = "login response";
        let response = sized(response, LOGIN_RESPONSE_BYTES, WHAT)?;
        let response = CredentialResponse::deserialize(response).map_err(refused(WHAT))?;
        let stretching = Stretching(remembered.clone());
        let parameters =
            ClientLoginFinishParameters::new(None, Identifiers::default(), Some(&stretching));
        let rng = &mut Randomness(rng);
        let finished = self.state.finish(rng, &self.password, response, parameters);
        // With a wrong password what is opened is noise, and where that shows first is chance.
        let mut finished = finished.map_err(|error| match error {
            ProtocolError::ReflectedValueError => PasswordError::Malformed(WHAT),
            _ => PasswordError::Refused,
        })?;
        let session_key = SessionKey::take(&mut finished.session_key);
        finished.export_key.zeroize();
        Ok(LoggedIn {
            finalization: finished.message.serialize().to_vec(),
            session_key,
            server_key: finished.server_s_pk.serialize().to_vec(),
        })
    }
}

fn bounded(password: &str) -> Result<Zeroizing<Vec<u8>>, PasswordError> {
    if password.is_empty() || password.len() > PASSWORD_BYTES_MAX {
        return Err(PasswordError::Malformed("password"));
    }
    Ok(Zeroizing::new(password.as_bytes().to_vec()))
}

/// The server's suite, with what stretches the password.
struct ClientSuite;

impl CipherSuite for ClientSuite {
    type OprfCs = Ristretto255;
    type KeyExchange = TripleDh<Ristretto255, Sha512>;
    type Ksf = Stretching;
}

#[derive(Default)]
struct Stretching(Remembered);

impl Ksf for Stretching {
    fn hash<L: ArrayLength<u8>>(
        &self,
        input: GenericArray<u8, L>,
    ) -> Result<GenericArray<u8, L>, InternalError> {
        let known = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stretched) = known.iter().find(|it| it.input.as_slice() == input.as_slice()) {
            return Ok(GenericArray::clone_from_slice(&stretched.output));
        }
        // Others may stretch theirs meanwhile.
        drop(known);
        let (memory, iterations) = (STRETCHING_MEMORY_KIBIBYTES, STRETCHING_ITERATIONS);
        let parameters = Params::new(memory, iterations, STRETCHING_LANES, None)
            .map_err(|_| InternalError::KsfError)?;
        let mut output = GenericArray::default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(&input, &STRETCHING_SALT, &mut output)
            .map_err(|_| InternalError::KsfError)?;
        let mut known = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.push(Stretched { input: input.to_vec().into(), output: output.to_vec().into() });
        Ok(output)
    }
}

#[cfg(test)]
mod tests {
    use testkit::TestRng;

    use super::super::PasswordServer;
    use super::*;

    #[test]
    fn what_is_remembered_is_stretched_once_and_lets_nobody_in_who_does_not_know_it() {
        let (rng, remembered) = (TestRng::new(21), Remembered::default());
        let server = PasswordServer::generate(&rng);
        let (registering, request) = register("sesame seeds", &rng).expect("a request");
        let response = server.register_start(&request, b"an account").expect("a response");
        let registered = registering.finish_remembering(&response, &rng, &remembered);
        let registered = registered.expect("an upload");
        let record = PasswordServer::register_finish(&registered.upload).expect("a record");
        let log_in = |password: &str| {
            let (logging_in, request) = log_in(password, &rng).expect("a request");
            let begun = server.login_start(Some(&record), &request, b"an account", &rng);
            let (state, response) = begun.expect("a response");
            let done = logging_in.finish_remembering(&response, &rng, &remembered)?;
            PasswordServer::login_finish(&state, &done.finalization).map(drop)
        };
        let count = || remembered.0.lock().expect("nobody panicked").len();
        assert_eq!((log_in("sesame seeds"), count()), (Ok(()), 1));
        assert_eq!((log_in("poppy seeds"), count()), (Err(PasswordError::Refused), 2));
        assert_eq!((log_in("sesame seeds"), count()), (Ok(()), 2));
    }
}
