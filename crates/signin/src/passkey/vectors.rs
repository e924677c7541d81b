//! Test vectors of Web Authentication Level 3, section 16, through the same calls as a browser's answers.

use serde_json::{Value, json};

use super::answer::encode;
use super::*;

/// A vector: the values of its registration and of its authentication.
#[derive(serde::Deserialize)]
struct Vector {
    credential_id: String,
    registration: Ceremonial,
    authentication: Ceremonial,
}

#[derive(serde::Deserialize)]
struct Ceremonial {
    challenge: String,
    client_data: String,
    #[serde(default)]
    attestation_object: String,
    #[serde(default)]
    authenticator_data: String,
    #[serde(default)]
    signature: String,
}

fn vector(name: &str) -> Vector {
    let mut all: Value =
        serde_json::from_str(include_str!("../../vectors/webauthn-3.json")).expect("JSON");
    serde_json::from_value(all[name].take()).expect("a vector")
}

fn unhex(text: &str) -> Vec<u8> {
    hex::decode(text).expect("hexadecimal digits")
}

/// Draws the challenge of the vector.
struct Challenge(Vec<u8>);

impl Rng for Challenge {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.copy_from_slice(&self.0);
    }
}

fn server() -> Passkeys {
    Passkeys::new("example.org", "Example", &["https://example.org"]).expect("a relying party")
}

fn register(vector: &Vector, verification: Verification) -> Result<Passkey, PasskeyError> {
    let ceremony = &vector.registration;
    let user = User { handle: b"handle", name: "name", display_name: "Name" };
    let rng = Challenge(unhex(&ceremony.challenge));
    let started = server().start_registration(&user, &[], verification, &rng).expect("options");
    let answer = answer(
        vector,
        &json!({
            "clientDataJSON": encode(&unhex(&ceremony.client_data)),
            "attestationObject": encode(&unhex(&ceremony.attestation_object)),
        }),
    );
    server().finish_registration(&started.state, &answer)
}

fn authenticate(
    vector: &Vector,
    passkey: &Passkey,
    verification: Verification,
) -> Result<Authenticated, PasskeyError> {
    let ceremony = &vector.authentication;
    let rng = Challenge(unhex(&ceremony.challenge));
    let passkeys = std::slice::from_ref(passkey);
    let started = server().start_authentication(b"handle", passkeys, verification, &rng);
    let answer = answer(
        vector,
        &json!({
            "clientDataJSON": encode(&unhex(&ceremony.client_data)),
            "authenticatorData": encode(&unhex(&ceremony.authenticator_data)),
            "signature": encode(&unhex(&ceremony.signature)),
        }),
    );
    server().finish_authentication(&started.expect("options").state, &answer, passkeys)
}

fn answer(vector: &Vector, response: &Value) -> Vec<u8> {
    let id = encode(&unhex(&vector.credential_id));
    let answer = json!({
        "id": id,
        "rawId": id,
        "type": "public-key",
        "clientExtensionResults": {},
        "response": response,
    });
    answer.to_string().into_bytes()
}

/// Sections 16.2, 16.3 and 16.7, which verify their user or not as their flags say. Those with RSA have a modulus of
/// 436 bytes, where the library takes 256 alone, and Ed25519 and P-521 are not offered.
#[test]
fn vectors_of_the_standard_register_and_sign_in() {
    for (name, registers_verified, signs_in_verified) in [
        ("none.ES256", false, false),
        ("packed-self.ES256", true, false),
        ("packed.ES256", true, true),
    ] {
        let vector = vector(name);
        let passkey = register(&vector, Verification::Preferred).expect(name);
        assert_eq!(passkey.was_verified(), registers_verified, "{name}");
        let found = authenticate(&vector, &passkey, Verification::Preferred).expect(name);
        assert_eq!(found.is_verified, signs_in_verified, "{name}");
        let found = authenticate(&vector, &passkey, Verification::Required);
        assert_eq!(found.is_ok(), signs_in_verified, "{name}");
        let kept = Passkey::from_bytes(&passkey.to_bytes()).expect(name);
        assert_eq!(kept, passkey, "{name}");
    }
}

/// Sections 16.4 and 16.5 are right, but made in a frame on somebody else's page, which this server does not allow.
#[test]
fn vectors_from_frames_are_refused() {
    for name in ["none.ES256.crossOrigin", "none.ES256.topOrigin"] {
        let vector = vector(name);
        let registered = register(&vector, Verification::Preferred);
        assert_eq!(registered.err(), Some(PasskeyError::CrossOrigin), "{name}");
        let passkey = Passkey {
            credential_id: unhex(&vector.credential_id),
            ..register(&self::vector("none.ES256"), Verification::Preferred).expect("a passkey")
        };
        let found = authenticate(&vector, &passkey, Verification::Preferred);
        assert_eq!(found.err(), Some(PasskeyError::CrossOrigin), "{name}");
    }
}
