//! Shows that one has a passkey.

use model::{Operation, ResourceType, UserId};
use signin::passkey::{Authenticated, Passkeys};

use super::begin_passkey_sign_in::PasskeySignIn;
use super::sign_in_error;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::sign_in::{Door, Factor, SignIn, SignInState, as_holder, open_ticket};
use crate::users::{Credentials, KnownUser};
use crate::work::{Change, Work};

impl Service {
    /// Takes the answer of a device (`AuthenticationResponseJSON`).
    pub async fn finish_passkey_sign_in(
        &self,
        ctx: &Ctx,
        challenge: &str,
        answer: &str,
    ) -> Answer<SignInState> {
        self.let_pass(Door::FinishPasskey, ctx.caller.address).await?;
        let ticket: PasskeySignIn = open_ticket(self, challenge).await?;
        let user = self.user_of_passkey(&ticket, answer).await?;
        let checked = self.check_passkey(&ticket, &user, answer).await;
        if matches!(checked, Err(ServiceError::SignInFailed)) {
            self.note_wrong_passkey(ctx, user.user.id);
        }
        checked?;
        let ctx = as_holder(ctx, &user);
        let (operation, kind) = (Operation::FinishPasskeySignIn, ResourceType::SIGN_IN);
        let (ticket, user) = (&ticket, &user);
        self.perform(&ctx, operation, kind, |work| {
            Box::pin(self.take_passkey(work, ticket, user, answer))
        })
        .await
    }

    /// Who it is that a device speaks for: whoever is on the way in, or whom it names itself.
    async fn user_of_passkey(
        &self,
        ticket: &PasskeySignIn,
        answer: &str,
    ) -> Result<KnownUser, ServiceError> {
        let refused = || ServiceError::SignInFailed;
        let user = if let Some(before) = &ticket.before {
            before.user
        } else {
            let claim = Passkeys::claim(answer.as_bytes()).map_err(|_| refused())?;
            let handle = claim.user_handle.ok_or_else(refused)?;
            UserId::try_from(handle.as_slice()).map_err(|_| refused())?
        };
        self.find_user(user).await?.ok_or(ServiceError::SignInFailed)
    }

    /// What a device has shown, if its answer is right.
    async fn check_passkey(
        &self,
        ticket: &PasskeySignIn,
        user: &KnownUser,
        answer: &str,
    ) -> Result<(Credentials, Authenticated), ServiceError> {
        let credentials = self.credentials_of(user.user.id).await?;
        let is_of_before = |before: &SignIn| before.version() != credentials.version;
        if ticket.before.as_ref().is_some_and(is_of_before) {
            return Err(ServiceError::CeremonyOver);
        }
        let passkeys = credentials.body.passkeys()?;
        let shown =
            self.passkeys()?.finish_authentication(&ticket.state()?, answer.as_bytes(), &passkeys);
        Ok((credentials, shown.map_err(sign_in_error)?))
    }

    async fn take_passkey(
        &self,
        work: &Work<'_>,
        ticket: &PasskeySignIn,
        user: &KnownUser,
        answer: &str,
    ) -> Result<Change<SignInState>, ServiceError> {
        let (mut credentials, shown) = self.check_passkey(ticket, user, answer).await?;
        let times = (ticket.at_milliseconds, work.ctx.at.as_millisecond());
        credentials.body.use_passkey(&shown.passkey, times)?;
        let factor = if shown.is_verified { Factor::Passkey } else { Factor::SecurityKey };
        let version = credentials.version.next();
        let sign_in = match &ticket.before {
            Some(before) => before.with(factor, version),
            None => SignIn::new(user.user.id, ticket.origin, version, vec![factor]),
        };
        let state = self.sign_in_state(&sign_in, &credentials).await?;
        let who = (user.user.id, &user.subject);
        Ok(Change::of(state).putting_credentials(work, who, &credentials))
    }
}
