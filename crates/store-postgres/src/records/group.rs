//! Write sets on their way into the engine: asked about together, judged one after the other, written
//! in bulk.

use std::collections::{BTreeSet, HashMap, HashSet};

use ledger::Chain;
use model::{Credential, LogName, StoreName, TenantId};
use store::{ClaimChange, CommitError, Committed, Guard, TenantState, WriteSet};
use tokio::sync::oneshot;

use super::changes::{self, GroupChanges};
use super::heads::{self, Heads};
use super::known::{Known, Newest};
use crate::failure::Failure;
use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::rows::{self, id, int, number};
use crate::tenants;
use crate::writer::{Batch, Changes, Finish, unavailable};

const NEWEST: &str = "
    SELECT wanted.tenant, wanted.row_key, newest.version, newest.born
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, row_key)
    CROSS JOIN LATERAL (
        SELECT version, born FROM versions v
        WHERE v.tenant = wanted.tenant AND v.row_key = wanted.row_key
        ORDER BY version DESC LIMIT 1) AS newest";
const PEOPLE: &str = "
    SELECT wanted.tenant, wanted.subject, person.state
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, subject)
    CROSS JOIN LATERAL (
        SELECT state FROM subjects s
        WHERE s.tenant = wanted.tenant AND s.subject = wanted.subject OFFSET 0) AS person";
const CLAIMED: &str = "
    SELECT wanted.tenant, wanted.claim
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, claim)
    CROSS JOIN LATERAL (
        SELECT 1 FROM claims c
        WHERE c.tenant = wanted.tenant AND c.claim = wanted.claim OFFSET 0) AS taken";
const DECIDED: &str = "SELECT transaction_id FROM outcomes WHERE transaction_id = ANY ($1)";
const DEPENDED_ON: &str = "
    SELECT wanted.tenant, wanted.subject
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, subject)
    WHERE EXISTS (
        SELECT 1 FROM about a JOIN versions v
            ON v.tenant = a.tenant AND v.type = a.type AND v.born = a.born AND v.state = 1
        WHERE a.tenant = wanted.tenant AND a.subject = wanted.subject
            AND v.row_key <> ALL ($3::bytea[]))";
/// Nobody lets them go until this is committed or not.
const PENDING: &str = "
    SELECT b.tenant, b.id FROM blobs b
    WHERE b.state = 0 AND (b.tenant, b.id) IN (SELECT * FROM unnest($1::bigint[], $2::bytea[]))
    ORDER BY b.tenant, b.id FOR UPDATE";
/// Only with a transaction id, by which readers of the stream know what is still to come.
const PLACES: &str = "
    SELECT nextval('places')
    FROM (SELECT pg_current_xact_id() AS id OFFSET 0) AS begun, generate_series(1, $1::bigint)
    WHERE begun.id IS NOT NULL";

/// A set that waits, and who waits for it.
pub(crate) struct WaitingSet {
    pub(super) tenant: TenantId,
    pub(super) credential: Option<Credential>,
    pub(super) set: WriteSet,
    pub(super) done: oneshot::Sender<Result<Committed, CommitError>>,
}

impl WaitingSet {
    /// What is locked for it.
    pub(super) fn locks(&self) -> Locks {
        let Self { tenant, credential, set, .. } = self;
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
        let (tenants, rows, people, claims, decided, depended_on, pending, heads, places) = futures_util::try_join!(
            ask_tenants(link, sets),
            ask_newest(link, sets),
            ask_people(link, sets),
            ask_claims(link, sets),
            ask_decided(link, sets),
            ask_depended_on(link, sets),
            ask_pending(link, sets),
            Self::ask(self, link, logs.into_iter()),
            ask_places(link, places),
        )?;
        let known = Known { tenants, rows, people, claims, decided, pending, depended_on };
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
            if let Some(failure) = known.check(waiting.tenant, waiting.credential, &waiting.set) {
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

async fn ask_tenants(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashMap<TenantId, TenantState>, Failure> {
    let wanted: BTreeSet<_> = sets.iter().map(|set| int(set.tenant.number())).collect();
    let wanted: Vec<i64> = wanted.into_iter().collect();
    link.rows(tenants::FIND, &[&wanted]).await?.iter().map(tenants::found).collect()
}

async fn ask_newest(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashMap<(TenantId, model::RowKey), Newest>, Failure> {
    let wanted = unique(sets, |set| {
        let credential = set.credential.iter().map(|credential| credential.row);
        let guarded = set.set.guards.iter().filter_map(|guard| match guard {
            Guard::Version { row, .. } => Some(*row),
            _ => None,
        });
        credential.chain(guarded).chain(set.set.puts.iter().map(|put| put.row))
    });
    let found = ask(link, NEWEST, &wanted, |row| row.as_bytes().as_slice()).await?;
    found
        .iter()
        .map(|row| {
            let version = model::Version(number(row, 2)?);
            Ok(((tenant(row)?, id(row, 1)?), Newest { version, born: rows::value(row, 3)? }))
        })
        .collect()
}

async fn ask_people(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashMap<(TenantId, model::Pseudonym), i16>, Failure> {
    let wanted = unique(sets, |set| {
        let guarded = set.set.guards.iter().filter_map(|guard| match guard {
            Guard::Alive(person)
            | Guard::Shown(person)
            | Guard::NotErased(person)
            | Guard::NotObjected(person) => Some(*person),
            _ => None,
        });
        guarded.chain(set.set.subjects.iter().map(|change| change.subject))
    });
    let found = ask(link, PEOPLE, &wanted, |person| person.as_bytes().as_slice()).await?;
    found.iter().map(|row| Ok(((tenant(row)?, id(row, 1)?), rows::value(row, 2)?))).collect()
}

async fn ask_claims(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashSet<(TenantId, model::RowKey)>, Failure> {
    let wanted = unique(sets, |set| {
        set.set.claims.iter().map(|change| {
            let (ClaimChange::Take(claim) | ClaimChange::Release(claim)) = change;
            *claim
        })
    });
    let found = ask(link, CLAIMED, &wanted, |claim| claim.as_bytes().as_slice()).await?;
    found.iter().map(|row| Ok((tenant(row)?, id(row, 1)?))).collect()
}

async fn ask_depended_on(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashSet<(TenantId, model::Pseudonym)>, Failure> {
    let wanted = unique(sets, |set| {
        set.set.guards.iter().filter_map(|guard| match guard {
            Guard::NoDependents(person) => Some(*person),
            _ => None,
        })
    });
    if wanted.is_empty() {
        return Ok(HashSet::new());
    }
    let (tenants, people) = columns(&wanted, |person| person.as_bytes().as_slice());
    // Such a set is alone in its group.
    let put: Vec<&[u8]> = sets
        .iter()
        .flat_map(|set| &set.set.puts)
        .map(|put| put.row.as_bytes().as_slice())
        .collect();
    let found = link.rows(DEPENDED_ON, &[&tenants, &people, &put]).await?;
    found.iter().map(|row| Ok((tenant(row)?, id(row, 1)?))).collect()
}

async fn ask_pending(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashSet<(TenantId, model::BlobId)>, Failure> {
    let wanted = unique(sets, |set| set.set.blobs.iter().map(|it| it.blob));
    let found = ask(link, PENDING, &wanted, |blob| blob.as_bytes().as_slice()).await?;
    found.iter().map(|row| Ok((tenant(row)?, id(row, 1)?))).collect()
}

async fn ask_decided(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashSet<store::TransactionId>, Failure> {
    let wanted: Vec<&[u8]> = sets
        .iter()
        .filter_map(|set| set.set.decides.as_ref())
        .map(|transaction| transaction.as_bytes().as_slice())
        .collect();
    if wanted.is_empty() {
        return Ok(HashSet::new());
    }
    let found = link.rows(DECIDED, &[&wanted]).await?;
    found.iter().map(|row| rows::transaction(row, 0)?.ok_or(Failure::Impossible)).collect()
}

async fn ask_places(link: &Link, count: usize) -> Result<Vec<i64>, Failure> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let found = link.rows(PLACES, &[&rows::limit(count)]).await?;
    found.iter().map(|row| rows::value(row, 0)).collect()
}

/// Everything that the sets name, each once.
fn unique<'a, T: Ord, I: Iterator<Item = T>>(
    sets: &'a [WaitingSet],
    names: impl Fn(&'a WaitingSet) -> I,
) -> BTreeSet<(TenantId, T)> {
    sets.iter().flat_map(|set| names(set).map(|name| (set.tenant, name))).collect()
}

/// Asks about names, if there are any.
async fn ask<T>(
    link: &Link,
    sql: &'static str,
    wanted: &BTreeSet<(TenantId, T)>,
    bytes: impl Fn(&T) -> &[u8],
) -> Result<Vec<tokio_postgres::Row>, Failure> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (tenants, names) = columns(wanted, bytes);
    link.rows(sql, &[&tenants, &names]).await
}

fn columns<T>(
    wanted: &BTreeSet<(TenantId, T)>,
    bytes: impl Fn(&T) -> &[u8],
) -> (Vec<i64>, Vec<&[u8]>) {
    wanted.iter().map(|(tenant, name)| (int(tenant.number()), bytes(name))).unzip()
}

fn tenant(row: &tokio_postgres::Row) -> Result<TenantId, Failure> {
    Ok(TenantId::from_number(number(row, 0)?))
}
