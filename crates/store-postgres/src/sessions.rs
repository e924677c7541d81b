//! The SQL of sessions in the records store. The time is that of the database.

use std::collections::HashMap;
use std::time::Duration;

use model::{SessionId, SessionMark, TenantId};
use policy::Permit;
use seal::KeyReference;
use store::session::SESSION_TIME_MAX;
use store::{Answer, SessionChange, SessionStore, Sessions, StoreError, StoredSession};
use tokio_postgres::Row;

use crate::failure::Failure;
use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::readers::Reach;
use crate::records::PostgresRecords;
use crate::rows::{id, int, limit, number, value};

macro_rules! columns {
    () => {
        "id, tenant, owner, generation, key, message"
    };
}
/// Goes on.
macro_rules! is_on {
    () => {
        "state = 1 AND due > clock_timestamp()"
    };
}

const FIND: &str = concat!("SELECT ", columns!(), " FROM sessions WHERE id = $1 AND ", is_on!());
/// The sessions of these ids, whether they go on or not.
pub(crate) const KNOWN: &str = concat!(
    "SELECT id, tenant, owner, generation, ",
    is_on!(),
    " FROM sessions WHERE id = ANY ($1)"
);
const NOTE: &str =
    "UPDATE sessions SET message = $3 WHERE id = $1 AND generation = $2 AND state = 1";
const FORGET: &str = "DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions WHERE due <= clock_timestamp() LIMIT $1)";
const BEGIN: &str = "
    INSERT INTO sessions (id, tenant, owner, generation, due, key, message)
    VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5), $6, $7)";
const RENEW: &str = "UPDATE sessions SET generation = $2 + 1, key = $3, message = $4
    WHERE id = $1 AND generation = $2";

/// A condition of a list, which is continued behind `$3` and has `$4` rows, and one of an end, which spares `$3`.
macro_rules! of_which {
    ($which:literal) => {
        (
            concat!(
                "SELECT ",
                columns!(),
                " FROM sessions WHERE ",
                $which,
                " AND id > $3 AND ",
                is_on!(),
                " ORDER BY id LIMIT $4"
            ),
            concat!(
                "UPDATE sessions SET state = 0, message = '' WHERE ",
                $which,
                " AND state = 1 AND id IS DISTINCT FROM $3"
            ),
        )
    };
}

const ONE: (&str, &str) = of_which!("id = $1 AND $2::bigint IS NULL");
const OF: (&str, &str) = of_which!("owner = $1 AND $2::bigint IS NULL");
const OF_IN: (&str, &str) = of_which!("owner = $1 AND tenant = $2");
const IN: (&str, &str) = of_which!("$1::bytea IS NULL AND tenant = $2");

/// What a group of sets sends.
pub(crate) const STATEMENTS: [&str; 6] = [BEGIN, RENEW, ONE.1, OF.1, OF_IN.1, IN.1];

impl SessionStore for PostgresRecords {
    fn find_session<'a>(
        &'a self,
        _permit: &'a Permit,
        id: SessionId,
    ) -> Answer<'a, Option<StoredSession>> {
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            let found = link.find(FIND, &[&id.as_bytes().as_slice()]).await?;
            found.as_ref().map(session).transpose()
        }))
    }

    fn list_sessions<'a>(
        &'a self,
        _permit: &'a Permit,
        sessions: Sessions,
        after: Option<SessionId>,
        count: usize,
    ) -> Answer<'a, Vec<StoredSession>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let (sql, one, two) = which(&sessions);
            let after = after.map_or(Vec::new(), |after| after.as_bytes().to_vec());
            let found = link.rows(sql.0, &[&one, &two, &after, &limit(count)]).await?;
            found.iter().map(session).collect()
        }))
    }

    fn note_session<'a>(
        &'a self,
        _permit: &'a Permit,
        mark: SessionMark,
        message: Vec<u8>,
    ) -> Answer<'a, bool> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            let message = message.clone();
            Box::pin(async move {
                let (id, generation) = (mark.id.as_bytes().as_slice(), int(mark.generation));
                let noted = link.execute(NOTE, &[&id, &generation, &message]).await?;
                Ok(Ok::<_, StoreError>(noted > 0))
            })
        }))
    }

    fn forget_sessions<'a>(&'a self, _permit: &'a Permit, count: usize) -> Answer<'a, bool> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move {
                Ok(Ok::<_, StoreError>(link.execute(FORGET, &[&limit(count)]).await? > 0))
            })
        }))
    }
}

/// What is so of the sessions that a group touches.
pub(crate) type KnownSessions = HashMap<SessionId, (SessionMark, bool)>;

/// Asks what is so of sessions.
pub(crate) async fn ask(link: &Link, ids: &[&[u8]]) -> Result<KnownSessions, Failure> {
    if ids.is_empty() {
        return Ok(KnownSessions::new());
    }
    let found = link.rows(KNOWN, &[&ids]).await?;
    let known = found.iter().map(|row| {
        let mark = mark(row)?;
        Ok((mark.id, (mark, value(row, 4)?)))
    });
    known.collect()
}

/// What is locked for a session that a set rests on: that nobody ends it meanwhile.
pub(crate) fn rest_on(locks: &mut Locks, mark: SessionMark) {
    locks.shared(TenantId::DIRECTORY, Thing::SessionsOf(mark.owner));
    locks.shared(mark.tenant, Thing::SessionsIn);
}

/// What is locked for a change of sessions.
pub(crate) fn lock(locks: &mut Locks, change: &SessionChange) {
    let of = |locks: &mut Locks, owner| {
        locks.alone(TenantId::DIRECTORY, Thing::SessionsOf(owner));
    };
    match change {
        SessionChange::Begin { mark, .. } | SessionChange::Renew { mark, .. } => {
            of(locks, mark.owner);
            locks.shared(mark.tenant, Thing::SessionsIn);
        }
        SessionChange::End { sessions, .. } => match sessions {
            Sessions::One(mark) => of(locks, mark.owner),
            Sessions::Of(owner) | Sessions::OfIn(owner, _) => of(locks, *owner),
            Sessions::In(tenant) => locks.alone(*tenant, Thing::SessionsIn),
        },
    }
}

/// Sends a change that was judged.
pub(crate) async fn send(link: &Link, change: &SessionChange) -> Result<(), Failure> {
    match change {
        SessionChange::Begin { mark, key, message, time } => {
            let (id, owner) = (mark.id.as_bytes().as_slice(), mark.owner.as_bytes().as_slice());
            let (tenant, generation) = (int(mark.tenant.number()), int(mark.generation));
            let key = key.to_bytes().to_vec();
            let time = seconds(*time);
            link.execute(BEGIN, &[&id, &tenant, &owner, &generation, &time, &key, message]).await?;
        }
        SessionChange::Renew { mark, key, message } => {
            let (id, generation) = (mark.id.as_bytes().as_slice(), int(mark.generation));
            link.execute(RENEW, &[&id, &generation, &key.to_bytes().to_vec(), message]).await?;
        }
        SessionChange::End { sessions, but } => {
            let (sql, one, two) = which(sessions);
            let but = but.as_ref().map(|but| but.as_bytes().as_slice());
            link.execute(sql.1, &[&one, &two, &but]).await?;
        }
    }
    Ok(())
}

/// The statements of some sessions, with their first two parameters.
fn which(sessions: &Sessions) -> ((&'static str, &'static str), Option<&[u8]>, Option<i64>) {
    match sessions {
        Sessions::One(mark) => (ONE, Some(mark.id.as_bytes()), None),
        Sessions::Of(owner) => (OF, Some(owner.as_bytes()), None),
        Sessions::OfIn(owner, tenant) => {
            (OF_IN, Some(owner.as_bytes()), Some(int(tenant.number())))
        }
        Sessions::In(tenant) => (IN, None, Some(int(tenant.number()))),
    }
}

/// A row of the columns.
fn session(row: &Row) -> Result<StoredSession, Failure> {
    let key = KeyReference::from_bytes(value(row, 4)?).map_err(|_| Failure::Impossible)?;
    Ok(StoredSession::from_row(mark(row)?, key, value(row, 5)?))
}

fn mark(row: &Row) -> Result<SessionMark, Failure> {
    let (tenant, generation) = (TenantId::from_number(number(row, 1)?), number(row, 3)?);
    Ok(SessionMark { id: id(row, 0)?, tenant, owner: id(row, 2)?, generation })
}

fn seconds(time: Duration) -> f64 {
    time.min(SESSION_TIME_MAX).as_secs_f64()
}
