//! The SQL of tenants that go: how they stand, and what is removed of them.

use model::TenantId;
use store::TenantState;
use tokio_postgres::Row;

use crate::failure::Failure;
use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::rows::{bound, int, limit, number, value};

/// `state` of a tenant that is closed to its callers, and of one that is deleted.
const CLOSED: i16 = 1;
const DELETED: i16 = 2;

/// How these tenants stand, as far as they are not open.
pub(crate) const FIND: &str = "SELECT tenant, state FROM tenants WHERE tenant = ANY ($1)";
/// Keeps how tenants stand. One that is deleted stays so.
pub(crate) const CHANGE: &str = "
    INSERT INTO tenants (tenant, state) SELECT * FROM unnest($1::bigint[], $2::smallint[])
    ON CONFLICT (tenant) DO UPDATE SET state = greatest(tenants.state, excluded.state)";
/// Opens tenants again that are not deleted.
pub(crate) const OPEN: &str = "DELETE FROM tenants WHERE tenant = ANY ($1) AND state = 1";

/// What stands under a tenant in the records store beside versions.
const OF_RECORDS: [&str; 5] = [
    "DELETE FROM about WHERE (tenant, subject, type, born) IN (
         SELECT tenant, subject, type, born FROM about WHERE tenant = $1 LIMIT $2)",
    "DELETE FROM claims WHERE (tenant, claim) IN (
         SELECT tenant, claim FROM claims WHERE tenant = $1 LIMIT $2)",
    "DELETE FROM subjects WHERE (tenant, subject) IN (
         SELECT tenant, subject FROM subjects WHERE tenant = $1 LIMIT $2)",
    "DELETE FROM jobs WHERE (tenant, id) IN (
         SELECT tenant, id FROM jobs WHERE tenant = $1 LIMIT $2)",
    "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE tenant = $1 LIMIT $2)",
];
const OF_KEYS: [&str; 2] = [
    "DELETE FROM subjects WHERE (tenant, row_key) IN (
         SELECT tenant, row_key FROM subjects WHERE tenant = $1 LIMIT $2)",
    "DELETE FROM document_keys WHERE (tenant, id) IN (
         SELECT tenant, id FROM document_keys WHERE tenant = $1 LIMIT $2)",
];

/// A row of [`FIND`].
pub(crate) fn found(row: &Row) -> Result<(TenantId, TenantState), Failure> {
    Ok((TenantId::from_number(number(row, 0)?), state(value(row, 1)?)))
}

/// A stored state. Of what nobody has written, the strictest is taken.
const fn state(state: i16) -> TenantState {
    match state {
        CLOSED => TenantState::Closed,
        _ => TenantState::Deleted,
    }
}

/// A state, as stored; nothing of one that is open.
pub(crate) const fn stored(state: TenantState) -> Option<i16> {
    match state {
        TenantState::Open => None,
        TenantState::Closed => Some(CLOSED),
        TenantState::Deleted => Some(DELETED),
    }
}

/// How a tenant stands.
pub(crate) async fn find_state(link: &Link, tenant: TenantId) -> Result<TenantState, Failure> {
    let row = link.find(FIND, &[&vec![int(tenant.number())]]).await?;
    Ok(row.as_ref().map(found).transpose()?.map_or(TenantState::Open, |(_, state)| state))
}

/// What is locked while something of a tenant is removed: all of it.
pub(crate) fn locks(tenant: TenantId) -> Locks {
    let mut locks = Locks::default();
    locks.alone(tenant, Thing::Tenant);
    locks
}

/// Removes so many versions, with whom they are about. Says whether there was anything.
pub(crate) async fn remove_of_identity(
    link: &Link,
    tenant: TenantId,
    count: usize,
) -> Result<bool, Failure> {
    let versions = "
        WITH removed AS (
            DELETE FROM versions WHERE sequence IN (
                SELECT sequence FROM versions WHERE tenant = $1 LIMIT $2)
            RETURNING sequence),
        waited AS (DELETE FROM pending p USING removed r WHERE p.sequence = r.sequence)
        SELECT count(*) FROM removed";
    let removed = link.one(versions, &[&int(tenant.number()), &limit(count)]).await?;
    if number(&removed, 0)? > 0 {
        return Ok(true);
    }
    remove_first(link, &OF_RECORDS[..1], tenant, count).await
}

/// Removes so much of what the records store has but the log. Says whether there was anything.
pub(crate) async fn remove_of_records(
    link: &Link,
    tenant: TenantId,
    count: usize,
) -> Result<bool, Failure> {
    let versions = "DELETE FROM versions WHERE sequence IN (
        SELECT sequence FROM versions WHERE tenant = $1 LIMIT $2)";
    Ok(remove(link, versions, tenant, count).await?
        || remove_first(link, &OF_RECORDS, tenant, count).await?)
}

/// Destroys a tenant's key and secrets, and so many of the keys under it. Says whether there were any.
pub(crate) async fn destroy_keys(
    link: &Link,
    tenant: TenantId,
    count: usize,
) -> Result<bool, Failure> {
    let mut were_there = false;
    for sql in [
        "DELETE FROM tenant_keys WHERE tenant = $1",
        "DELETE FROM tenant_secrets WHERE tenant = $1",
    ] {
        were_there |= link.execute(sql, &[&int(tenant.number())]).await? > 0;
    }
    for sql in OF_KEYS {
        were_there |= remove(link, sql, tenant, count).await?;
    }
    Ok(were_there)
}

/// Takes headers and bodies out of the next events, and gives the position of the last.
pub(crate) async fn empty_events(
    link: &Link,
    tenant: TenantId,
    after: Option<u64>,
    count: usize,
) -> Result<Option<u64>, Failure> {
    let (tenant, after) = (int(tenant.number()), after.map_or(-1, bound));
    let last = "SELECT max(position) FROM (
        SELECT position FROM events WHERE tenant = $1 AND position > $2
        ORDER BY position LIMIT $3) AS next";
    let last = link.one(last, &[&tenant, &after, &limit(count)]).await?;
    let Some(last) = value::<Option<i64>>(&last, 0)? else { return Ok(None) };
    let sql = "UPDATE events SET header = '', bodies = ''
        WHERE tenant = $1 AND position > $2 AND position <= $3";
    link.execute(sql, &[&tenant, &after, &last]).await?;
    Ok(u64::try_from(last).ok())
}

async fn remove_first(
    link: &Link,
    statements: &[&'static str],
    tenant: TenantId,
    count: usize,
) -> Result<bool, Failure> {
    for sql in statements {
        if remove(link, sql, tenant, count).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn remove(
    link: &Link,
    sql: &'static str,
    tenant: TenantId,
    count: usize,
) -> Result<bool, Failure> {
    Ok(link.execute(sql, &[&int(tenant.number()), &limit(count)]).await? > 0)
}
