//! Who writes: the one process that holds the lock of the folder. It goes with the process, however that
//! ends, and another one takes it.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustix::fs::{FlockOperation, flock};

/// The lock of a folder of indexes.
pub(crate) struct FolderLock {
    path: PathBuf,
    held: Mutex<Option<File>>,
}

impl FolderLock {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { path: folder.join("writer.lock"), held: Mutex::default() }
    }

    /// Whether this process has the lock, or gets it now.
    pub(crate) fn is_held(&self) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            match self.take() {
                Ok(file) => *held = file,
                Err(error) => {
                    tracing::warn!(%error, "the lock of the search indexes cannot be had");
                }
            }
        }
        held.is_some()
    }

    fn take(&self) -> io::Result<Option<File>> {
        if let Some(folder) = self.path.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let options =
            File::options().read(true).write(true).create(true).truncate(false).mode(0o600).clone();
        let file = options.open(&self.path)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(file)),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
