//! The other end of the password exchange: the one who knows the password.

use argon2::{Algorithm, Argon2, Params, Version};
use model::Rng;
use opaque_ke::errors::{InternalError, ProtocolError};
use opaque_ke::generic_array::{ArrayLength, GenericArray};
use opaque_ke::ksf::Ksf;
use opaque_ke::{
    CipherSuite, ClientLogin, ClientLoginFinishParameters, ClientRegistration,
    ClientRegistrationFinishParameters, CredentialResponse, RegistrationResponse, Ristretto255,
    TripleDh,
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
        const WHAT: &str = "registration response";
        let response = sized(response, REGISTRATION_RESPONSE_BYTES, WHAT)?;
        let response = RegistrationResponse::deserialize(response).map_err(refused(WHAT))?;
        let parameters = ClientRegistrationFinishParameters::default();
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
        const WHAT: &str = "login response";
        let response = sized(response, LOGIN_RESPONSE_BYTES, WHAT)?;
        let response = CredentialResponse::deserialize(response).map_err(refused(WHAT))?;
        let parameters = ClientLoginFinishParameters::default();
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
struct Stretching;

impl Ksf for Stretching {
    fn hash<L: ArrayLength<u8>>(
        &self,
        input: GenericArray<u8, L>,
    ) -> Result<GenericArray<u8, L>, InternalError> {
        let (memory, iterations) = (STRETCHING_MEMORY_KIBIBYTES, STRETCHING_ITERATIONS);
        let parameters = Params::new(memory, iterations, STRETCHING_LANES, None)
            .map_err(|_| InternalError::KsfError)?;
        let mut output = GenericArray::default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(&input, &STRETCHING_SALT, &mut output)
            .map_err(|_| InternalError::KsfError)?;
        Ok(output)
    }
}
