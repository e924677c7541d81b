//! Shows the caller's own account.

use model::{Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::passkeys::PasskeyView;
use crate::users::User;
use crate::work::{Change, Work};

/// Somebody's own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who they are.
    pub user: User,
    /// Whether they sign in with a password.
    pub has_password: bool,
    /// Whether codes of the moment are a factor of theirs.
    pub has_totp: bool,
    /// How many recovery codes they have left.
    pub recovery_codes: usize,
    /// Their passkeys.
    pub passkeys: Vec<PasskeyView>,
}

impl Service {
    /// The account of the caller.
    pub async fn find_account(&self, ctx: &Ctx) -> Answer<Account> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::FindAccount, ResourceType::ACCOUNT, |work| {
            Box::pin(self.show_account(work))
        })
        .await
    }

    pub(super) async fn show_account(
        &self,
        work: &Work<'_>,
    ) -> Result<Change<Account>, ServiceError> {
        let user = self.account_holder(work).await?;
        let credentials = self.credentials_of(user.user.id).await?.body;
        let account = Account {
            has_password: credentials.password()?.is_some(),
            has_totp: credentials.totp.as_ref().is_some_and(|totp| totp.is_confirmed),
            recovery_codes: credentials.count_recovery_codes(),
            passkeys: credentials.passkey_views()?,
            user: user.user,
        };
        Ok(Change::of(account).guarding(&user.subject))
    }
}
