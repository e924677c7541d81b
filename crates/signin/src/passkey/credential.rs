//! A passkey as the server keeps it: the public key, whose it is, and what was last heard of it.

use serde::{Deserialize, Serialize};

use super::PasskeyError;
use super::answer::{decode, encode};

const FORMAT: u8 = 1;
const WHAT: PasskeyError = PasskeyError::Malformed("passkey");

/// A registered passkey. Nothing in it is secret, but it says which accounts are one person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    pub(super) credential_id: Vec<u8>,
    pub(super) user_handle: Vec<u8>,
    pub(super) key: PublicKey,
    pub(super) counter: u32,
    pub(super) was_verified: bool,
    pub(super) is_backup_eligible: bool,
    pub(super) is_backed_up: bool,
    pub(super) transports: Vec<String>,
}

/// Keys of the algorithms that are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// ECDSA, P-256, SHA-256.
    Es256 { x: Vec<u8>, y: Vec<u8> },
    /// ECDSA, P-384, SHA-384.
    Es384 { x: Vec<u8>, y: Vec<u8> },
    /// RSASSA-PKCS1-v1_5, SHA-256, 2,048 bits.
    Rs256 { modulus: Vec<u8>, exponent: [u8; 3] },
}

impl PublicKey {
    fn has_its_size(&self) -> bool {
        match self {
            Self::Es256 { x, y } => x.len() == 32 && y.len() == 32,
            Self::Es384 { x, y } => x.len() == 48 && y.len() == 48,
            Self::Rs256 { modulus, .. } => modulus.len() == 256,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Kept {
    format: u8,
    id: String,
    user: String,
    key: KeptKey,
    counter: u32,
    verified: bool,
    backup_eligible: bool,
    backed_up: bool,
    transports: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "algorithm", rename_all = "UPPERCASE")]
enum KeptKey {
    Es256 { x: String, y: String },
    Es384 { x: String, y: String },
    Rs256 { n: String, e: String },
}

impl Passkey {
    /// The id that authenticators and browsers know it by.
    pub fn credential_id(&self) -> &[u8] {
        &self.credential_id
    }

    /// The handle of the person whose it is.
    pub fn user_handle(&self) -> &[u8] {
        &self.user_handle
    }

    /// How often it has signed, as far as the authenticator says; many always say nothing (0).
    pub fn counter(&self) -> u32 {
        self.counter
    }

    /// Whether the authenticator saw who it was when it was registered.
    pub fn was_verified(&self) -> bool {
        self.was_verified
    }

    /// Whether it may be on several devices.
    pub fn is_backup_eligible(&self) -> bool {
        self.is_backup_eligible
    }

    /// Whether it is on several devices, or in somebody's cloud.
    pub fn is_backed_up(&self) -> bool {
        self.is_backed_up
    }

    /// The ways to reach its authenticator, in the words of Web Authentication.
    pub fn transports(&self) -> &[String] {
        &self.transports
    }

    /// The bytes to be kept: JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        let key = match &self.key {
            PublicKey::Es256 { x, y } => KeptKey::Es256 { x: encode(x), y: encode(y) },
            PublicKey::Es384 { x, y } => KeptKey::Es384 { x: encode(x), y: encode(y) },
            PublicKey::Rs256 { modulus, exponent } => {
                KeptKey::Rs256 { n: encode(modulus), e: encode(exponent) }
            }
        };
        let kept = Kept {
            format: FORMAT,
            id: encode(&self.credential_id),
            user: encode(&self.user_handle),
            key,
            counter: self.counter,
            verified: self.was_verified,
            backup_eligible: self.is_backup_eligible,
            backed_up: self.is_backed_up,
            transports: self.transports.clone(),
        };
        serde_json::to_vec(&kept).expect("texts and numbers become JSON")
    }

    /// From the bytes that were kept.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PasskeyError> {
        let kept: Kept = serde_json::from_slice(bytes).map_err(|_| WHAT)?;
        if kept.format != FORMAT {
            return Err(WHAT);
        }
        let key = match kept.key {
            KeptKey::Es256 { x, y } => PublicKey::Es256 { x: decode(&x)?, y: decode(&y)? },
            KeptKey::Es384 { x, y } => PublicKey::Es384 { x: decode(&x)?, y: decode(&y)? },
            KeptKey::Rs256 { n, e } => PublicKey::Rs256 {
                modulus: decode(&n)?,
                exponent: decode(&e)?.try_into().map_err(|_| WHAT)?,
            },
        };
        if !key.has_its_size() {
            return Err(WHAT);
        }
        Ok(Self {
            credential_id: decode(&kept.id)?,
            user_handle: decode(&kept.user)?,
            key,
            counter: kept.counter,
            was_verified: kept.verified,
            is_backup_eligible: kept.backup_eligible,
            is_backed_up: kept.backed_up,
            transports: kept.transports,
        })
    }
}
