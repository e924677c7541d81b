//! Brings an erasure to its end: what is left is removed, the indexes that had it are built anew, and the
//! root epoch that copies of before are under ends.
//!
//! Which of these is next stands in the erasure itself, so any server can go on with it at any time.

use std::time::Duration;

use model::clock::format_instant;
use model::{ErasureId, FaultPoint, ResourceType, TenantId, fault};
use policy::Permit;
use seal::KeyReference;
use store::{Job, JobKind, LeaseName, SubjectName};

use super::body::Emptied;
use super::erase_subject::Remains;
use super::under_way::UnderWay;
use super::{WAIT_FOR_OTHERS, task};
use crate::Service;
use crate::backups::IsRetried;
use crate::error::ServiceError;
use crate::jobs::Progress;
use crate::keys::KeyError;

/// How long the indexes wait to be built anew, so that several erasures share that.
const RENEW_INDEXES_AFTER: Duration = Duration::from_hours(1);

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
        let mut erasure = self.erasure_of_job(job).await?;
        self.destroy_key_of(&mut erasure).await?;
        if erasure.body.emptied.is_none() {
            // A place that is away keeps nothing from going here.
            erasure.body.is_fenced = self.fence(&erasure).await.is_ok();
            if !self.empty(job, &mut erasure).await? {
                return Ok(Progress::Later(WAIT_FOR_OTHERS));
            }
        }
        // It is known no more who it was.
        if let KeyReference::Document(key) = job.key {
            self.keys.destroy_document_keys(&erasure.permit, vec![key]).await?;
        }
        self.look_for_index(&mut erasure).await?;
        if erasure.body.unindexed_at.is_none() {
            // Not before it is kept how many there were.
            self.unlist_remains(&erasure).await?;
            if !self.is_unindexed(&erasure, haste).await? {
                return Ok(Progress::Later(RENEW_INDEXES_AFTER));
            }
            erasure.body.unindexed_at = Some(format_instant(self.clock.now()));
            self.keep_erasure(&mut erasure).await?;
        }
        self.fence_at_last(&mut erasure).await?;
        self.close_erasure(erasure).await
    }

    /// Removes what is left in the stores. Says whether it is gone, or something has to be waited for.
    async fn empty(&self, job: &Job, erasure: &mut UnderWay) -> Result<bool, ServiceError> {
        let remains = self.open_remains(job).await?;
        let remains = remains.as_ref();
        if let Some(user) = remains.filter(|it| it.kind == ResourceType::USER.name()) {
            self.forget_mails_to(&user.id).await?;
        }
        self.remove_uploads(erasure.tenant(), Some(erasure.body.records()?)).await?;
        let removed = self.remove_remains(erasure, remains).await;
        self.release_lease(LeaseName::Removals).await;
        let Some(removed) = removed? else { return Ok(false) };
        self.end_accounts_of(erasure).await?;
        // Those that were made for the person go with them.
        self.wake_exports(erasure.tenant()).await?;
        erasure.body.event = self.event_of(erasure).await?;
        erasure.body.emptied = Some(Emptied {
            at: format_instant(self.clock.now()),
            removed: removed.documents,
            rewritten: removed.rewritten,
            contents: removed.contents,
            lost: removed.lost,
            index_epoch: self.newest_index_epoch(erasure.tenant()).await?,
        });
        self.keep_erasure(erasure).await?;
        fault::reach(FaultPoint::RemainsRemoved);
        Ok(true)
    }

    /// The event that decided an erasure; none of one that a restore has done again.
    async fn event_of(&self, erasure: &UnderWay) -> Result<Option<String>, ServiceError> {
        if erasure.body.is_replayed {
            return Ok(None);
        }
        let event = self.find_erasure_event(&erasure.permit, &erasure.body).await?;
        Ok(event.map(|event| event.to_string()))
    }

    /// Destroys the key of whoever was erased, and those of what was about others too, however often: keys may be put back
    /// alone.
    async fn destroy_key_of(&self, erasure: &mut UnderWay) -> Result<(), ServiceError> {
        let name = SubjectName::Records(erasure.body.records()?);
        let was_there = self.keys.destroy_subject(&erasure.permit, name).await?;
        let of_documents = erasure.body.document_keys()?;
        self.keys.destroy_document_keys(&erasure.permit, of_documents).await?;
        if !was_there || erasure.body.emptied.is_none() {
            return Ok(());
        }
        tracing::error!(erasure = %erasure.id, "the key of somebody who was erased was there again: keys were put back");
        // Copies that were made meanwhile may be under a later epoch than those of before.
        self.keep_erasure(erasure).await
    }

    /// Tells every registered target that somebody was erased, unless it knows.
    async fn fence(&self, erasure: &UnderWay) -> Result<(), ServiceError> {
        if erasure.body.is_fenced {
            return Ok(());
        }
        let decided = erasure.body.as_decided().encode();
        let is_retried = IsRetried::of_replayed(erasure.body.is_replayed);
        let fenced = self.fence_everywhere(&erasure.permit, erasure.id, &decided, is_retried).await;
        fenced.inspect_err(|error| {
            tracing::warn!(code = error.code(), "a backup target does not know of an erasure yet");
        })
    }

    /// Tells the targets that were away.
    async fn fence_at_last(&self, erasure: &mut UnderWay) -> Result<(), ServiceError> {
        if erasure.body.is_fenced {
            return Ok(());
        }
        if let Err(error) = self.fence(erasure).await {
            // The window goes on meanwhile.
            let ends_at = erasure.body.window_ends_at()?;
            self.see_to_end_of_copies(erasure.body.epoch, ends_at).await?;
            return Err(error);
        }
        erasure.body.is_fenced = true;
        self.keep_erasure(erasure).await
    }

    /// Ends it if nothing of before can be opened any more, and sees to it that it will be in time.
    async fn close_erasure(&self, mut erasure: UnderWay) -> Result<Progress, ServiceError> {
        let body = &mut erasure.body;
        if let Some(waits) = self.close_copies(body.epoch, body.window_ends_at()?).await? {
            return Ok(waits);
        }
        body.closed_at = Some(format_instant(self.clock.now()));
        // Not even copies of these open any more.
        body.document_keys.clear();
        self.keep_erasure(&mut erasure).await?;
        Ok(Progress::Done)
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
    async fn look_for_index(&self, erasure: &mut UnderWay) -> Result<(), ServiceError> {
        if erasure.body.unindexed_at.is_none() || !self.is_index_back(erasure).await? {
            return Ok(());
        }
        tracing::error!(erasure = %erasure.id, "the key of an index was there again: keys were put back");
        erasure.body.unindexed_at = None;
        self.keep_erasure(erasure).await
    }

    /// Whether a key is there of an index that had something of the person.
    async fn is_index_back(&self, erasure: &UnderWay) -> Result<bool, ServiceError> {
        let emptied = erasure.body.emptied.as_ref().ok_or(ServiceError::Integrity)?;
        let oldest = self.oldest_index_epoch(erasure.tenant()).await?;
        Ok(oldest.is_some() && oldest <= emptied.index_epoch)
    }

    /// Whether the indexes that had something of the person are gone.
    async fn is_unindexed(&self, erasure: &UnderWay, haste: Haste) -> Result<bool, ServiceError> {
        if !self.is_index_back(erasure).await? {
            return Ok(true);
        }
        let since = self.clock.now().duration_since(erasure.body.erased_at()?);
        let waits = Duration::try_from(since).is_ok_and(|since| since < RENEW_INDEXES_AFTER);
        if (waits && haste == Haste::InTime) || !self.indexes.may_write() {
            return Ok(false);
        }
        self.renew_indexes(erasure.tenant()).await?;
        Ok(true)
    }
}
