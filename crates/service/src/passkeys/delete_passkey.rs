//! Removes a passkey of the caller's.

use model::{Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::work::{Change, Work};

impl Service {
    /// Removes a passkey. All other sessions of the caller end.
    pub async fn delete_passkey(&self, ctx: &Ctx, id: &str) -> Answer<()> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::DeletePasskey, ResourceType::ACCOUNT, |work| {
            Box::pin(self.plan_passkey_removal(work, id))
        })
        .await
    }

    async fn plan_passkey_removal(
        &self,
        work: &Work<'_>,
        id: &str,
    ) -> Result<Change<()>, ServiceError> {
        self.require_fresh(work).await?;
        let known = self.account_holder(work).await?;
        let mut credentials = self.credentials_of(known.user.id).await?;
        credentials.body.remove_passkey(id)?;
        Change::of(())
            .changing_credentials(work, &known, &credentials, AccountNews::SecondFactorRemoved)
            .await
    }
}
