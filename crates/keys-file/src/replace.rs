//! Putting a new file in the place of an old one, of which nothing is to be left.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use model::{FaultPoint, fault};

/// What stands after its name for a file that is to replace it, and for the one that was replaced.
const NEW: &str = "new";
const OLD: &str = "old";

/// Makes a file that nobody but its owner may read. Refuses to replace one.
pub(crate) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Puts a new file in place of the old one, which is written over. Call it under the lock, after
/// [`bury`].
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let new = beside(path, NEW);
    write_new(&new, text)?;
    fault::reach(FaultPoint::KeyFileWritten);
    let old = OpenOptions::new().write(true).open(path)?;
    // By this name the old file is found again if it cannot be written over now. There are file systems
    // without such names.
    let _ = fs::hard_link(path, beside(path, OLD));
    fs::rename(&new, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or_else(|| Path::new(".")))?.sync_all()?;
    fault::reach(FaultPoint::KeyFileReplaced);
    write_over(old)?;
    remove(&beside(path, OLD))
}

/// Whether a change was cut off, or is under way.
pub(crate) fn is_cut_off(path: &Path) -> bool {
    [NEW, OLD].iter().any(|suffix| beside(path, suffix).exists())
}

/// Writes over, and takes away, what a change that was cut off has left beside the file.
pub(crate) fn bury(path: &Path) -> io::Result<()> {
    let here = fs::metadata(path)?;
    for left in [beside(path, NEW), beside(path, OLD)] {
        let file = match OpenOptions::new().write(true).open(&left) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            file => file?,
        };
        // It is another name of the file itself if the change was cut off before it took place.
        let there = file.metadata()?;
        if (here.dev(), here.ino()) != (there.dev(), there.ino()) {
            write_over(file)?;
        }
        remove(&left)?;
    }
    Ok(())
}

/// Waits until nobody else changes the file.
pub(crate) fn lock(path: &Path) -> io::Result<File> {
    let path = beside(path, "lock");
    let file =
        OpenOptions::new().create(true).write(true).truncate(false).mode(0o600).open(path)?;
    file.lock()?;
    Ok(file)
}

fn write_over(mut file: File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}
