//! The identity store: rows that count once the records store has decided.

mod prepare;
mod settle;

use std::sync::Arc;

use model::{
    DeploymentId, ErasureId, Pseudonym, ResourceType, RowKey, StoreName, TenantId, Version,
};
use policy::Permit;
use seal::KeyReference;
use store::{
    Answer, Changed, Changes, CommitError, Documents, Head, Identity, Outcome, Pending,
    PreparedGuard, PreparedSet, Sealed, Selection, Sequence, StoreError, TransactionId, Versions,
};

use crate::OpenError;
use crate::address::Address;
use crate::documents;
use crate::failure::Failure;
use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::newest::NewestRows;
use crate::readers::{Reach, Readers};
use crate::rows::{self, int, sealed_columns, value};
use crate::schema::{self, Migration, Schema};
use crate::stream::{self, Horizon};
use crate::tenants;
use crate::writer::{StepsOnly, Writer};

const STORE: StoreName = StoreName::Identity;
pub(crate) const SCHEMA: Schema = Schema {
    store: STORE,
    migrations: &[Migration {
        sql: include_str!("../migrations/identity/0001_versions.sql"),
        minimum: 1,
    }],
};

/// The identity store in a PostgreSQL database.
pub struct PostgresIdentity {
    readers: Arc<Readers>,
    newest: NewestRows,
    horizon: Arc<Horizon>,
    writer: Writer<StepsOnly>,
}

impl PostgresIdentity {
    /// Opens the database and brings its tables up to date.
    pub async fn open(address: Address, deployment: DeploymentId) -> Result<Self, OpenError> {
        let address = Arc::new(address);
        schema::open(&address, &SCHEMA, deployment).await?;
        let writer = Writer::start(STORE, Arc::clone(&address), StepsOnly);
        let readers = Arc::new(Readers::new(STORE, address));
        let newest = NewestRows::new(STORE, Arc::clone(&readers));
        Ok(Self { readers, newest, horizon: Arc::default(), writer })
    }
}

impl Documents for PostgresIdentity {
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
            let found = link
                .find(
                    concat!(
                        "SELECT ",
                        sealed_columns!(),
                        ", p.transaction_id
                         FROM versions v LEFT JOIN pending p ON p.sequence = v.sequence
                         WHERE v.tenant = $1 AND v.row_key = $2 AND v.version = $3"
                    ),
                    &[&int(tenant.number()), &row.as_bytes().as_slice(), &int(version.0)],
                )
                .await?;
            found.map(|row| rows::sealed(STORE, &row, rows::transaction(&row, 8)?)).transpose()
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
                let were_there = tenants::remove_of_identity(link, tenant, limit).await?;
                Ok(Ok::<_, StoreError>(were_there))
            })
        }))
    }
}

impl Changes for PostgresIdentity {
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

impl Identity for PostgresIdentity {
    fn prepare<'a>(&'a self, permit: &'a Permit, set: PreparedSet) -> Answer<'a, (), CommitError> {
        let tenant = permit.tenant();
        let mut locks = Locks::default();
        for put in &set.puts {
            locks.alone(tenant, Thing::Row(put.row));
        }
        for guard in &set.guards {
            match *guard {
                PreparedGuard::NotBeingDeleted(person) => {
                    locks.shared(tenant, Thing::Person(person));
                }
                PreparedGuard::NoDependents(person) => locks.alone(tenant, Thing::Person(person)),
            }
        }
        locks.within(tenant);
        locks.shared(TenantId::DEPLOYMENT, Thing::Moment);
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move { prepare::prepare(link, tenant, &set).await })
        }))
    }

    fn settle<'a>(
        &'a self,
        _permit: &'a Permit,
        transaction: TransactionId,
        outcome: Outcome,
    ) -> Answer<'a, ()> {
        let mut locks = Locks::default();
        locks.alone(TenantId::DEPLOYMENT, Thing::Transaction(transaction));
        Box::pin(self.writer.run(locks, move |link| {
            Box::pin(async move {
                settle::settle(link, transaction, outcome).await?;
                Ok(Ok::<(), StoreError>(()))
            })
        }))
    }

    fn list_pending<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Vec<Pending>> {
        Box::pin(self.readers.read(Reach::List, async |link: &Link| {
            let sql = "SELECT transaction_id, min(deadline) FROM pending GROUP BY transaction_id";
            let found = link.rows(sql, &[]).await?;
            found
                .iter()
                .map(|row| {
                    let deadline = model::clock::from_milliseconds(value(row, 1)?);
                    Ok(Pending {
                        transaction: rows::transaction(row, 0)?.ok_or(Failure::Impossible)?,
                        deadline: deadline.ok_or(Failure::Impossible)?,
                    })
                })
                .collect()
        }))
    }
}
