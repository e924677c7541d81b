//! The key service for one machine: root keys in a file of their own, mode 0600, optionally sealed
//! under a passphrase (`docs/formats.md`, section 3).

mod file;

use std::path::Path;

use model::{DeploymentId, Rng, RowKey, StoreName, TenantId};
use seal::{Key, KeyReference, Place};
use store::{Answer, KeyService, KeyServiceError, TenantKeyName, TenantKeyVersion};

pub use file::{KeyFileError, Passphrase};

/// The type in the place of a wrapped tenant key.
const TENANT_KEY: &str = "tenant-key";

/// Root keys from a file.
pub struct FileKeyService {
    /// By epoch, newest last, never empty.
    epochs: Vec<(u64, Key)>,
    rng: Box<dyn Rng>,
}

impl FileKeyService {
    /// Makes a key file with a first epoch. Refuses to replace a file.
    pub fn create(
        path: &Path,
        passphrase: Option<&Passphrase>,
        rng: &dyn Rng,
    ) -> Result<(), KeyFileError> {
        file::create(path, &Key::random(rng), passphrase, rng)
    }

    /// Reads a key file. Refuses one that others may read.
    pub fn open(
        path: &Path,
        passphrase: Option<&Passphrase>,
        rng: Box<dyn Rng>,
    ) -> Result<Self, KeyFileError> {
        Ok(Self { epochs: file::read(path, passphrase)?, rng })
    }
}

impl KeyService for FileKeyService {
    fn wrap<'a>(
        &'a self,
        name: TenantKeyName,
        key: &'a Key,
    ) -> Answer<'a, TenantKeyVersion, KeyServiceError> {
        let (epoch, root) = self.epochs.last().expect("a key file without epochs is refused");
        let place = place(name, *epoch);
        let wrapped = seal::wrap_key(root, &place, key, self.rng.as_ref());
        let wrapped = TenantKeyVersion { version: name.version, epoch: *epoch, wrapped };
        Box::pin(async move { Ok(wrapped) })
    }

    fn unwrap<'a>(
        &'a self,
        name: TenantKeyName,
        wrapped: &'a TenantKeyVersion,
    ) -> Answer<'a, Key, KeyServiceError> {
        Box::pin(async move {
            let epoch = wrapped.epoch;
            let (_, root) = self
                .epochs
                .iter()
                .find(|(known, _)| *known == epoch)
                .ok_or(KeyServiceError::UnknownEpoch(epoch))?;
            seal::unwrap_key(root, &place(name, epoch), &wrapped.wrapped)
                .map_err(|_| KeyServiceError::WrongRootKey)
        })
    }
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
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::pin::pin;
    use std::sync::atomic::{AtomicU8, Ordering};
    use std::task::{Context, Poll, Waker};

    use super::*;

    struct Counting(AtomicU8);

    impl Rng for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(self.0.fetch_add(1, Ordering::Relaxed));
        }
    }

    fn rng() -> Box<dyn Rng> {
        Box::new(Counting(AtomicU8::new(1)))
    }

    /// The file never makes anybody wait.
    fn now<T>(answer: impl Future<Output = T>) -> T {
        match pin!(answer).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("the file key service answers at once"),
        }
    }

    fn name() -> TenantKeyName {
        TenantKeyName {
            deployment: DeploymentId::from_bytes([1; 16]),
            tenant: TenantId::from_number(2),
            version: 1,
        }
    }

    #[test]
    fn a_wrapped_tenant_key_opens_again_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("root.key");
        FileKeyService::create(&path, None, &*rng()).expect("created");
        let key = Key::random(&*rng());
        let service = FileKeyService::open(&path, None, rng()).expect("opens");
        let wrapped = now(service.wrap(name(), &key)).expect("wraps");
        let again = FileKeyService::open(&path, None, rng()).expect("opens");
        let unwrapped = now(again.unwrap(name(), &wrapped)).expect("unwraps");
        assert_eq!(unwrapped.expose(), key.expose());
        let other = TenantKeyName { tenant: TenantId::from_number(3), ..name() };
        let moved = now(again.unwrap(other, &wrapped));
        assert!(matches!(moved, Err(KeyServiceError::WrongRootKey)));
        let unknown = TenantKeyVersion { epoch: 9, ..wrapped };
        let unknown = now(again.unwrap(name(), &unknown));
        assert!(matches!(unknown, Err(KeyServiceError::UnknownEpoch(9))));
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("root.key");
        FileKeyService::create(&path, None, &*rng()).expect("created");
        for mode in [0o640, 0o604, 0o660] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("set");
            let refused = FileKeyService::open(&path, None, rng());
            assert!(matches!(refused, Err(KeyFileError::Readable { .. })), "{mode:o}");
        }
    }

    #[test]
    fn a_key_file_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("root.key");
        FileKeyService::create(&path, None, &*rng()).expect("created");
        let again = FileKeyService::create(&path, None, &*rng());
        assert!(matches!(again, Err(KeyFileError::File { .. })));
    }

    #[test]
    fn a_passphrase_opens_its_file_and_no_other_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("root.key");
        let passphrase = Passphrase::new("correct horse".to_owned());
        FileKeyService::create(&path, Some(&passphrase), &*rng()).expect("created");
        assert!(FileKeyService::open(&path, Some(&passphrase), rng()).is_ok());
        let wrong = Passphrase::new("wrong horse".to_owned());
        let refused = FileKeyService::open(&path, Some(&wrong), rng());
        assert!(matches!(refused, Err(KeyFileError::WrongPassphrase)));
        let refused = FileKeyService::open(&path, None, rng());
        assert!(matches!(refused, Err(KeyFileError::NeedsPassphrase)));
    }
}
