//! Erasures: a person goes, with everything that is theirs, and stays gone.
//!
//! One commit decides: from then on the person counts as erased, and nothing of theirs is shown or written.
//! It leaves a job. The key goes before the answer; what is left, bit by bit, is removed by the job, and it
//! ends when the last root epoch that could open an old copy is destroyed. Any of it may be interrupted
//! anywhere, and is gone on with.

mod accounts;
mod body;
mod copies;
mod erase_subject;
mod find_erasure;
mod finish_erasure;
mod kept;
mod list_erasures;
mod overdue;
mod read_erasure_plan;
mod receipt;
pub(crate) mod removals;
mod remove;
mod rewrite;
mod under_way;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use model::{
    BackgroundTask, ErasureId, Pseudonym, ResourceId, ResourceType, RowKey, StoreName, TenantId,
    Timestamp, Version,
};
use policy::{Concealed, Permit};
use seal::KeyReference;
use store::{Document, Guard, JobKind, Sealed, Selection, SubjectState};

use crate::Service;
use crate::batches::Batch;
use crate::error::ServiceError;
use crate::events::Touch;
use crate::keys::{KeyError, Subject, TenantKeys};
use crate::work::{Change, Work};

pub(crate) use body::{ErasureBody, instant, is_none};
pub(crate) use erase_subject::{Decided, Remains};
pub(crate) use finish_erasure::Haste;
pub use kept::KeptPart;
pub(crate) use overdue::Promises;
pub use read_erasure_plan::{Affected, ErasurePlan};

/// How many erasures are read at a time.
const BATCH_ROWS: usize = 500;
/// How long is waited for what another writer has under way.
const WAIT_FOR_OTHERS: Duration = Duration::from_secs(5);

/// A person who was erased, as far as that may be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Its id.
    pub id: ErasureId,
    /// The type of the person's own document.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// When: from then on nothing of the person was shown.
    pub erased_at: Timestamp,
    /// How far it is.
    pub state: ErasureState,
    /// How many documents were removed, and how many about others too were rewritten, once they were.
    pub documents: Option<(u64, u64)>,
    /// Until when copies of before can be opened by whoever has all keys of that time, or since when they
    /// cannot.
    pub copies_until: Timestamp,
    /// Whether it was done again in what was restored: then there is no receipt, and those of before stay good.
    pub is_replayed: bool,
    /// The receipt, if it can be given by now: a signed note.
    pub receipt: Option<String>,
}

/// How far an erasure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureState {
    /// The person is erased; their key may be there for a moment still.
    Decided,
    /// The key is destroyed, and what is left is being removed.
    Erased,
    /// Nothing is left, but what copies of before have.
    Removed,
    /// No copy of before can be opened any more.
    Closed,
}

impl ErasureState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Erased => "erased",
            Self::Removed => "removed",
            Self::Closed => "closed",
        }
    }
}

/// Who was erased, to hold against what is stored.
pub(crate) struct Erased {
    /// The person's pseudonyms in the identity and the records store.
    pub(crate) pseudonyms: [Pseudonym; 2],
    /// How the log knows the person.
    pub(crate) log_subject: String,
}

/// Everybody who was erased in a tenant.
#[derive(Default)]
pub(crate) struct ErasedPeople {
    people: HashMap<ErasureId, Erased>,
    /// Where tenants stood in the deployment's list who were deleted.
    unlisted: HashSet<RowKey>,
}

impl ErasedPeople {
    /// Whether a row that is without content, or without a key, is so because somebody was erased whom the
    /// event that wrote it names.
    pub(crate) fn account_for(&self, sealed: &Sealed, named: &[String]) -> bool {
        if self.unlisted.contains(&sealed.row) {
            return true;
        }
        let erased = match sealed.key {
            KeyReference::Erased(erasure) => self.people.get(&erasure),
            KeyReference::Subject(person) => {
                self.people.values().find(|erased| erased.pseudonyms.contains(&person))
            }
            // The keys of documents about several people go before their content does.
            KeyReference::Document(_) => {
                self.people.values().find(|erased| named.contains(&erased.log_subject))
            }
            _ => None,
        };
        erased.is_some_and(|erased| named.contains(&erased.log_subject))
    }

    /// How the log knows somebody who was erased.
    fn log_subject_of(&self, person: Pseudonym) -> Option<&str> {
        let erased = self.people.values().find(|erased| erased.pseudonyms.contains(&person));
        erased.map(|erased| erased.log_subject.as_str())
    }
}

impl Service {
    /// Opens a row. What went with an erasure is gone; what only looks so fails its integrity check.
    pub(crate) async fn open_sealed(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Concealed<Document>, ServiceError> {
        match self.keys.open(permit, sealed).await {
            Err(KeyError::Erased(erasure)) => {
                let keys = self.keys.tenant(permit).await?;
                let is_so = self.find_erasure_body(permit, &keys, erasure).await?.is_some();
                Err(if is_so { ServiceError::Gone } else { ServiceError::Integrity })
            }
            Err(KeyError::NoKey) => match sealed.key {
                KeyReference::Subject(person) if self.is_erased(permit, person).await? => {
                    Err(ServiceError::Gone)
                }
                // The key of a document about several people goes before its content does.
                KeyReference::Document(_) if self.is_being_erased(permit.tenant()).await? => {
                    Err(ServiceError::Gone)
                }
                _ => Err(ServiceError::Integrity),
            },
            opened => Ok(opened?),
        }
    }

    /// Opens a row and lets the rules release it, restricted or not.
    pub(crate) async fn open_document(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Document, ServiceError> {
        let concealed = self.open_sealed(permit, sealed).await?;
        Ok(self.policies.release(permit, concealed)?)
    }

    /// Whether a person was erased, by either of their pseudonyms.
    pub(crate) async fn is_erased(
        &self,
        permit: &Permit,
        person: Pseudonym,
    ) -> Result<bool, ServiceError> {
        let state = self.records.find_subject_state(permit, person).await?;
        Ok(state == Some(SubjectState::Erased))
    }

    /// Whether an erasure in a tenant is not finished.
    async fn is_being_erased(&self, tenant: TenantId) -> Result<bool, ServiceError> {
        Ok(!self.list_jobs_of(tenant, JobKind::FinishErasure).await?.is_empty())
    }

    /// Everybody who was erased in the permit's tenant.
    pub(crate) async fn erased_people(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
    ) -> Result<ErasedPeople, ServiceError> {
        let mut people = ErasedPeople::default();
        if permit.tenant() == TenantId::DEPLOYMENT {
            people.unlisted = self.deleted_tenants().await?.into_values().collect();
        }
        for (id, body) in self.list_erasure_bodies(permit, keys).await? {
            people.people.insert(id, body.erased()?);
        }
        Ok(people)
    }

    /// All erasures of the permit's tenant.
    pub(crate) async fn list_erasure_bodies(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
    ) -> Result<Vec<(ErasureId, ErasureBody)>, ServiceError> {
        let (mut bodies, mut before, mut batch) = (Vec::new(), None, Batch::default());
        loop {
            let selection = Selection::OfKind(ResourceType::ERASURE);
            let rows = self.records.list_live(permit, selection, before, batch.rows()).await?;
            let Some(last) = rows.last() else { return Ok(bodies) };
            batch.has_read(&rows);
            before = Some(last.born);
            for sealed in &rows {
                // Whether it opens is found out as for any other row.
                let Ok(document) = self.open_erasure(permit, sealed).await else { continue };
                let (Ok(id), Ok(body)) =
                    (document.id.as_str().parse(), ErasureBody::read(&document))
                else {
                    continue;
                };
                if sealed.row == erasure_row(keys, id) {
                    bodies.push((id, body));
                }
            }
        }
    }

    /// The newest version of an erasure.
    pub(crate) async fn find_erasure_body(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
        id: ErasureId,
    ) -> Result<Option<(Version, ErasureBody)>, ServiceError> {
        let Some(sealed) = self.records.find_newest(permit, erasure_row(keys, id)).await? else {
            return Ok(None);
        };
        let document = self.open_erasure(permit, &sealed).await?;
        Ok(Some((sealed.version, ErasureBody::read(&document)?)))
    }

    async fn open_erasure(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Document, ServiceError> {
        let task = task(permit.tenant());
        if sealed.kind != ResourceType::ERASURE {
            return Err(ServiceError::Integrity);
        }
        let concealed = self.keys.open(&task, sealed).await?;
        Ok(self.policies.release(&task, concealed)?)
    }

    /// Somebody who can be erased: known, whether their own document is there or was deleted.
    pub(crate) async fn find_erasable(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Person, ServiceError> {
        let permit = &work.permit;
        let own_row = work.keys.row_key(kind.store(), kind.name(), id.as_str());
        if let Some(subject) = self.keys.find_person(permit, kind, id.as_str()).await? {
            let records = subject.pseudonym(StoreName::Records);
            // Of others a patient does not even learn whether they are there.
            if work.caller.own.is_some_and(|own| own.records != records) {
                return Err(ServiceError::NotFound);
            }
            match self.records.find_subject_state(permit, records).await? {
                Some(SubjectState::Erased) => return Err(ServiceError::Gone),
                Some(SubjectState::Open | SubjectState::Closed | SubjectState::Restricted) => {
                    return Ok(Person { kind, id: id.clone(), own_row, subject });
                }
                // Their key was made, and what was to be known of them was not committed.
                None => {}
            }
        }
        if self.is_erased(permit, tombstone(own_row)).await? {
            return Err(ServiceError::Gone);
        }
        if !kind.is_person() {
            return Err(ServiceError::NotFound);
        }
        let newest = self.identity.find_newest(permit, own_row).await?;
        match self.open_sealed(permit, &newest.ok_or(ServiceError::NotFound)?).await {
            Err(ServiceError::Gone) => Err(ServiceError::Gone),
            // Their key is lost.
            _ => Err(ServiceError::Integrity),
        }
    }
}

/// Who is meant.
pub(crate) struct Person {
    pub(crate) kind: ResourceType,
    pub(crate) id: ResourceId,
    /// The row of their own document, if they have one.
    own_row: RowKey,
    pub(crate) subject: Arc<Subject>,
}

impl Service {
    /// What the event says of somebody.
    async fn touch_of_person(
        &self,
        work: &Work<'_>,
        person: &Person,
    ) -> Result<Touch, ServiceError> {
        let newest = self.store(person.kind.store()).find_newest(&work.permit, person.own_row);
        Ok(Touch {
            store: person.kind.store(),
            kind: person.kind.name().into(),
            id: person.id.clone(),
            row: person.own_row,
            version: newest.await?.map_or(Version::ABSENT, |newest| newest.version),
            sha256: None,
            about: vec![Arc::clone(&person.subject)],
            gone: Vec::new(),
        })
    }

    /// An answer that is about a person, erased or not being what matters: who sees to their rights is shown
    /// restricted ones too.
    pub(crate) async fn showing_person<T>(
        &self,
        work: &Work<'_>,
        mut change: Change<T>,
        person: &Person,
    ) -> Result<Change<T>, ServiceError> {
        change.touched.push(self.touch_of_person(work, person).await?);
        change.guards.push(Guard::NotErased(person.subject.pseudonym(StoreName::Records)));
        Ok(change)
    }
}

/// Under which it is known that somebody was erased whose own document has this row, or would have: it may never have
/// been stored here.
pub(crate) fn tombstone(row: RowKey) -> Pseudonym {
    let hash = seal::sha256(&[b"ribcage erased row 1", row.as_bytes()]);
    Pseudonym::from_bytes(*hash.first_chunk().expect("a hash is longer"))
}

pub(crate) fn erasure_row(keys: &TenantKeys, id: ErasureId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::ERASURE.name(), &id.to_string())
}

/// Leave to remove what is left of somebody.
pub(crate) fn task(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::Erase, tenant)
}
