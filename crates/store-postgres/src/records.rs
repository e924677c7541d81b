//! The records store: documents under pseudonyms, decisions, and events in their writers' chains.

mod changes;
mod group;
mod heads;
mod known;
mod questions;

use std::sync::Arc;

use model::{
    DeploymentId, ErasureId, Pseudonym, ResourceType, RowKey, StoreName, TenantId, Version,
    WriterId,
};
use policy::Permit;
use seal::KeyReference;
use store::{
    Answer, Changed, Changes, CommitError, Committed, Documents, Head, Outcome, Records, Sealed,
    Selection, Sequence, StoreError, SubjectState, TenantState, TransactionId, Versions, WriteSet,
};
use tokio::sync::oneshot;

use self::group::WaitingSet;
use self::heads::Heads;
use crate::OpenError;
use crate::address::Address;
use crate::documents;
use crate::failure::Failure;
use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::newest::NewestRows;
use crate::readers::{Reach, Readers};
use crate::rows::{int, value};
use crate::schema::{self, Migration, Schema};
use crate::stream::{self, Horizon};
use crate::tenants;
use crate::writer::{Writer, unavailable};

const STORE: StoreName = StoreName::Records;
pub(crate) const SCHEMA: Schema = Schema {
    store: STORE,
    migrations: &[
        Migration {
            sql: include_str!("../migrations/records/0001_versions_and_log.sql"),
            minimum: 1,
        },
        Migration { sql: include_str!("../migrations/records/0002_leases.sql"), minimum: 1 },
        Migration { sql: include_str!("../migrations/records/0003_jobs.sql"), minimum: 1 },
        // A server that does not know of closed tenants would go on writing for them.
        Migration { sql: include_str!("../migrations/records/0004_tenants.sql"), minimum: 4 },
        Migration { sql: include_str!("../migrations/records/0005_blobs.sql"), minimum: 4 },
        Migration { sql: include_str!("../migrations/records/0006_backup_lease.sql"), minimum: 4 },
        // A server that does not know of sessions would let nobody sign in, and end none that has to end.
        Migration { sql: include_str!("../migrations/records/0007_sessions.sql"), minimum: 7 },
        Migration { sql: include_str!("../migrations/records/0008_removal_lease.sql"), minimum: 7 },
    ],
};

/// The records store in a PostgreSQL database.
pub struct PostgresRecords {
    pub(crate) readers: Arc<Readers>,
    newest: NewestRows,
    horizon: Arc<Horizon>,
    writer: Writer<Heads>,
}

impl PostgresRecords {
    /// Opens the database and brings its tables up to date. `run` names this run of the
    /// server.
    pub async fn open(
        address: Address,
        deployment: DeploymentId,
        run: WriterId,
    ) -> Result<Self, OpenError> {
        let address = Arc::new(address);
        schema::open(&address, &SCHEMA, deployment).await?;
        let writer = Writer::start(STORE, Arc::clone(&address), Heads::new(run));
        let readers = Arc::new(Readers::new(STORE, address));
        let newest = NewestRows::new(STORE, Arc::clone(&readers));
        Ok(Self { readers, newest, horizon: Arc::default(), writer })
    }

    /// Runs something alone with the locks it names, in the next group.
    pub(crate) const fn writer(&self) -> &Writer<Heads> {
        &self.writer
    }
}

impl Documents for PostgresRecords {
    fn find_newest<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Option<Sealed>> {
        let tenant = permit.tenant();
        Box::pin(self.newest.find(tenant, row))
    }

    fn find_version<'a>(
        &'a self,
        permit: &'a Permit,
        row: RowKey,
        version: Version,
    ) -> Answer<'a, Option<Sealed>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            documents::find_version(link, tenant, row, version).await
        }))
    }

    fn list_live<'a>(
        &'a self,
        permit: &'a Permit,
        selection: Selection,
        before: Option<Sequence>,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            documents::list_live(link, STORE, tenant, selection, before, limit).await
        }))
    }

    fn list_born<'a>(
        &'a self,
        permit: &'a Permit,
        kind: ResourceType,
        born: Vec<Sequence>,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            documents::list_born(link, STORE, tenant, kind, &born).await
        }))
    }

    fn count_live<'a>(&'a self, permit: &'a Permit, selection: Selection) -> Answer<'a, u64> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            documents::count_live(link, tenant, selection).await
        }))
    }

    fn list_versions<'a>(
        &'a self,
        permit: &'a Permit,
        versions: Versions,
        before: Option<Sequence>,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            documents::list_versions(link, STORE, tenant, versions, before, limit).await
        }))
    }

    fn list_about<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
        after: Option<(ResourceType, Sequence)>,
        limit: usize,
    ) -> Answer<'a, Vec<Head>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            documents::list_about(link, STORE, tenant, subject, after, limit).await
        }))
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
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            documents::list_as_of(link, STORE, tenant, selection, (at, after), limit).await
        }))
    }

    fn erase_versions<'a>(
        &'a self,
        permit: &'a Permit,
        erasure: ErasureId,
        row: RowKey,
        keys: Vec<KeyReference>,
    ) -> Answer<'a, ()> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::Row(row));
        locks.within(tenant);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                documents::erase_versions(link, tenant, erasure, row, &keys).await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn unlist<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
        limit: usize,
    ) -> Answer<'a, bool> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        locks.alone(tenant, Thing::Person(subject));
        locks.within(tenant);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                let were_there = documents::unlist(link, tenant, subject, limit).await?;
                Ok(Ok::<_, StoreError>(were_there))
            })
        }))
    }

    fn remove_of_tenant<'a>(&'a self, permit: &'a Permit, limit: usize) -> Answer<'a, bool> {
        let tenant = permit.tenant();
        assert_ne!(tenant, TenantId::DEPLOYMENT, "the deployment is never deleted");
        Box::pin(self.writer.run(tenants::locks(tenant), move |link| {
            Box::pin(async move {
                let were_there = tenants::remove_of_records(link, tenant, limit).await?;
                Ok(Ok::<_, StoreError>(were_there))
            })
        }))
    }
}

impl Changes for PostgresRecords {
    fn find_horizon<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Sequence> {
        let horizon = Arc::clone(&self.horizon);
        Box::pin(
            self.readers
                .read(Reach::List, async move |link: &Link| horizon.find(link, STORE).await),
        )
    }

    fn find_last_place<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Sequence> {
        Box::pin(self.readers.read(Reach::List, stream::find_last_place))
    }

    fn list_changed<'a>(
        &'a self,
        _permit: &'a Permit,
        after: Sequence,
    ) -> Answer<'a, Vec<Changed>> {
        Box::pin(
            self.readers.read(Reach::List, async move |link: &Link| {
                stream::list_changed(link, after).await
            }),
        )
    }

    fn list_changes<'a>(
        &'a self,
        permit: &'a Permit,
        kind: ResourceType,
        after: Sequence,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>> {
        let of = (permit.tenant(), kind);
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            stream::list_changes(link, STORE, of, after, limit).await
        }))
    }
}

impl Records for PostgresRecords {
    fn commit(&self, permit: Permit, set: WriteSet) -> Answer<'_, Committed, CommitError> {
        // Here, and not in the task that writes for everybody.
        assert!(!permit.records_only() || set.changes_nothing(), "a refusal changes nothing");
        Box::pin(async move {
            let (done, answer) = oneshot::channel();
            let waiting = WaitingSet {
                tenant: permit.tenant(),
                credential: permit.credential(),
                session: permit.session(),
                is_good_when_closed: permit.is_good_when_closed(),
                set,
                done,
            };
            let (locks, is_alone) = (waiting.locks(), waiting.is_alone());
            self.writer.hand_over(waiting, locks, is_alone)?;
            answer.await.unwrap_or_else(|_| Err(unavailable(STORE).into()))
        })
    }

    fn find_outcome<'a>(
        &'a self,
        _permit: &'a Permit,
        transaction: TransactionId,
    ) -> Answer<'a, Option<Outcome>> {
        Box::pin(
            self.readers
                .read(Reach::Point, async move |link: &Link| find_outcome(link, transaction).await),
        )
    }

    fn abort<'a>(&'a self, _permit: &'a Permit, transaction: TransactionId) -> Answer<'a, Outcome> {
        let mut locks = Locks::default();
        locks.alone(TenantId::DEPLOYMENT, Thing::Transaction(transaction));
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                if let Some(outcome) = find_outcome(link, transaction).await? {
                    return Ok(Ok::<_, StoreError>(outcome));
                }
                link.execute(
                    "INSERT INTO outcomes (transaction_id, committed) VALUES ($1, false)",
                    &[&transaction.as_bytes().as_slice()],
                )
                .await?;
                Ok(Ok(Outcome::Aborted))
            })
        }))
    }

    fn forget_outcomes<'a>(
        &'a self,
        _permit: &'a Permit,
        transactions: Vec<TransactionId>,
    ) -> Answer<'a, ()> {
        let mut locks = Locks::default();
        locks.shared(TenantId::DEPLOYMENT, Thing::Moment);
        for transaction in &transactions {
            locks.alone(TenantId::DEPLOYMENT, Thing::Transaction(*transaction));
        }
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                let ids: Vec<&[u8]> =
                    transactions.iter().map(|id| id.as_bytes().as_slice()).collect();
                link.execute(
                    "DELETE FROM outcomes WHERE transaction_id = ANY ($1) AND committed",
                    &[&ids],
                )
                .await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn find_tenant_state<'a>(&'a self, permit: &'a Permit) -> Answer<'a, TenantState> {
        let tenant = permit.tenant();
        Box::pin(
            self.readers.read(Reach::Point, async move |link: &Link| {
                tenants::find_state(link, tenant).await
            }),
        )
    }

    fn find_subject_state<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
    ) -> Answer<'a, Option<SubjectState>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            let sql = "SELECT state FROM subjects WHERE tenant = $1 AND subject = $2";
            let subject = subject.as_bytes().as_slice();
            let found = link.find(sql, &[&int(tenant.number()), &subject]).await?;
            found.map(|row| value(&row, 0).map(known::subject_state)).transpose()
        }))
    }
}

async fn find_outcome(link: &Link, transaction: TransactionId) -> Result<Option<Outcome>, Failure> {
    let found = link
        .find(
            "SELECT committed FROM outcomes WHERE transaction_id = $1",
            &[&transaction.as_bytes().as_slice()],
        )
        .await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let committed: bool = value(&row, 0)?;
    Ok(Some(if committed { Outcome::Committed } else { Outcome::Aborted }))
}
