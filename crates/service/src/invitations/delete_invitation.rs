//! Takes an invitation back. Whoever nobody knows for another reason is forgotten.

use model::{BackgroundTask, Operation, ResourceType, TenantId, UserId};
use policy::Permit;
use store::Document;

use super::invitation_row;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::keys::KeyError;
use crate::users::id_of_user;
use crate::work::{Change, Work};

impl Service {
    /// Takes back the invitation of somebody who has not joined yet.
    pub async fn delete_invitation(&self, ctx: &Ctx, user: UserId) -> Answer<()> {
        let operation = Operation::DeleteInvitation;
        let done = self
            .perform(ctx, operation, ResourceType::INVITATION, |work| {
                Box::pin(self.plan_taking_back(work, user))
            })
            .await?;
        if let Err(error) = self.forget_uninvited(user).await {
            tracing::warn!(code = error.code(), "who was invited is not forgotten");
        }
        Ok(done)
    }

    async fn plan_taking_back(
        &self,
        work: &Work<'_>,
        user: UserId,
    ) -> Result<Change<()>, ServiceError> {
        let (_, before) = self.live_invitation(work, user).await?;
        let kind = ResourceType::INVITATION;
        let gone = Document::deleted(kind, before.id, before.version.next(), work.ctx.at);
        Change::of(()).putting(work, invitation_row(&work.keys, user), &gone).await
    }

    /// Erases somebody of whom there is nothing but an address, when they are invited nowhere any more.
    async fn forget_uninvited(&self, user: UserId) -> Result<(), ServiceError> {
        let Some(known) = self.find_user(user).await? else { return Ok(()) };
        if self.credentials_of(user).await?.body.can_sign_in() {
            return Ok(());
        }
        let task = BackgroundTask::Erase;
        let ctx = self.background_context(task, TenantId::DIRECTORY);
        let work = self.background_work(&ctx, task, Operation::ForgetUser).await?;
        for tenant in self.tenants_of(&work, &known).await? {
            if self.is_invited(tenant, user).await? {
                return Ok(());
            }
        }
        let kind = ResourceType::USER;
        let change = self.plan_erasure(&work, kind, &id_of_user(user), "taken back").await?;
        let (decided, event) = work.carry_out(change).await?;
        self.erase_now(TenantId::DIRECTORY, decided, event).await.map(drop)
    }

    /// Whether a tenant waits for somebody.
    async fn is_invited(&self, tenant: TenantId, user: UserId) -> Result<bool, ServiceError> {
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = match self.keys.tenant(&permit).await {
            Err(KeyError::NoTenant) => return Ok(false),
            keys => keys?,
        };
        let newest = self.records.find_newest(&permit, invitation_row(&keys, user)).await?;
        match newest {
            Some(sealed) => Ok(self.open_document(&permit, &sealed).await?.is_live()),
            None => Ok(false),
        }
    }
}
