//! Where a deployment's backups are kept, remembered in its data folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use model::Rng as _;
use serde::{Deserialize, Serialize};
use store::{BackupTarget, BackupTargets, TargetError};

use crate::ambient::SystemRng;
use crate::backup_folder::BackupFolder;
use crate::data_folder::replace_private;

/// The file that remembers them.
const FILE: &str = "backups.json";
/// What a server needs beside its databases. The recovery identity is not among it: whoever restores has it.
const FILES: [&str; 5] =
    ["deployment.json", "root.key", "recovery.recipient", "tls/ca.pem", "tls/ca.key"];

/// The targets of the deployment in a folder.
pub(crate) struct RememberedTargets {
    folder: PathBuf,
    writing: Mutex<()>,
}

#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    #[serde(default)]
    targets: Vec<RememberedTarget>,
}

#[derive(Serialize, Deserialize)]
struct RememberedTarget {
    address: String,
    chunk_key: String,
    /// What stands there to say that it is this place, and not one where it is not mounted.
    id: String,
}

/// The object by which a place is known.
const MARK: &str = "target";

/// The target at an address: the path of a folder.
pub(crate) fn open(address: &str) -> Result<Arc<dyn BackupTarget>, TargetError> {
    if address.contains("://") {
        let detail =
            "a backup target is the absolute path of a folder; object stores are not supported yet";
        return Err(TargetError::Refused(detail.to_owned()));
    }
    let path = Path::new(address);
    if !path.is_absolute() {
        let detail = "a backup target is the absolute path of a folder";
        return Err(TargetError::Refused(detail.to_owned()));
    }
    Ok(Arc::new(BackupFolder::new(path)))
}

impl RememberedTargets {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), writing: Mutex::new(()) }
    }

    fn read(&self) -> Result<Remembered, TargetError> {
        match fs::read(self.folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Remembered::default()),
            read => {
                let bytes = read.map_err(TargetError::Unavailable)?;
                serde_json::from_slice(&bytes)
                    .map_err(|_| TargetError::Refused(format!("{FILE} is not of a known format")))
            }
        }
    }
}

impl RememberedTargets {
    /// Remembers a place that another data folder knew, with what names of chunks are made with there.
    pub(crate) fn adopt(&self, address: &str, chunk_key: &str) -> Result<(), TargetError> {
        self.remember(address, decode_key(chunk_key)?).map(drop)
    }

    /// Gives the key that counts: the one of before, if the place is known.
    fn remember(&self, address: &str, key: [u8; 32]) -> Result<[u8; 32], TargetError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut remembered = self.read()?;
        let known = remembered.targets.iter().find(|target| target.address == address);
        if let Some(known) = known {
            return decode_key(&known.chunk_key);
        }
        let mut id = [0; 16];
        SystemRng.fill(&mut id);
        let folder = BackupFolder::new(Path::new(address));
        let id = folder.mark(MARK, &hex::encode(id)).map_err(TargetError::Unavailable)?;
        let (address, chunk_key) = (address.to_owned(), hex::encode(key));
        remembered.targets.push(RememberedTarget { address, chunk_key, id });
        let text = serde_json::to_vec_pretty(&remembered).expect("strings are always valid JSON");
        replace_private(&self.folder.join(FILE), &text)
            .map_err(|error| TargetError::Refused(error.to_string()))?;
        Ok(key)
    }
}

fn decode_key(text: &str) -> Result<[u8; 32], TargetError> {
    let mut key = [0; 32];
    hex::decode_to_slice(text, &mut key).map_err(|_| {
        TargetError::Refused("the key of chunks is not of a known format".to_owned())
    })?;
    Ok(key)
}

impl BackupTargets for RememberedTargets {
    fn open(&self, address: &str) -> Result<Arc<dyn BackupTarget>, TargetError> {
        let inside = Path::new(address).starts_with(&self.folder);
        if inside {
            let detail = "a backup belongs elsewhere than into the data folder";
            return Err(TargetError::Refused(detail.to_owned()));
        }
        let known = self.read()?.targets.into_iter().find(|target| target.address == address);
        if let Some(known) = known {
            let mark = fs::read_to_string(Path::new(address).join(MARK));
            if mark.map_err(TargetError::Unavailable)? != known.id {
                let other = io::Error::other("another place is mounted there");
                return Err(TargetError::Unavailable(other));
            }
        }
        open(address)
    }

    fn register(&self, address: &str) -> Result<[u8; 32], TargetError> {
        let mut key = [0; 32];
        SystemRng.fill(&mut key);
        self.remember(address, key)
    }

    fn list_registered(&self) -> Result<Vec<String>, TargetError> {
        Ok(self.read()?.targets.into_iter().map(|target| target.address).collect())
    }

    fn recipient(&self) -> Result<String, TargetError> {
        fs::read_to_string(self.folder.join("recovery.recipient")).map_err(TargetError::Unavailable)
    }

    fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, TargetError> {
        let mut files = BTreeMap::new();
        for name in FILES {
            match fs::read(self.folder.join(name)) {
                // A root key may be elsewhere, and certificates may be given.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                read => {
                    files.insert(name.to_owned(), read.map_err(TargetError::Unavailable)?);
                }
            }
        }
        Ok(files)
    }
}
