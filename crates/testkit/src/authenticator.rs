//! A passkey and the browser before it: it answers as told, rightly or not.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _,
    RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

// Flags of authenticator data (WebAuthn Level 3, section 6.1).

/// Somebody was there.
pub const PRESENT: u8 = 0x01;
/// The device has asked who it was.
pub const VERIFIED: u8 = 0x04;
/// The passkey may be copied to other devices,
pub const BACKUP_ELIGIBLE: u8 = 0x08;
/// and was.
pub const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;

/// A key of each algorithm that is offered.
pub enum PasskeyKey {
    /// ECDSA on P-256 with SHA-256.
    Es256(EcdsaKeyPair),
    /// ECDSA on P-384 with SHA-384.
    Es384(EcdsaKeyPair),
    /// RSA with PKCS #1 and SHA-256.
    Rs256(RsaKeyPair),
}

impl PasskeyKey {
    /// Draws one.
    pub fn es256() -> Self {
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        Self::Es256(EcdsaKeyPair::generate(algorithm).expect("a key"))
    }

    /// Draws one.
    pub fn es384() -> Self {
        let algorithm = &ECDSA_P384_SHA384_ASN1_SIGNING;
        Self::Es384(EcdsaKeyPair::generate(algorithm).expect("a key"))
    }

    /// Draws one.
    pub fn rs256() -> Self {
        Self::Rs256(RsaKeyPair::generate(KeySize::Rsa2048).expect("a key"))
    }

    /// As a COSE key: {1: kind, 3: algorithm, -1: curve, -2: x, -3: y} or {…, -1: n, -2: e} (RFC 9053, section 7.1;
    /// RFC 8230, section 4).
    fn cose(&self) -> Vec<u8> {
        let (head, key) = match self {
            Self::Es256(key) => (&[0xa5, 1, 2, 3, 0x26, 0x20, 1][..], key),
            Self::Es384(key) => (&[0xa5, 1, 2, 3, 0x38, 34, 0x20, 2][..], key),
            Self::Rs256(key) => {
                let modulus = key.public_key().modulus();
                let modulus = modulus.big_endian_without_leading_zero();
                let head = &[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0][..];
                return [head, modulus, &[0x21, 0x43, 1, 0, 1]].concat();
            }
        };
        let point = &key.public_key().as_ref()[1..];
        let (x, y) = point.split_at(point.len() / 2);
        let length = [0x58, u8::try_from(x.len()).expect("short")];
        [head, &[0x21], &length, x, &[0x22], &length, y].concat()
    }

    #[expect(clippy::disallowed_methods, reason = "a signature of a test has no context")]
    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let rng = SystemRandom::new();
        match self {
            Self::Es256(key) | Self::Es384(key) => {
                key.sign(&rng, message).expect("a signature").as_ref().to_vec()
            }
            Self::Rs256(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &rng, message, &mut signature).expect("a signature");
                signature
            }
        }
    }
}

/// One key, and everything that can be said wrongly about it.
pub struct Authenticator {
    /// What it signs with.
    pub key: PasskeyKey,
    /// Its id.
    pub id: Vec<u8>,
    /// What it knows its user by, once it was made.
    pub user_handle: Option<Vec<u8>>,
    /// The domain it is for.
    pub relying_party: String,
    /// The origin whose page asks.
    pub origin: String,
    /// Its flags.
    pub flags: u8,
    /// How often it has signed, as it says.
    pub counter: u32,
    /// Members of the client data, in the place of those it would have.
    pub client_data: Value,
}

impl Authenticator {
    /// One for `clinic.example`, which asks who uses it.
    pub fn new(id: &[u8]) -> Self {
        Self {
            key: PasskeyKey::es256(),
            id: id.to_vec(),
            user_handle: None,
            relying_party: "clinic.example".to_owned(),
            origin: "https://app.clinic.example".to_owned(),
            flags: PRESENT | VERIFIED,
            counter: 0,
            client_data: json!({}),
        }
    }

    /// Answers options for a registration.
    pub fn create(&mut self, options: &str) -> Value {
        let options: Value = serde_json::from_str(options).expect("JSON");
        let handle = options["user"]["id"].as_str().expect("a handle");
        self.user_handle = Some(URL_SAFE_NO_PAD.decode(handle).expect("base64url"));
        let client_data = self.client_data("webauthn.create", &options);
        let mut data = self.data(ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
        data.extend(&self.id);
        data.extend(self.key.cose());
        // {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x59");
        object.extend(u16::try_from(data.len()).expect("short").to_be_bytes());
        object.extend(&data);
        self.answer(&json!({
            "clientDataJSON": encode(client_data.as_bytes()),
            "attestationObject": encode(&object),
            "authenticatorData": encode(&data),
            "publicKeyAlgorithm": -7,
            "transports": ["internal", "hybrid", "telepathy"],
        }))
    }

    /// Answers options for an authentication.
    pub fn get(&self, options: &str) -> Value {
        let options: Value = serde_json::from_str(options).expect("JSON");
        let client_data = self.client_data("webauthn.get", &options);
        let data = self.data(0);
        let hash = digest(&SHA256, client_data.as_bytes());
        let signed = [data.as_slice(), hash.as_ref()].concat();
        self.answer(&json!({
            "clientDataJSON": encode(client_data.as_bytes()),
            "authenticatorData": encode(&data),
            "signature": encode(self.key.sign(&signed)),
            "userHandle": self.user_handle.as_deref().map(encode),
        }))
    }

    fn answer(&self, response: &Value) -> Value {
        json!({
            "id": encode(&self.id),
            "rawId": encode(&self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": response,
        })
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        let mut data = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        for (name, value) in self.client_data.as_object().expect("members") {
            data[name] = value.clone();
        }
        data.to_string()
    }

    fn data(&self, more_flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.relying_party.as_bytes()).as_ref().to_vec();
        data.push(self.flags | more_flags);
        data.extend(self.counter.to_be_bytes());
        data
    }
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
