//! A primary with a synchronous replica.

use super::server::PostgresServer;

/// Two servers: what the first acknowledges, the second has. Either may be stopped, and the second take
/// the first one's place.
#[derive(Debug)]
pub struct PostgresPair {
    /// The one that takes writes at first.
    pub primary: PostgresServer,
    /// The one that follows it.
    pub replica: PostgresServer,
}

impl PostgresPair {
    /// Starts both. None if PostgreSQL is not installed.
    pub fn start() -> Option<Self> {
        let primary = PostgresServer::start()?;
        let replica = primary.start_replica();
        // The replica too, for when it is a primary itself.
        for server in [&primary, &replica] {
            server.set("synchronous_standby_names", "*");
        }
        Some(Self { primary, replica })
    }
}
