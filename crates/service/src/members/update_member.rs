//! Changes what a member may do, or whether they may do anything. The next request is already judged by the new state.

use model::{Operation, ResourceType, Role, Roles, UserId, Version};
use store::{SessionChange, Sessions};

use super::{Member, MembershipBody, check_is_somebody_else, membership_row};
use crate::Service;
use crate::clients::check_roles;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// What is to change about a member; what is not given stays.
#[derive(Debug, Clone, Copy, Default)]
pub struct MemberChange {
    /// Other roles.
    pub roles: Option<Roles>,
    /// Whether they may do anything.
    pub is_active: Option<bool>,
}

impl Service {
    /// Changes a member. With `expected`, only if that is the newest version.
    pub async fn update_member(
        &self,
        ctx: &Ctx,
        user: UserId,
        change: MemberChange,
        expected: Option<Version>,
    ) -> Answer<Member> {
        self.perform(ctx, Operation::UpdateMember, ResourceType::MEMBERSHIP, |work| {
            Box::pin(self.plan_member_update(work, user, change, expected))
        })
        .await
    }

    async fn plan_member_update(
        &self,
        work: &Work<'_>,
        user: UserId,
        wanted: MemberChange,
        expected: Option<Version>,
    ) -> Result<Change<Member>, ServiceError> {
        wanted.roles.map_or(Ok(()), check_roles)?;
        check_is_somebody_else(work, user)?;
        let (_, before) = self.live_membership(work, user).await?;
        if expected.is_some_and(|expected| expected != before.version) {
            return Err(ServiceError::VersionMismatch(before.version));
        }
        let mut body = MembershipBody::read(&before)?;
        if wanted.roles.is_some() && body.roles()?.contains(Role::Patient) {
            let (expression, detail) = ("roles".to_owned(), "a patient has no other role");
            return Err(ServiceError::Unprocessable { expression, detail });
        }
        body.apply(wanted);
        let document = body.document(user, before.version.next(), work.ctx.at);
        let mut change = Change::of(self.member(&document).await?);
        if !body.is_active {
            let sessions = Sessions::OfIn(self.session_owner(user).await?, work.permit.tenant());
            change.sessions.push(SessionChange::End { sessions, but: None });
        }
        change.putting(work, membership_row(&work.keys, user), &document).await
    }
}
