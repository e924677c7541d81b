//! Brings an erasure to its end: what is left is removed, the indexes that had it are built anew, and the
//! root epoch that copies of before are under ends.
//!
//! Which of these is next stands in the erasure itself, so any server can go on with it at any time.

use std::time::Duration;

use model::clock::format_instant;
use model::{
    BackgroundTask, ErasureId, FaultPoint, Operation, ResourceType, TenantId, Timestamp, Version,
    fault,
};
use policy::Permit;
use seal::KeyReference;
use store::{Job, JobKind, LeaseName, SubjectName};

use super::body::{Emptied, ErasureBody};
use super::counts::Counts;
use super::erase_subject::Remains;
use super::{erasure_row, task};
use crate::Service;
use crate::backups::IsRetried;
use crate::error::ServiceError;
use crate::jobs::Progress;
use crate::keys::KeyError;
use crate::work::Change;

/// How long the indexes wait to be built anew, so that several erasures share that.
const RENEW_INDEXES_AFTER: Duration = Duration::from_hours(1);
/// How long before the window ends an epoch begins, if none has begun by then: as much of the window.
const WINDOW_PARTS: u32 = 4;
/// How long before the window ends it is waited no more for a place that takes a backup: as much of the window.
const LAST_PARTS: u32 = 32;
/// How often is looked whether the epoch has ended: no more often than this,
const LOOK_AGAIN_AT_LEAST_AFTER: Duration = Duration::from_mins(1);
/// and no less often than this.
const LOOK_AGAIN_AFTER: Duration = Duration::from_hours(12);
/// How long is waited for what another writer has under way.
const WAIT_FOR_OTHERS: Duration = Duration::from_secs(5);

/// What is to be done about the end of an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    /// The next has to begin now.
    is_due: bool,
    /// What lives has to end now.
    is_overdue: bool,
    /// When is looked again.
    again_after: Duration,
}

/// An epoch begins early enough before the window ends, and it is looked now and then whether one has.
fn look(ends_at: Timestamp, window: Duration, now: Timestamp) -> Look {
    let begins_at = ends_at.checked_sub(window / WINDOW_PARTS).unwrap_or(ends_at);
    let until = Duration::try_from(begins_at.duration_since(now)).unwrap_or_default();
    let again_after = until.clamp(LOOK_AGAIN_AT_LEAST_AFTER, LOOK_AGAIN_AFTER);
    let waits_until = ends_at.checked_sub(window / LAST_PARTS).unwrap_or(ends_at);
    Look { is_due: now >= begins_at, is_overdue: now >= waits_until, again_after }
}

/// How much of a hurry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Haste {
    /// What can wait waits.
    InTime,
    /// Keys are about to turn over, and nothing that is to go may turn over with them.
    Now,
}

impl Service {
    /// Goes on with an erasure as far as it goes now.
    pub(crate) async fn finish_erasure(
        &self,
        job: &Job,
        haste: Haste,
    ) -> Result<Progress, ServiceError> {
        let id = ErasureId::from_bytes(*job.id.as_bytes());
        let permit = task(job.tenant);
        let keys = self.keys.tenant(&permit).await?;
        // The job came with it.
        let found = self.find_erasure_body(&permit, &keys, id).await?;
        let (mut version, mut body) = found.ok_or(ServiceError::Integrity)?;
        version = self.destroy_key_of(job.tenant, id, version, &mut body).await?;
        if body.emptied.is_none() {
            // A place that is away keeps nothing from going here.
            body.is_fenced = self.fence(&permit, id, &body).await.is_ok();
            let remains = self.open_remains(job).await?;
            let remains = remains.as_ref();
            if let Some(user) = remains.filter(|it| it.kind == ResourceType::USER.name()) {
                self.forget_mails_to(&user.id).await?;
            }
            let counts = Counts::default();
            let gone = self.remove_remains(&permit, id, &body, remains, &counts).await?;
            let destroyed = counts.document_keys();
            let has_destroyed = !destroyed.is_empty();
            body.document_keys.extend(destroyed);
            self.release_lease(LeaseName::Removals).await;
            let Some((removed, rewritten)) = gone else {
                if has_destroyed {
                    self.keep_erasure(job.tenant, id, version, &mut body).await?;
                }
                return Ok(Progress::Later(WAIT_FOR_OTHERS));
            };
            // Those that were made for the person go with them.
            self.wake_exports(job.tenant).await?;
            let index_epoch = self.newest_index_epoch(job.tenant).await?;
            body.event = self.event_of(&permit, &body).await?;
            body.emptied = Some(Emptied {
                at: format_instant(self.clock.now()),
                removed,
                rewritten,
                contents: counts.contents.into_inner(),
                lost: counts.lost.into_inner(),
                index_epoch,
            });
            version = self.keep_erasure(job.tenant, id, version, &mut body).await?;
            fault::reach(FaultPoint::RemainsRemoved);
        }
        // It is known no more who it was.
        if let KeyReference::Document(key) = job.key {
            self.keys.destroy_document_keys(&permit, vec![key]).await?;
        }
        version = self.look_for_index(job.tenant, id, version, &mut body).await?;
        if body.unindexed_at.is_none() {
            // Not before it is kept how many there were.
            self.unlist_remains(&permit, &body).await?;
            if !self.is_unindexed(job.tenant, &body, haste).await? {
                return Ok(Progress::Later(RENEW_INDEXES_AFTER));
            }
            body.unindexed_at = Some(format_instant(self.clock.now()));
            version = self.keep_erasure(job.tenant, id, version, &mut body).await?;
        }
        version = self.fence_at_last(&permit, id, version, &mut body).await?;
        self.close_erasure(job.tenant, id, version, body).await
    }

    /// The event that decided an erasure; none of one that a restore has done again.
    async fn event_of(
        &self,
        permit: &Permit,
        body: &ErasureBody,
    ) -> Result<Option<String>, ServiceError> {
        if body.is_replayed {
            return Ok(None);
        }
        let event = self.find_erasure_event(permit, body).await?;
        Ok(event.map(|event| event.to_string()))
    }

    /// Destroys the key of whoever was erased, and those of what was about others too, however often: keys may be put back
    /// alone.
    async fn destroy_key_of(
        &self,
        tenant: TenantId,
        id: ErasureId,
        version: Version,
        body: &mut ErasureBody,
    ) -> Result<Version, ServiceError> {
        let permit = task(tenant);
        let name = SubjectName::Records(body.records()?);
        let was_there = self.keys.destroy_subject(&permit, name).await?;
        self.keys.destroy_document_keys(&permit, body.document_keys()?).await?;
        if !was_there || body.emptied.is_none() {
            return Ok(version);
        }
        tracing::error!(erasure = %id, "the key of somebody who was erased was there again: keys were put back");
        // Copies that were made meanwhile may be under a later epoch than those of before.
        self.keep_erasure(tenant, id, version, body).await
    }

    /// Tells every registered target that somebody was erased, unless it knows.
    async fn fence(
        &self,
        permit: &Permit,
        id: ErasureId,
        body: &ErasureBody,
    ) -> Result<(), ServiceError> {
        if body.is_fenced {
            return Ok(());
        }
        let decided = body.as_decided().encode();
        let fenced = self.fence_everywhere(permit, id, &decided, IsRetried::Yes).await;
        fenced.inspect_err(|error| {
            tracing::warn!(code = error.code(), "a backup target does not know of an erasure yet");
        })
    }

    /// Tells the targets that were away.
    async fn fence_at_last(
        &self,
        permit: &Permit,
        id: ErasureId,
        version: Version,
        body: &mut ErasureBody,
    ) -> Result<Version, ServiceError> {
        if body.is_fenced {
            return Ok(version);
        }
        if let Err(error) = self.fence(permit, id, body).await {
            // The window goes on meanwhile.
            self.see_to_end_of_copies(body.epoch, body.window_ends_at()?).await?;
            return Err(error);
        }
        body.is_fenced = true;
        self.keep_erasure(permit.tenant(), id, version, body).await
    }

    /// Ends it if nothing of before can be opened any more, and sees to it that it will be in time.
    async fn close_erasure(
        &self,
        tenant: TenantId,
        id: ErasureId,
        version: Version,
        mut body: ErasureBody,
    ) -> Result<Progress, ServiceError> {
        if let Some(waits) = self.close_copies(body.epoch, body.window_ends_at()?).await? {
            return Ok(waits);
        }
        body.closed_at = Some(format_instant(self.clock.now()));
        // Not even copies of these open any more.
        body.document_keys.clear();
        self.keep_erasure(tenant, id, version, &mut body).await?;
        Ok(Progress::Done)
    }

    /// Whether no copy can be opened any more of what was under an epoch or one before it.
    pub(crate) async fn are_copies_closed(&self, epoch: u64) -> Result<bool, ServiceError> {
        Ok(self.oldest_epoch().await? > epoch && !self.are_key_backups_behind(epoch).await?)
    }

    /// Sees to it that in time no copy can be opened any more of what was under an epoch. Nothing, if it is
    /// so already.
    pub(crate) async fn close_copies(
        &self,
        epoch: u64,
        ends_at: Timestamp,
    ) -> Result<Option<Progress>, ServiceError> {
        if self.oldest_epoch().await? > epoch {
            if !self.are_key_backups_behind(epoch).await? {
                return Ok(None);
            }
            self.leave_renewal(epoch).await?;
            return Ok(Some(Progress::Later(WAIT_FOR_OTHERS)));
        }
        let again_after = self.see_to_end_of_copies(epoch, ends_at).await?;
        Ok(Some(Progress::Later(again_after)))
    }

    /// Sees to it that in time an epoch ends, if it has not. Says when it is looked again.
    async fn see_to_end_of_copies(
        &self,
        epoch: u64,
        ends_at: Timestamp,
    ) -> Result<Duration, ServiceError> {
        let look = look(ends_at, self.erasure_window, self.clock.now());
        if self.oldest_epoch().await? <= epoch {
            if look.is_due {
                self.begin_rotation_for_erasures().await?;
            }
            if look.is_overdue {
                self.hasten_end_of_epochs(epoch);
            }
        }
        Ok(look.again_after)
    }

    /// Brings the erasures of a tenant as far as they must be before its keys turn over.
    pub(crate) async fn finish_erasures_of(&self, tenant: TenantId) -> Result<(), ServiceError> {
        let permit = task(tenant);
        let jobs = self.list_jobs_of(tenant, JobKind::FinishErasure).await?;
        for job in jobs.into_iter().filter(|job| !job.is_dead) {
            let time = crate::jobs::TIME;
            let Some(job) = self.records.take_job_by_id(&permit, job.id, time).await? else {
                continue;
            };
            let finished = self.finish_erasure(&job, Haste::Now).await;
            self.settle_job(&job, &finished).await?;
            if let Err(error) = finished
                && !self.is_removed(&permit, &job).await?
            {
                return Err(error);
            }
        }
        Ok(())
    }

    /// Whether nothing is left of an erasure's person, though a backup target may not know of it.
    async fn is_removed(&self, permit: &Permit, job: &Job) -> Result<bool, ServiceError> {
        let keys = self.keys.tenant(permit).await?;
        let id = ErasureId::from_bytes(*job.id.as_bytes());
        let found = self.find_erasure_body(permit, &keys, id).await?;
        Ok(found.is_some_and(|(_, body)| body.unindexed_at.is_some()))
    }

    /// Who it was; nothing in what was restored with keys of after the erasure.
    async fn open_remains(&self, job: &Job) -> Result<Option<Remains>, ServiceError> {
        match self.keys.open_job(&task(job.tenant), job).await {
            Err(KeyError::NoKey) => Ok(None),
            content => serde_json::from_slice(&content?).map_err(|_| ServiceError::Integrity),
        }
    }

    /// Has the indexes built anew once more if the key of one is there again that had something of the person: keys may be
    /// put back alone.
    async fn look_for_index(
        &self,
        tenant: TenantId,
        id: ErasureId,
        version: Version,
        body: &mut ErasureBody,
    ) -> Result<Version, ServiceError> {
        if body.unindexed_at.is_none() || !self.is_index_back(tenant, body).await? {
            return Ok(version);
        }
        tracing::error!(erasure = %id, "the key of an index was there again: keys were put back");
        body.unindexed_at = None;
        self.keep_erasure(tenant, id, version, body).await
    }

    /// Whether a key is there of an index that had something of the person.
    async fn is_index_back(
        &self,
        tenant: TenantId,
        body: &ErasureBody,
    ) -> Result<bool, ServiceError> {
        let emptied = body.emptied.as_ref().ok_or(ServiceError::Integrity)?;
        let oldest = self.oldest_index_epoch(tenant).await?;
        Ok(oldest.is_some() && oldest <= emptied.index_epoch)
    }

    /// Whether the indexes that had something of the person are gone.
    async fn is_unindexed(
        &self,
        tenant: TenantId,
        body: &ErasureBody,
        haste: Haste,
    ) -> Result<bool, ServiceError> {
        if !self.is_index_back(tenant, body).await? {
            return Ok(true);
        }
        let since = self.clock.now().duration_since(body.erased_at()?);
        let waits = Duration::try_from(since).is_ok_and(|since| since < RENEW_INDEXES_AFTER);
        if (waits && haste == Haste::InTime) || !self.indexes.may_write() {
            return Ok(false);
        }
        self.renew_indexes(tenant).await?;
        Ok(true)
    }

    /// Keeps how far it is, under the newest epoch that copies may be under, with the event that says so.
    async fn keep_erasure(
        &self,
        tenant: TenantId,
        id: ErasureId,
        version: Version,
        body: &mut ErasureBody,
    ) -> Result<Version, ServiceError> {
        if body.closed_at.is_none() {
            // What was destroyed until now was under this one or an earlier one.
            let epoch = self.keys.epoch_of_tenant(&task(tenant)).await?;
            body.epoch = body.epoch.max(epoch);
        }
        let next = version.next();
        let task = BackgroundTask::Erase;
        let ctx = self.background_context(task, tenant);
        let work = self.background_work(&ctx, task, Operation::FinishErasure).await?;
        let document = body.document(id, next, work.ctx.at);
        let row = erasure_row(&work.keys, id);
        let change = Change::of(()).putting(&work, row, &document).await?;
        work.carry_out(change).await?;
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_hours(24);

    #[test]
    fn an_epoch_begins_when_three_quarters_of_the_window_are_over_and_waits_for_nothing_at_its_end()
    {
        let at = |days: i64| Timestamp::from_second(days * 24 * 60 * 60).expect("in range");
        let in_a_window_of_forty_days = |day| look(at(40), 40 * DAY, at(day));
        for (day, is_due, is_overdue, again_after) in [
            (0, false, false, LOOK_AGAIN_AFTER),
            (29, false, false, LOOK_AGAIN_AFTER),
            (30, true, false, LOOK_AGAIN_AT_LEAST_AFTER),
            (38, true, false, LOOK_AGAIN_AT_LEAST_AFTER),
            (39, true, true, LOOK_AGAIN_AT_LEAST_AFTER),
            // The clock was put forward, or nobody was there.
            (400, true, true, LOOK_AGAIN_AT_LEAST_AFTER),
        ] {
            let look = Look { is_due, is_overdue, again_after };
            assert_eq!(in_a_window_of_forty_days(day), look, "{day}");
        }
    }
}
