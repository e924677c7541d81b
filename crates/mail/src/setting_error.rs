//! What can be wrong with the settings.

use std::io;
use std::path::PathBuf;

/// Mail cannot be sent with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// The server's address is not one.
    #[error(
        "a mail server is smtps://HOST[:PORT] or smtp+starttls://HOST[:PORT], and nothing is sent without TLS"
    )]
    Server,
    /// The sender is not one.
    #[error(
        "the sender is an address, or a name and an address in angle brackets; the part behind the @ is in ASCII"
    )]
    From,
    /// No certificates can be read.
    #[error("there are no certificates in PEM by which the mail server is known")]
    Certificates,
    /// TLS cannot be set up.
    #[error("TLS for the mail server cannot be set up")]
    Tls(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file with the password cannot be read.
    #[error("the mail password file {path} cannot be read")]
    PasswordFile {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Others may read the file with the password.
    #[error("the mail password file {path} may be read by others: its mode is {mode:o}")]
    Readable {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// There is no password in the file.
    #[error("the mail password file {path} holds no password")]
    NoPassword {
        /// The file.
        path: PathBuf,
    },
}
