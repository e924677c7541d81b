//! Codes of the moment as a factor of the caller's: set up, confirmed by a code that is right, and removed.

use model::{Operation, ResourceType};
use signin::totp::{LABEL_CHARACTERS_MAX, TotpSecret};
use zeroize::Zeroizing;

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::sign_in::Factor;
use crate::users::{Credentials, KnownUser, StoredTotp};
use crate::work::{Change, Work};

/// Before the name, in the list of whatever makes the codes.
const ISSUER: &str = "Ribcage";

/// A secret that codes are made with. Shown once.
pub struct NewTotp {
    /// The secret, as it is typed (base32, RFC 4648).
    pub secret: Zeroizing<String>,
    /// The same as an address that devices read (`otpauth:`).
    pub uri: Zeroizing<String>,
}

impl std::fmt::Debug for NewTotp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewTotp(…)")
    }
}

impl Service {
    /// Draws a secret for the caller. It is a factor once a code was shown that was made with it.
    pub async fn create_totp(&self, ctx: &Ctx) -> Answer<NewTotp> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::CreateTotp, ResourceType::ACCOUNT, |work| {
            Box::pin(self.plan_totp(work))
        })
        .await
    }

    async fn plan_totp(&self, work: &Work<'_>) -> Result<Change<NewTotp>, ServiceError> {
        self.require_fresh(work).await?;
        let user = self.account_holder(work).await?;
        let mut credentials = self.credentials_of(user.user.id).await?;
        let new = self.draw_totp(&user, &mut credentials)?;
        // It is no factor yet, so nobody's session ends.
        let who = (user.user.id, &user.subject);
        Ok(Change::of(new).putting_credentials(work, who, &credentials))
    }

    /// A secret of somebody's who has none that is a factor.
    pub(crate) fn draw_totp(
        &self,
        user: &KnownUser,
        credentials: &mut Credentials,
    ) -> Result<NewTotp, ServiceError> {
        if credentials.body.totp.as_ref().is_some_and(|totp| totp.is_confirmed) {
            let detail = "codes of the moment are set up already; remove them first";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        let secret = TotpSecret::generate(self.rng());
        credentials.body.totp = Some(StoredTotp::new(&secret));
        // What is not shown in full is recognized all the same.
        let account =
            user.user.email.as_str().chars().take(LABEL_CHARACTERS_MAX).collect::<String>();
        let uri =
            secret.enrolment_address(ISSUER, &account).map_err(|_| ServiceError::Integrity)?;
        Ok(NewTotp { secret: secret.to_base32(), uri })
    }

    /// Shows a code that was made with the secret: from now on it is a factor.
    pub async fn confirm_totp(&self, ctx: &Ctx, code: &str) -> Answer<()> {
        let ctx = self.in_directory(ctx).await?;
        let confirmed = self.perform(&ctx, Operation::ConfirmTotp, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                self.require_fresh(work).await?;
                let user = self.account_holder(work).await?;
                let mut credentials = self.credentials_of(user.user.id).await?;
                let totp = credentials.body.totp.as_mut().ok_or(ServiceError::NotFound)?;
                totp.use_code(code, self.clock.now())?;
                totp.is_confirmed = true;
                let shown = self.plan_shown(work, &user, Factor::Totp).await?;
                let news = AccountNews::SecondFactorAdded;
                let change = Change::of(()).changing_credentials(work, &user, &credentials, news);
                let mut change = change.await?;
                change.sessions.push(shown);
                Ok(change)
            })
        });
        let confirmed = confirmed.await?;
        if let Some(mark) = ctx.caller.session {
            self.sessions.remove(&mark.id);
        }
        Ok(confirmed)
    }

    /// Removes the secret, and the recovery codes with it if there is no other factor that could be lost.
    pub async fn delete_totp(&self, ctx: &Ctx) -> Answer<()> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::DeleteTotp, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                self.require_fresh(work).await?;
                let user = self.account_holder(work).await?;
                let mut credentials = self.credentials_of(user.user.id).await?;
                credentials.body.remove_totp()?;
                Change::of(())
                    .changing_credentials(
                        work,
                        &user,
                        &credentials,
                        AccountNews::SecondFactorRemoved,
                    )
                    .await
            })
        })
        .await
    }
}
