//! Looks at all hosts of an address again and again, so that a replica that has taken its primary's
//! place is noticed though the old primary is still there and answers.

use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio_postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::address::Address;
use crate::failure::Failure;
use crate::history::{History, Timeline};
use crate::link;

/// How long after a look the next one follows.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// How long a look may take, the connection it may need included.
const LOOK_TIMEOUT: Duration = Duration::from_secs(6);

/// The timeline of a host, unless it is a replica.
const TIMELINE_OF_PRIMARY: &str = "SELECT CASE WHEN pg_is_in_recovery() THEN NULL
     ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END";

/// Watches the hosts, each on a connection of its own, unless somebody does or there is only one. It
/// ends with the last address that shares the history.
pub(crate) fn begin(address: &Address) {
    let hosts = address.hosts();
    if hosts.len() < 2 || !address.history().begins_watch() {
        return;
    }
    for host in hosts {
        let history = Arc::downgrade(address.history());
        tokio::spawn(watch(host, address.tls(), history));
    }
}

async fn watch(host: Config, tls: MakeRustlsConnect, history: Weak<History>) {
    let mut client = None;
    loop {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let Some(history) = history.upgrade() else {
            return;
        };
        let look = look(&host, &tls, &mut client);
        match tokio::time::timeout(LOOK_TIMEOUT, look).await {
            Ok(Ok(Some(timeline))) => {
                history.note(timeline);
            }
            Ok(Ok(None)) => {}
            // A host that is away has nothing to tell; it is asked again like any other.
            Ok(Err(_)) | Err(_) => client = None,
        }
    }
}

/// The timeline of a host that is a primary.
async fn look(
    host: &Config,
    tls: &MakeRustlsConnect,
    client: &mut Option<Client>,
) -> Result<Option<Timeline>, Failure> {
    let client = match client {
        Some(client) => client,
        None => client.insert(connect(host, tls).await?),
    };
    let row = client.query_one(TIMELINE_OF_PRIMARY, &[]).await?;
    row.try_get::<_, Option<&str>>(0)?.map(link::parse_timeline).transpose()
}

async fn connect(host: &Config, tls: &MakeRustlsConnect) -> Result<Client, Failure> {
    let mut host = host.clone();
    link::bound_silence(&mut host);
    let (client, connection) = host.connect(tls.clone()).await?;
    // How it ends is told to whoever asks next.
    tokio::spawn(connection);
    Ok(client)
}
