//! Shows that one has got what was written to one's address.

use model::{Operation, ResourceType};

use super::Recovery;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::sign_in::{Door, Factor, SignIn, SignInState, as_holder, open_ticket};
use crate::work::Change;

impl Service {
    /// Takes what the link carries, once.
    pub async fn finish_recovery(&self, visitor: &Ctx, ticket: &str) -> Answer<SignInState> {
        self.let_pass(Door::Link, visitor.caller.address).await?;
        let recovery: Recovery = open_ticket(self, ticket).await?;
        let (id, version) = recovery.user().ok_or(ServiceError::CeremonyOver)?;
        let user = self.find_user(id).await?.ok_or(ServiceError::CeremonyOver)?;
        let (holder, user, origin) = (as_holder(visitor, &user), &user, recovery.origin);
        self.perform(&holder, Operation::FinishRecovery, ResourceType::SIGN_IN, |work| {
            Box::pin(async move {
                let credentials = self.credentials_of(id).await?;
                if credentials.version != version {
                    return Err(ServiceError::CeremonyOver);
                }
                let (shown, now) = (vec![Factor::Mailbox], work.ctx.at);
                let sign_in = SignIn::new(id, origin, version.next(), shown, now);
                let state = self.sign_in_state(&sign_in, &credentials).await?;
                // Another version of the same, so that the link is of use once.
                Ok(Change::of(state).putting_credentials(work, (id, &user.subject), &credentials))
            })
        })
        .await
    }
}
