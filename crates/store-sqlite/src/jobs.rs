//! The queue in the records store.

use std::time::Duration;

use model::clock::from_milliseconds;
use model::{JobId, StoreName, TenantId};
use policy::Permit;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::job::PUT_OFF_MAX;
use store::{Answer, Fence, Job, JobCount, JobKind, Jobs, NewJob, StoreError, TakenJob};

use crate::blocking;
use crate::records::SqliteRecords;
use crate::rows::{id, impossible, int, key_reference, number};

const COLUMNS: &str = "tenant, id, kind, key, attempts, fence, state, problem, message, due";
/// In milliseconds.
const NOW: &str = "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)";

/// `state` of a job that waits or is being done, and of one that is tried no more.
const WAITING: i64 = 0;
const DEAD: i64 = 1;

impl Jobs for SqliteRecords {
    fn take_job<'a>(&'a self, _permit: &'a Permit, time: Duration) -> Answer<'a, Option<Job>> {
        Box::pin(async move {
            // Hardly ever is there one, and only then is anything written.
            let due = |sql: &str| {
                format!(
                    "{sql} FROM jobs WHERE state = {WAITING}
                     AND (due <= {NOW} OR due > {NOW} + {}) ORDER BY due, attempts LIMIT 1",
                    PUT_OFF_MAX.as_millis()
                )
            };
            let any = due("SELECT 1");
            let is_any = self.database.read(|connection| {
                connection.prepare_cached(&any)?.query_row([], |_| Ok(())).optional()
            })?;
            if is_any.is_none() {
                return Ok(None);
            }
            let one = format!("(tenant, id) = ({})", due("SELECT tenant, id"));
            self.writer
                .submit(move |group| {
                    Ok(Ok::<_, StoreError>(take(group.connection, &one, time, &[])?))
                })
                .await
        })
    }

    fn take_job_by_id<'a>(
        &'a self,
        permit: &'a Permit,
        id: JobId,
        time: Duration,
    ) -> Answer<'a, Option<Job>> {
        let tenant = int(permit.tenant().number());
        Box::pin(self.writer.submit(move |group| {
            let which = format!("tenant = ?2 AND id = ?3 AND state = {WAITING}");
            let arguments: &[&dyn rusqlite::ToSql] = &[&tenant, id.as_bytes()];
            Ok(Ok::<_, StoreError>(take(group.connection, &which, time, arguments)?))
        }))
    }

    fn keep_job<'a>(
        &'a self,
        _permit: &'a Permit,
        job: TakenJob,
        time: Duration,
    ) -> Answer<'a, bool> {
        let change = format!("UPDATE jobs SET due = {NOW} + ?4");
        self.change_job(job, change, vec![Box::new(milliseconds(time))])
    }

    fn finish_job<'a>(&'a self, _permit: &'a Permit, job: TakenJob) -> Answer<'a, bool> {
        self.change_job(job, "DELETE FROM jobs".to_owned(), Vec::new())
    }

    fn put_off_job<'a>(
        &'a self,
        _permit: &'a Permit,
        job: TakenJob,
        until: Option<Duration>,
        problem: Option<&'static str>,
    ) -> Answer<'a, bool> {
        let change = format!(
            "UPDATE jobs SET due = {NOW} + ?4, state = ?5, problem = ?6, fence = fence + 1,
                 attempts = CASE WHEN ?6 IS NULL THEN 0 ELSE attempts END"
        );
        let state = if until.is_some() { WAITING } else { DEAD };
        let due_in = milliseconds(until.unwrap_or_default());
        self.change_job(job, change, vec![Box::new(due_in), Box::new(state), Box::new(problem)])
    }

    fn list_jobs<'a>(
        &'a self,
        _permit: &'a Permit,
        after: Option<(TenantId, JobId)>,
        limit: usize,
    ) -> Answer<'a, Vec<Job>> {
        let (tenant, id) = after.map_or((-1, Vec::new()), |(tenant, id)| {
            (int(tenant.number()), id.as_bytes().to_vec())
        });
        blocking(&self.database, StoreName::Records, move |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM jobs WHERE (tenant, id) > (?1, ?2)
                     ORDER BY tenant, id LIMIT ?3"
                ))?
                .query_map(params![tenant, id, i64::try_from(limit).unwrap_or(i64::MAX)], job)?
                .collect()
        })
    }

    fn count_jobs<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, JobCount> {
        blocking(&self.database, StoreName::Records, |connection| {
            let sql = "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1)
                 FROM jobs";
            connection.prepare_cached(sql)?.query_row([], |row| {
                Ok(JobCount { waiting: number(row, 0)?, dead: number(row, 1)? })
            })
        })
    }

    fn requeue_job<'a>(
        &'a self,
        _permit: &'a Permit,
        tenant: TenantId,
        id: JobId,
    ) -> Answer<'a, bool> {
        Box::pin(self.writer.submit(move |group| {
            let sql = format!(
                "UPDATE jobs SET state = {WAITING}, due = {NOW}, attempts = 0
                 WHERE tenant = ?1 AND id = ?2"
            );
            let mut statement = group.connection.prepare_cached(&sql)?;
            let changed = statement.execute(params![int(tenant.number()), id.as_bytes()])?;
            Ok(Ok::<_, StoreError>(changed > 0))
        }))
    }
}

impl SqliteRecords {
    /// Changes a job of those who still have it, and says whether they do.
    fn change_job(
        &self,
        (tenant, id, fence): TakenJob,
        change: String,
        arguments: Vec<Box<dyn rusqlite::ToSql + Send>>,
    ) -> Answer<'_, bool> {
        Box::pin(self.writer.submit(move |group| {
            let sql = format!("{change} WHERE tenant = ?1 AND id = ?2 AND fence = ?3");
            let (tenant, fence) = (int(tenant.number()), int(fence.0));
            let mut all: Vec<&dyn rusqlite::ToSql> = vec![&tenant, id.as_bytes(), &fence];
            all.extend(arguments.iter().map(|argument| &**argument as &dyn rusqlite::ToSql));
            let changed = group.connection.prepare_cached(&sql)?.execute(all.as_slice())?;
            Ok(Ok::<_, StoreError>(changed > 0))
        }))
    }
}

/// Puts jobs into the queue with the change that leaves them.
pub(crate) fn add(
    connection: &Connection,
    tenant: TenantId,
    jobs: &[NewJob],
) -> rusqlite::Result<()> {
    for NewJob { id, kind, key, message, due_in } in jobs {
        connection
            .prepare_cached(&format!(
                "INSERT INTO jobs (tenant, id, kind, due, key, message)
                 VALUES (?1, ?2, ?3, {NOW} + ?4, ?5, ?6) ON CONFLICT DO NOTHING"
            ))?
            .execute(params![
                int(tenant.number()),
                id.as_bytes(),
                kind.code(),
                milliseconds(*due_in),
                key.to_bytes(),
                message,
            ])?;
    }
    Ok(())
}

/// Makes every job due that somebody had taken and not finished.
pub(crate) fn let_go(connection: &Connection) -> rusqlite::Result<usize> {
    let sql = format!("UPDATE jobs SET due = {NOW} WHERE state = {WAITING} AND attempts > 0");
    connection.execute(&sql, [])
}

fn take(
    connection: &Connection,
    which: &str,
    time: Duration,
    arguments: &[&dyn rusqlite::ToSql],
) -> rusqlite::Result<Option<Job>> {
    let sql = format!(
        "UPDATE jobs SET due = {NOW} + ?1, fence = fence + 1, attempts = attempts + 1
         WHERE {which} RETURNING {COLUMNS}"
    );
    let time = milliseconds(time);
    let mut all: Vec<&dyn rusqlite::ToSql> = vec![&time];
    all.extend(arguments);
    connection.prepare_cached(&sql)?.query_row(all.as_slice(), job).optional()
}

/// A row of [`COLUMNS`].
fn job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let kind = JobKind::from_code(row.get(2)?).ok_or_else(|| impossible(2, Type::Integer))?;
    let is_dead = row.get::<_, i64>(6)? == DEAD;
    let due_at = from_milliseconds(row.get(9)?).ok_or_else(|| impossible(9, Type::Integer))?;
    Ok(Job::from_row(
        TenantId::from_number(number(row, 0)?),
        id(row, 1)?,
        kind,
        key_reference(row, 3)?,
        (row.get(4)?, Fence(number(row, 5)?)),
        (is_dead, due_at),
        row.get(7)?,
        row.get(8)?,
    ))
}

fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.min(PUT_OFF_MAX).as_millis()).expect("a day is few milliseconds")
}
