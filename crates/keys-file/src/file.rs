//! The root key file: who may read it, what stands in it, and the passphrase.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Rng;
use seal::Key;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize as _, Zeroizing};

use crate::root_key_place;

const FORMAT: u32 = 1;
/// A key file is a few hundred bytes.
const FILE_BYTES_MAX: u64 = 64 * 1024;
/// Argon2id parameters for new files (RFC 9106, second recommended option).
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 4;
/// The most memory a file may ask for.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;

/// What the operator types to open a key file. Zeroed when dropped.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

/// A key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("the root key file {} cannot be used", path.display())]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Others than its owner may read or change it.
    #[error(
        "the root key file {} may be read by others: its mode is {mode:o}, it must be 600",
        path.display()
    )]
    Readable {
        /// Where it is.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It is not a key file, or of a later format.
    #[error("the root key file is not of a known format")]
    Format,
    /// It is under a passphrase, and none was given.
    #[error("the root key file needs a passphrase")]
    NeedsPassphrase,
    /// The passphrase is not the one.
    #[error("the passphrase does not open the root key file")]
    WrongPassphrase,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    argon2id: Option<Argon2id>,
    epochs: Vec<Epoch>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Argon2id {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Epoch {
    #[serde(rename = "epoch")]
    number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

impl Drop for Epoch {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

pub(crate) fn create(
    path: &Path,
    key: &Key,
    passphrase: Option<&Passphrase>,
    rng: &dyn Rng,
) -> Result<(), KeyFileError> {
    let mut epoch = Epoch { number: 1, key: None, sealed: None };
    let mut argon2id = None;
    match passphrase {
        None => epoch.key = Some(STANDARD.encode(key.expose())),
        Some(passphrase) => {
            let mut salt = [0; 16];
            rng.fill(&mut salt);
            let parameters = Argon2id {
                memory_kib: MEMORY_KIB,
                passes: PASSES,
                lanes: LANES,
                salt: STANDARD.encode(salt),
            };
            let sealing = parameters.derive(passphrase)?;
            let sealed = seal::wrap_key(&sealing, &root_key_place(1), key, rng);
            epoch.sealed = Some(STANDARD.encode(sealed));
            argon2id = Some(parameters);
        }
    }
    let file = KeyFile { format: FORMAT, argon2id, epochs: vec![epoch] };
    let text =
        Zeroizing::new(serde_json::to_string_pretty(&file).map_err(|_| KeyFileError::Format)?);
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()
    };
    write().map_err(|source| KeyFileError::File { path: path.to_owned(), source })
}

pub(crate) fn read(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Vec<(u64, Key)>, KeyFileError> {
    let text = read_private(path)?;
    let file: KeyFile = serde_json::from_str(&text).map_err(|_| KeyFileError::Format)?;
    if file.format != FORMAT {
        return Err(KeyFileError::Format);
    }
    let sealing = match (&file.argon2id, passphrase) {
        (None, _) => None,
        (Some(_), None) => return Err(KeyFileError::NeedsPassphrase),
        (Some(parameters), Some(passphrase)) => Some(parameters.derive(passphrase)?),
    };
    let mut epochs = Vec::new();
    for epoch in &file.epochs {
        epochs.push((epoch.number, epoch.open(sealing.as_ref())?));
    }
    epochs.sort_by_key(|(epoch, _)| *epoch);
    if epochs.is_empty() { Err(KeyFileError::Format) } else { Ok(epochs) }
}

/// Reads a file that nobody but its owner may read.
fn read_private(path: &Path) -> Result<Zeroizing<String>, KeyFileError> {
    let failed = |source| KeyFileError::File { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let mode = file.metadata().map_err(failed)?.mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::Readable { path: path.to_owned(), mode });
    }
    let mut text = Zeroizing::new(String::new());
    file.take(FILE_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

impl Epoch {
    fn open(&self, sealing: Option<&Key>) -> Result<Key, KeyFileError> {
        let decode = |text: &String| STANDARD.decode(text).map_err(|_| KeyFileError::Format);
        match (&self.key, &self.sealed, sealing) {
            (Some(key), None, None) => {
                let bytes = Zeroizing::new(decode(key)?);
                Key::from_bytes(&bytes).map_err(|_| KeyFileError::Format)
            }
            (None, Some(sealed), Some(sealing)) => {
                seal::unwrap_key(sealing, &root_key_place(self.number), &decode(sealed)?)
                    .map_err(|_| KeyFileError::WrongPassphrase)
            }
            _ => Err(KeyFileError::Format),
        }
    }
}

impl Argon2id {
    fn derive(&self, passphrase: &Passphrase) -> Result<Key, KeyFileError> {
        if self.memory_kib > MEMORY_KIB_MAX {
            return Err(KeyFileError::Format);
        }
        let salt = STANDARD.decode(&self.salt).map_err(|_| KeyFileError::Format)?;
        let parameters = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        let parameters = parameters.map_err(|_| KeyFileError::Format)?;
        let mut bytes = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(passphrase.0.as_bytes(), &salt, bytes.as_mut())
            .map_err(|_| KeyFileError::Format)?;
        Key::from_bytes(bytes.as_ref()).map_err(|_| KeyFileError::Format)
    }
}
