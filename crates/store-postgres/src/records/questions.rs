//! What a group asks the engine about all that its sets touch, each question once for all of them.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::TenantId;
use store::{ClaimChange, Guard, SessionChange, TenantState};

use super::group::WaitingSet;
use super::known::Newest;
use crate::failure::Failure;
use crate::link::Link;
use crate::rows::{self, id, int, number};
use crate::sessions::{self, KnownSessions};
use crate::tenants;

pub(super) const NEWEST: &str = "
    SELECT wanted.tenant, wanted.row_key, newest.version, newest.born
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, row_key)
    CROSS JOIN LATERAL (
        SELECT version, born FROM versions v
        WHERE v.tenant = wanted.tenant AND v.row_key = wanted.row_key
        ORDER BY version DESC LIMIT 1) AS newest";
pub(super) const PEOPLE: &str = "
    SELECT wanted.tenant, wanted.subject, person.state
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, subject)
    CROSS JOIN LATERAL (
        SELECT state FROM subjects s
        WHERE s.tenant = wanted.tenant AND s.subject = wanted.subject OFFSET 0) AS person";
pub(super) const CLAIMED: &str = "
    SELECT wanted.tenant, wanted.claim
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, claim)
    CROSS JOIN LATERAL (
        SELECT 1 FROM claims c
        WHERE c.tenant = wanted.tenant AND c.claim = wanted.claim OFFSET 0) AS taken";
pub(super) const DECIDED: &str =
    "SELECT transaction_id FROM outcomes WHERE transaction_id = ANY ($1)";
pub(super) const DEPENDED_ON: &str = "
    SELECT wanted.tenant, wanted.subject
    FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, subject)
    WHERE EXISTS (
        SELECT 1 FROM about a JOIN versions v
            ON v.tenant = a.tenant AND v.type = a.type AND v.born = a.born AND v.state = 1
        WHERE a.tenant = wanted.tenant AND a.subject = wanted.subject
            AND v.row_key <> ALL ($3::bytea[]))";
/// Nobody lets them go until this is committed or not.
pub(super) const PENDING: &str = "
    SELECT b.tenant, b.id FROM blobs b
    WHERE b.state = 0 AND (b.tenant, b.id) IN (SELECT * FROM unnest($1::bigint[], $2::bytea[]))
    ORDER BY b.tenant, b.id FOR UPDATE";
/// Only with a transaction id, by which readers of the stream know what is still to come.
pub(super) const PLACES: &str = "
    SELECT nextval('places')
    FROM (SELECT pg_current_xact_id() AS id OFFSET 0) AS begun, generate_series(1, $1::bigint)
    WHERE begun.id IS NOT NULL";

pub(super) async fn ask_tenants(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashMap<TenantId, TenantState>, Failure> {
    let wanted: BTreeSet<_> = sets.iter().map(|set| int(set.tenant.number())).collect();
    let wanted: Vec<i64> = wanted.into_iter().collect();
    link.rows(tenants::FIND, &[&wanted]).await?.iter().map(tenants::found).collect()
}

pub(super) async fn ask_newest(
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

pub(super) async fn ask_people(
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

pub(super) async fn ask_claims(
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

pub(super) async fn ask_depended_on(
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

pub(super) async fn ask_pending(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<HashSet<(TenantId, model::BlobId)>, Failure> {
    let wanted = unique(sets, |set| set.set.blobs.iter().map(|it| it.blob));
    let found = ask(link, PENDING, &wanted, |blob| blob.as_bytes().as_slice()).await?;
    found.iter().map(|row| Ok((tenant(row)?, id(row, 1)?))).collect()
}

pub(super) async fn ask_decided(
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

pub(super) async fn ask_sessions(
    link: &Link,
    sets: &[WaitingSet],
) -> Result<KnownSessions, Failure> {
    let changed = sets.iter().flat_map(|set| &set.set.sessions).filter_map(|change| match change {
        SessionChange::Begin { mark, .. } | SessionChange::Renew { mark, .. } => Some(mark),
        SessionChange::End { .. } => None,
    });
    let wanted = sets.iter().filter_map(|set| set.session.as_ref()).chain(changed);
    let wanted: BTreeSet<&[u8]> = wanted.map(|mark| mark.id.as_bytes().as_slice()).collect();
    sessions::ask(link, &wanted.into_iter().collect::<Vec<_>>()).await
}

pub(super) async fn ask_places(link: &Link, count: usize) -> Result<Vec<i64>, Failure> {
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
