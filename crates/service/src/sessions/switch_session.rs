//! Leaves a tenant for another one: the session ends, and another one begins there, if what was shown is enough.

use model::{Operation, ResourceType, SessionId, TenantId, Timestamp, UserId, Version};
use store::{SessionChange, Sessions};

use super::create_session::{CreatedSession, Entry};
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
                check_time(&body, &entry, work.ctx.at)?;
                // It ends with this commit: of several who switch at once, one does.
                let mut left = Change::of((user, body, entry));
                let sessions = Sessions::One(mark);
                left.sessions.push(SessionChange::End { sessions, but: None });
                Ok(left)
            })
        });
        let (user, body, entry) = left.await?.value;
        let rights = entry.membership.credential.version;
        let new = moved(&body, tenant, (user.user.id, rights), SessionId::random(self.rng()))?;
        let mut holder = as_holder(ctx, &user);
        holder.caller.session = None;
        let (known, entering, new) = (&user, &entry, &new);
        let begun =
            self.perform(&holder, Operation::CompleteSignIn, ResourceType::SIGN_IN, |work| {
                Box::pin(async move {
                    let (begun, change) = self.begin(work, known, entering, new).await?;
                    let mut switched = Change::of(begun).guarding(&known.subject);
                    switched.sessions.push(change);
                    Ok(switched)
                })
            });
        let begun = begun.await?.value;
        self.come_in(ctx, &user, entry, begun).await
    }
}

/// That a session would not be over in another tenant, whose sessions last for less.
fn check_time(body: &SessionBody, entry: &Entry, now: Timestamp) -> Result<(), ServiceError> {
    let until = instant(&body.began_at)?.checked_add(entry.rules.time());
    if until.is_ok_and(|until| until <= now) {
        let detail = "sessions end sooner there, and this one would have; sign in there anew";
        return Err(ServiceError::Unprocessable { expression: "tenant".to_owned(), detail });
    }
    Ok(())
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
