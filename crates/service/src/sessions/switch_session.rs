//! Leaves a tenant for another one: the session ends, and another one begins there, if what was shown is enough.

use model::{Operation, ResourceType, SessionId, TenantId, UserId, Version};
use store::{SessionChange, Sessions};

use super::create_session::CreatedSession;
use super::{Before, NewSession, SessionBody, instant};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::sign_in::{as_holder, holder};
use crate::work::Change;

impl Service {
    /// Switches to another tenant that the caller belongs to. Nothing is lost if they may not come in there.
    pub async fn switch_session(&self, ctx: &Ctx, tenant: TenantId) -> Answer<CreatedSession> {
        let left = self.perform(ctx, Operation::SwitchSession, ResourceType::SESSION, |work| {
            Box::pin(async move {
                let mark = work.caller.session.ok_or(ServiceError::NotFound)?;
                if tenant == mark.tenant {
                    let (expression, detail) =
                        ("tenant".to_owned(), "the session is there already");
                    return Err(ServiceError::Unprocessable { expression, detail });
                }
                let user = self.find_user(holder(work.ctx)?).await?;
                let user = user.ok_or(ServiceError::Unauthenticated)?;
                let body = self.session_body(mark).await?;
                let entry = self.entry(&user, tenant, body.assurance()).await?;
                Ok(Change::of((mark, user, body, entry)))
            })
        });
        let (mark, user, body, entry) = left.await?.value;
        let rights = entry.membership.credential.version;
        let new = moved(&body, tenant, (user.user.id, rights), SessionId::random(self.rng()))?;
        let holder = as_holder(ctx, &user);
        let (known, entering, new) = (&user, &entry, &new);
        let begun =
            self.perform(&holder, Operation::CompleteSignIn, ResourceType::SIGN_IN, |work| {
                Box::pin(async move {
                    let (begun, change) = self.begin(work, known, entering, new).await?;
                    let mut switched = Change::of(begun).guarding(&known.subject);
                    switched.sessions.push(change);
                    let sessions = Sessions::One(mark);
                    switched.sessions.push(SessionChange::End { sessions, but: None });
                    Ok(switched)
                })
            });
        let begun = begun.await?.value;
        self.come_in(ctx, &user, entry, begun).await
    }
}

/// The same session in another tenant.
fn moved(
    body: &SessionBody,
    tenant: TenantId,
    (user, rights): (UserId, Version),
    id: SessionId,
) -> Result<NewSession, ServiceError> {
    Ok(NewSession {
        id,
        tenant,
        user,
        device: body.device.clone(),
        address: body.address.clone(),
        factors: body.factors.clone(),
        shown_at: instant(&body.shown_at)?,
        rights,
        before: Some(Before {
            began_at: instant(&body.began_at)?,
            ends_at: instant(&body.ends_at)?,
        }),
    })
}
