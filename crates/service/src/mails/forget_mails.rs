//! Forgets messages: those that were refused for good, once an operator had a day to look into it, and those to somebody
//! who is erased.

use store::{Job, JobKind};

use super::task;
use crate::Service;
use crate::error::ServiceError;

impl Service {
    /// Removes messages that are tried no more and of no use any more. Says how many they were.
    pub async fn forget_mails(&self) -> Result<usize, ServiceError> {
        let (mut forgotten, mut after) = (0, None);
        while let Some(jobs) = self.next_jobs(JobKind::SendMail, &mut after).await? {
            for job in jobs.iter().filter(|job| job.is_dead) {
                match self.forget_refused(job).await {
                    // It stays where it is, and in nobody's way.
                    Err(ServiceError::Integrity) => {
                        tracing::warn!(job = %job.id, "a message that was refused does not open");
                    }
                    is_forgotten => forgotten += usize::from(is_forgotten?),
                }
            }
        }
        Ok(forgotten)
    }

    /// Destroys what waits for somebody of the directory.
    pub(crate) async fn forget_mails_to(&self, user: &str) -> Result<(), ServiceError> {
        let mut after = None;
        while let Some(jobs) = self.next_jobs(JobKind::SendMail, &mut after).await? {
            for job in &jobs {
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
        Ok(())
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
