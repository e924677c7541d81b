//! The file in which a verifier keeps what the next verification starts from.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use ledger::VerifierState;
use ledger::state::VERIFIER_STATE_BYTES_MAX;

use crate::data_folder::write_private;

/// What was remembered; nothing if there is no such file yet.
pub(crate) fn read(path: &Path) -> anyhow::Result<Option<VerifierState>> {
    let unread = || format!("the state {} cannot be read", path.display());
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Better to say now that there is no such folder than after hours of reading.
            fs::metadata(folder_of(path)).with_context(unread)?;
            return Ok(None);
        }
        Err(error) => return Err(error).with_context(unread),
    };
    let bytes_max = u64::try_from(VERIFIER_STATE_BYTES_MAX).unwrap_or(u64::MAX);
    let mut text = String::new();
    file.take(bytes_max.saturating_add(1)).read_to_string(&mut text).with_context(unread)?;
    VerifierState::decode(&text).map(Some).with_context(unread)
}

/// Remembers a state in place of the one before. Whoever looks sees the one or the other, never a
/// part of one.
pub(crate) fn write(path: &Path, state: &VerifierState) -> anyhow::Result<()> {
    let new = beside(path);
    let written = write_private(&new, state.encode().as_bytes()).and_then(|()| {
        fs::rename(&new, path)
            .and_then(|()| File::open(folder_of(path))?.sync_all())
            .with_context(|| format!("the state {} cannot be replaced", path.display()))
    });
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

/// A file of this process beside a file.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
