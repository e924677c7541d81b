//! Why something of a backup cannot be used.

/// Why something of a backup cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// It is not what is written down in its format.
    #[error("{0} is not of a known format, or was changed")]
    Malformed(&'static str),
    /// It was sealed for somebody else, or was changed.
    #[error("it does not open with this identity, or was changed")]
    Sealed,
    /// The text is no identity or recipient of age.
    #[error("not an identity or recipient of age (X25519)")]
    NotAnIdentity,
}
