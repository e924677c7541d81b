//! What the records writer remembers between groups: where rows go, and the heads of its chains.

use std::collections::HashMap;

use ledger::{Chain, Hash};
use model::{LogName, RowKey, TenantId, Version, WriterId};
use rusqlite::{Connection, OptionalExtension, params};
use store::TenantState;

use crate::rows::{self, int, log_numbers, number};
use crate::writer::WriterState;

/// How many chain heads are remembered before they are read from the file again.
const CHAINS_REMEMBERED_MAX: usize = 65_536;

/// Where the next rows go, and the heads of this writer's chains.
pub(crate) struct Heads {
    writer: WriterId,
    pub(super) next: Next,
    next_committed: Next,
    chains: HashMap<LogName, Chain>,
    /// Chains that the group has extended; they become `chains` when it commits.
    extended: HashMap<LogName, Chain>,
    /// Credentials that were found to stand, for as long as the group lasts.
    pub(super) credentials: HashMap<(TenantId, RowKey), Version>,
    /// How tenants were found to stand, for as long.
    pub(super) tenants: HashMap<TenantId, TenantState>,
}

#[derive(Clone, Copy)]
pub(super) struct Next {
    pub(super) sequence: u64,
    pub(super) position: u64,
}

impl WriterState for Heads {
    fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        for (log, chain) in &self.extended {
            let (tenant, tree) = log_numbers(*log);
            connection
                .prepare_cached(
                    "INSERT INTO chains
                         (tenant, tree, writer, sequence, hash, last_position, last_row)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                     ON CONFLICT (tenant, tree, writer)
                     DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash,
                         last_position = excluded.last_position, last_row = excluded.last_row",
                )?
                .execute(params![
                    tenant,
                    tree,
                    int(chain.writer().number()),
                    int(chain.sequence()),
                    chain.head().as_bytes(),
                    int(self.next.position - 1),
                    int(self.next.sequence - 1),
                ])?;
        }
        Ok(())
    }

    fn committed(&mut self) {
        self.next_committed = self.next;
        if self.chains.len() > CHAINS_REMEMBERED_MAX {
            self.chains.clear();
        }
        self.chains.extend(self.extended.drain());
        self.credentials.clear();
        self.tenants.clear();
    }

    fn rolled_back(&mut self) {
        self.next = self.next_committed;
        self.extended.clear();
        self.credentials.clear();
        self.tenants.clear();
    }
}

impl Heads {
    /// Goes on after the newest rows of the file, with chains of the given writer.
    pub(super) fn new(writer: WriterId, newest_sequence: u64, newest_position: u64) -> Self {
        let next = Next { sequence: newest_sequence + 1, position: newest_position + 1 };
        Self {
            writer,
            next,
            next_committed: next,
            chains: HashMap::new(),
            extended: HashMap::new(),
            credentials: HashMap::new(),
            tenants: HashMap::new(),
        }
    }

    /// This writer's chain in a log, to be extended.
    pub(super) fn chain(
        &mut self,
        connection: &Connection,
        log: LogName,
    ) -> rusqlite::Result<&mut Chain> {
        if !self.extended.contains_key(&log) {
            let chain = match self.chains.get(&log) {
                Some(chain) => *chain,
                None => stored_chain(connection, log, store::writer_in(self.writer, log))?,
            };
            self.extended.insert(log, chain);
        }
        Ok(self.extended.get_mut(&log).expect("it was put there just now"))
    }
}

fn stored_chain(
    connection: &Connection,
    log: LogName,
    writer: WriterId,
) -> rusqlite::Result<Chain> {
    let (tenant, tree) = log_numbers(log);
    let found = connection
        .prepare_cached(
            "SELECT sequence, hash FROM chains WHERE tenant = ?1 AND tree = ?2 AND writer = ?3",
        )?
        .query_row(params![tenant, tree, int(writer.number())], |row| {
            Ok((number(row, 0)?, rows::id::<Hash>(row, 1)?))
        })
        .optional()?;
    Ok(found.map_or(Chain::start(writer), |(sequence, hash)| Chain::resume(writer, sequence, hash)))
}
