//! Shows a code that was kept for when other factors are lost. Each is good once.

use model::Operation;

use super::{Factor, SignInState};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::Answer;

impl Service {
    /// Shows a code for whoever is on the way in with this ticket.
    pub async fn verify_recovery_code(
        &self,
        ctx: &Ctx,
        ticket: &str,
        code: &str,
    ) -> Answer<SignInState> {
        let (operation, factor) = (Operation::VerifyRecoveryCode, Factor::RecoveryCode);
        self.show_second_factor(ctx, ticket, operation, factor, |body, user| {
            body.use_recovery_code(user, code)
        })
        .await
    }
}
