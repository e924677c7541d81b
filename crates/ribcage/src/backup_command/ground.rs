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
    /// What the configuration names besides.
    others: Vec<Before>,
    /// What was put where content is kept, if that is not in the data folder, and was not there before.
    content: Mutex<Vec<String>>,
    /// The files that were put elsewhere than in folders of its own.
    files: Mutex<Vec<PathBuf>>,
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
    /// What was in it; nothing if others may put something there meanwhile, and it is known what was made.
    entries: Option<BTreeSet<OsString>>,
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
        } else if !data.is_empty() {
            let path = path.display();
            bail!("{path} is not empty; a deployment is restored into an empty place");
        }
        let Configuration { index_folder, export_folder, blobs, .. } = configuration;
        let mut others = Vec::new();
        for folder in [index_folder, export_folder].into_iter().flatten() {
            others.push(Before::of(folder)?);
        }
        if let Some(folder) = blobs.as_deref().map(Path::new).filter(|path| path.is_absolute()) {
            others.push(Before { entries: None, ..Before::of(folder)? });
        }
        let (content, files, taken, databases) = Default::default();
        Ok(Self { aim, data, others, content, files, taken, databases })
    }

    /// Takes the data folder: from here on what is in it was made here, and no server starts on it.
    pub(super) fn take(&self) -> anyhow::Result<()> {
        let path = &self.data.path;
        create_private(path)?;
        let lock = lock_folder(path)?;
        let lock = lock.with_context(|| format!("{} is being filled already", path.display()))?;
        anyhow::ensure!(Before::of(path)?.is_empty(), "{} is not empty", path.display());
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

    /// This is put where content is kept, and was not there.
    pub(super) fn put_content(&self, name: &str) {
        self.content.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
    }

    /// This file is put elsewhere than in the data folder, and was not there.
    pub(super) fn put_file(&self, path: &Path) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
    }

    pub(super) fn has_put_files(&self) -> bool {
        !self.files.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
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
            self.clear_files()?;
            self.clear_content(configuration).await?;
            self.clear_folders().await?;
        }
        discarded.context("what was restored cannot be taken away again")
    }

    fn clear_files(&self) -> anyhow::Result<()> {
        for path in self.files.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            let by_hand = || format!("{} has to be removed by hand", path.display());
            if_there(fs::remove_file(&path)).with_context(by_hand)?;
        }
        Ok(())
    }

    async fn clear_content(&self, configuration: &Configuration) -> anyhow::Result<()> {
        let content =
            std::mem::take(&mut *self.content.lock().unwrap_or_else(PoisonError::into_inner));
        if content.is_empty() {
            return Ok(());
        }
        let place = configuration.object_stores().open(&configuration.blobs())?;
        // In this order: whose place it is comes first, and goes last.
        for name in content.iter().rev() {
            place.remove(name).await.context("the content that was put cannot be removed")?;
        }
        Ok(())
    }

    async fn clear_folders(&self) -> anyhow::Result<()> {
        let mut left = LOOKS_MAX;
        loop {
            left -= 1;
            match self.look_and_clear() {
                Ok(true) | Err(_) if left > 0 => {}
                looked => return looked.map(drop),
            }
            tokio::time::sleep(LOOK_AGAIN_AFTER).await;
        }
    }

    /// Whether there was anything to be cleared. The data folder comes last: its marks say what was begun.
    fn look_and_clear(&self) -> anyhow::Result<bool> {
        let mut was_otherwise = false;
        for folder in self.others.iter().chain([&self.data]) {
            let by_hand = || format!("{} has to be emptied by hand", folder.path.display());
            was_otherwise |= folder.clear().with_context(by_hand)?;
        }
        Ok(was_otherwise)
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
        Ok(Self { path: path.to_owned(), made_from, entries: Some(entries) })
    }

    fn is_empty(&self) -> bool {
        self.entries.as_ref().is_none_or(BTreeSet::is_empty)
    }

    /// A folder that a drill was filling when it was killed, as it was before that.
    fn of_killed_drill(path: &Path) -> anyhow::Result<Self> {
        let mark = fs::read(DataFolder::drill_mark(path)).context("the drill that was killed")?;
        let made_from = Path::new(std::ffi::OsStr::from_bytes(&mark));
        let made_from = path.ancestors().find(|folder| *folder == made_from).map(Path::to_owned);
        Ok(Self { path: path.to_owned(), made_from, entries: Some(BTreeSet::new()) })
    }

    /// Makes it as it was, and says whether it was otherwise.
    fn clear(&self) -> io::Result<bool> {
        let mut was_otherwise = match &self.entries {
            Some(entries) => self.remove_all_but(entries)?,
            None => false,
        };
        let Some(outermost) = &self.made_from else { return Ok(was_otherwise) };
        match if_there(fs::remove_dir(&self.path)) {
            Ok(removed) => was_otherwise |= removed.is_some(),
            // Somebody else has put something there.
            Err(_) if self.entries.is_none() => return Ok(was_otherwise),
            Err(error) => return Err(error),
        }
        for folder in self.path.ancestors().skip(1).take_while(|it| it.starts_with(outermost)) {
            // The same.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(was_otherwise)
    }

    fn remove_all_but(&self, entries: &BTreeSet<OsString>) -> io::Result<bool> {
        let (mut left, mut mark) = (Vec::new(), Vec::new());
        for entry in if_there(fs::read_dir(&self.path))?.into_iter().flatten() {
            let entry = entry?;
            let is_mark = entry.path() == DataFolder::drill_mark(&self.path);
            if !entries.contains(&entry.file_name()) {
                if is_mark { &mut mark } else { &mut left }.push(entry);
            }
        }
        let was_otherwise = !left.is_empty() || !mark.is_empty();
        // The mark comes last: whoever is killed meanwhile leaves what can be gone on with.
        for entry in left.into_iter().chain(mark) {
            let (path, is_folder) = (entry.path(), entry.file_type()?.is_dir());
            if_there(if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) })?;
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
