//! Writes to somebody who has forgotten the password. Whoever asks learns nothing of whether the address is known: not
//! from the answer, and not from how long it takes.

use std::time::Duration;

use model::{Operation, ResourceType};

use super::Recovery;
use crate::ctx::Ctx;
use crate::error::ServiceError;
use crate::sign_in::{Door, Ticket, as_holder, seal_ticket};
use crate::users::{Address, Credentials, KnownUser};
use crate::work::Change;
use crate::{Service, mails};

/// Before this time nobody gets an answer: what is done for an address that is known takes less.
const TIME_MIN: Duration = Duration::from_millis(200);

impl Service {
    /// Writes to an address, if somebody signs in with it. `page` is what the link begins with, and the ticket follows it.
    pub async fn begin_recovery(
        &self,
        visitor: &Ctx,
        address: &Address,
        page: &str,
    ) -> Result<(), ServiceError> {
        if !self.sends_mail() {
            return Err(ServiceError::MailNotConfigured);
        }
        self.let_pass(Door::Recovery, visitor.caller.address).await?;
        self.let_write("Recovery?", address).await?;
        let no_sooner = tokio::time::sleep(TIME_MIN);
        let written = match self.find_forgetful(address).await {
            Ok(Some((user, credentials))) => {
                self.write_to(visitor, &user, &credentials, page).await
            }
            none => {
                // It leaves an event, too, about nobody.
                self.refuse_anonymous();
                none.map(drop)
            }
        };
        no_sooner.await;
        written
    }

    /// Who signs in with an address. Whoever was invited and has not come yet has an invitation.
    async fn find_forgetful(
        &self,
        address: &Address,
    ) -> Result<Option<(KnownUser, Credentials)>, ServiceError> {
        let Some(id) = self.find_user_at(address).await? else { return Ok(None) };
        let Some(user) = self.find_user(id).await? else { return Ok(None) };
        let credentials = self.credentials_of(id).await?;
        Ok(credentials.body.can_sign_in().then_some((user, credentials)))
    }

    async fn write_to(
        &self,
        visitor: &Ctx,
        user: &KnownUser,
        credentials: &Credentials,
        page: &str,
    ) -> Result<(), ServiceError> {
        let mut origin = [0; 16];
        self.rng().fill(&mut origin);
        let id = user.user.id.to_string();
        let recovery = Recovery { user: id, credentials: credentials.version.0, origin };
        let link =
            zeroize::Zeroizing::new(format!("{page}{}", seal_ticket(self, &recovery).await?));
        let until = visitor.at.checked_add(Recovery::GOOD_FOR).unwrap_or(visitor.at);
        let letter = mails::recovery(user.user.language, &link, until);
        let (holder, letter) = (as_holder(visitor, user), &letter);
        let asked =
            self.perform(&holder, Operation::BeginRecovery, ResourceType::SIGN_IN, |work| {
                Box::pin(async move {
                    let mut change = Change::of(());
                    change.jobs.push(
                        self.send_later(work, (Some(user), &user.user.email), letter, Some(until))
                            .await?,
                    );
                    Ok(change.guarding(&user.subject))
                })
            });
        asked.await.map(drop).map_err(|failure| failure.error)
    }
}
