//! The newest checkpoint of every tree, kept as files outside the databases, so that entries cut
//! off there are missed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use model::LogId;
use store::CheckpointArchive;

/// The largest file that is taken for a checkpoint.
const CHECKPOINT_BYTES_MAX: u64 = 64 * 1024;

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
}

impl CheckpointArchive for CheckpointFiles {
    fn keep(&self, log: LogId, checkpoint: &str) -> io::Result<()> {
        // A reader sees the old checkpoint or the new one, never a part of one.
        let new = self.folder.join(format!("{log}.new"));
        let mut file = fs::File::create(&new)?;
        file.write_all(checkpoint.as_bytes())?;
        // Or it could be the name that survives a loss of power, and not what is in it.
        file.sync_data()?;
        drop(file);
        fs::rename(new, self.folder.join(log.to_string()))
    }

    fn list(&self) -> io::Result<Vec<(LogId, String)>> {
        let mut checkpoints = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(log) = name.to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            if entry.metadata()?.len() <= CHECKPOINT_BYTES_MAX {
                let text = fs::read(entry.path())?;
                checkpoints.push((log, String::from_utf8_lossy(&text).into_owned()));
            }
        }
        Ok(checkpoints)
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
    }
}
