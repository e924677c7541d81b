//! Backups that nobody has to ask for, and how old the newest are.

use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use backup::{Drill, LostErasures};
use model::{BackgroundTask, FaultPoint, Operation, TenantId, Timestamp, Tree, fault};
use store::JobKind;
use tokio::sync::Notify;

use super::BackupView;
use super::alone::Alone;
use super::backups_known::Occasion;
use super::prune_backups::Pruning;
use super::state::{BackupState, find_newest};
use crate::Service;
use crate::error::ServiceError;
use crate::events::Outcome;
use crate::jobs::Progress;
use crate::work::Change;

/// A backup that seems to be made this long from now was made while a clock was wrong.
const AHEAD_MAX: Duration = Duration::from_hours(1);
/// How long a backup that is due waits for a server that has a schedule.
const WAIT_FOR_A_SCHEDULE: Duration = Duration::from_mins(1);

/// When backups are made by themselves, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSchedule {
    /// The address of the target.
    pub to: String,
    /// How old the newest becomes before another is made.
    pub every: Duration,
    /// How long they are kept; for good, if nothing is said.
    pub keep: Option<Duration>,
}

/// When backups are made by this server, what it has seen of them, and that something has become of one.
#[derive(Default)]
pub(crate) struct ScheduleKeeper {
    pub(super) schedule: OnceLock<BackupSchedule>,
    changed: Notify,
    /// The places that took nothing when something was to be put there last.
    refusing: Mutex<HashSet<String>>,
    /// How they stood when this server looked last, and when that was.
    pub(super) seen: Mutex<Option<(Timestamp, BackupState)>>,
}

impl ScheduleKeeper {
    /// Something has become of a backup.
    pub(crate) fn has_changed(&self) {
        self.changed.notify_one();
    }

    /// Whether a place has taken what was to be put there.
    pub(super) fn note_taken(&self, address: &str, is_taken: bool) {
        let mut refusing = self.refusing.lock().unwrap_or_else(PoisonError::into_inner);
        let has_changed =
            if is_taken { refusing.remove(address) } else { refusing.insert(address.to_owned()) };
        drop(refusing);
        if has_changed {
            self.has_changed();
        }
    }

    /// Whether a place took nothing when something was to be put there last.
    pub(super) fn refuses(&self, address: &str) -> bool {
        self.refusing.lock().unwrap_or_else(PoisonError::into_inner).contains(address)
    }
}

impl Service {
    /// Waits until something has become of backups by this server.
    pub async fn scheduled_backup_changed(&self) {
        self.backup_schedule.changed.notified().await;
    }

    /// From here on this server makes the backups that are due, also those that others have left to be made.
    pub fn keep_to_schedule(&self, schedule: BackupSchedule) {
        self.backup_schedule.schedule.get_or_init(|| schedule);
    }

    /// Whether this server makes backups by itself.
    pub fn has_schedule(&self) -> bool {
        self.backup_schedule.schedule.get().is_some()
    }

    /// Leaves a backup to be made if there is a schedule and one is due.
    pub async fn schedule_backup(&self) -> Result<(), ServiceError> {
        let Some(schedule) = self.backup_schedule.schedule.get() else { return Ok(()) };
        let (now, every) = (self.clock.now(), schedule.every);
        let due_at = match self.newest_backup_of(schedule).await {
            Ok(newest) if is_due(newest, now, every) => due_at(newest, now, every),
            Ok(_) => return Ok(()),
            // It waits in the queue for the place, and shows there what is wrong.
            Err(_) => due_at(None, now, every),
        };
        let jobs = self.list_jobs_of(TenantId::DEPLOYMENT, JobKind::BackUp).await?;
        if jobs.iter().any(|job| !job.is_dead) {
            return Ok(());
        }
        // The same on every server, and of two with one id the first stays.
        let (to, due_at) = (schedule.to.as_bytes(), due_at.to_be_bytes());
        let hash = seal::sha256(&[b"ribcage scheduled backup 1", to, &due_at]);
        let job = self.job_of_backups(JobKind::BackUp, hash).await?;
        if jobs.iter().any(|dead| dead.id == job.id) {
            return Ok(());
        }
        let (task, operation) = (BackgroundTask::BackUp, Operation::ScheduleBackup);
        let (tree, outcome) = (Tree::Changes, Outcome::Done);
        self.record_background(task, operation, tree, outcome, None, vec![job]).await
    }

    /// Makes the backup that is due, unless another server has, and removes those that are older than they are kept.
    pub(crate) async fn back_up_as_scheduled(&self) -> Result<Progress, ServiceError> {
        // One that is being restored, or is at rest, makes none.
        let Some(schedule) = self.backup_schedule.schedule.get() else {
            return Ok(Progress::Later(WAIT_FOR_A_SCHEDULE));
        };
        let made = self.alone_with_backups(|alone| self.back_up_if_due(alone, schedule)).await;
        let made = made.inspect_err(|error| {
            tracing::error!(code = error.code(), "a backup was due, and is not made");
        })?;
        if let Some(made) = made {
            tracing::info!(id = made.id, "a backup was made");
        }
        // What was given up before is done with this.
        for job in self.list_jobs_of(TenantId::DEPLOYMENT, JobKind::BackUp).await? {
            if job.is_dead {
                self.records.requeue_job(&super::own_task(), job.tenant, job.id).await?;
            }
        }
        Ok(Progress::Done)
    }

    async fn back_up_if_due(
        &self,
        alone: Alone<'_>,
        schedule: &BackupSchedule,
    ) -> Result<Option<BackupView>, ServiceError> {
        let (task, mut made) = (BackgroundTask::BackUp, None);
        let ctx = self.background_context(task, TenantId::DEPLOYMENT);
        let newest = self.newest_backup_of(schedule).await?;
        if is_due(newest, self.clock.now(), schedule.every) {
            let work = self.background_work(&ctx, task, Operation::CreateBackup).await?;
            made = Some(self.make_backup(alone, &work, (&schedule.to, Occasion::Due)).await?);
            let mut change = Change::of(());
            change.jobs = self.renewal_at(&schedule.to).await?;
            work.carry_out(change).await?;
            fault::reach(FaultPoint::ScheduledBackupMade);
        }
        if let Some(keep) = schedule.keep
            && self.may_prune(&schedule.to).await?
        {
            let work = self.background_work(&ctx, task, Operation::PruneBackups).await?;
            let at = pruned_at(newest, ctx.at, schedule.every);
            self.prune(alone, &schedule.to, (at, keep), Pruning::Real).await?;
            work.carry_out(Change::of(())).await?;
        }
        Ok(made)
    }

    /// Whether nothing is at a place that the stores do not know: that goes only if somebody wants it.
    async fn may_prune(&self, address: &str) -> Result<bool, ServiceError> {
        let unknown = self.find_unknown_backup(address).await?;
        if let Some(backup) = &unknown {
            tracing::warn!(
                address,
                backup,
                "no backup is removed, since the databases were put back to before this one"
            );
        }
        Ok(unknown.is_none())
    }

    /// Signs what is not known after a restore.
    pub async fn sign_lost_erasures(&self, lost: &LostErasures) -> Result<String, ServiceError> {
        self.sign_text(&lost.text()).await
    }

    /// Signs what a drill in this deployment has shown.
    pub async fn sign_drill(&self, drill: &Drill) -> Result<String, ServiceError> {
        self.sign_text(&drill.text()).await
    }

    /// When the newest backup was made at the place of a schedule, if there is one.
    async fn newest_backup_of(
        &self,
        schedule: &BackupSchedule,
    ) -> Result<Option<Timestamp>, ServiceError> {
        let place = self.backup_targets.open(&schedule.to).await?;
        let newest = find_newest(place.as_ref(), &self.verifier_key().await?).await?;
        Ok(newest.map(|kept| kept.notice.created_at))
    }
}

/// The second at which a backup was due last: one interval after the newest, or several if none was made then.
fn due_at(newest: Option<Timestamp>, now: Timestamp, every: Duration) -> i64 {
    let every = i64::try_from(every.as_secs()).unwrap_or(i64::MAX).max(1);
    let from = newest.filter(|newest| *newest <= now).map_or(0, Timestamp::as_second);
    from + (now.as_second() - from) / every * every
}

/// What time it counts as when old backups are removed: two intervals after the one before at the latest. A clock that
/// jumps ahead takes nothing along by one start.
fn pruned_at(before: Option<Timestamp>, now: Timestamp, every: Duration) -> Timestamp {
    let latest = before.and_then(|before| before.checked_add(every.saturating_mul(2)).ok());
    latest.map_or(now, |latest| latest.min(now))
}

fn is_due(newest: Option<Timestamp>, now: Timestamp, every: Duration) -> bool {
    let Some(newest) = newest else { return true };
    let is_old = newest.checked_add(every).is_ok_and(|due| due <= now);
    is_old || now.checked_add(AHEAD_MAX).is_ok_and(|ahead| ahead < newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_when_the_newest_is_old_or_from_the_future() {
        let at = |hours: i64| Timestamp::from_second(hours * 3_600).expect("in range");
        let day = Duration::from_hours(24);
        assert!(is_due(None, at(0), day));
        assert!(!is_due(Some(at(0)), at(23), day));
        assert!(is_due(Some(at(0)), at(24), day));
        assert!(!is_due(Some(at(1)), at(0), day));
        assert!(is_due(Some(at(2)), at(0), day));
    }

    #[test]
    fn a_clock_that_jumps_makes_old_backups_older_by_two_intervals_at_most() {
        let at = |days: i64| Timestamp::from_second(days * 86_400).expect("in range");
        let day = Duration::from_hours(24);
        assert_eq!(pruned_at(Some(at(9)), at(10), day), at(10));
        assert_eq!(pruned_at(Some(at(9)), at(110), day), at(11));
        assert_eq!(pruned_at(Some(at(900)), at(10), day), at(10));
        assert_eq!(pruned_at(None, at(10), day), at(10));
    }

    #[test]
    fn a_backup_is_due_at_the_same_second_whenever_that_is_seen_and_again_an_interval_later() {
        let at = |hours: i64| Timestamp::from_second(hours * 3_600).expect("in range");
        let due = |newest: Option<i64>, now| {
            due_at(newest.map(at), at(now), Duration::from_hours(24)) / 3_600
        };
        let seen = [(Some(5), 29), (Some(5), 40), (Some(5), 53), (None, 49), (Some(90), 49)];
        assert_eq!(seen.map(|(newest, now)| due(newest, now)), [29, 29, 53, 48, 48]);
    }
}
