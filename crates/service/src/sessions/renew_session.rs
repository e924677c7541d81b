//! Draws a session's secret anew when the rights of its owner have changed, so that whoever got hold of the one before has
//! none of those that came since.

use std::sync::Arc;
use std::time::Duration;

use model::clock::format_instant;
use model::{Operation, ResourceType};

use super::{FormerSecret, KnownSession, SessionSecret};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::ServiceError;
use crate::sign_in::as_holder;

/// For how long the secret of before is taken still: a page may have sent several requests at once.
pub(super) const GRACE: Duration = Duration::from_secs(30);

impl Service {
    /// Another secret for a session that was just authenticated, if the rights of its owner have changed since this one
    /// was drawn. The visitor is whoever has sent it.
    pub async fn renew_session(
        &self,
        visitor: &Ctx,
        secret: &SessionSecret,
    ) -> Result<Option<SessionSecret>, ServiceError> {
        let Some(known) = self.sessions.find(&secret.id) else { return Ok(None) };
        if !known.is_to_be_renewed(secret) {
            return Ok(None);
        }
        let Some(_one_of_many) = known.begin_renewing() else { return Ok(None) };
        self.renew(visitor, &known).await
    }

    async fn renew(
        &self,
        visitor: &Ctx,
        known: &KnownSession,
    ) -> Result<Option<SessionSecret>, ServiceError> {
        let Some(user) = self.find_user(known.user()).await? else { return Ok(None) };
        let mut ctx = as_holder(visitor, &user);
        ctx.caller.session = Some(known.mark());
        let (mark, rights, user) = (known.mark(), known.rights(), &user);
        let renewed = self.perform(&ctx, Operation::RenewSession, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                // Once is enough: whoever was quicker on another server has sent the secret that is good.
                if work.caller.session != Some(mark) {
                    return Err(ServiceError::Unauthenticated);
                }
                let until = work.ctx.at.checked_add(GRACE).unwrap_or(work.ctx.at);
                self.plan_renewal(work, user, |body| {
                    let sha256 = std::mem::take(&mut body.secret_sha256);
                    body.former = Some(FormerSecret { sha256, until: format_instant(until) });
                    body.rights = Some(rights.0);
                })
                .await
            })
        });
        let secret = match renewed.await {
            Ok(renewed) => renewed.value,
            // Somebody was quicker, or it has ended.
            Err(failure) if matches!(failure.error, ServiceError::Unauthenticated) => {
                return Ok(None);
            }
            Err(failure) => return Err(failure.error),
        };
        self.sessions.remove(&secret.id);
        Ok(Some(Arc::into_inner(secret).expect("the work that has drawn it is over")))
    }
}
