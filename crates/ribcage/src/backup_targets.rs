//! Where a deployment's backups are kept, remembered in its data folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blobs::BucketAddress;
use model::Rng as _;
use serde::{Deserialize, Serialize};
use store::{Answer, BackupTargets, ObjectPlace, PlaceError};
use tokio::sync::Mutex;

use crate::ambient::SystemRng;
use crate::configuration::Configuration;
use crate::data_folder::{DataFolder, replace_private};
use crate::object_stores::ObjectStores;

/// The file that remembers them.
pub(crate) const FILE: &str = "backups.json";
/// What a server needs beside its databases. The recovery identity is not among it: whoever restores has it.
const FILES: [&str; 6] =
    ["deployment.json", ROOT_KEY, RECIPIENTS, KEY_RECIPIENTS, "tls/ca.pem", "tls/ca.key"];
/// Root keys, if they are kept in the data folder.
const ROOT_KEY: &str = "root.key";
/// For whom backups are sealed,
const RECIPIENTS: &str = "recovery.recipient";
/// and for whom the keys in them are, if those are others.
const KEY_RECIPIENTS: &str = "key-recovery.recipient";

/// The targets of the deployment in a folder.
pub(crate) struct RememberedTargets {
    folder: PathBuf,
    stores: ObjectStores,
    /// Where backups are made by themselves. Each server knows of it before it has seen it.
    configured: Option<String>,
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
    /// What stands there to say that it is this place, and not one where it is not mounted.
    id: String,
    /// Up to which fence the databases knew all of them when that was last looked at.
    #[serde(default)]
    fences: u64,
}

/// The object by which a place is known.
const MARK: &str = "target";

/// The target at an address.
pub(crate) fn open(
    address: &str,
    stores: &ObjectStores,
) -> Result<Arc<dyn ObjectPlace>, PlaceError> {
    check(address)?;
    stores.open(address)
}

/// Whether it can be the address of a target.
pub(crate) fn check(address: &str) -> Result<(), PlaceError> {
    if Path::new(address).is_absolute() || BucketAddress::parse(address).is_ok() {
        return Ok(());
    }
    let detail = "a backup target is the absolute path of a folder, or s3://BUCKET/PREFIX";
    Err(PlaceError::Refused(detail.to_owned()))
}

impl RememberedTargets {
    pub(crate) fn new(configuration: &Configuration) -> Self {
        Self {
            folder: configuration.data.clone(),
            stores: configuration.object_stores(),
            configured: configuration.backup_to.clone(),
            writing: Mutex::default(),
        }
    }

    fn read(&self) -> Result<Remembered, PlaceError> {
        match fs::read(self.folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Remembered::default()),
            read => {
                let bytes = read.map_err(PlaceError::Unavailable)?;
                serde_json::from_slice(&bytes)
                    .map_err(|_| PlaceError::Refused(format!("{FILE} is not of a known format")))
            }
        }
    }

    /// Opens a target, if it is the one that is remembered and not something else that is mounted there. One that
    /// the configuration names is remembered when it is first seen, on each server.
    async fn open_now(&self, address: &str) -> Result<Arc<dyn ObjectPlace>, PlaceError> {
        if Path::new(address).starts_with(&self.folder) {
            let detail = "a backup belongs elsewhere than into the data folder";
            return Err(PlaceError::Refused(detail.to_owned()));
        }
        let known = if self.configured.as_deref() == Some(address) {
            Some(self.register_now(address).await?)
        } else {
            let known = self.read()?.targets.into_iter().find(|target| target.address == address);
            known.map(|known| known.id)
        };
        let place = open(address, &self.stores)?;
        if let Some(mark) = known
            && place.get(MARK).await?.as_deref() != Some(mark.as_bytes())
        {
            let other = io::Error::other("another place is mounted there");
            return Err(PlaceError::Unavailable(other));
        }
        Ok(place)
    }

    /// Remembers a target, and gives the mark by which it is known: the one of before, if there is one.
    async fn register_now(&self, address: &str) -> Result<String, PlaceError> {
        let _alone = self.writing.lock().await;
        let mut remembered = self.read()?;
        let known = remembered.targets.iter().find(|target| target.address == address);
        if let Some(known) = known {
            return Ok(known.id.clone());
        }
        let mut random = [0; 16];
        SystemRng.fill(&mut random);
        let deployment = DataFolder::open_restored(&self.folder);
        let (_, deployment) = deployment.map_err(|error| PlaceError::Refused(error.to_string()))?;
        let place = open(address, &self.stores)?;
        place.put_new(MARK, format!("{deployment}/{}", hex::encode(random)).into_bytes()).await?;
        // Perhaps one of before.
        let mark = place.get(MARK).await?.and_then(|mark| String::from_utf8(mark).ok());
        let id =
            mark.ok_or_else(|| PlaceError::Unavailable(io::Error::other("its mark is lost")))?;
        if id.split_once('/').is_none_or(|(whose, _)| whose != deployment.to_string()) {
            let detail = "the backups of another deployment are kept there";
            return Err(PlaceError::Refused(detail.to_owned()));
        }
        // The same place under another address.
        remembered.targets.retain(|target| target.id != id);
        let (address, fences) = (address.to_owned(), 0);
        remembered.targets.push(RememberedTarget { address, id: id.clone(), fences });
        self.write(&remembered)?;
        Ok(id)
    }

    async fn note_fences_now(&self, address: &str, number: u64) -> Result<(), PlaceError> {
        let _alone = self.writing.lock().await;
        let mut remembered = self.read()?;
        let known = remembered.targets.iter_mut().find(|target| target.address == address);
        match known {
            Some(known) if known.fences != number => {
                known.fences = number;
                self.write(&remembered)
            }
            _ => Ok(()),
        }
    }

    async fn forget_now(&self, address: &str) -> Result<bool, PlaceError> {
        let _alone = self.writing.lock().await;
        let mut remembered = self.read()?;
        let before = remembered.targets.len();
        remembered.targets.retain(|target| target.address != address);
        let was_there = remembered.targets.len() < before;
        if was_there {
            self.write(&remembered)?;
        }
        Ok(was_there)
    }

    fn write(&self, remembered: &Remembered) -> Result<(), PlaceError> {
        replace_private(&self.folder.join(FILE), &encode(remembered))
            .map_err(|error| PlaceError::Refused(error.to_string()))
    }
}

fn encode(remembered: &Remembered) -> Vec<u8> {
    serde_json::to_vec_pretty(remembered).expect("strings and numbers are always valid JSON")
}

impl BackupTargets for RememberedTargets {
    fn open<'a>(&'a self, address: &'a str) -> Answer<'a, Arc<dyn ObjectPlace>, PlaceError> {
        Box::pin(self.open_now(address))
    }

    fn register<'a>(&'a self, address: &'a str) -> Answer<'a, String, PlaceError> {
        Box::pin(self.register_now(address))
    }

    fn forget<'a>(&'a self, address: &'a str) -> Answer<'a, bool, PlaceError> {
        Box::pin(self.forget_now(address))
    }

    fn note_fences<'a>(&'a self, address: &'a str, number: u64) -> Answer<'a, (), PlaceError> {
        Box::pin(self.note_fences_now(address, number))
    }

    fn find_noted_fences(&self, address: &str) -> Result<Option<u64>, PlaceError> {
        let known = self.read()?.targets.into_iter().find(|target| target.address == address);
        Ok(known.map(|known| known.fences))
    }

    fn list_registered(&self) -> Result<Vec<String>, PlaceError> {
        let remembered = self.read()?.targets.into_iter().map(|target| target.address);
        let mut addresses: Vec<_> = remembered.collect();
        if let Some(configured) = &self.configured
            && !addresses.contains(configured)
        {
            addresses.push(configured.clone());
        }
        Ok(addresses)
    }

    fn recipients(&self) -> Result<String, PlaceError> {
        fs::read_to_string(self.folder.join(RECIPIENTS)).map_err(PlaceError::Unavailable)
    }

    fn key_recipients(&self) -> Result<Option<String>, PlaceError> {
        match fs::read_to_string(self.folder.join(KEY_RECIPIENTS)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some).map_err(PlaceError::Unavailable),
        }
    }

    fn keeps_root_keys(&self) -> bool {
        self.folder.join(ROOT_KEY).exists()
    }

    fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, PlaceError> {
        let mut files = BTreeMap::new();
        for name in FILES {
            match fs::read(self.folder.join(name)) {
                // A root key may be elsewhere, and certificates may be given.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                read => {
                    files.insert(name.to_owned(), read.map_err(PlaceError::Unavailable)?);
                }
            }
        }
        // What databases of another day know is another matter.
        let mut remembered = self.read()?;
        remembered.targets.iter_mut().for_each(|target| target.fences = 0);
        files.insert(FILE.to_owned(), encode(&remembered));
        Ok(files)
    }
}
