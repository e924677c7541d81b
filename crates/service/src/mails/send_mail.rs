//! Sends a message that waits in the queue.

use std::time::Duration;

use seal::KeyReference;
use store::{Job, MailError};

use super::send_later::WaitingMail;
use super::task;
use crate::Service;
use crate::error::ServiceError;
use crate::jobs::Progress;
use crate::keys::KeyError;

/// How long a message waits for another one that is being sent.
const WAIT_FOR_ANOTHER: Duration = Duration::from_secs(1);

impl Service {
    /// Tries to send a message. Whoever is cut off behind that sends it again, under the same id.
    pub(crate) async fn send_mail(&self, job: &Job) -> Result<Progress, ServiceError> {
        // One at a time, so that no other job waits for a mail server that says nothing; and until the key is gone, so
        // that of two who believe that they have the job only one finds something to send.
        let Some(_alone) = self.jobs.send_alone() else {
            return Ok(Progress::Later(WAIT_FOR_ANOTHER));
        };
        let Some(waiting) = self.open_mail(job).await? else { return Ok(Progress::Done) };
        if waiting.give_up_at()? <= self.clock.now() {
            tracing::warn!(job = %job.id, problem = job.problem, "a message was given up");
            self.forget_mail(job).await?;
            return Ok(Progress::Done);
        }
        if let Err(error) = self.mailer.send(&waiting.mail(job.id)?).await {
            tracing::warn!(job = %job.id, %error, "a message was not sent");
            return Err(error.into());
        }
        self.forget_mail(job).await?;
        Ok(Progress::Done)
    }

    /// The message of a job; nothing, if its key is gone: it was sent, or given up, or went with its tenant.
    pub(super) async fn open_mail(&self, job: &Job) -> Result<Option<WaitingMail>, ServiceError> {
        let content = match self.keys.open_job(&task(job.tenant), job).await {
            Err(KeyError::NoKey | KeyError::NoTenant) => return Ok(None),
            content => content?,
        };
        serde_json::from_slice(&content).map(Some).map_err(|_| ServiceError::Integrity)
    }

    /// Destroys the key that a message is sealed under.
    pub(super) async fn forget_mail(&self, job: &Job) -> Result<(), ServiceError> {
        if let KeyReference::Document(key) = job.key {
            self.keys.destroy_document_keys(&task(job.tenant), vec![key]).await?;
        }
        Ok(())
    }
}

impl From<MailError> for ServiceError {
    fn from(error: MailError) -> Self {
        match error {
            MailError::Refused(_) => Self::MailRefused,
            MailError::Later(_) => Self::MailUnavailable,
            MailError::NotConfigured => Self::MailNotConfigured,
        }
    }
}
