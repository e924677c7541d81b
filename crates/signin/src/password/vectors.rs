//! The vectors of RFC 9807, appendix C, on our server and on the library's client without stretching, since that is
//! how they were made.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;

use model::Rng;
use opaque_ke::{
    ClientLogin, ClientLoginFinishParameters, ClientRegistration,
    ClientRegistrationFinishParameters, CredentialResponse, Identifiers, RegistrationResponse,
    ServerLoginParameters,
};

use super::{LoginState, PasswordRecord, PasswordServer, Randomness, Suite};

const VECTORS: &str = include_str!("../../vectors/opaque-3dh-ristretto255.txt");
const CONTEXT: &[u8] = b"OPAQUE-POC";

/// One vector: its values by name.
struct Vector(HashMap<&'static str, Vec<u8>>);

impl Vector {
    fn value(&self, name: &str) -> &[u8] {
        self.0.get(name).unwrap_or_else(|| panic!("the vector has {name}"))
    }

    fn identifiers(&self) -> Identifiers<'_> {
        let name = |name| self.0.get(name).map(Vec::as_slice);
        Identifiers { client: name("client_identity"), server: name("server_identity") }
    }

    fn parameters(&self) -> ServerLoginParameters<'_, '_> {
        ServerLoginParameters { context: Some(CONTEXT), identifiers: self.identifiers() }
    }

    /// The server of the vector, with a public key for accounts that do not exist.
    fn server(&self, nobody: &[u8]) -> PasswordServer {
        let keys = [self.value("oprf_seed"), self.value("server_private_key"), nobody].concat();
        PasswordServer::deserialize(&[&[1], keys.as_slice()].concat()).expect("a setup")
    }

    fn login_start(&self, server: &PasswordServer, drawn: &[&[u8]]) -> (LoginState, Vec<u8>) {
        let record = self.0.get("registration_upload");
        let record = record.map(|upload| PasswordServer::register_finish(upload).expect("one"));
        let rng = Given::new(drawn);
        let id = self.value("credential_identifier");
        let parameters = self.parameters();
        let started = server.start_login(record.as_ref(), self.value("KE1"), id, &rng, parameters);
        assert!(rng.is_used_up(), "nothing else is drawn");
        started.expect("a login")
    }
}

fn vectors() -> Vec<Vector> {
    let mut vectors = Vec::new();
    let mut name = "";
    let mut values = HashMap::<_, String>::new();
    for line in VECTORS.lines().chain(["#"]) {
        if line.starts_with('#') && !values.is_empty() {
            let decoded = values
                .drain()
                .map(|(name, value)| (name, hex::decode(value).expect("hexadecimal digits")));
            vectors.push(Vector(decoded.collect()));
        } else if let Some((before, value)) = line.split_once(": ") {
            if !line.starts_with('#') {
                name = before;
                values.insert(name, value.to_owned());
            }
        } else if !line.is_empty() && !line.starts_with('#') {
            values.get_mut(name).expect("a value goes on").push_str(line);
        }
    }
    vectors
}

/// Gives what the vector says was drawn.
struct Given(Mutex<VecDeque<u8>>);

impl Given {
    fn new(parts: &[&[u8]]) -> Self {
        Self(Mutex::new(parts.concat().into()))
    }

    fn is_used_up(&self) -> bool {
        self.0.lock().expect("no test panics with it").is_empty()
    }
}

impl Rng for Given {
    fn fill(&self, buffer: &mut [u8]) {
        let mut left = self.0.lock().expect("no test panics with it");
        for byte in buffer {
            *byte = left.pop_front().expect("the vector says what is drawn");
        }
    }
}

/// A scalar is drawn as 64 bytes and reduced.
const ZEROS: [u8; 32] = [0; 32];
/// What is drawn for a decoy even if there is none, so that both take the same time.
const NO_DECOY: [u8; 64] = [0; 64];

#[test]
fn registrations_give_the_vectors_of_the_rfc() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 3);
    for vector in &vectors[..2] {
        let rng = Given::new(&[vector.value("blind_registration"), &ZEROS]);
        let password = vector.value("password");
        let started = ClientRegistration::<Suite>::start(&mut Randomness(&rng), password);
        let started = started.expect("a request");
        assert_eq!(started.message.serialize().as_slice(), vector.value("registration_request"));

        let server = vector.server(vector.value("server_public_key"));
        let id = vector.value("credential_identifier");
        let response = server.register_start(vector.value("registration_request"), id);
        let response = response.expect("a response");
        assert_eq!(response, vector.value("registration_response"));

        let rng = Given::new(&[vector.value("envelope_nonce")]);
        let response = RegistrationResponse::deserialize(&response).expect("a response");
        let parameters = ClientRegistrationFinishParameters::new(vector.identifiers(), None);
        let finished = started.state.finish(&mut Randomness(&rng), password, response, parameters);
        let finished = finished.expect("a record");
        let upload = finished.message.serialize();
        assert_eq!(upload.as_slice(), vector.value("registration_upload"));
        assert_eq!(finished.export_key.as_slice(), vector.value("export_key"));
        let record = PasswordServer::register_finish(&upload).expect("a record");
        assert_eq!(&record.as_bytes()[1..], vector.value("registration_upload"));
        assert!(PasswordRecord::from_bytes(record.as_bytes()).is_ok());
    }
}

#[test]
fn logins_give_the_vectors_of_the_rfc() {
    for vector in &vectors()[..2] {
        let drawn = ["client_keyshare_seed", "client_nonce"].map(|name| vector.value(name));
        let rng = Given::new(&[vector.value("blind_login"), &ZEROS, drawn[0], drawn[1]]);
        let password = vector.value("password");
        let started = ClientLogin::<Suite>::start(&mut Randomness(&rng), password);
        let started = started.expect("a request");
        assert_eq!(started.message.serialize().as_slice(), vector.value("KE1"));

        let server = vector.server(vector.value("server_public_key"));
        let drawn = ["masking_nonce", "server_keyshare_seed", "server_nonce"];
        let drawn = drawn.map(|name| vector.value(name));
        let drawn = [&NO_DECOY, drawn[0], drawn[1], drawn[2]];
        let (state, response) = vector.login_start(&server, &drawn);
        assert_eq!(response, vector.value("KE2"));

        let response = CredentialResponse::deserialize(&response).expect("a response");
        let identifiers = vector.identifiers();
        let parameters = ClientLoginFinishParameters::new(Some(CONTEXT), identifiers, None);
        let rng = Given::new(&[]);
        let finished = started.state.finish(&mut Randomness(&rng), password, response, parameters);
        let finished = finished.expect("the right password");
        assert_eq!(finished.message.serialize().as_slice(), vector.value("KE3"));
        assert_eq!(finished.session_key.as_slice(), vector.value("session_key"));
        assert_eq!(finished.export_key.as_slice(), vector.value("export_key"));

        let key = PasswordServer::login_finish(&state, vector.value("KE3")).expect("the key");
        assert_eq!(key.expose().as_slice(), vector.value("session_key"));
    }
}

#[test]
fn decoy_gives_the_vector_of_the_rfc() {
    let vectors = vectors();
    let vector = &vectors[2];
    let server = vector.server(vector.value("client_public_key"));
    let drawn = ["masking_key", "masking_nonce", "server_keyshare_seed", "server_nonce"];
    let (_, response) = vector.login_start(&server, &drawn.map(|name| vector.value(name)));
    assert_eq!(response, vector.value("KE2"));
}
