//! Tenant keys in versions: what is new hangs on the newest, and what is old is wrapped anew.

use model::{DocumentKeyId, RowKey, TenantId};
use store::{
    CommitError, GuardFailure, TenantKeyVersion, TenantSecret, WrappedKey, WrappedName,
    WrappedPage, WrappedPlace,
};
use tokio_postgres::Row;

use crate::failure::Failure;
use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::rows::{self, int, limit, number, value};

/// What a change of a tenant's key is locked on: everything that is wrapped under it rests on it, and
/// it rests on the deployment's own, which says what the newest epoch is.
pub(super) fn locks_of_tenant_key(tenant: TenantId) -> Locks {
    let mut locks = Locks::default();
    locks.shared(TenantId::DEPLOYMENT, Thing::TenantKeys);
    locks.alone(tenant, Thing::TenantKeys);
    locks
}

/// The newest version of a tenant's key, or zero.
pub(super) async fn newest_version(link: &Link, tenant: TenantId) -> Result<u64, Failure> {
    let sql = "SELECT coalesce(max(version), 0) FROM tenant_keys WHERE tenant = $1";
    number(&link.one(sql, &[&int(tenant.number())]).await?, 0)
}

/// Whether a tenant key is wrapped under an epoch that the deployment's own key has left behind.
pub(super) async fn is_of_a_past_epoch(
    link: &Link,
    version: &TenantKeyVersion,
) -> Result<bool, Failure> {
    let sql = "SELECT coalesce(max(epoch), 0) FROM tenant_keys WHERE tenant = $1";
    let newest = number(&link.one(sql, &[&int(TenantId::DEPLOYMENT.number())]).await?, 0)?;
    Ok(version.epoch < newest)
}

pub(super) async fn put_version(
    link: &Link,
    tenant: TenantId,
    key: &TenantKeyVersion,
) -> Result<(), Failure> {
    link.execute(
        "INSERT INTO tenant_keys (tenant, version, epoch, wrapped) VALUES ($1, $2, $3, $4)",
        &[&int(tenant.number()), &int(key.version), &int(key.epoch), &key.wrapped],
    )
    .await?;
    Ok(())
}

pub(super) async fn add_tenant_key(
    link: &Link,
    tenant: TenantId,
    version: TenantKeyVersion,
) -> Result<Result<(), CommitError>, Failure> {
    let newest = newest_version(link, tenant).await?;
    if newest >= version.version {
        return Ok(Ok(()));
    }
    // Of a tenant without a key nothing is kept: it was deleted.
    if newest == 0 || is_of_a_past_epoch(link, &version).await? {
        return Ok(Err(GuardFailure::Superseded.into()));
    }
    put_version(link, tenant, &version).await?;
    Ok(Ok(()))
}

/// Keeps a version of a secret, unless there is that one or a later one.
pub(super) async fn add_secret(
    link: &Link,
    tenant: TenantId,
    secret: &TenantSecret,
) -> Result<(), Failure> {
    link.execute(
        "INSERT INTO tenant_secrets (tenant, kind, version, tenant_key_version, wrapped)
         SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS
             (SELECT 1 FROM tenant_secrets WHERE tenant = $1 AND kind = $2 AND version >= $3)",
        &[
            &int(tenant.number()),
            &secret.kind.name(),
            &int(secret.version),
            &int(secret.tenant_key_version),
            &secret.wrapped,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn list_wrapped_before(
    link: &Link,
    tenant: TenantId,
    version: u64,
    place: WrappedPlace,
    count: usize,
) -> Result<WrappedPage, Failure> {
    let (mut keys, next) = match place {
        WrappedPlace::Secrets => {
            (list_secrets(link, tenant).await?, Some(WrappedPlace::SubjectsAfter(None)))
        }
        WrappedPlace::SubjectsAfter(after) => {
            let sql = "SELECT row_key, tenant_key_version, wrapped FROM subjects
                       WHERE tenant = $1 AND row_key > $2 ORDER BY row_key LIMIT $3";
            let after = after.as_ref().map_or(&[][..], |row| row.as_bytes());
            let name = |row: &Row| rows::id::<RowKey>(row, 0).map(WrappedName::Subject);
            let keys = list(link, sql, tenant, after, count, name).await?;
            let next = match keys.last().map(|key| key.name) {
                Some(WrappedName::Subject(row)) => WrappedPlace::SubjectsAfter(Some(row)),
                _ => WrappedPlace::DocumentsAfter(None),
            };
            (keys, Some(next))
        }
        WrappedPlace::DocumentsAfter(after) => {
            let sql = "SELECT id, tenant_key_version, wrapped FROM document_keys
                       WHERE tenant = $1 AND id > $2 ORDER BY id LIMIT $3";
            let after = after.as_ref().map_or(&[][..], |id| id.as_bytes());
            let name = |row: &Row| rows::id::<DocumentKeyId>(row, 0).map(WrappedName::Document);
            let keys = list(link, sql, tenant, after, count, name).await?;
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

async fn list_secrets(link: &Link, tenant: TenantId) -> Result<Vec<WrappedKey>, Failure> {
    let secrets = super::list_secrets(link, tenant).await?;
    Ok(secrets
        .into_iter()
        .map(|secret| WrappedKey {
            name: WrappedName::Secret(secret.kind, secret.version),
            tenant_key_version: secret.tenant_key_version,
            wrapped: secret.wrapped,
        })
        .collect())
}

async fn list(
    link: &Link,
    sql: &'static str,
    tenant: TenantId,
    after: &[u8],
    count: usize,
    name: impl Fn(&Row) -> Result<WrappedName, Failure>,
) -> Result<Vec<WrappedKey>, Failure> {
    let found = link.rows(sql, &[&int(tenant.number()), &after, &limit(count)]).await?;
    let key = |row: &Row| {
        Ok(WrappedKey {
            name: name(row)?,
            tenant_key_version: number(row, 1)?,
            wrapped: value(row, 2)?,
        })
    };
    found.iter().map(key).collect()
}

/// The columns of keys that are wrapped anew.
#[derive(Default)]
struct Columns<'a> {
    names: Vec<&'a [u8]>,
    versions: Vec<i64>,
    wrapped: Vec<&'a [u8]>,
}

impl<'a> Columns<'a> {
    fn push(&mut self, name: &'a [u8], key: &'a WrappedKey) {
        self.names.push(name);
        self.versions.push(int(key.tenant_key_version));
        self.wrapped.push(&key.wrapped);
    }
}

pub(super) async fn rewrap(
    link: &Link,
    tenant: TenantId,
    keys: &[WrappedKey],
) -> Result<(), Failure> {
    let tenant = int(tenant.number());
    let (mut subjects, mut documents) = (Columns::default(), Columns::default());
    for key in keys {
        match &key.name {
            WrappedName::Secret(kind, secret) => {
                link.execute(
                    "UPDATE tenant_secrets SET tenant_key_version = $4, wrapped = $5
                     WHERE tenant = $1 AND kind = $2 AND version = $3 AND tenant_key_version < $4",
                    &[
                        &tenant,
                        &kind.name(),
                        &int(*secret),
                        &int(key.tenant_key_version),
                        &key.wrapped,
                    ],
                )
                .await?;
            }
            WrappedName::Subject(row) => subjects.push(row.as_bytes(), key),
            WrappedName::Document(id) => documents.push(id.as_bytes(), key),
        }
    }
    link.execute(
        "UPDATE subjects k SET tenant_key_version = n.version, wrapped = n.wrapped
         FROM unnest($2::bytea[], $3::bigint[], $4::bytea[]) AS n (name, version, wrapped)
         WHERE k.tenant = $1 AND k.row_key = n.name AND k.tenant_key_version < n.version",
        &[&tenant, &subjects.names, &subjects.versions, &subjects.wrapped],
    )
    .await?;
    link.execute(
        "UPDATE document_keys k SET tenant_key_version = n.version, wrapped = n.wrapped
         FROM unnest($2::bytea[], $3::bigint[], $4::bytea[]) AS n (name, version, wrapped)
         WHERE k.tenant = $1 AND k.id = n.name AND k.tenant_key_version < n.version",
        &[&tenant, &documents.names, &documents.versions, &documents.wrapped],
    )
    .await?;
    Ok(())
}
