//! The data folder: what is in it, how it is made, and that one process at a time uses it.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use age::secrecy::ExposeSecret as _;
use anyhow::{Context as _, bail};
use keys_file::Passphrase;
use model::DeploymentId;
use rustix::fs::FlockOperation;
use serde::{Deserialize, Serialize};

use crate::ambient::SystemRng;
use crate::tls;

/// Where things are in a data folder.
#[derive(Debug, Clone)]
pub(crate) struct DataFolder {
    path: PathBuf,
}

/// For how long a server that starts waits for whoever uses its folder,
const WAIT_MAX: Duration = Duration::from_secs(5);
/// and how often it looks.
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(50);

/// The lock of a data folder; given up when dropped.
pub(crate) struct FolderLock {
    _file: File,
}

#[derive(Serialize, Deserialize)]
struct DeploymentFile {
    format: u32,
    deployment: String,
}

impl DataFolder {
    /// A folder that was made by `init`, or by a restore that came to its end.
    pub(crate) fn open(path: &Path) -> anyhow::Result<(Self, DeploymentId)> {
        anyhow::ensure!(
            !Self::restore_mark(path).exists(),
            "a restore into {} did not come to its end: whoever was erased may be in it; restore anew, into an \
             empty place",
            path.display()
        );
        Self::open_restored(path)
    }

    /// The same, while it is being restored.
    pub(crate) fn open_restored(path: &Path) -> anyhow::Result<(Self, DeploymentId)> {
        let folder = Self { path: path.to_owned() };
        let file = folder.deployment_file();
        let text = fs::read_to_string(&file).with_context(|| {
            format!(
                "{} is not a data folder of Ribcage; make one with `ribcage init --dir {0}`",
                path.display()
            )
        })?;
        let parsed: Option<DeploymentFile> = serde_json::from_str(&text).ok();
        let id =
            parsed.filter(|file| file.format == 1).and_then(|file| file.deployment.parse().ok());
        let id = id.with_context(|| format!("{} is not of a known format", file.display()))?;
        Ok((folder, id))
    }

    /// Whether `init` was here.
    pub(crate) fn is_made(path: &Path) -> bool {
        Self { path: path.to_owned() }.deployment_file().exists()
    }

    /// The same, but waits a little for a command that is at work on it: a timer's backup and a restart may meet.
    pub(crate) async fn lock_in_time(&self) -> anyhow::Result<FolderLock> {
        let until = Instant::now() + WAIT_MAX;
        loop {
            match self.lock() {
                Err(_) if Instant::now() < until => tokio::time::sleep(TRY_AGAIN_AFTER).await,
                locked => return locked,
            }
        }
    }

    /// Locks the folder for this process.
    pub(crate) fn lock(&self) -> anyhow::Result<FolderLock> {
        let path = self.path.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .with_context(|| format!("{} cannot be opened", path.display()))?;
        if rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            bail!(
                "{} is in use by another Ribcage process; stop that one first",
                self.path.display()
            );
        }
        Ok(FolderLock { _file: file })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn ca_certificate(&self) -> PathBuf {
        self.path.join("tls/ca.pem")
    }

    pub(crate) fn ca_key(&self) -> PathBuf {
        self.path.join("tls/ca.key")
    }

    pub(crate) fn recovery_identity(&self) -> PathBuf {
        self.path.join("recovery.identity")
    }

    /// Stands there while a restore is under way.
    pub(crate) fn restore_mark(path: &Path) -> PathBuf {
        path.join("restoring")
    }

    /// Stands there while a drill is under way, and says which folder it had to make first.
    pub(crate) fn drill_mark(path: &Path) -> PathBuf {
        path.join("drilling")
    }

    /// What was signed when it was restored without the list of erasures.
    pub(crate) fn lost_erasures(path: &Path) -> PathBuf {
        path.join("lost-erasures.note")
    }

    pub(crate) fn checkpoints(&self) -> PathBuf {
        self.path.join("checkpoints")
    }

    fn deployment_file(&self) -> PathBuf {
        self.path.join("deployment.json")
    }
}

/// A data folder that is being made. Files in it that are not ours are left alone.
pub(crate) struct NewFolder {
    pub(crate) folder: DataFolder,
    pub(crate) deployment: DeploymentId,
    _lock: FolderLock,
}

impl NewFolder {
    /// Makes the folder, the certificates of its own, and who can restore its backups.
    pub(crate) fn make(path: &Path) -> anyhow::Result<Self> {
        if DataFolder::is_made(path) {
            bail!("{} is in use already; choose another folder", path.display());
        }
        let folder = DataFolder { path: path.to_owned() };
        for part in [path, &path.join("tls")] {
            create_private(part)?;
        }
        let lock = folder.lock()?;
        let deployment = DeploymentId::random(&SystemRng);
        tls::create_ca(&folder, deployment)?;
        create_recovery_identity(&folder)?;
        Ok(Self { folder, deployment, _lock: lock })
    }

    /// Says that everything is there. This comes last: a folder that says so is complete.
    pub(crate) fn complete(self) -> anyhow::Result<()> {
        let file = DeploymentFile { format: 1, deployment: self.deployment.to_string() };
        let text = serde_json::to_string_pretty(&file)?;
        write_private(&self.folder.deployment_file(), text.as_bytes())?;
        Ok(File::open(&self.folder.path)?.sync_all()?)
    }
}

/// Reads a passphrase; its line end does not belong to it.
pub(crate) fn read_passphrase(path: &Path) -> anyhow::Result<Passphrase> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("the passphrase file {} cannot be read", path.display()))?;
    let text = text.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(!text.is_empty(), "the passphrase file {} is empty", path.display());
    Ok(Passphrase::new(text.to_owned()))
}

/// Makes a folder that only its owner can look into, if it is not there.
pub(crate) fn create_private(path: &Path) -> anyhow::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("{} cannot be made", path.display()))
}

/// Locks a folder for this process, if no other has and it is there still.
pub(crate) fn lock_folder(path: &Path) -> anyhow::Result<Option<File>> {
    let lock = || -> std::io::Result<Option<File>> {
        let folder = File::open(path)?;
        if rustix::fs::flock(&folder, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Ok(None);
        }
        let (ours, there) = (folder.metadata()?, fs::metadata(path)?);
        let is_there = (ours.dev(), ours.ino()) == (there.dev(), there.ino());
        Ok(is_there.then_some(folder))
    };
    lock().with_context(|| format!("{} cannot be locked", path.display()))
}

/// Where a path leads, as far as it is there. A link that leads nowhere is refused.
pub(crate) fn resolve(path: &Path) -> anyhow::Result<PathBuf> {
    // Without a slash at its end, with which a link is not seen as one.
    let absolute: PathBuf = std::path::absolute(path)?.components().collect();
    for there in absolute.ancestors() {
        if let Ok(resolved) = fs::canonicalize(there) {
            let rest = absolute.strip_prefix(there).expect("it is an ancestor");
            return Ok(resolved.join(rest));
        }
        let is_link = fs::symlink_metadata(there).is_ok_and(|found| found.is_symlink());
        anyhow::ensure!(!is_link, "{} is a link that leads nowhere", there.display());
    }
    Ok(absolute)
}

/// Writes a new file that only its owner can read. Refuses to replace one.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(content)?;
        file.sync_all()
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}

/// Writes a file that only its owner can read, in place of an older one.
pub(crate) fn replace_private(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let new = path.with_extension("new");
    let _ = fs::remove_file(&new);
    write_private(&new, content)?;
    fs::rename(&new, path).with_context(|| format!("{} cannot be replaced", path.display()))
}

/// The identity that will open backups: whoever holds it can restore them, nobody else.
fn create_recovery_identity(folder: &DataFolder) -> anyhow::Result<()> {
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public();
    let secret = identity.to_string();
    let text = format!("# public key: {recipient}\n{}\n", secret.expose_secret());
    write_private(&folder.recovery_identity(), text.as_bytes())?;
    let recipient = format!("{recipient}\n");
    write_private(&folder.path.join("recovery.recipient"), recipient.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_process_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = NewFolder::make(folder.path()).expect("made");
        let refused = made.folder.lock().map(drop).expect_err("refused");
        assert!(refused.to_string().contains("in use by another Ribcage process"));
    }

    #[tokio::test]
    async fn a_server_that_starts_waits_for_a_command_that_ends_soon() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = NewFolder::make(folder.path()).expect("made");
        let folder = made.folder.clone();
        let (locked, ()) = tokio::join!(folder.lock_in_time(), async {
            // It has tried by now.
            tokio::task::yield_now().await;
            drop(made);
        });
        assert!(locked.is_ok());
    }
}
