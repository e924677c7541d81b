//! Shows anew who one is, so that one may do what needs that. The session goes on under another secret.

use std::sync::Arc;
use std::time::Duration;

use model::clock::format_instant;
use model::{Operation, ResourceType, SessionMark, Timestamp};
use store::SessionChange;

use super::renew_session::GRACE;
use super::{FormerSecret, SessionSecret, instant};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, Done, ServiceError};
use crate::sign_in::{Assurance, Factor, holder};
use crate::tenants::SignInRules;
use crate::users::KnownUser;
use crate::work::{Change, Work};

/// For how long after somebody has shown who they are they may do what needs that.
const FRESH: Duration = Duration::from_mins(10);

impl Service {
    /// Takes what was shown on another way in for the session that the request came with.
    pub async fn step_up_session(&self, ctx: &Ctx, ticket: &str) -> Answer<SessionSecret> {
        let ctx = self.in_directory(ctx).await?;
        let operation = Operation::StepUpSession;
        let renewed = self.perform(&ctx, operation, ResourceType::ACCOUNT, |work| {
            Box::pin(async move {
                let (sign_in, user, _) = self.resume_sign_in(ticket).await?;
                if user.user.id != holder(work.ctx)? {
                    return Err(ServiceError::SignInFailed);
                }
                let mut credentials = self.credentials_of(user.user.id).await?;
                if credentials.version != sign_in.version() {
                    return Err(ServiceError::CeremonyOver);
                }
                let needed = self.needed_of_their_own(&user, &credentials.body).await?;
                if Assurance::of(&sign_in.factors) < needed {
                    return Err(ServiceError::FactorRequired(needed));
                }
                credentials.body.use_at(work.ctx.at);
                let mut factors = sign_in.factors.clone();
                factors.sort_unstable();
                let shown_at = format_instant(sign_in.since()?);
                let change = self.plan_renewal(work, &user, |body| {
                    body.factors.clone_from(&factors);
                    body.shown_at.clone_from(&shown_at);
                });
                let who = (user.user.id, &user.subject);
                Ok(change.await?.putting_credentials(work, who, &credentials))
            })
        });
        let Done { value, event } = renewed.await?;
        self.sessions.remove(&value.id);
        let value = Arc::into_inner(value).expect("the work that has drawn it is over");
        Ok(Done { value, event })
    }

    /// The session goes on with something else known of it, under another secret.
    pub(super) async fn plan_renewal(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        change: impl FnOnce(&mut super::SessionBody),
    ) -> Result<Change<Arc<SessionSecret>>, ServiceError> {
        let mark = work.caller.session.ok_or(ServiceError::NotFound)?;
        let mut body = self.session_body(mark).await?;
        body.former = None;
        body.used_at = format_instant(work.ctx.at);
        change(&mut body);
        let secret = SessionSecret::random(mark.id, self.rng());
        body.secret_sha256 = hex::encode(secret.sha256());
        let renewed = SessionMark { generation: mark.generation + 1, ..mark };
        let (key, message) = body.seal(renewed, &user.subject, self.rng());
        let mut change = Change::of(Arc::new(secret));
        change.sessions.push(SessionChange::Renew { mark, key, message });
        Ok(change)
    }

    /// The session goes on as one in which something else was shown, too.
    pub(crate) async fn plan_shown(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        factor: Factor,
    ) -> Result<SessionChange, ServiceError> {
        let change = |body: &mut super::SessionBody| {
            body.factors.push(factor);
            body.factors.sort_unstable();
            Ok(())
        };
        self.plan_going_on(work, user, change).await
    }

    /// The caller's session goes on as one of a tenant whose rules are stricter now, also where it is remembered.
    pub(crate) async fn plan_held_to(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        rules: &SignInRules,
    ) -> Result<SessionChange, ServiceError> {
        let change = |body: &mut super::SessionBody| {
            let until = instant(&body.began_at)?.checked_add(rules.time());
            let until = until.map_err(|_| ServiceError::Integrity)?;
            body.ends_at = format_instant(until.min(instant(&body.ends_at)?));
            Ok(())
        };
        self.plan_going_on(work, user, change).await
    }

    async fn plan_going_on(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        change: impl FnOnce(&mut super::SessionBody) -> Result<(), ServiceError> + Send,
    ) -> Result<SessionChange, ServiceError> {
        let mark = work.caller.session.ok_or(ServiceError::NotFound)?;
        let mut body = self.session_body(mark).await?;
        change(&mut body)?;
        body.used_at = format_instant(work.ctx.at);
        // It is known by the same secret, also to what was asked for at the same time.
        let until = work.ctx.at.checked_add(GRACE).unwrap_or(work.ctx.at);
        let (sha256, until) = (body.secret_sha256.clone(), format_instant(until));
        body.former = Some(FormerSecret { sha256, until });
        let renewed = SessionMark { generation: mark.generation + 1, ..mark };
        let (key, message) = body.seal(renewed, &user.subject, self.rng());
        Ok(SessionChange::Renew { mark, key, message })
    }

    /// That the caller has shown who they are a short while ago, and by as much as they need for a change of how they
    /// sign in.
    pub(crate) async fn require_fresh(&self, work: &Work<'_>) -> Result<(), ServiceError> {
        let user = self.account_holder(work).await?;
        let credentials = self.credentials_of(user.user.id).await?;
        let needed = self.needed_to_change(&user, &credentials.body).await?;
        self.require_shown(work, needed).await
    }

    /// The same for going away: by what they have, whatever a tenant wants that they have joined.
    pub(crate) async fn require_fresh_to_leave(&self, work: &Work<'_>) -> Result<(), ServiceError> {
        let user = self.account_holder(work).await?;
        let credentials = self.credentials_of(user.user.id).await?;
        self.require_shown(work, credentials.body.best().min(Assurance::TwoFactors)).await
    }

    async fn require_shown(&self, work: &Work<'_>, needed: Assurance) -> Result<(), ServiceError> {
        let mark = work.caller.session.ok_or(ServiceError::NotFound)?;
        let body = self.session_body(mark).await?;
        if is_fresh(instant(&body.shown_at)?, work.ctx.at) && body.assurance() >= needed {
            Ok(())
        } else {
            Err(ServiceError::StepUpRequired)
        }
    }
}

fn is_fresh(shown_at: Timestamp, now: Timestamp) -> bool {
    shown_at.checked_add(FRESH).is_ok_and(|until| now < until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_shown_is_fresh_for_ten_minutes() {
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).expect("in range");
        assert!(is_fresh(at(0), at(599)) && !is_fresh(at(0), at(600)));
    }
}
