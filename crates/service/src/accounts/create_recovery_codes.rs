//! Draws codes for when other factors are lost.

use model::{Operation, ResourceType};
use signin::recovery::RecoveryCode;
use zeroize::Zeroizing;

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::work::{Change, Work};

impl Service {
    /// Draws codes for the caller, and shows them once. Those before are good no more.
    pub async fn create_recovery_codes(&self, ctx: &Ctx) -> Answer<Vec<Zeroizing<String>>> {
        let ctx = self.in_directory(ctx).await?;
        let operation = Operation::CreateRecoveryCodes;
        let drawn = self.perform(&ctx, operation, ResourceType::ACCOUNT, |work| {
            Box::pin(self.plan_recovery_codes(work))
        });
        drawn.await
    }

    async fn plan_recovery_codes(
        &self,
        work: &Work<'_>,
    ) -> Result<Change<Vec<Zeroizing<String>>>, ServiceError> {
        self.require_fresh(work).await?;
        let user = self.account_holder(work).await?;
        let mut credentials = self.credentials_of(user.user.id).await?;
        if !credentials.body.has_second_factor() {
            let detail = "recovery codes are for when a second factor is lost; set one up first";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        let codes = RecoveryCode::generate(self.rng());
        credentials.body.set_recovery_codes(user.user.id, &codes);
        let shown = codes.iter().map(RecoveryCode::expose).collect();
        Change::of(shown)
            .changing_credentials(work, &user, &credentials, AccountNews::RecoveryCodesReplaced)
            .await
    }
}
