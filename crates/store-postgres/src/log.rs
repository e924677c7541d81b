//! The log in the records store: trees, tiles, spans, and events by their place.

mod append;
mod events;

use model::{EventId, LogName, TenantId, Tree};
use policy::Permit;
use store::{
    Answer, ChainSegment, DeploymentAppend, EventRecord, Fence, Log, LogAppend, LogState,
    StoreError, TreeName,
};

use crate::link::Link;
use crate::locks::{Locks, Thing};
use crate::readers::Reach;
use crate::records::PostgresRecords;
use crate::rows::{self, bound, int, limit, tree_numbers, value};
use crate::tenants;

impl Log for PostgresRecords {
    fn list_unsequenced<'a>(
        &'a self,
        _permit: &'a Permit,
        count: usize,
    ) -> Answer<'a, Vec<LogName>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let sql =
                "SELECT DISTINCT tenant, tree FROM chains WHERE sequence > sequenced LIMIT $1";
            let found = link.rows(sql, &[&limit(count)]).await?;
            found.iter().map(|row| rows::log_name(row, 0, 1)).collect()
        }))
    }

    fn list_chains<'a>(
        &'a self,
        _permit: &'a Permit,
        log: LogName,
        limit: usize,
    ) -> Answer<'a, Vec<ChainSegment>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            events::list_chains(link, log, limit).await
        }))
    }

    fn append<'a>(
        &'a self,
        _permit: &'a Permit,
        fence: Fence,
        logs: Vec<LogAppend>,
        deployment: Option<DeploymentAppend>,
    ) -> Answer<'a, bool> {
        let mut locks = Locks::default();
        locks.alone(TenantId::DEPLOYMENT, Thing::Trees);
        Box::pin(self.writer().run(locks, move |link| {
            Box::pin(async move {
                let written = append::append(link, fence, &logs, deployment.as_ref()).await?;
                Ok(Ok::<bool, StoreError>(written))
            })
        }))
    }

    fn list_logs<'a>(&'a self, _permit: &'a Permit) -> Answer<'a, Vec<LogState>> {
        Box::pin(self.readers.read(Reach::List, async |link: &Link| {
            let found =
                link.rows("SELECT tenant, tree, id, size, checkpoint FROM logs", &[]).await?;
            found.iter().map(append::log_state).collect()
        }))
    }

    fn list_logs_grown_since<'a>(
        &'a self,
        _permit: &'a Permit,
        deployment_size: u64,
    ) -> Answer<'a, Vec<LogState>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let sql = "SELECT tenant, tree, id, size, checkpoint FROM logs WHERE grown > $1";
            let found = link.rows(sql, &[&bound(deployment_size)]).await?;
            found.iter().map(append::log_state).collect()
        }))
    }

    fn find_log<'a>(&'a self, _permit: &'a Permit, tree: TreeName) -> Answer<'a, Option<LogState>> {
        Box::pin(
            self.readers
                .read(Reach::Point, async move |link: &Link| append::find_log(link, tree).await),
        )
    }

    fn find_tile<'a>(
        &'a self,
        _permit: &'a Permit,
        tree: TreeName,
        level: u8,
        index: u64,
    ) -> Answer<'a, Option<Vec<u8>>> {
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            let (tenant, tree) = tree_numbers(tree);
            let found = link
                .find(
                    "SELECT hashes FROM tiles
                     WHERE tenant = $1 AND tree = $2 AND level = $3 AND tile = $4",
                    &[&tenant, &tree, &i16::from(level), &int(index)],
                )
                .await?;
            found.map(|row| value(&row, 0)).transpose()
        }))
    }

    fn list_deployment_leaves<'a>(
        &'a self,
        _permit: &'a Permit,
        first: u64,
        count: usize,
    ) -> Answer<'a, Vec<Vec<u8>>> {
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            let found = link
                .rows(
                    "SELECT leaf FROM deployment_leaves WHERE leaf_index >= $1
                     ORDER BY leaf_index LIMIT $2",
                    &[&bound(first), &limit(count)],
                )
                .await?;
            found.iter().map(|row| value(row, 0)).collect()
        }))
    }

    fn list_sequenced<'a>(
        &'a self,
        permit: &'a Permit,
        tree: Tree,
        first: u64,
        limit: usize,
    ) -> Answer<'a, Vec<EventRecord>> {
        let log = LogName { tenant: permit.tenant(), tree };
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            events::list_sequenced(link, log, first, limit).await
        }))
    }

    fn find_event<'a>(
        &'a self,
        permit: &'a Permit,
        event: EventId,
    ) -> Answer<'a, Option<EventRecord>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::Point, async move |link: &Link| {
            events::find_event(link, tenant, event).await
        }))
    }

    fn list_events<'a>(
        &'a self,
        permit: &'a Permit,
        before: Option<u64>,
        limit: usize,
    ) -> Answer<'a, Vec<EventRecord>> {
        let tenant = permit.tenant();
        Box::pin(self.readers.read(Reach::List, async move |link: &Link| {
            events::list_events(link, tenant, before, limit).await
        }))
    }

    fn empty_events<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<u64>,
        limit: usize,
    ) -> Answer<'a, Option<u64>> {
        let tenant = permit.tenant();
        assert_ne!(tenant, TenantId::DEPLOYMENT, "the deployment is never deleted");
        Box::pin(self.writer().run(tenants::locks(tenant), move |link| {
            Box::pin(async move {
                let last = tenants::empty_events(link, tenant, after, limit).await?;
                Ok(Ok::<_, StoreError>(last))
            })
        }))
    }
}
