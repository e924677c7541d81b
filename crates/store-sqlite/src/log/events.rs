//! Events by their place: in a tree, in a chain, in time.

use model::{EventId, LogName, RowKey, TenantId, Tree, WriterId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::{ChainSegment, EventRecord, Span};

use crate::rows::{self, bound, int, log_numbers, number};

const EVENT_COLUMNS: &str = "position, tree, writer, sequence, entry, row_key, header, bodies";

pub(super) fn list_chains(
    connection: &Connection,
    log: LogName,
    limit: usize,
) -> rusqlite::Result<Vec<ChainSegment>> {
    let (tenant, tree) = log_numbers(log);
    let behind: Vec<(i64, u64)> = connection
        .prepare_cached(
            "SELECT writer, sequenced FROM chains
             WHERE tenant = ?1 AND tree = ?2 AND sequence > sequenced ORDER BY writer",
        )?
        .query_map([tenant, tree], |row| Ok((row.get(0)?, number(row, 1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut left = limit;
    let mut segments = Vec::new();
    for (writer, sequenced) in behind {
        if left == 0 {
            break;
        }
        let entries: Vec<Vec<u8>> = connection
            .prepare_cached(
                "SELECT entry FROM events
                 WHERE tenant = ?1 AND tree = ?2 AND writer = ?3 AND sequence > ?4
                 ORDER BY sequence LIMIT ?5",
            )?
            .query_map(
                params![
                    tenant,
                    tree,
                    writer,
                    int(sequenced),
                    i64::try_from(left).unwrap_or(i64::MAX)
                ],
                |row| row.get(0),
            )?
            .collect::<rusqlite::Result<_>>()?;
        left -= entries.len();
        segments.push(ChainSegment {
            writer: WriterId::from_number(writer.unsigned_abs()),
            first_sequence: sequenced + 1,
            entries,
        });
    }
    Ok(segments)
}

pub(super) fn list_sequenced(
    connection: &Connection,
    log: LogName,
    first: u64,
    limit: usize,
) -> rusqlite::Result<Vec<EventRecord>> {
    let (tenant, tree) = log_numbers(log);
    let spans: Vec<Span> = connection
        .prepare_cached(
            "SELECT first_index, writer, first_sequence, count FROM spans
             WHERE tenant = ?1 AND tree = ?2 AND first_index + count > ?3 AND first_index < ?4
             ORDER BY first_index",
        )?
        .query_map(
            params![tenant, tree, bound(first), bound(first.saturating_add(limit as u64))],
            span,
        )?
        .collect::<rusqlite::Result<_>>()?;
    let mut records = Vec::new();
    for span in spans {
        let skipped = first.saturating_sub(span.first_index);
        let wanted = (span.count - skipped).min((limit - records.len()) as u64);
        let first_sequence = span.first_sequence + skipped;
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {EVENT_COLUMNS} FROM events
             WHERE tenant = ?1 AND tree = ?2 AND writer = ?3 AND sequence >= ?4 AND sequence < ?5
             ORDER BY sequence"
        ))?;
        let found = statement.query_map(
            params![
                tenant,
                tree,
                int(span.writer.number()),
                int(first_sequence),
                int(first_sequence + wanted)
            ],
            event_record,
        )?;
        for record in found {
            let mut record = record?;
            record.index = Some(span.first_index + record.id.sequence - span.first_sequence);
            records.push(record);
        }
    }
    Ok(records)
}

fn span(row: &Row<'_>) -> rusqlite::Result<Span> {
    Ok(Span {
        first_index: number(row, 0)?,
        writer: WriterId::from_number(number(row, 1)?),
        first_sequence: number(row, 2)?,
        count: number(row, 3)?,
    })
}

pub(super) fn find_event(
    connection: &Connection,
    tenant: TenantId,
    event: EventId,
) -> rusqlite::Result<Option<EventRecord>> {
    let tenant = int(tenant.number());
    let found = connection
        .prepare_cached(&format!(
            "SELECT {EVENT_COLUMNS} FROM events
             WHERE tenant = ?1 AND tree = ?2 AND writer = ?3 AND sequence = ?4"
        ))?
        .query_row(
            params![tenant, event.tree.code(), int(event.writer.number()), int(event.sequence)],
            event_record,
        )
        .optional()?;
    let Some(mut record) = found else {
        return Ok(None);
    };
    record.index = find_index(connection, tenant, event)?;
    Ok(Some(record))
}

/// The index of an event in its tree, once the sequencer has been there.
fn find_index(
    connection: &Connection,
    tenant: i64,
    event: EventId,
) -> rusqlite::Result<Option<u64>> {
    connection
        .prepare_cached(
            "SELECT first_index, writer, first_sequence, count FROM spans
             WHERE tenant = ?1 AND tree = ?2 AND writer = ?3 AND first_sequence <= ?4
             ORDER BY first_sequence DESC LIMIT 1",
        )?
        .query_row(
            params![tenant, event.tree.code(), int(event.writer.number()), int(event.sequence)],
            span,
        )
        .optional()
        .map(|found| {
            let span = found?;
            let offset = event.sequence - span.first_sequence;
            (offset < span.count).then_some(span.first_index + offset)
        })
}

/// A row of [`EVENT_COLUMNS`].
fn event_record(row: &Row<'_>) -> rusqlite::Result<EventRecord> {
    let code = u8::try_from(row.get::<_, i64>(1)?).ok();
    let tree = code.and_then(Tree::from_code);
    Ok(EventRecord {
        position: number(row, 0)?,
        id: EventId {
            tree: tree.ok_or_else(|| rows::impossible(1, rusqlite::types::Type::Integer))?,
            writer: WriterId::from_number(number(row, 2)?),
            sequence: number(row, 3)?,
        },
        index: None,
        entry: row.get(4)?,
        row: rows::id::<RowKey>(row, 5)?,
        header: row.get(6)?,
        bodies: row.get(7)?,
    })
}

/// Events of a tenant, newest first.
pub(super) fn list_events(
    connection: &Connection,
    tenant: TenantId,
    before: Option<u64>,
    limit: usize,
) -> rusqlite::Result<Vec<EventRecord>> {
    let tenant = int(tenant.number());
    let before = before.map_or(i64::MAX, bound);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut records = connection
        .prepare_cached(&format!(
            "SELECT {EVENT_COLUMNS} FROM events WHERE tenant = ?1 AND position < ?2
             ORDER BY position DESC LIMIT ?3"
        ))?
        .query_map([tenant, before, limit], event_record)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for record in &mut records {
        record.index = find_index(connection, tenant, record.id)?;
    }
    Ok(records)
}
