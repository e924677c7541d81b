//! The way every operation goes: permit, work, commit with its event.
//!
//! ```text
//! let work = self.begin(ctx, Operation::ReadResource, kind).await?;   // the rules; a no is logged
//! let change = self.read(&work, id).await;                            // the operation itself
//! work.finish(change).await                                           // committed with its event
//! ```

use std::sync::Arc;

use model::{Caller, Effect, Operation, Pseudonym, ResourceType, StoreName, Tree, Version};
use policy::Permit;
use store::{
    ClaimChange, CommitError, Committed, Document, Guard, GuardFailure, Put, Sealed, SubjectChange,
    WriteSet,
};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, Done, Failure, ServiceError};
use crate::events::{Outcome, Touch};
use crate::keys::Subject;

/// An operation that was permitted and is not committed yet.
pub(crate) struct Work<'a> {
    pub(crate) service: &'a Service,
    pub(crate) ctx: &'a Ctx,
    pub(crate) operation: Operation,
    pub(crate) permit: Permit,
}

/// What an operation gives and changes.
pub(crate) struct Change<T> {
    pub(crate) value: T,
    pub(crate) guards: Vec<Guard>,
    pub(crate) puts: Vec<Put>,
    pub(crate) claims: Vec<ClaimChange>,
    pub(crate) subjects: Vec<SubjectChange>,
    /// What the event says was read or changed.
    pub(crate) touched: Vec<Touch>,
    /// How many things a list shows.
    pub(crate) returned: Option<usize>,
}

impl<T> Change<T> {
    /// Nothing but an answer.
    pub(crate) const fn of(value: T) -> Self {
        Self {
            value,
            guards: Vec::new(),
            puts: Vec::new(),
            claims: Vec::new(),
            subjects: Vec::new(),
            touched: Vec::new(),
            returned: None,
        }
    }

    /// An answer that shows something: the person it is about must not be erased by then.
    pub(crate) fn showing(mut self, touch: Touch) -> Self {
        for subject in &touch.about {
            let guard = Guard::NotErased(subject.pseudonym(StoreName::Records));
            if !self.guards.contains(&guard) {
                self.guards.push(guard);
            }
        }
        self.touched.push(touch);
        self
    }

    /// An answer that lists this many things.
    pub(crate) fn listing(mut self, returned: usize) -> Self {
        self.returned = Some(returned);
        self
    }

    /// Another value with the same changes.
    pub(crate) fn with<U>(self, value: U) -> Change<U> {
        let Self {
            guards,
            puts,
            claims,
            subjects,
            touched,
            returned,
            ..
        } = self;
        Change {
            value,
            guards,
            puts,
            claims,
            subjects,
            touched,
            returned,
        }
    }
}

impl Service {
    /// Asks the rules. A no is written down before it is given.
    pub(crate) async fn begin<'a>(
        &'a self,
        ctx: &'a Ctx,
        operation: Operation,
        kind: ResourceType,
    ) -> Result<Work<'a>, Failure> {
        match self.policies.permit(&ctx.caller, operation, kind) {
            Ok(permit) => Ok(Work {
                service: self,
                ctx,
                operation,
                permit,
            }),
            Err(denial) => {
                let permit = Permit::to_record_refusal(&ctx.caller, &denial);
                let work = Work {
                    service: self,
                    ctx,
                    operation,
                    permit,
                };
                Err(work.fail(denial.into()).await)
            }
        }
    }
}

impl Work<'_> {
    /// Commits what the operation changes with the event that says so, or the event of its failure.
    pub(crate) async fn finish<T>(self, result: Result<Change<T>, ServiceError>) -> Answer<T> {
        let change = match result {
            Ok(change) => change,
            Err(error) => return Err(self.fail(error).await),
        };
        let Change {
            value,
            guards,
            puts,
            claims,
            subjects,
            touched,
            returned,
        } = change;
        let tree = match self.operation.effect() {
            Effect::Change => Tree::Changes,
            Effect::Access => Tree::Access,
        };
        let event = self.draft(tree, Outcome::Done, &touched, returned).await?;
        let (identity, records) = puts
            .into_iter()
            .partition(|put| put.kind.store() == StoreName::Identity);
        let set = WriteSet {
            guards,
            puts: records,
            claims,
            subjects,
            decides: None,
            event,
        };
        let Self {
            service,
            ctx,
            operation,
            permit,
        } = self;
        let caller = ctx.caller.clone();
        let kind = permit.kind();
        match service
            .commit(&caller, operation, permit, identity, set)
            .await
        {
            Ok(event) => Ok(Done { value, event }),
            Err(error) => {
                let error = explain(error, kind);
                // A fresh permit: the failure is an event of its own.
                match service.policies.permit(&caller, operation, kind) {
                    Ok(permit) => Err(Work {
                        service,
                        ctx,
                        operation,
                        permit,
                    }
                    .fail(error)
                    .await),
                    Err(_) => Err(error.into()),
                }
            }
        }
    }

    /// Writes down that the operation was not done, and says why.
    pub(crate) async fn fail(self, error: ServiceError) -> Failure {
        let outcome = if error.is_refusal() {
            Outcome::Refused(error.code())
        } else {
            Outcome::Failed(error.code())
        };
        let Ok(event) = self.draft(Tree::Access, outcome, &[], None).await else {
            return error.into();
        };
        let Self {
            service, permit, ..
        } = self;
        match service
            .records
            .commit(permit, Arc::new(WriteSet::only_event(event)))
            .await
        {
            Ok(event) => Failure {
                error,
                event: Some(event),
            },
            Err(CommitError::Guard(GuardFailure::Credential)) => {
                ServiceError::Unauthenticated.into()
            }
            // Audit fails closed: what could not be written down is not told.
            Err(failed) => ServiceError::from(failed).into(),
        }
    }

    /// Opens a row and lets the rules release it.
    pub(crate) async fn release(&self, sealed: &Sealed) -> Result<Document, ServiceError> {
        let concealed = self.service.keys.open(&self.permit, sealed).await?;
        Ok(self.service.policies.release(&self.permit, concealed)?)
    }

    /// The people a released document is about.
    pub(crate) async fn people(
        &self,
        store: StoreName,
        about: &[Pseudonym],
    ) -> Result<Vec<Arc<Subject>>, ServiceError> {
        let mut people = Vec::with_capacity(about.len());
        for pseudonym in about {
            let name = match store {
                StoreName::Identity => store::SubjectName::Identity(*pseudonym),
                _ => store::SubjectName::Records(*pseudonym),
            };
            let found = self.service.keys.find_subject(&self.permit, name).await?;
            people.push(found.ok_or(ServiceError::Integrity)?);
        }
        Ok(people)
    }

    /// What the event says of a document that was shown.
    pub(crate) async fn touch(
        &self,
        sealed: &Sealed,
        document: &Document,
    ) -> Result<Touch, ServiceError> {
        Ok(Touch {
            store: sealed.store,
            kind: document.kind,
            id: document.id.clone(),
            row: sealed.row,
            version: document.version,
            sha256: None,
            about: self.people(sealed.store, &document.about).await?,
        })
    }
}

impl Service {
    /// Commits a set. If the caller's credential has changed meanwhile, who they are is looked up
    /// again, and the rules are asked again, once.
    async fn commit(
        &self,
        caller: &Caller,
        operation: Operation,
        permit: Permit,
        identity: Vec<Put>,
        set: WriteSet,
    ) -> Result<Committed, CommitError> {
        if !identity.is_empty() {
            return self.commit_across(permit, identity, set).await;
        }
        let set = Arc::new(set);
        let kind = permit.kind();
        match self.records.commit(permit, Arc::clone(&set)).await {
            Err(CommitError::Guard(GuardFailure::Credential)) => {
                let permit = match self.refresh(caller).await {
                    Some(caller) => self.policies.permit(&caller, operation, kind).ok(),
                    None => None,
                };
                let permit = permit.ok_or(GuardFailure::Credential)?;
                self.records.commit(permit, set).await
            }
            result => result,
        }
    }
}

/// Says what a failed commit means for the operation's kind of thing.
fn explain(error: CommitError, kind: ResourceType) -> ServiceError {
    match error {
        CommitError::Guard(GuardFailure::HasDependents) => ServiceError::HasDependents(kind),
        error => error.into(),
    }
}

/// What an event says of a row that is about to be written.
pub(crate) fn touch_put(put: &Put, document: &Document, about: Vec<Arc<Subject>>) -> Touch {
    Touch {
        store: put.kind.store(),
        kind: put.kind,
        id: document.id.clone(),
        row: put.row,
        version: Version(put.version.0),
        sha256: Some(seal::sha256(&[&put.message])),
        about,
    }
}
