//! The SQL of versioned documents, which the identity and the records store share.

use std::collections::HashSet;

use model::{ErasureId, Pseudonym, ResourceType, RowKey, StoreName, TenantId, Version};
use rusqlite::{Connection, OptionalExtension, params};
use seal::KeyReference;
use store::{GuardFailure, Head, Put, Sealed, Selection, Sequence, Versions};

use crate::rows::{self, LIVE, PAST, SEALED_COLUMNS, bound, id, int, number};

/// The number of the newest version of a row, decided or not.
pub(crate) fn newest_version(
    connection: &Connection,
    tenant: TenantId,
    row: RowKey,
) -> rusqlite::Result<Version> {
    let mut statement = connection.prepare_cached(
        "SELECT version FROM versions WHERE tenant = ?1 AND row_key = ?2
         ORDER BY version DESC LIMIT 1",
    )?;
    let found = statement
        .query_row(params![int(tenant.number()), row.as_bytes()], |row| number(row, 0))
        .optional()?;
    Ok(Version(found.unwrap_or(0)))
}

/// The first guard on versions that fails: every version comes after the newest, and no row is put
/// twice.
pub(crate) fn check(
    connection: &Connection,
    tenant: TenantId,
    puts: &[Put],
) -> rusqlite::Result<Option<GuardFailure>> {
    let mut rows = HashSet::with_capacity(puts.len());
    for put in puts {
        let newest = newest_version(connection, tenant, put.row)?;
        if newest.next() != put.version {
            return Ok(Some(GuardFailure::Version(newest)));
        }
        if !rows.insert(put.row) {
            return Ok(Some(GuardFailure::Version(put.version)));
        }
    }
    Ok(None)
}

/// Writes a version in the given state, and says where its document was born. The version before
/// it has been checked to be the newest.
pub(crate) fn put(
    connection: &Connection,
    tenant: TenantId,
    sequence: Sequence,
    put: &Put,
    state: i64,
) -> rusqlite::Result<i64> {
    let tenant = int(tenant.number());
    let born = if put.version == Version::FIRST {
        int(sequence.0)
    } else {
        connection
            .prepare_cached(
                "SELECT born FROM versions WHERE tenant = ?1 AND row_key = ?2 AND version = ?3",
            )?
            .query_row(params![tenant, put.row.as_bytes(), int(put.version.0 - 1)], |r| r.get(0))?
    };
    if state == LIVE || state == PAST {
        retire(connection, tenant, put.row, put.version)?;
    }
    connection
        .prepare_cached(
            "INSERT INTO versions
                 (sequence, tenant, row_key, version, type, born, state, key, message)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            int(sequence.0),
            tenant,
            put.row.as_bytes(),
            int(put.version.0),
            put.kind.code(),
            born,
            state,
            put.key.to_bytes(),
            put.message,
        ])?;
    Ok(born)
}

/// Lists a document, by its type and birth, for a person it is about.
pub(crate) fn list_for(
    connection: &Connection,
    tenant: i64,
    subject: Pseudonym,
    (kind, born): (u16, i64),
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO about (tenant, subject, type, born) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![tenant, subject.as_bytes(), kind, born])?;
    Ok(())
}

/// The version before this one is live no more.
pub(crate) fn retire(
    connection: &Connection,
    tenant: i64,
    row: RowKey,
    version: Version,
) -> rusqlite::Result<()> {
    if version == Version::FIRST {
        return Ok(());
    }
    connection
        .prepare_cached(
            "UPDATE versions SET state = 0
             WHERE tenant = ?1 AND row_key = ?2 AND version = ?3 AND state = 1",
        )?
        .execute(params![tenant, row.as_bytes(), int(version.0 - 1)])?;
    Ok(())
}

/// Whether a live document is about a person that is not among the rows which are put.
pub(crate) fn has_dependents(
    connection: &Connection,
    tenant: TenantId,
    subject: Pseudonym,
    puts: &[Put],
) -> rusqlite::Result<bool> {
    let put: HashSet<RowKey> = puts.iter().map(|put| put.row).collect();
    let mut statement = connection.prepare_cached(
        "SELECT versions.row_key FROM about JOIN versions USING (tenant, type, born)
         WHERE about.tenant = ?1 AND about.subject = ?2 AND versions.state = 1",
    )?;
    let mut rows = statement.query(params![int(tenant.number()), subject.as_bytes()])?;
    while let Some(row) = rows.next()? {
        if !put.contains(&id(row, 0)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// One version of a row.
pub(crate) fn find_version(
    connection: &Connection,
    store: StoreName,
    tenant: TenantId,
    row: RowKey,
    version: Version,
) -> rusqlite::Result<Option<Sealed>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SEALED_COLUMNS} FROM versions
             WHERE tenant = ?1 AND row_key = ?2 AND version = ?3"
        ))?
        .query_row(params![int(tenant.number()), row.as_bytes(), int(version.0)], |row| {
            rows::sealed(store, row)
        })
        .optional()
}

/// Live documents, newest-born first.
pub(crate) fn list_live(
    connection: &Connection,
    store: StoreName,
    tenant: TenantId,
    selection: Selection,
    before: Option<Sequence>,
    limit: usize,
) -> rusqlite::Result<Vec<Sealed>> {
    let tenant = int(tenant.number());
    let before = before.map_or(i64::MAX, |sequence| bound(sequence.0));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    match selection {
        Selection::OfKind(kind) => connection
            .prepare_cached(&format!(
                "SELECT {SEALED_COLUMNS} FROM versions
                 WHERE tenant = ?1 AND type = ?2 AND state = 1 AND born < ?3
                 ORDER BY born DESC LIMIT ?4"
            ))?
            .query_map(params![tenant, kind.code(), before, limit], |row| rows::sealed(store, row))?
            .collect(),
        Selection::About { subject, kind } => connection
            .prepare_cached(
                "SELECT v.tenant, v.type, v.row_key, v.version, v.key, v.sequence, v.born, v.message
                 FROM about a JOIN versions v
                     ON v.tenant = a.tenant AND v.type = a.type AND v.born = a.born AND v.state = 1
                 WHERE a.tenant = ?1 AND a.subject = ?2 AND a.type = ?3 AND a.born < ?4
                 ORDER BY a.born DESC LIMIT ?5",
            )?
            .query_map(params![tenant, subject.as_bytes(), kind.code(), before, limit], |row| {
                rows::sealed(store, row)
            })?
            .collect(),
    }
}

/// Live documents of a type by where they were born.
pub(crate) fn list_born(
    connection: &Connection,
    store: StoreName,
    tenant: TenantId,
    kind: ResourceType,
    born: &[Sequence],
) -> rusqlite::Result<Vec<Sealed>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {SEALED_COLUMNS} FROM versions
         WHERE tenant = ?1 AND type = ?2 AND state = 1 AND born = ?3"
    ))?;
    let tenant = int(tenant.number());
    let mut found = Vec::with_capacity(born.len());
    for born in born {
        let place = params![tenant, kind.code(), bound(born.0)];
        found.extend(statement.query_row(place, |row| rows::sealed(store, row)).optional()?);
    }
    Ok(found)
}

/// How many live documents there are.
pub(crate) fn count_live(
    connection: &Connection,
    tenant: TenantId,
    selection: Selection,
) -> rusqlite::Result<u64> {
    let tenant = int(tenant.number());
    match selection {
        Selection::OfKind(kind) => connection
            .prepare_cached(
                "SELECT count(*) FROM versions WHERE tenant = ?1 AND type = ?2 AND state = 1",
            )?
            .query_row(params![tenant, kind.code()], |row| number(row, 0)),
        Selection::About { subject, kind } => connection
            .prepare_cached(
                "SELECT count(*) FROM about JOIN versions USING (tenant, type, born)
                 WHERE about.tenant = ?1 AND about.subject = ?2 AND about.type = ?3
                     AND versions.state = 1",
            )?
            .query_row(params![tenant, subject.as_bytes(), kind.code()], |row| number(row, 0)),
    }
}

/// Decided versions, newest first.
pub(crate) fn list_versions(
    connection: &Connection,
    store: StoreName,
    tenant: TenantId,
    versions: Versions,
    before: Option<Sequence>,
    limit: usize,
) -> rusqlite::Result<Vec<Sealed>> {
    let tenant = int(tenant.number());
    let before = before.map_or(i64::MAX, |sequence| bound(sequence.0));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    match versions {
        Versions::OfRow(row) => connection
            .prepare_cached(&format!(
                "SELECT {SEALED_COLUMNS} FROM versions
                 WHERE tenant = ?1 AND row_key = ?2 AND sequence < ?3 AND state < 2
                 ORDER BY version DESC LIMIT ?4"
            ))?
            .query_map(params![tenant, row.as_bytes(), before, limit], |row| {
                rows::sealed(store, row)
            })?
            .collect(),
        Versions::OfKind(kind) => connection
            .prepare_cached(&format!(
                "SELECT {SEALED_COLUMNS} FROM versions
                 WHERE tenant = ?1 AND type = ?2 AND sequence < ?3 AND state < 2
                 ORDER BY sequence DESC LIMIT ?4"
            ))?
            .query_map(params![tenant, kind.code(), before, limit], |row| rows::sealed(store, row))?
            .collect(),
    }
}

/// The newest decided version of each document that any version was ever about a person.
pub(crate) fn list_about(
    connection: &Connection,
    store: StoreName,
    tenant: TenantId,
    subject: Pseudonym,
    after: Option<(ResourceType, Sequence)>,
    limit: usize,
) -> rusqlite::Result<Vec<Head>> {
    let (kind, born) = after.map_or((0, 0), |(kind, born)| (kind.code(), bound(born.0)));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // A document's first version stands where the document was born.
    connection
        .prepare_cached(
            "SELECT v.type, v.row_key, v.version, v.key, v.born
             FROM about a JOIN versions f ON f.sequence = a.born AND f.tenant = a.tenant
                 JOIN versions v ON v.tenant = f.tenant AND v.row_key = f.row_key
             WHERE a.tenant = ?1 AND a.subject = ?2 AND (a.type, a.born) > (?3, ?4)
                 AND v.version = (
                     SELECT max(version) FROM versions
                     WHERE tenant = f.tenant AND row_key = f.row_key AND state < 2
                 )
             ORDER BY a.type, a.born LIMIT ?5",
        )?
        .query_map(params![int(tenant.number()), subject.as_bytes(), kind, born, limit], |row| {
            rows::head(store, row)
        })?
        .collect()
}

/// The version that each document of a selection had when the stream stood at a place, by birth.
pub(crate) fn list_as_of(
    connection: &Connection,
    store: StoreName,
    tenant: TenantId,
    selection: Selection,
    (at, after): (Sequence, Sequence),
    limit: usize,
) -> rusqlite::Result<Vec<Sealed>> {
    let (tenant, at, after) = (int(tenant.number()), bound(at.0), bound(after.0));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // A document's first version stands where the document was born.
    let then = "v.version = (
            SELECT max(version) FROM versions
            WHERE tenant = f.tenant AND row_key = f.row_key AND state < 2 AND sequence <= ?2
        )";
    let columns = "v.tenant, v.type, v.row_key, v.version, v.key, v.sequence, v.born, v.message";
    match selection {
        Selection::OfKind(kind) => connection
            .prepare_cached(&format!(
                "SELECT {columns} FROM versions f
                     JOIN versions v ON v.tenant = f.tenant AND v.row_key = f.row_key
                 WHERE f.tenant = ?1 AND f.type = ?4 AND f.version = 1
                     AND f.sequence > ?3 AND f.sequence <= ?2 AND {then}
                 ORDER BY f.sequence LIMIT ?5"
            ))?
            .query_map(params![tenant, at, after, kind.code(), limit], |row| {
                rows::sealed(store, row)
            })?
            .collect(),
        Selection::About { subject, kind } => connection
            .prepare_cached(&format!(
                "SELECT {columns} FROM about a
                     JOIN versions f ON f.sequence = a.born AND f.tenant = a.tenant
                     JOIN versions v ON v.tenant = f.tenant AND v.row_key = f.row_key
                 WHERE a.tenant = ?1 AND a.subject = ?6 AND a.type = ?4
                     AND a.born > ?3 AND a.born <= ?2 AND {then}
                 ORDER BY a.born LIMIT ?5"
            ))?
            .query_map(params![tenant, at, after, kind.code(), limit, subject.as_bytes()], |row| {
                rows::sealed(store, row)
            })?
            .collect(),
    }
}

/// Takes the content out of the decided versions of a row that are sealed under one of these keys.
pub(crate) fn erase_versions(
    connection: &Connection,
    tenant: TenantId,
    erasure: ErasureId,
    row: RowKey,
    keys: &[KeyReference],
) -> rusqlite::Result<()> {
    let gone = KeyReference::Erased(erasure).to_bytes();
    let mut statement = connection.prepare_cached(
        "UPDATE versions SET state = 0, key = ?1, message = x''
         WHERE tenant = ?2 AND row_key = ?3 AND state < 2 AND key = ?4",
    )?;
    for key in keys {
        let key = key.to_bytes();
        statement.execute(params![gone, int(tenant.number()), row.as_bytes(), key])?;
    }
    Ok(())
}

/// Forgets of so many documents that they are about a person, and says whether there were any.
pub(crate) fn unlist(
    connection: &Connection,
    tenant: TenantId,
    subject: Pseudonym,
    limit: usize,
) -> rusqlite::Result<bool> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let forgotten = connection
        .prepare_cached(
            "DELETE FROM about WHERE (tenant, subject, type, born) IN (
                 SELECT tenant, subject, type, born FROM about
                 WHERE tenant = ?1 AND subject = ?2 LIMIT ?3
             )",
        )?
        .execute(params![int(tenant.number()), subject.as_bytes(), limit])?;
    Ok(forgotten > 0)
}
