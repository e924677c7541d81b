//! What a change asks of a store: rows to put, what must hold while they are put, and the event.

use std::fmt;

use model::{Pseudonym, ResourceType, RowKey, TenantId, Timestamp, Version};
use seal::KeyReference;

use crate::blob::Attachment;
use crate::event::EventDraft;
use crate::job::NewJob;
use crate::sealed::Sequence;
use crate::session::SessionChange;

/// Something that must be so inside the commit. If it is not, the set fails, alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Guard {
    /// The newest version of a row is this one; [`Version::ABSENT`] if it must not be there.
    Version {
        /// The row.
        row: RowKey,
        /// Its newest version.
        expected: Version,
    },
    /// Documents may be about the person: known here, neither deleted nor erased.
    Alive(Pseudonym),
    /// What is known of the person may be shown: known here, neither restricted nor erased.
    Shown(Pseudonym),
    /// The person is known here, and not erased.
    NotErased(Pseudonym),
    /// No objection stands under this, which is drawn from a person and a purpose. One stands as what is
    /// restricted does.
    NotObjected(Pseudonym),
    /// No live document of this store is about the person, apart from the rows the set puts.
    NoDependents(Pseudonym),
}

/// One version of a row to be written. That the version before it is the newest is guarded.
#[derive(Debug, Clone)]
pub struct Put {
    /// The type.
    pub kind: ResourceType,
    /// The row.
    pub row: RowKey,
    /// The version; the newest before it must be one less.
    pub version: Version,
    /// The key it is sealed under.
    pub key: KeyReference,
    /// Whether this version shows a document, or says that it was deleted.
    pub live: bool,
    /// The people it is about, by their pseudonyms in the store. It is listed for them, and for
    /// everybody that an earlier version was about, as long as it is live.
    pub about: Vec<Pseudonym>,
    /// The sealed document.
    pub message: Vec<u8>,
}

/// A name that only one document of a tenant may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimChange {
    /// Takes it. Fails if it is taken.
    Take(RowKey),
    /// Gives it back.
    Release(RowKey),
}

/// Whether documents may be about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectState {
    /// They may.
    Open,
    /// They may not: the person's own document was deleted.
    Closed,
    /// They may not, and nothing about the person may be shown until somebody lifts that.
    Restricted,
    /// They may not, and nothing about the person may be shown. There is no way back.
    Erased,
}

/// A person who becomes known to the records store, or whose state changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubjectChange {
    /// The person's pseudonym in the records store.
    pub subject: Pseudonym,
    /// The state from now on.
    pub state: SubjectState,
}

/// Whether anything is shown or written of a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TenantState {
    /// All that its callers may.
    Open,
    /// Nothing that anybody with a credential asks for: it is to be deleted.
    Closed,
    /// Nothing at all. There is no way back.
    Deleted,
}

/// A tenant whose state changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TenantChange {
    /// Which.
    pub tenant: TenantId,
    /// The state from now on.
    pub state: TenantState,
}

/// Everything one operation changes, and the event that says so. Committed whole or not at all.
#[derive(Debug, Clone)]
pub struct WriteSet {
    /// What must hold.
    pub guards: Vec<Guard>,
    /// What is written.
    pub puts: Vec<Put>,
    /// Names taken and given back.
    pub claims: Vec<ClaimChange>,
    /// People who come and go.
    pub subjects: Vec<SubjectChange>,
    /// Tenants that are closed, opened again or deleted. Only sets of the deployment's own change any.
    pub tenants: Vec<TenantChange>,
    /// What is to be done later because of it.
    pub jobs: Vec<NewJob>,
    /// Blobs that documents get.
    pub blobs: Vec<Attachment>,
    /// Sessions that begin and end.
    pub sessions: Vec<SessionChange>,
    /// The transaction that this set decides, when rows wait for it in another store.
    pub decides: Option<TransactionId>,
    /// What the log will say.
    pub event: EventDraft,
}

impl WriteSet {
    /// A set that changes nothing but the log.
    pub const fn only_event(event: EventDraft) -> Self {
        Self {
            guards: Vec::new(),
            puts: Vec::new(),
            claims: Vec::new(),
            subjects: Vec::new(),
            tenants: Vec::new(),
            jobs: Vec::new(),
            blobs: Vec::new(),
            sessions: Vec::new(),
            decides: None,
            event,
        }
    }

    /// Whether it adds an event and nothing else.
    pub fn changes_nothing(&self) -> bool {
        self.puts.is_empty()
            && self.claims.is_empty()
            && self.subjects.is_empty()
            && self.tenants.is_empty()
            && self.jobs.is_empty()
            && self.blobs.is_empty()
            && self.sessions.is_empty()
            && self.decides.is_none()
    }
}

/// Names a set that crosses stores.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionId([u8; 16]);

impl TransactionId {
    /// Draws a new one.
    pub fn random(rng: &dyn model::Rng) -> Self {
        let mut bytes = [0; 16];
        rng.fill(&mut bytes);
        Self(bytes)
    }

    /// From its stored bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its stored bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for TransactionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TransactionId({:032x})", u128::from_be_bytes(self.0))
    }
}

/// Something that must be so in the identity store as rows are prepared there. What a decision rests
/// on is guarded by the records store; this is for what only the identity store sees, decided or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PreparedGuard {
    /// No deletion of the person's own document waits for its decision.
    NotBeingDeleted(Pseudonym),
    /// No document that is live, or waits to be, is about the person, apart from the rows prepared.
    NoDependents(Pseudonym),
}

/// The rows of a set that wait in the identity store for the decision in the records store.
#[derive(Debug, Clone)]
pub struct PreparedSet {
    /// The transaction they wait for.
    pub transaction: TransactionId,
    /// When anybody who finds them undecided may decide that they are not to be.
    pub deadline: Timestamp,
    /// What must hold as they are written.
    pub guards: Vec<PreparedGuard>,
    /// The rows.
    pub puts: Vec<Put>,
}

/// A transaction that rows still wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    /// Its id.
    pub transaction: TransactionId,
    /// When it may be decided against.
    pub deadline: Timestamp,
}

/// How a transaction was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its rows count.
    Committed,
    /// Its rows never were.
    Aborted,
}

/// Which live documents a list shows, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// All of a type.
    OfKind(ResourceType),
    /// Those of a type that are about a person.
    About {
        /// The person's pseudonym in the store.
        subject: Pseudonym,
        /// The type.
        kind: ResourceType,
    },
}

/// A type of a tenant that has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Changed {
    /// Whose.
    pub tenant: TenantId,
    /// The type.
    pub kind: ResourceType,
    /// Where its newest version stands in the stream.
    pub newest: Sequence,
}

/// Which versions a history shows, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versions {
    /// Those of one row.
    OfRow(RowKey),
    /// Those of all rows of a type.
    OfKind(ResourceType),
}
