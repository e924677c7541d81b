//! One engine with tenants to act in: what every behaviour is told with.

use model::{LogName, Pseudonym, RowKey, StoreName, TenantId, Tree, Version, WriterId};
use policy::Permit;
use store::{
    CommitError, Committed, Documents, EventDraft, EventRecord, GuardFailure, Identity, KeyStore,
    Outcome, PreparedGuard, PreparedSet, Put, Records, Sealed, Selection, Sequence, SubjectName,
    SubjectRecord, TransactionId, Versions, WriteSet,
};

use super::keys::tenant_keys;
use super::{Engine, Opened};
use crate::{TestClock, TestRng, event, permit};

/// The two stores that keep documents.
pub const SHELVES: [StoreName; 2] = [StoreName::Identity, StoreName::Records];

/// More rows than any behaviour puts, for lists that are to be whole.
pub const ALL: usize = 100_000;

/// An engine's three stores, opened, with predictable randomness and time.
pub struct World {
    /// The stores.
    pub stores: Opened,
    /// The run of the server that writes.
    pub writer: WriterId,
    /// Where ids come from.
    pub rng: TestRng,
    /// What time it is.
    pub clock: TestClock,
}

impl World {
    /// Opens an engine's stores for the first time.
    pub async fn open(engine: &impl Engine) -> Self {
        let rng = TestRng::new(1);
        let writer = WriterId::random(&rng);
        Self { stores: engine.open(writer).await, writer, rng, clock: TestClock::new() }
    }

    /// Closes the stores and opens them as another run of the server.
    pub async fn reopen(self, engine: &impl Engine) -> Self {
        let writer = WriterId::random(&self.rng);
        self.reopen_as(engine, writer).await
    }

    /// Closes the stores and opens them for a writer of the caller's choice.
    pub async fn reopen_as(self, engine: &impl Engine, writer: WriterId) -> Self {
        let Self { stores, rng, clock, .. } = self;
        drop(stores);
        Self { stores: engine.open(writer).await, writer, rng, clock }
    }

    /// A new tenant.
    pub fn tenant(&self) -> Tenant<'_> {
        self.tenant_of(TenantId::random(&self.rng))
    }

    /// A tenant that is there already.
    pub const fn tenant_of(&self, id: TenantId) -> Tenant<'_> {
        Tenant { world: self, id }
    }

    /// Draws a row key.
    pub fn row(&self) -> RowKey {
        RowKey::random(&self.rng)
    }

    /// Draws a person.
    pub fn person(&self) -> Pseudonym {
        Pseudonym::random(&self.rng)
    }

    /// Draws a transaction.
    pub fn transaction(&self) -> TransactionId {
        TransactionId::random(&self.rng)
    }

    /// The documents of one of the [`SHELVES`].
    pub fn documents(&self, store: StoreName) -> &dyn Documents {
        match store {
            StoreName::Identity => &*self.stores.identity,
            StoreName::Records => &*self.stores.records,
            StoreName::Keys => panic!("the keys store keeps no documents"),
        }
    }

    /// The identity store.
    pub fn identity(&self) -> &dyn Identity {
        &*self.stores.identity
    }

    /// The records store.
    pub fn records(&self) -> &dyn Records {
        &*self.stores.records
    }

    /// The keys store.
    pub fn keys(&self) -> &dyn KeyStore {
        &*self.stores.keys
    }
}

/// Somebody's tenant, and what a behaviour does in it.
#[derive(Clone, Copy)]
pub struct Tenant<'a> {
    /// Where it is.
    pub world: &'a World,
    /// Which it is.
    pub id: TenantId,
}

impl Tenant<'_> {
    /// Leave to do anything in the tenant.
    pub fn permit(&self) -> Permit {
        permit(self.id)
    }

    /// One of its logs.
    pub const fn log(&self, tree: Tree) -> LogName {
        LogName { tenant: self.id, tree }
    }

    /// Gives it a key, without which nothing can hang on one.
    pub async fn give_keys(&self) {
        let created = self.world.keys().create_tenant(&self.permit(), tenant_keys(1)).await;
        created.expect("it has none yet");
    }

    /// An event of a change, the like of which there was none.
    pub fn event(&self) -> EventDraft {
        event(Tree::Changes, "an event", &self.world.rng)
    }

    /// A set that only writes an event.
    pub fn set(&self) -> WriteSet {
        WriteSet::only_event(self.event())
    }

    /// A set that puts documents.
    pub fn set_of(&self, puts: Vec<Put>) -> WriteSet {
        WriteSet { puts, ..self.set() }
    }

    /// Commits a set, or says why not.
    pub async fn try_commit(&self, set: WriteSet) -> Result<Committed, CommitError> {
        self.world.records().commit(self.permit(), set).await
    }

    /// Commits a set that has to be.
    pub async fn commit(&self, set: WriteSet) -> Committed {
        self.try_commit(set).await.expect("nothing is against it")
    }

    /// The guard that refuses a set.
    pub async fn refusal(&self, set: WriteSet) -> GuardFailure {
        refusal_of(self.try_commit(set).await)
    }

    /// Commits events to a tree, and nothing else.
    pub async fn write_events(&self, tree: Tree, count: usize) -> Vec<Committed> {
        let mut committed = Vec::with_capacity(count);
        for _ in 0..count {
            let draft = event(tree, "an event", &self.world.rng);
            committed.push(self.commit(WriteSet::only_event(draft)).await);
        }
        committed
    }

    /// Puts documents into one of the [`SHELVES`], in one set.
    pub async fn put(&self, store: StoreName, puts: Vec<Put>) {
        if store == StoreName::Records {
            self.commit(self.set_of(puts)).await;
        } else {
            let transaction = self.prepare(puts).await;
            self.decide_and_settle(transaction).await;
        }
    }

    /// Prepares documents in the identity store, or says why not.
    pub async fn try_prepare(
        &self,
        transaction: TransactionId,
        puts: Vec<Put>,
    ) -> Result<(), CommitError> {
        self.try_prepare_if(transaction, Vec::new(), puts).await
    }

    /// Prepares documents in the identity store if the guards hold, or says why not.
    pub async fn try_prepare_if(
        &self,
        transaction: TransactionId,
        guards: Vec<PreparedGuard>,
        puts: Vec<Put>,
    ) -> Result<(), CommitError> {
        let deadline = model::Clock::now(&self.world.clock);
        let set = PreparedSet { transaction, deadline, guards, puts };
        self.world.identity().prepare(&self.permit(), set).await
    }

    /// Prepares documents in the identity store for a new transaction.
    pub async fn prepare(&self, puts: Vec<Put>) -> TransactionId {
        let transaction = self.world.transaction();
        let prepared = self.try_prepare(transaction, puts).await;
        prepared.expect("nothing is against it");
        transaction
    }

    /// Decides for a transaction and makes its rows count.
    pub async fn decide_and_settle(&self, transaction: TransactionId) {
        let decides = Some(transaction);
        self.commit(WriteSet { decides, ..self.set() }).await;
        self.settle(transaction, Outcome::Committed).await;
    }

    /// Tells the identity store how a transaction was decided.
    pub async fn settle(&self, transaction: TransactionId, outcome: Outcome) {
        let identity = self.world.identity();
        let settled = identity.settle(&self.permit(), transaction, outcome).await;
        settled.expect("settling fails only with its store");
    }

    /// Decides against a transaction; how it then stands decided.
    pub async fn abort(&self, transaction: TransactionId) -> Outcome {
        let records = self.world.records();
        let outcome = records.abort(&self.permit(), transaction).await;
        outcome.expect("aborting fails only with its store")
    }

    /// How a transaction was decided.
    pub async fn outcome(&self, transaction: TransactionId) -> Option<Outcome> {
        let records = self.world.records();
        let outcome = records.find_outcome(&self.permit(), transaction).await;
        outcome.expect("a decision can be read")
    }
}

/// What a behaviour looks at.
impl Tenant<'_> {
    /// The newest version of a row.
    pub async fn newest(&self, store: StoreName, row: RowKey) -> Option<Sealed> {
        let documents = self.world.documents(store);
        let found = documents.find_newest(&self.permit(), row).await;
        found.expect("a row can be read")
    }

    /// One version of a row.
    pub async fn version(&self, store: StoreName, row: RowKey, version: u64) -> Option<Sealed> {
        let documents = self.world.documents(store);
        let found = documents.find_version(&self.permit(), row, Version(version)).await;
        found.expect("a version can be read")
    }

    /// All live documents of a selection.
    pub async fn live(&self, store: StoreName, selection: Selection) -> Vec<Sealed> {
        self.page(store, selection, None, ALL).await
    }

    /// A page of the live documents of a selection.
    pub async fn page(
        &self,
        store: StoreName,
        selection: Selection,
        before: Option<Sequence>,
        limit: usize,
    ) -> Vec<Sealed> {
        let documents = self.world.documents(store);
        let listed = documents.list_live(&self.permit(), selection, before, limit).await;
        let listed = listed.expect("live documents can be listed");
        assert!(listed.len() <= limit);
        listed
    }

    /// How many live documents of a selection there are.
    pub async fn count(&self, store: StoreName, selection: Selection) -> u64 {
        let documents = self.world.documents(store);
        let counted = documents.count_live(&self.permit(), selection).await;
        counted.expect("live documents can be counted")
    }

    /// All versions of a history.
    pub async fn history(&self, store: StoreName, versions: Versions) -> Vec<Sealed> {
        self.history_page(store, versions, None, ALL).await
    }

    /// A page of the versions of a history.
    pub async fn history_page(
        &self,
        store: StoreName,
        versions: Versions,
        before: Option<Sequence>,
        limit: usize,
    ) -> Vec<Sealed> {
        let documents = self.world.documents(store);
        let listed = documents.list_versions(&self.permit(), versions, before, limit).await;
        let listed = listed.expect("versions can be listed");
        assert!(listed.len() <= limit);
        listed
    }

    /// A person, by one of their names.
    pub async fn subject(&self, name: SubjectName) -> Option<SubjectRecord> {
        let keys = self.world.keys();
        let found = keys.find_subject(&self.permit(), name).await;
        found.expect("a person can be looked for")
    }

    /// Where an event stands among all events of the store.
    pub async fn position(&self, committed: &Committed) -> u64 {
        let records = self.world.records();
        let found = records.find_event(&self.permit(), committed.event).await;
        let found = found.expect("an event can be read");
        found.expect("it was committed").position
    }

    /// All events, newest first.
    pub async fn events(&self) -> Vec<EventRecord> {
        let records = self.world.records();
        let listed = records.list_events(&self.permit(), None, ALL).await;
        listed.expect("events can be listed")
    }
}

/// The guard that refused a set.
pub fn refusal_of<T: std::fmt::Debug>(result: Result<T, CommitError>) -> GuardFailure {
    match result {
        Err(CommitError::Guard(failure)) => failure,
        other => panic!("a guard was to refuse it, not {other:?}"),
    }
}
