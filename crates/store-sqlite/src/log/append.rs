//! What a tick of the sequencer writes.

use model::LogId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::{DeploymentAppend, LogAppend, LogState, Span, TileBytes, TreeName};

use crate::rows::{self, int, number, tree_numbers};

/// Writes what a tick adds, unless a tree has grown since it was looked at, or a chain was followed to
/// another place.
pub(super) fn append(
    connection: &Connection,
    logs: &[LogAppend],
    deployment: Option<&DeploymentAppend>,
) -> rusqlite::Result<bool> {
    let sizes = logs
        .iter()
        .map(|log| (log.state.tree, log.size_before))
        .chain(deployment.map(|append| (append.state.tree, append.size_before)));
    for (tree, size) in sizes {
        if find_log(connection, tree)?.map_or(0, |log| log.size) != size {
            return Ok(false);
        }
    }
    for log in logs {
        for span in &log.spans {
            if !goes_on(connection, log.state.tree, span)? {
                return Ok(false);
            }
        }
    }
    for log in logs {
        put_state(connection, &log.state, &log.tiles)?;
        for span in &log.spans {
            put_span(connection, log.state.tree, span)?;
        }
    }
    if let Some(append) = deployment {
        put_state(connection, &append.state, &append.tiles)?;
        connection
            .prepare_cached("INSERT INTO deployment_leaves (leaf_index, leaf) VALUES (?1, ?2)")?
            .execute(params![int(append.size_before), append.leaf])?;
    }
    Ok(true)
}

/// Whether a span goes on where its chain was followed to, and ends with it at the latest.
fn goes_on(connection: &Connection, tree: TreeName, span: &Span) -> rusqlite::Result<bool> {
    let (tenant, tree) = tree_numbers(tree);
    let (writer, before) = (int(span.writer.number()), int(span.first_sequence - 1));
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM chains
                 WHERE tenant = ?1 AND tree = ?2 AND writer = ?3
                     AND sequenced = ?4 AND sequence >= ?4 + ?5)",
        )?
        .query_row(params![tenant, tree, writer, before, int(span.count)], |row| row.get(0))
}

fn put_state(
    connection: &Connection,
    state: &LogState,
    tiles: &[TileBytes],
) -> rusqlite::Result<()> {
    let (tenant, tree) = tree_numbers(state.tree);
    connection
        .prepare_cached(
            "INSERT INTO logs (tenant, tree, id, size, checkpoint) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (tenant, tree)
             DO UPDATE SET size = excluded.size, checkpoint = excluded.checkpoint",
        )?
        .execute(params![tenant, tree, state.id.as_bytes(), int(state.size), state.checkpoint])?;
    for tile in tiles {
        connection
            .prepare_cached(
                "INSERT INTO tiles (tenant, tree, level, tile, hashes) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (tenant, tree, level, tile) DO UPDATE SET hashes = excluded.hashes",
            )?
            .execute(params![tenant, tree, tile.level, int(tile.index), tile.bytes])?;
    }
    Ok(())
}

/// Writes a span, or makes the last one longer when the writer goes on where it was.
fn put_span(connection: &Connection, tree: TreeName, span: &Span) -> rusqlite::Result<()> {
    let (tenant, tree) = tree_numbers(tree);
    let writer = int(span.writer.number());
    let lengthened = connection
        .prepare_cached(
            "UPDATE spans SET count = count + ?5
             WHERE tenant = ?1 AND tree = ?2 AND writer = ?3
                 AND first_sequence + count = ?4 AND first_index + count = ?6",
        )?
        .execute(params![
            tenant,
            tree,
            writer,
            int(span.first_sequence),
            int(span.count),
            int(span.first_index),
        ])?;
    if lengthened == 0 {
        connection
            .prepare_cached(
                "INSERT INTO spans (tenant, tree, first_index, writer, first_sequence, count)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                tenant,
                tree,
                int(span.first_index),
                writer,
                int(span.first_sequence),
                int(span.count),
            ])?;
    }
    connection
        .prepare_cached(
            "UPDATE chains SET sequenced = ?4 WHERE tenant = ?1 AND tree = ?2 AND writer = ?3",
        )?
        .execute(params![tenant, tree, writer, int(span.first_sequence + span.count - 1)])?;
    Ok(())
}

pub(super) fn find_log(
    connection: &Connection,
    tree: TreeName,
) -> rusqlite::Result<Option<LogState>> {
    let (tenant, tree) = tree_numbers(tree);
    connection
        .prepare_cached(
            "SELECT tenant, tree, id, size, checkpoint FROM logs
             WHERE tenant = ?1 AND tree = ?2",
        )?
        .query_row([tenant, tree], log_state)
        .optional()
}

pub(super) fn log_state(row: &Row<'_>) -> rusqlite::Result<LogState> {
    Ok(LogState {
        tree: rows::tree_name(row, 0, 1)?,
        id: rows::id::<LogId>(row, 2)?,
        size: number(row, 3)?,
        checkpoint: row.get(4)?,
    })
}
