//! Work that changes have left to be done: taken from the queue, done, and put back if it cannot be yet.
//!
//! A job is done by whichever server takes it, and begun anew if that one is not heard of. So each can be
//! begun anew at any point, and two who believe that they have the same one do no harm.

mod list_jobs;
mod requeue_job;

use std::time::Duration;

use model::{BackgroundTask, JobId, TenantId};
use policy::Permit;
use store::{Job, JobCount, JobKind};
use tokio::sync::Notify;

use crate::Service;
use crate::erasures::Haste;
use crate::error::ServiceError;

pub use list_jobs::QueuedJob;

/// For how long a job is taken.
pub(crate) const TIME: Duration = Duration::from_mins(1);
/// How many jobs of a tenant are looked at at a time.
const JOBS_PER_STEP: usize = 100;
/// How often whoever has a job says that they still do.
const KEEP_EVERY: Duration = Duration::from_secs(20);
/// How often a job is tried that fails by itself, and not since something is not available.
const ATTEMPTS_MAX: u32 = 12;
/// How long is waited after the first failure; twice as long after each other one,
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// and at most this long.
const WAIT_MAX: Duration = Duration::from_mins(15);

/// How long at least after a restore no tenant is deleted, and the keys of backups that it may know nothing of stay where
/// they are: until then it can be seen whether that was the right backup.
pub(crate) const WAIT_AFTER_A_RESTORE: Duration = Duration::from_hours(24);
/// How long all else waits that a restore does not do.
const WAIT_FOR_A_SERVER: Duration = Duration::from_mins(1);

/// How long an export waits for another one.
pub(crate) const WAIT_FOR_AN_EXPORT: Duration = Duration::from_secs(2);

/// What became of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// There is nothing left to do.
    Done,
    /// There is, and not before this time has passed.
    Later(Duration),
}

/// Tells the worker that there is something to do.
#[derive(Default)]
pub(crate) struct JobKeeper {
    wanted: Notify,
    /// Held by whoever makes an export.
    exporting: tokio::sync::Mutex<()>,
    /// Held by whoever sends a message.
    sending: tokio::sync::Mutex<()>,
    /// Held by whoever does any other job.
    working: tokio::sync::Mutex<()>,
}

impl JobKeeper {
    /// A job was left to be done.
    pub(crate) fn is_wanted(&self) {
        self.wanted.notify_one();
    }

    /// Leave to make an export, unless somebody makes one: one at a time, so that no other job waits for it.
    pub(crate) fn export_alone(&self) -> Option<tokio::sync::MutexGuard<'_, ()>> {
        self.exporting.try_lock().ok()
    }

    /// Leave to send a message, unless somebody sends one.
    pub(crate) fn send_alone(&self) -> Option<tokio::sync::MutexGuard<'_, ()>> {
        self.sending.try_lock().ok()
    }
}

impl Service {
    /// Waits until a job was left to be done by this server.
    pub async fn job_wanted(&self) {
        self.jobs.wanted.notified().await;
    }

    /// How many jobs there are.
    pub async fn count_jobs(&self) -> Result<JobCount, ServiceError> {
        Ok(self.records.count_jobs(&permit()).await?)
    }

    /// The jobs of one kind that a tenant has, those that are tried no more among them.
    pub(crate) async fn list_jobs_of(
        &self,
        tenant: TenantId,
        kind: JobKind,
    ) -> Result<Vec<Job>, ServiceError> {
        let (mut found, mut after) = (Vec::new(), (tenant, JobId::from_bytes([0; 16])));
        loop {
            let jobs = self.records.list_jobs(&permit(), Some(after), JOBS_PER_STEP).await?;
            let of_tenant = jobs.iter().take_while(|job| job.tenant == tenant).count();
            let is_end = of_tenant < JOBS_PER_STEP;
            if let Some(last) = jobs.last() {
                after = (last.tenant, last.id);
            }
            found.extend(jobs.into_iter().take(of_tenant).filter(|job| job.kind == kind));
            if is_end {
                return Ok(found);
            }
        }
    }

    /// Those of one kind among the next jobs of all; nothing once there are no more.
    pub(crate) async fn next_jobs(
        &self,
        kind: JobKind,
        after: &mut Option<(TenantId, JobId)>,
    ) -> Result<Option<Vec<Job>>, ServiceError> {
        let jobs = self.records.list_jobs(&permit(), *after, JOBS_PER_STEP).await?;
        let Some(last) = jobs.last() else { return Ok(None) };
        *after = Some((last.tenant, last.id));
        Ok(Some(jobs.into_iter().filter(|job| job.kind == kind).collect()))
    }

    /// A job of a tenant, if it is in the queue.
    pub(crate) async fn find_job(
        &self,
        tenant: TenantId,
        id: JobId,
    ) -> Result<Option<Job>, ServiceError> {
        let before = u128::from_be_bytes(*id.as_bytes()).saturating_sub(1);
        let before = (tenant, JobId::from_bytes(before.to_be_bytes()));
        let next = self.records.list_jobs(&permit(), Some(before), 1).await?;
        Ok(next.into_iter().find(|job| (job.tenant, job.id) == (tenant, id)))
    }

    /// Does whatever is due.
    pub async fn work_off_jobs(&self) -> Result<(), ServiceError> {
        while let Some(job) = self.records.take_job(&permit(), TIME).await? {
            self.work_off(&job).await?;
        }
        Ok(())
    }

    /// Does what is due of what was restored: brings erasures and deletions to their end. All else waits for whoever
    /// serves it, since what is done for a look at an old state must change nothing at the places of newer backups.
    pub async fn work_off_restored_jobs(&self) -> Result<(), ServiceError> {
        while let Some(job) = self.records.take_job(&permit(), TIME).await? {
            let wait = match job.kind {
                JobKind::FinishErasure | JobKind::DeleteTenant => {
                    self.work_off(&job).await?;
                    continue;
                }
                JobKind::RenewKeyBackups => WAIT_AFTER_A_RESTORE,
                JobKind::MakeExport
                | JobKind::MakeBulkExport
                | JobKind::BackUp
                | JobKind::SendMail => WAIT_FOR_A_SERVER,
            };
            self.settle_job(&job, &Ok(Progress::Later(wait))).await?;
        }
        Ok(())
    }

    async fn work_off(&self, job: &Job) -> Result<(), ServiceError> {
        tokio::select! {
            outcome = self.carry_out_job(job) => self.settle_job(job, &outcome).await?,
            () = self.lose(job) => {}
        }
        if job.kind == JobKind::BackUp {
            self.backup_schedule.has_changed();
        }
        Ok(())
    }

    /// Takes a job from the queue, or puts it back, as is right for what became of it.
    pub(crate) async fn settle_job(
        &self,
        job: &Job,
        outcome: &Result<Progress, ServiceError>,
    ) -> Result<(), ServiceError> {
        let (until, problem) = match outcome {
            Ok(Progress::Done) => {
                self.records.finish_job(&permit(), job.taken()).await?;
                return Ok(());
            }
            Ok(Progress::Later(until)) => (Some(*until), None),
            Err(error) => {
                let code = error.code();
                let is_in_vain =
                    !may_pass(error) && job.attempts >= ATTEMPTS_MAX && is_given_up(job.kind);
                let is_last = matches!(error, ServiceError::MailRefused) || is_in_vain;
                tracing::warn!(kind = job.kind.name(), job = %job.id, code, is_last, "a job failed");
                ((!is_last).then(|| retried(job.attempts)), Some(code))
            }
        };
        self.records.put_off_job(&permit(), job.taken(), until, problem).await?;
        Ok(())
    }

    async fn carry_out_job(&self, job: &Job) -> Result<Progress, ServiceError> {
        // All but these one after the other, as they would on a server with one worker.
        let _alone = match job.kind {
            // A backup is alone by itself, on all servers, and nothing waits for it but backups.
            JobKind::MakeExport | JobKind::MakeBulkExport | JobKind::BackUp | JobKind::SendMail => {
                None
            }
            _ => Some(self.jobs.working.lock().await),
        };
        match job.kind {
            JobKind::FinishErasure => self.finish_erasure(job, Haste::InTime).await,
            JobKind::RenewKeyBackups => self.renew_key_backups().await,
            JobKind::DeleteTenant => self.finish_deletion(job).await,
            JobKind::MakeExport => self.make_export(job).await,
            JobKind::MakeBulkExport => self.make_bulk_export(job).await,
            JobKind::BackUp => self.back_up_as_scheduled().await,
            JobKind::SendMail => self.send_mail(job).await,
        }
    }

    /// Keeps a job, and ends when it is somebody else's.
    async fn lose(&self, job: &Job) {
        loop {
            tokio::time::sleep(KEEP_EVERY).await;
            if matches!(self.records.keep_job(&permit(), job.taken(), TIME).await, Ok(false)) {
                return;
            }
        }
    }
}

/// Whether a job that fails again and again is parked. Not one that ends by itself, as an export or a message after its
/// day; nor one that other things wait for, which say so.
const fn is_given_up(kind: JobKind) -> bool {
    match kind {
        JobKind::MakeExport
        | JobKind::MakeBulkExport
        | JobKind::SendMail
        | JobKind::RenewKeyBackups => false,
        JobKind::FinishErasure | JobKind::DeleteTenant | JobKind::BackUp => true,
    }
}

/// How long is waited after so many attempts.
fn retried(attempts: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1).min(20));
    FIRST_WAIT.saturating_mul(doubled).min(WAIT_MAX)
}

/// Whether it may go well once something is available again, however long that takes.
pub(crate) const fn may_pass(error: &ServiceError) -> bool {
    matches!(
        error,
        ServiceError::Busy
            | ServiceError::Full
            | ServiceError::Conflict
            | ServiceError::Unavailable(_)
            | ServiceError::Index(_)
            | ServiceError::KeyService(_)
            | ServiceError::MailUnavailable
            | ServiceError::MailNotConfigured
    )
}

/// Leave to look at what is to be done, of all tenants.
fn permit() -> Permit {
    Permit::for_background(BackgroundTask::WorkOffJobs, TenantId::DEPLOYMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_parked_that_ends_by_itself_or_that_erasures_wait_for() {
        let given_up: Vec<_> = JobKind::ALL.into_iter().filter(|kind| is_given_up(*kind)).collect();
        assert_eq!(given_up, [JobKind::FinishErasure, JobKind::DeleteTenant, JobKind::BackUp]);
    }

    #[test]
    fn it_is_waited_twice_as_long_after_each_failure_and_never_too_long() {
        let waits: Vec<_> = (1..=4).map(|attempts| retried(attempts).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8]);
        assert_eq!(retried(0), FIRST_WAIT);
        assert_eq!(retried(u32::MAX), WAIT_MAX);
    }
}
