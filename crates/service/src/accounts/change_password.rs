//! Puts another password in the place of the caller's own.

use model::{Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::mails::AccountNews;
use crate::sign_in::PasswordChoice;
use crate::work::{Change, Work};

impl Service {
    /// Changes the password of the caller, who has shown a short while ago who they are.
    pub async fn change_password(&self, ctx: &Ctx, choice: &PasswordChoice) -> Answer<()> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::ChangePassword, ResourceType::ACCOUNT, |work| {
            Box::pin(self.plan_password(work, choice))
        })
        .await
    }

    async fn plan_password(
        &self,
        work: &Work<'_>,
        choice: &PasswordChoice,
    ) -> Result<Change<()>, ServiceError> {
        self.require_fresh(work).await?;
        let (credential, record) = self.chosen_password(choice).await?;
        let user = self.account_holder(work).await?;
        let mut credentials = self.credentials_of(user.user.id).await?;
        credentials.body.set_password(&credential, &record);
        Change::of(())
            .changing_credentials(work, &user, &credentials, AccountNews::PasswordChanged)
            .await
    }
}
