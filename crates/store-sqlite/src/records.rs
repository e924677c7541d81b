//! The records store: documents under pseudonyms, decisions, and events in their writers' chains.

mod commit;
mod heads;

use std::path::Path;
use std::sync::Arc;

use model::{
    DeploymentId, ErasureId, Pseudonym, ResourceType, RowKey, StoreName, TenantId, Version,
    WriterId,
};
use policy::Permit;
use rusqlite::{OptionalExtension, params};
use seal::KeyReference;
use store::{
    Answer, Changed, Changes, CommitError, Committed, Documents, Head, Outcome, Records, Sealed,
    Selection, Sequence, StoreError, SubjectState, TenantState, TransactionId, Versions, WriteSet,
};

use self::commit::{decide, find_outcome};
use self::heads::Heads;
use crate::database::{Database, Schema};
use crate::rows::{self, int, number};
use crate::writer::{Room, Writer};
use crate::{OpenError, Options, blobs, blocking, documents, jobs, stream, tenants};

pub(crate) const SCHEMA: Schema = Schema {
    store: StoreName::Records,
    migrations: &[
        include_str!("../migrations/records/0001_versions_and_log.sql"),
        include_str!("../migrations/records/0002_jobs.sql"),
        include_str!("../migrations/records/0003_tenants.sql"),
        include_str!("../migrations/records/0004_blobs.sql"),
        include_str!("../migrations/records/0005_sessions.sql"),
    ],
};

/// The records store in a SQLite file.
pub struct SqliteRecords {
    pub(crate) database: Arc<Database>,
    pub(crate) writer: Writer<Heads>,
}

impl SqliteRecords {
    /// Opens `records.db` in a folder. `writer` names this run of the server.
    pub fn open(
        folder: &Path,
        deployment: DeploymentId,
        writer: WriterId,
        options: Options,
    ) -> Result<Self, OpenError> {
        let Options { reserve_bytes, durability } = options;
        let (database, connections) = Database::open(folder, &SCHEMA, deployment, durability)?;
        let newest = |sql| connections.write.query_row(sql, [], |row| number(row, 0));
        let state = Heads::new(
            writer,
            // What chains remember holds also when the newest rows are gone.
            newest(
                "SELECT max(ifnull((SELECT max(last_row) FROM chains), 0),
                            ifnull((SELECT max(sequence) FROM versions), 0))",
            )?,
            newest(
                "SELECT max(ifnull((SELECT max(last_position) FROM chains), 0),
                            ifnull((SELECT max(position) FROM events), 0))",
            )?,
        );
        // Whoever had taken a job has ended: the folder's lock lets in one process at a time.
        jobs::let_go(&connections.write)?;
        blobs::let_go(&connections.write)?;
        let room = Room { folder: folder.to_owned(), reserve_bytes };
        let writer = Writer::start(StoreName::Records, connections, state, room)?;
        Ok(Self { database: database.into(), writer })
    }

    /// Looks through every page of the file. Slow; for the background and for `doctor`.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        self.database.check()
    }
}

impl Documents for SqliteRecords {
    fn find_newest<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Option<Sealed>> {
        Box::pin(async move {
            self.database.read(|connection| {
                connection
                    .prepare_cached(
                        "SELECT tenant, type, row_key, version, key, sequence, born, message
                         FROM versions WHERE tenant = ?1 AND row_key = ?2
                         ORDER BY version DESC LIMIT 1",
                    )?
                    .query_row(params![int(permit.tenant().number()), row.as_bytes()], |row| {
                        rows::sealed(StoreName::Records, row)
                    })
                    .optional()
            })
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
                documents::find_version(connection, StoreName::Records, tenant, row, version)
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
        blocking(&self.database, StoreName::Records, move |connection| {
            documents::list_live(connection, StoreName::Records, tenant, selection, before, limit)
        })
    }

    fn list_born<'a>(
        &'a self,
        permit: &'a Permit,
        kind: ResourceType,
        born: Vec<Sequence>,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Records, move |connection| {
            documents::list_born(connection, StoreName::Records, tenant, kind, &born)
        })
    }

    fn count_live<'a>(&'a self, permit: &'a Permit, selection: Selection) -> Answer<'a, u64> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Records, move |connection| {
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
        blocking(&self.database, StoreName::Records, move |connection| {
            let store = StoreName::Records;
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
        blocking(&self.database, StoreName::Records, move |connection| {
            let store = StoreName::Records;
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
        blocking(&self.database, StoreName::Records, move |connection| {
            let store = StoreName::Records;
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
            let connection = group.connection;
            let were_there = tenants::remove_versions(connection, tenant, limit, false)?
                || tenants::remove_about(connection, tenant, limit)?
                || tenants::remove_the_rest(connection, tenant, limit)?;
            Ok(Ok::<_, StoreError>(were_there))
        }))
    }
}

impl Changes for SqliteRecords {
    fn find_horizon<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Sequence> {
        blocking(&self.database, StoreName::Records, |connection| {
            stream::find_horizon(connection, StoreName::Records)
        })
    }

    fn find_last_place<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Sequence> {
        blocking(&self.database, StoreName::Records, |connection| {
            stream::find_last_place(connection, StoreName::Records)
        })
    }

    fn list_changed<'a>(
        &'a self,
        _permit: &'a Permit,
        after: Sequence,
    ) -> Answer<'a, Vec<Changed>> {
        blocking(&self.database, StoreName::Records, move |connection| {
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
        blocking(&self.database, StoreName::Records, move |connection| {
            stream::list_changes(connection, StoreName::Records, of, after, limit)
        })
    }
}

impl Records for SqliteRecords {
    fn commit(&self, permit: Permit, set: WriteSet) -> Answer<'_, Committed, CommitError> {
        // Here, and not on the thread that writes for everybody.
        assert!(!permit.records_only() || set.changes_nothing(), "a refusal changes nothing");
        Box::pin(self.writer.submit(move |group| commit::commit(group, &permit, &set)))
    }

    fn find_outcome<'a>(
        &'a self,
        _permit: &'a Permit,
        transaction: TransactionId,
    ) -> Answer<'a, Option<Outcome>> {
        Box::pin(
            async move { self.database.read(|connection| find_outcome(connection, transaction)) },
        )
    }

    fn abort<'a>(&'a self, _permit: &'a Permit, transaction: TransactionId) -> Answer<'a, Outcome> {
        Box::pin(self.writer.submit(move |group| {
            if let Some(outcome) = find_outcome(group.connection, transaction)? {
                return Ok(Ok::<_, StoreError>(outcome));
            }
            decide(group.connection, transaction, Outcome::Aborted)?;
            Ok(Ok(Outcome::Aborted))
        }))
    }

    fn forget_outcomes<'a>(
        &'a self,
        _permit: &'a Permit,
        transactions: Vec<TransactionId>,
    ) -> Answer<'a, ()> {
        Box::pin(self.writer.submit(move |group| {
            for transaction in &transactions {
                group
                    .connection
                    .prepare_cached(
                        "DELETE FROM outcomes WHERE transaction_id = ?1 AND outcome = 1",
                    )?
                    .execute([transaction.as_bytes()])?;
            }
            Ok(Ok::<(), StoreError>(()))
        }))
    }

    fn find_tenant_state<'a>(&'a self, permit: &'a Permit) -> Answer<'a, TenantState> {
        Box::pin(async move {
            self.database.read(|connection| tenants::find_state(connection, permit.tenant()))
        })
    }

    fn find_subject_state<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
    ) -> Answer<'a, Option<SubjectState>> {
        Box::pin(async move {
            self.database
                .read(|connection| commit::find_subject(connection, permit.tenant(), subject))
        })
    }
}
