//! The identity store: rows that count once the records store has decided.

use std::path::Path;

use model::{DeploymentId, RowKey, StoreName, TenantId, Version};
use policy::Permit;
use rusqlite::{Connection, OptionalExtension, params};
use store::{
    Answer, CommitError, Documents, GuardFailure, Identity, Outcome, Pending, PreparedSet, Sealed,
    Selection, Sequence, StoreError, TransactionId, Versions,
};

use crate::database::{Database, Schema};
use crate::documents;
use crate::rows::{self, LIVE, PAST, PENDING_DELETED, PENDING_LIVE, int, number};
use crate::writer::{Group, Room, Writer, WriterState};
use crate::{OpenError, Options, blocking};

const SCHEMA: Schema = Schema {
    store: StoreName::Identity,
    migrations: &[include_str!("../migrations/identity/0001_versions.sql")],
};

/// The identity store in a SQLite file.
pub struct SqliteIdentity {
    database: std::sync::Arc<Database>,
    writer: Writer<Positions>,
}

/// Where the next row goes.
struct Positions {
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
    /// Opens `identity.db` in a folder, or makes it.
    pub fn open(
        folder: &Path,
        deployment: DeploymentId,
        options: Options,
    ) -> Result<Self, OpenError> {
        let (database, connection) = Database::open(folder, &SCHEMA, deployment)?;
        let newest: i64 =
            connection.query_row("SELECT ifnull(max(sequence), 0) FROM versions", [], |row| {
                row.get(0)
            })?;
        let next = newest.unsigned_abs() + 1;
        let room = Room {
            folder: folder.to_owned(),
            reserve_bytes: options.reserve_bytes,
        };
        let state = Positions {
            next,
            next_committed: next,
        };
        let writer = Writer::start(StoreName::Identity, connection, state, room)?;
        Ok(Self {
            database: database.into(),
            writer,
        })
    }

    /// Looks through every page of the file. Slow; for the background and for `doctor`.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        self.database.check()
    }
}

impl Documents for SqliteIdentity {
    fn find_newest<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Option<Sealed>> {
        Box::pin(async move {
            self.database
                .read(|connection| find_newest(connection, permit.tenant(), row))
        })
    }

    fn find_version<'a>(
        &'a self,
        permit: &'a Permit,
        row: RowKey,
        version: Version,
    ) -> Answer<'a, Option<Sealed>> {
        Box::pin(async move {
            self.database.read(|connection| {
                let tenant = permit.tenant();
                documents::find_version(connection, StoreName::Identity, tenant, row, version)
            })
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
            documents::list_live(
                connection,
                StoreName::Identity,
                tenant,
                selection,
                before,
                limit,
            )
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
}

impl Identity for SqliteIdentity {
    fn prepare<'a>(&'a self, permit: &'a Permit, set: PreparedSet) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        Box::pin(
            self.writer
                .submit(move |group| prepare(group, tenant, &set)),
        )
    }

    fn settle<'a>(
        &'a self,
        _permit: &'a Permit,
        transaction: TransactionId,
        outcome: Outcome,
    ) -> Answer<'a, ()> {
        Box::pin(self.writer.submit(move |group| {
            settle(group.connection, transaction, outcome).map(Ok::<(), StoreError>)
        }))
    }

    fn list_pending<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Vec<Pending>> {
        blocking(&self.database, StoreName::Identity, |connection| {
            connection
                .prepare_cached(
                    "SELECT transaction_id, min(deadline) FROM pending GROUP BY transaction_id",
                )?
                .query_map([], |row| {
                    Ok(Pending {
                        transaction: transaction_id(row, 0)?,
                        deadline: instant(row, 1)?,
                    })
                })?
                .collect()
        })
    }
}

fn find_newest(
    connection: &Connection,
    tenant: TenantId,
    row: RowKey,
) -> rusqlite::Result<Option<Sealed>> {
    connection
        .prepare_cached(
            "SELECT tenant, type, row_key, version, key, versions.sequence, born, message,
                 transaction_id
             FROM versions LEFT JOIN pending ON pending.sequence = versions.sequence
             WHERE tenant = ?1 AND row_key = ?2 ORDER BY version DESC LIMIT 1",
        )?
        .query_row(params![int(tenant.number()), row.as_bytes()], |row| {
            let waits = row.get_ref(8)?.as_blob_or_null()?.is_some();
            let pending = if waits {
                Some(transaction_id(row, 8)?)
            } else {
                None
            };
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
        return Ok(Err(StoreError::Full {
            store: StoreName::Identity,
        }
        .into()));
    }
    for put in &set.puts {
        if let Some(transaction) = waits_for(group.connection, tenant, put.row)? {
            return Ok(Err(GuardFailure::Pending(transaction).into()));
        }
        let newest = documents::newest_version(group.connection, tenant, put.row)?;
        if newest.next() != put.version {
            return Ok(Err(GuardFailure::Version(newest).into()));
        }
    }
    for put in &set.puts {
        let sequence = Sequence(group.state.next);
        group.state.next += 1;
        let state = if put.live {
            PENDING_LIVE
        } else {
            PENDING_DELETED
        };
        documents::put(group.connection, tenant, sequence, put, state)?;
        group
            .connection
            .prepare_cached(
                "INSERT INTO pending (sequence, transaction_id, deadline) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![
                int(sequence.0),
                set.transaction.as_bytes(),
                set.deadline.as_millisecond()
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
    Ok(find_newest(connection, tenant, row)?.and_then(|newest| newest.pending))
}

fn settle(
    connection: &Connection,
    transaction: TransactionId,
    outcome: Outcome,
) -> rusqlite::Result<()> {
    let waiting: Vec<(i64, i64, RowKey, u64, i64)> = connection
        .prepare_cached(
            "SELECT sequence, tenant, row_key, version, state FROM versions
             WHERE sequence IN (SELECT sequence FROM pending WHERE transaction_id = ?1)",
        )?
        .query_map([transaction.as_bytes()], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                rows::id(row, 2)?,
                number(row, 3)?,
                row.get(4)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (sequence, tenant, row, version, state) in waiting {
        match outcome {
            Outcome::Committed => {
                documents::retire(connection, tenant, row, Version(version))?;
                let state = if state == PENDING_LIVE { LIVE } else { PAST };
                connection
                    .prepare_cached("UPDATE versions SET state = ?2 WHERE sequence = ?1")?
                    .execute([sequence, state])?;
            }
            Outcome::Aborted => {
                connection
                    .prepare_cached("DELETE FROM versions WHERE sequence = ?1")?
                    .execute([sequence])?;
            }
        }
    }
    connection
        .prepare_cached("DELETE FROM pending WHERE transaction_id = ?1")?
        .execute([transaction.as_bytes()])?;
    Ok(())
}

fn transaction_id(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<TransactionId> {
    let bytes: [u8; 16] = row.get(column)?;
    Ok(TransactionId::from_bytes(bytes))
}

fn instant(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<model::Timestamp> {
    model::clock::from_milliseconds(row.get(column)?)
        .ok_or_else(|| rows::impossible(column, rusqlite::types::Type::Integer))
}
