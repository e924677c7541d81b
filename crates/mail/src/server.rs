//! Where a mail server is, and how the way there is protected.

use url::Url;

use crate::setting_error::SettingError;

/// How the way to a server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protection {
    /// By TLS from the first byte (RFC 8314).
    Implicit,
    /// By TLS that begins before anything is said (RFC 3207); without it nothing is.
    StartTls,
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    pub(crate) protection: Protection,
    /// A name, or an address without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl Server {
    pub(crate) fn parse(text: &str) -> Result<Self, SettingError> {
        let url: Url = text.parse().map_err(|_| SettingError::Server)?;
        let (protection, port) = match url.scheme() {
            "smtps" => (Protection::Implicit, 465),
            "smtp+starttls" => (Protection::StartTls, 587),
            _ => return Err(SettingError::Server),
        };
        let host = url.host_str().unwrap_or_default();
        let is_plain = matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if host.is_empty() || !is_plain {
            return Err(SettingError::Server);
        }
        let host = host.trim_matches(['[', ']']).to_owned();
        Ok(Self { protection, host, port: url.port().unwrap_or(port) })
    }
}

#[cfg(test)]
mod tests {
    use super::Protection::{Implicit, StartTls};
    use super::*;

    #[test]
    fn a_server_is_named_with_its_protection_and_never_without() {
        let parsed = |text: &str| {
            let server = Server::parse(text).ok()?;
            Some((server.protection, server.host, server.port))
        };
        let named = |protection, host: &str, port| Some((protection, host.to_owned(), port));
        assert_eq!(parsed("smtps://mail.example.org"), named(Implicit, "mail.example.org", 465));
        assert_eq!(parsed("smtps://[::1]:1465/"), named(Implicit, "::1", 1465));
        assert_eq!(parsed("smtp+starttls://10.0.0.1"), named(StartTls, "10.0.0.1", 587));
        for text in [
            "mail.example.org",
            "mail.example.org:465",
            "smtp://mail.example.org",
            "https://mail.example.org",
            "smtps://",
            "smtps://user@mail.example.org",
            "smtps://user:password@mail.example.org",
            "smtps://mail.example.org/inbox",
            "smtps://mail.example.org?tls=none",
            "smtps://mail.example.org:99999",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
