//! Where a deployment's backups are kept, remembered in its data folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blobs::BucketAddress;
use model::Rng as _;
use serde::{Deserialize, Serialize};
use store::{Answer, BackupTargets, NotedFences, ObjectPlace, PlaceError, TargetName};
use tokio::sync::Mutex;

use crate::ambient::SystemRng;
use crate::configuration::Configuration;
use crate::data_folder::{DataFolder, replace_private, resolve};
use crate::object_stores::ObjectStores;

/// The file that remembers them.
pub(crate) const FILE: &str = "backups.json";
/// What a server needs beside its databases. The recovery identity is not among it: whoever restores has it.
const FILES: [&str; 6] =
    ["deployment.json", ROOT_KEY, RECIPIENTS, KEY_RECIPIENTS, "tls/ca.pem", "tls/ca.key"];
/// Root keys, if they are kept in the data folder.
pub(crate) const ROOT_KEY: &str = "root.key";
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
    /// Whether the root key is the one in the folder.
    keeps_root_keys: bool,
    writing: Mutex<()>,
}

#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    #[serde(default)]
    targets: Vec<RememberedTarget>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RememberedTarget {
    address: String,
    /// What stands there to say that it is this place, and not one where it is not mounted.
    id: String,
    /// Up to which fence the databases knew all of them when that was last looked at.
    #[serde(default)]
    fences: u64,
    /// How often it had been put back by then.
    #[serde(default)]
    turn: u64,
    /// With which fence those there ended when this server added one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told: Option<String>,
    /// What tells it from the place that it is a copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    copy: Option<String>,
    /// Whether it knows of those who were erased before it was remembered.
    #[serde(default = "yes")]
    has_caught_up: bool,
}

const fn yes() -> bool {
    true
}

impl RememberedTarget {
    fn name(&self) -> TargetName {
        TargetName { mark: self.id.clone(), copy: self.copy.clone() }
    }
}

/// What the name of an object begins with that is there for a moment, to see whether two addresses are of one place.
const TRIAL: &str = "trial-";

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
    let detail = "a backup target is the absolute path of a folder, s3://BUCKET/PREFIX, az://CONTAINER/PREFIX or gs://BUCKET/PREFIX";
    Err(PlaceError::Refused(detail.to_owned()))
}

/// Whether two addresses are the same but for how they are written: a slash more, at the end or in the middle, or a dot.
fn is_same_address(one: &str, other: &str) -> bool {
    let (path, other_path) = (Path::new(one), Path::new(other));
    let are_paths = path.is_absolute() && other_path.is_absolute();
    if are_paths {
        return path.components().eq(other_path.components());
    }
    let bucket = BucketAddress::parse(one).ok();
    one == other || bucket.is_some_and(|it| BucketAddress::parse(other).is_ok_and(|o| it == o))
}

/// Whether a path leads into a folder, by links too.
pub(crate) fn is_inside(path: &Path, folder: &Path) -> bool {
    let led_to = |path: &Path| resolve(path).unwrap_or_else(|_| path.to_owned());
    path.is_absolute() && led_to(path).starts_with(led_to(folder))
}

impl RememberedTargets {
    pub(crate) fn new(configuration: &Configuration) -> Self {
        Self {
            folder: configuration.data.clone(),
            stores: configuration.object_stores(),
            configured: configuration.backup_to.clone(),
            keeps_root_keys: configuration.keeps_root_keys(),
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
        let (path, folder) = (PathBuf::from(address), self.folder.clone());
        let look = self.stores.for_a_look();
        // The disk may be waited for, and what is mounted there.
        if look.patience.ask(Path::new(address), move || Ok(is_inside(&path, &folder))).await? {
            let detail = "a backup belongs elsewhere than into the data folder";
            return Err(PlaceError::Refused(detail.to_owned()));
        }
        let known = if self.configured.as_deref() == Some(address) {
            Some(self.register_now(address).await?.mark)
        } else {
            self.find(address)?.map(|known| known.id)
        };
        let place = open(address, &self.stores)?;
        if let Some(mark) = known
            && open(address, &look)?.get(MARK).await?.as_deref() != Some(mark.as_bytes())
        {
            let other = io::Error::other("another place is mounted there");
            return Err(PlaceError::Unavailable(other));
        }
        Ok(place)
    }

    /// Remembers a target, and says by what it is known: the mark of before, if there is one.
    async fn register_now(&self, address: &str) -> Result<TargetName, PlaceError> {
        let _alone = self.writing.lock().await;
        let mut remembered = self.read()?;
        let known = remembered.targets.iter().find(|target| target.address == address);
        if let Some(known) = known {
            return Ok(known.name());
        }
        let deployment = DataFolder::open_restored(&self.folder);
        let (_, deployment) = deployment.map_err(|error| PlaceError::Refused(error.to_string()))?;
        let place = open(address, &self.stores.for_a_look())?;
        place.put_new(MARK, format!("{deployment}/{}", random()).into_bytes()).await?;
        // Perhaps one of before.
        let mark = place.get(MARK).await?.and_then(|mark| String::from_utf8(mark).ok());
        let id =
            mark.ok_or_else(|| PlaceError::Unavailable(io::Error::other("its mark is lost")))?;
        if id.split_once('/').is_none_or(|(whose, _)| whose != deployment.to_string()) {
            let detail = "the backups of another deployment are kept there";
            return Err(PlaceError::Refused(detail.to_owned()));
        }
        let mut copy = None;
        for known in remembered.targets.iter_mut().filter(|target| target.id == id) {
            if self.is_same(place.as_ref(), known).await? {
                address.clone_into(&mut known.address);
                let name = known.name();
                self.write(&remembered)?;
                return Ok(name);
            }
            let known = &known.address;
            tracing::warn!(address, known, "a copy of a place of backups: erasures wait for both");
            copy = Some(random());
        }
        let target = RememberedTarget {
            address: address.to_owned(),
            id,
            fences: 0,
            turn: 0,
            told: None,
            copy,
            has_caught_up: false,
        };
        let name = target.name();
        remembered.targets.push(target);
        self.write(&remembered)?;
        Ok(name)
    }

    /// Whether a place is the one that is remembered, under another address: what is put here is there. One that
    /// cannot be reached is another, so that it is not forgotten unless somebody says so.
    async fn is_same(
        &self,
        place: &dyn ObjectPlace,
        known: &RememberedTarget,
    ) -> Result<bool, PlaceError> {
        let trial = format!("{TRIAL}{}", random());
        place.put(&trial, Vec::new()).await?;
        let seen =
            async { open(&known.address, &self.stores.for_a_look())?.get(&trial).await }.await;
        place.remove(&trial).await?;
        Ok(seen.is_ok_and(|seen| seen.is_some()))
    }

    /// Notes something of a target, unless it was noted already.
    async fn note(
        &self,
        address: &str,
        change: impl Fn(&mut RememberedTarget),
    ) -> Result<(), PlaceError> {
        let _alone = self.writing.lock().await;
        let mut remembered = self.read()?;
        let known = remembered.targets.iter_mut().find(|target| target.address == address);
        let Some(known) = known else { return Ok(()) };
        let before = known.clone();
        change(known);
        if *known == before { Ok(()) } else { self.write(&remembered) }
    }

    fn find(&self, address: &str) -> Result<Option<RememberedTarget>, PlaceError> {
        Ok(self.read()?.targets.into_iter().find(|target| target.address == address))
    }

    async fn forget_now(&self, address: &str) -> Result<bool, PlaceError> {
        let configured = self.configured.as_deref();
        if configured.is_some_and(|configured| is_same_address(configured, address)) {
            let detail = "it is where `backup_to` says that backups are made: take that out of the configuration first";
            return Err(PlaceError::Refused(detail.to_owned()));
        }
        self.forget_restored(address).await
    }

    /// Forgets a target that was brought back by a restore, also if the configuration names it.
    pub(crate) async fn forget_restored(&self, address: &str) -> Result<bool, PlaceError> {
        let _alone = self.writing.lock().await;
        let mut remembered = self.read()?;
        let before = remembered.targets.len();
        remembered.targets.retain(|target| !is_same_address(&target.address, address));
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

fn random() -> String {
    let mut random = [0; 16];
    SystemRng.fill(&mut random);
    hex::encode(random)
}

fn encode(remembered: &Remembered) -> Vec<u8> {
    serde_json::to_vec_pretty(remembered).expect("strings and numbers are always valid JSON")
}

impl BackupTargets for RememberedTargets {
    fn open<'a>(&'a self, address: &'a str) -> Answer<'a, Arc<dyn ObjectPlace>, PlaceError> {
        Box::pin(self.open_now(address))
    }

    fn register<'a>(&'a self, address: &'a str) -> Answer<'a, TargetName, PlaceError> {
        Box::pin(self.register_now(address))
    }

    fn forget<'a>(&'a self, address: &'a str) -> Answer<'a, bool, PlaceError> {
        Box::pin(self.forget_now(address))
    }

    fn note_fences<'a>(
        &'a self,
        address: &'a str,
        noted: NotedFences,
    ) -> Answer<'a, (), PlaceError> {
        let change = move |target: &mut RememberedTarget| {
            (target.turn, target.fences) = (noted.turn, noted.number);
        };
        Box::pin(self.note(address, change))
    }

    fn note_told<'a>(
        &'a self,
        address: &'a str,
        told: Option<String>,
    ) -> Answer<'a, (), PlaceError> {
        Box::pin(self.note(address, move |target| target.told.clone_from(&told)))
    }

    fn find_told(&self, address: &str) -> Result<Option<String>, PlaceError> {
        Ok(self.find(address)?.and_then(|known| known.told))
    }

    fn note_caught_up<'a>(&'a self, address: &'a str) -> Answer<'a, (), PlaceError> {
        Box::pin(self.note(address, |target| target.has_caught_up = true))
    }

    fn has_caught_up(&self, address: &str) -> Result<bool, PlaceError> {
        Ok(self.find(address)?.is_some_and(|known| known.has_caught_up))
    }

    fn find_noted_fences(&self, address: &str) -> Result<NotedFences, PlaceError> {
        let noted =
            |known: RememberedTarget| NotedFences { turn: known.turn, number: known.fences };
        Ok(self.find(address)?.map(noted).unwrap_or_default())
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
        self.keeps_root_keys
    }

    fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, PlaceError> {
        let mut files = BTreeMap::new();
        for name in FILES.into_iter().filter(|name| *name != ROOT_KEY || self.keeps_root_keys) {
            match fs::read(self.folder.join(name)) {
                // Certificates may be given.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                read => {
                    files.insert(name.to_owned(), read.map_err(PlaceError::Unavailable)?);
                }
            }
        }
        // What databases of another day know is another matter.
        let mut remembered = self.read()?;
        for target in &mut remembered.targets {
            (target.fences, target.turn, target.told) = (0, 0, None);
        }
        files.insert(FILE.to_owned(), encode(&remembered));
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_with_a_slash_or_a_dot_more() {
        for (one, other, are_same) in [
            ("/mnt/a", "/mnt/a/", true),
            ("/mnt/a", "/mnt/./a", true),
            ("/mnt/a", "//mnt//a", true),
            ("/mnt/a", "/mnt/b", false),
            ("/mnt/a", "/mnt/b/../a", false),
            ("s3://bucket/a", "s3://bucket/a", true),
            ("s3://bucket/a", "s3://bucket/b", false),
            ("s3://bucket/a", "/bucket/a", false),
        ] {
            assert_eq!(is_same_address(one, other), are_same, "{one} {other}");
            assert_eq!(is_same_address(other, one), are_same, "{one} {other}");
        }
    }
}
