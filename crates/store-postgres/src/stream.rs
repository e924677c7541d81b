//! The SQL of a store's stream of changes.
//!
//! Places are drawn before they are committed, by several servers at once, so a later place may be
//! there before an earlier one. Whoever draws one has a transaction id by then. So what was drawn up
//! to a moment is committed, or never will be, once all transactions that had begun by that moment have
//! ended.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::{ResourceType, StoreName, TenantId};
use store::{Changed, Sealed, Sequence};

use crate::failure::Failure;
use crate::link::Link;
use crate::rows::{self, bound, int, kind_code, limit, number, sealed_columns, value};

/// How many moments are remembered; of more, the newest are not.
const MOMENTS_MAX: usize = 4_096;

const DRAWN: &str = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM places";
/// An id of our own is greater than all that were given before.
const BEGUN: &str = "SELECT pg_current_xact_id()::text::bigint";
/// Until which transaction id all have ended; and in the identity store the first place that waits.
const ENDED_IN_IDENTITY: &str = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, (SELECT min(sequence) FROM pending)";
const ENDED_IN_RECORDS: &str =
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, NULL::bigint";

macro_rules! changes {
    ($transaction:literal, $pending:literal) => {
        concat!(
            "SELECT ",
            sealed_columns!(),
            ", ",
            $transaction,
            " FROM versions v",
            $pending,
            " WHERE v.tenant = $1 AND v.type = $2 AND v.sequence > $3
              ORDER BY v.sequence LIMIT $4"
        )
    };
}

const CHANGES_IN_IDENTITY: &str =
    changes!("p.transaction_id", " LEFT JOIN pending p ON p.sequence = v.sequence");
const CHANGES_IN_RECORDS: &str = changes!("NULL::bytea", "");

/// How far the stream of a database can be followed.
#[derive(Default)]
pub(crate) struct Horizon(Mutex<Moments>);

#[derive(Default)]
struct Moments {
    /// The last place drawn by a moment, and a transaction id greater than all that were given by then.
    waiting: VecDeque<(u64, i64)>,
    newest: u64,
    reached: u64,
}

impl Horizon {
    /// The last place that can be followed to by now.
    pub(crate) async fn find(&self, link: &Link, store: StoreName) -> Result<Sequence, Failure> {
        // In this order: a place that is drawn between the two is not among those drawn.
        let drawn = find_last_place(link).await?.0;
        let is_new = drawn > self.lock().newest;
        if is_new {
            let begun: i64 = value(&link.one(BEGUN, &[]).await?, 0)?;
            let mut moments = self.lock();
            if moments.waiting.len() < MOMENTS_MAX {
                moments.waiting.push_back((drawn, begun));
                moments.newest = drawn;
            }
        }
        let ended = if store == StoreName::Identity { ENDED_IN_IDENTITY } else { ENDED_IN_RECORDS };
        let row = link.one(ended, &[]).await?;
        let (ended, waits): (i64, Option<i64>) = (value(&row, 0)?, value(&row, 1)?);
        let mut moments = self.lock();
        while let Some((drawn, begun)) = moments.waiting.front().copied()
            && begun <= ended
        {
            moments.reached = moments.reached.max(drawn);
            moments.waiting.pop_front();
        }
        let before_waiting = waits.and_then(|first| u64::try_from(first - 1).ok());
        Ok(Sequence(moments.reached.min(before_waiting.unwrap_or(u64::MAX))))
    }

    fn lock(&self) -> MutexGuard<'_, Moments> {
        // Every change is whole by the time the lock is given back.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last place that was drawn.
pub(crate) async fn find_last_place(link: &Link) -> Result<Sequence, Failure> {
    number(&link.one(DRAWN, &[]).await?, 0).map(Sequence)
}

/// Which types of which tenants have changed.
pub(crate) async fn list_changed(link: &Link, after: Sequence) -> Result<Vec<Changed>, Failure> {
    let sql = "SELECT tenant, type, max(sequence) FROM versions WHERE sequence > $1
               GROUP BY tenant, type";
    let found = link.rows(sql, &[&bound(after.0)]).await?;
    let changed = found.iter().map(|row| {
        Ok(Changed {
            tenant: TenantId::from_number(number(row, 0)?),
            kind: rows::kind(row, 1)?,
            newest: Sequence(number(row, 2)?),
        })
    });
    changed.collect()
}

/// Versions of a type, in their order.
pub(crate) async fn list_changes(
    link: &Link,
    store: StoreName,
    (tenant, kind): (TenantId, ResourceType),
    after: Sequence,
    count: usize,
) -> Result<Vec<Sealed>, Failure> {
    let sql = if store == StoreName::Identity { CHANGES_IN_IDENTITY } else { CHANGES_IN_RECORDS };
    let arguments: &[&(dyn tokio_postgres::types::ToSql + Sync)] =
        &[&int(tenant.number()), &kind_code(kind), &bound(after.0), &limit(count)];
    let found = link.rows(sql, arguments).await?;
    found.iter().map(|row| rows::sealed(store, row, rows::transaction(row, 8)?)).collect()
}
