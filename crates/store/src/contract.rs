//! The traits that every engine implements.
//!
//! "Not there" is `Ok(None)`. Every method but those of the key service takes a permit, and acts in
//! the permit's tenant only.

mod backup;
mod blobs;
mod exports;
mod jobs;
mod keys;
mod mail;
mod object_place;
mod sessions;

use std::pin::Pin;
use std::time::Duration;

use model::{
    ErasureId, EventId, LogId, LogName, Pseudonym, ResourceType, RowKey, Tree, Version, WriterId,
};
use policy::Permit;
use seal::KeyReference;

use crate::error::{CommitError, StoreError};
use crate::event::{ChainSegment, Committed, EventRecord};
use crate::lease::{Fence, LeaseName};
use crate::log::{DeploymentAppend, LogAppend, LogState, TreeName};
use crate::sealed::{Head, Sealed, Sequence};
use crate::write_set::{
    Changed, Outcome, Pending, PreparedSet, Selection, SubjectState, TenantState, TransactionId,
    Versions, WriteSet,
};

pub use backup::{BackupTargets, Dumps, NotedFences, StoreDump, TargetName};
pub use blobs::Blobs;
pub use exports::{ExportFile, ExportFiles};
pub use jobs::Jobs;
pub use keys::{KeyService, KeyStore};
pub use mail::Mailer;
pub use object_place::{Clearing, ObjectPlace, ObjectWriter};
pub use sessions::SessionStore;

/// What an asynchronous method of a trait object gives.
pub type Answer<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// Versioned documents, as both the identity and the records store keep them.
pub trait Documents: Changes {
    /// The newest version of a row, decided or not, live or not.
    fn find_newest<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Option<Sealed>>;

    /// One version of a row.
    fn find_version<'a>(
        &'a self,
        permit: &'a Permit,
        row: RowKey,
        version: Version,
    ) -> Answer<'a, Option<Sealed>>;

    /// Live documents, newest-born first, those born before `before`. A document that is changed
    /// meanwhile keeps its place, so no page repeats or misses one.
    fn list_live<'a>(
        &'a self,
        permit: &'a Permit,
        selection: Selection,
        before: Option<Sequence>,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>>;

    /// The live documents of a type that were born at these places, in any order.
    fn list_born<'a>(
        &'a self,
        permit: &'a Permit,
        kind: ResourceType,
        born: Vec<Sequence>,
    ) -> Answer<'a, Vec<Sealed>>;

    /// How many live documents there are.
    fn count_live<'a>(&'a self, permit: &'a Permit, selection: Selection) -> Answer<'a, u64>;

    /// Decided versions, newest first, those before `before` in the stream of changes.
    fn list_versions<'a>(
        &'a self,
        permit: &'a Permit,
        versions: Versions,
        before: Option<Sequence>,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>>;

    /// The newest decided version, live or not, of each document that any version was ever about a person,
    /// by type and then by birth, behind this place. What is sealed in them is not read.
    fn list_about<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
        after: Option<(ResourceType, Sequence)>,
        limit: usize,
    ) -> Answer<'a, Vec<Head>>;

    /// The version that each document of a selection had when the stream stood at this place, live or not: the
    /// newest decided one of those up to there, by birth, of those born behind `after`. It is the same whenever
    /// it is asked for, once the horizon is there.
    fn list_as_of<'a>(
        &'a self,
        permit: &'a Permit,
        selection: Selection,
        at: Sequence,
        after: Sequence,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>>;

    /// Takes the content out of those decided versions of a row that are sealed under one of these keys, and
    /// says that it went with this erasure. None of them is live any more.
    fn erase_versions<'a>(
        &'a self,
        permit: &'a Permit,
        erasure: ErasureId,
        row: RowKey,
        keys: Vec<KeyReference>,
    ) -> Answer<'a, ()>;

    /// Forgets of so many documents that they are about a person, and says whether there were any.
    fn unlist<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
        limit: usize,
    ) -> Answer<'a, bool>;

    /// Removes so many rows of all that this store has of the permit's tenant, who was deleted: documents,
    /// decided or not, whom they are about, names and jobs; not the log. Says whether there were any.
    fn remove_of_tenant<'a>(&'a self, permit: &'a Permit, limit: usize) -> Answer<'a, bool>;
}

/// A store's stream of changes, which others follow with a cursor.
pub trait Changes: Send + Sync {
    /// How far the stream can be followed by now: no version is going to stand at this place or before
    /// it that a reader of today does not see, decided.
    fn find_horizon<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Sequence>;

    /// The last place that was ever given, whatever became of what stood there.
    fn find_last_place<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Sequence>;

    /// Which types of which tenants have versions after a place in the stream, decided or not, and
    /// the place of the newest of each.
    fn list_changed<'a>(&'a self, permit: &'a Permit, after: Sequence) -> Answer<'a, Vec<Changed>>;

    /// Versions of a type after a place in the stream, in their order, decided or not.
    fn list_changes<'a>(
        &'a self,
        permit: &'a Permit,
        kind: ResourceType,
        after: Sequence,
        limit: usize,
    ) -> Answer<'a, Vec<Sealed>>;
}

/// The store of who people are. Its rows count only once the records store has decided.
pub trait Identity: Documents {
    /// Writes rows that wait for a decision.
    fn prepare<'a>(&'a self, permit: &'a Permit, set: PreparedSet) -> Answer<'a, (), CommitError>;

    /// Makes the rows of a decided transaction count, or takes them away. May be repeated.
    fn settle<'a>(
        &'a self,
        permit: &'a Permit,
        transaction: TransactionId,
        outcome: Outcome,
    ) -> Answer<'a, ()>;

    /// Transactions that rows of any tenant wait for.
    fn list_pending<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Vec<Pending>>;
}

/// The store of everything else: documents under pseudonyms, decisions, and the log.
pub trait Records: Documents + Log + Leases + Jobs + Blobs + SessionStore {
    /// Commits a set with its event, or nothing. Takes the permit: what was permitted once is done
    /// once. That the caller's credential and session still stand, and that the tenant is not closed to them, is
    /// guarded without being asked for.
    fn commit(&self, permit: Permit, set: WriteSet) -> Answer<'_, Committed, CommitError>;

    /// How a transaction was decided, if it was.
    fn find_outcome<'a>(
        &'a self,
        permit: &'a Permit,
        transaction: TransactionId,
    ) -> Answer<'a, Option<Outcome>>;

    /// Decides against a transaction unless it was decided before; says how it stands decided.
    fn abort<'a>(&'a self, permit: &'a Permit, transaction: TransactionId) -> Answer<'a, Outcome>;

    /// Forgets that transactions were committed, once no row waits for them any more. What was
    /// decided against stays known: its writer may yet come and ask for the opposite.
    fn forget_outcomes<'a>(
        &'a self,
        permit: &'a Permit,
        transactions: Vec<TransactionId>,
    ) -> Answer<'a, ()>;

    /// Whether anything is shown or written of the permit's tenant.
    fn find_tenant_state<'a>(&'a self, permit: &'a Permit) -> Answer<'a, TenantState>;

    /// Whether documents may be about a person, if they are known here.
    fn find_subject_state<'a>(
        &'a self,
        permit: &'a Permit,
        subject: Pseudonym,
    ) -> Answer<'a, Option<SubjectState>>;
}

/// The log as it is stored: events in their writers' chains, and the trees over them.
pub trait Log: Send + Sync {
    /// Trees of any tenant that have committed events without a place in them.
    fn list_unsequenced<'a>(&'a self, permit: &'a Permit, limit: usize)
    -> Answer<'a, Vec<LogName>>;

    /// The committed entries of a tree that have no place in it yet, writer by writer.
    fn list_chains<'a>(
        &'a self,
        permit: &'a Permit,
        log: LogName,
        limit: usize,
    ) -> Answer<'a, Vec<ChainSegment>>;

    /// Writes what a tick adds, all of it or nothing; nothing if a tree has another size by now, a
    /// span does not go on where its chain has been followed to, or somebody else has taken the
    /// sequencer's lease over since.
    fn append<'a>(
        &'a self,
        permit: &'a Permit,
        fence: Fence,
        logs: Vec<LogAppend>,
        deployment: Option<DeploymentAppend>,
    ) -> Answer<'a, bool>;

    /// The state of all trees of all tenants, and of the deployment's.
    fn list_logs<'a>(&'a self, permit: &'a Permit) -> Answer<'a, Vec<LogState>>;

    /// The states of the trees that have grown since the deployment's tree had this size, and
    /// perhaps of others.
    fn list_logs_grown_since<'a>(
        &'a self,
        permit: &'a Permit,
        deployment_size: u64,
    ) -> Answer<'a, Vec<LogState>>;

    /// The state of a tree.
    fn find_log<'a>(&'a self, permit: &'a Permit, tree: TreeName) -> Answer<'a, Option<LogState>>;

    /// The hashes of a tile, as many as there are.
    fn find_tile<'a>(
        &'a self,
        permit: &'a Permit,
        tree: TreeName,
        level: u8,
        index: u64,
    ) -> Answer<'a, Option<Vec<u8>>>;

    /// The deployment tree's leaves from an index.
    fn list_deployment_leaves<'a>(
        &'a self,
        permit: &'a Permit,
        first: u64,
        limit: usize,
    ) -> Answer<'a, Vec<Vec<u8>>>;

    /// Events of the permit's tenant by their index in a tree.
    fn list_sequenced<'a>(
        &'a self,
        permit: &'a Permit,
        tree: Tree,
        first: u64,
        limit: usize,
    ) -> Answer<'a, Vec<EventRecord>>;

    /// An event of the permit's tenant.
    fn find_event<'a>(
        &'a self,
        permit: &'a Permit,
        event: EventId,
    ) -> Answer<'a, Option<EventRecord>>;

    /// Events of the permit's tenant, newest first, those before a position.
    fn list_events<'a>(
        &'a self,
        permit: &'a Permit,
        before: Option<u64>,
        limit: usize,
    ) -> Answer<'a, Vec<EventRecord>>;

    /// Takes headers and bodies out of the next events of the permit's tenant, who was deleted, behind a
    /// position. What the trees are made of stays. Gives the position of the last, or nothing at the end.
    fn empty_events<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<u64>,
        limit: usize,
    ) -> Answer<'a, Option<u64>>;
}

/// Who does what one server does for all of them.
pub trait Leases: Send + Sync {
    /// Takes a lease, or keeps it, for this long from now. Nothing while somebody else has it. Everybody takes
    /// it for the same time: one that has more than twice that left was taken by a clock that is set back since.
    fn hold_lease<'a>(
        &'a self,
        permit: &'a Permit,
        lease: LeaseName,
        holder: WriterId,
        time: Duration,
    ) -> Answer<'a, Option<Fence>>;

    /// Gives a lease back, if it is still the one of this fence.
    fn release_lease<'a>(
        &'a self,
        permit: &'a Permit,
        lease: LeaseName,
        fence: Fence,
    ) -> Answer<'a, ()>;
}

/// Where the newest checkpoints are kept outside the databases, so that entries cut off there are
/// missed.
pub trait CheckpointArchive: Send + Sync {
    /// Keeps the newest checkpoint of a tree.
    fn keep(&self, log: LogId, checkpoint: &str) -> std::io::Result<()>;

    /// Keeps the checkpoint of a tree as that of before, and none as its newest.
    fn set_aside(&self, log: LogId) -> std::io::Result<()>;

    /// The checkpoint of a tree, if one is kept.
    fn find(&self, log: LogId) -> std::io::Result<Option<String>>;

    /// All checkpoints kept.
    fn list(&self) -> std::io::Result<Vec<(LogId, String)>>;

    /// Keeps the list of the logs whose checkpoints are kept.
    fn keep_followed(&self, list: &str) -> std::io::Result<()>;

    /// That list, if there is one.
    fn find_followed(&self) -> std::io::Result<Option<String>>;
}
