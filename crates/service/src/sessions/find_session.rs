//! Shows the caller's own session.

use model::{Operation, ResourceType, Roles};

use super::Session;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::sign_in::holder;
use crate::users::User;
use crate::work::{Change, Work};

/// The caller's own session, and who they are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// The session.
    pub session: Session,
    /// Who they are.
    pub user: User,
    /// The name of the tenant.
    pub tenant_name: String,
    /// What they may do there.
    pub roles: Roles,
    /// After how many minutes of doing nothing it ends.
    pub idle_minutes: u32,
}

impl Service {
    /// The session that the request came with.
    pub async fn find_session(&self, ctx: &Ctx) -> Answer<OwnSession> {
        self.perform(ctx, Operation::FindSession, ResourceType::SESSION, |work| {
            Box::pin(self.show_own_session(work))
        })
        .await
    }

    async fn show_own_session(&self, work: &Work<'_>) -> Result<Change<OwnSession>, ServiceError> {
        let mark = work.caller.session.ok_or(ServiceError::NotFound)?;
        let body = self.session_body(mark).await?;
        let user = self.find_user(holder(work.ctx)?).await?;
        let user = user.ok_or(ServiceError::Unauthenticated)?.user;
        let (tenant, _) = self.tenant_of(mark.tenant).await?.ok_or(ServiceError::NotFound)?;
        Ok(Change::of(OwnSession {
            session: body.session(mark)?,
            user,
            tenant_name: tenant.name,
            roles: work.caller.roles,
            idle_minutes: tenant.sign_in.idle_minutes,
        }))
    }
}
