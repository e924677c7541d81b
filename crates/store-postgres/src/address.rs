//! Where a database is, who we are there, and by which certificates we know it.

use std::sync::Arc;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::history::History;

/// What the server's connections are called in `pg_stat_activity`.
const APPLICATION: &str = "ribcage";
/// Where PostgreSQL listens if nobody says otherwise.
const PORT: u16 = 5_432;

/// A database and the role that uses it.
#[derive(Clone)]
pub struct Address {
    config: Config,
    tls: MakeRustlsConnect,
    /// What was seen of its hosts.
    history: Arc<History>,
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
        let history = Arc::new(History::new());
        Ok(Self { config, tls: MakeRustlsConnect::new(tls), history })
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

    /// What was seen of its hosts.
    pub(crate) const fn history(&self) -> &Arc<History> {
        &self.history
    }

    /// If a host is one of the other's too, then both are about one primary and its replicas, and what
    /// is seen through the one counts for the other. Not so where only one host is named: behind it
    /// there may be a pooler, and behind that other servers for each database.
    pub(crate) fn share_history(&mut self, other: &Self) {
        let (ours, theirs) = (self.places(), other.places());
        let are_several = ours.len() > 1 && theirs.len() > 1;
        if are_several && ours.iter().any(|place| theirs.contains(place)) {
            self.history = Arc::clone(&other.history);
        }
    }

    /// Where its servers listen.
    fn places(&self) -> Vec<(Host, u16)> {
        let hosts = self.hosts();
        let place = |host: &Config| {
            let port = host.get_ports().first().copied().unwrap_or(PORT);
            Some((host.get_hosts().first()?.clone(), port))
        };
        hosts.iter().filter_map(place).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Timeline;

    /// Whether the second leaves what the first has seen to be older.
    fn share(one: &str, other: &str) -> bool {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let [one, mut other] = [one, other].map(|hosts| {
            let tls = rustls::ClientConfig::builder();
            let tls = tls.with_root_certificates(rustls::RootCertStore::empty());
            let text = format!("postgresql://role@{hosts}/database");
            Address::parse(&text, tls.with_no_client_auth()).expect("an address")
        });
        other.share_history(&one);
        one.history().note(Timeline(2));
        other.history().has_passed(Timeline(1))
    }

    #[test]
    fn what_is_seen_of_servers_is_known_to_all_who_name_them() {
        assert!(share("db1,db2", "db2:5432,db1"));
        assert!(share("db1,db2", "db2,db3"));
        assert!(!share("db1,db2", "db3,db4"));
        assert!(!share("db1:5432,db2:5432", "db1:5433,db2:5433"));
        assert!(!share("db1", "db1"), "it may be a pooler");
    }
}
