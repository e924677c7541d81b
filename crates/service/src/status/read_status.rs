//! Shows how the deployment keeps what the caller's own tenant has.

use std::collections::BTreeMap;

use model::{ErasureId, JobId, LogName, Operation, ResourceType, Tree};
use store::{Job, JobKind, TreeName};

use super::{OpenErasures, ParkedJobs, Status, TreeStatus};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::log::header_of;
use crate::work::{Change, Work};

/// How many jobs of a tenant are looked at.
const JOBS_MAX: usize = 1_000;
/// Before every job of a tenant.
const FIRST: JobId = JobId::from_bytes([0; 16]);

impl Service {
    /// How what the caller's own tenant has is kept. Nothing is asked of places or key services for it.
    pub async fn read_status(&self, ctx: &Ctx) -> Answer<Status> {
        self.perform(ctx, Operation::ReadStatus, ResourceType::STATUS, |work| {
            Box::pin(self.show_status(work))
        })
        .await
    }

    async fn show_status(&self, work: &Work<'_>) -> Result<Change<Status>, ServiceError> {
        let tenant = work.permit.tenant();
        let mut trees = Vec::new();
        for tree in Tree::ALL {
            trees.push(self.tree_status(work, tree).await?);
        }
        let jobs = self.records.list_jobs(&work.permit, Some((tenant, FIRST)), JOBS_MAX).await?;
        let jobs: Vec<_> = jobs.into_iter().take_while(|job| job.tenant == tenant).collect();
        Ok(Change::of(Status {
            backups: self.backup_status(),
            keys: self.rotation_status().await?,
            indexes: self.index_status(tenant).await?,
            trees,
            reconciled: self.last_reconciliation(tenant),
            parked: parked(&jobs),
            erasures: self.open_erasures(work, &jobs).await?,
            ends_at: self.ends_at(tenant).await?,
            sends_mail: self.sends_mail(),
        }))
    }

    async fn tree_status(&self, work: &Work<'_>, tree: Tree) -> Result<TreeStatus, ServiceError> {
        let log = LogName { tenant: work.permit.tenant(), tree };
        let state = self.records.find_log(&work.permit, TreeName::Events(log)).await?;
        let size = state.map_or(0, |state| state.size);
        let mut newest_event_at = None;
        if let Some(last) = size.checked_sub(1) {
            let found = self.records.list_sequenced(&work.permit, tree, last, 1).await?;
            // Whether it is there and opens is found out elsewhere.
            let event = found.first().and_then(|event| header_of(&work.keys, log.tenant, event));
            newest_event_at = event.and_then(|header| header.at.parse().ok());
        }
        Ok(TreeStatus { tree, size, newest_event_at })
    }

    /// How far those erasures are that are not at their end: each has a job until then.
    async fn open_erasures(
        &self,
        work: &Work<'_>,
        jobs: &[Job],
    ) -> Result<OpenErasures, ServiceError> {
        let permit = crate::erasures::task(work.permit.tenant());
        let mut open = OpenErasures::default();
        for job in jobs.iter().filter(|job| job.kind == JobKind::FinishErasure) {
            let id = ErasureId::from_bytes(*job.id.as_bytes());
            let body = self.find_erasure_body(&permit, &work.keys, id).await?;
            let is_removed = body.is_some_and(|(_, body)| body.unindexed_at.is_some());
            let count = if is_removed { &mut open.closing } else { &mut open.removing };
            *count += 1;
        }
        Ok(open)
    }
}

fn parked(jobs: &[Job]) -> Vec<ParkedJobs> {
    let mut dead: Vec<_> = jobs.iter().filter(|job| job.is_dead).collect();
    dead.sort_by_key(|job| job.due_at);
    let mut kinds = BTreeMap::new();
    for job in dead {
        let (kind, since) = (job.kind.name(), job.due_at);
        let first = ParkedJobs { kind, count: 0, since, problem: None };
        let parked = kinds.entry(kind).or_insert(first);
        parked.count += 1;
        parked.problem.clone_from(&job.problem);
    }
    kinds.into_values().collect()
}
