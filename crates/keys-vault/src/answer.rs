//! What the transit engine answers.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Timestamp;
use seal::Key;
use serde::Deserialize;
use serde_json::Value;
use store::RootEpoch;
use zeroize::Zeroizing;

/// What stands before a ciphertext, and is followed by the version.
const PREFIX: &str = "vault:v";

/// A key, without what it is.
#[derive(Debug, Deserialize)]
pub(crate) struct TransitKey {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) derived: bool,
    pub(crate) exportable: bool,
    pub(crate) allow_plaintext_backup: bool,
    pub(crate) latest_version: u64,
    pub(crate) min_decryption_version: u64,
    pub(crate) min_encryption_version: u64,
    min_available_version: u64,
    /// When each version was made; of those that may decrypt.
    keys: BTreeMap<String, Value>,
}

impl TransitKey {
    /// The first version that is not destroyed.
    pub(crate) fn first_version(&self) -> u64 {
        self.min_available_version.max(1)
    }

    /// Whether a version is there, and may decrypt.
    pub(crate) fn can_decrypt(&self, version: u64) -> bool {
        (self.first_version().max(self.min_decryption_version)..=self.latest_version)
            .contains(&version)
    }

    /// The versions that are not destroyed, oldest first.
    pub(crate) fn epochs(&self) -> Vec<RootEpoch> {
        let begun_at = |version: u64| {
            let seconds = self.keys.get(&version.to_string())?.as_i64()?;
            Timestamp::from_second(seconds).ok()
        };
        (self.first_version()..=self.latest_version)
            .map(|number| RootEpoch { number, begun_at: begun_at(number) })
            .collect()
    }
}

/// Something encrypted.
#[derive(Deserialize)]
pub(crate) struct Encrypted {
    ciphertext: String,
}

impl Encrypted {
    /// The version it is encrypted under, and the bytes.
    pub(crate) fn read(&self) -> Option<(u64, Vec<u8>)> {
        let (version, bytes) = self.ciphertext.strip_prefix(PREFIX)?.split_once(':')?;
        Some((version.parse().ok()?, STANDARD.decode(bytes).ok()?))
    }
}

/// The same from its parts.
pub(crate) fn ciphertext(version: u64, bytes: &[u8]) -> String {
    format!("{PREFIX}{version}:{}", STANDARD.encode(bytes))
}

/// Something decrypted. Zeroed when dropped.
#[derive(Deserialize)]
pub(crate) struct Decrypted {
    plaintext: Zeroizing<String>,
}

impl Decrypted {
    /// The key that was encrypted.
    pub(crate) fn key(&self) -> Option<Key> {
        let bytes = Zeroizing::new(STANDARD.decode(self.plaintext.as_str()).ok()?);
        Key::from_bytes(&bytes).ok()
    }
}
