//! The log in the records store: trees, tiles, spans, and events by their place.

mod append;
mod events;

use std::time::Duration;

use model::{EventId, LogName, StoreName, TenantId, Tree, WriterId};
use policy::Permit;
use rusqlite::{OptionalExtension, params};
use store::{
    Answer, ChainSegment, DeploymentAppend, EventRecord, Fence, LeaseName, Leases, Log, LogAppend,
    LogState, StoreError, TreeName,
};

use crate::blocking;
use crate::records::SqliteRecords;
use crate::rows::{self, bound, int, tree_numbers};
use crate::tenants;

impl Log for SqliteRecords {
    fn list_unsequenced<'a>(
        &'a self,
        _permit: &'a Permit,
        limit: usize,
    ) -> Answer<'a, Vec<LogName>> {
        blocking(&self.database, StoreName::Records, move |connection| {
            connection
                .prepare_cached(
                    "SELECT DISTINCT tenant, tree FROM chains
                     WHERE sequence > sequenced LIMIT ?1",
                )?
                .query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                    rows::log_name(row, 0, 1)
                })?
                .collect()
        })
    }

    fn list_chains<'a>(
        &'a self,
        _permit: &'a Permit,
        log: LogName,
        limit: usize,
    ) -> Answer<'a, Vec<ChainSegment>> {
        blocking(&self.database, StoreName::Records, move |connection| {
            events::list_chains(connection, log, limit)
        })
    }

    fn append<'a>(
        &'a self,
        _permit: &'a Permit,
        _fence: Fence,
        logs: Vec<LogAppend>,
        deployment: Option<DeploymentAppend>,
    ) -> Answer<'a, bool> {
        Box::pin(self.writer.submit(move |group| {
            append::append(group.connection, &logs, deployment.as_ref()).map(Ok::<bool, StoreError>)
        }))
    }

    fn list_logs<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Vec<LogState>> {
        blocking(&self.database, StoreName::Records, |connection| {
            connection
                .prepare_cached("SELECT tenant, tree, id, size, checkpoint FROM logs")?
                .query_map([], append::log_state)?
                .collect()
        })
    }

    fn list_logs_grown_since<'a>(
        &'a self,
        permit: &'a Permit,
        _deployment_size: u64,
    ) -> Answer<'a, Vec<LogState>> {
        // Nobody else makes a tree grow here, so nobody asks for long.
        self.list_logs(permit)
    }

    fn find_log<'a>(&'a self, _permit: &'a Permit, tree: TreeName) -> Answer<'a, Option<LogState>> {
        Box::pin(async move { self.database.read(|connection| append::find_log(connection, tree)) })
    }

    fn find_tile<'a>(
        &'a self,
        _permit: &'a Permit,
        tree: TreeName,
        level: u8,
        index: u64,
    ) -> Answer<'a, Option<Vec<u8>>> {
        Box::pin(async move {
            self.database.read(|connection| {
                let (tenant, tree) = tree_numbers(tree);
                connection
                    .prepare_cached(
                        "SELECT hashes FROM tiles
                         WHERE tenant = ?1 AND tree = ?2 AND level = ?3 AND tile = ?4",
                    )?
                    .query_row(params![tenant, tree, level, int(index)], |row| row.get(0))
                    .optional()
            })
        })
    }

    fn list_deployment_leaves<'a>(
        &'a self,
        _permit: &'a Permit,
        first: u64,
        limit: usize,
    ) -> Answer<'a, Vec<Vec<u8>>> {
        blocking(&self.database, StoreName::Records, move |connection| {
            connection
                .prepare_cached(
                    "SELECT leaf FROM deployment_leaves
                     WHERE leaf_index >= ?1 ORDER BY leaf_index LIMIT ?2",
                )?
                .query_map(
                    params![bound(first), i64::try_from(limit).unwrap_or(i64::MAX)],
                    |row| row.get(0),
                )?
                .collect()
        })
    }

    fn list_sequenced<'a>(
        &'a self,
        permit: &'a Permit,
        tree: Tree,
        first: u64,
        limit: usize,
    ) -> Answer<'a, Vec<EventRecord>> {
        let log = LogName { tenant: permit.tenant(), tree };
        blocking(&self.database, StoreName::Records, move |connection| {
            events::list_sequenced(connection, log, first, limit)
        })
    }

    fn find_event<'a>(
        &'a self,
        permit: &'a Permit,
        event: EventId,
    ) -> Answer<'a, Option<EventRecord>> {
        Box::pin(async move {
            self.database.read(|connection| events::find_event(connection, permit.tenant(), event))
        })
    }

    fn list_events<'a>(
        &'a self,
        permit: &'a Permit,
        before: Option<u64>,
        limit: usize,
    ) -> Answer<'a, Vec<EventRecord>> {
        let tenant = permit.tenant();
        blocking(&self.database, StoreName::Records, move |connection| {
            events::list_events(connection, tenant, before, limit)
        })
    }

    fn empty_events<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<u64>,
        limit: usize,
    ) -> Answer<'a, Option<u64>> {
        let tenant = permit.tenant();
        assert_ne!(tenant, TenantId::DEPLOYMENT, "the deployment is never deleted");
        Box::pin(self.writer.submit(move |group| {
            let last = tenants::empty_events(group.connection, tenant, after, limit);
            last.map(Ok::<_, StoreError>)
        }))
    }
}

/// The folder's lock lets in one process at a time, so whoever asks is alone.
impl Leases for SqliteRecords {
    fn hold_lease<'a>(
        &'a self,
        _permit: &'a Permit,
        _lease: LeaseName,
        _holder: WriterId,
        _time: Duration,
    ) -> Answer<'a, Option<Fence>> {
        Box::pin(async { Ok(Some(Fence(0))) })
    }

    fn release_lease<'a>(
        &'a self,
        _permit: &'a Permit,
        _lease: LeaseName,
        _fence: Fence,
    ) -> Answer<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}
