//! Sign-ins with a password that were begun, and what became of them.
//!
//! Whoever has another password sees that by what the server answers first, and need not say anything more (RFC 9807). So a
//! sign-in that is not finished has failed. It counts against whoever goes on trying from when it begins, and is written
//! down for whose account it is a while later: not while somebody waits, who would learn from how long that takes whether
//! somebody has the address. Those with addresses that nobody has are written down at the same time, as a sum: whoever sees
//! how logs grow does not learn either whose address it is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::{Operation, ResourceType, RowKey, StoreName, TenantId, Timestamp, Tree, UserId};
use store::{CommitError, Guard, WriteSet};

use super::as_holder;
use super::begin_password_sign_in::PasswordSignIn;
use super::wrong::Wrong;
use crate::Service;
use crate::ctx::Ctx;
use crate::directory;
use crate::error::ServiceError;
use crate::events::Outcome;
use crate::log::{header_of, own_body};
use crate::users::KnownUser;
use crate::work::Work;

/// After how long a sign-in has failed that is not finished.
const FINISHED_WITHIN: Duration = Duration::from_secs(10);
/// How many are remembered: more than can begin in that time.
const BEGUN_MAX: usize = 4_096;
/// How many events are looked through at a time for sign-ins that were finished on another server, and how often.
const EVENTS_PER_LOOK: usize = 200;
const LOOKS_MAX: usize = 10;

/// Those that were begun and not finished, by their ticket, and those with a passkey whose answer was wrong, by account and
/// address.
#[derive(Default)]
pub(crate) struct UnfinishedSignIns {
    begun: Mutex<HashMap<[u8; 16], Begun>>,
    wrong: Mutex<Wrong<Ctx>>,
}

/// A sign-in that was begun.
#[derive(Clone)]
struct Begun {
    /// Its ticket.
    origin: [u8; 16],
    /// The id of a user, or of nobody.
    user: UserId,
    /// What tries are counted against.
    account: RowKey,
    ctx: Ctx,
    /// From when on it has failed.
    fails_at: Duration,
}

impl UnfinishedSignIns {
    fn begun(&self) -> MutexGuard<'_, HashMap<[u8; 16], Begun>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wrong(&self) -> MutexGuard<'_, Wrong<Ctx>> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn overdue(&self, now: Duration) -> Vec<Begun> {
        self.begun().values().filter(|begun| begun.fails_at <= now).cloned().collect()
    }
}

impl Service {
    /// Notes that a sign-in was begun, which has failed unless it is finished.
    pub(super) fn note_begun(
        &self,
        ctx: &Ctx,
        ticket: &PasswordSignIn,
    ) -> Result<(), ServiceError> {
        let (user, _) = ticket.user().ok_or(ServiceError::Integrity)?;
        let account = ticket.account()?;
        let fails_at = self.clock.elapsed() + FINISHED_WITHIN;
        let (origin, ctx) = (ticket.origin()?, ctx.clone());
        let mut begun = self.unfinished.begun();
        if begun.len() < BEGUN_MAX {
            begun.insert(origin, Begun { origin, user, account, ctx, fails_at });
        }
        Ok(())
    }

    /// Notes what became of a sign-in that was to be finished.
    pub(super) fn note_finished<T>(
        &self,
        ctx: &Ctx,
        ticket: &PasswordSignIn,
        finished: Result<T, ServiceError>,
    ) -> Result<T, ServiceError> {
        let mut begun = self.unfinished.begun();
        match &finished {
            Ok(_) => {
                begun.remove(&ticket.origin()?);
                self.sign_in_limits.finish(ticket.account()?, ctx.caller.address);
            }
            Err(ServiceError::SignInFailed) => {
                if let Some(begun) = begun.get_mut(&ticket.origin()?) {
                    begun.fails_at = Duration::ZERO;
                }
            }
            Err(_) => {}
        }
        finished
    }

    /// Notes that what a device has answered was wrong. Whoever sends much of that fills no log.
    pub(crate) fn note_wrong_passkey(&self, ctx: &Ctx, user: UserId) {
        let (from, now) = (ctx.caller.address, self.clock.elapsed());
        self.unfinished.wrong().note(user, from, ctx.clone(), now);
    }

    async fn record_wrong_passkeys(&self) -> Result<(), ServiceError> {
        let wrong = self.unfinished.wrong().take(self.clock.elapsed());
        for (user, from, mut ctx, count) in wrong {
            if let Some(known) = self.find_user(user).await? {
                ctx.caller.address = from;
                let operation = Operation::FinishPasskeySignIn;
                self.record_failed_sign_ins(&known, &ctx, (operation, count)).await?;
            }
        }
        Ok(())
    }

    /// Writes down which sign-ins have failed since the last time: an event for each account and address.
    pub(crate) async fn record_unfinished_sign_ins(&self) -> Result<(), ServiceError> {
        self.record_wrong_passkeys().await?;
        let overdue = self.unfinished.overdue(self.clock.elapsed());
        let Some(since) = overdue.iter().map(|begun| begun.ctx.at).min() else { return Ok(()) };
        let elsewhere = self.finished_since(since).await?;
        let mut failed = HashMap::<_, Vec<Begun>>::new();
        for begun in overdue {
            failed.entry((begun.user, begun.ctx.caller.address)).or_default().push(begun);
        }
        for tries in failed.into_values() {
            self.settle_unfinished(&tries, &elsewhere).await?;
            let mut begun = self.unfinished.begun();
            for one in &tries {
                begun.remove(&one.origin);
            }
        }
        Ok(())
    }

    /// What becomes of sign-ins with one account from one address that this server did not see finished.
    async fn settle_unfinished(
        &self,
        tries: &[Begun],
        elsewhere: &HashSet<(String, Option<String>)>,
    ) -> Result<(), ServiceError> {
        let Some(last) = tries.iter().max_by_key(|begun| begun.ctx.at) else { return Ok(()) };
        let from = last.ctx.caller.address;
        let known = self.find_user(last.user).await?;
        let is_in = known.as_ref().is_some_and(|known| {
            let who = known.subject.log_subject().to_string();
            elsewhere.contains(&(who, from.map(|from| from.to_string())))
        });
        if is_in {
            self.sign_in_limits.finish(last.account, from);
            return Ok(());
        }
        if let Some(known) = known {
            let failed = (Operation::FinishPasswordSignIn, tries.len());
            self.record_failed_sign_ins(&known, &last.ctx, failed).await?;
        } else {
            // Of nobody, in one event with whatever else was refused to nobody: a log grows with it as it would with theirs.
            for _ in tries {
                self.refuse_anonymous();
            }
        }
        self.sign_in_limits.fail_from(from, tries.len(), self.clock.elapsed());
        Ok(())
    }

    /// Who has finished a sign-in with a password since then, as the log knows them, and from where: on whichever server.
    async fn finished_since(
        &self,
        since: Timestamp,
    ) -> Result<HashSet<(String, Option<String>)>, ServiceError> {
        let permit = directory::permit();
        let keys = self.keys.tenant(&permit).await?;
        let (mut finished, mut before) = (HashSet::new(), None);
        for _ in 0..LOOKS_MAX {
            let found = self.records.list_events(&permit, before, EVENTS_PER_LOOK).await?;
            for record in &found {
                before = Some(record.position);
                let Some(header) = header_of(&keys, TenantId::DIRECTORY, record) else { continue };
                if header.at.parse::<Timestamp>().is_ok_and(|at| at < since) {
                    return Ok(finished);
                }
                let is_it = header.operation == Operation::FinishPasswordSignIn.name()
                    && header.outcome == "done";
                if is_it && let Some(body) = own_body(&keys, TenantId::DIRECTORY, record) {
                    finished.insert((header.caller, body.address));
                }
            }
            if found.len() < EVENTS_PER_LOOK {
                break;
            }
        }
        Ok(finished)
    }

    async fn record_failed_sign_ins(
        &self,
        known: &KnownUser,
        last: &Ctx,
        (operation, count): (Operation, usize),
    ) -> Result<(), ServiceError> {
        let ctx = as_holder(last, known);
        let kind = ResourceType::SIGN_IN;
        let permit = self.policies.permit(&ctx.caller, operation, kind)?;
        let keys = self.keys.tenant(&permit).await?;
        let (service, ctx, caller) = (self, &ctx, Cow::Borrowed(&ctx.caller));
        let (types, is_wary) = (<_>::default(), false);
        let work = Work { service, ctx, caller, operation, permit, keys, types, is_wary };
        let looked_at = self.touch_credentials(&work, known).await?;
        let outcome = Outcome::Refused(ServiceError::SignInFailed.code());
        let event = work.draft(Tree::Access, outcome, &[looked_at], Some(count));
        let guards = vec![Guard::NotErased(known.subject.pseudonym(StoreName::Records))];
        let set = WriteSet { guards, ..WriteSet::only_event(event) };
        match self.records.commit(work.permit, set).await {
            // They were erased meanwhile, and nobody is there to be told.
            Err(CommitError::Guard(_)) => Ok(()),
            committed => Ok(committed.map(drop)?),
        }
    }
}
