//! From a session's secret to a caller.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use model::clock::format_instant;
use model::{Caller, Interface, Principal, SessionId, SessionMark, Timestamp, UserId, Version};
use store::SubjectName;

use super::{FormerSecret, SessionBody, SessionSecret, instant, noted_every};
use crate::Service;
use crate::directory;
use crate::error::ServiceError;
use crate::members::Membership;

/// A session as remembered: what its secret must match, and who its owner then is.
pub(crate) struct KnownSession {
    mark: SessionMark,
    secret_sha256: [u8; 32],
    user: UserId,
    membership: Membership,
    /// The version of the membership that the secret was drawn for.
    drawn_for: Option<u64>,
    /// The secret of before, and until when it is taken still.
    former: Option<([u8; 32], Timestamp)>,
    ends_at: Timestamp,
    idle: Duration,
    /// In milliseconds.
    used_at: AtomicI64,
    /// When that was last kept.
    noted_at: AtomicI64,
    /// Whether its secret is being drawn anew.
    is_renewing: AtomicBool,
}

impl KnownSession {
    fn is_over(&self, now: Timestamp) -> bool {
        let unused = now.as_millisecond().saturating_sub(self.used_at.load(Ordering::Relaxed));
        self.ends_at <= now || unused >= milliseconds(self.idle)
    }

    /// Whether it is known by this secret.
    fn is_known_by(&self, secret: &SessionSecret, now: Timestamp) -> bool {
        let of_before =
            |(sha256, until): &([u8; 32], Timestamp)| now < *until && secret.matches(sha256);
        secret.matches(&self.secret_sha256) || self.former.as_ref().is_some_and(of_before)
    }

    /// Whether it goes on where this one was, whose secret was drawn anew a moment ago.
    fn follows(&self, before: SessionMark, now: Timestamp) -> bool {
        let is_next = SessionMark { generation: before.generation + 1, ..before } == self.mark;
        is_next && self.former.is_some_and(|(_, until)| now < until)
    }

    /// Whether this is its secret, and was drawn for other rights than its owner has by now.
    pub(super) fn is_to_be_renewed(&self, secret: &SessionSecret) -> bool {
        self.drawn_for != Some(self.rights().0) && secret.matches(&self.secret_sha256)
    }

    /// Begins to draw its secret anew, which one request of many does.
    pub(super) fn begin_renewing(&self) -> Option<Renewing<'_>> {
        (!self.is_renewing.swap(true, Ordering::Relaxed)).then_some(Renewing(self))
    }

    pub(super) const fn mark(&self) -> SessionMark {
        self.mark
    }

    pub(super) const fn user(&self) -> UserId {
        self.user
    }

    /// The version of the membership that it rests on.
    pub(super) const fn rights(&self) -> Version {
        self.membership.credential.version
    }

    fn caller(&self, interface: Interface, address: Option<IpAddr>) -> Caller {
        Caller {
            tenant: self.mark.tenant,
            principal: Principal::User(self.user),
            name: String::new(),
            roles: self.membership.roles,
            own: self.membership.own,
            credential: Some(self.membership.credential),
            session: Some(self.mark),
            log_subject: self.membership.log_subject,
            interface,
            address,
            scopes: None,
        }
    }
}

/// That a session's secret is being drawn anew.
pub(super) struct Renewing<'s>(&'s KnownSession);

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.0.is_renewing.store(false, Ordering::Relaxed);
    }
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

fn former(secret: &FormerSecret) -> Result<([u8; 32], Timestamp), ServiceError> {
    Ok((crate::clients::parse_sha256(&secret.sha256)?, instant(&secret.until)?))
}

impl Service {
    /// Whose session it is. Every reason to say no looks the same.
    pub async fn authenticate_session(
        &self,
        secret: &SessionSecret,
        interface: Interface,
        address: Option<IpAddr>,
    ) -> Result<Caller, ServiceError> {
        let now = self.clock.now();
        let fits = |known: &KnownSession| known.is_known_by(secret, now) && !known.is_over(now);
        let known = match self.sessions.find(&secret.id) {
            // It may be of yesterday: every answer waits for a commit that looks at the session. A no is given only
            // after a look at what is stored.
            Some(known) if fits(&known) => known,
            _ => {
                let known = self.find_known_session(secret.id).await?;
                let known = known.filter(|known| fits(known));
                known.ok_or(ServiceError::Unauthenticated)?
            }
        };
        self.note_use(&known, now).await?;
        self.sign_in_limits.note_owner(known.mark.owner, address);
        Ok(known.caller(interface, address))
    }

    /// Who the owner of a session is by now. Fails if it has ended.
    pub(crate) async fn refresh_session(&self, caller: &Caller) -> Result<Caller, ServiceError> {
        let before = caller.session.ok_or(ServiceError::Unauthenticated)?;
        self.sessions.remove(&before.id);
        let known = self.find_known_session(before.id).await?;
        let now = self.clock.now();
        let is_it = |known: &KnownSession| known.mark == before || known.follows(before, now);
        let known = known.filter(|known| is_it(known) && !known.is_over(now));
        let known = known.ok_or(ServiceError::Unauthenticated)?;
        Ok(match caller.principal {
            // Who they are in the directory stays, and the session goes on.
            Principal::Holder(_) => Caller { session: Some(known.mark), ..caller.clone() },
            _ => known.caller(caller.interface, caller.address),
        })
    }

    /// A session as it stands in the store, with the membership of its owner, if they may come in.
    async fn find_known_session(
        &self,
        id: SessionId,
    ) -> Result<Option<Arc<KnownSession>>, ServiceError> {
        let Some(stored) = self.records.find_session(&directory::permit(), id).await? else {
            return Ok(None);
        };
        let Some(body) = self.open_session(&stored).await? else { return Ok(None) };
        let known = self.known_session(stored.mark, &body).await?;
        if let Some(known) = &known {
            self.sessions.insert(id, Arc::clone(known));
        }
        Ok(known)
    }

    async fn known_session(
        &self,
        mark: SessionMark,
        body: &SessionBody,
    ) -> Result<Option<Arc<KnownSession>>, ServiceError> {
        let user = body.user()?;
        let membership = self.find_membership(mark.tenant, user).await?;
        let tenant = self.tenant_of(mark.tenant).await?;
        let (Some(membership), Some((tenant, _))) = (membership, tenant) else { return Ok(None) };
        // What is wanted of somebody may have become more with their roles.
        if body.assurance() < tenant.sign_in.required_of(membership.roles) {
            return Ok(None);
        }
        let (idle, noted_at) = (tenant.sign_in.idle(), instant(&body.used_at)?.as_millisecond());
        // It may have been used since, on another server or before it was forgotten here.
        let used_at = noted_at.saturating_add(milliseconds(noted_every(idle)));
        let used_at = used_at.min(self.clock.now().as_millisecond()).max(noted_at);
        Ok(Some(Arc::new(KnownSession {
            mark,
            secret_sha256: crate::clients::parse_sha256(&body.secret_sha256)?,
            user,
            membership,
            drawn_for: body.rights,
            former: body.former.as_ref().map(former).transpose()?,
            ends_at: instant(&body.ends_at)?,
            idle,
            used_at: AtomicI64::new(used_at),
            noted_at: AtomicI64::new(noted_at),
            is_renewing: AtomicBool::new(false),
        })))
    }

    /// Remembers that a session is used, and keeps that now and then.
    async fn note_use(&self, known: &KnownSession, now: Timestamp) -> Result<(), ServiceError> {
        let now_milliseconds = now.as_millisecond();
        known.used_at.fetch_max(now_milliseconds, Ordering::Relaxed);
        let noted = known.noted_at.load(Ordering::Relaxed);
        let every = milliseconds(noted_every(known.idle));
        let is_due = now_milliseconds.saturating_sub(noted) >= every;
        let swap = (Ordering::Relaxed, Ordering::Relaxed);
        // One request of many writes it down.
        if !is_due
            || known.noted_at.compare_exchange(noted, now_milliseconds, swap.0, swap.1).is_err()
        {
            return Ok(());
        }
        let permit = directory::permit();
        let Some(stored) = self.records.find_session(&permit, known.mark.id).await? else {
            return Ok(());
        };
        let Some(mut body) = self.open_session(&stored).await? else { return Ok(()) };
        let seal::KeyReference::Subject(pseudonym) = stored.key else { return Ok(()) };
        let name = SubjectName::Records(pseudonym);
        let Some(subject) = self.keys.find_subject(&permit, name).await? else { return Ok(()) };
        body.used_at = format_instant(now);
        let (_, message) = body.seal(stored.mark, &subject, self.rng());
        self.records.note_session(&permit, stored.mark, message).await?;
        Ok(())
    }

    /// Forgets sessions that have lasted too long.
    pub async fn forget_sessions(&self) -> Result<(), ServiceError> {
        const SESSIONS_PER_STEP: usize = 1_000;
        while self.records.forget_sessions(&directory::permit(), SESSIONS_PER_STEP).await? {}
        Ok(())
    }
}
