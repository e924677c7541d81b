//! Where a database is, who we are there, and by which certificates we know it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

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
    /// The newest timeline that was seen there.
    timeline: Arc<AtomicU32>,
}

/// How often a replica has taken its primary's place in the history of a server (PostgreSQL counts
/// them). Of two servers that both take writes, the one on the lower timeline was left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Timeline(pub(crate) u32);

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
    /// may be named; of those that take writes, the one with the newest history is used. Connections over a network use TLS, and the
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
        let timeline = Arc::new(AtomicU32::new(0));
        Ok(Self { config, tls: MakeRustlsConnect::new(tls), timeline })
    }

    /// What to connect with, host by host.
    pub(crate) fn hosts(&self) -> Vec<Config> {
        let (hosts, addresses) = (self.config.get_hosts(), self.config.get_hostaddrs());
        let ports = self.config.get_ports();
        let host = |place: usize| {
            let mut one = Config::new();
            match &hosts[place] {
                Host::Tcp(name) => one.host(name),
                Host::Unix(path) => one.host_path(path),
            };
            if let Some(address) = addresses.get(place) {
                one.hostaddr(*address);
            }
            // One port may stand for all hosts.
            if let Some(port) = ports.get(place).or(ports.first()) {
                one.port(*port);
            }
            self.describe(&mut one);
            one
        };
        (0..hosts.len()).map(host).collect()
    }

    /// Everything but the host.
    fn describe(&self, one: &mut Config) {
        if let Some(user) = self.config.get_user() {
            one.user(user);
        }
        if let Some(password) = self.config.get_password() {
            one.password(password);
        }
        if let Some(database) = self.config.get_dbname() {
            one.dbname(database);
        }
        if let Some(options) = self.config.get_options() {
            one.options(options);
        }
        one.application_name(APPLICATION)
            .ssl_mode(self.config.get_ssl_mode())
            .channel_binding(self.config.get_channel_binding());
    }

    /// The name of the database.
    pub(crate) fn database(&self) -> Option<&str> {
        self.config.get_dbname()
    }

    /// Notes on which timeline a host is. Says whether that is as new as any that was seen before.
    pub(crate) fn note(&self, timeline: Timeline) -> bool {
        self.timeline.fetch_max(timeline.0, Ordering::AcqRel) <= timeline.0
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
