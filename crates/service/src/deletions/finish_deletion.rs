//! Brings a deletion to its end: it waits for its time, decides, destroys and removes, and waits until the root
//! epoch that copies of before are under has ended.
//!
//! Which of these is next stands in the deletion itself, so any server can go on with it at any time.

use std::time::Duration;

use model::clock::format_instant;
use model::{
    BackgroundTask, ErasureId, FaultPoint, Operation, ResourceType, TenantId, Version, fault,
};
use store::{ClaimChange, Document, Job, TenantChange, TenantState};

use super::{Deletion, DeletionBody, deletion_row, listed_row, own_task};
use crate::Service;
use crate::error::ServiceError;
use crate::jobs::{Progress, WAIT_AFTER_A_RESTORE};
use crate::tenants::name_claim;
use crate::work::{Change, Work};

/// How often is looked whether the time has come: it is put off bit by bit.
const LOOK_AGAIN_AFTER: Duration = Duration::from_hours(12);
/// How long is waited for another server that writes the indexes.
const WAIT_FOR_OTHERS: Duration = Duration::from_secs(5);

impl Service {
    /// Goes on with a deletion as far as it goes now.
    pub(crate) async fn finish_deletion(&self, job: &Job) -> Result<Progress, ServiceError> {
        let id = ErasureId::from_bytes(*job.id.as_bytes());
        // The job came with it.
        let found = self.find_deletion_body(id).await?.ok_or(ServiceError::Integrity)?;
        let (mut version, mut body) = found;
        if body.kept_at.is_some() {
            return Ok(Progress::Done);
        }
        if body.deleted_at.is_none() {
            let left = body.due_at()?.duration_since(self.clock.now());
            let left = Duration::try_from(left).unwrap_or_default();
            if !left.is_zero() {
                return Ok(Progress::Later(left.min(LOOK_AGAIN_AFTER)));
            }
            version = self.decide_deletion(id, version, &mut body).await?;
            fault::reach(FaultPoint::DeletionDecided);
        }
        if body.removed_at.is_none() {
            if !self.indexes.may_write() {
                return Ok(Progress::Later(WAIT_FOR_OTHERS));
            }
            version = self.forget_people(id, version, &mut body).await?;
            self.remove_tenant(id, &body).await?;
            version = self.unlist_tenant(id, version, &mut body).await?;
            // What was destroyed until now was under this one or an earlier one.
            body.epoch = Some(self.newest_epoch().await?);
            let event = self.find_event_of_deletion(&body).await?;
            body.event = event.map(|event| event.to_string());
            body.removed_at = Some(format_instant(self.clock.now()));
            version = self.keep_deletion(id, version, &body).await?;
            fault::reach(FaultPoint::TenantRemoved);
        }
        self.destroy_listed_keys(&body).await?;
        if self.destroy_keys_of(body.tenant()?).await? {
            tracing::error!(deletion = %id, "keys of an account that was deleted were there again: keys were put back");
            // Copies that were made meanwhile may be under a later epoch than those of before.
            body.epoch = Some(self.newest_epoch().await?);
            version = self.keep_deletion(id, version, &body).await?;
        }
        let epoch = body.epoch.ok_or(ServiceError::Integrity)?;
        if let Some(waits) = self.close_copies(epoch, body.window_ends_at()?).await? {
            return Ok(waits);
        }
        body.closed_at = Some(format_instant(self.clock.now()));
        self.keep_deletion(id, version, &body).await?;
        Ok(Progress::Done)
    }

    /// Destroys the keys of every account that was deleted, however often: keys may be put back alone, and would come under
    /// the next epoch with everything else.
    pub(crate) async fn destroy_keys_of_deleted(&self) -> Result<(), ServiceError> {
        for (id, body) in self.list_deletion_bodies().await? {
            if body.deleted_at.is_none() {
                continue;
            }
            self.destroy_listed_keys(&body).await?;
            if self.destroy_keys_of(body.tenant()?).await? {
                tracing::warn!(deletion = %id, "keys of an account that was deleted are destroyed");
            }
        }
        Ok(())
    }

    /// Erases whoever belonged to no other account, before any place knows of the deletion: whoever is restored and hears of
    /// it there hears of each of them, too, and has nobody to decide about, who may belong elsewhere by now.
    async fn forget_people(
        &self,
        id: ErasureId,
        version: Version,
        body: &mut DeletionBody,
    ) -> Result<Version, ServiceError> {
        if body.is_replayed || body.are_people_forgotten {
            return Ok(version);
        }
        self.destroy_keys_of(body.tenant()?).await?;
        body.unread_affiliations = self.forget_people_of(body.tenant()?).await?;
        body.are_people_forgotten = true;
        let next = self.keep_deletion(id, version, body).await?;
        fault::reach(FaultPoint::TenantPeopleForgotten);
        Ok(next)
    }

    /// Gives every deletion that a restore has brought back and that was not decided its whole time again: it may have
    /// been taken back after the backup. Those that are waiting now.
    pub async fn put_off_deletions(&self) -> Result<Vec<Deletion>, ServiceError> {
        let mut waiting = Vec::new();
        for (id, body) in self.list_deletion_bodies().await? {
            if !body.waits() {
                continue;
            }
            let found = self.find_deletion_body(id).await?.ok_or(ServiceError::Integrity)?;
            let (version, mut body) = found;
            let (now, wait) = (self.clock.now(), self.deletion_after.max(WAIT_AFTER_A_RESTORE));
            body.due_at = format_instant(now.checked_add(wait).unwrap_or(now));
            self.keep_deletion(id, version, &body).await?;
            waiting.push(body.show(id)?);
        }
        Ok(waiting)
    }

    /// Decides that the account is deleted. There is no way back.
    async fn decide_deletion(
        &self,
        id: ErasureId,
        version: Version,
        body: &mut DeletionBody,
    ) -> Result<Version, ServiceError> {
        let task = BackgroundTask::DeleteTenant;
        let ctx = self.background_context(task, TenantId::DEPLOYMENT);
        let work = self.background_work(&ctx, task, Operation::FinishDeletion).await?;
        let at = ctx.at;
        body.deleted_at = Some(format_instant(at));
        let ends_at = at.checked_add(self.erasure_window).unwrap_or(at);
        body.window_ends_at = Some(format_instant(ends_at));
        let next = version.next();
        let listed = self.find_listed_by_id(&work.keys, body.tenant()?).await?;
        let claim = listed.map(|listed| name_claim(&work.keys, &listed.tenant.name));
        body.name_claim = claim.map(|claim| claim.to_string());
        let change = self.deciding_deletion(&work, id, next, body).await?;
        work.carry_out(change).await?;
        Ok(next)
    }

    /// What decides that an account is deleted: that nothing is committed for it any more, that it is in no
    /// list, and that its name is free.
    pub(crate) async fn deciding_deletion(
        &self,
        work: &Work<'_>,
        id: ErasureId,
        version: Version,
        body: &DeletionBody,
    ) -> Result<Change<()>, ServiceError> {
        let tenant = body.tenant()?;
        let row = deletion_row(&work.keys, id);
        let document = body.document(id, version, work.ctx.at);
        let mut change = Change::of(()).putting(work, row, &document).await?;
        change.tenants.push(TenantChange { tenant, state: TenantState::Deleted });
        let listed = listed_row(&work.keys, tenant);
        // What was restored has it still, though the key that it is under may be gone.
        let newest = self.records.find_newest(&own_task(), listed).await?;
        if let Some(newest) = newest.filter(|newest| newest.erased_by().is_none()) {
            let kind = ResourceType::TENANT;
            let name = tenant.to_string().parse().expect("hexadecimal digits are a resource id");
            let gone = Document::deleted(kind, name, newest.version.next(), work.ctx.at);
            change = change.putting(work, listed, &gone).await?;
            change.claims.extend(body.name_claim()?.map(ClaimChange::Release));
        }
        Ok(change)
    }

    /// Keeps how far it is, with the event that says so.
    pub(super) async fn keep_deletion(
        &self,
        id: ErasureId,
        version: Version,
        body: &DeletionBody,
    ) -> Result<Version, ServiceError> {
        let next = version.next();
        let task = BackgroundTask::DeleteTenant;
        let ctx = self.background_context(task, TenantId::DEPLOYMENT);
        let work = self.background_work(&ctx, task, Operation::FinishDeletion).await?;
        let document = body.document(id, next, ctx.at);
        let row = deletion_row(&work.keys, id);
        let change = Change::of(()).putting(&work, row, &document).await?;
        work.carry_out(change).await?;
        Ok(next)
    }

    /// Where a restore goes on with the deletion of an account that is deleted again.
    pub(crate) async fn replay_deletion(
        &self,
        id: ErasureId,
        mut body: DeletionBody,
    ) -> Result<bool, ServiceError> {
        let found = self.find_deletion_body(id).await?;
        let known = found.as_ref().is_some_and(|(_, body)| body.deleted_at.is_some());
        let others = self.waiting_beside(id, &body).await?;
        if !known || !others.is_empty() {
            let task = BackgroundTask::DeleteTenant;
            let ctx = self.background_context(task, TenantId::DEPLOYMENT);
            let work = self.background_work(&ctx, task, Operation::ReplayDeletion).await?;
            let mut change = Change::of(());
            if !known {
                // What was done before the restore is to be done anew.
                (body.removed_at, body.closed_at, body.event) = (None, None, None);
                body.is_replayed = true;
                let version = found.map_or(Version::FIRST, |(version, _)| version.next());
                change = self.deciding_deletion(&work, id, version, &body).await?;
                change.jobs.push(self.job_of_deletion(&work, id, Duration::ZERO));
            }
            for (other, version, kept) in others {
                let document = kept.document(other, version.next(), work.ctx.at);
                change = change.putting(&work, deletion_row(&work.keys, other), &document).await?;
            }
            work.carry_out(change).await?;
        }
        self.destroy_keys_of(body.tenant()?).await?;
        Ok(!known)
    }

    /// What waits of the same account beside a deletion that was decided, as it is settled with it: one account waits for
    /// one deletion, so that the other was taken back by the time this one was asked for. Whatever was restored does not
    /// know, and would delete the account once more, on another day and for another reason.
    async fn waiting_beside(
        &self,
        decided: ErasureId,
        body: &DeletionBody,
    ) -> Result<Vec<(ErasureId, Version, DeletionBody)>, ServiceError> {
        let tenant = body.tenant()?;
        let mut waiting = Vec::new();
        for (id, other) in self.list_deletion_bodies().await? {
            if id == decided || !other.waits() || other.tenant()? != tenant {
                continue;
            }
            let found = self.find_deletion_body(id).await?.ok_or(ServiceError::Integrity)?;
            let (version, mut other) = found;
            other.kept_at = Some(body.requested_at.clone());
            waiting.push((id, version, other));
        }
        Ok(waiting)
    }

    /// Whether it is known here that a tenant was deleted.
    pub(crate) async fn is_deletion_known(&self, id: ErasureId) -> Result<bool, ServiceError> {
        let found = self.find_deletion_body(id).await?;
        Ok(found.is_some_and(|(_, body)| body.deleted_at.is_some()))
    }

    /// The newest epoch there is.
    async fn newest_epoch(&self) -> Result<u64, ServiceError> {
        let epochs = self.keys.list_epochs().await?;
        Ok(epochs.last().ok_or(ServiceError::Integrity)?.number)
    }

    /// The newest version of its keys that the deployment itself has.
    pub(super) async fn own_keys(
        &self,
    ) -> Result<std::sync::Arc<crate::keys::TenantKeys>, ServiceError> {
        Ok(self.keys.tenant(&own_task()).await?)
    }
}
