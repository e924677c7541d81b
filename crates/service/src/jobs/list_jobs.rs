//! Lists what is left to be done.

use model::{JobId, Operation, ResourceType, TenantId};
use store::Job;

use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;
use crate::work::Change;

/// How many jobs are shown at most.
const JOBS_MAX: usize = 1_000;

/// A job in the queue, without what is to be known for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedJob {
    /// Whose it is.
    pub tenant: TenantId,
    /// Its id.
    pub id: JobId,
    /// What it is.
    pub kind: &'static str,
    /// How often it was tried since it was put off last.
    pub attempts: u32,
    /// Whether it is tried no more.
    pub is_dead: bool,
    /// The code of what went wrong.
    pub problem: Option<String>,
}

impl Service {
    /// The first jobs of all tenants; with `dead` only those that are tried no more.
    pub async fn list_jobs(&self, ctx: &Ctx, dead: bool) -> Answer<Vec<QueuedJob>> {
        self.perform(ctx, Operation::ListJobs, ResourceType::JOB, |work| {
            Box::pin(async move {
                let mut jobs = Vec::new();
                let mut after = None;
                while jobs.len() < JOBS_MAX {
                    let found = self.records.list_jobs(&work.permit, after, JOBS_MAX).await?;
                    let Some(last) = found.last() else { break };
                    after = Some((last.tenant, last.id));
                    jobs.extend(found.into_iter().filter(|job| !dead || job.is_dead).map(queued));
                }
                jobs.truncate(JOBS_MAX);
                let returned = jobs.len();
                Ok(Change::of(jobs).listing(returned))
            })
        })
        .await
    }
}

fn queued(job: Job) -> QueuedJob {
    let Job { tenant, id, kind, attempts, is_dead, problem, .. } = job;
    QueuedJob { tenant, id, kind: kind.name(), attempts, is_dead, problem }
}
