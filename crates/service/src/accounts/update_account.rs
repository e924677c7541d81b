//! Changes what the caller is called, and the language they are written to in.

use model::{Operation, ResourceType};

use super::Account;
use crate::Service;
use crate::clients::check_name;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::users::{UserBody, document_about, id_of_user, parse_language, user_row};
use crate::work::{Change, Work};

/// What is to change about an account; what is not given stays.
#[derive(Debug, Clone, Default)]
pub struct AccountChange {
    /// Another name.
    pub name: Option<String>,
    /// Another language.
    pub language: Option<String>,
}

impl Service {
    /// Changes the account of the caller.
    pub async fn update_account(&self, ctx: &Ctx, change: &AccountChange) -> Answer<Account> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::UpdateAccount, ResourceType::ACCOUNT, |work| {
            Box::pin(self.plan_account_update(work, change))
        })
        .await
    }

    async fn plan_account_update(
        &self,
        work: &Work<'_>,
        wanted: &AccountChange,
    ) -> Result<Change<Account>, ServiceError> {
        wanted.name.as_deref().map_or(Ok(()), check_name)?;
        let language = wanted.language.as_deref().map(parse_language).transpose()?;
        let known = self.account_holder(work).await?;
        let mut shown = self.show_account(work).await?;
        let user = &mut shown.value.user;
        if let Some(name) = &wanted.name {
            user.name.clone_from(name);
        }
        user.language = language.unwrap_or(user.language);
        let (kind, version) = (ResourceType::USER, known.version.next());
        let (id, body) = (id_of_user(user.id), UserBody::new(user));
        let row = user_row(&work.keys, user.id);
        let document = document_about(kind, id, version, work.ctx.at, &known.subject, &body);
        Ok(shown.putting_about(work, row, &document, &known.subject))
    }
}
