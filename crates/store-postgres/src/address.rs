//! Where a database is, who we are there, and by which certificates we know it.

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

/// What the server's connections are called in `pg_stat_activity`.
const APPLICATION: &str = "ribcage";

/// A database and the role that uses it.
#[derive(Clone)]
pub struct Address {
    config: Config,
    tls: MakeRustlsConnect,
}

/// An address cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// It is neither a `postgresql://` URL nor a list of `key=value`.
    #[error("it is no address of a PostgreSQL database")]
    Malformed(#[source] tokio_postgres::Error),
    /// A part is missing without which it would depend on who starts the server.
    #[error("it does not say which {0}")]
    Missing(&'static str),
}

impl Address {
    /// Reads `postgresql://role@host:port/database` or `host=… dbname=… user=…`. More than one host
    /// may be named; the one that takes writes is used. Connections over a network use TLS, and the
    /// server's certificate has to be valid for its name under `tls`.
    pub fn parse(text: &str, tls: rustls::ClientConfig) -> Result<Self, AddressError> {
        let mut config: Config = text.parse().map_err(AddressError::Malformed)?;
        if config.get_user().is_none() {
            return Err(AddressError::Missing("role"));
        }
        if config.get_dbname().is_none() {
            return Err(AddressError::Missing("database"));
        }
        if config.get_hosts().is_empty() {
            return Err(AddressError::Missing("host"));
        }
        let local = config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)));
        config.ssl_mode(if local { SslMode::Disable } else { SslMode::Require });
        config.application_name(APPLICATION);
        Ok(Self { config, tls: MakeRustlsConnect::new(tls) })
    }

    /// What to connect with.
    pub(crate) const fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn tls(&self) -> MakeRustlsConnect {
        self.tls.clone()
    }
}

impl std::fmt::Debug for Address {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Address")
            .field("hosts", &self.config.get_hosts())
            .field("database", &self.config.get_dbname())
            .field("role", &self.config.get_user())
            .finish_non_exhaustive()
    }
}
