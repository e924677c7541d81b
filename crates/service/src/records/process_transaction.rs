//! Carries out the changes of a transaction: all of them or none (FHIR R4, transaction).
//!
//! First every change is aimed: what it is of, and under which id. Only then it is known what the
//! references between them lead to, and each is planned as if it came alone. What they change together is
//! one write set with one event.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use model::{Json, Operation, ResourceId, ResourceType, StoreName, Version};
use store::{Document, Guard, PreparedGuard, SubjectChange, SubjectState};

use super::criteria::Aim;
use super::incoming::Incoming;
use super::search_resources::Resource;
use super::transaction_references::References;
use super::{Criteria, Precondition, Stored, StoredVersion, Which};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::keys::Subject;
use crate::work::{Change, Work};

/// One change of a transaction.
#[derive(Debug, Clone)]
pub struct TransactionEntry {
    /// By what the others refer to it.
    pub full_url: Option<Box<str>>,
    /// The type it is of.
    pub kind: ResourceType,
    /// What is to be done.
    pub change: EntryChange,
}

/// What an entry of a transaction changes.
#[derive(Debug, Clone)]
pub enum EntryChange {
    /// Creates a resource, unless these describe one.
    Create {
        /// What must describe nothing.
        unless: Option<Criteria>,
        /// The resource.
        resource: Json,
    },
    /// Updates a resource, or creates it.
    Update {
        /// Which one.
        which: Which,
        /// What is expected of it.
        precondition: Precondition,
        /// The resource.
        resource: Json,
    },
    /// Changes parts of a resource.
    Patch {
        /// Which one.
        which: Which,
        /// What is expected of it.
        precondition: Precondition,
        /// A JSON Patch.
        patch: Vec<u8>,
    },
    /// Deletes a resource.
    Delete {
        /// Which one.
        which: Which,
        /// What is expected of it.
        precondition: Precondition,
    },
}

/// What became of an entry.
#[derive(Debug, Clone)]
pub enum EntryOutcome {
    /// It is stored so, or was there so.
    Stored(Stored),
    /// It is gone since this version, or never was there.
    Deleted(Option<Version>),
}

/// What an entry is going to do, once it is known of what.
pub(super) enum Aimed {
    Keep(Resource),
    Write { id: ResourceId, before: Option<Document>, resource: Json },
    Delete(Option<Document>),
}

impl EntryChange {
    const fn operation(&self) -> Operation {
        match self {
            Self::Create { .. } => Operation::CreateResource,
            Self::Update { .. } => Operation::UpdateResource,
            Self::Patch { .. } => Operation::PatchResource,
            Self::Delete { .. } => Operation::DeleteResource,
        }
    }
}

impl Service {
    /// Carries out all of the entries, in one commit with one event, and gives what became of each.
    pub async fn process_transaction(
        &self,
        ctx: &Ctx,
        entries: &[TransactionEntry],
    ) -> Answer<Vec<EntryOutcome>> {
        let kind = fhir::types::resource_type("Bundle").expect("a type of R4");
        self.perform(ctx, Operation::ProcessTransaction, kind, |work| {
            Box::pin(self.plan_transaction(work, entries))
        })
        .await
        .map_err(|mut failure| {
            if let ServiceError::HasDependents(kind) = &mut failure.error {
                *kind = person_deleted_by(entries).unwrap_or(*kind);
            }
            failure
        })
    }

    async fn plan_transaction(
        &self,
        work: &Work<'_>,
        entries: &[TransactionEntry],
    ) -> Result<Change<Vec<EntryOutcome>>, ServiceError> {
        let mut references = References::default();
        let mut aimed = Vec::with_capacity(entries.len());
        let mut touched = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let aim = self.aim_entry(work, entry).await.map_err(|error| error.in_entry(index))?;
            if let Some(id) = aim.changes()
                && let Some(other) = touched.insert((entry.kind, id.clone()), index)
            {
                let detail = format!("the entries {other} and {index} change the same resource");
                return Err(ServiceError::BadRequest(detail));
            }
            references.add(entry, aim.id()).map_err(|error| error.in_entry(index))?;
            aimed.push(aim);
        }
        // Whoever is new must be known before somebody refers to them.
        for (entry, aim) in entries.iter().zip(&aimed) {
            if let Aimed::Write { id, .. } = aim
                && entry.kind.is_person()
            {
                self.keys.create_person(&work.permit, entry.kind, id.as_str()).await?;
            }
        }
        self.find_referred_to(work, entries, &mut aimed, &mut references).await?;
        let mut all = Change::of(Vec::with_capacity(entries.len()));
        for (index, (entry, aim)) in entries.iter().zip(aimed).enumerate() {
            let one = self.plan_entry(work, entry, aim, &references).await;
            all.add(one.map_err(|error| error.in_entry(index))?);
            // Thousands of entries must not keep a thread from everybody else.
            tokio::task::yield_now().await;
        }
        settle_people(&mut all)?;
        Ok(all)
    }

    /// What an entry is of, as things stand before the transaction.
    async fn aim_entry(
        &self,
        work: &Work<'_>,
        entry: &TransactionEntry,
    ) -> Result<Aimed, ServiceError> {
        let kind = entry.kind;
        let permit = self.policies.permit(&work.caller, entry.change.operation(), kind)?;
        let work = &work.beside(permit);
        match &entry.change {
            EntryChange::Create { unless, resource } => {
                Ok(match self.aim_creation(work, kind, unless.as_ref()).await? {
                    Aim::Keep(found) => Aimed::Keep(found),
                    Aim::Write(id, before) => {
                        Aimed::Write { id, before, resource: resource.clone() }
                    }
                })
            }
            EntryChange::Update { which, precondition, resource } => {
                let stated = fhir::meta::id_of(resource);
                let (id, before) =
                    self.aim_update(work, kind, which, stated, *precondition).await?;
                Ok(Aimed::Write { id, before, resource: resource.clone() })
            }
            EntryChange::Patch { which, precondition, patch } => {
                let (before, resource) =
                    self.aim_patch(work, kind, which, *precondition, patch).await?;
                Ok(Aimed::Write { id: before.id.clone(), before: Some(before), resource })
            }
            EntryChange::Delete { which, precondition } => {
                Ok(Aimed::Delete(self.aim_existing(work, kind, which, *precondition).await?))
            }
        }
    }

    async fn plan_entry(
        &self,
        work: &Work<'_>,
        entry: &TransactionEntry,
        aim: Aimed,
        references: &References,
    ) -> Result<Change<EntryOutcome>, ServiceError> {
        let permit = self.policies.permit(&work.caller, entry.change.operation(), entry.kind)?;
        let work = &work.beside(permit);
        match aim {
            Aimed::Keep((sealed, document)) => {
                let touch = work.touch(&sealed, &document).await?;
                let version = StoredVersion::of(document);
                let stored = Stored { version, created: false };
                Ok(Change::of(EntryOutcome::Stored(stored)).showing(touch))
            }
            Aimed::Write { id, before, mut resource } => {
                references.resolve(entry, &mut resource);
                let mut incoming = Incoming::check(entry.kind, resource)?;
                if let Some(before) = &before
                    && entry.change.operation() == Operation::PatchResource
                {
                    incoming = incoming.keeping_content(before);
                }
                let change = self.plan_version(work, &id, before, incoming).await?;
                Ok(change.map(EntryOutcome::Stored))
            }
            Aimed::Delete(before) => {
                let change = self.plan_deletion_of(work, before).await?;
                Ok(change.map(EntryOutcome::Deleted))
            }
        }
    }
}

impl Aimed {
    /// The id of what it is of.
    fn id(&self) -> Option<&ResourceId> {
        match self {
            Self::Keep((_, document)) => Some(&document.id),
            Self::Write { id, .. } => Some(id),
            Self::Delete(before) => before.as_ref().map(|document| &document.id),
        }
    }

    /// The id of what it changes.
    fn changes(&self) -> Option<&ResourceId> {
        match self {
            Self::Keep(_) => None,
            aim => aim.id(),
        }
    }
}

/// What those are whom a transaction deletes.
fn person_deleted_by(entries: &[TransactionEntry]) -> Option<ResourceType> {
    let deletes = |entry: &&TransactionEntry| matches!(entry.change, EntryChange::Delete { .. });
    entries.iter().filter(deletes).map(|entry| entry.kind).find(|kind| kind.is_person())
}

/// Whoever comes with the transaction need not be there before, and nothing may be left or written about
/// whoever goes with it.
pub(super) fn settle_people<T>(all: &mut Change<T>) -> Result<(), ServiceError> {
    let state = |wanted: SubjectState| {
        let changes = all.subjects.iter().filter(move |change| change.state == wanted);
        changes.map(|SubjectChange { subject, .. }| *subject).collect::<HashSet<_>>()
    };
    let (opened, closed) = (state(SubjectState::Open), state(SubjectState::Closed));
    let live: HashSet<_> = all.puts.iter().filter(|put| put.live).map(|put| put.row).collect();
    let records = |person: &Arc<Subject>| person.pseudonym(StoreName::Records);
    let mut stored = all.touched.iter().filter(|touch| live.contains(&touch.row));
    if stored.any(|touch| touch.about.iter().any(|person| closed.contains(&records(person)))) {
        return Err(ServiceError::Unprocessable {
            expression: "Bundle.entry".to_owned(),
            detail: "it deletes somebody and stores something about them",
        });
    }
    let about = all.touched.iter().flat_map(|touch| &touch.about);
    let own: HashSet<_> = about
        .filter(|person| opened.contains(&records(person)))
        .map(|person| person.pseudonym(StoreName::Identity))
        .collect();
    let mut seen = HashSet::new();
    all.guards.retain(|guard| {
        !matches!(guard, Guard::Alive(person) if opened.contains(person)) && seen.insert(*guard)
    });
    let mut seen = HashSet::new();
    all.prepared_guards.retain(|guard| {
        !matches!(guard, PreparedGuard::NotBeingDeleted(person) if own.contains(person))
            && seen.insert(*guard)
    });
    Ok(())
}
