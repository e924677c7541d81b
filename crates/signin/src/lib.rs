//! Signing in: passwords that the server never sees (OPAQUE), passkeys, one-time passwords, recovery
//! codes.
//!
//! Nothing here reads, writes or waits, and nothing is remembered: what has to last until the next message is
//! handed out as bytes, for the caller to seal. The formats are in `docs/formats.md`, section 13.

pub mod passkey;
pub mod password;
pub mod recovery;
pub mod totp;
