//! The password by which the mail server knows us: in a file that somebody else may renew.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::setting_error::SettingError;

/// A password, or a token that stands in for one, is some dozens of bytes.
const PASSWORD_BYTES_MAX: u64 = 8 * 1024;

/// A file with a password.
pub(crate) struct PasswordFile {
    path: PathBuf,
}

impl PasswordFile {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// The password that stands in the file now.
    pub(crate) fn read(&self) -> Result<Zeroizing<String>, SettingError> {
        let path = || self.path.clone();
        let failed = |source| SettingError::PasswordFile { path: path(), source };
        let file = File::open(&self.path).map_err(failed)?;
        let mode = file.metadata().map_err(failed)?.mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(SettingError::Readable { path: path(), mode });
        }
        let mut text = Zeroizing::new(String::new());
        file.take(PASSWORD_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
        let password = Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned());
        if password.is_empty() {
            return Err(SettingError::NoPassword { path: path() });
        }
        Ok(password)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_password_is_read_from_a_private_file_without_the_end_of_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("password");
        let file = PasswordFile::new(&path);
        assert!(matches!(file.read(), Err(SettingError::PasswordFile { .. })));
        std::fs::write(&path, "open sesame \n").expect("written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("set");
        assert!(matches!(file.read(), Err(SettingError::Readable { mode: 0o640, .. })));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("set");
        assert_eq!(file.read().expect("it is there").as_str(), "open sesame ");
        std::fs::write(&path, "\n").expect("written");
        assert!(matches!(file.read(), Err(SettingError::NoPassword { .. })));
    }
}
