//! What a tick of the sequencer writes.

use model::LogId;
use store::{DeploymentAppend, Fence, LeaseName, LogAppend, LogState, Span, TileBytes, TreeName};
use tokio_postgres::Row;

use crate::failure::Failure;
use crate::leases;
use crate::link::Link;
use crate::rows::{self, id, int, number, tree_numbers, value};

/// Writes what a tick adds, unless a tree has grown since it was looked at, or a chain was followed to
/// another place. The trees are locked.
pub(super) async fn append(
    link: &Link,
    fence: Fence,
    logs: &[LogAppend],
    deployment: Option<&DeploymentAppend>,
) -> Result<bool, Failure> {
    if !leases::is_still(link, LeaseName::Sequencer, fence).await? {
        return Ok(false);
    }
    let sizes = logs
        .iter()
        .map(|log| (log.state.tree, log.size_before))
        .chain(deployment.map(|append| (append.state.tree, append.size_before)));
    for (tree, size) in sizes {
        if find_log(link, tree).await?.map_or(0, |log| log.size) != size {
            return Ok(false);
        }
    }
    if !follow_chains(link, logs).await? {
        return Ok(false);
    }
    let grown = deployment.map_or(0, |append| append.state.size);
    for log in logs {
        put_state(link, &log.state, &log.tiles, grown).await?;
        for span in &log.spans {
            put_span(link, log.state.tree, span).await?;
        }
    }
    if let Some(append) = deployment {
        put_state(link, &append.state, &append.tiles, grown).await?;
        link.execute(
            "INSERT INTO deployment_leaves (leaf_index, leaf) VALUES ($1, $2)",
            &[&int(append.size_before), &append.leaf],
        )
        .await?;
    }
    Ok(true)
}

/// Says how far the chains were followed, if all spans go on where that was. Their writers extend them
/// meanwhile, so their rows are locked in the same order as by them.
async fn follow_chains(link: &Link, logs: &[LogAppend]) -> Result<bool, Failure> {
    let (mut tenants, mut trees) = (Vec::new(), Vec::new());
    let (mut writers, mut before, mut sequenced) = (Vec::new(), Vec::new(), Vec::new());
    for log in logs {
        let (tenant, tree) = tree_numbers(log.state.tree);
        for span in &log.spans {
            tenants.push(tenant);
            trees.push(tree);
            writers.push(int(span.writer.number()));
            before.push(int(span.first_sequence - 1));
            sequenced.push(int(span.first_sequence + span.count - 1));
        }
    }
    let ends = link
        .one(
            "WITH ends AS (
                 SELECT c.sequenced, c.sequence, e.before, e.last
                 FROM chains c
                 JOIN unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[])
                     AS e (tenant, tree, writer, before, last)
                     USING (tenant, tree, writer)
                 ORDER BY c.tenant, c.tree, c.writer
                 FOR UPDATE OF c)
             SELECT count(*) FROM ends WHERE sequenced = before AND sequence >= last",
            &[&tenants, &trees, &writers, &before, &sequenced],
        )
        .await?;
    if number(&ends, 0)? != writers.len() as u64 {
        return Ok(false);
    }
    link.execute(
        "UPDATE chains c SET sequenced = e.sequenced
         FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[])
             AS e (tenant, tree, writer, sequenced)
         WHERE c.tenant = e.tenant AND c.tree = e.tree AND c.writer = e.writer",
        &[&tenants, &trees, &writers, &sequenced],
    )
    .await?;
    Ok(true)
}

async fn put_state(
    link: &Link,
    state: &LogState,
    tiles: &[TileBytes],
    grown: u64,
) -> Result<(), Failure> {
    let (tenant, tree) = tree_numbers(state.tree);
    link.execute(
        "INSERT INTO logs (tenant, tree, id, size, checkpoint, grown)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tenant, tree) DO UPDATE
         SET size = excluded.size, checkpoint = excluded.checkpoint, grown = excluded.grown",
        &[
            &tenant,
            &tree,
            &state.id.as_bytes().as_slice(),
            &int(state.size),
            &state.checkpoint,
            &int(grown),
        ],
    )
    .await?;
    let levels: Vec<i16> = tiles.iter().map(|tile| i16::from(tile.level)).collect();
    let indexes: Vec<i64> = tiles.iter().map(|tile| int(tile.index)).collect();
    let hashes: Vec<&[u8]> = tiles.iter().map(|tile| tile.bytes.as_slice()).collect();
    link.execute(
        "INSERT INTO tiles (tenant, tree, level, tile, hashes)
         SELECT $1, $2, * FROM unnest($3::smallint[], $4::bigint[], $5::bytea[])
         ON CONFLICT (tenant, tree, level, tile) DO UPDATE SET hashes = excluded.hashes",
        &[&tenant, &tree, &levels, &indexes, &hashes],
    )
    .await?;
    Ok(())
}

/// Writes a span, or makes the last one longer when the writer goes on where it was.
async fn put_span(link: &Link, tree: TreeName, span: &Span) -> Result<(), Failure> {
    let (tenant, tree) = tree_numbers(tree);
    let writer = int(span.writer.number());
    let (index, sequence, count) =
        (int(span.first_index), int(span.first_sequence), int(span.count));
    let lengthened = link
        .execute(
            "UPDATE spans SET count = count + $5
             WHERE tenant = $1 AND tree = $2 AND writer = $3
                 AND first_sequence + count = $4 AND first_index + count = $6",
            &[&tenant, &tree, &writer, &sequence, &count, &index],
        )
        .await?;
    if lengthened == 0 {
        link.execute(
            "INSERT INTO spans (tenant, tree, first_index, writer, first_sequence, count)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[&tenant, &tree, &index, &writer, &sequence, &count],
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn find_log(link: &Link, tree: TreeName) -> Result<Option<LogState>, Failure> {
    let (tenant, tree) = tree_numbers(tree);
    let found = link
        .find(
            "SELECT tenant, tree, id, size, checkpoint FROM logs WHERE tenant = $1 AND tree = $2",
            &[&tenant, &tree],
        )
        .await?;
    found.as_ref().map(log_state).transpose()
}

pub(super) fn log_state(row: &Row) -> Result<LogState, Failure> {
    Ok(LogState {
        tree: rows::tree_name(row, 0, 1)?,
        id: id::<LogId>(row, 2)?,
        size: number(row, 3)?,
        checkpoint: value(row, 4)?,
    })
}
