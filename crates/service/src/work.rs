//! The way every operation goes: permit, work, commit with its event.
//!
//! ```text
//! let work = self.begin(ctx, Operation::ReadResource, kind).await?;   // the rules; a no is logged
//! let change = self.read(&work, id).await;                            // the operation itself
//! work.finish(change).await                                           // committed with its event
//! ```

use std::borrow::Cow;
use std::sync::Arc;

use model::{Caller, Effect, Operation, Pseudonym, ResourceType, StoreName, Tree, Version};
use policy::Permit;
use store::{
    ClaimChange, CommitError, Committed, Document, Guard, GuardFailure, Put, Sealed, StoreError,
    SubjectChange, WriteSet,
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
    /// Who asks, as far as is known by now: their roles or name may have changed meanwhile.
    pub(crate) caller: Cow<'a, Caller>,
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
        let Self { guards, puts, claims, subjects, touched, returned, .. } = self;
        Change { value, guards, puts, claims, subjects, touched, returned }
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
        let caller = Cow::Borrowed(&ctx.caller);
        if let Ok(permit) = self.policies.permit(&caller, operation, kind) {
            return Ok(Work { service: self, ctx, caller, operation, permit });
        }
        // What is remembered of the caller may be of yesterday: look again before saying no.
        let caller = match ctx.caller.credential {
            None => caller,
            Some(_) => Cow::Owned(self.refresh(caller.as_ref()).await?),
        };
        match self.policies.permit(&caller, operation, kind) {
            Ok(permit) => Ok(Work { service: self, ctx, caller, operation, permit }),
            Err(denial) => {
                let permit = Permit::to_record_refusal(&caller, &denial);
                let work = Work { service: self, ctx, caller, operation, permit };
                Err(work.fail(denial.into()).await)
            }
        }
    }
}

impl Work<'_> {
    /// Commits what the operation changes with the event that says so, or the event of its failure.
    pub(crate) async fn finish<T>(mut self, result: Result<Change<T>, ServiceError>) -> Answer<T> {
        let change = match result {
            Ok(change) => change,
            Err(error) => return Err(self.fail(error).await),
        };
        let Change { value, guards, puts, claims, subjects, touched, returned } = change;
        let tree = match self.operation.effect() {
            Effect::Change => Tree::Changes,
            Effect::Access => Tree::Access,
        };
        let (identity, records) =
            puts.into_iter().partition::<Vec<_>, _>(|put| put.kind.store() == StoreName::Identity);
        let event = self.draft(tree, Outcome::Done, &touched, returned).await?;
        let mut set = WriteSet { guards, puts: records, claims, subjects, decides: None, event };
        let mut first = true;
        loop {
            let Self { service, ctx, caller, operation, permit } = self;
            let kind = permit.kind();
            let roles = caller.roles;
            let shared = Arc::new(set);
            let error = match service.commit(permit, &identity, &shared).await {
                Ok(event) => return Ok(Done { value, event }),
                Err(error) => error,
            };
            let renewed = service.renew(ctx, caller, operation, kind).await;
            let changed = matches!(error, CommitError::Guard(GuardFailure::Credential));
            match (renewed, Arc::into_inner(shared)) {
                // The caller may still do it, under another name: once more. With other roles, what
                // was released would not be what they may see now.
                (Ok(work), Some(unchanged)) if changed && first && work.caller.roles == roles => {
                    let event = work.draft(tree, Outcome::Done, &touched, returned).await?;
                    set = WriteSet { event, ..unchanged };
                    self = work;
                    first = false;
                }
                (Ok(work), _) if changed => return Err(work.fail(ServiceError::Busy).await),
                (Ok(work), _) => return Err(work.fail(explain(error, kind)).await),
                (Err(failure), _) => return Err(failure),
            }
        }
    }

    /// Writes down that the operation was not done, and says why.
    pub(crate) async fn fail(self, error: ServiceError) -> Failure {
        let Self { service, ctx, operation, .. } = self;
        let kind = self.permit.kind();
        let caller = self.caller.clone();
        match self.record(&error).await {
            Ok(event) => Failure { error, event: Some(event) },
            // Once more, as whoever the caller is by now.
            Err(CommitError::Guard(GuardFailure::Credential)) => {
                match service.renew(ctx, caller, operation, kind).await {
                    Err(failure) => failure,
                    Ok(work) => match work.record(&error).await {
                        Ok(event) => Failure { error, event: Some(event) },
                        Err(failed) => ServiceError::from(failed).into(),
                    },
                }
            }
            // Audit fails closed: what could not be written down is not told.
            Err(failed) => ServiceError::from(failed).into(),
        }
    }

    async fn record(self, error: &ServiceError) -> Result<Committed, CommitError> {
        let outcome = if error.is_refusal() {
            Outcome::Refused(error.code())
        } else {
            Outcome::Failed(error.code())
        };
        let event = self.draft(Tree::Access, outcome, &[], None).await;
        let event =
            event.map_err(|_| StoreError::Unavailable { store: StoreName::Keys, source: None })?;
        let set = Arc::new(WriteSet::only_event(event));
        self.service.records.commit(self.permit, set).await
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
    async fn commit(
        &self,
        permit: Permit,
        identity: &[Put],
        set: &Arc<WriteSet>,
    ) -> Result<Committed, CommitError> {
        if identity.is_empty() {
            self.records.commit(permit, Arc::clone(set)).await
        } else {
            self.commit_across(permit, identity, set).await
        }
    }

    /// A fresh permit for whoever the caller is by now. If they may not do it any more, that is
    /// written down.
    async fn renew<'a>(
        &'a self,
        ctx: &'a Ctx,
        caller: Cow<'a, Caller>,
        operation: Operation,
        kind: ResourceType,
    ) -> Result<Work<'a>, Failure> {
        let caller = match caller.credential {
            None => caller,
            Some(_) => Cow::Owned(self.refresh(&caller).await?),
        };
        match self.policies.permit(&caller, operation, kind) {
            Ok(permit) => Ok(Work { service: self, ctx, caller, operation, permit }),
            Err(denial) => {
                let permit = Permit::to_record_refusal(&caller, &denial);
                let work = Work { service: self, ctx, caller, operation, permit };
                let error = ServiceError::from(denial);
                match work.record(&error).await {
                    Ok(event) => Err(Failure { error, event: Some(event) }),
                    Err(failed) => Err(ServiceError::from(failed).into()),
                }
            }
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
