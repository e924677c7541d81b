//! Who we are to an object store: in a file that somebody else may renew.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use object_store::CredentialProvider;
use object_store::aws::AwsCredential;
use zeroize::{Zeroize as _, Zeroizing};

/// A key, a secret and a token that lasts for some hours.
const FILE_BYTES_MAX: u64 = 16 * 1024;

/// They cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    /// The file cannot be read.
    #[error("the credentials file {path} cannot be read")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Others may read the file.
    #[error("the credentials file {path} may be read by others: its mode is {mode:o}")]
    Readable {
        /// Which.
        path: PathBuf,
        /// Who may read and write it.
        mode: u32,
    },
    /// Something is missing in it.
    #[error(
        "the credentials file {path} needs lines aws_access_key_id = … and aws_secret_access_key = …"
    )]
    Incomplete {
        /// Which.
        path: PathBuf,
    },
}

/// A file in the format that tools of AWS share, of which the section `default` is read.
pub(crate) struct CredentialsFile {
    path: PathBuf,
    known: Mutex<Option<Known>>,
}

struct Known {
    stamp: (u64, i64, i64),
    credential: Arc<AwsCredential>,
}

impl Drop for Known {
    /// Whoever is still signing a request holds on to it, and then it is not ours to write over.
    fn drop(&mut self) {
        if let Some(credential) = Arc::get_mut(&mut self.credential) {
            credential.secret_key.zeroize();
            credential.token.zeroize();
        }
    }
}

impl CredentialsFile {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), known: Mutex::default() }
    }

    /// Those that stand in the file now.
    pub(crate) fn read(&self) -> Result<Arc<AwsCredential>, CredentialsError> {
        let path = || self.path.clone();
        let failed = |source| CredentialsError::File { path: path(), source };
        let metadata = fs::metadata(&self.path).map_err(failed)?;
        let mode = metadata.mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(CredentialsError::Readable { path: path(), mode });
        }
        let stamp = (metadata.ino(), metadata.mtime(), metadata.mtime_nsec());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_ref().filter(|known| known.stamp == stamp) {
            return Ok(known.credential.clone());
        }
        let mut text = Zeroizing::new(String::with_capacity(4 * 1024));
        let file = File::open(&self.path).map_err(failed)?;
        file.take(FILE_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
        let credential =
            parse(&text).ok_or_else(|| CredentialsError::Incomplete { path: path() })?;
        let credential = Arc::new(credential);
        *known = Some(Known { stamp, credential: credential.clone() });
        Ok(credential)
    }
}

fn parse(text: &str) -> Option<AwsCredential> {
    let (mut key_id, mut secret_key, mut token) = (None, None, None);
    let mut is_ours = true;
    for line in text.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            is_ours = section.trim() == "default";
        }
        let Some((name, value)) = line.split_once('=').filter(|_| is_ours) else { continue };
        let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        match name.trim() {
            "aws_access_key_id" => key_id = value,
            "aws_secret_access_key" => secret_key = value,
            "aws_session_token" => token = value,
            _ => {}
        }
    }
    Some(AwsCredential { key_id: key_id?, secret_key: secret_key?, token })
}

/// Shows where they are and never what.
impl fmt::Debug for CredentialsFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("CredentialsFile").field(&self.path).finish()
    }
}

#[async_trait::async_trait]
impl CredentialProvider for CredentialsFile {
    type Credential = AwsCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<AwsCredential>> {
        self.read()
            .map_err(|error| object_store::Error::Generic { store: "S3", source: error.into() })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn write(path: &Path, mode: u32, text: &str) {
        fs::write(path, text).expect("written");
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("its mode is set");
    }

    #[test]
    fn the_file_is_read_again_when_it_has_changed_and_is_nobody_elses() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("credentials");
        let file = CredentialsFile::new(&path);
        assert!(matches!(file.read(), Err(CredentialsError::File { .. })));
        write(&path, 0o600, "[default]\naws_access_key_id = one\naws_secret_access_key = two\n");
        let read = file.read().expect("complete");
        assert_eq!((read.key_id.as_str(), read.secret_key.as_str()), ("one", "two"));
        assert!(!format!("{file:?}").contains("two"));
        fs::remove_file(&path).expect("removed");
        let text = "[other]\naws_secret_access_key=x\n[default]\naws_access_key_id=3\n\
                    aws_secret_access_key=4=\naws_session_token=5\n";
        write(&path, 0o600, text);
        let read = file.read().expect("complete");
        assert_eq!((read.key_id.as_str(), read.secret_key.as_str()), ("3", "4="));
        assert_eq!(read.token.as_deref(), Some("5"));
        fs::remove_file(&path).expect("removed");
        write(&path, 0o600, "[default]\naws_access_key_id = one\n");
        assert!(matches!(file.read(), Err(CredentialsError::Incomplete { .. })));
        write(&path, 0o640, "");
        assert!(matches!(file.read(), Err(CredentialsError::Readable { .. })));
    }
}
