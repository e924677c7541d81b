//! What becomes of rows that waited, once their transaction is decided.

use model::{Pseudonym, RowKey, Version};
use rusqlite::Connection;
use store::{Outcome, TransactionId};

use crate::documents;
use crate::rows::{self, LIVE, PAST, PENDING_LIVE, number};

/// A row that waits, as far as settling it needs to know.
struct Waiting {
    sequence: i64,
    tenant: i64,
    row: RowKey,
    version: Version,
    kind: u16,
    born: i64,
    state: i64,
    about: Vec<Pseudonym>,
}

/// Makes the rows of a decided transaction count, or takes them away.
pub(super) fn settle(
    connection: &Connection,
    transaction: TransactionId,
    outcome: Outcome,
) -> rusqlite::Result<()> {
    let waiting: Vec<Waiting> = connection
        .prepare_cached(
            "SELECT sequence, tenant, row_key, version, type, born, state, about
             FROM pending JOIN versions USING (sequence) WHERE transaction_id = ?1",
        )?
        .query_map([transaction.as_bytes()], |row| {
            Ok(Waiting {
                sequence: row.get(0)?,
                tenant: row.get(1)?,
                row: rows::id(row, 2)?,
                version: Version(number(row, 3)?),
                kind: row.get(4)?,
                born: row.get(5)?,
                state: row.get(6)?,
                about: rows::pseudonyms(row, 7)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    for row in waiting {
        match outcome {
            Outcome::Committed => count(connection, &row)?,
            Outcome::Aborted => {
                connection
                    .prepare_cached("DELETE FROM versions WHERE sequence = ?1")?
                    .execute([row.sequence])?;
            }
        }
    }
    connection
        .prepare_cached("DELETE FROM pending WHERE transaction_id = ?1")?
        .execute([transaction.as_bytes()])?;
    Ok(())
}

/// Makes a row count that waited for it.
fn count(connection: &Connection, row: &Waiting) -> rusqlite::Result<()> {
    documents::retire(connection, row.tenant, row.row, row.version)?;
    let state = if row.state == PENDING_LIVE { LIVE } else { PAST };
    connection
        .prepare_cached("UPDATE versions SET state = ?2 WHERE sequence = ?1")?
        .execute([row.sequence, state])?;
    for subject in &row.about {
        documents::list_for(connection, row.tenant, *subject, (row.kind, row.born))?;
    }
    Ok(())
}
