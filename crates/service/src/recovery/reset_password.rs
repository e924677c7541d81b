//! Another password for whoever has forgotten theirs.

use model::{Operation, ResourceType};
use store::{SessionChange, Sessions};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::sign_in::{
    Door, Factor, PasswordChoice, SignIn, SignInState, as_holder, check_second_factor,
};
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};

impl Service {
    /// Puts another password in the place of the one that was forgotten. Whoever has a second factor has to have shown
    /// one. All sessions end. The ticket that it gives is for setting up a second factor, if a tenant wants one.
    pub async fn reset_password(
        &self,
        visitor: &Ctx,
        ticket: &str,
        choice: &PasswordChoice,
    ) -> Answer<SignInState> {
        self.let_pass(Door::Password, visitor.caller.address).await?;
        let (sign_in, user, credentials) = self.resume_any_sign_in(ticket).await?;
        let holder = as_holder(visitor, &user);
        let (sign_in, user, credentials) = (&sign_in, &user, &credentials);
        self.perform(&holder, Operation::ResetPassword, ResourceType::SIGN_IN, |work| {
            Box::pin(self.plan_reset(work, (sign_in, user, credentials), choice))
        })
        .await
    }

    async fn plan_reset(
        &self,
        work: &Work<'_>,
        (sign_in, user, known): (&SignIn, &KnownUser, &Credentials),
        choice: &PasswordChoice,
    ) -> Result<Change<SignInState>, ServiceError> {
        if !sign_in.factors.contains(&Factor::Mailbox) {
            return Err(ServiceError::CeremonyOver);
        }
        check_second_factor(sign_in, known)?;
        let (credential, record) = self.chosen_password(choice).await?;
        let mut credentials = Credentials { version: known.version, body: known.body.clone() };
        credentials.body.set_password(&credential, &record);
        let sign_in = sign_in.with(Factor::Password, credentials.version.next());
        let state = self.sign_in_state(&sign_in, &credentials).await?;
        let who = (user.user.id, &user.subject);
        // Whoever keeps others from signing in keeps out nobody who has got what was written to them.
        self.note_owner(&user.user.email, work.ctx.caller.address).await?;
        let mut change = Change::of(state).putting_credentials(work, who, &credentials);
        let sessions = Sessions::Of(self.session_owner(user.user.id).await?);
        change.sessions.push(SessionChange::End { sessions, but: None });
        self.telling(work, change, user, AccountNews::PasswordChanged).await
    }
}
