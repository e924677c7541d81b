//! Which blobs there are, in the records store. The time is that of the database.

use std::time::Duration;

use model::{BlobId, RowKey, TenantId};
use policy::Permit;
use seal::KeyReference;
use store::{Answer, Blob, BlobCount, BlobNotes, BlobPart, BlobState, Blobs, StoreError};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::failure::Failure;
use crate::link::Link;
use crate::locks::Locks;
use crate::readers::Reach;
use crate::records::PostgresRecords;
use crate::rows::{id, int, limit, number, value};

const BEGIN: &str = "
    INSERT INTO blobs (tenant, id, deadline, key, message)
    VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3), $4, $5)";
/// Whoever lets the blob go meanwhile waits, and then finds it pending for longer.
const ADD_PART: &str = "
    WITH pending AS (
        UPDATE blobs SET deadline = clock_timestamp() + make_interval(secs => $6)
        WHERE tenant = $1 AND id = $2 AND state = 0
            AND NOT EXISTS (
                SELECT 1 FROM blob_parts WHERE tenant = $1 AND blob = $2 AND number = $3)
        RETURNING tenant, id)
    INSERT INTO blob_parts (tenant, blob, number, object, bytes)
    SELECT tenant, id, $3, $4, $5 FROM pending ON CONFLICT DO NOTHING";
const FIND: &str = "
    SELECT tenant, id, state, row_key, key, message FROM blobs WHERE tenant = $1 AND id = $2";
const FIND_PARTS: &str = "
    SELECT number, object, bytes FROM blob_parts WHERE tenant = $1 AND blob = $2 ORDER BY number";
const OF_ROW: &str = "
    SELECT tenant, id, state, row_key, key, message FROM blobs
    WHERE tenant = $1 AND row_key = $2";
const KNOWN: &str = "
    SELECT b.tenant, b.id FROM unnest($1::bigint[], $2::bytea[]) AS wanted (tenant, id)
    JOIN blobs b ON b.tenant = wanted.tenant AND b.id = wanted.id";
const LET_GO: &str = "
    UPDATE blobs SET state = 2 WHERE (tenant, id) IN (
        SELECT tenant, id FROM blobs WHERE tenant = $1 AND id = ANY ($2::bytea[])
        ORDER BY tenant, id FOR UPDATE)";
const LET_PENDING_GO: &str =
    "UPDATE blobs SET state = 2 WHERE tenant = $1 AND id = $2 AND state = 0";
const IS_ANY_OVERDUE: &str = "
    SELECT 1 FROM blobs WHERE state = 0 AND deadline < clock_timestamp() LIMIT 1";
/// Not one that somebody is giving to a document.
const LET_OVERDUE_GO: &str = "
    UPDATE blobs SET state = 2 WHERE (tenant, id) IN (
        SELECT tenant, id FROM blobs WHERE state = 0 AND deadline < clock_timestamp()
        ORDER BY tenant, id FOR UPDATE SKIP LOCKED)";
const GOING: &str = "
    SELECT tenant, id, state, row_key, key, message FROM blobs WHERE state = 2 LIMIT $1";
const COMING_IN: &str = "
    SELECT tenant, id, state, row_key, key, message FROM blobs
    WHERE state = 0 AND tenant = $1 AND id > $2 ORDER BY id LIMIT $3";
const FORGET: &str = "
    WITH gone AS (DELETE FROM blobs WHERE tenant = $1 AND id = $2 AND state = 2 RETURNING tenant, id)
    DELETE FROM blob_parts p USING gone WHERE p.tenant = gone.tenant AND p.blob = gone.id";
const NOTED: &str = "
    SELECT tenant, id, state, row_key, key, message FROM blobs
    WHERE key IS NOT NULL AND state = 1 LIMIT $1";
const FORGET_NOTES: &str = "
    UPDATE blobs SET key = NULL, message = NULL WHERE tenant = $1 AND id = $2";
const PARTS: &str = "
    SELECT p.blob, p.number, p.object, p.bytes FROM blob_parts p
    JOIN blobs b ON b.tenant = p.tenant AND b.id = p.blob AND b.state = 1
    WHERE p.tenant = $1 AND (p.blob, p.number) > ($2, $3)
    ORDER BY p.blob, p.number LIMIT $4";
const COUNT: &str = "
    SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1),
        count(*) FILTER (WHERE state = 2) FROM blobs";

impl Blobs for PostgresRecords {
    fn begin_blob<'a>(
        &'a self,
        permit: &'a Permit,
        blob: BlobId,
        notes: Option<BlobNotes>,
        time: Duration,
    ) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        let (key, message) =
            notes.map(|notes| (notes.key.to_bytes().to_vec(), notes.message)).unzip();
        let arguments: Vec<Argument> = vec![
            Box::new(tenant),
            Box::new(bytes(blob)),
            Box::new(time.as_secs_f64()),
            Box::new(key),
            Box::new(message),
        ];
        self.change_blobs(BEGIN, arguments, |_| ())
    }

    fn add_blob_part<'a>(
        &'a self,
        permit: &'a Permit,
        blob: BlobId,
        part: BlobPart,
        time: Duration,
    ) -> Answer<'a, bool> {
        let tenant = int(permit.tenant().number());
        let part_number = part.number.cast_signed();
        let (object, size) = (int(part.object), int(part.bytes));
        let arguments: Vec<Argument> = vec![
            Box::new(tenant),
            Box::new(bytes(blob)),
            Box::new(part_number),
            Box::new(object),
            Box::new(size),
            Box::new(time.as_secs_f64()),
        ];
        self.change_blobs(ADD_PART, arguments, |changed| changed > 0)
    }

    fn find_blob<'a>(&'a self, permit: &'a Permit, id: BlobId) -> Answer<'a, Option<Blob>> {
        let tenant = int(permit.tenant().number());
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            // Parts are only ever added, and go after the blob did.
            let Some(found) = link.find(FIND, &[&tenant, &bytes(id)]).await? else {
                return Ok(None);
            };
            let (_, mut found) = blob(&found)?;
            let parts = link.rows(FIND_PARTS, &[&tenant, &bytes(id)]).await?;
            found.parts = parts.iter().map(|row| part(row, 0)).collect::<Result<_, _>>()?;
            Ok(Some(found))
        }))
    }

    fn list_blobs_of_row<'a>(&'a self, permit: &'a Permit, row: RowKey) -> Answer<'a, Vec<Blob>> {
        let tenant = int(permit.tenant().number());
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let found = link.rows(OF_ROW, &[&tenant, &row.as_bytes().as_slice()]).await?;
            found.iter().map(|row| Ok(blob(row)?.1)).collect()
        }))
    }

    fn list_known_blobs<'a>(
        &'a self,
        _permit: &'a Permit,
        blobs: Vec<(TenantId, BlobId)>,
    ) -> Answer<'a, Vec<(TenantId, BlobId)>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let (tenants, ids): (Vec<i64>, Vec<Vec<u8>>) =
                blobs.iter().map(|(tenant, blob)| (int(tenant.number()), bytes(*blob))).unzip();
            let found = link.rows(KNOWN, &[&tenants, &ids]).await?;
            found
                .iter()
                .map(|row| Ok((TenantId::from_number(number(row, 0)?), id(row, 1)?)))
                .collect()
        }))
    }

    fn let_pending_blob_go<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, bool> {
        let tenant = int(permit.tenant().number());
        let arguments: Vec<Argument> = vec![Box::new(tenant), Box::new(bytes(blob))];
        self.change_blobs(LET_PENDING_GO, arguments, |changed| changed > 0)
    }

    fn let_blobs_go<'a>(&'a self, permit: &'a Permit, blobs: Vec<BlobId>) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        let ids: Vec<Vec<u8>> = blobs.into_iter().map(bytes).collect();
        self.change_blobs(LET_GO, vec![Box::new(tenant), Box::new(ids)], |_| ())
    }

    fn let_overdue_blobs_go<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, u64> {
        Box::pin(async move {
            // Hardly ever is there one, and only then is anything written.
            let is_any = self.readers.read(Reach::Point, async move |link: &Link| {
                Ok(link.find(IS_ANY_OVERDUE, &[]).await?.is_some())
            });
            if !is_any.await? {
                return Ok(0);
            }
            self.change_blobs(LET_OVERDUE_GO, Vec::new(), |changed| changed).await
        })
    }

    fn list_going_blobs<'a>(
        &'a self,
        _permit: &'a Permit,
        count: usize,
    ) -> Answer<'a, Vec<(TenantId, Blob)>> {
        self.list_blobs(GOING, count)
    }

    fn list_pending_blobs<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<BlobId>,
        count: usize,
    ) -> Answer<'a, Vec<Blob>> {
        let tenant = int(permit.tenant().number());
        let after = after.map_or_else(Vec::new, bytes);
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let found = link.rows(COMING_IN, &[&tenant, &after, &limit(count)]).await?;
            found.iter().map(|row| Ok(blob(row)?.1)).collect()
        }))
    }

    fn forget_blob<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(FORGET, vec![Box::new(tenant), Box::new(bytes(blob))], |_| ())
    }

    fn list_noted_blobs<'a>(
        &'a self,
        _permit: &'a Permit,
        count: usize,
    ) -> Answer<'a, Vec<(TenantId, Blob)>> {
        self.list_blobs(NOTED, count)
    }

    fn forget_blob_notes<'a>(&'a self, permit: &'a Permit, blob: BlobId) -> Answer<'a, ()> {
        let tenant = int(permit.tenant().number());
        self.change_blobs(FORGET_NOTES, vec![Box::new(tenant), Box::new(bytes(blob))], |_| ())
    }

    fn list_blob_parts<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<(BlobId, u32)>,
        count: usize,
    ) -> Answer<'a, Vec<(BlobId, BlobPart)>> {
        let tenant = int(permit.tenant().number());
        let (blob, after) =
            after.map_or((Vec::new(), -1), |(blob, number)| (bytes(blob), number.cast_signed()));
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let found = link.rows(PARTS, &[&tenant, &blob, &after, &limit(count)]).await?;
            found.iter().map(|row| Ok((id(row, 0)?, part(row, 1)?))).collect()
        }))
    }

    fn count_blobs<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, BlobCount> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let found = link.find(COUNT, &[]).await?.ok_or(Failure::Impossible)?;
            let (pending, attached) = (number(&found, 0)?, number(&found, 1)?);
            Ok(BlobCount { pending, attached, going: number(&found, 2)? })
        }))
    }
}

type Argument = Box<dyn ToSql + Sync + Send>;

impl PostgresRecords {
    fn change_blobs<T: Send + 'static>(
        &self,
        sql: &'static str,
        arguments: Vec<Argument>,
        say: impl Fn(u64) -> T + Send + Sync + 'static,
    ) -> Answer<'_, T> {
        Box::pin(self.writer().run(Locks::default(), move |link| {
            Box::pin(async move {
                let all: Vec<&(dyn ToSql + Sync)> =
                    arguments.iter().map(|argument| &**argument as &(dyn ToSql + Sync)).collect();
                let changed = link.execute(sql, &all).await?;
                Ok(Ok::<_, StoreError>(say(changed)))
            })
        }))
    }

    fn list_blobs(&self, sql: &'static str, count: usize) -> Answer<'_, Vec<(TenantId, Blob)>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            link.rows(sql, &[&limit(count)]).await?.iter().map(blob).collect()
        }))
    }
}

/// A row of tenant, id, state, row, key and message, without parts.
fn blob(row: &Row) -> Result<(TenantId, Blob), Failure> {
    let state = match value::<i16>(row, 2)? {
        0 => BlobState::Pending,
        1 => BlobState::Attached,
        2 => BlobState::Going,
        _ => return Err(Failure::Impossible),
    };
    let row_key = value::<Option<&[u8]>>(row, 3)?
        .map(RowKey::try_from)
        .transpose()
        .map_err(|_| Failure::Impossible)?;
    let key = value::<Option<&[u8]>>(row, 4)?
        .map(KeyReference::from_bytes)
        .transpose()
        .map_err(|_| Failure::Impossible)?;
    let message = value::<Option<Vec<u8>>>(row, 5)?;
    let notes = key.zip(message).map(|(key, message)| BlobNotes { key, message });
    let tenant = TenantId::from_number(number(row, 0)?);
    Ok((tenant, Blob { id: id(row, 1)?, state, row: row_key, notes, parts: Vec::new() }))
}

/// Number, object and size, from this column on.
fn part(row: &Row, first: usize) -> Result<BlobPart, Failure> {
    Ok(BlobPart {
        number: value::<i32>(row, first)?.cast_unsigned(),
        object: number(row, first + 1)?,
        bytes: number(row, first + 2)?,
    })
}

fn bytes(blob: BlobId) -> Vec<u8> {
    blob.as_bytes().to_vec()
}
