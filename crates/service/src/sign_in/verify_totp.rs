//! Shows a code of the moment, as a second factor (RFC 6238). Each is taken once.

use model::{BackgroundTask, Operation, ResourceType, StoreName, TenantId, Tree, UserId};
use store::{Guard, WriteSet};

use super::{Door, Factor, Secret, SignInState, Try, as_holder};
use crate::ctx::Ctx;
use crate::error::{Answer, Failure, ServiceError};
use crate::events::Outcome;
use crate::mails::AccountNews;
use crate::users::{CredentialsBody, KnownUser};
use crate::work::Change;
use crate::{Service, mails};

impl Service {
    /// Shows a code for whoever is on the way in with this ticket.
    pub async fn verify_totp(&self, ctx: &Ctx, ticket: &str, code: &str) -> Answer<SignInState> {
        self.show_second_factor(ctx, ticket, Operation::VerifyTotp, Factor::Totp, |body, _| {
            let totp = body.totp.as_mut().filter(|totp| totp.is_confirmed);
            totp.ok_or(ServiceError::SignInFailed)?.use_code(code, self.clock.now())
        })
        .await
    }

    /// A step on the way in that shows a second factor, and changes the credentials so that it is not shown again.
    pub(super) async fn show_second_factor(
        &self,
        ctx: &Ctx,
        ticket: &str,
        operation: Operation,
        factor: Factor,
        show: impl Fn(&mut CredentialsBody, UserId) -> Result<(), ServiceError> + Sync,
    ) -> Answer<SignInState> {
        self.let_pass(Door::Code, ctx.caller.address).await?;
        let (sign_in, user, _) = self.resume_any_sign_in(ticket).await?;
        // Apart from passwords: who guesses codes knows one.
        let account = self.session_owner(user.user.id).await?;
        let tried = Try { secret: Secret::Code, account, address: ctx.caller.address };
        self.let_try(&tried)?;
        let ctx = as_holder(ctx, &user);
        let (user, sign_in, show) = (&user, &sign_in, &show);
        let shown = self.perform(&ctx, operation, ResourceType::SIGN_IN, |work| {
            Box::pin(async move {
                let mut credentials = self.credentials_of(user.user.id).await?;
                if credentials.version != sign_in.version() || sign_in.factors.contains(&factor) {
                    return Err(ServiceError::CeremonyOver);
                }
                show(&mut credentials.body, user.user.id)?;
                let sign_in = sign_in.with(factor, credentials.version.next());
                let state = self.sign_in_state(&sign_in, &credentials).await?;
                let who = (user.user.id, &user.subject);
                let change = Change::of(state).putting_credentials(work, who, &credentials);
                match factor {
                    Factor::RecoveryCode => {
                        self.telling(work, change, user, AccountNews::RecoveryCodeUsed).await
                    }
                    _ => Ok(change),
                }
            })
        });
        let has_failed = |it: &Failure| matches!(it.error, ServiceError::SignInFailed);
        let shown = self.settle_try(&tried, shown.await, has_failed);
        if shown.as_ref().is_err_and(has_failed)
            && self.sign_in_limits.is_to_be_told(account, self.clock.elapsed())
            && let Err(error) = self.tell_of_codes(user).await
        {
            tracing::warn!(code = error.code(), "nobody is told of codes that failed");
        }
        shown
    }

    /// Writes to somebody that codes have failed, where mail is sent.
    async fn tell_of_codes(&self, user: &KnownUser) -> Result<(), ServiceError> {
        if !self.sends_mail() {
            return Ok(());
        }
        let (task, operation) = (BackgroundTask::SendMail, Operation::FindAccount);
        let ctx = self.background_context(task, TenantId::DIRECTORY);
        let work = self.background_work(&ctx, task, operation).await?;
        let letter = mails::codes_failed(user.user.language);
        let to = (Some(user), &user.user.email);
        let job = self.send_later(&work, to, &letter, None).await?;
        let looked_at = self.touch_credentials(&work, user).await?;
        let event = work.draft(Tree::Access, Outcome::Done, &[looked_at], None);
        let guards = vec![Guard::NotErased(user.subject.pseudonym(StoreName::Records))];
        let set = WriteSet { guards, jobs: vec![job], ..WriteSet::only_event(event) };
        self.records.commit(work.permit, set).await?;
        self.jobs.is_wanted();
        Ok(())
    }
}
