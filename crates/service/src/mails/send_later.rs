//! Leaves a message to be sent, with the change that it is about.

use std::time::Duration;

use model::clock::format_instant;
use model::{JobId, MailId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{JobKind, Mail, NewJob};

use super::Letter;
use crate::Service;
use crate::error::ServiceError;
use crate::users::{Address, KnownUser};
use crate::work::Work;

/// For how long it is tried to send a message, and for how long one waits for an operator that was refused.
const KEPT_FOR: Duration = Duration::from_hours(24);

/// A message as it waits. Sealed under a key of its own, which goes when the message does.
#[derive(Serialize, Deserialize)]
pub(super) struct WaitingMail {
    /// Whom it is for, if the directory knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) user: Option<String>,
    to: String,
    subject: String,
    text: String,
    html: String,
    give_up_at: String,
}

impl WaitingMail {
    /// The message. It has the id of its job, so that it is the same message however often it is sent.
    pub(super) fn mail(&self, job: JobId) -> Result<Mail, ServiceError> {
        let id = MailId::from_bytes(*job.as_bytes());
        Mail::new(id, &self.to, &self.subject, &self.text, &self.html)
            .map_err(|_| ServiceError::Integrity)
    }

    /// When nobody has any use for it any more.
    pub(super) fn give_up_at(&self) -> Result<Timestamp, ServiceError> {
        self.give_up_at.parse().map_err(|_| ServiceError::Integrity)
    }
}

impl Service {
    /// Whether messages are sent at all. Whoever only tells of something does without where they are not.
    pub fn sends_mail(&self) -> bool {
        self.mailer.is_configured()
    }

    /// The job that sends a message to somebody, for the change that it is about: both are committed, or none. It is
    /// given up after a day, or when its link holds no longer, or once they are erased. Where no mail is sent there is
    /// none.
    pub(crate) async fn send_later(
        &self,
        work: &Work<'_>,
        (user, to): (Option<&KnownUser>, &Address),
        letter: &Letter,
        until: Option<Timestamp>,
    ) -> Result<NewJob, ServiceError> {
        if !self.sends_mail() {
            return Err(ServiceError::MailNotConfigured);
        }
        let id = JobId::random(self.rng());
        let a_day = work.ctx.at.checked_add(KEPT_FOR).unwrap_or(work.ctx.at);
        let waiting = WaitingMail {
            user: user.map(|known| known.user.id.to_string()),
            to: to.as_str().to_owned(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            html: letter.html.clone(),
            give_up_at: format_instant(until.map_or(a_day, |until| until.min(a_day))),
        };
        let fit = Mail::new(
            MailId::from_bytes(*id.as_bytes()),
            &waiting.to,
            &waiting.subject,
            &waiting.text,
            &waiting.html,
        );
        fit.map_err(|unfit| ServiceError::BadRequest(unfit.to_string()))?;
        let content = serde_json::to_vec(&waiting).expect("strings are always valid JSON");
        let (key, message) = self.keys.seal_job(&work.permit, id, &content).await?;
        Ok(NewJob { id, kind: JobKind::SendMail, key, message, due_in: Duration::ZERO })
    }
}
