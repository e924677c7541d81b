//! The queue in the records store. The time is that of the database.

use std::time::Duration;

use model::clock::from_milliseconds;
use model::{JobId, TenantId};
use policy::Permit;
use seal::KeyReference;
use store::job::PUT_OFF_MAX;
use store::{Answer, Fence, Job, JobCount, JobKind, Jobs, StoreError, TakenJob};
use tokio_postgres::Row;

use crate::failure::Failure;
use crate::link::{Arguments, Link};
use crate::locks::Locks;
use crate::readers::Reach;
use crate::records::PostgresRecords;
use crate::rows::{id, int, limit, number, value};

macro_rules! columns {
    () => {
        "tenant, id, kind, key, attempts, fence, state, problem, message,
         (extract(epoch FROM due) * 1000)::bigint"
    };
}
/// What makes a job taken: for so many seconds.
macro_rules! taken {
    () => {
        "UPDATE jobs SET due = clock_timestamp() + make_interval(secs => $1),
             fence = fence + 1, attempts = attempts + 1 "
    };
}
/// Still theirs who show this fence.
macro_rules! theirs {
    () => {
        " WHERE tenant = $1 AND id = $2 AND fence = $3"
    };
}

const IS_ANY_DUE: &str = "SELECT 1 FROM jobs WHERE state = 0
    AND (due <= clock_timestamp() OR due > clock_timestamp() + make_interval(secs => $1)) LIMIT 1";
const TAKE: &str = concat!(
    taken!(),
    "WHERE (tenant, id) = (
         SELECT tenant, id FROM jobs WHERE state = 0
             AND (due <= clock_timestamp() OR due > clock_timestamp() + make_interval(secs => $2))
         ORDER BY due, attempts LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ",
    columns!()
);
const TAKE_BY_ID: &str =
    concat!(taken!(), "WHERE tenant = $2 AND id = $3 AND state = 0 RETURNING ", columns!());
const KEEP: &str =
    concat!("UPDATE jobs SET due = clock_timestamp() + make_interval(secs => $4)", theirs!());
const FINISH: &str = concat!("DELETE FROM jobs", theirs!());
const PUT_OFF: &str = concat!(
    "UPDATE jobs SET due = clock_timestamp() + make_interval(secs => $4), state = $5, problem = $6::text,
         fence = fence + 1, attempts = CASE WHEN $6::text IS NULL THEN 0 ELSE attempts END",
    theirs!()
);
const LIST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM jobs WHERE (tenant, id) > ($1, $2) ORDER BY tenant, id LIMIT $3"
);
const COUNT: &str =
    "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1) FROM jobs";
const REQUEUE: &str = "UPDATE jobs SET state = 0, due = clock_timestamp(), attempts = 0
    WHERE tenant = $1 AND id = $2";

/// `state` of a job that waits or is being done, and of one that is tried no more.
const WAITING: i16 = 0;
const DEAD: i16 = 1;

impl Jobs for PostgresRecords {
    fn take_job<'a>(&'a self, _permit: &'a Permit, time: Duration) -> Answer<'a, Option<Job>> {
        Box::pin(async move {
            // Hardly ever is there one, and only then is anything written.
            let is_any = self.readers.read(Reach::Point, async move |link: &Link| {
                Ok(link.find(IS_ANY_DUE, &[&PUT_OFF_MAX.as_secs_f64()]).await?.is_some())
            });
            if !is_any.await? {
                return Ok(None);
            }
            self.writer()
                .run(Locks::default(), move |link| {
                    Box::pin(async move {
                        let far = PUT_OFF_MAX.as_secs_f64();
                        Ok(Ok::<_, StoreError>(take(link, TAKE, &[&seconds(time), &far]).await?))
                    })
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
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move {
                let id = id.as_bytes().as_slice();
                let taken = take(link, TAKE_BY_ID, &[&seconds(time), &tenant, &id]).await?;
                Ok(Ok::<_, StoreError>(taken))
            })
        }))
    }

    fn keep_job<'a>(
        &'a self,
        _permit: &'a Permit,
        job: TakenJob,
        time: Duration,
    ) -> Answer<'a, bool> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move { changes(link, KEEP, job, &[&seconds(time)]).await })
        }))
    }

    fn finish_job<'a>(&'a self, _permit: &'a Permit, job: TakenJob) -> Answer<'a, bool> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move { changes(link, FINISH, job, &[]).await })
        }))
    }

    fn put_off_job<'a>(
        &'a self,
        _permit: &'a Permit,
        job: TakenJob,
        until: Option<Duration>,
        problem: Option<&'static str>,
    ) -> Answer<'a, bool> {
        let state = if until.is_some() { WAITING } else { DEAD };
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move {
                let due_in = seconds(until.unwrap_or_default());
                changes(link, PUT_OFF, job, &[&due_in, &state, &problem]).await
            })
        }))
    }

    fn list_jobs<'a>(
        &'a self,
        _permit: &'a Permit,
        after: Option<(TenantId, JobId)>,
        count: usize,
    ) -> Answer<'a, Vec<Job>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let tenant = after.map_or(-1, |(tenant, _)| int(tenant.number()));
            let id = after.map_or(Vec::new(), |(_, id)| id.as_bytes().to_vec());
            let found = link.rows(LIST, &[&tenant, &id, &limit(count)]).await?;
            found.iter().map(job).collect()
        }))
    }

    fn count_jobs<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, JobCount> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let found = link.find(COUNT, &[]).await?.ok_or(Failure::Impossible)?;
            Ok(JobCount { waiting: number(&found, 0)?, dead: number(&found, 1)? })
        }))
    }

    fn requeue_job<'a>(
        &'a self,
        _permit: &'a Permit,
        tenant: TenantId,
        id: JobId,
    ) -> Answer<'a, bool> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move {
                let id = id.as_bytes().as_slice();
                let changed = link.execute(REQUEUE, &[&int(tenant.number()), &id]).await?;
                Ok(Ok::<_, StoreError>(changed > 0))
            })
        }))
    }
}

async fn take(
    link: &Link,
    sql: &'static str,
    arguments: Arguments<'_>,
) -> Result<Option<Job>, Failure> {
    link.find(sql, arguments).await?.map(|row| job(&row)).transpose()
}

/// Changes a job of those who still have it, and says whether they do.
async fn changes(
    link: &Link,
    sql: &'static str,
    (tenant, id, fence): TakenJob,
    arguments: Arguments<'_>,
) -> Result<Result<bool, StoreError>, Failure> {
    let (tenant, fence, id) = (int(tenant.number()), int(fence.0), id.as_bytes().as_slice());
    let mut all: Vec<&(dyn tokio_postgres::types::ToSql + Sync)> = vec![&tenant, &id, &fence];
    all.extend(arguments);
    Ok(Ok(link.execute(sql, &all).await? > 0))
}

/// A row of the columns.
fn job(row: &Row) -> Result<Job, Failure> {
    let kind = u16::try_from(value::<i32>(row, 2)?).ok().and_then(JobKind::from_code);
    let key = KeyReference::from_bytes(value(row, 3)?).map_err(|_| Failure::Impossible)?;
    let attempts = u32::try_from(value::<i32>(row, 4)?).map_err(|_| Failure::Impossible)?;
    let due_at = from_milliseconds(value(row, 9)?).ok_or(Failure::Impossible)?;
    Ok(Job::from_row(
        TenantId::from_number(number(row, 0)?),
        id(row, 1)?,
        kind.ok_or(Failure::Impossible)?,
        key,
        (attempts, Fence(number(row, 5)?)),
        (value::<i16>(row, 6)? == DEAD, due_at),
        value(row, 7)?,
        value(row, 8)?,
    ))
}

pub(crate) fn seconds(time: Duration) -> f64 {
    time.min(PUT_OFF_MAX).as_secs_f64()
}
