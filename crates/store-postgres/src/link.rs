//! One connection, with the statements that were prepared on it.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::StoreName;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::types::ToSql;
use tokio_postgres::{AsyncMessage, Client, Row, Statement};

use crate::address::Address;
use crate::failure::Failure;

/// How long a host may take to answer a new connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// After which silence the system asks whether the other end is there, and how long what was sent may
/// stay unacknowledged.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(5);
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(10);

/// What a session is told to begin with. A commit is durable only when its record is on the disk,
/// and on that of the synchronous replicas if there are any.
const SESSION: &str = "
    SET search_path = public, pg_temp;
    SET default_transaction_isolation = 'read committed';
    SET default_transaction_read_only = off;
    SET client_min_messages = 'warning';
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '5s';
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')";

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Reading. A statement that takes too long is cancelled.
    Read,
    /// Writing. Nothing is ever cancelled: a commit that waits for its replicas would end as if they
    /// had answered.
    Write,
}

/// A connection.
pub(crate) struct Link {
    client: Client,
    statements: Mutex<HashMap<&'static str, Statement>>,
    warnings: Arc<AtomicU64>,
}

/// Arguments of a statement.
pub(crate) type Arguments<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Link {
    /// Connects to whichever host takes writes.
    pub(crate) async fn open(
        address: &Address,
        store: StoreName,
        purpose: Use,
    ) -> Result<Self, Failure> {
        let mut config = address.config().clone();
        config
            .connect_timeout(CONNECT_TIMEOUT)
            .keepalives_idle(KEEPALIVE_IDLE)
            .tcp_user_timeout(UNACKNOWLEDGED_MAX)
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        // A host that accepts and then says nothing is as good as none.
        let hosts = u32::try_from(config.get_hosts().len()).unwrap_or(u32::MAX);
        let connecting = tokio::time::timeout(
            CONNECT_TIMEOUT.saturating_mul(2).saturating_mul(hosts),
            config.connect(address.tls()),
        );
        let (client, mut connection) = connecting.await.map_err(|_| Failure::Silent)??;
        let warnings = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&warnings);
        tokio::spawn(async move {
            while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
                match message {
                    Ok(AsyncMessage::Notice(notice)) => {
                        counted.fetch_add(1, Ordering::AcqRel);
                        tracing::warn!(
                            store = store.name(),
                            code = notice.code().code(),
                            "the database warned: {}",
                            notice.message()
                        );
                    }
                    Ok(_) => {}
                    Err(error) => {
                        tracing::warn!(store = store.name(), %error, "a connection was lost");
                        return;
                    }
                }
            }
        });
        client.batch_execute(SESSION).await?;
        if purpose == Use::Read {
            client.batch_execute("SET statement_timeout = '30s'").await?;
        }
        Ok(Self { client, statements: Mutex::default(), warnings })
    }

    /// Whether it is of no use any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// How often the engine has warned.
    pub(crate) fn warnings(&self) -> u64 {
        self.warnings.load(Ordering::Acquire)
    }

    /// Runs statements without arguments.
    pub(crate) async fn batch(&self, sql: &str) -> Result<(), Failure> {
        Ok(self.client.batch_execute(sql).await?)
    }

    /// All rows of a query.
    pub(crate) async fn rows(
        &self,
        sql: &'static str,
        arguments: Arguments<'_>,
    ) -> Result<Vec<Row>, Failure> {
        let statement = self.prepare(sql).await?;
        Ok(self.client.query(&statement, arguments).await?)
    }

    /// The row of a query that has at most one.
    pub(crate) async fn find(
        &self,
        sql: &'static str,
        arguments: Arguments<'_>,
    ) -> Result<Option<Row>, Failure> {
        let statement = self.prepare(sql).await?;
        Ok(self.client.query_opt(&statement, arguments).await?)
    }

    /// The row of a query that always has one.
    pub(crate) async fn one(
        &self,
        sql: &'static str,
        arguments: Arguments<'_>,
    ) -> Result<Row, Failure> {
        let statement = self.prepare(sql).await?;
        Ok(self.client.query_one(&statement, arguments).await?)
    }

    /// How many rows a change touched.
    pub(crate) async fn execute(
        &self,
        sql: &'static str,
        arguments: Arguments<'_>,
    ) -> Result<u64, Failure> {
        let statement = self.prepare(sql).await?;
        Ok(self.client.execute(&statement, arguments).await?)
    }

    /// Prepares statements that are to be sent in one go later on.
    pub(crate) async fn prepare_all(&self, all: &[&'static str]) -> Result<(), Failure> {
        for sql in all {
            self.prepare(sql).await?;
        }
        Ok(())
    }

    async fn prepare(&self, sql: &'static str) -> Result<Statement, Failure> {
        let known = self.lock().get(sql).cloned();
        if let Some(statement) = known {
            return Ok(statement);
        }
        let statement = self.client.prepare(sql).await?;
        self.lock().insert(sql, statement.clone());
        Ok(statement)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<&'static str, Statement>> {
        // Every change of the map is one operation, so a panic leaves it whole.
        self.statements.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
