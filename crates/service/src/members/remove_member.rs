//! Takes a member out of the tenant. All that they have there ends with the commit; who they are elsewhere stays.

use model::{Operation, ResourceType, UserId};
use store::{Document, SessionChange, Sessions};

use super::{check_is_somebody_else, membership_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Removes a member.
    pub async fn remove_member(&self, ctx: &Ctx, user: UserId) -> Answer<()> {
        self.perform(ctx, Operation::RemoveMember, ResourceType::MEMBERSHIP, |work| {
            Box::pin(self.plan_member_removal(work, user))
        })
        .await
    }

    pub(crate) async fn plan_member_removal(
        &self,
        work: &Work<'_>,
        user: UserId,
    ) -> Result<Change<()>, ServiceError> {
        check_is_somebody_else(work, user)?;
        let (_, before) = self.live_membership(work, user).await?;
        let document =
            Document::deleted(before.kind, before.id, before.version.next(), work.ctx.at);
        let mut change = Change::of(());
        let sessions = Sessions::OfIn(self.session_owner(user).await?, work.permit.tenant());
        change.sessions.push(SessionChange::End { sessions, but: None });
        change.putting(work, membership_row(&work.keys, user), &document).await
    }
}
