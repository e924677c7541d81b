//! The SQL of tenants that go: how they stand, and what is removed of them.

use model::TenantId;
use rusqlite::{Connection, OptionalExtension, params};
use store::{TenantChange, TenantState};

use crate::rows::{bound, int};

/// `state` of a tenant that is closed to its callers, and of one that is deleted.
const CLOSED: i64 = 1;
const DELETED: i64 = 2;

/// How a tenant stands.
pub(crate) fn find_state(
    connection: &Connection,
    tenant: TenantId,
) -> rusqlite::Result<TenantState> {
    let found: Option<i64> = connection
        .prepare_cached("SELECT state FROM tenants WHERE tenant = ?1")?
        .query_row([int(tenant.number())], |row| row.get(0))
        .optional()?;
    Ok(match found {
        None => TenantState::Open,
        Some(CLOSED) => TenantState::Closed,
        // Of what nobody has written, the strictest is taken.
        Some(_) => TenantState::Deleted,
    })
}

/// Keeps how a tenant stands. One that is deleted stays so.
pub(crate) fn change_state(connection: &Connection, change: &TenantChange) -> rusqlite::Result<()> {
    let tenant = int(change.tenant.number());
    let state = match change.state {
        TenantState::Open => {
            connection
                .prepare_cached("DELETE FROM tenants WHERE tenant = ?1 AND state < ?2")?
                .execute(params![tenant, DELETED])?;
            return Ok(());
        }
        TenantState::Closed => CLOSED,
        TenantState::Deleted => DELETED,
    };
    connection
        .prepare_cached(
            "INSERT INTO tenants (tenant, state) VALUES (?1, ?2)
             ON CONFLICT (tenant) DO UPDATE SET state = max(state, excluded.state)",
        )?
        .execute(params![tenant, state])?;
    Ok(())
}

/// Removes so many versions, and that they wait for a transaction. Says whether there were any.
pub(crate) fn remove_versions(
    connection: &Connection,
    tenant: TenantId,
    limit: usize,
    may_wait: bool,
) -> rusqlite::Result<bool> {
    let removed: Vec<i64> = connection
        .prepare_cached(
            "DELETE FROM versions WHERE sequence IN (
                 SELECT sequence FROM versions WHERE tenant = ?1 LIMIT ?2
             ) RETURNING sequence",
        )?
        .query_map(params![int(tenant.number()), bound(limit as u64)], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    if may_wait {
        let mut statement = connection.prepare_cached("DELETE FROM pending WHERE sequence = ?1")?;
        for sequence in &removed {
            statement.execute([sequence])?;
        }
    }
    Ok(!removed.is_empty())
}

/// Forgets of so many documents whom they were about. Says whether there were any.
pub(crate) fn remove_about(
    connection: &Connection,
    tenant: TenantId,
    limit: usize,
) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM about WHERE (tenant, subject, type, born) IN (
                   SELECT tenant, subject, type, born FROM about WHERE tenant = ?1 LIMIT ?2
               )";
    remove(connection, sql, tenant, limit)
}

/// Removes so much of what the records store has beside documents. Says whether there was any.
pub(crate) fn remove_the_rest(
    connection: &Connection,
    tenant: TenantId,
    limit: usize,
) -> rusqlite::Result<bool> {
    for sql in [
        "DELETE FROM claims WHERE (tenant, claim) IN (
             SELECT tenant, claim FROM claims WHERE tenant = ?1 LIMIT ?2
         )",
        "DELETE FROM subjects WHERE (tenant, subject) IN (
             SELECT tenant, subject FROM subjects WHERE tenant = ?1 LIMIT ?2
         )",
        "DELETE FROM jobs WHERE (tenant, id) IN (
             SELECT tenant, id FROM jobs WHERE tenant = ?1 LIMIT ?2
         )",
        "DELETE FROM sessions WHERE id IN (
             SELECT id FROM sessions WHERE tenant = ?1 LIMIT ?2
         )",
    ] {
        if remove(connection, sql, tenant, limit)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Destroys a tenant's key and secrets, and so many of the keys under it. Says whether there were any.
pub(crate) fn destroy_keys(
    connection: &Connection,
    tenant: TenantId,
    limit: usize,
) -> rusqlite::Result<bool> {
    let mut were_there = false;
    for sql in [
        "DELETE FROM tenant_keys WHERE tenant = ?1",
        "DELETE FROM tenant_secrets WHERE tenant = ?1",
    ] {
        were_there |= connection.prepare_cached(sql)?.execute([int(tenant.number())])? > 0;
    }
    for sql in [
        "DELETE FROM subjects WHERE (tenant, row_key) IN (
             SELECT tenant, row_key FROM subjects WHERE tenant = ?1 LIMIT ?2
         )",
        "DELETE FROM document_keys WHERE (tenant, id) IN (
             SELECT tenant, id FROM document_keys WHERE tenant = ?1 LIMIT ?2
         )",
    ] {
        were_there |= remove(connection, sql, tenant, limit)?;
    }
    Ok(were_there)
}

/// Takes headers and bodies out of the next events, and gives the position of the last.
pub(crate) fn empty_events(
    connection: &Connection,
    tenant: TenantId,
    after: Option<u64>,
    limit: usize,
) -> rusqlite::Result<Option<u64>> {
    let (tenant, after) = (int(tenant.number()), after.map_or(-1, bound));
    let last = connection
        .prepare_cached(
            "SELECT max(position) FROM (
                 SELECT position FROM events WHERE tenant = ?1 AND position > ?2
                 ORDER BY position LIMIT ?3
             )",
        )?
        .query_row(params![tenant, after, bound(limit as u64)], |row| {
            row.get::<_, Option<i64>>(0)
        })?;
    let Some(last) = last else { return Ok(None) };
    connection
        .prepare_cached(
            "UPDATE events SET header = x'', bodies = x''
             WHERE tenant = ?1 AND position > ?2 AND position <= ?3",
        )?
        .execute(params![tenant, after, last])?;
    Ok(u64::try_from(last).ok())
}

fn remove(
    connection: &Connection,
    sql: &str,
    tenant: TenantId,
    limit: usize,
) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.execute(params![int(tenant.number()), bound(limit as u64)])? > 0)
}
