//! The root key file: who may read it, what stands in it, and the passphrase.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::clock::format_instant;
use model::{Rng, Timestamp};
use seal::Key;
use serde::{Deserialize, Serialize};
use store::RootEpoch;
use zeroize::{Zeroize as _, Zeroizing};

use crate::replace::{bury, is_cut_off, lock, replace, write_new};
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

/// The root keys of a file, by epoch, oldest first. There is always one.
pub(crate) struct RootKeys {
    keys: Vec<RootKey>,
    /// Which state of which file they were read from.
    stamp: Stamp,
}

/// One root key.
pub(crate) struct RootKey {
    pub(crate) number: u64,
    pub(crate) begun_at: Option<Timestamp>,
    pub(crate) key: Key,
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    inode: u64,
    modified: (i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { inode: metadata.ino(), modified: (metadata.mtime(), metadata.mtime_nsec()) }
    }
}

impl RootKeys {
    pub(crate) fn newest(&self) -> &RootKey {
        self.keys.last().expect("a key file without epochs is refused")
    }

    pub(crate) fn find(&self, epoch: u64) -> Option<&RootKey> {
        self.keys.iter().find(|root| root.number == epoch)
    }

    pub(crate) fn epochs(&self) -> Vec<RootEpoch> {
        self.keys.iter().map(RootKey::epoch).collect()
    }

    pub(crate) fn begin(&mut self, at: Timestamp, rng: &dyn Rng) {
        let number = self.newest().number + 1;
        self.keys.push(RootKey { number, begun_at: Some(at), key: Key::random(rng) });
    }

    pub(crate) fn destroy_before(&mut self, first: u64) {
        let newest = self.newest().number;
        self.keys.retain(|root| root.number >= first || root.number == newest);
    }
}

impl RootKey {
    pub(crate) fn epoch(&self) -> RootEpoch {
        RootEpoch { number: self.number, begun_at: self.begun_at }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    begun_at: Option<String>,
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

/// Makes a file with a first root key. Refuses to replace one.
pub(crate) fn create(
    path: &Path,
    passphrase: Option<&Passphrase>,
    at: Timestamp,
    rng: &dyn Rng,
) -> Result<(), KeyFileError> {
    let first = RootKey { number: 1, begun_at: Some(at), key: Key::random(rng) };
    let text = encode(&[first], passphrase, rng)?;
    write_new(path, &text).map_err(|source| failed(path, source))
}

/// A key file and what opens it.
pub(crate) struct KeyFile {
    path: PathBuf,
    passphrase: Option<Passphrase>,
}

impl KeyFile {
    pub(crate) fn new(path: &Path, passphrase: Option<Passphrase>) -> Self {
        Self { path: path.to_owned(), passphrase }
    }

    pub(crate) fn has_changed_since(&self, known: &RootKeys) -> Result<bool, KeyFileError> {
        let metadata = fs::metadata(&self.path).map_err(|source| failed(&self.path, source))?;
        Ok(Stamp::of(&metadata) != known.stamp)
    }

    pub(crate) fn read(&self) -> Result<RootKeys, KeyFileError> {
        let (text, stamp) = read_private(&self.path)?;
        let content: Content = serde_json::from_str(&text).map_err(|_| KeyFileError::Format)?;
        if content.format != FORMAT {
            return Err(KeyFileError::Format);
        }
        let sealing = match (&content.argon2id, &self.passphrase) {
            (None, _) => None,
            (Some(_), None) => return Err(KeyFileError::NeedsPassphrase),
            (Some(parameters), Some(passphrase)) => Some(parameters.derive(passphrase)?),
        };
        let epochs = content.epochs.iter().map(|epoch| epoch.open(sealing.as_ref()));
        let mut keys: Vec<_> = epochs.collect::<Result<_, _>>()?;
        keys.sort_by_key(|root| root.number);
        if keys.is_empty() { Err(KeyFileError::Format) } else { Ok(RootKeys { keys, stamp }) }
    }

    /// Changes what is in the file, alone among all processes that do, and puts a new file in place
    /// of the old one. What the old one held is written over, as far as the disk lets us.
    pub(crate) fn change(
        &self,
        change: impl FnOnce(&mut RootKeys),
        rng: &dyn Rng,
    ) -> Result<RootKeys, KeyFileError> {
        let path = &self.path;
        let _lock = lock(path).map_err(|source| failed(path, source))?;
        bury(path).map_err(|source| failed(path, source))?;
        let mut keys = self.read()?;
        let before = keys.epochs();
        change(&mut keys);
        if keys.epochs() == before {
            return Ok(keys);
        }
        let sealing = self.is_sealed()?.then_some(self.passphrase.as_ref()).flatten();
        let text = encode(&keys.keys, sealing, rng)?;
        replace(path, &text).map_err(|source| failed(path, source))?;
        self.read()
    }

    /// Finishes a change that was cut off.
    pub(crate) fn recover(&self) -> Result<(), KeyFileError> {
        let path = &self.path;
        if !is_cut_off(path) {
            return Ok(());
        }
        let _lock = lock(path).map_err(|source| failed(path, source))?;
        bury(path).map_err(|source| failed(path, source))
    }

    /// Whether the file is under its passphrase. One that is not does not come under it unasked.
    fn is_sealed(&self) -> Result<bool, KeyFileError> {
        let (text, _) = read_private(&self.path)?;
        let content: Content = serde_json::from_str(&text).map_err(|_| KeyFileError::Format)?;
        Ok(content.argon2id.is_some())
    }
}

fn encode(
    keys: &[RootKey],
    passphrase: Option<&Passphrase>,
    rng: &dyn Rng,
) -> Result<Zeroizing<String>, KeyFileError> {
    let argon2id = passphrase.map(|_| Argon2id::new(rng));
    let sealing = match (&argon2id, passphrase) {
        (Some(parameters), Some(passphrase)) => Some(parameters.derive(passphrase)?),
        _ => None,
    };
    let epoch = |root: &RootKey| Epoch {
        number: root.number,
        begun_at: root.begun_at.map(format_instant),
        key: sealing.is_none().then(|| STANDARD.encode(root.key.expose())),
        sealed: sealing.as_ref().map(|sealing| {
            let place = root_key_place(root.number);
            STANDARD.encode(seal::wrap_key(sealing, &place, &root.key, rng))
        }),
    };
    let epochs = keys.iter().map(epoch).collect();
    let content = Content { format: FORMAT, argon2id, epochs };
    let text = serde_json::to_string_pretty(&content).map_err(|_| KeyFileError::Format)?;
    let mut text = Zeroizing::new(text);
    text.push('\n');
    Ok(text)
}

fn failed(path: &Path, source: io::Error) -> KeyFileError {
    KeyFileError::File { path: path.to_owned(), source }
}

/// Reads a file that nobody but its owner may read.
fn read_private(path: &Path) -> Result<(Zeroizing<String>, Stamp), KeyFileError> {
    let failed = |source| failed(path, source);
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    let mode = metadata.mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::Readable { path: path.to_owned(), mode });
    }
    let mut text = Zeroizing::new(String::new());
    file.take(FILE_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
    Ok((text, Stamp::of(&metadata)))
}

impl Epoch {
    fn open(&self, sealing: Option<&Key>) -> Result<RootKey, KeyFileError> {
        let decode = |text: &String| STANDARD.decode(text).map_err(|_| KeyFileError::Format);
        let number = self.number;
        let begun_at = self.begun_at.as_ref().map(|at| at.parse());
        let begun_at = begun_at.transpose().map_err(|_| KeyFileError::Format)?;
        let key = match (&self.key, &self.sealed, sealing) {
            (Some(key), None, None) => {
                let bytes = Zeroizing::new(decode(key)?);
                Key::from_bytes(&bytes).map_err(|_| KeyFileError::Format)?
            }
            (None, Some(sealed), Some(sealing)) => {
                seal::unwrap_key(sealing, &root_key_place(number), &decode(sealed)?)
                    .map_err(|_| KeyFileError::WrongPassphrase)?
            }
            _ => return Err(KeyFileError::Format),
        };
        Ok(RootKey { number, begun_at, key })
    }
}

impl Argon2id {
    /// The parameters of a new file.
    fn new(rng: &dyn Rng) -> Self {
        let mut salt = [0; 16];
        rng.fill(&mut salt);
        let salt = STANDARD.encode(salt);
        Self { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt }
    }

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
