//! What a group of sets changes, in the columns in which it is sent.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ledger::{Chain, Entry};
use model::{LogName, Pseudonym, RowKey, TenantId, Version};
use store::{
    Attachment, ClaimChange, EventDraft, NewJob, Put, SessionChange, SubjectChange, TenantChange,
    TenantState, TransactionId,
};

use super::known::{self, Known, Newest};
use crate::failure::Failure;
use crate::jobs::seconds;
use crate::link::{Arguments, Link};
use crate::rows::{LIVE, PAST, int, kind_code, log_numbers};
use crate::writer::{Boxed, Changes};
use crate::{sessions, tenants};

/// The engine finds each by its row alone, however many versions a tenant has.
const RETIRE: &str = "
    UPDATE versions SET state = 0 WHERE sequence = ANY (ARRAY(
        SELECT v.sequence
        FROM unnest($1::bigint[], $2::bytea[], $3::bigint[]) AS past (tenant, row_key, version)
        CROSS JOIN LATERAL (
            SELECT sequence FROM versions
            WHERE tenant = past.tenant AND row_key = past.row_key AND version = past.version
            OFFSET 0) AS v))";
/// Versions, and whom they are about.
const PUT: &str = "
    WITH listed AS (
        INSERT INTO about (tenant, subject, type, born)
        SELECT * FROM unnest($10::bigint[], $11::bytea[], $12::integer[], $13::bigint[])
        ON CONFLICT DO NOTHING)
    INSERT INTO versions (sequence, tenant, row_key, version, type, born, state, key, message)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bigint[], $5::integer[],
        $6::bigint[], $7::smallint[], $8::bytea[], $9::bytea[])";
const TAKE_CLAIMS: &str = "
    INSERT INTO claims (tenant, claim) SELECT * FROM unnest($1::bigint[], $2::bytea[])";
const RELEASE_CLAIMS: &str = "
    DELETE FROM claims c USING unnest($1::bigint[], $2::bytea[]) AS released (tenant, claim)
    WHERE c.tenant = released.tenant AND c.claim = released.claim";
const CHANGE_PEOPLE: &str = "
    INSERT INTO subjects (tenant, subject, state)
    SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::smallint[])
    ON CONFLICT (tenant, subject) DO UPDATE SET state = excluded.state";
const DECIDE: &str = "
    INSERT INTO outcomes (transaction_id, committed) SELECT id, true FROM unnest($1::bytea[]) AS id";
const ADD_JOBS: &str = "
    INSERT INTO jobs (tenant, id, kind, due, key, message)
    SELECT tenant, id, kind, clock_timestamp() + make_interval(secs => due_in), key, message
    FROM unnest($1::bigint[], $2::bytea[], $3::integer[], $4::float8[], $5::bytea[], $6::bytea[])
        AS added (tenant, id, kind, due_in, key, message)
    ON CONFLICT DO NOTHING";
const ATTACH: &str = "
    UPDATE blobs b SET state = 1, row_key = attached.row_key
    FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS attached (tenant, id, row_key)
    WHERE b.tenant = attached.tenant AND b.id = attached.id";
/// Events, and the heads of their chains in the order in which the sequencer locks them too.
const APPEND: &str = "
    WITH extended AS (
        INSERT INTO chains (tenant, tree, writer, sequence, hash)
        SELECT * FROM unnest($10::bigint[], $11::smallint[], $12::bigint[], $13::bigint[], $14::bytea[])
            AS head (tenant, tree, writer, sequence, hash)
        ORDER BY tenant, tree, writer
        ON CONFLICT (tenant, tree, writer)
        DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash)
    INSERT INTO events (position, tenant, tree, writer, sequence, entry, row_key, header, bodies)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::bigint[],
        $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[])";

/// Everything that is sent.
pub(super) const STATEMENTS: [&str; 9] =
    [RETIRE, PUT, TAKE_CLAIMS, RELEASE_CLAIMS, CHANGE_PEOPLE, DECIDE, ADD_JOBS, APPEND, ATTACH];

/// The columns.
#[derive(Default)]
pub(super) struct GroupChanges {
    retired: (Vec<i64>, Vec<RowKey>, Vec<i64>),
    put: Versions,
    /// Where in `put` a row's newest version is.
    newest_put: HashMap<(TenantId, RowKey), usize>,
    listed: BTreeSet<(i64, Pseudonym, i32, i64)>,
    taken: HashSet<(TenantId, RowKey)>,
    released: HashSet<(TenantId, RowKey)>,
    people: BTreeMap<(TenantId, Pseudonym), i16>,
    decided: Vec<TransactionId>,
    tenants: BTreeMap<TenantId, TenantState>,
    jobs: Vec<(TenantId, NewJob)>,
    blobs: Vec<(TenantId, Attachment)>,
    sessions: Vec<SessionChange>,
    events: Events,
    chains: Vec<(LogName, Chain)>,
}

#[derive(Default)]
struct Versions {
    sequence: Vec<i64>,
    tenant: Vec<i64>,
    row: Vec<RowKey>,
    version: Vec<i64>,
    kind: Vec<i32>,
    born: Vec<i64>,
    state: Vec<i16>,
    key: Vec<Vec<u8>>,
    message: Vec<Vec<u8>>,
}

#[derive(Default)]
struct Events {
    position: Vec<i64>,
    tenant: Vec<i64>,
    tree: Vec<i16>,
    writer: Vec<i64>,
    sequence: Vec<i64>,
    entry: Vec<Vec<u8>>,
    row: Vec<RowKey>,
    header: Vec<Vec<u8>>,
    bodies: Vec<Vec<u8>>,
}

impl GroupChanges {
    /// Puts a version that was judged to come after the newest.
    pub(super) fn put(&mut self, known: &mut Known, tenant: TenantId, sequence: i64, put: Put) {
        let place = (tenant, put.row);
        let newest = known.rows.get(&place).copied();
        let born = newest.map_or(sequence, |newest| newest.born);
        known.rows.insert(place, Newest { version: put.version, born });
        let number = int(tenant.number());
        let at = self.put.sequence.len();
        match self.newest_put.insert(place, at) {
            Some(before) => self.put.state[before] = PAST,
            None if put.version != Version::FIRST => {
                self.retired.0.push(number);
                self.retired.1.push(put.row);
                self.retired.2.push(int(put.version.0 - 1));
            }
            None => {}
        }
        let kind = kind_code(put.kind);
        self.listed.extend(put.about.iter().map(|subject| (number, *subject, kind, born)));
        self.put.sequence.push(sequence);
        self.put.tenant.push(number);
        self.put.row.push(put.row);
        self.put.version.push(int(put.version.0));
        self.put.kind.push(kind);
        self.put.born.push(born);
        self.put.state.push(if put.live { LIVE } else { PAST });
        self.put.key.push(put.key.to_bytes().to_vec());
        self.put.message.push(put.message);
    }

    /// Takes a name or gives it back.
    pub(super) fn claim(&mut self, known: &mut Known, tenant: TenantId, change: ClaimChange) {
        match change {
            ClaimChange::Take(claim) => {
                known.claims.insert((tenant, claim));
                if !self.released.remove(&(tenant, claim)) {
                    self.taken.insert((tenant, claim));
                }
            }
            ClaimChange::Release(claim) => {
                let was_taken = known.claims.remove(&(tenant, claim));
                if !self.taken.remove(&(tenant, claim)) && was_taken {
                    self.released.insert((tenant, claim));
                }
            }
        }
    }

    /// Changes what is so of a person.
    pub(super) fn person(&mut self, known: &mut Known, tenant: TenantId, change: SubjectChange) {
        let state = known::state(change.state);
        known.people.insert((tenant, change.subject), state);
        self.people.insert((tenant, change.subject), state);
    }

    /// Changes how a tenant stands.
    pub(super) fn tenant(&mut self, known: &mut Known, change: TenantChange) {
        if known.tenants.get(&change.tenant) != Some(&TenantState::Deleted) {
            known.tenants.insert(change.tenant, change.state);
            self.tenants.insert(change.tenant, change.state);
        }
    }

    /// Decides for a transaction.
    pub(super) fn decide(&mut self, known: &mut Known, transaction: TransactionId) {
        known.decided.insert(transaction);
        self.decided.push(transaction);
    }

    /// Leaves something to be done.
    pub(super) fn job(&mut self, tenant: TenantId, job: NewJob) {
        self.jobs.push((tenant, job));
    }

    /// Gives a blob to its document.
    pub(super) fn attach(&mut self, known: &mut Known, tenant: TenantId, blob: Attachment) {
        known.pending.remove(&(tenant, blob.blob));
        self.blobs.push((tenant, blob));
    }

    /// Lets a session begin, go on or end.
    pub(super) fn session(&mut self, known: &mut Known, change: SessionChange) {
        known.change_session(&change);
        self.sessions.push(change);
    }

    /// Writes an event into its chain.
    pub(super) fn event(&mut self, position: i64, log: LogName, entry: &Entry, draft: EventDraft) {
        let (tenant, tree) = log_numbers(log);
        self.events.position.push(position);
        self.events.tenant.push(tenant);
        self.events.tree.push(tree);
        self.events.writer.push(int(entry.writer.number()));
        self.events.sequence.push(int(entry.sequence));
        self.events.entry.push(entry.encode().to_vec());
        self.events.row.push(draft.row);
        self.events.header.push(draft.header);
        self.events.bodies.push(draft.bodies);
    }

    /// Says how far the group has extended chains.
    pub(super) fn extend(&mut self, chains: impl IntoIterator<Item = (LogName, Chain)>) {
        self.chains.extend(chains);
    }
}

impl Changes for GroupChanges {
    fn send<'a>(&'a self, link: &'a Link) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            futures_util::try_join!(
                self.retire(link),
                self.put_versions(link),
                claims(link, RELEASE_CLAIMS, &self.released),
                claims(link, TAKE_CLAIMS, &self.taken),
                self.change_people(link),
                self.change_tenants(link),
                self.decide_transactions(link),
                self.add_jobs(link),
                self.attach_blobs(link),
                self.change_sessions(link),
                self.append_events(link),
            )?;
            Ok(())
        })
    }
}

impl GroupChanges {
    async fn retire(&self, link: &Link) -> Result<(), Failure> {
        let (tenants, rows, versions) = &self.retired;
        send(link, RETIRE, rows.len(), &[tenants, &bytes(rows), versions]).await
    }

    async fn put_versions(&self, link: &Link) -> Result<(), Failure> {
        let Versions { sequence, tenant, row, version, kind, born, state, key, message } =
            &self.put;
        let row = bytes(row);
        let listed_tenants: Vec<i64> = self.listed.iter().map(|(tenant, ..)| *tenant).collect();
        let subjects: Vec<&[u8]> =
            self.listed.iter().map(|(_, subject, ..)| subject.as_bytes().as_slice()).collect();
        let kinds: Vec<i32> = self.listed.iter().map(|(.., kind, _)| *kind).collect();
        let listed_born: Vec<i64> = self.listed.iter().map(|(.., born)| *born).collect();
        let arguments: Arguments<'_> = &[
            sequence,
            tenant,
            &row,
            version,
            kind,
            born,
            state,
            key,
            message,
            &listed_tenants,
            &subjects,
            &kinds,
            &listed_born,
        ];
        send(link, PUT, sequence.len(), arguments).await
    }

    async fn change_people(&self, link: &Link) -> Result<(), Failure> {
        let tenants: Vec<i64> =
            self.people.keys().map(|(tenant, _)| int(tenant.number())).collect();
        let subjects: Vec<&[u8]> =
            self.people.keys().map(|(_, subject)| subject.as_bytes().as_slice()).collect();
        let states: Vec<i16> = self.people.values().copied().collect();
        send(link, CHANGE_PEOPLE, states.len(), &[&tenants, &subjects, &states]).await
    }

    async fn change_tenants(&self, link: &Link) -> Result<(), Failure> {
        let (mut opened, mut changed, mut states) = (Vec::new(), Vec::new(), Vec::new());
        for (tenant, state) in &self.tenants {
            match tenants::stored(*state) {
                None => opened.push(int(tenant.number())),
                Some(state) => {
                    changed.push(int(tenant.number()));
                    states.push(state);
                }
            }
        }
        send(link, tenants::OPEN, opened.len(), &[&opened]).await?;
        send(link, tenants::CHANGE, changed.len(), &[&changed, &states]).await
    }

    async fn decide_transactions(&self, link: &Link) -> Result<(), Failure> {
        let ids: Vec<&[u8]> = self.decided.iter().map(|id| id.as_bytes().as_slice()).collect();
        send(link, DECIDE, ids.len(), &[&ids]).await
    }

    async fn add_jobs(&self, link: &Link) -> Result<(), Failure> {
        let jobs = &self.jobs;
        let tenants: Vec<i64> = jobs.iter().map(|(tenant, _)| int(tenant.number())).collect();
        let ids: Vec<&[u8]> = jobs.iter().map(|(_, job)| job.id.as_bytes().as_slice()).collect();
        let kinds: Vec<i32> = jobs.iter().map(|(_, job)| i32::from(job.kind.code())).collect();
        let due: Vec<f64> = jobs.iter().map(|(_, job)| seconds(job.due_in)).collect();
        let keys: Vec<Vec<u8>> = jobs.iter().map(|(_, job)| job.key.to_bytes().to_vec()).collect();
        let messages: Vec<&[u8]> = jobs.iter().map(|(_, job)| job.message.as_slice()).collect();
        let arguments: Arguments<'_> = &[&tenants, &ids, &kinds, &due, &keys, &messages];
        send(link, ADD_JOBS, jobs.len(), arguments).await
    }

    async fn attach_blobs(&self, link: &Link) -> Result<(), Failure> {
        let blobs = &self.blobs;
        let tenants: Vec<i64> = blobs.iter().map(|(tenant, _)| int(tenant.number())).collect();
        let ids: Vec<&[u8]> = blobs.iter().map(|(_, it)| it.blob.as_bytes().as_slice()).collect();
        let rows: Vec<&[u8]> = blobs.iter().map(|(_, it)| it.row.as_bytes().as_slice()).collect();
        send(link, ATTACH, blobs.len(), &[&tenants, &ids, &rows]).await
    }

    /// One after the other: what ends sessions is meant for those that have begun before.
    async fn change_sessions(&self, link: &Link) -> Result<(), Failure> {
        for change in &self.sessions {
            sessions::send(link, change).await?;
        }
        Ok(())
    }

    async fn append_events(&self, link: &Link) -> Result<(), Failure> {
        let Events { position, tenant, tree, writer, sequence, entry, row, header, bodies } =
            &self.events;
        let row = bytes(row);
        let (mut tenants, mut trees) = (Vec::new(), Vec::new());
        let (mut writers, mut sequences, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
        for (log, chain) in &self.chains {
            let (tenant, tree) = log_numbers(*log);
            tenants.push(tenant);
            trees.push(tree);
            writers.push(int(chain.writer().number()));
            sequences.push(int(chain.sequence()));
            hashes.push(chain.head().as_bytes().to_vec());
        }
        let arguments: Arguments<'_> = &[
            position, tenant, tree, writer, sequence, entry, &row, header, bodies, &tenants,
            &trees, &writers, &sequences, &hashes,
        ];
        send(link, APPEND, position.len(), arguments).await
    }
}

async fn claims(
    link: &Link,
    sql: &'static str,
    claims: &HashSet<(TenantId, RowKey)>,
) -> Result<(), Failure> {
    let tenants: Vec<i64> = claims.iter().map(|(tenant, _)| int(tenant.number())).collect();
    let names: Vec<&[u8]> = claims.iter().map(|(_, claim)| claim.as_bytes().as_slice()).collect();
    send(link, sql, names.len(), &[&tenants, &names]).await
}

/// Sends what is not empty.
async fn send(
    link: &Link,
    sql: &'static str,
    count: usize,
    arguments: Arguments<'_>,
) -> Result<(), Failure> {
    if count > 0 {
        link.execute(sql, arguments).await?;
    }
    Ok(())
}

fn bytes(rows: &[RowKey]) -> Vec<&[u8]> {
    rows.iter().map(|row| row.as_bytes().as_slice()).collect()
}
