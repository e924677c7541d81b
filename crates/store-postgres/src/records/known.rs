//! What the engine says of everything that a group of sets touches, and how the sets are judged by it:
//! one after the other, each on what those before it have changed.

use std::collections::{HashMap, HashSet};

use model::{BlobId, Pseudonym, RowKey, SessionMark, TenantId, Version};
use store::{
    Attachment, ClaimChange, Guard, GuardFailure, Put, SessionChange, SubjectChange, SubjectState,
    TenantState, TransactionId,
};

use super::WaitingSet;
use crate::sessions::KnownSessions;

/// `state` of a person, as stored.
pub(super) const CLOSED: i16 = 0;
pub(super) const OPEN: i16 = 1;
pub(super) const ERASED: i16 = 2;
pub(super) const RESTRICTED: i16 = 3;

/// The newest version of a document, and where in the stream its first one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Newest {
    pub(super) version: Version,
    pub(super) born: i64,
}

/// What is so. What is not in a map is not there.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Those that are not open.
    pub(super) tenants: HashMap<TenantId, TenantState>,
    pub(super) rows: HashMap<(TenantId, RowKey), Newest>,
    pub(super) people: HashMap<(TenantId, Pseudonym), i16>,
    pub(super) claims: HashSet<(TenantId, RowKey)>,
    pub(super) decided: HashSet<TransactionId>,
    /// Blobs that a document may get.
    pub(super) pending: HashSet<(TenantId, BlobId)>,
    /// People that live documents are about; known of those only whose dependents a guard forbids.
    pub(super) depended_on: HashSet<(TenantId, Pseudonym)>,
    /// Sessions, and whether they go on.
    pub(super) sessions: KnownSessions,
}

impl Known {
    /// The first guard of a set that fails.
    pub(super) fn check(&self, waiting: &WaitingSet) -> Option<GuardFailure> {
        let WaitingSet { tenant, credential, set, .. } = waiting;
        let (tenant, credential) = (*tenant, *credential);
        match self.tenants.get(&tenant).copied().unwrap_or(TenantState::Open) {
            TenantState::Closed if !waiting.is_good_when_closed => {
                return Some(GuardFailure::TenantClosed);
            }
            TenantState::Deleted => return Some(GuardFailure::TenantClosed),
            TenantState::Open | TenantState::Closed => {}
        }
        if let Some(credential) = credential
            && self.newest(tenant, credential.row) != credential.version
        {
            return Some(GuardFailure::Credential);
        }
        if waiting.session.is_some_and(|mark| !self.goes_on(mark)) {
            return Some(GuardFailure::Session);
        }
        let guards = set.guards.iter().find_map(|guard| self.fails(tenant, *guard));
        guards
            .or_else(|| self.changes_erased(tenant, &set.subjects))
            .or_else(|| self.misplaces(tenant, &set.puts))
            .or_else(|| self.takes_taken(tenant, &set.claims))
            .or_else(|| self.lacks_content(tenant, &set.blobs))
            .or_else(|| set.sessions.iter().find_map(|change| self.refuses(change)))
            .or_else(|| {
                let decided = set.decides.is_some_and(|id| self.decided.contains(&id));
                decided.then_some(GuardFailure::Decided)
            })
    }

    fn fails(&self, tenant: TenantId, guard: Guard) -> Option<GuardFailure> {
        let person = |subject| self.people.get(&(tenant, subject)).copied();
        match guard {
            Guard::Version { row, expected } => {
                let newest = self.newest(tenant, row);
                (newest != expected).then_some(GuardFailure::Version(newest))
            }
            Guard::Alive(subject) => {
                (person(subject) != Some(OPEN)).then_some(GuardFailure::NotAlive)
            }
            Guard::Shown(subject) => match person(subject) {
                Some(OPEN | CLOSED) => None,
                Some(RESTRICTED) => Some(GuardFailure::Restricted),
                _ => Some(GuardFailure::Erased),
            },
            Guard::NotErased(subject) => match person(subject) {
                Some(OPEN | CLOSED | RESTRICTED) => None,
                _ => Some(GuardFailure::Erased),
            },
            Guard::NotObjected(objection) => {
                (person(objection) == Some(RESTRICTED)).then_some(GuardFailure::Objected)
            }
            Guard::NoDependents(subject) => {
                self.depended_on.contains(&(tenant, subject)).then_some(GuardFailure::HasDependents)
            }
        }
    }

    fn changes_erased(&self, tenant: TenantId, changes: &[SubjectChange]) -> Option<GuardFailure> {
        let erased = changes.iter().any(|change| {
            change.state != SubjectState::Erased
                && self.people.get(&(tenant, change.subject)) == Some(&ERASED)
        });
        erased.then_some(GuardFailure::Erased)
    }

    /// Every version comes after the newest, and no row is put twice.
    fn misplaces(&self, tenant: TenantId, puts: &[Put]) -> Option<GuardFailure> {
        puts.iter().enumerate().find_map(|(at, put)| {
            let newest = self.newest(tenant, put.row);
            if newest.next() != put.version {
                return Some(GuardFailure::Version(newest));
            }
            let again = puts[..at].iter().any(|before| before.row == put.row);
            again.then_some(GuardFailure::Version(put.version))
        })
    }

    fn takes_taken(&self, tenant: TenantId, changes: &[ClaimChange]) -> Option<GuardFailure> {
        let taken = changes.iter().enumerate().any(|(at, change)| match change {
            ClaimChange::Take(claim) => {
                changes[..at].contains(change) || self.claims.contains(&(tenant, *claim))
            }
            ClaimChange::Release(_) => false,
        });
        taken.then_some(GuardFailure::Claimed)
    }

    fn lacks_content(&self, tenant: TenantId, blobs: &[Attachment]) -> Option<GuardFailure> {
        let lacks = |it: &Attachment| !self.pending.contains(&(tenant, it.blob));
        blobs.iter().any(lacks).then_some(GuardFailure::NotPending)
    }

    fn refuses(&self, change: &SessionChange) -> Option<GuardFailure> {
        match change {
            SessionChange::Begin { mark, .. } => {
                self.sessions.contains_key(&mark.id).then_some(GuardFailure::Begun)
            }
            SessionChange::Renew { mark, .. } => {
                (!self.goes_on(*mark)).then_some(GuardFailure::Session)
            }
            SessionChange::End { .. } => None,
        }
    }

    fn goes_on(&self, mark: SessionMark) -> bool {
        self.sessions.get(&mark.id) == Some(&(mark, true))
    }

    /// Learns of a change that is going to be made.
    pub(super) fn change_session(&mut self, change: &SessionChange) {
        match change {
            SessionChange::Begin { mark, .. } => {
                self.sessions.insert(mark.id, (*mark, true));
            }
            SessionChange::Renew { mark, .. } => {
                let renewed = SessionMark { generation: mark.generation + 1, ..*mark };
                self.sessions.insert(mark.id, (renewed, true));
            }
            SessionChange::End { sessions, but } => {
                for (mark, goes_on) in self.sessions.values_mut() {
                    *goes_on &= *but == Some(mark.id) || !sessions.contain(*mark);
                }
            }
        }
    }

    fn newest(&self, tenant: TenantId, row: RowKey) -> Version {
        self.rows.get(&(tenant, row)).map_or(Version::ABSENT, |newest| newest.version)
    }
}

/// A stored state of a person. Of what nobody has written, the strictest is taken.
pub(super) const fn subject_state(state: i16) -> SubjectState {
    match state {
        CLOSED => SubjectState::Closed,
        OPEN => SubjectState::Open,
        RESTRICTED => SubjectState::Restricted,
        _ => SubjectState::Erased,
    }
}

/// A person's state, as stored.
pub(super) const fn state(state: SubjectState) -> i16 {
    match state {
        SubjectState::Closed => CLOSED,
        SubjectState::Open => OPEN,
        SubjectState::Restricted => RESTRICTED,
        SubjectState::Erased => ERASED,
    }
}
