//! Events by their place: in a tree, in a chain, in time.

use model::{EventId, LogName, RowKey, TenantId, WriterId};
use store::{ChainSegment, EventRecord, Span};
use tokio_postgres::Row;

use crate::failure::Failure;
use crate::link::Link;
use crate::rows::{self, bound, id, int, limit, log_numbers, number, tree_code, value};

/// The columns that [`event_record`] reads, from a table called `e`.
macro_rules! event_columns {
    () => {
        "e.position, e.tree, e.writer, e.sequence, e.entry, e.row_key, e.header, e.bodies"
    };
}

pub(super) async fn list_chains(
    link: &Link,
    log: LogName,
    count: usize,
) -> Result<Vec<ChainSegment>, Failure> {
    let (tenant, tree) = log_numbers(log);
    let behind = link
        .rows(
            "SELECT writer, sequenced FROM chains
             WHERE tenant = $1 AND tree = $2 AND sequence > sequenced ORDER BY writer",
            &[&tenant, &tree],
        )
        .await?;
    let mut left = count;
    let mut segments = Vec::new();
    for row in behind {
        if left == 0 {
            break;
        }
        let (writer, sequenced) = (number(&row, 0)?, number(&row, 1)?);
        let entries = link
            .rows(
                "SELECT entry FROM events
                 WHERE tenant = $1 AND tree = $2 AND writer = $3 AND sequence > $4
                 ORDER BY sequence LIMIT $5",
                &[&tenant, &tree, &int(writer), &int(sequenced), &limit(left)],
            )
            .await?;
        left -= entries.len();
        segments.push(ChainSegment {
            writer: WriterId::from_number(writer),
            first_sequence: sequenced + 1,
            entries: entries.iter().map(|row| value(row, 0)).collect::<Result<_, _>>()?,
        });
    }
    Ok(segments)
}

pub(super) async fn list_sequenced(
    link: &Link,
    log: LogName,
    first: u64,
    count: usize,
) -> Result<Vec<EventRecord>, Failure> {
    let (tenant, tree) = log_numbers(log);
    let end = first.saturating_add(count as u64);
    let found = link
        .rows(
            concat!(
                "SELECT ",
                event_columns!(),
                ", s.first_index + e.sequence - s.first_sequence
                 FROM spans s JOIN events e
                     ON e.tenant = s.tenant AND e.tree = s.tree AND e.writer = s.writer
                     AND e.sequence >= s.first_sequence + greatest($3 - s.first_index, 0)
                     AND e.sequence < s.first_sequence + least($4 - s.first_index, s.count)
                 WHERE s.tenant = $1 AND s.tree = $2
                     AND s.first_index + s.count > $3 AND s.first_index < $4
                 ORDER BY s.first_index, e.sequence"
            ),
            &[&tenant, &tree, &bound(first), &bound(end)],
        )
        .await?;
    found
        .iter()
        .map(|row| {
            let mut record = event_record(row)?;
            record.index = Some(number(row, 8)?);
            Ok(record)
        })
        .collect()
}

pub(super) async fn find_event(
    link: &Link,
    tenant: TenantId,
    event: EventId,
) -> Result<Option<EventRecord>, Failure> {
    let (tenant, tree) = (int(tenant.number()), tree_code(event.tree));
    let found = link
        .find(
            concat!(
                "SELECT ",
                event_columns!(),
                " FROM events e
                  WHERE e.tenant = $1 AND e.tree = $2 AND e.writer = $3 AND e.sequence = $4"
            ),
            &[&tenant, &tree, &int(event.writer.number()), &int(event.sequence)],
        )
        .await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let mut record = event_record(&row)?;
    record.index = find_index(link, tenant, event).await?;
    Ok(Some(record))
}

/// The index of an event in its tree, once the sequencer has been there.
async fn find_index(link: &Link, tenant: i64, event: EventId) -> Result<Option<u64>, Failure> {
    let found = link
        .find(
            "SELECT first_index, writer, first_sequence, count FROM spans
             WHERE tenant = $1 AND tree = $2 AND writer = $3 AND first_sequence <= $4
             ORDER BY first_sequence DESC LIMIT 1",
            &[&tenant, &tree_code(event.tree), &int(event.writer.number()), &int(event.sequence)],
        )
        .await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let span = span(&row)?;
    let offset = event.sequence - span.first_sequence;
    Ok((offset < span.count).then_some(span.first_index + offset))
}

fn span(row: &Row) -> Result<Span, Failure> {
    Ok(Span {
        first_index: number(row, 0)?,
        writer: WriterId::from_number(number(row, 1)?),
        first_sequence: number(row, 2)?,
        count: number(row, 3)?,
    })
}

/// A row that begins with [`event_columns`].
fn event_record(row: &Row) -> Result<EventRecord, Failure> {
    Ok(EventRecord {
        position: number(row, 0)?,
        id: EventId {
            tree: rows::tree(row, 1)?,
            writer: WriterId::from_number(number(row, 2)?),
            sequence: number(row, 3)?,
        },
        index: None,
        entry: value(row, 4)?,
        row: id::<RowKey>(row, 5)?,
        header: value(row, 6)?,
        bodies: value(row, 7)?,
    })
}

/// Events of a tenant, newest first.
pub(super) async fn list_events(
    link: &Link,
    tenant: TenantId,
    before: Option<u64>,
    count: usize,
) -> Result<Vec<EventRecord>, Failure> {
    let tenant = int(tenant.number());
    let before = before.map_or(i64::MAX, bound);
    let found = link
        .rows(
            concat!(
                "SELECT ",
                event_columns!(),
                ", (SELECT CASE WHEN e.sequence < s.first_sequence + s.count
                                THEN s.first_index + e.sequence - s.first_sequence END
                    FROM spans s
                    WHERE s.tenant = e.tenant AND s.tree = e.tree AND s.writer = e.writer
                        AND s.first_sequence <= e.sequence
                    ORDER BY s.first_sequence DESC LIMIT 1)
                  FROM events e WHERE e.tenant = $1 AND e.position < $2
                  ORDER BY e.position DESC LIMIT $3"
            ),
            &[&tenant, &before, &limit(count)],
        )
        .await?;
    found
        .iter()
        .map(|row| {
            let mut record = event_record(row)?;
            let index: Option<i64> = value(row, 8)?;
            record.index = index.and_then(|index| u64::try_from(index).ok());
            Ok(record)
        })
        .collect()
}
