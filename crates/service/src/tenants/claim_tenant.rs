//! Spends a new tenant's one-time credential on its first administrator.

use model::{Operation, ResourceType, Role, Roles};

use crate::Service;
use crate::clients::{Client, NewClient};
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::token::Token;
use crate::work::{Change, Work};

impl Service {
    /// Makes the first administrator, a machine of the given name, and spends the credential.
    pub async fn claim_tenant(&self, ctx: &Ctx, name: &str) -> Answer<(Client, Token)> {
        let kind = ResourceType::TENANT_CREDENTIAL;
        self.perform(ctx, Operation::ClaimTenant, kind, |work| {
            Box::pin(self.plan_claim(work, name))
        })
        .await
    }

    async fn plan_claim(
        &self,
        work: &Work<'_>,
        name: &str,
    ) -> Result<Change<(Client, Token)>, ServiceError> {
        let roles: Roles = std::iter::once(Role::Administrator).collect();
        let client = NewClient { name: name.to_owned(), roles, expires_at: None, keys: None };
        let change = self.plan_client(work, &client).await?;
        let change = change.map(|(client, token)| {
            (client, token.expect("whoever has no keys of their own gets a token"))
        });
        self.spending_credential(work, change).await
    }
}
