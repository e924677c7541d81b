//! The token by which the service knows us: in a file that somebody else may renew.

#![expect(clippy::disallowed_methods, reason = "a back end is where files are")]

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

/// A token is some dozens of bytes.
const TOKEN_BYTES_MAX: u64 = 8 * 1024;

/// The token cannot be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenError {
    /// The file cannot be read.
    #[error("the token file {path} cannot be read")]
    File {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// Others may read the file.
    #[error("the token file {path} may be read by others: its mode is {mode:o}")]
    Readable { path: PathBuf, mode: u32 },
    /// There is no token in it.
    #[error("the token file {path} holds no token")]
    Empty { path: PathBuf },
}

/// A file with a token.
pub(crate) struct TokenFile {
    path: PathBuf,
    known: Mutex<Option<Known>>,
}

struct Known {
    stamp: (u64, i64, i64),
    header: HeaderValue,
}

impl TokenFile {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), known: Mutex::default() }
    }

    /// The token that stands in the file now, as a header that is never shown.
    pub(crate) fn header(&self) -> Result<HeaderValue, TokenError> {
        let path = || self.path.clone();
        let failed = |source| TokenError::File { path: path(), source };
        let metadata = fs::metadata(&self.path).map_err(failed)?;
        let mode = metadata.mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(TokenError::Readable { path: path(), mode });
        }
        let stamp = (metadata.ino(), metadata.mtime(), metadata.mtime_nsec());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_ref().filter(|known| known.stamp == stamp) {
            return Ok(known.header.clone());
        }
        let mut text = Zeroizing::new(String::new());
        let file = File::open(&self.path).map_err(failed)?;
        file.take(TOKEN_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
        let mut header = HeaderValue::from_str(text.trim())
            .ok()
            .filter(|header| !header.is_empty())
            .ok_or_else(|| TokenError::Empty { path: path() })?;
        header.set_sensitive(true);
        *known = Some(Known { stamp, header: header.clone() });
        Ok(header)
    }
}
