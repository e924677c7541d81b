//! The keys store: wrapped keys, and the only link between a person, their pseudonyms and their key.

mod rotation;
mod subjects;

use std::sync::Arc;

use model::{DeploymentId, DocumentKeyId, StoreName, TenantId};
use policy::Permit;
use store::{
    Answer, CommitError, DocumentKeyRecord, EpochProgress, GuardFailure, KeyStore, SecretKind,
    StoreError, SubjectName, SubjectRecord, TenantKeyRecord, TenantKeyVersion, TenantSecret,
    WrappedKey, WrappedPage, WrappedPlace,
};
use tokio_postgres::Row;

use crate::OpenError;
use crate::address::Address;
use crate::failure::Failure;
use crate::link::{self, Arguments, Link};
use crate::locks::{Locks, Thing};
use crate::readers::{Reach, Readers};
use crate::rows::{bound, int, limit, number, value};
use crate::schema::{self, Migration, Schema};
use crate::tenants;
use crate::writer::{StepsOnly, Writer};

const STORE: StoreName = StoreName::Keys;
pub(crate) const SCHEMA: Schema = Schema {
    store: STORE,
    migrations: &[Migration { sql: include_str!("../migrations/keys/0001_keys.sql"), minimum: 1 }],
};

/// The keys store in a PostgreSQL database.
pub struct PostgresKeys {
    readers: Readers,
    writer: Writer<StepsOnly>,
}

impl PostgresKeys {
    /// Opens the database and brings its tables up to date.
    pub async fn open(address: Address, deployment: DeploymentId) -> Result<Self, OpenError> {
        let address = Arc::new(address);
        schema::open(&address, &SCHEMA, deployment).await?;
        let writer = Writer::start(STORE, Arc::clone(&address), StepsOnly);
        Ok(Self { readers: Readers::new(STORE, address), writer })
    }
}

impl KeyStore for PostgresKeys {
    fn find_tenant<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Option<TenantKeyRecord>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            let number: Arguments<'_> = &[&int(tenant.number())];
            let (versions, secrets) = futures_util::try_join!(
                link.rows(
                    "SELECT version, epoch, wrapped FROM tenant_keys WHERE tenant = $1
                     ORDER BY version",
                    number,
                ),
                list_secrets(link, tenant),
            )?;
            let versions: Vec<_> = versions.iter().map(key_version).collect::<Result<_, _>>()?;
            Ok((!versions.is_empty()).then_some(TenantKeyRecord { versions, secrets }))
        }))
    }

    fn create_tenant<'a>(
        &'a self,
        permit: &'a Permit,
        record: TenantKeyRecord,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.run(rotation::locks_of_tenant_key(tenant), move |link| {
            Box::pin(put_tenant_keys(link, tenant, record))
        }))
    }

    fn find_subject<'a>(
        &'a self,
        permit: &'a Permit,
        name: SubjectName,
    ) -> Answer<'a, Option<SubjectRecord>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            subjects::find_subject(link, tenant, name).await
        }))
    }

    fn create_subject<'a>(
        &'a self,
        permit: &'a Permit,
        record: SubjectRecord,
    ) -> Answer<'a, SubjectRecord, CommitError> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::Row(record.row));
        locks.shared(tenant, Thing::TenantKeys);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                if subjects::put_subject(link, tenant, &record).await? {
                    return Ok(Ok(record));
                }
                let found =
                    subjects::find_subject(link, tenant, SubjectName::Row(record.row)).await?;
                Ok(found.ok_or_else(|| GuardFailure::Superseded.into()))
            })
        }))
    }

    fn find_document_key<'a>(
        &'a self,
        permit: &'a Permit,
        id: DocumentKeyId,
    ) -> Answer<'a, Option<DocumentKeyRecord>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            let found = link
                .find(
                    "SELECT tenant_key_version, wrapped FROM document_keys
                     WHERE tenant = $1 AND id = $2",
                    &[&int(tenant.number()), &id.as_bytes().as_slice()],
                )
                .await?;
            let record = |row: Row| {
                Ok(DocumentKeyRecord {
                    id,
                    tenant_key_version: number(&row, 0)?,
                    wrapped: value(&row, 1)?,
                })
            };
            found.map(record).transpose()
        }))
    }

    fn create_document_key<'a>(
        &'a self,
        permit: &'a Permit,
        record: DocumentKeyRecord,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        locks.shared(tenant, Thing::TenantKeys);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                let sql = "INSERT INTO document_keys (tenant, id, tenant_key_version, wrapped)
                     SELECT $1, $2, $3, $4
                     WHERE (SELECT max(version) FROM tenant_keys WHERE tenant = $1) <= $3";
                let arguments: Arguments<'_> = &[
                    &int(tenant.number()),
                    &record.id.as_bytes().as_slice(),
                    &int(record.tenant_key_version),
                    &record.wrapped,
                ];
                let is_put = link.execute(sql, arguments).await? == 1;
                Ok(if is_put { Ok(()) } else { Err(GuardFailure::Superseded.into()) })
            })
        }))
    }

    fn destroy_subject<'a>(&'a self, permit: &'a Permit, name: SubjectName) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::Wrapping);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                subjects::destroy_subject(link, tenant, name).await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn destroy_document_keys<'a>(
        &'a self,
        permit: &'a Permit,
        ids: Vec<DocumentKeyId>,
    ) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::Wrapping);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                let ids: Vec<&[u8]> = ids.iter().map(|id| id.as_bytes().as_slice()).collect();
                let sql = "DELETE FROM document_keys WHERE tenant = $1 AND id = ANY ($2)";
                link.execute(sql, &[&int(tenant.number()), &ids]).await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn destroy_tenant<'a>(&'a self, permit: &'a Permit, limit: usize) -> Answer<'a, bool> {
        let tenant = permit.tenant();
        assert_ne!(tenant, TenantId::DEPLOYMENT, "the deployment's own keys are never destroyed");
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::TenantKeys);
        locks.alone(tenant, Thing::Wrapping);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                let were_there = tenants::destroy_keys(link, tenant, limit).await?;
                Ok(Ok::<_, StoreError>(were_there))
            })
        }))
    }

    fn list_tenants<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Vec<TenantId>> {
        Box::pin(self.readers.read(Reach::List, async |link: &Link| {
            let sql = "SELECT DISTINCT tenant FROM tenant_keys ORDER BY tenant";
            let found = link.rows(sql, &[]).await?;
            found.iter().map(|row| number(row, 0).map(TenantId::from_number)).collect()
        }))
    }

    fn add_tenant_key<'a>(
        &'a self,
        permit: &'a Permit,
        version: TenantKeyVersion,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.run(rotation::locks_of_tenant_key(tenant), move |link| {
            Box::pin(rotation::add_tenant_key(link, tenant, version))
        }))
    }

    fn add_secret<'a>(
        &'a self,
        permit: &'a Permit,
        secret: TenantSecret,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.run(rotation::locks_of_tenant_key(tenant), move |link| {
            Box::pin(async move {
                let newest = rotation::newest_version(link, tenant).await?;
                if newest == 0 || newest > secret.tenant_key_version {
                    return Ok(Err(GuardFailure::Superseded.into()));
                }
                rotation::add_secret(link, tenant, &secret).await?;
                Ok(Ok(()))
            })
        }))
    }

    fn remove_secrets_before<'a>(
        &'a self,
        permit: &'a Permit,
        kind: SecretKind,
        version: u64,
    ) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.run(rotation::locks_of_tenant_key(tenant), move |link| {
            Box::pin(async move {
                link.execute(
                    "DELETE FROM tenant_secrets WHERE tenant = $1 AND kind = $2 AND version < $3",
                    &[&int(tenant.number()), &kind.name(), &bound(version)],
                )
                .await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn list_wrapped_before<'a>(
        &'a self,
        permit: &'a Permit,
        version: u64,
        place: WrappedPlace,
        limit: usize,
    ) -> Answer<'a, WrappedPage> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            rotation::list_wrapped_before(link, tenant, version, place, limit).await
        }))
    }

    fn rewrap<'a>(&'a self, permit: &'a Permit, keys: Vec<WrappedKey>) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::Wrapping);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                rotation::rewrap(link, tenant, &keys).await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn remove_tenant_keys_before<'a>(&'a self, permit: &'a Permit, version: u64) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.run(rotation::locks_of_tenant_key(tenant), move |link| {
            Box::pin(async move {
                link.execute(
                    "DELETE FROM tenant_keys WHERE tenant = $1 AND version < $2",
                    &[&int(tenant.number()), &bound(version)],
                )
                .await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn list_tenants_before_epoch<'a>(
        &'a self,
        _permit: &'a Permit,
        epoch: u64,
        count: usize,
    ) -> Answer<'a, Vec<TenantId>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let sql = "SELECT DISTINCT tenant FROM tenant_keys WHERE epoch < $1
                       ORDER BY tenant LIMIT $2";
            let found = link.rows(sql, &[&bound(epoch), &limit(count)]).await?;
            found.iter().map(|row| number(row, 0).map(TenantId::from_number)).collect()
        }))
    }

    fn count_tenants_before_epoch<'a>(
        &'a self,
        _permit: &'a Permit,
        epoch: u64,
    ) -> Answer<'a, EpochProgress> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let sql = "SELECT count(DISTINCT tenant),
                           count(DISTINCT tenant) FILTER (WHERE epoch < $1)
                       FROM tenant_keys";
            let found = link.one(sql, &[&bound(epoch)]).await?;
            Ok(EpochProgress { tenants: number(&found, 0)?, behind: number(&found, 1)? })
        }))
    }

    fn make_durable<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, ()> {
        Box::pin(self.writer.run(Locks::default(), |link| {
            Box::pin(async move {
                // The commit of the group waits for the replicas only if it has something to write.
                link.batch(link::MARK).await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }
}

fn key_version(row: &Row) -> Result<TenantKeyVersion, Failure> {
    Ok(TenantKeyVersion {
        version: number(row, 0)?,
        epoch: number(row, 1)?,
        wrapped: value(row, 2)?,
    })
}

async fn list_secrets(link: &Link, tenant: TenantId) -> Result<Vec<TenantSecret>, Failure> {
    let found = link
        .rows(
            "SELECT kind, version, tenant_key_version, wrapped FROM tenant_secrets
             WHERE tenant = $1 ORDER BY kind, version",
            &[&int(tenant.number())],
        )
        .await?;
    found.iter().map(secret).collect()
}

fn secret(row: &Row) -> Result<TenantSecret, Failure> {
    Ok(TenantSecret {
        kind: SecretKind::find(value(row, 0)?).ok_or(Failure::Impossible)?,
        version: number(row, 1)?,
        tenant_key_version: number(row, 2)?,
        wrapped: value(row, 3)?,
    })
}

async fn put_tenant_keys(
    link: &Link,
    tenant: TenantId,
    record: TenantKeyRecord,
) -> Result<Result<(), CommitError>, Failure> {
    if rotation::newest_version(link, tenant).await? > 0 {
        return Ok(Ok(()));
    }
    for version in &record.versions {
        if rotation::is_of_a_past_epoch(link, version).await? {
            return Ok(Err(GuardFailure::Superseded.into()));
        }
        rotation::put_version(link, tenant, version).await?;
    }
    for secret in &record.secrets {
        rotation::add_secret(link, tenant, secret).await?;
    }
    Ok(Ok(()))
}
