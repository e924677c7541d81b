//! Ends sessions of the caller's own, at once and on every server.

use model::{Operation, ResourceType, SessionId};
use store::{SessionChange, Sessions};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::sign_in::as_holder;
use crate::work::Change;

impl Service {
    /// Ends the session that the request came with.
    pub async fn end_session(&self, ctx: &Ctx) -> Answer<()> {
        self.perform(ctx, Operation::EndSession, ResourceType::SESSION, |work| {
            Box::pin(async move {
                let mark = work.caller.session.ok_or(ServiceError::NotFound)?;
                Ok(ending(Sessions::One(mark), None))
            })
        })
        .await
    }

    /// Ends one of the caller's sessions, in whichever tenant it is.
    pub async fn end_own_session(&self, ctx: &Ctx, id: SessionId) -> Answer<()> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::EndOwnSession, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let own = work.caller.session.ok_or(ServiceError::NotFound)?;
                let found = self.records.find_session(&work.permit, id).await?;
                let mark = found.map(|found| found.mark).filter(|mark| mark.owner == own.owner);
                Ok(ending(Sessions::One(mark.ok_or(ServiceError::NotFound)?), None))
            })
        })
        .await
    }

    /// Ends all sessions of the caller's but the one that the request came with.
    pub async fn end_other_sessions(&self, ctx: &Ctx) -> Answer<()> {
        let ctx = self.in_directory(ctx).await?;
        self.perform(&ctx, Operation::EndOtherSessions, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let own = work.caller.session.ok_or(ServiceError::NotFound)?;
                Ok(ending(Sessions::Of(own.owner), Some(own.id)))
            })
        })
        .await
    }

    /// The same request, in the directory, where its caller sees to their own account. One of somebody who has none
    /// stays where it is.
    pub(crate) async fn in_directory(&self, ctx: &Ctx) -> Result<Ctx, ServiceError> {
        let (Some(_), Ok(user)) = (ctx.caller.session, crate::sign_in::holder(ctx)) else {
            // Machines have no account, and hear that from the rules.
            return Ok(ctx.clone());
        };
        let user = self.find_user(user).await?.ok_or(ServiceError::Unauthenticated)?;
        Ok(as_holder(ctx, &user))
    }
}

fn ending(sessions: Sessions, but: Option<SessionId>) -> Change<()> {
    let mut change = Change::of(());
    change.sessions.push(SessionChange::End { sessions, but });
    change
}
