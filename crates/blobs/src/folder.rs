//! A place that is a folder: objects are files, written beside their place and put there whole.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Seek as _};
use std::ops::Range;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::Rng;
use rustix::fs::{FlockOperation, flock};
use store::{Answer, Clearing, ObjectPlace, ObjectWriter, PlaceError};

use crate::folder_writer::FolderWriter;
use crate::name::{check, is_name};
use crate::patience::{Patience, Steps, Turn};

/// How a file that is being written begins and ends.
const START: &str = ".";
const END: &str = ".new";
/// How often another file is begun because somebody has cleared it away.
const BEGINS_MAX: usize = 5;

/// A folder, which may lie on another machine. It is made with the first object.
pub struct Folder {
    address: String,
    turn: Turn,
    inner: Arc<Inner>,
}

struct Inner {
    root: PathBuf,
    rng: Arc<dyn Rng>,
}

impl Folder {
    /// The folder at a path, which is waited for with this patience.
    pub fn new(path: &Path, rng: Arc<dyn Rng>, patience: &Patience) -> Self {
        let inner = Inner { root: path.to_owned(), rng };
        let (address, turn) = (path.display().to_string(), patience.turn(path));
        Self { address, turn, inner: Arc::new(inner) }
    }

    /// Does something with an object where the disk may be waited for.
    async fn with<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&Inner, &Path, &Steps) -> io::Result<T> + Send + 'static,
    ) -> Result<T, PlaceError> {
        check(name)?;
        let (inner, path) = (self.inner.clone(), self.inner.root.join(name));
        self.turn.run(move |steps| work(&inner, &path, steps)).await
    }

    /// Does something with all that is there.
    async fn with_all<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner, &Steps) -> io::Result<T> + Send + 'static,
    ) -> Result<T, PlaceError> {
        let inner = self.inner.clone();
        self.turn.run(move |steps| work(&inner, steps)).await
    }
}

impl Inner {
    /// Begins a file beside its place. Somebody who clears up may be quicker, and then another one is begun.
    fn begin(&self, path: &Path) -> io::Result<Unfinished> {
        let folder = path.parent().unwrap_or(&self.root);
        for _ in 0..BEGINS_MAX {
            make_folder(folder)?;
            let mut random = [0; 16];
            self.rng.fill(&mut random);
            let beside = folder.join(format!("{START}{}{END}", hex::encode(random)));
            let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside);
            // The folder may have gone with the last object in it.
            let Some(file) = if_there(opened)? else { continue };
            let unfinished = Unfinished { file, beside, path: path.to_owned() };
            let is_taken = flock(&unfinished.file, FlockOperation::NonBlockingLockExclusive)
                .is_err_and(|error| error == rustix::io::Errno::WOULDBLOCK);
            if !is_taken && unfinished.file.metadata()?.nlink() > 0 {
                return Ok(unfinished);
            }
        }
        Err(io::Error::other("somebody clears up again and again"))
    }

    /// Removes files that nobody is writing any more, and says how many they were.
    fn clear_unfinished(&self, clearing: Clearing, steps: &Steps) -> io::Result<u64> {
        let mut cleared = 0;
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in if_there(fs::read_dir(&folder))?.into_iter().flatten() {
                steps.step();
                let entry = entry?;
                let (path, name) = (entry.path(), entry.file_name());
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = name.to_string_lossy();
                let random = name.strip_prefix(START).and_then(|name| name.strip_suffix(END));
                let is_ours = random.is_some_and(|random| {
                    random.len() == 32 && random.bytes().all(|byte| byte.is_ascii_hexdigit())
                });
                // Whoever writes one holds its lock, which goes with the process.
                if is_ours
                    && let Some(file) = if_there(File::open(&path))?
                    && flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok()
                    && is_untouched(&file, clearing)?
                {
                    cleared += 1;
                    if !clearing.is_tried {
                        if_there(fs::remove_file(&path))?;
                        self.remove_empty(path.parent());
                    }
                }
            }
        }
        Ok(cleared)
    }

    /// Removes folders in which nothing is left.
    fn remove_empty(&self, folder: Option<&Path>) {
        let mut folder = folder;
        while let Some(empty) = folder.filter(|it| *it != self.root && it.starts_with(&self.root)) {
            // One in which something is cannot be removed.
            if fs::remove_dir(empty).is_err() {
                return;
            }
            folder = empty.parent();
        }
    }

    fn list(&self, start: &str, steps: &Steps) -> io::Result<Vec<String>> {
        let (folder, _) = start.rsplit_once('/').unwrap_or(("", start));
        let mut names = Vec::new();
        let mut folders = vec![self.root.join(folder)];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                steps.step();
                let entry = entry?;
                let path = entry.path();
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                } else if let Ok(name) = path.strip_prefix(&self.root) {
                    names.push(name.to_string_lossy().into_owned());
                }
            }
        }
        // What is being written, or was when somebody lost power, begins with a dot.
        names.retain(|name| name.starts_with(start) && is_name(name));
        names.sort_unstable();
        Ok(names)
    }
}

impl Inner {
    /// Adds names in a folder behind this one, until there are enough. Folders that are wholly before it are not read.
    fn list_after(
        &self,
        folder: &str,
        after: &str,
        limit: usize,
        (names, steps): (&mut Vec<String>, &Steps),
    ) -> io::Result<()> {
        let Some(entries) = if_there(fs::read_dir(self.root.join(folder)))? else { return Ok(()) };
        let mut found = Vec::new();
        for entry in entries {
            steps.step();
            let entry = entry?;
            let name = format!("{folder}{}", entry.file_name().to_string_lossy());
            let is_folder = entry.file_type()?.is_dir();
            found.push(if is_folder { name + "/" } else { name });
        }
        found.sort_unstable();
        for name in found {
            if names.len() >= limit {
                break;
            }
            if name.ends_with('/') {
                if name.as_str() > after || after.starts_with(&name) {
                    self.list_after(&name, after, limit, (&mut *names, steps))?;
                }
            } else if name.as_str() > after && is_name(&name) {
                names.push(name);
            }
        }
        Ok(())
    }
}

/// Whether nothing was added to a file since.
fn is_untouched(file: &File, clearing: Clearing) -> io::Result<bool> {
    let Some(since) = clearing.untouched_since else { return Ok(true) };
    Ok(file.metadata()?.mtime() < since.as_second())
}

/// A file beside its place, under a name that nobody else draws. It goes unless it is finished.
pub(crate) struct Unfinished {
    pub(crate) file: File,
    beside: PathBuf,
    path: PathBuf,
}

impl Unfinished {
    pub(crate) fn replace(self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.beside, &self.path)?;
        self.sync_name()
    }

    fn put_new(self) -> io::Result<bool> {
        self.file.sync_all()?;
        // A link fails if the name is taken; a renaming would take it.
        match fs::hard_link(&self.beside, &self.path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            linked => linked?,
        }
        self.sync_name()?;
        Ok(true)
    }

    /// Or the name could be lost with the power.
    fn sync_name(&self) -> io::Result<()> {
        sync_folder(self.path.parent())
    }
}

impl Drop for Unfinished {
    /// Before its lock goes, so that nobody clears up after one that is finished.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
}

/// Makes a folder and those it lies in, each of which is there after power was lost.
fn make_folder(folder: &Path) -> io::Result<()> {
    match make_one(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_folder(folder.parent().ok_or(error)?)?;
            // Where none can be made in one that is there, it is said so.
            make_one(folder)
        }
        made => made,
    }
}

fn make_one(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => sync_folder(folder.parent()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let what = format!("{} is no folder, or a link that leads to none", folder.display());
            Err(io::Error::new(io::ErrorKind::NotADirectory, what))
        }
        Err(error) => Err(error),
    }
}

fn sync_folder(folder: Option<&Path>) -> io::Result<()> {
    folder.map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

/// What is not there is not an error.
fn if_there<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

impl ObjectPlace for Folder {
    fn address(&self) -> &str {
        &self.address
    }

    fn put<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, (), PlaceError> {
        Box::pin(self.with(name, move |inner, path, steps| {
            let mut unfinished = inner.begin(path)?;
            steps.write(&mut unfinished.file, &object)?;
            unfinished.replace()
        }))
    }

    fn put_new<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, bool, PlaceError> {
        Box::pin(self.with(name, move |inner, path, steps| {
            let mut unfinished = inner.begin(path)?;
            steps.write(&mut unfinished.file, &object)?;
            unfinished.put_new()
        }))
    }

    fn write<'a>(&'a self, name: &'a str) -> Answer<'a, Box<dyn ObjectWriter>, PlaceError> {
        Box::pin(async move {
            let unfinished = self.with(name, |inner, path, _| inner.begin(path)).await?;
            let writer = FolderWriter::new(self.turn.clone(), unfinished);
            Ok(Box::new(writer) as Box<dyn ObjectWriter>)
        })
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Vec<u8>>, PlaceError> {
        Box::pin(self.with(name, |_, path, steps| {
            let Some(mut file) = if_there(File::open(path))? else { return Ok(None) };
            steps.read(&mut file, u64::MAX).map(Some)
        }))
    }

    fn get_range<'a>(
        &'a self,
        name: &'a str,
        range: Range<u64>,
    ) -> Answer<'a, Option<Vec<u8>>, PlaceError> {
        Box::pin(self.with(name, move |_, path, steps| {
            let Some(mut file) = if_there(File::open(path))? else { return Ok(None) };
            file.seek(io::SeekFrom::Start(range.start))?;
            steps.read(&mut file, range.end.saturating_sub(range.start)).map(Some)
        }))
    }

    fn size<'a>(&'a self, name: &'a str) -> Answer<'a, Option<u64>, PlaceError> {
        Box::pin(self.with(name, |_, path, _| {
            Ok(if_there(fs::metadata(path))?.map(|metadata| metadata.len()))
        }))
    }

    fn list<'a>(&'a self, start: &'a str) -> Answer<'a, Vec<String>, PlaceError> {
        let start = start.to_owned();
        Box::pin(self.with_all(move |inner, steps| inner.list(&start, steps)))
    }

    fn list_after<'a>(
        &'a self,
        after: &'a str,
        limit: usize,
    ) -> Answer<'a, Vec<String>, PlaceError> {
        let after = after.to_owned();
        Box::pin(self.with_all(move |inner, steps| {
            let mut names = Vec::new();
            inner.list_after("", &after, limit, (&mut names, steps))?;
            Ok(names)
        }))
    }

    fn remove<'a>(&'a self, name: &'a str) -> Answer<'a, (), PlaceError> {
        Box::pin(self.with(name, |inner, path, _| {
            if if_there(fs::remove_file(path))?.is_some() {
                sync_folder(path.parent())?;
                inner.remove_empty(path.parent());
            }
            Ok(())
        }))
    }

    fn clear_unfinished(&self, clearing: Clearing) -> Answer<'_, u64, PlaceError> {
        Box::pin(self.with_all(move |inner, steps| inner.clear_unfinished(clearing, steps)))
    }
}
