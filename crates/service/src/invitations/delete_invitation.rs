//! Takes an invitation back. Whoever nobody knows for another reason is forgotten.

use model::{Operation, ResourceType, Timestamp, UserId};
use store::Document;

use super::{InvitationBody, invitation_row};
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
                Box::pin(self.plan_taking_back(work, user, |_, _| Ok(true)))
            })
            .await?;
        self.forget_invited(user).await;
        Ok(done)
    }

    /// Takes back an invitation that is such a one now.
    pub(crate) async fn plan_taking_back(
        &self,
        work: &Work<'_>,
        user: UserId,
        is_such: impl Fn(&InvitationBody, Timestamp) -> Result<bool, ServiceError> + Send,
    ) -> Result<Change<()>, ServiceError> {
        let (_, before) = self.live_invitation(work, user).await?;
        if !is_such(&InvitationBody::read(&before)?, work.ctx.at)? {
            return Err(ServiceError::NotFound);
        }
        let kind = ResourceType::INVITATION;
        let gone = Document::deleted(kind, before.id, before.version.next(), work.ctx.at);
        Change::of(()).putting(work, invitation_row(&work.keys, user), &gone).await
    }
}
