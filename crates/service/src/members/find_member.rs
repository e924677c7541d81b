//! Shows somebody who belongs to the caller's own tenant.

use model::{Operation, ResourceType, UserId};

use super::Member;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// The member of this id.
    pub async fn find_member(&self, ctx: &Ctx, user: UserId) -> Answer<Member> {
        self.perform(ctx, Operation::FindMember, ResourceType::MEMBERSHIP, |work| {
            Box::pin(self.show_member(work, user))
        })
        .await
    }

    async fn show_member(
        &self,
        work: &Work<'_>,
        user: UserId,
    ) -> Result<Change<Member>, ServiceError> {
        let (sealed, document) = self.live_membership(work, user).await?;
        let member = self.member(&document).await?;
        Ok(Change::of(member).showing(work.touch(&sealed, &document).await?))
    }
}
