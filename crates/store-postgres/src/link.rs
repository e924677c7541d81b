//! One connection, with the statements that were prepared on it.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::join_all;
use futures_util::stream::FuturesUnordered;
use model::StoreName;
use tokio::time::Instant;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::types::ToSql;
use tokio_postgres::{AsyncMessage, Client, Config, Row, Statement};

use crate::address::Address;
use crate::failure::Failure;
use crate::history::{History, Timeline};

/// How long a host may take to accept a new connection, and to answer on it.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const DIAL_TIMEOUT: Duration = Duration::from_secs(6);
/// How long is waited for further hosts once one that takes writes has answered.
const GRACE: Duration = Duration::from_secs(1);
/// After which silence the system asks whether the other end is there, and how long what was sent may
/// stay unacknowledged.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(5);
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(10);

/// What a session is told to begin with. A commit is durable only when its record is on the disk,
/// and on that of the synchronous replicas if there are any. Statements are planned once, by their
/// indexes, whatever the engine believes of tables that it has not looked at for a while.
const SESSION: &str = "
    SET search_path = public, pg_temp;
    SET default_transaction_isolation = 'read committed';
    SET client_min_messages = 'warning';
    SET plan_cache_mode = 'force_generic_plan';
    SET enable_seqscan = off;
    SET enable_hashjoin = off;
    SET enable_mergejoin = off;
    SET jit = off;
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '5s';
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')";

/// The timeline of a host that takes writes: the first eight digits of its log's file.
const TIMELINE: &str = "SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8)";

/// Writes a record that means nothing. Its commit waits for all that was written before it.
pub(crate) const MARK: &str = "SELECT pg_logical_emit_message(true, 'ribcage', '')";

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
    timeline: Timeline,
    history: Arc<History>,
}

/// Arguments of a statement.
pub(crate) type Arguments<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Link {
    /// Connects to whichever host takes writes. Should several, since one was left behind when another
    /// took its place, then to the one with the newest history; and never to one with an older history
    /// than was seen before.
    pub(crate) async fn open(
        address: &Address,
        store: StoreName,
        purpose: Use,
    ) -> Result<Self, Failure> {
        let mut dialling: FuturesUnordered<_> =
            address.hosts().into_iter().map(|host| Self::dial(host, address, store)).collect();
        let mut newest: Option<Self> = None;
        let mut failure = Failure::Silent;
        let mut until = Instant::now() + DIAL_TIMEOUT;
        while let Ok(Some(dialled)) = tokio::time::timeout_at(until, dialling.next()).await {
            match dialled {
                Ok(link) => {
                    if newest.as_ref().is_none_or(|known| known.timeline < link.timeline) {
                        newest = Some(link);
                    }
                    // The others may be long in answering, and most often need not be asked.
                    until = until.min(Instant::now() + GRACE);
                }
                Err(other) => failure = other,
            }
        }
        let link = newest.ok_or(failure)?;
        if !link.history.note(link.timeline) {
            return Err(Failure::LeftBehind);
        }
        link.batch(SESSION).await?;
        if purpose == Use::Read {
            link.batch("SET statement_timeout = '30s'").await?;
        }
        Ok(link)
    }

    /// How many hosts take writes.
    pub(crate) async fn count_primaries(address: &Address, store: StoreName) -> usize {
        let hosts = address.hosts().into_iter();
        let dialled = join_all(
            hosts.map(|host| tokio::time::timeout(DIAL_TIMEOUT, Self::dial(host, address, store))),
        );
        dialled.await.iter().filter(|dialled| matches!(dialled, Ok(Ok(_)))).count()
    }

    /// Connects to a host that takes writes, and asks for its history.
    async fn dial(mut host: Config, address: &Address, store: StoreName) -> Result<Self, Failure> {
        bound_silence(&mut host);
        host.target_session_attrs(TargetSessionAttrs::ReadWrite);
        let (client, mut connection) = host.connect(address.tls()).await?;
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
        let row = client.query_one(TIMELINE, &[]).await?;
        let timeline = parse_timeline(row.try_get(0)?)?;
        let history = Arc::clone(address.history());
        Ok(Self { client, statements: Mutex::default(), warnings, timeline, history })
    }

    /// Waits until whatever is on the engine's disk by now is on those of its synchronous replicas too.
    pub(crate) async fn replicate(&self) -> Result<(), Failure> {
        let before = self.warnings();
        self.batch(MARK).await?;
        let is_quiet = self.warnings() == before;
        self.vouch_for(if is_quiet { Ok(()) } else { Err(Failure::Unreplicated) })
    }

    /// Whether it is of no use any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed() || self.is_left_behind()
    }

    /// Whether another server has taken the place of the one at its other end. That one may answer
    /// still, and does not know what was committed since.
    pub(crate) fn is_left_behind(&self) -> bool {
        self.history.has_passed(self.timeline)
    }

    /// What was answered on it, unless it has been left behind meanwhile.
    pub(crate) fn vouch_for<T>(&self, answer: Result<T, Failure>) -> Result<T, Failure> {
        if self.is_left_behind() { Err(Failure::LeftBehind) } else { answer }
    }

    /// Waits until it is left behind.
    pub(crate) async fn falls_behind(&self) {
        self.history.passes(self.timeline).await;
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

    /// All rows of a query that is asked hardly ever.
    pub(crate) async fn rows_once(&self, sql: &str) -> Result<Vec<Row>, Failure> {
        Ok(self.client.query(sql, &[]).await?)
    }

    /// Prepares a statement that only whoever asked for it uses.
    pub(crate) async fn prepare_once(&self, sql: &str) -> Result<Statement, Failure> {
        Ok(self.client.prepare(sql).await?)
    }

    /// Runs such a statement.
    pub(crate) async fn send(
        &self,
        statement: &Statement,
        arguments: Arguments<'_>,
    ) -> Result<(), Failure> {
        // A sequence that is set answers with a row.
        self.client.query(statement, arguments).await?;
        Ok(())
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

/// Bounds how long a host is waited for that does not answer.
pub(crate) fn bound_silence(host: &mut Config) {
    host.connect_timeout(CONNECT_TIMEOUT)
        .keepalives_idle(KEEPALIVE_IDLE)
        .tcp_user_timeout(UNACKNOWLEDGED_MAX);
}

/// The first digits of a log file's name as a number.
pub(crate) fn parse_timeline(digits: &str) -> Result<Timeline, Failure> {
    u32::from_str_radix(digits, 16).map(Timeline).map_err(|_| Failure::Impossible)
}
