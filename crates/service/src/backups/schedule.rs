//! Backups that nobody has to ask for, and how old the newest are.

use std::time::Duration;

use backup::{Drill, LostErasures, names};
use ledger::VerifierKey;
use model::{BackgroundTask, Operation, TenantId, Timestamp};
use store::ObjectPlace;

use super::BackupView;
use super::kept::{KeptError, find_kept, open_text};
use super::prune_backups::Pruning;
use crate::Service;
use crate::error::ServiceError;
use crate::work::Change;

/// A backup that seems to be made this long from now was made while a clock was wrong.
const AHEAD_MAX: Duration = Duration::from_hours(1);

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

/// How backups stand, as far as can be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupState {
    /// When the newest was made.
    pub newest: Option<Timestamp>,
    /// When the last drill began that went well.
    pub drilled: Option<Timestamp>,
    /// When the last drill began that failed, and what it has found, if none went well since.
    pub drill_failed: Option<(Timestamp, String)>,
    /// How many targets are registered.
    pub places: usize,
    /// How many of them cannot be reached, or are not as they were left.
    pub away: usize,
}

impl Service {
    /// Makes a backup if one is due, and then removes those that are older than they are kept.
    pub async fn back_up_if_due(
        &self,
        schedule: &BackupSchedule,
    ) -> Result<Option<BackupView>, ServiceError> {
        // Asked before anybody is kept from making one.
        if !self.is_backup_due(schedule).await? {
            return Ok(None);
        }
        self.alone_with_backups(|alone| async move {
            // Another server may have made it meanwhile.
            if !self.is_backup_due(schedule).await? {
                return Ok(None);
            }
            let task = BackgroundTask::BackUp;
            let ctx = self.background_context(task, TenantId::DEPLOYMENT);
            let work = self.background_work(&ctx, task, Operation::CreateBackup).await?;
            let made = self.make_backup(alone, &work, &schedule.to).await?;
            work.carry_out(Change::of(())).await?;
            if let Some(keep) = schedule.keep {
                let work = self.background_work(&ctx, task, Operation::PruneBackups).await?;
                self.prune(alone, &schedule.to, (ctx.at, keep), Pruning::Real).await?;
                work.carry_out(Change::of(())).await?;
            }
            Ok(Some(made))
        })
        .await
    }

    /// How the backups at all registered targets stand.
    pub async fn backup_state(&self) -> Result<BackupState, ServiceError> {
        let (key, mut state) = (self.verifier_key().await?, BackupState::default());
        for address in self.backup_targets.list_registered()? {
            state.places += 1;
            let looked = async {
                let place = self.backup_targets.open(&address).await?;
                let newest = find_newest(place.as_ref(), &key).await?;
                Ok::<_, KeptError>((newest, find_drills(place.as_ref(), &key).await?))
            };
            match looked.await {
                Ok((newest, (drilled, failed))) => {
                    state.newest = state.newest.max(newest);
                    state.drilled = state.drilled.max(drilled);
                    state.drill_failed = state.drill_failed.max(failed);
                }
                Err(error) => {
                    tracing::error!(%error, "a backup target cannot be looked at");
                    state.away += 1;
                }
            }
        }
        let drilled = state.drilled;
        state.drill_failed.take_if(|(failed, _)| drilled.is_some_and(|drilled| drilled >= *failed));
        Ok(state)
    }

    /// Signs what is not known after a restore.
    pub async fn sign_lost_erasures(&self, lost: &LostErasures) -> Result<String, ServiceError> {
        self.sign_text(&lost.text()).await
    }

    /// Signs what a drill in this deployment has shown.
    pub async fn sign_drill(&self, drill: &Drill) -> Result<String, ServiceError> {
        self.sign_text(&drill.text()).await
    }

    async fn is_backup_due(&self, schedule: &BackupSchedule) -> Result<bool, ServiceError> {
        if !self.backup_targets.list_registered()?.contains(&schedule.to) {
            return Ok(true);
        }
        let place = self.backup_targets.open(&schedule.to).await?;
        let newest = find_newest(place.as_ref(), &self.verifier_key().await?).await?;
        Ok(is_due(newest, self.clock.now(), schedule.every))
    }
}

fn is_due(newest: Option<Timestamp>, now: Timestamp, every: Duration) -> bool {
    let Some(newest) = newest else { return true };
    let is_old = newest.checked_add(every).is_ok_and(|due| due <= now);
    is_old || now.checked_add(AHEAD_MAX).is_ok_and(|ahead| ahead < newest)
}

/// When the last backup of a place was made.
async fn find_newest(
    place: &dyn ObjectPlace,
    key: &VerifierKey,
) -> Result<Option<Timestamp>, KeptError> {
    for name in place.list(names::BACKUPS).await?.iter().rev() {
        let Some(id) = names::backup_of_notice(name) else { continue };
        let kept = find_kept(place, name, id).await;
        match kept.and_then(|kept| kept.check(key).map(|()| kept)) {
            Ok(kept) => return Ok(Some(kept.notice.created_at)),
            Err(error @ KeptError::Place(_)) => return Err(error),
            // It is as if it were not there: another is made when that is due.
            Err(error) => tracing::error!(%error, "a backup is damaged"),
        }
    }
    Ok(None)
}

/// When the last drill with backups of a place began that went well, and the last that failed since, with what it found.
async fn find_drills(
    place: &dyn ObjectPlace,
    key: &VerifierKey,
) -> Result<(Option<Timestamp>, Option<(Timestamp, String)>), KeptError> {
    let mut failed = None;
    for name in place.list(names::DRILLS).await?.iter().rev() {
        let drill = match open_text(place, name, key).await {
            Ok(text) => Drill::read(&text).map_err(|_| KeptError::Malformed(name.clone())),
            Err(error @ KeptError::Place(_)) => return Err(error),
            Err(error) => Err(error),
        };
        match drill {
            Ok(drill) if drill.findings == 0 => return Ok((Some(drill.begun_at), failed)),
            Ok(drill) => {
                let what = drill.failure.unwrap_or_else(|| format!("{} things", drill.findings));
                failed.get_or_insert((drill.begun_at, what));
            }
            Err(error) => tracing::error!(%error, "the evidence of a drill is damaged"),
        }
    }
    Ok((None, failed))
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
}
