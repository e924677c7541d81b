//! The keys store: wrapped keys, and the only link between a person, their pseudonyms and their
//! key.

mod rotation;
mod subjects;

use std::path::Path;
use std::sync::Arc;

use model::{DeploymentId, DocumentKeyId, StoreName, TenantId};
use policy::Permit;
use rusqlite::{Connection, OptionalExtension, params};
use store::{
    Answer, CommitError, DocumentKeyRecord, EpochProgress, GuardFailure, KeyStore, SecretKind,
    StoreError, SubjectName, SubjectRecord, TenantKeyRecord, TenantKeyVersion, TenantSecret,
    WrappedKey, WrappedPage, WrappedPlace,
};

use crate::database::{Database, Schema};
use crate::rows::{self, int, number};
use crate::writer::{Room, Writer, WriterState};
use crate::{OpenError, Options, blocking, tenants};

pub(crate) const SCHEMA: Schema = Schema {
    store: StoreName::Keys,
    migrations: &[include_str!("../migrations/keys/0001_keys.sql")],
};

const FULL: StoreError = StoreError::Full { store: StoreName::Keys };

/// The keys store in a SQLite file.
pub struct SqliteKeys {
    pub(crate) database: Arc<Database>,
    pub(crate) writer: Writer<Nothing>,
}

/// This writer remembers nothing.
pub(crate) struct Nothing;

impl WriterState for Nothing {
    fn flush(&mut self, _: &Connection) -> rusqlite::Result<()> {
        Ok(())
    }

    fn committed(&mut self) {}

    fn rolled_back(&mut self) {}
}

impl SqliteKeys {
    /// Opens `keys.db` in a folder.
    pub fn open(
        folder: &Path,
        deployment: DeploymentId,
        options: Options,
    ) -> Result<Self, OpenError> {
        let Options { reserve_bytes, durability } = options;
        let (database, connections) = Database::open(folder, &SCHEMA, deployment, durability)?;
        let room = Room { folder: folder.to_owned(), reserve_bytes };
        let writer = Writer::start(StoreName::Keys, connections, Nothing, room)?;
        Ok(Self { database: database.into(), writer })
    }

    /// Looks through every page of the file. Slow; for the background and for `doctor`.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        self.database.check()
    }
}

impl KeyStore for SqliteKeys {
    fn find_tenant<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Option<TenantKeyRecord>> {
        Box::pin(async move {
            let record =
                self.database.read(|connection| tenant_keys(connection, permit.tenant()))?;
            Ok((!record.versions.is_empty()).then_some(record))
        })
    }

    fn create_tenant<'a>(
        &'a self,
        permit: &'a Permit,
        record: TenantKeyRecord,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            if !tenant_keys(group.connection, tenant)?.versions.is_empty() {
                return Ok(Ok(()));
            }
            if !group.has_room {
                return Ok(Err(FULL.into()));
            }
            for version in &record.versions {
                if rotation::is_of_a_past_epoch(group.connection, version)? {
                    return Ok(Err(GuardFailure::Superseded.into()));
                }
            }
            put_tenant_keys(group.connection, tenant, &record).map(Ok)
        }))
    }

    fn find_subject<'a>(
        &'a self,
        permit: &'a Permit,
        name: SubjectName,
    ) -> Answer<'a, Option<SubjectRecord>> {
        Box::pin(async move {
            self.database
                .read(|connection| subjects::find_subject(connection, permit.tenant(), name))
        })
    }

    fn create_subject<'a>(
        &'a self,
        permit: &'a Permit,
        record: SubjectRecord,
    ) -> Answer<'a, SubjectRecord, CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            let name = SubjectName::Row(record.row);
            if let Some(found) = subjects::find_subject(group.connection, tenant, name)? {
                return Ok(Ok(found));
            }
            if let Err(error) = rotation::may_wrap(group, tenant, record.tenant_key_version)? {
                return Ok(Err(error));
            }
            subjects::put_subject(group.connection, tenant, &record)?;
            Ok(Ok(record))
        }))
    }

    fn find_document_key<'a>(
        &'a self,
        permit: &'a Permit,
        id: DocumentKeyId,
    ) -> Answer<'a, Option<DocumentKeyRecord>> {
        Box::pin(async move {
            self.database.read(|connection| {
                connection
                    .prepare_cached(
                        "SELECT tenant_key_version, wrapped FROM document_keys
                         WHERE tenant = ?1 AND id = ?2",
                    )?
                    .query_row(params![int(permit.tenant().number()), id.as_bytes()], |row| {
                        Ok(DocumentKeyRecord {
                            id,
                            tenant_key_version: number(row, 0)?,
                            wrapped: row.get(1)?,
                        })
                    })
                    .optional()
            })
        })
    }

    fn create_document_key<'a>(
        &'a self,
        permit: &'a Permit,
        record: DocumentKeyRecord,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            if let Err(error) = rotation::may_wrap(group, tenant, record.tenant_key_version)? {
                return Ok(Err(error));
            }
            group
                .connection
                .prepare_cached(
                    "INSERT INTO document_keys (tenant, id, tenant_key_version, wrapped)
                     VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![
                    int(tenant.number()),
                    record.id.as_bytes(),
                    int(record.tenant_key_version),
                    record.wrapped,
                ])?;
            Ok(Ok(()))
        }))
    }

    fn destroy_subject<'a>(&'a self, permit: &'a Permit, name: SubjectName) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            let destroyed = subjects::destroy_subject(group.connection, tenant, name);
            destroyed.map(Ok::<_, StoreError>)
        }))
    }

    fn destroy_document_keys<'a>(
        &'a self,
        permit: &'a Permit,
        ids: Vec<DocumentKeyId>,
    ) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            let sql = "DELETE FROM document_keys WHERE tenant = ?1 AND id = ?2";
            let mut statement = group.connection.prepare_cached(sql)?;
            for id in &ids {
                statement.execute(params![int(tenant.number()), id.as_bytes()])?;
            }
            Ok(Ok::<(), StoreError>(()))
        }))
    }

    fn destroy_tenant<'a>(&'a self, permit: &'a Permit, limit: usize) -> Answer<'a, bool> {
        let tenant = permit.tenant();
        assert_ne!(tenant, TenantId::DEPLOYMENT, "the deployment's own keys are never destroyed");
        Box::pin(self.writer.submit(move |group| {
            let were_there = tenants::destroy_keys(group.connection, tenant, limit);
            were_there.map(Ok::<_, StoreError>)
        }))
    }

    fn list_tenants<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Vec<TenantId>> {
        blocking(&self.database, StoreName::Keys, |connection| {
            connection
                .prepare_cached("SELECT DISTINCT tenant FROM tenant_keys ORDER BY tenant")?
                .query_map([], |row| number(row, 0).map(TenantId::from_number))?
                .collect()
        })
    }

    fn add_tenant_key<'a>(
        &'a self,
        permit: &'a Permit,
        version: TenantKeyVersion,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            if !group.has_room {
                return Ok(Err(FULL.into()));
            }
            rotation::add_tenant_key(group.connection, tenant, &version)
        }))
    }

    fn add_secret<'a>(
        &'a self,
        permit: &'a Permit,
        secret: TenantSecret,
    ) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            if let Err(error) = rotation::may_wrap(group, tenant, secret.tenant_key_version)? {
                return Ok(Err(error));
            }
            rotation::add_secret(group.connection, tenant, &secret).map(Ok)
        }))
    }

    fn remove_secrets_before<'a>(
        &'a self,
        permit: &'a Permit,
        kind: SecretKind,
        version: u64,
    ) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            let removed = rotation::remove_secrets_before(group.connection, tenant, kind, version);
            removed.map(Ok::<_, StoreError>)
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
        blocking(&self.database, StoreName::Keys, move |connection| {
            rotation::list_wrapped_before(connection, tenant, version, place, limit)
        })
    }

    fn rewrap<'a>(&'a self, permit: &'a Permit, keys: Vec<WrappedKey>) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            if !group.has_room {
                return Ok(Err(FULL));
            }
            rotation::rewrap(group.connection, tenant, &keys).map(Ok)
        }))
    }

    fn remove_tenant_keys_before<'a>(&'a self, permit: &'a Permit, version: u64) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            rotation::remove_before(group.connection, tenant, version).map(Ok::<_, StoreError>)
        }))
    }

    fn list_tenants_before_epoch<'a>(
        &'a self,
        _permit: &'a Permit,
        epoch: u64,
        limit: usize,
    ) -> Answer<'a, Vec<TenantId>> {
        blocking(&self.database, StoreName::Keys, move |connection| {
            rotation::list_tenants_before_epoch(connection, epoch, limit)
        })
    }

    fn count_tenants_before_epoch<'a>(
        &'a self,
        _permit: &'a Permit,
        epoch: u64,
    ) -> Answer<'a, EpochProgress> {
        blocking(&self.database, StoreName::Keys, move |connection| {
            rotation::count_tenants_before_epoch(connection, epoch)
        })
    }

    fn make_durable<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, ()> {
        // A commit is on the disk before anybody can read it.
        Box::pin(async { Ok(()) })
    }
}

fn tenant_keys(connection: &Connection, tenant: TenantId) -> rusqlite::Result<TenantKeyRecord> {
    let tenant = int(tenant.number());
    let versions = connection
        .prepare_cached(
            "SELECT version, epoch, wrapped FROM tenant_keys WHERE tenant = ?1 ORDER BY version",
        )?
        .query_map([tenant], |row| {
            Ok(TenantKeyVersion {
                version: number(row, 0)?,
                epoch: number(row, 1)?,
                wrapped: row.get(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let secrets = connection
        .prepare_cached(
            "SELECT kind, version, tenant_key_version, wrapped FROM tenant_secrets
             WHERE tenant = ?1 ORDER BY kind, version",
        )?
        .query_map([tenant], |row| {
            let kind: String = row.get(0)?;
            Ok(TenantSecret {
                kind: SecretKind::find(&kind)
                    .ok_or_else(|| rows::impossible(0, rusqlite::types::Type::Text))?,
                version: number(row, 1)?,
                tenant_key_version: number(row, 2)?,
                wrapped: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(TenantKeyRecord { versions, secrets })
}

fn put_tenant_keys(
    connection: &Connection,
    tenant: TenantId,
    record: &TenantKeyRecord,
) -> rusqlite::Result<()> {
    for version in &record.versions {
        rotation::put_version(connection, tenant, version)?;
    }
    for secret in &record.secrets {
        rotation::add_secret(connection, tenant, secret)?;
    }
    Ok(())
}
