//! Tenant keys in versions: what is new hangs on the newest, and what is old is wrapped anew.

use model::{DocumentKeyId, RowKey, TenantId};
use rusqlite::{Connection, Row, params};
use store::{
    CommitError, EpochProgress, GuardFailure, SecretKind, TenantKeyVersion, TenantSecret,
    WrappedKey, WrappedName, WrappedPage, WrappedPlace,
};

use super::{FULL, Nothing};
use crate::rows::{self, bound, int, number};
use crate::writer::Group;

/// Whether something new may be wrapped under this version of the tenant's key.
pub(super) fn may_wrap(
    group: &Group<'_, Nothing>,
    tenant: TenantId,
    version: u64,
) -> rusqlite::Result<Result<(), CommitError>> {
    if !group.has_room {
        return Ok(Err(FULL.into()));
    }
    // Of a tenant without a key nothing is kept: it was deleted.
    let newest = newest_version(group.connection, tenant)?;
    Ok(if newest == 0 || version < newest { Err(GuardFailure::Superseded.into()) } else { Ok(()) })
}

/// The newest version of a tenant's key, or zero.
fn newest_version(connection: &Connection, tenant: TenantId) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT ifnull(max(version), 0) FROM tenant_keys WHERE tenant = ?1")?
        .query_row([int(tenant.number())], |row| number(row, 0))
}

/// Whether a tenant key is wrapped under an epoch that the deployment's own key has left behind.
pub(super) fn is_of_a_past_epoch(
    connection: &Connection,
    version: &TenantKeyVersion,
) -> rusqlite::Result<bool> {
    let newest = connection
        .prepare_cached("SELECT ifnull(max(epoch), 0) FROM tenant_keys WHERE tenant = ?1")?
        .query_row([int(TenantId::DEPLOYMENT.number())], |row| number(row, 0))?;
    Ok(version.epoch < newest)
}

pub(super) fn put_version(
    connection: &Connection,
    tenant: TenantId,
    key: &TenantKeyVersion,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO tenant_keys (tenant, version, epoch, wrapped) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![int(tenant.number()), int(key.version), int(key.epoch), key.wrapped])?;
    Ok(())
}

pub(super) fn add_tenant_key(
    connection: &Connection,
    tenant: TenantId,
    version: &TenantKeyVersion,
) -> rusqlite::Result<Result<(), CommitError>> {
    let newest = newest_version(connection, tenant)?;
    if newest >= version.version {
        return Ok(Ok(()));
    }
    if newest == 0 || is_of_a_past_epoch(connection, version)? {
        return Ok(Err(GuardFailure::Superseded.into()));
    }
    put_version(connection, tenant, version).map(Ok)
}

/// Keeps a version of a secret, unless there is that one or a later one.
pub(super) fn add_secret(
    connection: &Connection,
    tenant: TenantId,
    secret: &TenantSecret,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO tenant_secrets (tenant, kind, version, tenant_key_version, wrapped)
             SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS
                 (SELECT 1 FROM tenant_secrets WHERE tenant = ?1 AND kind = ?2 AND version >= ?3)",
        )?
        .execute(params![
            int(tenant.number()),
            secret.kind.name(),
            int(secret.version),
            int(secret.tenant_key_version),
            secret.wrapped,
        ])?;
    Ok(())
}

pub(super) fn remove_secrets_before(
    connection: &Connection,
    tenant: TenantId,
    kind: SecretKind,
    version: u64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM tenant_secrets WHERE tenant = ?1 AND kind = ?2 AND version < ?3",
        )?
        .execute(params![int(tenant.number()), kind.name(), bound(version)])?;
    Ok(())
}

pub(super) fn list_wrapped_before(
    connection: &Connection,
    tenant: TenantId,
    version: u64,
    place: WrappedPlace,
    limit: usize,
) -> rusqlite::Result<WrappedPage> {
    let (mut keys, next) = match place {
        WrappedPlace::Secrets => {
            let keys = list_secrets(connection, tenant)?;
            (keys, Some(WrappedPlace::SubjectsAfter(None)))
        }
        WrappedPlace::SubjectsAfter(after) => {
            let sql = "SELECT row_key, tenant_key_version, wrapped FROM subjects
                       WHERE tenant = ?1 AND row_key > ?2 ORDER BY row_key LIMIT ?3";
            let after = after.as_ref().map_or(&[][..], |row| row.as_bytes());
            let name = |row: &Row<'_>| rows::id::<RowKey>(row, 0).map(WrappedName::Subject);
            let keys = list(connection, sql, tenant, after, limit, name)?;
            let next = match keys.last().map(|key| key.name) {
                Some(WrappedName::Subject(row)) => WrappedPlace::SubjectsAfter(Some(row)),
                _ => WrappedPlace::DocumentsAfter(None),
            };
            (keys, Some(next))
        }
        WrappedPlace::DocumentsAfter(after) => {
            let sql = "SELECT id, tenant_key_version, wrapped FROM document_keys
                       WHERE tenant = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
            let after = after.as_ref().map_or(&[][..], |id| id.as_bytes());
            let name = |row: &Row<'_>| rows::id::<DocumentKeyId>(row, 0).map(WrappedName::Document);
            let keys = list(connection, sql, tenant, after, limit, name)?;
            let next = match keys.last().map(|key| key.name) {
                Some(WrappedName::Document(id)) => Some(WrappedPlace::DocumentsAfter(Some(id))),
                _ => None,
            };
            (keys, next)
        }
    };
    keys.retain(|key| key.tenant_key_version < version);
    Ok(WrappedPage { keys, next })
}

fn list_secrets(connection: &Connection, tenant: TenantId) -> rusqlite::Result<Vec<WrappedKey>> {
    let secrets = super::tenant_keys(connection, tenant)?.secrets;
    Ok(secrets
        .into_iter()
        .map(|secret| WrappedKey {
            name: WrappedName::Secret(secret.kind, secret.version),
            tenant_key_version: secret.tenant_key_version,
            wrapped: secret.wrapped,
        })
        .collect())
}

fn list(
    connection: &Connection,
    sql: &'static str,
    tenant: TenantId,
    after: &[u8],
    limit: usize,
    name: impl Fn(&Row<'_>) -> rusqlite::Result<WrappedName>,
) -> rusqlite::Result<Vec<WrappedKey>> {
    connection
        .prepare_cached(sql)?
        .query_map(params![int(tenant.number()), after, bound(limit as u64)], |row| {
            Ok(WrappedKey {
                name: name(row)?,
                tenant_key_version: number(row, 1)?,
                wrapped: row.get(2)?,
            })
        })?
        .collect()
}

pub(super) fn rewrap(
    connection: &Connection,
    tenant: TenantId,
    keys: &[WrappedKey],
) -> rusqlite::Result<()> {
    let tenant = int(tenant.number());
    for WrappedKey { name, tenant_key_version, wrapped } in keys {
        let version = int(*tenant_key_version);
        match name {
            WrappedName::Secret(kind, secret) => connection
                .prepare_cached(
                    "UPDATE tenant_secrets SET tenant_key_version = ?4, wrapped = ?5
                     WHERE tenant = ?1 AND kind = ?2 AND version = ?3 AND tenant_key_version < ?4",
                )?
                .execute(params![tenant, SecretKind::name(*kind), int(*secret), version, wrapped]),
            WrappedName::Subject(row) => connection
                .prepare_cached(
                    "UPDATE subjects SET tenant_key_version = ?3, wrapped = ?4
                     WHERE tenant = ?1 AND row_key = ?2 AND tenant_key_version < ?3",
                )?
                .execute(params![tenant, row.as_bytes(), version, wrapped]),
            WrappedName::Document(id) => connection
                .prepare_cached(
                    "UPDATE document_keys SET tenant_key_version = ?3, wrapped = ?4
                     WHERE tenant = ?1 AND id = ?2 AND tenant_key_version < ?3",
                )?
                .execute(params![tenant, id.as_bytes(), version, wrapped]),
        }?;
    }
    Ok(())
}

pub(super) fn remove_before(
    connection: &Connection,
    tenant: TenantId,
    version: u64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM tenant_keys WHERE tenant = ?1 AND version < ?2")?
        .execute(params![int(tenant.number()), bound(version)])?;
    Ok(())
}

pub(super) fn list_tenants_before_epoch(
    connection: &Connection,
    epoch: u64,
    limit: usize,
) -> rusqlite::Result<Vec<TenantId>> {
    connection
        .prepare_cached(
            "SELECT DISTINCT tenant FROM tenant_keys WHERE epoch < ?1 ORDER BY tenant LIMIT ?2",
        )?
        .query_map(params![bound(epoch), bound(limit as u64)], |row| {
            number(row, 0).map(TenantId::from_number)
        })?
        .collect()
}

pub(super) fn count_tenants_before_epoch(
    connection: &Connection,
    epoch: u64,
) -> rusqlite::Result<EpochProgress> {
    connection
        .prepare_cached(
            "SELECT count(DISTINCT tenant), count(DISTINCT tenant) FILTER (WHERE epoch < ?1)
             FROM tenant_keys",
        )?
        .query_row([bound(epoch)], |row| {
            Ok(EpochProgress { tenants: number(row, 0)?, behind: number(row, 1)? })
        })
}
