//! Sends a message that says that mail arrives, for an operator who wants to know whether it does.

use model::{Language, MailId, Operation, ResourceType};
use store::{Mail, MailError};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, Done, ServiceError};
use crate::users::Address;
use crate::work::{Change, Work};

/// On which way a test message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestDelivery {
    /// At once, so that it is heard what the server says.
    AtOnce,
    /// Through the queue, as every other message does.
    Queued,
}

/// What became of a test message. What the server said may repeat the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailOutcome {
    /// It waits in the queue.
    Queued,
    /// The server has taken it, and said this.
    Taken(String),
    /// It will not be taken.
    Refused(String),
    /// It may be taken another time.
    Later(String),
}

impl Service {
    /// Sends a test message. The event of that comes first.
    pub async fn send_test_mail(
        &self,
        ctx: &Ctx,
        to: &str,
        language: Language,
        delivery: TestDelivery,
    ) -> Answer<MailOutcome> {
        let kind = ResourceType::MAIL;
        let Done { value, event } = self
            .perform(ctx, Operation::SendTestMail, kind, |work| {
                Box::pin(self.plan_test_mail(work, to, language, delivery))
            })
            .await?;
        let value = match value {
            None => MailOutcome::Queued,
            Some(mail) => match self.mailer.send(&mail).await {
                Ok(said) => MailOutcome::Taken(said),
                Err(MailError::Refused(reply)) => MailOutcome::Refused(reply.said),
                Err(MailError::Later(reply)) => MailOutcome::Later(reply.said),
                Err(MailError::NotConfigured) => {
                    let (error, event) = (ServiceError::MailNotConfigured, Some(event));
                    return Err(crate::Failure { error, event });
                }
            },
        };
        Ok(Done { value, event })
    }

    /// The message that is to be sent at once, if it is not left in the queue.
    async fn plan_test_mail(
        &self,
        work: &Work<'_>,
        to: &str,
        language: Language,
        delivery: TestDelivery,
    ) -> Result<Change<Option<Mail>>, ServiceError> {
        if !self.sends_mail() {
            return Err(ServiceError::MailNotConfigured);
        }
        let (to, letter) = (Address::parse(to)?, super::test(language));
        if delivery == TestDelivery::Queued {
            let mut change = Change::of(None);
            change.jobs.push(self.send_later(work, (None, &to), &letter, None).await?);
            return Ok(change);
        }
        let id = MailId::random(self.rng());
        let mail = Mail::new(id, to.as_str(), &letter.subject, &letter.text, &letter.html);
        let mail = mail.map_err(|unfit| ServiceError::BadRequest(unfit.to_string()))?;
        Ok(Change::of(Some(mail)))
    }
}
