//! The public keys that a client signs with (JWK Set, RFC 7517, section 5).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::ServiceError;

/// How many keys a client has at most; more than one while it changes them.
const KEYS_MAX: usize = 10;
/// How long the name of a key may be.
const KEY_ID_BYTES_MAX: usize = 128;
/// The least and the greatest modulus of an RSA key (2,048 to 8,192 bits).
const MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=1024;

/// The keys of a client, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientKeys(Vec<ClientKey>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kty")]
enum ClientKey {
    #[serde(rename = "RSA")]
    Rsa { kid: String, n: String, e: String },
    #[serde(rename = "EC")]
    Ec { kid: String, crv: String, x: String, y: String },
}

impl ClientKeys {
    /// Reads a JWK Set with the public keys of a client: RSA for RS384, or on the curve P-384 for ES384, each
    /// with a name of its own.
    pub fn parse(set: &Value) -> Result<Self, ServiceError> {
        let keys = set.get("keys").and_then(Value::as_array);
        let keys = keys.filter(|keys| (1..=KEYS_MAX).contains(&keys.len()));
        let keys = keys.ok_or_else(|| {
            refused(&format!("it is an object with `keys`, of which there are 1 to {KEYS_MAX}"))
        })?;
        let keys = keys.iter().map(ClientKey::parse).collect::<Result<Vec<_>, _>>()?;
        let mut names: Vec<_> = keys.iter().map(ClientKey::name).collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(refused("two of the keys have the same `kid`"));
        }
        Ok(Self(keys))
    }

    /// The names of the keys.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(ClientKey::name)
    }

    /// Whether a message is signed with the key of this name.
    pub(crate) fn verify(&self, name: &str, message: &[u8], signature: &str) -> bool {
        let Some(key) = self.0.iter().find(|key| key.name() == name) else { return false };
        let Some((key, algorithm)) = key.decoding_key() else { return false };
        jsonwebtoken::crypto::verify(signature, message, &key, algorithm).unwrap_or(false)
    }

    /// The algorithm of the key of this name.
    pub(crate) fn algorithm(&self, name: &str) -> Option<Algorithm> {
        self.0.iter().find(|key| key.name() == name).map(ClientKey::algorithm)
    }
}

impl ClientKey {
    fn parse(key: &Value) -> Result<Self, ServiceError> {
        let text = |name: &str| key.get(name).and_then(Value::as_str);
        let is_private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]
            .iter()
            .any(|name| key.get(name).is_some());
        if is_private {
            return Err(refused(
                "one of the keys is private; make another, and send its public part",
            ));
        }
        if text("use").is_some_and(|use_for| use_for != "sig") {
            return Err(refused("one of the keys is not for signatures"));
        }
        let name = text("kid").filter(|name| (1..=KEY_ID_BYTES_MAX).contains(&name.len()));
        let kid = name.ok_or_else(|| refused("every key has a `kid`"))?.to_owned();
        let part = |name| text(name).map(ToOwned::to_owned);
        let read = match text("kty") {
            Some("RSA") => part("n")
                .zip(part("e"))
                .map(|(n, e)| Self::Rsa { kid, n, e })
                .filter(Self::is_strong),
            Some("EC") if text("crv") == Some("P-384") => part("x")
                .zip(part("y"))
                .map(|(x, y)| Self::Ec { kid, crv: "P-384".to_owned(), x, y }),
            _ => None,
        };
        let read = read.filter(|read| {
            let fits = match read {
                Self::Rsa { .. } => "RS384",
                Self::Ec { .. } => "ES384",
            };
            text("alg").is_none_or(|algorithm| algorithm == fits) && read.decoding_key().is_some()
        });
        read.ok_or_else(|| {
            refused("a key is of `kty` RSA, with 2,048 to 8,192 bits, for RS384, or EC on P-384 for ES384")
        })
    }

    fn is_strong(&self) -> bool {
        match self {
            Self::Rsa { n, .. } => URL_SAFE_NO_PAD
                .decode(n)
                .is_ok_and(|modulus| MODULUS_BYTES.contains(&modulus.len())),
            Self::Ec { .. } => true,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Rsa { kid, .. } | Self::Ec { kid, .. } => kid,
        }
    }

    const fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa { .. } => Algorithm::RS384,
            Self::Ec { .. } => Algorithm::ES384,
        }
    }

    fn decoding_key(&self) -> Option<(DecodingKey, Algorithm)> {
        let jwk: Jwk = serde_json::from_value(serde_json::to_value(self).ok()?).ok()?;
        Some((DecodingKey::from_jwk(&jwk).ok()?, self.algorithm()))
    }
}

fn refused(why: &str) -> ServiceError {
    ServiceError::BadRequest(format!("jwks cannot be taken: {why}"))
}
