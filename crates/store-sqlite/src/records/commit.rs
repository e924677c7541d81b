//! One write set inside its group: guards first, then rows, then the event in its chain.

use model::{Credential, EventId, LogName, Pseudonym, RowKey, StoreName, TenantId};
use policy::Permit;
use rusqlite::{Connection, OptionalExtension, params};
use store::{
    ClaimChange, CommitError, Committed, EventDraft, Guard, GuardFailure, Outcome, Sequence,
    StoreError, SubjectState, TenantState, TransactionId, WriteSet,
};

use super::heads::Heads;
use crate::rows::{LIVE, PAST, int, log_numbers};
use crate::writer::Group;
use crate::{blobs, documents, jobs, sessions, tenants};

/// `state` of a person, as stored.
const CLOSED: i64 = 0;
const OPEN: i64 = 1;
const ERASED: i64 = 2;
const RESTRICTED: i64 = 3;

/// Commits a set, or says which guard failed.
pub(super) fn commit(
    group: &mut Group<'_, Heads>,
    permit: &Permit,
    set: &WriteSet,
) -> rusqlite::Result<Result<Committed, CommitError>> {
    let tenant = permit.tenant();
    if !set.puts.is_empty() && !group.has_room {
        return Ok(Err(StoreError::Full { store: StoreName::Records }.into()));
    }
    if let Some(failure) = check(group, permit, set)? {
        return Ok(Err(failure.into()));
    }
    apply(group, tenant, set)?;
    append_event(group, tenant, &set.event).map(Ok)
}

/// The first guard that fails. Nothing is written before all of them hold.
fn check(
    group: &mut Group<'_, Heads>,
    permit: &Permit,
    set: &WriteSet,
) -> rusqlite::Result<Option<GuardFailure>> {
    let (connection, tenant) = (group.connection, permit.tenant());
    if is_closed(group, permit)? {
        return Ok(Some(GuardFailure::TenantClosed));
    }
    if let Some(credential) = permit.credential()
        && !stands(group, tenant, credential)?
    {
        return Ok(Some(GuardFailure::Credential));
    }
    if let Some(session) = permit.session()
        && !sessions::stands(connection, session)?
    {
        return Ok(Some(GuardFailure::Session));
    }
    for guard in &set.guards {
        if let Some(failure) = fails(connection, tenant, *guard, set)? {
            return Ok(Some(failure));
        }
    }
    for change in &set.subjects {
        if change.state != SubjectState::Erased
            && subject_state(connection, tenant, change.subject)? == Some(ERASED)
        {
            return Ok(Some(GuardFailure::Erased));
        }
    }
    let failure = documents::check(connection, tenant, &set.puts)?;
    if failure.is_some() {
        return Ok(failure);
    }
    for (at, change) in set.claims.iter().enumerate() {
        if let ClaimChange::Take(claim) = change
            && (set.claims[..at].contains(change) || is_claimed(connection, tenant, *claim)?)
        {
            return Ok(Some(GuardFailure::Claimed));
        }
    }
    if !blobs::are_pending(connection, tenant, &set.blobs)? {
        return Ok(Some(GuardFailure::NotPending));
    }
    let failure = sessions::check(connection, &set.sessions)?;
    if failure.is_some() {
        return Ok(failure);
    }
    match set.decides {
        Some(transaction) if find_outcome(connection, transaction)?.is_some() => {
            Ok(Some(GuardFailure::Decided))
        }
        _ => Ok(None),
    }
}

/// Whether a guard fails.
fn fails(
    connection: &Connection,
    tenant: TenantId,
    guard: Guard,
    set: &WriteSet,
) -> rusqlite::Result<Option<GuardFailure>> {
    Ok(match guard {
        Guard::Version { row, expected } => {
            let newest = documents::newest_version(connection, tenant, row)?;
            (newest != expected).then_some(GuardFailure::Version(newest))
        }
        Guard::Alive(subject) => {
            let open = subject_state(connection, tenant, subject)? == Some(OPEN);
            (!open).then_some(GuardFailure::NotAlive)
        }
        Guard::Shown(subject) => match subject_state(connection, tenant, subject)? {
            Some(OPEN | CLOSED) => None,
            Some(RESTRICTED) => Some(GuardFailure::Restricted),
            _ => Some(GuardFailure::Erased),
        },
        Guard::NotErased(subject) => match subject_state(connection, tenant, subject)? {
            Some(OPEN | CLOSED | RESTRICTED) => None,
            _ => Some(GuardFailure::Erased),
        },
        Guard::NotObjected(objection) => {
            let stands = subject_state(connection, tenant, objection)? == Some(RESTRICTED);
            stands.then_some(GuardFailure::Objected)
        }
        Guard::NoDependents(subject) => {
            documents::has_dependents(connection, tenant, subject, &set.puts)?
                .then_some(GuardFailure::HasDependents)
        }
    })
}

/// Whether what the caller's right rests on is still as it was.
fn stands(
    group: &mut Group<'_, Heads>,
    tenant: TenantId,
    credential: Credential,
) -> rusqlite::Result<bool> {
    let key = (tenant, credential.row);
    let newest = match group.state.credentials.get(&key) {
        Some(version) => *version,
        None => documents::newest_version(group.connection, tenant, credential.row)?,
    };
    group.state.credentials.insert(key, newest);
    Ok(newest == credential.version)
}

/// Whether nothing is shown or written of the tenant for whoever has a credential, or for nobody.
fn is_closed(group: &mut Group<'_, Heads>, permit: &Permit) -> rusqlite::Result<bool> {
    let tenant = permit.tenant();
    let state = match group.state.tenants.get(&tenant) {
        Some(state) => *state,
        None => tenants::find_state(group.connection, tenant)?,
    };
    group.state.tenants.insert(tenant, state);
    Ok(match state {
        TenantState::Open => false,
        TenantState::Closed => !permit.is_good_when_closed(),
        TenantState::Deleted => true,
    })
}

fn apply(group: &mut Group<'_, Heads>, tenant: TenantId, set: &WriteSet) -> rusqlite::Result<()> {
    let connection = group.connection;
    for put in &set.puts {
        let sequence = Sequence(group.state.next.sequence);
        group.state.next.sequence += 1;
        let state = if put.live { LIVE } else { PAST };
        let born = documents::put(connection, tenant, sequence, put, state)?;
        for subject in &put.about {
            let document = (put.kind.code(), born);
            documents::list_for(connection, int(tenant.number()), *subject, document)?;
        }
        group.state.credentials.remove(&(tenant, put.row));
    }
    jobs::add(connection, tenant, &set.jobs)?;
    for change in &set.tenants {
        tenants::change_state(connection, change)?;
        group.state.tenants.remove(&change.tenant);
    }
    blobs::attach(connection, tenant, &set.blobs)?;
    for change in &set.sessions {
        sessions::apply(connection, change)?;
    }
    let tenant = int(tenant.number());
    for claim in &set.claims {
        let (sql, claim) = match claim {
            ClaimChange::Take(claim) => {
                ("INSERT INTO claims (tenant, claim) VALUES (?1, ?2)", claim)
            }
            ClaimChange::Release(claim) => {
                ("DELETE FROM claims WHERE tenant = ?1 AND claim = ?2", claim)
            }
        };
        connection.prepare_cached(sql)?.execute(params![tenant, claim.as_bytes()])?;
    }
    for change in &set.subjects {
        connection
            .prepare_cached(
                "INSERT INTO subjects (tenant, subject, state) VALUES (?1, ?2, ?3)
                 ON CONFLICT (tenant, subject) DO UPDATE SET state = excluded.state",
            )?
            .execute(params![
                tenant,
                change.subject.as_bytes(),
                match change.state {
                    SubjectState::Closed => CLOSED,
                    SubjectState::Open => OPEN,
                    SubjectState::Restricted => RESTRICTED,
                    SubjectState::Erased => ERASED,
                }
            ])?;
    }
    match set.decides {
        Some(transaction) => decide(connection, transaction, Outcome::Committed),
        None => Ok(()),
    }
}

fn append_event(
    group: &mut Group<'_, Heads>,
    tenant: TenantId,
    event: &EventDraft,
) -> rusqlite::Result<Committed> {
    let log = LogName { tenant, tree: event.tree };
    let chain = group.state.chain(group.connection, log)?;
    let entry = chain.extend(event.header_commitment, event.bodies_commitment);
    let hash = chain.head();
    let position = group.state.next.position;
    group.state.next.position += 1;
    let (tenant, tree) = log_numbers(log);
    group
        .connection
        .prepare_cached(
            "INSERT INTO events
                 (position, tenant, tree, writer, sequence, entry, row_key, header, bodies)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            int(position),
            tenant,
            tree,
            int(entry.writer.number()),
            int(entry.sequence),
            entry.encode(),
            event.row.as_bytes(),
            event.header,
            event.bodies,
        ])?;
    let event = EventId { tree: event.tree, writer: entry.writer, sequence: entry.sequence };
    Ok(Committed { event, hash })
}

fn subject_state(
    connection: &Connection,
    tenant: TenantId,
    subject: Pseudonym,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT state FROM subjects WHERE tenant = ?1 AND subject = ?2")?
        .query_row(params![int(tenant.number()), subject.as_bytes()], |row| row.get(0))
        .optional()
}

/// Whether documents may be about a person, if they are known.
pub(super) fn find_subject(
    connection: &Connection,
    tenant: TenantId,
    subject: Pseudonym,
) -> rusqlite::Result<Option<SubjectState>> {
    let state = subject_state(connection, tenant, subject)?;
    Ok(state.map(|state| match state {
        OPEN => SubjectState::Open,
        CLOSED => SubjectState::Closed,
        RESTRICTED => SubjectState::Restricted,
        // Of what nobody has written, the strictest is taken.
        _ => SubjectState::Erased,
    }))
}

fn is_claimed(connection: &Connection, tenant: TenantId, claim: RowKey) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM claims WHERE tenant = ?1 AND claim = ?2)")?
        .query_row(params![int(tenant.number()), claim.as_bytes()], |row| row.get(0))
}

pub(super) fn find_outcome(
    connection: &Connection,
    transaction: TransactionId,
) -> rusqlite::Result<Option<Outcome>> {
    connection
        .prepare_cached("SELECT outcome FROM outcomes WHERE transaction_id = ?1")?
        .query_row([transaction.as_bytes()], |row| row.get(0))
        .map(|committed: bool| if committed { Outcome::Committed } else { Outcome::Aborted })
        .optional()
}

pub(super) fn decide(
    connection: &Connection,
    transaction: TransactionId,
    outcome: Outcome,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO outcomes (transaction_id, outcome) VALUES (?1, ?2)")?
        .execute(params![transaction.as_bytes(), outcome == Outcome::Committed])?;
    Ok(())
}
