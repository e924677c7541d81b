//! The identity store: rows that count once the records store has decided.

mod guards;
mod settle;

use std::path::Path;

use model::{
    DeploymentId, ErasureId, Pseudonym, ResourceType, RowKey, StoreName, TenantId, Version,
};
use policy::Permit;
use rusqlite::{Connection, OptionalExtension, params};
use seal::KeyReference;
use store::{
    Answer, Changed, Changes, CommitError, Documents, GuardFailure, Head, Identity, Outcome,
    Pending, PreparedSet, Sealed, Selection, Sequence, StoreError, TransactionId, Versions,
};

use crate::database::{Database, Schema};
use crate::rows::{self, PENDING_DELETED, PENDING_LIVE, int, number};
use crate::writer::{Group, Room, Writer, WriterState};
use crate::{OpenError, Options, blocking, documents, stream, tenants};

pub(crate) const SCHEMA: Schema = Schema {
    store: StoreName::Identity,
    migrations: &[include_str!("../migrations/identity/0001_versions.sql")],
};

/// The identity store in a SQLite file.
pub struct SqliteIdentity {
    pub(crate) database: std::sync::Arc<Database>,
    pub(crate) writer: Writer<Positions>,
}

/// Where the next row goes.
pub(crate) struct Positions {
    next: u64,
    next_committed: u64,
}

impl WriterState for Positions {
    fn flush(&mut self, _: &Connection) -> rusqlite::Result<()> {
        Ok(())
    }

    fn committed(&mut self) {
        self.next_committed = self.next;
    }

    fn rolled_back(&mut self) {
        self.next = self.next_committed;
    }
}

impl SqliteIdentity {
    /// Opens `identity.db` in a folder.
    pub fn open(
        folder: &Path,
        deployment: DeploymentId,
        options: Options,
    ) -> Result<Self, OpenError> {
        let Options { reserve_bytes, durability } = options;
        let (database, connections) = Database::open(folder, &SCHEMA, deployment, durability)?;
        let last = "SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'versions'";
        let next = connections.write.query_row(last, [], |row| number(row, 0))? + 1;
        let room = Room { folder: folder.to_owned(), reserve_bytes };
        let state = Positions { next, next_committed: next };
        let writer = Writer::start(StoreName::Identity, connections, state, room)?;
        Ok(Self { database: database.into(), writer })
    }

    /// Looks through every page of the file. Slow; for the background and for `doctor`.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        self.database.check()
    }
}

impl Documents for SqliteIdentity {
    fn find_newest<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Option<Sealed>> {
        Box::pin(async move {
            self.database.read(|connection| find(connection, permit.tenant(), row, None))
        })
    }

    fn find_version<'a>(
        &'a self,
        permit: &'a Permit,
        row: RowKey,
        version: Version,
    ) -> Answer<'a, Option<Sealed>> {
        Box::pin(async move {
            self.database.read(|connection| find(connection, permit.tenant(), row, Some(version)))
        })
    }

    fn list_live<'a>(
        &'a self,
        permit: &'a Permit,
        selection: Selection,
        before: Option<Sequence>,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Identity, move |connection| {
            documents::list_live(connection, StoreName::Identity, tenant, selection, before, limit)
        })
    }

    fn list_born<'a>(
        &'a self,
        permit: &'a Permit,
        kind: ResourceType,
        born: Vec<Sequence>,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Identity, move |connection| {
            documents::list_born(connection, StoreName::Identity, tenant, kind, &born)
        })
    }

    fn count_live<'a>(&'a self, permit: &'a Permit, selection: Selection) -> Answer<'a, u64> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Identity, move |connection| {
            documents::count_live(connection, tenant, selection)
        })
    }

    fn list_versions<'a>(
        &'a self,
        permit: &'a Permit,
        versions: Versions,
        before: Option<Sequence>,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Identity, move |connection| {
            let store = StoreName::Identity;
            documents::list_versions(connection, store, tenant, versions, before, limit)
        })
    }

    fn list_about<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
        after: Option<(ResourceType, Sequence)>,
        limit: usize,
    ) -> Answer<'a, Vec<Head>> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Identity, move |connection| {
            let store = StoreName::Identity;
            documents::list_about(connection, store, tenant, subject, after, limit)
        })
    }

    fn list_as_of<'a>(
        &'a self,
        permit: &'a Permit,
        selection: Selection,
        at: Sequence,
        after: Sequence,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Identity, move |connection| {
            let store = StoreName::Identity;
            documents::list_as_of(connection, store, tenant, selection, (at, after), limit)
        })
    }

    fn erase_versions<'a>(
        &'a self,
        permit: &'a Permit,
        erasure: ErasureId,
        row: RowKey,
        keys: Vec<KeyReference>,
    ) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            let erased = documents::erase_versions(group.connection, tenant, erasure, row, &keys);
            erased.map(Ok::<_, StoreError>)
        }))
    }

    fn unlist<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
        limit: usize,
    ) -> Answer<'a, bool> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| {
            let were_there = documents::unlist(group.connection, tenant, subject, limit);
            were_there.map(Ok::<_, StoreError>)
        }))
    }

    fn remove_of_tenant<'a>(&'a self, permit: &'a Permit, limit: usize) -> Answer<'a, bool> {
        let tenant = permit.tenant();
        assert_ne!(tenant, TenantId::DEPLOYMENT, "the deployment is never deleted");
        Box::pin(self.writer.submit(move |group| {
            let were_there = tenants::remove_versions(group.connection, tenant, limit, true)?
                || tenants::remove_about(group.connection, tenant, limit)?;
            Ok(Ok::<_, StoreError>(were_there))
        }))
    }
}

impl Changes for SqliteIdentity {
    fn find_horizon<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Sequence> {
        blocking(&self.database, StoreName::Identity, |connection| {
            stream::find_horizon(connection, StoreName::Identity)
        })
    }

    fn find_last_place<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Sequence> {
        blocking(&self.database, StoreName::Identity, |connection| {
            stream::find_last_place(connection, StoreName::Identity)
        })
    }

    fn list_changed<'a>(
        &'a self,
        _permit: &'a Permit,
        after: Sequence,
    ) -> Answer<'a, Vec<Changed>> {
        blocking(&self.database, StoreName::Identity, move |connection| {
            stream::list_changed(connection, after)
        })
    }

    fn list_changes<'a>(
        &'a self,
        permit: &'a Permit,
        kind: ResourceType,
        after: Sequence,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>> {
        let of = (permit.tenant(), kind);
        blocking(&self.database, StoreName::Identity, move |connection| {
            stream::list_changes(connection, StoreName::Identity, of, after, limit)
        })
    }
}

impl Identity for SqliteIdentity {
    fn prepare<'a>(&'a self, permit: &'a Permit, set: PreparedSet) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(self.writer.submit(move |group| prepare(group, tenant, &set)))
    }

    fn settle<'a>(
        &'a self,
        _permit: &'a Permit,
        transaction: TransactionId,
        outcome: Outcome,
    ) -> Answer<'a, ()> {
        Box::pin(self.writer.submit(move |group| {
            settle::settle(group.connection, transaction, outcome).map(Ok::<(), StoreError>)
        }))
    }

    fn list_pending<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Vec<Pending>> {
        blocking(&self.database, StoreName::Identity, |connection| {
            connection
                .prepare_cached(
                    "SELECT transaction_id, min(deadline) FROM pending GROUP BY transaction_id",
                )?
                .query_map([], |row| {
                    Ok(Pending { transaction: transaction_id(row, 0)?, deadline: instant(row, 1)? })
                })?
                .collect()
        })
    }
}

/// The wanted version of a row, or else the newest, and for what it waits if it does.
fn find(
    connection: &Connection,
    tenant: TenantId,
    row: RowKey,
    version: Option<Version>,
) -> rusqlite::Result<Option<Sealed>> {
    let wanted = if version.is_some() {
        "AND version = ?3"
    } else {
        "AND ?3 IS NULL ORDER BY version DESC LIMIT 1"
    };
    let version = version.map(|version| int(version.0));
    connection
        .prepare_cached(&format!(
            "SELECT tenant, type, row_key, version, key, versions.sequence, born, message,
                 transaction_id
             FROM versions LEFT JOIN pending ON pending.sequence = versions.sequence
             WHERE tenant = ?1 AND row_key = ?2 {wanted}"
        ))?
        .query_row(params![int(tenant.number()), row.as_bytes(), version], |row| {
            let waits = row.get_ref(8)?.as_blob_or_null()?.is_some();
            let pending = if waits { Some(transaction_id(row, 8)?) } else { None };
            rows::pending_sealed(StoreName::Identity, row, pending)
        })
        .optional()
}

fn prepare(
    group: &mut Group<'_, Positions>,
    tenant: TenantId,
    set: &PreparedSet,
) -> rusqlite::Result<Result<(), CommitError>> {
    if !group.has_room {
        return Ok(Err(StoreError::Full { store: StoreName::Identity }.into()));
    }
    for put in &set.puts {
        if let Some(transaction) = waits_for(group.connection, tenant, put.row)? {
            return Ok(Err(GuardFailure::Pending(transaction).into()));
        }
    }
    let failure = match guards::check(group.connection, tenant, set)? {
        None => documents::check(group.connection, tenant, &set.puts)?,
        failure => failure,
    };
    if let Some(failure) = failure {
        return Ok(Err(failure.into()));
    }
    for put in &set.puts {
        let sequence = Sequence(group.state.next);
        group.state.next += 1;
        let state = if put.live { PENDING_LIVE } else { PENDING_DELETED };
        documents::put(group.connection, tenant, sequence, put, state)?;
        group
            .connection
            .prepare_cached(
                "INSERT INTO pending (sequence, transaction_id, deadline, about)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                int(sequence.0),
                set.transaction.as_bytes(),
                set.deadline.as_millisecond(),
                put.about.iter().flat_map(Pseudonym::as_bytes).copied().collect::<Vec<_>>(),
            ])?;
    }
    Ok(Ok(()))
}

/// The transaction that the newest version of a row waits for.
fn waits_for(
    connection: &Connection,
    tenant: TenantId,
    row: RowKey,
) -> rusqlite::Result<Option<TransactionId>> {
    Ok(find(connection, tenant, row, None)?.and_then(|newest| newest.pending))
}

fn transaction_id(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<TransactionId> {
    let bytes: [u8; 16] = row.get(column)?;
    Ok(TransactionId::from_bytes(bytes))
}

fn instant(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<model::Timestamp> {
    model::clock::from_milliseconds(row.get(column)?)
        .ok_or_else(|| rows::impossible(column, rusqlite::types::Type::Integer))
}
