//! Write sets on their way into the engine: asked about together, judged one after the other, written
//! in bulk.

use std::collections::{BTreeSet, HashMap};

use ledger::Chain;
use model::{Credential, LogName, SessionMark, StoreName, TenantId};
use store::{ClaimChange, CommitError, Committed, Guard, WriteSet};
use tokio::sync::oneshot;

use super::changes::{self, GroupChanges};
use super::heads::{self, Heads};
use super::known::Known;
use super::questions::{
    CLAIMED, DECIDED, DEPENDED_ON, NEWEST, PENDING, PEOPLE, PLACES, ask_claims, ask_decided,
    ask_depended_on, ask_newest, ask_pending, ask_people, ask_places, ask_sessions, ask_tenants,
};
use crate::failure::Failure;
use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::rows::int;
use crate::writer::{Batch, Changes, Finish, unavailable};
use crate::{sessions, tenants};

/// A set that waits, and who waits for it.
pub(crate) struct WaitingSet {
    pub(super) tenant: TenantId,
    pub(super) credential: Option<Credential>,
    pub(super) session: Option<SessionMark>,
    pub(super) is_good_when_closed: bool,
    pub(super) set: WriteSet,
    pub(super) done: oneshot::Sender<Result<Committed, CommitError>>,
}

impl WaitingSet {
    /// What is locked for it.
    pub(super) fn locks(&self) -> Locks {
        let Self { tenant, credential, session, set, .. } = self;
        let mut locks = Locks::default();
        if let Some(credential) = credential {
            locks.shared(*tenant, Thing::Row(credential.row));
        }
        for guard in &set.guards {
            match *guard {
                Guard::Version { row, .. } => locks.shared(*tenant, Thing::Row(row)),
                Guard::Alive(person)
                | Guard::Shown(person)
                | Guard::NotErased(person)
                | Guard::NotObjected(person) => {
                    locks.shared(*tenant, Thing::Person(person));
                }
                Guard::NoDependents(person) => locks.alone(*tenant, Thing::Person(person)),
            }
        }
        for put in &set.puts {
            locks.alone(*tenant, Thing::Row(put.row));
            for person in &put.about {
                locks.shared(*tenant, Thing::Person(*person));
            }
        }
        for change in &set.subjects {
            locks.alone(*tenant, Thing::Person(change.subject));
        }
        for change in &set.claims {
            let (ClaimChange::Take(claim) | ClaimChange::Release(claim)) = change;
            locks.alone(*tenant, Thing::Claim(*claim));
        }
        locks.within(*tenant);
        if let Some(session) = session {
            sessions::rest_on(&mut locks, *session);
        }
        for change in &set.sessions {
            sessions::lock(&mut locks, change);
        }
        for change in &set.tenants {
            locks.alone(change.tenant, Thing::Tenant);
        }
        if let Some(transaction) = set.decides {
            locks.alone(TenantId::DEPLOYMENT, Thing::Transaction(transaction));
        }
        locks
    }

    /// Whether it is judged by what other sets of its group could change without being seen to.
    pub(super) fn is_alone(&self) -> bool {
        self.set.guards.iter().any(|guard| matches!(guard, Guard::NoDependents(_)))
    }

    const fn log(&self) -> LogName {
        LogName { tenant: self.tenant, tree: self.set.event.tree }
    }

    fn refused(self, error: CommitError) -> Finish {
        Box::new(move |durable| {
            // A guard has judged only if what it saw was so: the group's end says that.
            let _ = self.done.send(durable.map_err(CommitError::from).and(Err(error)));
        })
    }
}

/// What the engine says of a group.
pub(crate) struct Answers {
    known: Known,
    heads: HashMap<LogName, Chain>,
    places: Vec<i64>,
}

impl Batch for Heads {
    type Set = WaitingSet;
    type Known = Answers;

    const STATEMENTS: &'static [&'static str] = &[
        tenants::FIND,
        NEWEST,
        PEOPLE,
        CLAIMED,
        DECIDED,
        DEPENDED_ON,
        PENDING,
        PLACES,
        heads::FIND,
        changes::STATEMENTS[0],
        changes::STATEMENTS[1],
        changes::STATEMENTS[2],
        changes::STATEMENTS[3],
        changes::STATEMENTS[4],
        changes::STATEMENTS[5],
        changes::STATEMENTS[6],
        changes::STATEMENTS[7],
        changes::STATEMENTS[8],
        tenants::CHANGE,
        tenants::OPEN,
        sessions::KNOWN,
        sessions::STATEMENTS[0],
        sessions::STATEMENTS[1],
        sessions::STATEMENTS[2],
        sessions::STATEMENTS[3],
        sessions::STATEMENTS[4],
        sessions::STATEMENTS[5],
    ];

    async fn opened(&mut self, link: &Link) -> Result<(), Failure> {
        self.forget();
        // As long as an earlier connection of this run may still commit, it holds this lock.
        let run = int(self.run().number());
        link.execute("SELECT pg_advisory_lock($1)", &[&run]).await?;
        Ok(())
    }

    async fn ask(&self, link: &Link, sets: &[WaitingSet]) -> Result<Answers, Failure> {
        let places = sets.iter().map(|waiting| waiting.set.puts.len() + 1).sum::<usize>();
        let logs: BTreeSet<_> = sets.iter().map(WaitingSet::log).collect();
        let (tenants, rows, people, claims, decided, depended_on, pending, sessions, heads, places) =
            futures_util::try_join!(
                ask_tenants(link, sets),
                ask_newest(link, sets),
                ask_people(link, sets),
                ask_claims(link, sets),
                ask_decided(link, sets),
                ask_depended_on(link, sets),
                ask_pending(link, sets),
                ask_sessions(link, sets),
                Self::ask(self, link, logs.into_iter()),
                ask_places(link, places),
            )?;
        let known =
            Known { tenants, rows, people, claims, decided, pending, depended_on, sessions };
        Ok(Answers { known, heads, places })
    }

    fn judge(
        &mut self,
        sets: Vec<WaitingSet>,
        answers: Answers,
    ) -> (Vec<Finish>, Box<dyn Changes>) {
        let Answers { mut known, heads, places } = answers;
        self.learn(heads);
        let mut places = places.into_iter();
        let mut place = || places.next().expect("as many were drawn as there are rows and events");
        let mut changes = GroupChanges::default();
        let mut finishes = Vec::with_capacity(sets.len());
        for waiting in sets {
            if let Some(failure) = known.check(&waiting) {
                finishes.push(waiting.refused(failure.into()));
                continue;
            }
            let log = waiting.log();
            let WaitingSet { tenant, set, done, .. } = waiting;
            for put in set.puts {
                changes.put(&mut known, tenant, place(), put);
            }
            for change in set.claims {
                changes.claim(&mut known, tenant, change);
            }
            for change in set.subjects {
                changes.person(&mut known, tenant, change);
            }
            for change in set.tenants {
                changes.tenant(&mut known, change);
            }
            for job in set.jobs {
                changes.job(tenant, job);
            }
            for blob in set.blobs {
                changes.attach(&mut known, tenant, blob);
            }
            for session in set.sessions {
                changes.session(&mut known, session);
            }
            if let Some(transaction) = set.decides {
                changes.decide(&mut known, transaction);
            }
            let chain = self.chain(log);
            let entry = chain.extend(set.event.header_commitment, set.event.bodies_commitment);
            let event =
                model::EventId { tree: log.tree, writer: entry.writer, sequence: entry.sequence };
            let committed = Committed { event, hash: chain.head() };
            changes.event(place(), log, &entry, set.event);
            finishes.push(Box::new(move |durable| {
                // Whoever asked may have gone away; the change stands all the same.
                let _ = done.send(durable.map(|()| committed).map_err(CommitError::from));
            }));
        }
        changes.extend(self.extended());
        (finishes, Box::new(changes))
    }

    fn refuse(sets: Vec<WaitingSet>) -> Vec<Finish> {
        let error = || CommitError::from(unavailable(StoreName::Records));
        sets.into_iter().map(|waiting| waiting.refused(error())).collect()
    }

    fn committed(&mut self) {
        Self::committed(self);
    }

    fn rolled_back(&mut self) {
        Self::rolled_back(self);
    }

    async fn was_committed(&self, link: &Link) -> Result<bool, Failure> {
        self.are_stored(link).await
    }
}
