//! Writing rows that wait for a decision, if nothing in this store is against it.

use std::collections::HashSet;

use futures_util::future::try_join_all;
use model::{Pseudonym, RowKey, TenantId, Version};
use store::{CommitError, GuardFailure, PreparedGuard, PreparedSet, Put, TransactionId};

use crate::failure::Failure;
use crate::link::Link;
use crate::rows::{self, PENDING_DELETED, PENDING_LIVE, id, int, kind_code, number, value};

/// Writes the rows of a set, or says which guard fails. The rows and people of the guards are locked.
pub(super) async fn prepare(
    link: &Link,
    tenant: TenantId,
    set: &PreparedSet,
) -> Result<Result<(), CommitError>, Failure> {
    let newest = try_join_all(set.puts.iter().map(|put| find(link, tenant, put.row))).await?;
    if let Some(transaction) = newest.iter().find_map(|found| found.waits_for) {
        return Ok(Err(GuardFailure::Pending(transaction).into()));
    }
    for guard in &set.guards {
        if let Some(failure) = fails(link, tenant, *guard, &set.puts).await? {
            return Ok(Err(failure.into()));
        }
    }
    let mut rows = HashSet::with_capacity(set.puts.len());
    for (put, found) in set.puts.iter().zip(&newest) {
        if found.version.next() != put.version {
            return Ok(Err(GuardFailure::Version(found.version).into()));
        }
        if !rows.insert(put.row) {
            return Ok(Err(GuardFailure::Version(put.version).into()));
        }
    }
    let writes = set.puts.iter().zip(&newest);
    try_join_all(writes.map(|(put, found)| write(link, tenant, set, put, found.born))).await?;
    Ok(Ok(()))
}

/// What is there of a row.
struct Newest {
    version: Version,
    born: Option<i64>,
    waits_for: Option<TransactionId>,
}

async fn find(link: &Link, tenant: TenantId, row: RowKey) -> Result<Newest, Failure> {
    let found = link
        .find(
            "SELECT v.version, v.born, p.transaction_id
             FROM versions v LEFT JOIN pending p ON p.sequence = v.sequence
             WHERE v.tenant = $1 AND v.row_key = $2 ORDER BY v.version DESC LIMIT 1",
            &[&int(tenant.number()), &row.as_bytes().as_slice()],
        )
        .await?;
    let Some(found) = found else {
        return Ok(Newest { version: Version::ABSENT, born: None, waits_for: None });
    };
    Ok(Newest {
        version: Version(number(&found, 0)?),
        born: Some(value(&found, 1)?),
        waits_for: rows::transaction(&found, 2)?,
    })
}

async fn write(
    link: &Link,
    tenant: TenantId,
    set: &PreparedSet,
    put: &Put,
    born: Option<i64>,
) -> Result<(), Failure> {
    let state = if put.live { PENDING_LIVE } else { PENDING_DELETED };
    let about: Vec<&[u8]> = put.about.iter().map(|person| person.as_bytes().as_slice()).collect();
    let key = put.key.to_bytes();
    link.execute(
        // Only with a transaction id, by which readers of the stream know what is still to come.
        "WITH begun AS MATERIALIZED (SELECT pg_current_xact_id() AS id),
              place AS (SELECT nextval('places') AS sequence FROM begun WHERE id IS NOT NULL),
              written AS (
                  INSERT INTO versions
                      (sequence, tenant, row_key, version, type, born, state, key, message)
                  SELECT sequence, $1, $2, $3, $4, coalesce($5, sequence), $6, $7, $8 FROM place)
         INSERT INTO pending (sequence, transaction_id, deadline, about)
         SELECT sequence, $9, $10, $11 FROM place",
        &[
            &int(tenant.number()),
            &put.row.as_bytes().as_slice(),
            &int(put.version.0),
            &kind_code(put.kind),
            &born,
            &state,
            &key.as_slice(),
            &put.message,
            &set.transaction.as_bytes().as_slice(),
            &set.deadline.as_millisecond(),
            &about,
        ],
    )
    .await?;
    Ok(())
}

async fn fails(
    link: &Link,
    tenant: TenantId,
    guard: PreparedGuard,
    puts: &[Put],
) -> Result<Option<GuardFailure>, Failure> {
    match guard {
        PreparedGuard::NotBeingDeleted(person) => {
            Ok(deletion(link, tenant, person).await?.map(GuardFailure::Pending))
        }
        PreparedGuard::NoDependents(person) => {
            let prepared = |row: &RowKey| puts.iter().any(|put| put.row == *row);
            let dependents = dependents(link, tenant, person).await?;
            let others = || dependents.iter().filter(|(_, row)| !prepared(row));
            if others().any(|(waits_for, _)| waits_for.is_none()) {
                return Ok(Some(GuardFailure::HasDependents));
            }
            Ok(others().find_map(|(waits_for, _)| waits_for.map(GuardFailure::Pending)))
        }
    }
}

/// The rows about a person that are live, and those that are about to be and for what they wait. One
/// question, since another server may settle at any time: in two, a row could be neither.
async fn dependents(
    link: &Link,
    tenant: TenantId,
    person: Pseudonym,
) -> Result<Vec<(Option<TransactionId>, RowKey)>, Failure> {
    let found = link
        .rows(
            "SELECT NULL::bytea, v.row_key FROM about a JOIN versions v
                 ON v.tenant = a.tenant AND v.type = a.type AND v.born = a.born AND v.state = 1
             WHERE a.tenant = $1 AND a.subject = $2
             UNION ALL
             SELECT p.transaction_id, v.row_key FROM pending p JOIN versions v USING (sequence)
             WHERE v.tenant = $1 AND v.state = $3 AND $2 = ANY (p.about)",
            &[&int(tenant.number()), &person.as_bytes().as_slice(), &PENDING_LIVE],
        )
        .await?;
    found.iter().map(|row| Ok((rows::transaction(row, 0)?, id(row, 1)?))).collect()
}

/// What somebody's deletion waits for. Few rows wait at any time.
async fn deletion(
    link: &Link,
    tenant: TenantId,
    person: Pseudonym,
) -> Result<Option<TransactionId>, Failure> {
    let found = link
        .rows(
            "SELECT p.transaction_id FROM pending p JOIN versions v USING (sequence)
             WHERE v.tenant = $1 AND v.state = $3 AND $2 = ANY (p.about)",
            &[&int(tenant.number()), &person.as_bytes().as_slice(), &PENDING_DELETED],
        )
        .await?;
    let Some(row) = found.first() else {
        return Ok(None);
    };
    Ok(Some(rows::transaction(row, 0)?.ok_or(Failure::Impossible)?))
}
