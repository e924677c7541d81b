//! Promises that are missed: erasures and deletions of which copies of before open still, past the day by which that was
//! to end.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use model::{ErasureId, JobId, Timestamp};
use store::{Job, JobKind};

use super::task;
use crate::Service;
use crate::error::ServiceError;

/// By when those that are under way are to be closed, by their jobs: a day that was promised stays.
#[derive(Default)]
pub(crate) struct Promises(Mutex<BTreeMap<JobId, Timestamp>>);

impl Service {
    /// How many erasures and deletions are not closed though the promised day has passed: each has a job until it is.
    pub(crate) async fn count_overdue(&self) -> Result<u64, ServiceError> {
        let mut promised = BTreeMap::new();
        for kind in [JobKind::FinishErasure, JobKind::DeleteTenant] {
            let mut after = None;
            while let Some(jobs) = self.next_jobs(kind, &mut after).await? {
                for job in jobs {
                    let known = self.known_promise(job.id);
                    let ends_at = match known {
                        Some(ends_at) => Some(ends_at),
                        // Whether it opens is found out as for any other row.
                        None => self.promise_of(&job).await.unwrap_or(None),
                    };
                    promised.extend(ends_at.map(|ends_at| (job.id, ends_at)));
                }
            }
        }
        let now = self.clock.now();
        let overdue = promised.values().filter(|ends_at| **ends_at < now).count();
        *self.promises.0.lock().unwrap_or_else(PoisonError::into_inner) = promised;
        Ok(overdue as u64)
    }

    fn known_promise(&self, job: JobId) -> Option<Timestamp> {
        let known = self.promises.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&job).copied()
    }

    /// By when what a job brings to its end is to be closed; nothing if that is not decided.
    async fn promise_of(&self, job: &Job) -> Result<Option<Timestamp>, ServiceError> {
        let id = ErasureId::from_bytes(*job.id.as_bytes());
        if job.kind == JobKind::DeleteTenant {
            let body = self.find_deletion_body(id).await?.map(|(_, body)| body);
            let decided = body.filter(|body| body.deleted_at.is_some());
            return decided.map(|body| body.window_ends_at()).transpose();
        }
        let permit = task(job.tenant);
        let keys = self.keys.tenant(&permit).await?;
        let body = self.find_erasure_body(&permit, &keys, id).await?;
        body.map(|(_, body)| body.window_ends_at()).transpose()
    }
}
