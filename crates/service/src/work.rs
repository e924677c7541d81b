//! The way every operation goes: permit, work, commit with its event.
//!
//! ```text
//! self.perform(ctx, Operation::ReadResource, kind, |work| {   // the rules; a no is logged
//!     Box::pin(self.show_newest(work, kind, id))              // the operation itself
//! })                                                          // committed with its event
//! ```

mod change;

use std::borrow::Cow;
use std::pin::Pin;
use std::sync::Arc;

use model::limits::COMMIT_RETRIES_MAX;
use model::{Caller, Effect, Operation, Pseudonym, ResourceType, StoreName, Tree};
use policy::{Concealed, Permit};
use store::{CommitError, Committed, Document, GuardFailure, Sealed, WriteSet};

use tokio::sync::OnceCell;

use crate::Service;
use crate::ctx::Ctx;
use crate::document_types::DocumentTypes;
use crate::error::{Answer, Done, Failure, ServiceError};
use crate::events::{Outcome, Touch};
use crate::keys::{Subject, TenantKeys};

pub(crate) use change::{Change, touch_put};

/// An operation that was permitted and is not committed yet.
pub(crate) struct Work<'a> {
    pub(crate) service: &'a Service,
    pub(crate) ctx: &'a Ctx,
    /// Who asks, as far as is known by now: their roles or name may have changed meanwhile.
    pub(crate) caller: Cow<'a, Caller>,
    pub(crate) operation: Operation,
    pub(crate) permit: Permit,
    /// The keys of the permit's tenant.
    pub(crate) keys: Arc<TenantKeys>,
    /// The tenant's own types of documents, once they were looked up.
    pub(crate) types: OnceCell<DocumentTypes>,
    /// Somebody was about to be shown who is erased: everybody is looked at before they are.
    pub(crate) is_wary: bool,
}

/// What planning an operation gives. Boxed, so that the compiler sees that it may move between
/// threads whatever it borrows.
pub(crate) type Planned<'w, T> =
    Pin<Box<dyn Future<Output = Result<Change<T>, ServiceError>> + Send + 'w>>;

impl Service {
    /// Does an operation: asks the rules, lets it plan what it gives and changes, and commits that
    /// with the event that says so, or the event of its failure.
    ///
    /// Whoever was overtaken begins anew: with the caller as they are by now if their credential has
    /// changed, and on the newest versions if somebody else was quicker. So what is remembered of a
    /// caller may be of yesterday, and nothing leaves that they may not see today.
    pub(crate) async fn perform<'a, T>(
        &'a self,
        ctx: &'a Ctx,
        operation: Operation,
        kind: ResourceType,
        plan: impl for<'w> Fn(&'w Work<'a>) -> Planned<'w, T>,
    ) -> Answer<T> {
        if operation.effect() == Effect::Change {
            self.wait_for_indexes().await;
        }
        let mut caller = Cow::Borrowed(&ctx.caller);
        let mut failed = None;
        let mut is_wary = false;
        let mut tries_left = COMMIT_RETRIES_MAX;
        loop {
            let permit = self.policies.permit(&caller, operation, kind);
            let (permit, denial) = match permit {
                Ok(permit) => (permit, None),
                Err(denial) => (Permit::to_record_refusal(&caller, &denial), Some(denial.into())),
            };
            let keys = self.keys.tenant(&permit).await.map_err(ServiceError::from)?;
            let types = OnceCell::new();
            let caller_now = caller.clone();
            let service = self;
            let work =
                Work { service, ctx, caller: caller_now, operation, permit, keys, types, is_wary };
            let (planned, is_failure) = match denial.or(failed.take()) {
                Some(error) => (Err(error), true),
                None => (plan(&work).await, false),
            };
            let is_failure = is_failure || planned.is_err();
            let error = match work.conclude(planned).await {
                Ok(answer) => return answer,
                Err(error) => error,
            };
            if is_overtaken(operation, &error) && tries_left > 0 {
                tries_left -= 1;
                is_wary |= matches!(error, CommitError::Guard(failure) if is_of_person(failure));
                if let CommitError::Guard(GuardFailure::Credential | GuardFailure::Session) = error
                {
                    caller = Cow::Owned(self.refresh(&caller).await?);
                }
            } else if is_failure {
                // Audit fails closed: what could not be written down is not told.
                return Err(ServiceError::from(error).into());
            } else {
                failed = Some(explain(error, kind));
            }
        }
    }
}

impl Work<'_> {
    /// Commits what was planned with its event, or the event of a failure.
    async fn conclude<T>(
        self,
        planned: Result<Change<T>, ServiceError>,
    ) -> Result<Answer<T>, CommitError> {
        match planned {
            Ok(change) => {
                let (value, event) = self.carry_out(change).await?;
                Ok(Ok(Done { value, event }))
            }
            Err(error) => {
                let event = Some(self.record(&error).await?);
                Ok(Err(Failure { error, event }))
            }
        }
    }

    /// Commits what was planned with its event.
    pub(crate) async fn carry_out<T>(
        self,
        change: Change<T>,
    ) -> Result<(T, Committed), CommitError> {
        let tree = self.operation.tree();
        let event = self.draft(tree, change.outcome, &change.touched, change.returned);
        let change = self.with_purpose(change);
        let Change { value, guards, puts, claims, subjects, jobs, prepared_guards, .. } = change;
        let Change { tenants, blobs, sessions, .. } = change;
        let (identity, records) =
            puts.into_iter().partition::<Vec<_>, _>(|put| put.kind.store() == StoreName::Identity);
        let (puts, decides) = (records, None);
        let set = WriteSet {
            guards,
            puts,
            claims,
            subjects,
            tenants,
            jobs,
            blobs,
            sessions,
            decides,
            event,
        };
        let leaves_work = !set.jobs.is_empty();
        let service = self.service;
        let event = if identity.is_empty() {
            self.service.records.commit(self.permit, set).await?
        } else {
            self.service.commit_across(self.permit, prepared_guards, identity, set).await?
        };
        if leaves_work {
            service.jobs.is_wanted();
        }
        Ok((value, event))
    }

    /// Writes down that the operation was not done, and why.
    async fn record(self, error: &ServiceError) -> Result<Committed, CommitError> {
        let outcome = if error.is_refusal() {
            Outcome::Refused(error.code())
        } else {
            Outcome::Failed(error.code())
        };
        let event = self.draft(Tree::Access, outcome, &[], None);
        self.service.records.commit(self.permit, WriteSet::only_event(event)).await
    }

    /// The same work under another permit, to look at what the outcome depends on.
    pub(crate) fn beside(&self, permit: Permit) -> Work<'_> {
        let (caller, keys) = (Cow::Borrowed(self.caller.as_ref()), Arc::clone(&self.keys));
        let Self { service, ctx, operation, is_wary, .. } = *self;
        Work { service, ctx, caller, operation, permit, keys, types: OnceCell::new(), is_wary }
    }

    /// Opens a row and lets the rules release it.
    pub(crate) async fn release(&self, sealed: &Sealed) -> Result<Document, ServiceError> {
        let concealed = self.open(&self.permit, sealed).await?;
        let document = self.service.policies.release(&self.permit, concealed)?;
        self.admit_context(&document).await?;
        self.admit_people(sealed.store, &document).await?;
        Ok(document)
    }

    /// That nobody whom a document is about is erased, as far as a commit would not see to that.
    async fn admit_people(
        &self,
        store: StoreName,
        document: &Document,
    ) -> Result<(), ServiceError> {
        if document.about.len() > 1 {
            self.people(store, &document.about).await?;
        }
        if self.is_wary {
            self.service.admit_all(&self.permit, &document.about).await?;
            self.admit_purpose(&document.about).await?;
        }
        Ok(())
    }

    /// Opens a row, so that it can be decided upon.
    pub(crate) async fn open(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Concealed<Document>, ServiceError> {
        self.ctx.look_at_row()?;
        let concealed = self.service.open_sealed(permit, sealed).await?;
        if !sealed.kind.is_of_tenant() {
            return Ok(concealed);
        }
        let known = self.document_types().await?.of_kind(sealed.kind);
        Ok(concealed.defined(known.ok_or(ServiceError::Integrity)?.shown()))
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
            let Some(found) = found else {
                let is_erased = self.service.is_erased(&self.permit, *pseudonym).await?;
                return Err(if is_erased { ServiceError::Gone } else { ServiceError::Integrity });
            };
            people.push(found);
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
            kind: document.type_name().into(),
            id: document.id.clone(),
            row: sealed.row,
            version: document.version,
            sha256: None,
            about: self.people(sealed.store, &document.about).await?,
            gone: Vec::new(),
        })
    }
}

/// Whether somebody else was quicker.
const fn is_overtaken(operation: Operation, error: &CommitError) -> bool {
    match error {
        // Not its name was taken, but its number: two were registered at the same moment.
        CommitError::Guard(GuardFailure::Claimed) => {
            matches!(operation, Operation::CreateDocumentType)
        }
        // What the people are was looked up before, and is looked up anew.
        CommitError::Guard(failure) if is_of_person(*failure) => true,
        CommitError::Guard(failure) => failure.is_overtaken(),
        CommitError::Store(_) => false,
    }
}

/// Whether somebody may not be shown who was looked at.
const fn is_of_person(failure: GuardFailure) -> bool {
    matches!(failure, GuardFailure::Erased | GuardFailure::Restricted | GuardFailure::Objected)
}

/// Says what a failed commit means for the operation's kind of thing.
fn explain(error: CommitError, kind: ResourceType) -> ServiceError {
    match error {
        CommitError::Guard(GuardFailure::HasDependents) => ServiceError::HasDependents(kind),
        // What the caller expects was held against the newest version when this was planned.
        CommitError::Guard(GuardFailure::Version(_)) => ServiceError::Conflict,
        // Somebody else of those who were to be shown, again and again: it was looked who is erased by now.
        CommitError::Guard(failure) if is_of_person(failure) => ServiceError::Busy,
        error => error.into(),
    }
}
