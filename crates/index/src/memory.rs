//! What has been opened of the files of all indexes, within a bound: what was not used for longest goes
//! first.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::directory::OwnedBytes;

/// No file takes more than this part of the memory; larger ones are opened chunk by chunk each time.
const SHARE: usize = 4;

/// Opened files.
pub(crate) struct Memory {
    bytes_max: usize,
    files: Mutex<Files>,
}

#[derive(Default)]
struct Files {
    known: HashMap<PathBuf, File>,
    bytes: usize,
    uses: u64,
}

struct File {
    content: OwnedBytes,
    used: u64,
}

impl Memory {
    pub(crate) fn new(bytes_max: usize) -> Self {
        Self { bytes_max, files: Mutex::default() }
    }

    /// Whether a file of so many bytes is kept at all.
    pub(crate) const fn takes(&self, bytes: usize) -> bool {
        bytes <= self.bytes_max / SHARE
    }

    pub(crate) fn find(&self, path: &Path) -> Option<OwnedBytes> {
        let mut files = self.lock();
        files.uses += 1;
        let uses = files.uses;
        let file = files.known.get_mut(path)?;
        file.used = uses;
        Some(file.content.clone())
    }

    /// Keeps a file, and drops others to make room.
    pub(crate) fn keep(&self, path: &Path, content: &OwnedBytes) {
        let mut files = self.lock();
        files.forget(path);
        files.uses += 1;
        files.bytes += content.len();
        let file = File { content: content.clone(), used: files.uses };
        files.known.insert(path.to_owned(), file);
        while files.bytes > self.bytes_max {
            let oldest = files.known.iter().min_by_key(|(_, file)| file.used);
            let Some(oldest) = oldest.map(|(path, _)| path.clone()) else { break };
            files.forget(&oldest);
        }
    }

    /// Drops a file, or everything below a folder.
    pub(crate) fn forget(&self, path: &Path) {
        let mut files = self.lock();
        let below: Vec<_> =
            files.known.keys().filter(|known| known.starts_with(path)).cloned().collect();
        for known in below {
            files.forget(&known);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Files> {
        // Every change is whole by the time the lock is given back.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files {
    fn forget(&mut self, path: &Path) {
        if let Some(file) = self.known.remove(path) {
            self.bytes -= file.content.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_makes_room() {
        let memory = Memory::new(100);
        let content = |bytes: usize| OwnedBytes::new(vec![1; bytes]);
        let (one, two, three) = (Path::new("/a/1"), Path::new("/a/2"), Path::new("/b/3"));
        memory.keep(one, &content(40));
        memory.keep(two, &content(40));
        assert!(memory.find(one).is_some());
        memory.keep(three, &content(40));
        assert!(memory.find(two).is_none());
        assert_eq!(memory.find(one).map(|content| content.len()), Some(40));
        memory.forget(Path::new("/a"));
        assert!(memory.find(one).is_none() && memory.find(three).is_some());
        assert!(memory.takes(25) && !memory.takes(26));
    }
}
