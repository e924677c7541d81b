//! Shows that one knows the password.

use model::{Operation, ResourceType};
use signin::password::PasswordServer;

use super::begin_password_sign_in::PasswordSignIn;
use super::ticket::{SignIn, open_ticket};
use super::{Door, Factor, SignInState, as_holder};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::users::{Credentials, KnownUser};
use crate::work::Change;

impl Service {
    /// Takes the client's last message (`KE3`). Who has no such password, or is not known at all, hears the same.
    pub async fn finish_password_sign_in(
        &self,
        ctx: &Ctx,
        ticket: &str,
        finalization: &[u8],
    ) -> Answer<SignInState> {
        self.let_pass(Door::FinishPassword, ctx.caller.address).await?;
        let ticket: PasswordSignIn = open_ticket(self, ticket).await?;
        let checked = self.check_password(&ticket, finalization).await;
        let (sign_in, user, credentials) = self.note_finished(ctx, &ticket, checked)?;
        let ctx = as_holder(ctx, &user);
        let (operation, kind) = (Operation::FinishPasswordSignIn, ResourceType::SIGN_IN);
        self.perform(&ctx, operation, kind, |_| {
            Box::pin(async {
                let state = self.sign_in_state(&sign_in, &credentials).await?;
                Ok(Change::of(state).guarding(&user.subject))
            })
        })
        .await
    }

    async fn check_password(
        &self,
        ticket: &PasswordSignIn,
        finalization: &[u8],
    ) -> Result<(SignIn, KnownUser, Credentials), ServiceError> {
        let refused = || ServiceError::SignInFailed;
        let state = ticket.state().ok_or(ServiceError::CeremonyOver)?;
        PasswordServer::login_finish(&state, finalization).map_err(|_| refused())?;
        let (user, version) = ticket.user().ok_or_else(refused)?;
        let user = self.find_user(user).await?.ok_or_else(refused)?;
        let credentials = self.credentials_of(user.user.id).await?;
        // Another password may have taken its place meanwhile.
        if credentials.version != version {
            return Err(ServiceError::CeremonyOver);
        }
        let (origin, shown, now) = (ticket.origin()?, vec![Factor::Password], self.clock.now());
        let sign_in = SignIn::new(user.user.id, origin, version, shown, now);
        Ok((sign_in, user, credentials))
    }
}
