//! The key service for one machine: root keys in a file of their own, mode 0600, optionally sealed
//! under a passphrase (`docs/formats.md`, section 3).
//!
//! Servers that share the file see each other's epochs: it is read again whenever it has changed.

mod file;
mod replace;

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use model::{DeploymentId, Rng, RowKey, StoreName, TenantId, Timestamp};
use seal::{Key, KeyReference, Place};
use store::{Answer, KeyService, KeyServiceError, RootEpoch, TenantKeyName, TenantKeyVersion};

pub use file::{KeyFileError, Passphrase};

use file::{KeyFile, RootKeys};

/// The type in the place of a wrapped tenant key.
const TENANT_KEY: &str = "tenant-key";

/// Root keys from a file.
pub struct FileKeyService {
    file: KeyFile,
    /// As they were when the file was last read.
    known: Mutex<RootKeys>,
    rng: Box<dyn Rng>,
}

impl FileKeyService {
    /// Makes a key file with a first epoch. Refuses to replace a file.
    pub fn create(
        path: &Path,
        passphrase: Option<&Passphrase>,
        at: Timestamp,
        rng: &dyn Rng,
    ) -> Result<(), KeyFileError> {
        file::create(path, passphrase, at, rng)
    }

    /// Reads a key file. Refuses one that others may read.
    pub fn open(
        path: &Path,
        passphrase: Option<Passphrase>,
        rng: Box<dyn Rng>,
    ) -> Result<Self, KeyFileError> {
        let file = KeyFile::new(path, passphrase);
        file.recover()?;
        let known = Mutex::new(file.read()?);
        Ok(Self { file, known, rng })
    }

    /// Does something with the root keys as they stand in the file now.
    fn with_newest<T>(&self, act: impl FnOnce(&RootKeys) -> T) -> Result<T, KeyServiceError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if self.file.has_changed_since(&known).map_err(unavailable)? {
            *known = self.file.read().map_err(unavailable)?;
        }
        Ok(act(&known))
    }

    fn change(&self, change: impl FnOnce(&mut RootKeys)) -> Result<(), KeyServiceError> {
        let changed = self.file.change(change, self.rng.as_ref()).map_err(unavailable)?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = changed;
        Ok(())
    }

    fn wrap_now(
        &self,
        name: TenantKeyName,
        key: &Key,
    ) -> Result<TenantKeyVersion, KeyServiceError> {
        self.with_newest(|known| {
            let root = known.newest();
            let place = place(name, root.number);
            let wrapped = seal::wrap_key(&root.key, &place, key, self.rng.as_ref());
            TenantKeyVersion { version: name.version, epoch: root.number, wrapped }
        })
    }

    fn unwrap_now(
        &self,
        name: TenantKeyName,
        wrapped: &TenantKeyVersion,
    ) -> Result<Key, KeyServiceError> {
        let epoch = wrapped.epoch;
        self.with_newest(|known| {
            let root = known.find(epoch).ok_or(KeyServiceError::UnknownEpoch(epoch))?;
            seal::unwrap_key(&root.key, &place(name, epoch), &wrapped.wrapped)
                .map_err(|_| KeyServiceError::WrongRootKey)
        })?
    }
}

impl KeyService for FileKeyService {
    fn wrap<'a>(
        &'a self,
        name: TenantKeyName,
        key: &'a Key,
    ) -> Answer<'a, TenantKeyVersion, KeyServiceError> {
        Box::pin(async move { self.wrap_now(name, key) })
    }

    fn unwrap<'a>(
        &'a self,
        name: TenantKeyName,
        wrapped: &'a TenantKeyVersion,
    ) -> Answer<'a, Key, KeyServiceError> {
        Box::pin(async move { self.unwrap_now(name, wrapped) })
    }

    fn list_epochs(&self) -> Answer<'_, Vec<RootEpoch>, KeyServiceError> {
        Box::pin(async move { self.with_newest(RootKeys::epochs) })
    }

    fn begin_epoch(&self, newest: u64, at: Timestamp) -> Answer<'_, RootEpoch, KeyServiceError> {
        Box::pin(async move {
            self.change(|keys| {
                if keys.newest().number == newest {
                    keys.begin(at, self.rng.as_ref());
                }
            })?;
            self.with_newest(|known| known.newest().epoch())
        })
    }

    fn destroy_epochs_before(&self, first: u64) -> Answer<'_, (), KeyServiceError> {
        Box::pin(async move { self.change(|keys| keys.destroy_before(first)) })
    }
}

fn unavailable(error: KeyFileError) -> KeyServiceError {
    KeyServiceError::Unavailable(Box::new(error))
}

fn place(name: TenantKeyName, epoch: u64) -> Place<'static> {
    let TenantKeyName { deployment, tenant, version } = name;
    let row = row_of(deployment);
    let key = KeyReference::RootKey(epoch);
    Place { tenant, store: StoreName::Keys, kind: TENANT_KEY, row, version, key }
}

fn row_of(deployment: DeploymentId) -> RowKey {
    RowKey::from_bytes(*deployment.as_bytes())
}

/// The place of a root key in a file under a passphrase.
fn root_key_place(epoch: u64) -> Place<'static> {
    Place {
        tenant: TenantId::DEPLOYMENT,
        store: StoreName::Keys,
        kind: "root-key",
        row: RowKey::from_bytes([0; 16]),
        version: epoch,
        key: KeyReference::Passphrase,
    }
}

#[cfg(test)]
mod tests;
