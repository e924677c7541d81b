//! The ground on which a deployment is made out of a backup. What was there before stays, and what was made goes again if
//! it comes to nothing, or was made for a drill.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, bail};
use model::DeploymentId;

use super::restore::Aim;
use crate::configuration::Configuration;
use crate::data_folder::{DataFolder, create_private, lock_folder, resolve, write_private};
use crate::stores::Stores;

/// How often is looked for what was made, and how long is waited between two looks: a thread may be writing still.
const LOOKS_MAX: u32 = 40;
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(50);

/// Where a deployment is made, and what was made of it.
pub(super) struct Ground {
    aim: Aim,
    data: Before,
    /// The lock of the data folder, as long as what is in it was made here.
    taken: Mutex<Option<File>>,
    /// Whose tables are in the databases, once some may be.
    databases: Mutex<Option<DeploymentId>>,
}

/// A folder as it was before.
struct Before {
    path: PathBuf,
    /// The outermost folder on the way to it that was not there.
    made_from: Option<PathBuf>,
    /// What was in it.
    entries: BTreeSet<OsString>,
}

/// The same configuration, with its data where links lead.
pub(super) fn resolved(configuration: &Configuration) -> anyhow::Result<Configuration> {
    let data = resolve(&configuration.data)?;
    Ok(Configuration { data, ..configuration.clone() })
}

impl Ground {
    /// Looks at what is there. It is refused if there is anything, but for what a drill has left that was killed.
    pub(super) async fn look_at(configuration: &Configuration, aim: Aim) -> anyhow::Result<Self> {
        let path = &configuration.data;
        let mut data = Before::of(path)?;
        if aim == Aim::Drill && DataFolder::drill_mark(path).exists() {
            let lock = lock_folder(path)?;
            let _lock =
                lock.with_context(|| format!("another drill is under way in {}", path.display()))?;
            Stores::discard_thrown_away(configuration).await?;
            data = Before::of_killed_drill(path)?;
            data.clear().with_context(|| format!("{} cannot be emptied", path.display()))?;
        } else if !data.entries.is_empty() {
            let path = path.display();
            bail!("{path} is not empty; a deployment is restored into an empty place");
        }
        let (taken, databases) = (Mutex::default(), Mutex::default());
        Ok(Self { aim, data, taken, databases })
    }

    /// Takes the data folder: from here on what is in it was made here, and no server starts on it.
    pub(super) fn take(&self) -> anyhow::Result<()> {
        let path = &self.data.path;
        create_private(path)?;
        let lock = lock_folder(path)?;
        let lock = lock.with_context(|| format!("{} is being filled already", path.display()))?;
        anyhow::ensure!(Before::of(path)?.entries.is_empty(), "{} is not empty", path.display());
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(lock);
        if self.aim == Aim::Drill {
            let made_from = self.data.made_from.as_deref().map(|made| made.as_os_str().as_bytes());
            write_private(&DataFolder::drill_mark(path), made_from.unwrap_or_default())?;
        }
        write_private(&DataFolder::restore_mark(path), b"")
    }

    /// From here on there may be tables in the databases, which are of this restore: there were none.
    pub(super) fn fill_databases(&self, deployment: DeploymentId) {
        *self.databases.lock().unwrap_or_else(PoisonError::into_inner) = Some(deployment);
    }

    /// Takes away what was made.
    pub(super) async fn clear(&self, configuration: &Configuration) -> anyhow::Result<()> {
        let databases = self.databases.lock().unwrap_or_else(PoisonError::into_inner).take();
        let discarded = match databases {
            Some(deployment) => Stores::discard(configuration, deployment).await,
            None => Ok(()),
        };
        let lock = self.taken.lock().unwrap_or_else(PoisonError::into_inner).take();
        if lock.is_some() {
            self.clear_folders().await?;
        }
        discarded.context("what was restored cannot be taken away again")
    }

    async fn clear_folders(&self) -> anyhow::Result<()> {
        let mut left = LOOKS_MAX;
        loop {
            left -= 1;
            match self.data.clear() {
                Ok(false) => return Ok(()),
                Ok(true) => {}
                Err(error) if left == 0 => {
                    let path = self.data.path.display();
                    return Err(error).with_context(|| format!("{path} has to be emptied by hand"));
                }
                Err(_) => {}
            }
            if left == 0 {
                return Ok(());
            }
            tokio::time::sleep(LOOK_AGAIN_AFTER).await;
        }
    }
}

impl Before {
    fn of(path: &Path) -> anyhow::Result<Self> {
        let list = || {
            let found = if_there(fs::read_dir(path))?.into_iter().flatten();
            found.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()
        };
        let entries = list().with_context(|| format!("{} cannot be used", path.display()))?;
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let made_from = path.ancestors().take_while(is_missing).last().map(Path::to_owned);
        Ok(Self { path: path.to_owned(), made_from, entries })
    }

    /// A folder that a drill was filling when it was killed, as it was before that.
    fn of_killed_drill(path: &Path) -> anyhow::Result<Self> {
        let mark = fs::read(DataFolder::drill_mark(path)).context("the drill that was killed")?;
        let made_from = Path::new(std::ffi::OsStr::from_bytes(&mark));
        let made_from = path.ancestors().find(|folder| *folder == made_from).map(Path::to_owned);
        Ok(Self { path: path.to_owned(), made_from, entries: BTreeSet::new() })
    }

    /// Makes it as it was, and says whether it was otherwise.
    fn clear(&self) -> io::Result<bool> {
        let mut was_otherwise = false;
        let (mut left, mut mark) = (Vec::new(), Vec::new());
        for entry in if_there(fs::read_dir(&self.path))?.into_iter().flatten() {
            let entry = entry?;
            let is_mark = entry.path() == DataFolder::drill_mark(&self.path);
            if !self.entries.contains(&entry.file_name()) {
                if is_mark { &mut mark } else { &mut left }.push(entry);
            }
        }
        // The mark comes last: whoever is killed meanwhile leaves what can be gone on with.
        for entry in left.into_iter().chain(mark) {
            was_otherwise = true;
            let (path, is_folder) = (entry.path(), entry.file_type()?.is_dir());
            if_there(if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) })?;
        }
        let Some(outermost) = &self.made_from else { return Ok(was_otherwise) };
        was_otherwise |= if_there(fs::remove_dir(&self.path))?.is_some();
        for folder in self.path.ancestors().skip(1).take_while(|it| it.starts_with(outermost)) {
            // Somebody may have put something there.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(was_otherwise)
    }
}

/// What is not there is not an error.
fn if_there<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        done => done.map(Some),
    }
}
