//! The bearer token: shown nowhere, and zeroed when it is no longer needed.

use std::fmt;

use bytes::Bytes;
use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::error::ClientError;

/// What a machine signs in with.
///
/// The text is taken as it is; whether it can be a token shows in [`Client::new`], whose error
/// does not repeat it.
///
/// [`Client::new`]: crate::Client::new
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl From<String> for Token {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl Token {
    /// The value of the `Authorization` header. Its copies share one memory, zeroed with the last.
    pub(crate) fn header(&self) -> Result<HeaderValue, ClientError> {
        if self.0.is_empty() {
            return Err(ClientError::Setting("the token is empty"));
        }
        let mut value = Zeroizing::new(Vec::with_capacity("Bearer ".len() + self.0.len()));
        value.extend_from_slice(b"Bearer ");
        value.extend_from_slice(self.0.as_bytes());
        let mut header = HeaderValue::from_maybe_shared(Bytes::from_owner(value))
            .map_err(|_| ClientError::Setting("the token holds what no token may hold"))?;
        header.set_sensitive(true);
        Ok(header)
    }
}
