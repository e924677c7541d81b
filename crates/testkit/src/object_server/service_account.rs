//! A service account of Google's, for a face that checks its tokens in front of a server with the interface of S3. There
//! is no server to be had that has Google's interface for objects in XML; of what S3 does not have, this is what we use.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rcgen::{KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};

const EMAIL: &str = "ribcage@clinic.iam.gserviceaccount.example";
const KEY_ID: &str = "key-of-tests";
/// The longest that a token may be good.
const TOKEN_SECONDS_MAX: u64 = 60 * 60;
/// Of what a token has to be for.
const SCOPE: &str = "https://www.googleapis.com/auth/cloud-platform";

pub(super) struct ServiceAccount {
    key: KeyPair,
}

impl ServiceAccount {
    /// One with a key of its own, which no other has signed with.
    pub(super) fn new() -> Self {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).expect("a key");
        Self { key }
    }

    /// The file that Google gives whoever makes a key. What it names is asked nothing.
    pub(super) fn file(&self) -> String {
        json!({
            "type": "service_account",
            "project_id": "clinic",
            "private_key_id": KEY_ID,
            "private_key": self.key.serialize_pem(),
            "client_email": EMAIL,
            "client_id": "1",
            "token_uri": "https://tokens.example/token",
        })
        .to_string()
    }

    /// Whether a header bears a token that this account has signed, and that is good now.
    pub(super) fn has_signed(&self, header: &[u8]) -> bool {
        self.read(header).is_some_and(|claims| is_good(&claims))
    }

    fn read(&self, header: &[u8]) -> Option<Value> {
        let token = str::from_utf8(header).ok()?.strip_prefix("Bearer ")?;
        let (signed, signature) = token.rsplit_once('.')?;
        let (head, claims) = signed.split_once('.')?;
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?;
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.key.public_key_raw());
        key.verify(signed.as_bytes(), &signature).ok()?;
        let head = decode(head)?;
        let is_ours = head["alg"] == "RS256" && head["kid"] == KEY_ID;
        decode(claims).filter(|_| is_ours)
    }
}

fn decode(part: &str) -> Option<Value> {
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[expect(clippy::disallowed_methods, reason = "whoever is asked goes by the time that there is")]
fn is_good(claims: &Value) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later").as_secs();
    let (begins, ends) = (claims["iat"].as_u64(), claims["exp"].as_u64());
    let is_now = begins.zip(ends).is_some_and(|(begins, ends)| {
        begins <= now && now < ends && ends - begins <= TOKEN_SECONDS_MAX
    });
    is_now && claims["iss"] == EMAIL && claims["sub"] == EMAIL && claims["scope"] == SCOPE
}
