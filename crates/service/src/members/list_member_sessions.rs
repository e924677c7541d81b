//! A member's sessions in the caller's own tenant, as an administrator sees and ends them.

use model::{Operation, ResourceType, UserId};
use store::{SessionChange, Sessions};

use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::sessions::Session;
use crate::work::{Change, Work};

impl Service {
    /// A page of a member's sessions in the tenant.
    pub async fn list_member_sessions(
        &self,
        ctx: &Ctx,
        user: UserId,
        page: &Page,
    ) -> Answer<PageOf<Session>> {
        self.perform(ctx, Operation::ListMemberSessions, ResourceType::MEMBERSHIP, |work| {
            Box::pin(self.show_member_sessions(work, user, page))
        })
        .await
    }

    async fn show_member_sessions(
        &self,
        work: &Work<'_>,
        user: UserId,
        page: &Page,
    ) -> Result<Change<PageOf<Session>>, ServiceError> {
        let (sealed, document) = self.live_membership(work, user).await?;
        let touched = work.touch(&sealed, &document).await?;
        let sessions = Sessions::OfIn(self.session_owner(user).await?, work.permit.tenant());
        Ok(self.show_sessions(work, sessions, page).await?.showing(touched))
    }

    /// Ends all of a member's sessions in the tenant.
    pub async fn end_member_sessions(&self, ctx: &Ctx, user: UserId) -> Answer<()> {
        self.perform(ctx, Operation::EndMemberSessions, ResourceType::MEMBERSHIP, |work| {
            Box::pin(async move {
                let (sealed, document) = self.live_membership(work, user).await?;
                let owner = self.session_owner(user).await?;
                let sessions = Sessions::OfIn(owner, work.permit.tenant());
                let mut change = Change::of(()).showing(work.touch(&sealed, &document).await?);
                change.sessions.push(SessionChange::End { sessions, but: None });
                Ok(change)
            })
        })
        .await
    }
}
