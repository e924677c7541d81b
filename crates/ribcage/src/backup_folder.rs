//! A backup target that is a folder: objects are files, put in place whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use model::Rng as _;
use store::{Answer, BackupTarget, TargetError};

use crate::ambient::SystemRng;

/// A folder, which may lie on another machine.
pub(crate) struct BackupFolder {
    address: String,
    path: PathBuf,
}

impl BackupFolder {
    /// The folder at a path, which is made with the first object.
    pub(crate) fn new(path: &Path) -> Self {
        Self { address: path.display().to_string(), path: path.to_owned() }
    }

    /// Puts a mark there, and gives the one that is there now: perhaps one of before.
    pub(crate) fn mark(&self, name: &str, mark: &str) -> io::Result<String> {
        self.put_now(name, mark.as_bytes(), true)?;
        fs::read_to_string(self.path.join(name))
    }

    fn put_now(&self, name: &str, object: &[u8], only_new: bool) -> io::Result<bool> {
        let path = self.path.join(name);
        let parent = path.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent)?;
        let mut written = tempfile_in(parent)?;
        written.1.write_all(object)?;
        written.1.sync_all()?;
        let put = if only_new {
            // A link fails if the name is taken; a renaming would take it.
            let linked = fs::hard_link(&written.0, &path);
            let _ = fs::remove_file(&written.0);
            match linked {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
                linked => linked,
            }
        } else {
            fs::rename(&written.0, &path)
        };
        put?;
        // Or the name could be lost with the power.
        File::open(parent)?.sync_all()?;
        Ok(true)
    }

    fn list_now(&self, start: &str) -> io::Result<Vec<String>> {
        let (folder, _) = start.rsplit_once('/').unwrap_or(("", start));
        let mut names = Vec::new();
        let mut folders = vec![self.path.join(folder)];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let path = entry.path();
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                } else if let Ok(name) = path.strip_prefix(&self.path)
                    && path.extension().is_none_or(|extension| extension != "new")
                {
                    names.push(name.to_string_lossy().into_owned());
                }
            }
        }
        names.retain(|name| name.starts_with(start));
        names.sort_unstable();
        Ok(names)
    }
}

/// A file beside those that are there, under a name that nobody else draws.
fn tempfile_in(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut random = [0; 16];
    SystemRng.fill(&mut random);
    let name = format!(".{}.new", hex::encode(random));
    let path = folder.join(name);
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    Ok((path, file))
}

impl BackupTarget for BackupFolder {
    fn address(&self) -> &str {
        &self.address
    }

    fn put<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, (), TargetError> {
        Box::pin(async move {
            self.put_now(name, &object, false).map(drop).map_err(TargetError::Unavailable)
        })
    }

    fn put_new<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, bool, TargetError> {
        Box::pin(async move { self.put_now(name, &object, true).map_err(TargetError::Unavailable) })
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Vec<u8>>, TargetError> {
        Box::pin(async move {
            match fs::read(self.path.join(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                read => read.map(Some).map_err(TargetError::Unavailable),
            }
        })
    }

    fn list<'a>(&'a self, start: &'a str) -> Answer<'a, Vec<String>, TargetError> {
        Box::pin(async move { self.list_now(start).map_err(TargetError::Unavailable) })
    }

    fn remove<'a>(&'a self, name: &'a str) -> Answer<'a, (), TargetError> {
        Box::pin(async move {
            match fs::remove_file(self.path.join(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed.map_err(TargetError::Unavailable),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_object_is_kept_whole_listed_and_never_put_twice_as_new() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = BackupFolder::new(&folder.path().join("target"));
        assert_eq!(target.get("fences/1").await.expect("asked"), None);
        assert!(target.put_new("fences/1", b"one".to_vec()).await.expect("kept"));
        assert!(!target.put_new("fences/1", b"two".to_vec()).await.expect("asked"));
        target.put("chunks/ab/abc", b"chunk".to_vec()).await.expect("kept");
        target.put("chunks/ab/abc", b"again".to_vec()).await.expect("kept");
        assert_eq!(target.get("fences/1").await.expect("asked"), Some(b"one".to_vec()));
        assert_eq!(target.get("chunks/ab/abc").await.expect("asked"), Some(b"again".to_vec()));
        assert_eq!(target.list("chunks/").await.expect("listed"), ["chunks/ab/abc"]);
        assert_eq!(target.list("fences/").await.expect("listed"), ["fences/1"]);
        target.remove("fences/1").await.expect("removed");
        target.remove("fences/1").await.expect("it is gone");
        assert!(target.list("fences/").await.expect("listed").is_empty());
    }
}
