//! Takes an invitation back. Whoever nobody knows for another reason is forgotten.

use model::{Operation, ResourceType, StoreName, UserId};
use store::Document;

use super::invitation_row;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
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
        let forgotten = async {
            match self.find_user(user).await? {
                Some(known) if !self.credentials_of(user).await?.body.can_sign_in() => {
                    let subject = known.subject.pseudonym(StoreName::Records);
                    self.forget_if_nowhere(subject).await
                }
                _ => Ok(()),
            }
        };
        if let Err(error) = forgotten.await {
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
}
