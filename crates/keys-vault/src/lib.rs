//! The key service of Vault and OpenBao: root keys are the versions of one key of their transit engine,
//! which they never leave (`docs/formats.md`, section 3).
//!
//! Every epoch is a version. Turning the key over begins one; raising the least version that may
//! decrypt, and trimming what is below it, destroys those before.

mod answer;
mod connection;
mod token;

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Timestamp;
use seal::Key;
use serde_json::json;
use store::{Answer, KeyService, KeyServiceError, RootEpoch, TenantKeyName, TenantKeyVersion};
use zeroize::Zeroizing;

use crate::answer::{Decrypted, Encrypted, TransitKey};
use crate::connection::{Connection, Said};

pub use crate::connection::SettingError;

/// The only type of key that is used: AES-256 in GCM, as everywhere else.
const KEY_TYPE: &str = "aes256-gcm96";

/// Where the service is, and what the key is called there.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// `https://HOST[:PORT]`, or `http://` of this machine.
    pub url: &'a str,
    /// Where the transit engine is mounted, `transit` for one.
    pub mount: &'a str,
    /// The name of the key.
    pub key: &'a str,
    /// The file with the token, which is read again whenever it has changed.
    pub token_file: &'a Path,
    /// Certificates in PEM by which the service is known; those of the platform without any.
    pub ca: Option<&'a [u8]>,
}

/// Root keys in a transit engine.
pub struct VaultKeyService {
    connection: Connection,
}

impl VaultKeyService {
    /// Prepares to ask the service. Nothing is sent yet.
    pub fn new(settings: Settings<'_>) -> Result<Self, SettingError> {
        Ok(Self { connection: Connection::new(settings)? })
    }

    /// Makes the key. Refuses to take one that is there.
    pub async fn create(&self) -> Result<(), KeyServiceError> {
        let found = self.connection.get::<TransitKey>("keys", "").await?;
        if !matches!(found, Said::NotThere) {
            return Err(refused("there is a key of this name already"));
        }
        let body = json!({ "type": KEY_TYPE, "exportable": false, "derived": false });
        self.connection.post("keys", "", &body).await?.expected()
    }

    async fn key(&self) -> Result<TransitKey, KeyServiceError> {
        match self.connection.get::<TransitKey>("keys", "").await? {
            Said::Yes(key) => {
                let is_ours = key.kind == KEY_TYPE && !key.derived;
                if !is_ours || key.exportable || key.allow_plaintext_backup {
                    let what = "the key is of another type, or may leave the service";
                    return Err(refused(&format!(
                        "{what}; make one as docs/operations/keys.md says"
                    )));
                }
                Ok(key)
            }
            Said::NotThere => Err(refused("there is no key of this name at this mount")),
            Said::Invalid(why) => Err(refused(&why)),
        }
    }

    async fn wrap_now(
        &self,
        name: TenantKeyName,
        key: &Key,
    ) -> Result<TenantKeyVersion, KeyServiceError> {
        let plaintext = Zeroizing::new(STANDARD.encode(key.expose()));
        let body = json!({
            "plaintext": plaintext.as_str(),
            "associated_data": STANDARD.encode(name.binding()),
        });
        let said = self.connection.post::<Encrypted>("encrypt", "", &body).await?;
        let (epoch, wrapped) = said.value()?.read().ok_or_else(strange)?;
        Ok(TenantKeyVersion { version: name.version, epoch, wrapped })
    }

    async fn unwrap_now(
        &self,
        name: TenantKeyName,
        wrapped: &TenantKeyVersion,
    ) -> Result<Key, KeyServiceError> {
        let epoch = wrapped.epoch;
        let body = json!({
            "ciphertext": answer::ciphertext(epoch, &wrapped.wrapped),
            "associated_data": STANDARD.encode(name.binding()),
        });
        match self.connection.post::<Decrypted>("decrypt", "", &body).await? {
            Said::Yes(decrypted) => decrypted.key().ok_or_else(strange),
            Said::NotThere | Said::Invalid(_) => {
                let is_there = self.key().await?.can_decrypt(epoch);
                let destroyed = KeyServiceError::UnknownEpoch(epoch);
                Err(if is_there { KeyServiceError::WrongRootKey } else { destroyed })
            }
        }
    }

    /// Of servers that do so at the same moment, two may turn the key over, and then there is a version
    /// that is not needed. All go on with the newest, and the others are destroyed like any before it.
    async fn begin_after(&self, newest: u64) -> Result<RootEpoch, KeyServiceError> {
        if self.key().await?.latest_version == newest {
            self.connection.post("keys", "/rotate", &json!({})).await?.expected()?;
        }
        self.key().await?.epochs().pop().ok_or_else(strange)
    }

    async fn destroy_before(&self, first: u64) -> Result<(), KeyServiceError> {
        let key = self.key().await?;
        let first = first.min(key.latest_version);
        if key.first_version() >= first {
            return Ok(());
        }
        let least = json!({
            "min_decryption_version": first.max(key.min_decryption_version),
            "min_encryption_version": first.max(key.min_encryption_version),
        });
        self.connection.post("keys", "/config", &least).await?.expected()?;
        let trim = json!({ "min_available_version": first });
        self.connection.post("keys", "/trim", &trim).await?.expected()?;
        if self.key().await?.first_version() < first {
            return Err(refused("the versions before are still there"));
        }
        Ok(())
    }
}

impl KeyService for VaultKeyService {
    fn wrap<'a>(
        &'a self,
        name: TenantKeyName,
        key: &'a Key,
    ) -> Answer<'a, TenantKeyVersion, KeyServiceError> {
        Box::pin(self.wrap_now(name, key))
    }

    fn unwrap<'a>(
        &'a self,
        name: TenantKeyName,
        wrapped: &'a TenantKeyVersion,
    ) -> Answer<'a, Key, KeyServiceError> {
        Box::pin(self.unwrap_now(name, wrapped))
    }

    fn list_epochs(&self) -> Answer<'_, Vec<RootEpoch>, KeyServiceError> {
        Box::pin(async { Ok(self.key().await?.epochs()) })
    }

    fn begin_epoch(&self, newest: u64, _at: Timestamp) -> Answer<'_, RootEpoch, KeyServiceError> {
        Box::pin(self.begin_after(newest))
    }

    fn destroy_epochs_before(&self, first: u64) -> Answer<'_, (), KeyServiceError> {
        Box::pin(self.destroy_before(first))
    }
}

fn refused(why: &str) -> KeyServiceError {
    KeyServiceError::Refused(why.to_owned())
}

/// The service said something that is not in its interface.
fn strange() -> KeyServiceError {
    refused("its answer is not understood")
}
