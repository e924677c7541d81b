//! Forgets messages: those that were refused for good, once an operator had a day to look into it, and those to somebody
//! who is erased.

use model::TenantId;
use store::{Job, JobKind};

use super::task;
use crate::Service;
use crate::error::ServiceError;

/// How many jobs are looked at at a time.
const JOBS_PER_STEP: usize = 100;

impl Service {
    /// Removes messages that are tried no more and of no use any more. Says how many they were.
    pub async fn forget_mails(&self) -> Result<usize, ServiceError> {
        let (mut forgotten, mut after) = (0, None);
        loop {
            let permit = task(TenantId::DEPLOYMENT);
            let jobs = self.records.list_jobs(&permit, after, JOBS_PER_STEP).await?;
            let Some(last) = jobs.last() else { return Ok(forgotten) };
            after = Some((last.tenant, last.id));
            let refused = jobs.iter().filter(|job| job.kind == JobKind::SendMail && job.is_dead);
            for job in refused {
                match self.forget_refused(job).await {
                    // It stays where it is, and in nobody's way.
                    Err(ServiceError::Integrity) => {
                        tracing::warn!(job = %job.id, "a message that was refused does not open");
                    }
                    is_forgotten => forgotten += usize::from(is_forgotten?),
                }
            }
        }
    }

    /// Destroys what waits for somebody of the directory.
    pub(crate) async fn forget_mails_to(&self, user: &str) -> Result<(), ServiceError> {
        let mut after = None;
        loop {
            let permit = task(TenantId::DEPLOYMENT);
            let jobs = self.records.list_jobs(&permit, after, JOBS_PER_STEP).await?;
            let Some(last) = jobs.last() else { return Ok(()) };
            after = Some((last.tenant, last.id));
            for job in jobs.iter().filter(|job| job.kind == JobKind::SendMail) {
                match self.open_mail(job).await {
                    Ok(Some(waiting)) if waiting.user.as_deref() == Some(user) => {
                        self.forget_mail(job).await?;
                    }
                    // Nobody reads it.
                    Err(ServiceError::Integrity) | Ok(_) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }

    async fn forget_refused(&self, job: &Job) -> Result<bool, ServiceError> {
        if let Some(waiting) = self.open_mail(job).await?
            && waiting.give_up_at()? > self.clock.now()
        {
            return Ok(false);
        }
        self.forget_mail(job).await?;
        Ok(self.records.finish_job(&task(job.tenant), job.taken()).await?)
    }
}
