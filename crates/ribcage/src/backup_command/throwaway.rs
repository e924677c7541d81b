//! A folder for a drill that was given none. It goes when the drill ends, or with the next drill if that was killed.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::ambient::SystemRng;
use crate::data_folder::{create_private, lock_folder};

/// How the name of one begins.
const START: &str = "ribcage-drill-";
/// How often another is made because somebody who clears up was quicker.
const TRIES_MAX: u32 = 5;

/// A folder that goes when it is of no use any more.
pub(super) struct ThrowawayFolder {
    path: PathBuf,
    /// Held as long as it is used, so that no other drill takes it for one that was left.
    _lock: File,
}

impl ThrowawayFolder {
    /// Makes one where the system keeps what is temporary, and removes those that nobody uses any more.
    pub(super) fn make() -> anyhow::Result<Self> {
        let beside = std::env::temp_dir();
        clear_left(&beside);
        for _ in 0..TRIES_MAX {
            let mut random = [0; 8];
            model::Rng::fill(&SystemRng, &mut random);
            let path = beside.join(format!("{START}{}", hex::encode(random)));
            create_private(&path)?;
            if let Some(lock) = lock_folder(&path)? {
                return Ok(Self { path, _lock: lock });
            }
        }
        bail!("no folder can be made in {}", beside.display())
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for ThrowawayFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes the folders of drills that were killed. What cannot be removed is in nobody's way.
fn clear_left(beside: &Path) {
    let entries = fs::read_dir(beside).into_iter().flatten().flatten();
    for entry in entries {
        let is_one = entry.file_name().to_string_lossy().starts_with(START);
        let is_ours = entry.metadata().is_ok_and(|found| {
            found.is_dir() && found.uid() == rustix::process::geteuid().as_raw()
        });
        if is_one
            && is_ours
            && let Ok(Some(_lock)) = lock_folder(&entry.path())
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
