//! The SQL of a store's stream of changes. One thread writes, so what is committed is there in its order.

use model::{ResourceType, StoreName, TenantId};
use rusqlite::{Connection, params};
use store::{Changed, Sealed, Sequence};

use crate::rows::{self, bound, int, number};

/// The columns of a version, and for what it waits; in the records store nothing waits.
const IDENTITY: &str =
    "SELECT tenant, type, row_key, version, key, versions.sequence, born, message,
        transaction_id
    FROM versions LEFT JOIN pending ON pending.sequence = versions.sequence";
const RECORDS: &str = "SELECT tenant, type, row_key, version, key, sequence, born, message, NULL
    FROM versions";

/// The last place before the first version that waits, or else the last that was given.
pub(crate) fn find_horizon(
    connection: &Connection,
    store: StoreName,
) -> rusqlite::Result<Sequence> {
    let sql = match store {
        StoreName::Identity => {
            "SELECT coalesce((SELECT min(sequence) - 1 FROM pending),
                             (SELECT max(seq) FROM sqlite_sequence WHERE name = 'versions'), 0)"
        }
        _ => "SELECT ifnull(max(sequence), 0) FROM versions",
    };
    connection.prepare_cached(sql)?.query_row([], |row| number(row, 0).map(Sequence))
}

/// The last place that was given. In the records store nothing that stood in one goes.
pub(crate) fn find_last_place(
    connection: &Connection,
    store: StoreName,
) -> rusqlite::Result<Sequence> {
    let sql = match store {
        StoreName::Identity => {
            "SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'versions'"
        }
        _ => "SELECT ifnull(max(sequence), 0) FROM versions",
    };
    connection.prepare_cached(sql)?.query_row([], |row| number(row, 0).map(Sequence))
}

/// Which types of which tenants have changed.
pub(crate) fn list_changed(
    connection: &Connection,
    after: Sequence,
) -> rusqlite::Result<Vec<Changed>> {
    connection
        .prepare_cached(
            // The signs keep the engine from walking through an index of everything.
            "SELECT tenant, type, max(sequence) FROM versions WHERE sequence > ?1
             GROUP BY +tenant, +type",
        )?
        .query_map(params![bound(after.0)], |row| {
            Ok(Changed {
                tenant: TenantId::from_number(number(row, 0)?),
                kind: rows::kind(row, 1)?,
                newest: Sequence(number(row, 2)?),
            })
        })?
        .collect()
}

/// Versions of a type, in their order.
pub(crate) fn list_changes(
    connection: &Connection,
    store: StoreName,
    (tenant, kind): (TenantId, ResourceType),
    after: Sequence,
    limit: usize,
) -> rusqlite::Result<Vec<Sealed>> {
    let versions = if store == StoreName::Identity { IDENTITY } else { RECORDS };
    connection
        .prepare_cached(&format!(
            "{versions} WHERE tenant = ?1 AND type = ?2 AND versions.sequence > ?3
             ORDER BY versions.sequence LIMIT ?4"
        ))?
        .query_map(
            params![
                int(tenant.number()),
                kind.code(),
                bound(after.0),
                i64::try_from(limit).unwrap_or(i64::MAX)
            ],
            |row| rows::pending_sealed(store, row, rows::waits_for(row, 8)?),
        )?
        .collect()
}
