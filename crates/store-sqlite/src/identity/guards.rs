//! What must hold in the identity store as rows are prepared.

use model::{Pseudonym, RowKey, TenantId};
use rusqlite::{Connection, params};
use store::{GuardFailure, PreparedGuard, PreparedSet, TransactionId};

use super::transaction_id;
use crate::rows::{self, PENDING_DELETED, PENDING_LIVE, int};

/// The first guard of a set that fails.
pub(super) fn check(
    connection: &Connection,
    tenant: TenantId,
    set: &PreparedSet,
) -> rusqlite::Result<Option<GuardFailure>> {
    for guard in &set.guards {
        let failure = match *guard {
            PreparedGuard::NotBeingDeleted(subject) => {
                let waiting = waiting(connection, tenant, subject, PENDING_DELETED)?;
                waiting.first().map(|(transaction, _)| GuardFailure::Pending(*transaction))
            }
            PreparedGuard::NoDependents(subject) => {
                let prepared = |row: &RowKey| set.puts.iter().any(|put| put.row == *row);
                let dependents = live(connection, tenant, subject)?;
                if dependents.iter().any(|row| !prepared(row)) {
                    Some(GuardFailure::HasDependents)
                } else {
                    let waiting = waiting(connection, tenant, subject, PENDING_LIVE)?;
                    let other = waiting.iter().find(|(_, row)| !prepared(row));
                    other.map(|(transaction, _)| GuardFailure::Pending(*transaction))
                }
            }
        };
        if failure.is_some() {
            return Ok(failure);
        }
    }
    Ok(None)
}

/// The rows of live documents about a person.
fn live(
    connection: &Connection,
    tenant: TenantId,
    subject: Pseudonym,
) -> rusqlite::Result<Vec<RowKey>> {
    connection
        .prepare_cached(
            "SELECT row_key FROM about JOIN versions USING (tenant, type, born)
             WHERE about.tenant = ?1 AND about.subject = ?2 AND versions.state = 1",
        )?
        .query_map(params![int(tenant.number()), subject.as_bytes()], |row| rows::id(row, 0))?
        .collect()
}

/// The rows about a person that wait in the given state, and for what. Few rows wait at any time.
fn waiting(
    connection: &Connection,
    tenant: TenantId,
    subject: Pseudonym,
    state: i64,
) -> rusqlite::Result<Vec<(TransactionId, RowKey)>> {
    let mut statement = connection.prepare_cached(
        "SELECT transaction_id, row_key, about FROM pending JOIN versions USING (sequence)
         WHERE tenant = ?1 AND state = ?2",
    )?;
    let all = statement.query_map([int(tenant.number()), state], |row| {
        Ok((transaction_id(row, 0)?, rows::id::<RowKey>(row, 1)?, rows::pseudonyms(row, 2)?))
    })?;
    let mut found = Vec::new();
    for waiting in all {
        let (transaction, row, about) = waiting?;
        if about.contains(&subject) {
            found.push((transaction, row));
        }
    }
    Ok(found)
}
