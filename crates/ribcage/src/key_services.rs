//! The key service that the configuration names: a file, a token, or a service on the network.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use keys_file::FileKeyService;
use keys_pkcs11::Pkcs11KeyService;
use keys_vault::VaultKeyService;
use model::Clock as _;
use store::{KeyService, KeyServiceError};

use crate::ambient::{SystemClock, SystemRng};
use crate::configuration::{Configuration, KeyServiceKind};
use crate::data_folder::read_passphrase;

/// Makes the first root key of a deployment, and opens its key service. Root keys that are there
/// already are not taken.
pub(crate) async fn create(configuration: &Configuration) -> anyhow::Result<Arc<dyn KeyService>> {
    let now = SystemClock::new().now();
    match configuration.key_service {
        KeyServiceKind::File => {
            let passphrase = configuration.root_key_passphrase_file.as_deref();
            let passphrase = passphrase.map(read_passphrase).transpose()?;
            let path = configuration.root_key_file();
            FileKeyService::create(&path, passphrase.as_ref(), now, &SystemRng)?;
            open(configuration)
        }
        KeyServiceKind::Vault => {
            let service = vault(configuration)?;
            service.create().await.context("the root key cannot be made")?;
            Ok(Arc::new(service))
        }
        KeyServiceKind::Pkcs11 => {
            let service = pkcs11(configuration)?;
            service.create(now).await.context("the root key cannot be made")?;
            Ok(Arc::new(service))
        }
    }
}

/// Opens the key service. One that is not a file is not asked anything yet.
pub(crate) fn open(configuration: &Configuration) -> anyhow::Result<Arc<dyn KeyService>> {
    Ok(match configuration.key_service {
        KeyServiceKind::File => {
            let passphrase = configuration.root_key_passphrase_file.as_deref();
            let passphrase = passphrase.map(read_passphrase).transpose()?;
            let path = configuration.root_key_file();
            Arc::new(FileKeyService::open(&path, passphrase, Box::new(SystemRng))?)
        }
        KeyServiceKind::Vault => Arc::new(vault(configuration)?),
        KeyServiceKind::Pkcs11 => Arc::new(pkcs11(configuration)?),
    })
}

/// The files that nobody else may read, since they are the root keys or open them.
pub(crate) fn secret_files(configuration: &Configuration) -> Vec<PathBuf> {
    match configuration.key_service {
        KeyServiceKind::File => vec![configuration.root_key_file()],
        KeyServiceKind::Vault => configuration.vault_token_file.iter().cloned().collect(),
        KeyServiceKind::Pkcs11 => configuration.pkcs11_pin_file.iter().cloned().collect(),
    }
}

/// What to do about a key service that does not do what it is asked.
pub(crate) const fn advice(error: &KeyServiceError) -> &'static str {
    match error {
        KeyServiceError::Refused(_) => {
            "let it, as docs/operations/keys.md says; nothing has to be started anew"
        }
        KeyServiceError::Unavailable(_) => {
            "start it, or correct where it is said to be; until then what needs a key that is not in \
             memory is refused"
        }
        KeyServiceError::UnknownEpoch(_) | KeyServiceError::WrongRootKey => {
            "it is not this deployment's, or older than the keys database; name the right one"
        }
    }
}

fn vault(configuration: &Configuration) -> anyhow::Result<VaultKeyService> {
    let ca = configuration.vault_ca_file.as_deref().map(read).transpose()?;
    Ok(VaultKeyService::new(keys_vault::Settings {
        url: given(configuration.vault_url.as_deref(), "vault", "vault_url")?,
        mount: &configuration.vault_mount,
        key: &configuration.vault_key,
        token_file: given(configuration.vault_token_file.as_deref(), "vault", "vault_token_file")?,
        ca: ca.as_deref(),
    })?)
}

fn pkcs11(configuration: &Configuration) -> anyhow::Result<Pkcs11KeyService> {
    let settings = keys_pkcs11::Settings {
        module: given(configuration.pkcs11_module.as_deref(), "pkcs11", "pkcs11_module")?,
        token: given(configuration.pkcs11_token.as_deref(), "pkcs11", "pkcs11_token")?,
        key: &configuration.pkcs11_key,
        pin_file: given(configuration.pkcs11_pin_file.as_deref(), "pkcs11", "pkcs11_pin_file")?,
    };
    Ok(Pkcs11KeyService::new(settings, Arc::new(SystemRng))?)
}

fn given<T>(setting: Option<T>, kind: &str, name: &str) -> anyhow::Result<T> {
    setting.with_context(|| format!("key_service is \"{kind}\", and {name} is not given"))
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}
