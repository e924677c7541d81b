//! Who we are to an object store: in a file that somebody else may renew.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use object_store::CredentialProvider;
use zeroize::Zeroizing;

/// A key, a secret and a token that lasts for some hours, or the key of a service account.
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
    #[error("the credentials file {path} needs {needs}")]
    Incomplete {
        /// Which.
        path: PathBuf,
        /// What it has to hold.
        needs: &'static str,
    },
}

/// What a store knows us by.
pub(crate) trait Credential: Send + Sync + 'static {
    /// What a file of it has to hold.
    const NEEDS: &str;

    /// Writes over what is secret in it.
    fn wipe(&mut self);
}

/// Reads what stands in a file.
type Parse<T> = dyn Fn(&str) -> Option<T> + Send + Sync;

/// A file that is read again whenever it has changed.
pub(crate) struct CredentialsFile<T: Credential> {
    path: PathBuf,
    parse: Box<Parse<T>>,
    known: Mutex<Option<Known<T>>>,
}

struct Known<T: Credential> {
    stamp: (u64, i64, i64),
    credential: Arc<T>,
}

impl<T: Credential> Drop for Known<T> {
    /// Whoever is still signing a request holds on to it, and then it is not ours to write over.
    fn drop(&mut self) {
        if let Some(credential) = Arc::get_mut(&mut self.credential) {
            credential.wipe();
        }
    }
}

impl<T: Credential> CredentialsFile<T> {
    /// Opens one that can be read now.
    pub(crate) fn open(
        path: &Path,
        parse: impl Fn(&str) -> Option<T> + Send + Sync + 'static,
    ) -> Result<Self, CredentialsError> {
        let (path, parse) = (path.to_owned(), Box::new(parse));
        let file = Self { path, parse, known: Mutex::default() };
        file.read().map(|_| file)
    }

    /// Those that stand in the file now.
    fn read(&self) -> Result<Arc<T>, CredentialsError> {
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
        let incomplete = || CredentialsError::Incomplete { path: path(), needs: T::NEEDS };
        let credential = Arc::new((self.parse)(&text).ok_or_else(incomplete)?);
        *known = Some(Known { stamp, credential: credential.clone() });
        Ok(credential)
    }
}

/// The values of these names in lines `name = value`, of which the section `default` counts, and those of none.
pub(crate) fn named_values<const N: usize>(text: &str, names: [&str; N]) -> [Option<String>; N] {
    let mut values = [const { None }; N];
    let mut is_ours = true;
    for line in text.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            is_ours = section.trim() == "default";
        }
        let Some((name, value)) = line.split_once('=').filter(|_| is_ours) else { continue };
        if let Some(at) = names.iter().position(|known| *known == name.trim()) {
            values[at] = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        }
    }
    values
}

/// Shows where they are and never what.
impl<T: Credential> fmt::Debug for CredentialsFile<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("CredentialsFile").field(&self.path).finish()
    }
}

#[async_trait::async_trait]
impl<T: Credential> CredentialProvider for CredentialsFile<T> {
    type Credential = T;

    async fn get_credential(&self) -> object_store::Result<Arc<T>> {
        let unreadable = |error: CredentialsError| object_store::Error::Generic {
            store: "credentials",
            source: error.into(),
        };
        self.read().map_err(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    struct Secret(String);

    impl Credential for Secret {
        const NEEDS: &str = "a line secret = …";

        fn wipe(&mut self) {
            self.0.clear();
        }
    }

    fn parse(text: &str) -> Option<Secret> {
        let [secret] = named_values(text, ["secret"]);
        secret.map(Secret)
    }

    fn write(path: &Path, mode: u32, text: &str) {
        fs::write(path, text).expect("written");
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("its mode is set");
    }

    #[test]
    fn the_file_is_read_again_when_it_has_changed_and_is_nobody_elses() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("credentials");
        let missing = CredentialsFile::open(&path, parse);
        assert!(matches!(missing, Err(CredentialsError::File { .. })));
        write(&path, 0o600, "[default]\nsecret = two\n");
        let file = CredentialsFile::open(&path, parse).expect("complete");
        assert_eq!(file.read().expect("complete").0, "two");
        assert!(!format!("{file:?}").contains("two"));
        fs::remove_file(&path).expect("removed");
        write(&path, 0o600, "[other]\nsecret=x\n[default]\nsecret=4=\n");
        assert_eq!(file.read().expect("complete").0, "4=");
        fs::remove_file(&path).expect("removed");
        write(&path, 0o600, "[default]\nsecret =\n");
        assert!(matches!(file.read(), Err(CredentialsError::Incomplete { .. })));
        write(&path, 0o640, "");
        assert!(matches!(file.read(), Err(CredentialsError::Readable { .. })));
    }
}
