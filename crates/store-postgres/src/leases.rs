//! Leases in the records store: who does for all servers what one of them does. The time is that of
//! the database, so servers need not agree on theirs.

use std::time::Duration;

use model::WriterId;
use policy::Permit;
use store::{Answer, Fence, LeaseName, Leases, StoreError};

use crate::failure::Failure;
use crate::link::Link;
use crate::locks::Locks;
use crate::records::PostgresRecords;
use crate::rows::{int, number};

/// One that seems to end later than it could was taken by a clock that has been set back since, and is over.
const HOLD: &str = "UPDATE leases
    SET holder = $2, until = clock_timestamp() + make_interval(secs => $3), fence = fence + (holder <> $2)::int
    WHERE name = (
        SELECT name FROM leases
        WHERE name = $1 AND (holder = $2 OR until < clock_timestamp()
            OR until > clock_timestamp() + 2 * make_interval(secs => $3))
        FOR UPDATE SKIP LOCKED)
    RETURNING fence";

impl Leases for PostgresRecords {
    fn hold_lease<'a>(
        &'a self,
        _permit: &'a Permit,
        lease: LeaseName,
        holder: WriterId,
        time: Duration,
    ) -> Answer<'a, Option<Fence>> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move {
                // Whoever writes under the lease at this moment has its row locked, and is not
                // waited for: others commit in this transaction too.
                let found = link
                    .find(HOLD, &[&lease.name(), &int(holder.number()), &time.as_secs_f64()])
                    .await?;
                let fence = found.map(|row| number(&row, 0)).transpose()?;
                Ok(Ok::<_, StoreError>(fence.map(Fence)))
            })
        }))
    }

    fn release_lease<'a>(
        &'a self,
        _permit: &'a Permit,
        lease: LeaseName,
        fence: Fence,
    ) -> Answer<'a, ()> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move {
                link.execute(
                    "UPDATE leases SET until = clock_timestamp() - interval '1 second'
                     WHERE name = $1 AND fence = $2",
                    &[&lease.name(), &int(fence.0)],
                )
                .await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }
}

/// Whether a lease has not changed hands since. It cannot until the transaction ends.
pub(crate) async fn is_still(link: &Link, lease: LeaseName, fence: Fence) -> Result<bool, Failure> {
    let sql = "SELECT fence FROM leases WHERE name = $1 FOR SHARE";
    let found = link.find(sql, &[&lease.name()]).await?;
    let newest = found.map(|row| number(&row, 0)).transpose()?;
    Ok(newest == Some(fence.0))
}
