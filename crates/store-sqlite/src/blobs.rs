//! Which blobs there are, in the records store.

use std::time::Duration;

use model::{BlobId, RowKey, StoreName, TenantId};
use policy::Permit;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::{
    Answer, Attachment, Blob, BlobCount, BlobNotes, BlobPart, BlobState, Blobs, StoreError,
};

use crate::blocking;
use crate::records::SqliteRecords;
use crate::rows::{id, impossible, int, key_reference, number};

/// In milliseconds.
const NOW: &str = "CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER)";
const COLUMNS: &str = "tenant, id, state, row_key, key, message";

/// `state`, as stored.
const PENDING: i64 = 0;
const ATTACHED: i64 = 1;
const GOING: i64 = 2;

impl Blobs for SqliteRecords {
    fn begin_blob<'a>(
        &'a self,
        permit: &'a Permit,
        blob: BlobId,
        notes: Option<BlobNotes>,
        time: Duration,
    ) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(move |connection| {
            let (key, message) = notes.map(|notes| (notes.key.to_bytes(), notes.message)).unzip();
            let sql = format!(
                "INSERT INTO blobs (tenant, id, deadline, key, message)
                 VALUES (?1, ?2, {NOW} + ?3, ?4, ?5)"
            );
            connection
                .prepare_cached(&sql)?
                .execute(params![tenant, blob.as_bytes(), milliseconds(time), key, message])
                .map(drop)
        })
    }

    fn add_blob_part<'a>(
        &'a self,
        permit: &'a Permit,
        blob: BlobId,
        part: BlobPart,
        time: Duration,
    ) -> Answer<'a, bool> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(move |connection| {
            let sql = format!(
                "INSERT INTO blob_parts (tenant, blob, number, object, bytes)
                 SELECT tenant, id, ?3, ?4, ?5 FROM blobs
                 WHERE tenant = ?1 AND id = ?2 AND state = {PENDING} ON CONFLICT DO NOTHING"
            );
            let (object, bytes) = (int(part.object), int(part.bytes));
            let added = connection.prepare_cached(&sql)?.execute(params![
                tenant,
                blob.as_bytes(),
                part.number,
                object,
                bytes
            ])?;
            let sql =
                format!("UPDATE blobs SET deadline = {NOW} + ?3 WHERE tenant = ?1 AND id = ?2");
            if added > 0 {
                connection.prepare_cached(&sql)?.execute(params![
                    tenant,
                    blob.as_bytes(),
                    milliseconds(time)
                ])?;
            }
            Ok(added > 0)
        })
    }

    fn find_blob<'a>(&'a self, permit: &'a Permit, id: BlobId) -> Answer<'a, Option<Blob>> {
        let tenant = int(permit.tenant().number());
        blocking(&self.database, StoreName::Records, move |connection| {
            // Both are of one moment.
            let moment = connection.unchecked_transaction()?;
            let found = moment
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM blobs WHERE tenant = ?1 AND id = ?2"
                ))?
                .query_row(params![tenant, id.as_bytes()], blob)
                .optional()?;
            let Some((_, mut found)) = found else { return Ok(None) };
            found.parts = moment
                .prepare_cached(
                    "SELECT number, object, bytes FROM blob_parts
                     WHERE tenant = ?1 AND blob = ?2 ORDER BY number",
                )?
                .query_map(params![tenant, id.as_bytes()], |row| part(row, 0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Some(found))
        })
    }

    fn list_blobs_of_row<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Vec<Blob>> {
        let tenant = int(permit.tenant().number());
        blocking(&self.database, StoreName::Records, move |connection| {
            let found = connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM blobs WHERE tenant = ?1 AND row_key = ?2"
                ))?
                .query_map(params![tenant, row.as_bytes()], blob)?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(found.into_iter().map(|(_, blob)| blob).collect())
        })
    }

    fn list_known_blobs<'a>(
        &'a self,
        _permit: &'a Permit,
        blobs: Vec<(TenantId, BlobId)>,
    ) -> Answer<'a, Vec<(TenantId, BlobId)>> {
        blocking(&self.database, StoreName::Records, move |connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM blobs WHERE tenant = ?1 AND id = ?2)";
            let mut statement = connection.prepare_cached(sql)?;
            let mut known = Vec::new();
            for (tenant, id) in blobs {
                let number = int(tenant.number());
                if statement.query_row(params![number, id.as_bytes()], |row| row.get(0))? {
                    known.push((tenant, id));
                }
            }
            Ok(known)
        })
    }

    fn let_pending_blob_go<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, bool> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(move |connection| {
            let sql = format!(
                "UPDATE blobs SET state = {GOING}
                 WHERE tenant = ?1 AND id = ?2 AND state = {PENDING}"
            );
            Ok(connection.prepare_cached(&sql)?.execute(params![tenant, blob.as_bytes()])? > 0)
        })
    }

    fn let_blobs_go<'a>(&'a self, permit: &'a Permit, blobs: Vec<BlobId>) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(move |connection| {
            let sql = format!("UPDATE blobs SET state = {GOING} WHERE tenant = ?1 AND id = ?2");
            let mut statement = connection.prepare_cached(&sql)?;
            for blob in blobs {
                statement.execute(params![tenant, blob.as_bytes()])?;
            }
            Ok(())
        })
    }

    fn let_overdue_blobs_go<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, u64> {
        Box::pin(async move {
            // Hardly ever is there one, and only then is anything written.
            let overdue = format!("state = {PENDING} AND deadline < {NOW}");
            let sql = format!("SELECT EXISTS (SELECT 1 FROM blobs WHERE {overdue})");
            let is_any: bool = self.database.read(|connection| {
                connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))
            })?;
            if !is_any {
                return Ok(0);
            }
            self.change_blobs(move |connection| {
                let sql = format!("UPDATE blobs SET state = {GOING} WHERE {overdue}");
                let changed = connection.prepare_cached(&sql)?.execute([])?;
                Ok(u64::try_from(changed).unwrap_or(u64::MAX))
            })
            .await
        })
    }

    fn list_going_blobs<'a>(
        &'a self,
        _permit: &'a Permit,
        limit: usize,
    ) -> Answer<'a, Vec<(TenantId, Blob)>> {
        self.list_blobs(format!("state = {GOING}"), limit)
    }

    fn list_pending_blobs<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<BlobId>,
        limit: usize,
    ) -> Answer<'a, Vec<Blob>> {
        let tenant = int(permit.tenant().number());
        let after = after.map_or_else(Vec::new, |blob| blob.as_bytes().to_vec());
        blocking(&self.database, StoreName::Records, move |connection| {
            // There are few that are pending, and an index of those.
            let found = connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM blobs
                     WHERE state = {PENDING} AND state <> {ATTACHED} AND +tenant = ?1 AND +id > ?2
                     ORDER BY +id LIMIT ?3"
                ))?
                .query_map(params![tenant, after, rows(limit)], blob)?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(found.into_iter().map(|(_, blob)| blob).collect())
        })
    }

    fn forget_blob<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(move |connection| {
            let sql =
                format!("DELETE FROM blobs WHERE tenant = ?1 AND id = ?2 AND state = {GOING}");
            let which = params![tenant, blob.as_bytes()];
            if connection.prepare_cached(&sql)?.execute(which)? > 0 {
                let sql = "DELETE FROM blob_parts WHERE tenant = ?1 AND blob = ?2";
                connection.prepare_cached(sql)?.execute(which)?;
            }
            Ok(())
        })
    }

    fn list_noted_blobs<'a>(
        &'a self,
        _permit: &'a Permit,
        limit: usize,
    ) -> Answer<'a, Vec<(TenantId, Blob)>> {
        self.list_blobs(format!("key IS NOT NULL AND state = {ATTACHED}"), limit)
    }

    fn forget_blob_notes<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(move |connection| {
            let sql = "UPDATE blobs SET key = NULL, message = NULL WHERE tenant = ?1 AND id = ?2";
            connection.prepare_cached(sql)?.execute(params![tenant, blob.as_bytes()]).map(drop)
        })
    }

    fn list_blob_parts<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<(BlobId, u32)>,
        limit: usize,
    ) -> Answer<'a, Vec<(BlobId, BlobPart)>> {
        let tenant = int(permit.tenant().number());
        let (blob, number) = after.map_or((Vec::new(), -1), |(blob, number)| {
            (blob.as_bytes().to_vec(), i64::from(number))
        });
        blocking(&self.database, StoreName::Records, move |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT p.blob, p.number, p.object, p.bytes FROM blob_parts p
                     JOIN blobs b ON b.tenant = p.tenant AND b.id = p.blob AND b.state = {ATTACHED}
                     WHERE p.tenant = ?1 AND (p.blob, p.number) > (?2, ?3)
                     ORDER BY p.blob, p.number LIMIT ?4"
                ))?
                .query_map(params![tenant, blob, number, rows(limit)], |row| {
                    Ok((id(row, 0)?, part(row, 1)?))
                })?
                .collect()
        })
    }

    fn count_blobs<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, BlobCount> {
        blocking(&self.database, StoreName::Records, |connection| {
            let sql = "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1),
                 count(*) FILTER (WHERE state = 2) FROM blobs";
            connection.prepare_cached(sql)?.query_row([], |row| {
                let (pending, attached) = (number(row, 0)?, number(row, 1)?);
                Ok(BlobCount { pending, attached, going: number(row, 2)? })
            })
        })
    }
}

impl SqliteRecords {
    fn change_blobs<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Answer<'_, T> {
        Box::pin(
            self.writer.submit(move |group| Ok(Ok::<_, StoreError>(change(group.connection)?))),
        )
    }

    fn list_blobs(&self, which: String, limit: usize) -> Answer<'_, Vec<(TenantId, Blob)>> {
        blocking(&self.database, StoreName::Records, move |connection| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM blobs WHERE {which} LIMIT ?1"))?
                .query_map([rows(limit)], blob)?
                .collect()
        })
    }
}

/// Whether all blobs that a set gives to documents are pending.
pub(crate) fn are_pending(
    connection: &Connection,
    tenant: TenantId,
    attachments: &[Attachment],
) -> rusqlite::Result<bool> {
    for attachment in attachments {
        let state: Option<i64> = connection
            .prepare_cached("SELECT state FROM blobs WHERE tenant = ?1 AND id = ?2")?
            .query_row(params![int(tenant.number()), attachment.blob.as_bytes()], |row| row.get(0))
            .optional()?;
        if state != Some(PENDING) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Gives blobs to documents.
pub(crate) fn attach(
    connection: &Connection,
    tenant: TenantId,
    attachments: &[Attachment],
) -> rusqlite::Result<()> {
    for Attachment { blob, row } in attachments {
        let sql = format!(
            "UPDATE blobs SET state = {ATTACHED}, row_key = ?3 WHERE tenant = ?1 AND id = ?2"
        );
        connection.prepare_cached(&sql)?.execute(params![
            int(tenant.number()),
            blob.as_bytes(),
            row.as_bytes()
        ])?;
    }
    Ok(())
}

/// Lets every blob go whose content came in by a request that has ended with the process.
pub(crate) fn let_go(connection: &Connection) -> rusqlite::Result<usize> {
    let sql = format!("UPDATE blobs SET state = {GOING} WHERE state = {PENDING} AND key IS NULL");
    connection.execute(&sql, [])
}

/// A row of [`COLUMNS`], without parts.
fn blob(row: &Row<'_>) -> rusqlite::Result<(TenantId, Blob)> {
    let state = match row.get(2)? {
        PENDING => BlobState::Pending,
        ATTACHED => BlobState::Attached,
        GOING => BlobState::Going,
        _ => return Err(impossible(2, Type::Integer)),
    };
    let has = |column| row.get_ref(column).map(|value| value.data_type() != Type::Null);
    let row_key = if has(3)? { Some(id(row, 3)?) } else { None };
    let notes = if has(4)? {
        Some(BlobNotes { key: key_reference(row, 4)?, message: row.get(5)? })
    } else {
        None
    };
    let tenant = TenantId::from_number(number(row, 0)?);
    Ok((tenant, Blob { id: id(row, 1)?, state, row: row_key, notes, parts: Vec::new() }))
}

/// Number, object and size, from this column on.
fn part(row: &Row<'_>, first: usize) -> rusqlite::Result<BlobPart> {
    let (object, bytes) = (number(row, first + 1)?, number(row, first + 2)?);
    Ok(BlobPart { number: row.get(first)?, object, bytes })
}

fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 2)
}
