//! The trait of the queue: work that a change leaves to be done.

use std::time::Duration;

use model::{JobId, TenantId};
use policy::Permit;

use super::Answer;
use crate::job::{Job, JobCount, TakenJob};

/// The queue. It stands in the records store, so that a change and what it leaves to be done are there
/// together or not at all.
///
/// Whoever takes a job has it for a while; if they are not heard of in that time, it is due again. Of two
/// who believe that they have it, only the last has the fence that counts.
pub trait Jobs: Send + Sync {
    /// Takes a job that is due, of any tenant, for this long. The one that is due for longest comes first, and
    /// of those that are due since the same moment the one that was tried the least.
    fn take_job<'a>(&'a self, permit: &'a Permit, time: Duration) -> Answer<'a, Option<Job>>;

    /// Takes a job of the permit's tenant, due or not, for this long; not one that is tried no more.
    fn take_job_by_id<'a>(
        &'a self,
        permit: &'a Permit,
        id: JobId,
        time: Duration,
    ) -> Answer<'a, Option<Job>>;

    /// Keeps a job for this long from now. Says whether it still is theirs.
    fn keep_job<'a>(
        &'a self,
        permit: &'a Permit,
        job: TakenJob,
        time: Duration,
    ) -> Answer<'a, bool>;

    /// Removes a job that is done. Says whether it still was theirs.
    fn finish_job<'a>(&'a self, permit: &'a Permit, job: TakenJob) -> Answer<'a, bool>;

    /// Lets a job be taken again after a while. With no while it is tried no more. What went wrong stays
    /// with it; if nothing did, it counts as never tried. Says whether it still was theirs.
    fn put_off_job<'a>(
        &'a self,
        permit: &'a Permit,
        job: TakenJob,
        until: Option<Duration>,
        problem: Option<&'static str>,
    ) -> Answer<'a, bool>;

    /// Jobs of any tenant, by tenant and id, those behind this one.
    fn list_jobs<'a>(
        &'a self,
        permit: &'a Permit,
        after: Option<(TenantId, JobId)>,
        limit: usize,
    ) -> Answer<'a, Vec<Job>>;

    /// How many jobs there are, of all tenants.
    fn count_jobs<'a>(&'a self, permit: &'a Permit) -> Answer<'a, JobCount>;

    /// Makes a job due that is tried no more, or is put off. Says whether there is one.
    fn requeue_job<'a>(
        &'a self,
        permit: &'a Permit,
        tenant: TenantId,
        id: JobId,
    ) -> Answer<'a, bool>;
}
