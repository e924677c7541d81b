//! The newest checkpoint of every tree, kept as files outside the databases, so that entries cut
//! off there are missed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use model::{FaultPoint, LogId, fault};
use store::CheckpointArchive;

/// The largest file that is taken for a checkpoint.
const CHECKPOINT_BYTES_MAX: u64 = 64 * 1024;

/// The file with the list of logs that are followed, and how large it may be: some millions of logs.
const FOLLOWED: &str = "followed";
const FOLLOWED_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// A folder with one file a tree, named by the tree's id.
pub(crate) struct CheckpointFiles {
    folder: PathBuf,
}

impl CheckpointFiles {
    /// In a folder, which is made if it is not there.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn replace(&self, name: &str, text: &str) -> io::Result<()> {
        // A reader sees the old text or the new one, never a part of one.
        let new = self.folder.join(format!("{name}.new"));
        let mut file = fs::File::create(&new)?;
        file.write_all(text.as_bytes())?;
        // Or it could be the name that survives a loss of power, and not what is in it.
        file.sync_data()?;
        drop(file);
        fault::reach(FaultPoint::CheckpointWritten);
        fs::rename(new, self.folder.join(name))?;
        fault::reach(FaultPoint::CheckpointReplaced);
        Ok(())
    }

    /// A file's text; nothing if it is not there, or too large to be one of ours.
    fn read(&self, name: &str, bytes_max: u64) -> io::Result<Option<String>> {
        let path = self.folder.join(name);
        match fs::metadata(&path) {
            Ok(metadata) if metadata.len() <= bytes_max => {
                Ok(Some(String::from_utf8_lossy(&fs::read(path)?).into_owned()))
            }
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl CheckpointArchive for CheckpointFiles {
    fn keep(&self, log: LogId, checkpoint: &str) -> io::Result<()> {
        self.replace(&log.to_string(), checkpoint)
    }

    fn set_aside(&self, log: LogId) -> io::Result<()> {
        let before = self.folder.join(format!("{log}.before"));
        match fs::rename(self.folder.join(log.to_string()), before) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            moved => moved,
        }
    }

    fn find(&self, log: LogId) -> io::Result<Option<String>> {
        self.read(&log.to_string(), CHECKPOINT_BYTES_MAX)
    }

    fn list(&self) -> io::Result<Vec<(LogId, String)>> {
        let mut checkpoints = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(log) = name.to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            if let Some(text) = self.find(log)? {
                checkpoints.push((log, text));
            }
        }
        Ok(checkpoints)
    }

    fn keep_followed(&self, list: &str) -> io::Result<()> {
        self.replace(FOLLOWED, list)
    }

    fn find_followed(&self) -> io::Result<Option<String>> {
        self.read(FOLLOWED, FOLLOWED_BYTES_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_checkpoint_of_each_tree_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = CheckpointFiles::open(&folder.path().join("checkpoints")).expect("opens");
        let log = LogId::from_bytes([1; 16]);
        files.keep(log, "old").expect("kept");
        files.keep(log, "new").expect("kept");
        fs::write(folder.path().join("checkpoints/notes.txt"), "foreign").expect("written");
        assert_eq!(files.list().expect("listed"), [(log, "new".to_owned())]);
        files.set_aside(log).expect("moved");
        files.set_aside(log).expect("it is gone");
        assert_eq!(files.list().expect("listed"), []);
        let before = folder.path().join(format!("checkpoints/{log}.before"));
        assert_eq!(fs::read_to_string(before).expect("kept"), "new");
    }
}
