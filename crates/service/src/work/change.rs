//! What an operation gives and changes, before it is committed.

use std::sync::Arc;

use model::{RowKey, StoreName, Version};
use store::{
    Attachment, ClaimChange, Document, Guard, NewJob, PreparedGuard, Put, SessionChange,
    SubjectChange, TenantChange,
};

use super::Work;
use crate::error::ServiceError;
use crate::events::{Outcome, Touch};
use crate::keys::Subject;

/// What an operation gives and changes.
pub(crate) struct Change<T> {
    pub(crate) value: T,
    /// What must hold at the moment of the commit.
    pub(crate) guards: Vec<Guard>,
    /// What must hold in the identity store, if rows are prepared there.
    pub(crate) prepared_guards: Vec<PreparedGuard>,
    pub(crate) puts: Vec<Put>,
    pub(crate) claims: Vec<ClaimChange>,
    pub(crate) subjects: Vec<SubjectChange>,
    /// Tenants that are closed, opened again or deleted; by the deployment only.
    pub(crate) tenants: Vec<TenantChange>,
    /// What is to be done later.
    pub(crate) jobs: Vec<NewJob>,
    /// Blobs that documents get.
    pub(crate) blobs: Vec<Attachment>,
    /// Sessions that begin and end.
    pub(crate) sessions: Vec<SessionChange>,
    /// What the event says was read or changed.
    pub(crate) touched: Vec<Touch>,
    /// How many things a list shows.
    pub(crate) returned: Option<usize>,
    /// What the event says of how it ended.
    pub(crate) outcome: Outcome,
}

impl<T> Change<T> {
    /// Nothing but an answer.
    pub(crate) const fn of(value: T) -> Self {
        Self {
            value,
            guards: Vec::new(),
            prepared_guards: Vec::new(),
            puts: Vec::new(),
            claims: Vec::new(),
            subjects: Vec::new(),
            tenants: Vec::new(),
            jobs: Vec::new(),
            blobs: Vec::new(),
            sessions: Vec::new(),
            touched: Vec::new(),
            returned: None,
            outcome: Outcome::Done,
        }
    }

    /// An answer that shows something: the person it is about must not be erased by then.
    pub(crate) fn showing(mut self, touch: Touch) -> Self {
        for subject in &touch.about {
            let guard = Guard::Shown(subject.pseudonym(StoreName::Records));
            if !self.guards.contains(&guard) {
                self.guards.push(guard);
            }
        }
        self.touched.push(touch);
        self
    }

    /// An answer to who sees to people's rights: restricted ones are shown, too, and erased ones are not.
    pub(crate) fn showing_rights(mut self, touch: Touch) -> Self {
        let people = touch.about.iter();
        self.guards.extend(people.map(|it| Guard::NotErased(it.pseudonym(StoreName::Records))));
        self.touched.push(touch);
        self
    }

    /// A change that is made because what was asked for is refused.
    pub(crate) fn refusing(mut self, error: &ServiceError) -> Self {
        self.outcome = Outcome::Refused(error.code());
        self
    }

    /// An answer that lists this many things.
    pub(crate) fn listing(mut self, returned: usize) -> Self {
        self.returned = Some(returned);
        self
    }

    /// A change that stores a document about nobody, too.
    pub(crate) async fn putting(
        mut self,
        work: &Work<'_>,
        row: RowKey,
        document: &Document,
    ) -> Result<Self, ServiceError> {
        let keys = &work.service.keys;
        let key = keys.sealing_key(&work.permit, &[]).await?;
        let put = keys.seal(&work.permit, row, document, &key);
        self.touched.push(touch_put(&put, document, Vec::new()));
        self.puts.push(put);
        Ok(self)
    }

    /// The value turned into another one.
    pub(crate) fn map<U>(self, turn: impl FnOnce(T) -> U) -> Change<U> {
        let Self { value, guards, prepared_guards, puts, claims, subjects, jobs, .. } = self;
        let Self { tenants, blobs, sessions, touched, returned, outcome, .. } = self;
        let value = turn(value);
        Change {
            value,
            guards,
            prepared_guards,
            puts,
            claims,
            subjects,
            tenants,
            jobs,
            blobs,
            sessions,
            touched,
            returned,
            outcome,
        }
    }

    /// The value turned into another one, if that can be.
    pub(crate) fn try_map<U>(
        self,
        turn: impl FnOnce(T) -> Result<U, ServiceError>,
    ) -> Result<Change<U>, ServiceError> {
        let mut value = None;
        let change = self.map(|before| value = Some(turn(before)));
        let value = value.expect("the value was turned")?;
        Ok(change.with(value))
    }

    /// Another value with the same changes.
    pub(crate) fn with<U>(self, value: U) -> Change<U> {
        self.map(|_| value)
    }
}

impl<T> Change<Vec<T>> {
    /// What another one changes too.
    pub(crate) fn add(&mut self, other: Change<T>) {
        self.value.push(other.value);
        self.guards.extend(other.guards);
        self.prepared_guards.extend(other.prepared_guards);
        self.puts.extend(other.puts);
        self.claims.extend(other.claims);
        self.subjects.extend(other.subjects);
        self.tenants.extend(other.tenants);
        self.jobs.extend(other.jobs);
        self.blobs.extend(other.blobs);
        self.sessions.extend(other.sessions);
        self.touched.extend(other.touched);
    }
}

/// What an event says of a row that is about to be written.
pub(crate) fn touch_put(put: &Put, document: &Document, about: Vec<Arc<Subject>>) -> Touch {
    Touch {
        store: put.kind.store(),
        kind: document.type_name().into(),
        id: document.id.clone(),
        row: put.row,
        version: Version(put.version.0),
        sha256: Some(seal::sha256(&[&put.message])),
        about,
        gone: Vec::new(),
    }
}
