//! Spends a new tenant's one-time credential on its first administrator.

use model::{Operation, ResourceType, Role, Roles};
use store::{Document, DocumentState};

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

        // The commit guards that the credential is still at the version that was shown: of two
        // who claim at once, one comes too late.
        let credential = work.permit.credential().ok_or(ServiceError::Unauthenticated)?;
        let sealed = self.records.find_newest(&work.permit, credential.row).await?;
        let sealed = sealed.ok_or(ServiceError::Unauthenticated)?;
        let before = work.release(&sealed).await?;
        let spent = Document {
            version: before.version.next(),
            at: work.ctx.at,
            state: DocumentState::Deleted,
            body: String::new(),
            ..before
        };
        change.putting(work, credential.row, &spent).await
    }
}
