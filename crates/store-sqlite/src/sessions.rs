//! The SQL of sessions in the records store.

use std::time::Duration;

use model::{SessionId, SessionMark, StoreName, TenantId};
use policy::Permit;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};
use store::session::SESSION_TIME_MAX;
use store::{
    Answer, GuardFailure, SessionChange, SessionStore, Sessions, StoreError, StoredSession,
};

use crate::blocking;
use crate::records::SqliteRecords;
use crate::rows::{id, int, key_reference, number};

const COLUMNS: &str = "id, tenant, owner, generation, key, message";
/// In milliseconds.
const NOW: &str = "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)";

/// `state` of a session that goes on, and of one that has ended.
const ON: i64 = 1;
const ENDED: i64 = 0;

impl SessionStore for SqliteRecords {
    fn find_session<'a>(
        &'a self,
        _permit: &'a Permit,
        id: SessionId,
    ) -> Answer<'a, Option<StoredSession>> {
        Box::pin(async move {
            self.database.read(|connection| {
                connection
                    .prepare_cached(&format!(
                        "SELECT {COLUMNS} FROM sessions
                         WHERE id = ?1 AND state = {ON} AND due > {NOW}"
                    ))?
                    .query_row([id.as_bytes()], session)
                    .optional()
            })
        })
    }

    fn list_sessions<'a>(
        &'a self,
        _permit: &'a Permit,
        sessions: Sessions,
        after: Option<SessionId>,
        limit: usize,
    ) -> Answer<'a, Vec<StoredSession>> {
        blocking(&self.database, StoreName::Records, move |connection| {
            let (which, arguments) = which(sessions);
            let after = after.map_or(Vec::new(), |after| after.as_bytes().to_vec());
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let sql = format!(
                "SELECT {COLUMNS} FROM sessions
                 WHERE {which} AND id > ?3 AND state = {ON} AND due > {NOW} ORDER BY id LIMIT ?4"
            );
            let [one, two] = &arguments;
            connection
                .prepare_cached(&sql)?
                .query_map(params![one, two, after, limit], session)?
                .collect()
        })
    }

    fn note_session<'a>(
        &'a self,
        _permit: &'a Permit,
        mark: SessionMark,
        message: Vec<u8>,
    ) -> Answer<'a, bool> {
        Box::pin(self.writer.submit(move |group| {
            let sql = format!(
                "UPDATE sessions SET message = ?3
                 WHERE id = ?1 AND generation = ?2 AND state = {ON}"
            );
            let mut statement = group.connection.prepare_cached(&sql)?;
            let arguments = params![mark.id.as_bytes(), int(mark.generation), message];
            Ok(Ok::<_, StoreError>(statement.execute(arguments)? > 0))
        }))
    }

    fn forget_sessions<'a>(&'a self, _permit: &'a Permit, limit: usize) -> Answer<'a, bool> {
        Box::pin(async move {
            let is_any = format!("SELECT 1 FROM sessions WHERE due <= {NOW} LIMIT 1");
            // Hardly ever is there one, and only then is anything written.
            let is_any = self.database.read(|connection| {
                connection.prepare_cached(&is_any)?.query_row([], |_| Ok(())).optional()
            })?;
            if is_any.is_none() {
                return Ok(false);
            }
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            self.writer
                .submit(move |group| {
                    let sql = format!(
                        "DELETE FROM sessions WHERE id IN (
                             SELECT id FROM sessions WHERE due <= {NOW} LIMIT ?1
                         )"
                    );
                    let removed = group.connection.prepare_cached(&sql)?.execute([limit])?;
                    Ok(Ok::<_, StoreError>(removed > 0))
                })
                .await
        })
    }
}

/// Whether a session has neither ended nor changed.
pub(crate) fn stands(connection: &Connection, mark: SessionMark) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM sessions
                 WHERE id = ?1 AND generation = ?2 AND tenant = ?3 AND owner = ?4 AND state = {ON}
                     AND due > {NOW})"
        ))?
        .query_row(
            params![
                mark.id.as_bytes(),
                int(mark.generation),
                int(mark.tenant.number()),
                mark.owner.as_bytes()
            ],
            |row| row.get(0),
        )
}

/// The first change that cannot be made.
pub(crate) fn check(
    connection: &Connection,
    changes: &[SessionChange],
) -> rusqlite::Result<Option<GuardFailure>> {
    for change in changes {
        match change {
            SessionChange::Begin { mark, .. } => {
                let was_there: bool = connection
                    .prepare_cached("SELECT EXISTS (SELECT 1 FROM sessions WHERE id = ?1)")?
                    .query_row([mark.id.as_bytes()], |row| row.get(0))?;
                if was_there {
                    return Ok(Some(GuardFailure::Begun));
                }
            }
            SessionChange::Renew { mark, .. } if !stands(connection, *mark)? => {
                return Ok(Some(GuardFailure::Session));
            }
            SessionChange::Renew { .. } | SessionChange::End { .. } => {}
        }
    }
    Ok(None)
}

/// Makes a change that was checked.
pub(crate) fn apply(connection: &Connection, change: &SessionChange) -> rusqlite::Result<()> {
    match change {
        SessionChange::Begin { mark, key, message, time } => {
            let sql = format!(
                "INSERT INTO sessions (id, tenant, owner, generation, due, key, message)
                 VALUES (?1, ?2, ?3, ?4, {NOW} + ?5, ?6, ?7)"
            );
            connection.prepare_cached(&sql)?.execute(params![
                mark.id.as_bytes(),
                int(mark.tenant.number()),
                mark.owner.as_bytes(),
                int(mark.generation),
                milliseconds(*time),
                key.to_bytes(),
                message
            ])?;
        }
        SessionChange::Renew { mark, key, message } => {
            let sql = "UPDATE sessions SET generation = ?2 + 1, key = ?3, message = ?4
                 WHERE id = ?1 AND generation = ?2";
            connection.prepare_cached(sql)?.execute(params![
                mark.id.as_bytes(),
                int(mark.generation),
                key.to_bytes(),
                message
            ])?;
        }
        SessionChange::End { sessions, but } => {
            let (which, [one, two]) = which(*sessions);
            let but = but.map(|but| but.as_bytes().to_vec());
            // What was known of it goes.
            let sql = format!(
                "UPDATE sessions SET state = {ENDED}, message = x''
                 WHERE {which} AND state = {ON} AND id IS NOT ?3"
            );
            connection.prepare_cached(&sql)?.execute(params![one, two, but])?;
        }
    }
    Ok(())
}

/// A condition with the first two parameters.
fn which(sessions: Sessions) -> (&'static str, [Box<dyn ToSql>; 2]) {
    let number = |tenant: TenantId| Box::new(int(tenant.number())) as Box<dyn ToSql>;
    let bytes = |id: &[u8; 16]| Box::new(*id) as Box<dyn ToSql>;
    let nothing = || Box::new(None::<i64>) as Box<dyn ToSql>;
    match sessions {
        Sessions::One(mark) => ("id = ?1 AND ?2 IS NULL", [bytes(mark.id.as_bytes()), nothing()]),
        Sessions::Of(owner) => ("owner = ?1 AND ?2 IS NULL", [bytes(owner.as_bytes()), nothing()]),
        Sessions::OfIn(owner, tenant) => {
            ("owner = ?1 AND tenant = ?2", [bytes(owner.as_bytes()), number(tenant)])
        }
        Sessions::In(tenant) => ("tenant = ?1 AND ?2 IS NULL", [number(tenant), nothing()]),
    }
}

/// A row of [`COLUMNS`].
fn session(row: &Row<'_>) -> rusqlite::Result<StoredSession> {
    let mark = SessionMark {
        id: id(row, 0)?,
        tenant: TenantId::from_number(number(row, 1)?),
        owner: id(row, 2)?,
        generation: number(row, 3)?,
    };
    Ok(StoredSession::from_row(mark, key_reference(row, 4)?, row.get(5)?))
}

fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.min(SESSION_TIME_MAX).as_millis()).expect("some months are few milliseconds")
}
