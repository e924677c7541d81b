//! Begins a session in a tenant for whoever has shown who they are.
//!
//! Two commits: the directory's uses up what was shown and lets the session begin, the tenant's says that somebody has
//! come in, and rests on the session and the membership. The secret is given after the second, so a session whose
//! second commit was refused is of no use to anybody.

use std::sync::Arc;

use model::{
    Caller, Operation, Principal, ResourceType, SessionId, SessionMark, TenantId, Timestamp,
};
use store::{Guard, SessionChange};

use super::{BegunSession, NewSession, SessionSecret};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::members::Membership;
use crate::sign_in::{Assurance, Door, SignIn, as_holder};
use crate::tenants::SignInRules;
use crate::users::KnownUser;
use crate::work::{Change, Work};

/// A session that has begun.
#[derive(Debug)]
pub struct CreatedSession {
    /// What it is known by. Shown once.
    pub secret: SessionSecret,
    /// Its id.
    pub id: SessionId,
    /// In which tenant it is good.
    pub tenant: TenantId,
    /// When it ends in any case.
    pub ends_at: Timestamp,
}

/// A tenant that somebody may come into.
pub(super) struct Entry {
    pub(super) tenant: TenantId,
    pub(super) membership: Membership,
    pub(super) rules: SignInRules,
    /// That the tenant still wants what was looked at.
    guard: Guard,
}

impl Service {
    /// Begins a session in a tenant for whoever is on the way in with this ticket.
    pub async fn create_session(
        &self,
        ctx: &Ctx,
        ticket: &str,
        tenant: TenantId,
    ) -> Answer<CreatedSession> {
        self.let_pass(Door::Session, ctx.caller.address).await?;
        let (sign_in, user, _) = self.resume_sign_in(ticket).await?;
        let entry = self.entry(&user, tenant, Assurance::of(&sign_in.factors)).await?;
        let new = NewSession {
            id: SessionId::from_bytes(sign_in.origin),
            tenant,
            user: user.user.id,
            device: ctx.device.clone().unwrap_or_default(),
            address: ctx.caller.address.map(|address| address.to_string()),
            factors: sign_in.factors.clone(),
            shown_at: sign_in.since()?,
            rights: entry.membership.credential.version,
            before: None,
        };
        let holder = as_holder(ctx, &user);
        let (sign_in, known, entering, new) = (&sign_in, &user, &entry, &new);
        let begun =
            self.perform(&holder, Operation::CompleteSignIn, ResourceType::SIGN_IN, |work| {
                Box::pin(self.plan_sign_in(work, sign_in, known, entering, new))
            });
        let begun = begun.await?.value;
        self.come_in(ctx, &user, entry, begun).await
    }

    /// Whether somebody may come into a tenant who has shown this much.
    pub(super) async fn entry(
        &self,
        user: &KnownUser,
        tenant: TenantId,
        shown: Assurance,
    ) -> Result<Entry, ServiceError> {
        // Who belongs to no such tenant hears the same as of one that is not there.
        let membership = self.find_membership(tenant, user.user.id).await?;
        let membership = membership.ok_or(ServiceError::NotFound)?;
        let (known, guard) = self.tenant_of(tenant).await?.ok_or(ServiceError::NotFound)?;
        let required = known.sign_in.required_of(membership.roles);
        if shown < required {
            return Err(ServiceError::FactorRequired(required));
        }
        Ok(Entry { tenant, membership, rules: known.sign_in, guard })
    }

    async fn plan_sign_in(
        &self,
        work: &Work<'_>,
        sign_in: &SignIn,
        user: &KnownUser,
        entry: &Entry,
        new: &NewSession,
    ) -> Result<Change<Arc<Begun>>, ServiceError> {
        let mut credentials = self.credentials_of(user.user.id).await?;
        if credentials.version != sign_in.version() {
            return Err(ServiceError::CeremonyOver);
        }
        credentials.body.use_at(work.ctx.at);
        let (begun, change) = self.begin(work, user, entry, new).await?;
        let mut completed = Change::of(begun);
        completed.sessions.push(change);
        Ok(completed.putting_credentials(work, (user.user.id, &user.subject), &credentials))
    }

    /// A session that begins with the commit of this work.
    pub(super) async fn begin(
        &self,
        work: &Work<'_>,
        user: &KnownUser,
        entry: &Entry,
        new: &NewSession,
    ) -> Result<(Arc<Begun>, SessionChange), ServiceError> {
        let at = work.ctx.at;
        let begun = self.begin_session(new, &user.subject, &entry.rules, at).await?;
        let BegunSession { mark, secret, ends_at, change } = begun;
        Ok((Arc::new(Begun { mark, secret, ends_at }), change))
    }

    /// Says in the tenant that somebody has come in.
    pub(super) async fn come_in(
        &self,
        ctx: &Ctx,
        user: &KnownUser,
        entry: Entry,
        begun: Arc<Begun>,
    ) -> Answer<CreatedSession> {
        let Entry { tenant, membership, guard, .. } = entry;
        let mut ctx = ctx.clone();
        ctx.caller = Caller {
            tenant,
            principal: Principal::User(user.user.id),
            roles: membership.roles,
            own: membership.own,
            credential: Some(membership.credential),
            session: Some(begun.mark),
            log_subject: membership.log_subject,
            ..ctx.caller
        };
        let done = self.perform(&ctx, Operation::CreateSession, ResourceType::SESSION, |_| {
            Box::pin(async move {
                let mut change = Change::of(());
                change.guards.push(guard);
                Ok(change)
            })
        });
        let done = done.await?;
        let begun = Arc::into_inner(begun).expect("the work that has begun it is over");
        let (id, ends_at) = (begun.mark.id, begun.ends_at);
        let value = CreatedSession { secret: begun.secret, id, tenant, ends_at };
        Ok(crate::error::Done { value, event: done.event })
    }
}

/// A session whose beginning was committed.
pub(super) struct Begun {
    pub(super) mark: SessionMark,
    secret: SessionSecret,
    ends_at: Timestamp,
}
