//! How backups stand at each place: how old the newest is, and what drills have shown.

use std::error::Error;
use std::sync::PoisonError;

use backup::{Drill, names};
use futures_util::future::join_all;
use ledger::VerifierKey;
use model::{TenantId, Timestamp};
use store::{JobKind, ObjectPlace};

use super::kept::{Kept, KeptError, find_kept, open_text};
use crate::Service;
use crate::error::ServiceError;
use crate::status::BackupStatus;

/// A place without a backup of so many intervals is behind.
const INTERVALS_MAX: u32 = 2;

/// How backups stand, as far as can be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupState {
    /// Those at each target that is registered.
    pub places: Vec<PlaceState>,
    /// Whether a backup that was due is not made, since that failed.
    pub has_failed: bool,
}

/// How backups stand at a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceState {
    /// Its address.
    pub address: String,
    /// What is there; nothing if it cannot be reached, takes nothing, or is not as it was left.
    pub seen: Option<PlaceSeen>,
}

/// What is seen at a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceSeen {
    /// When the newest backup was made.
    pub newest: Option<Timestamp>,
    /// When the last drill began that went well.
    pub drilled: Option<Timestamp>,
    /// When the last drill began that failed, and what it has found, if none went well since.
    pub drill_failed: Option<(Timestamp, String)>,
}

impl Service {
    /// How the backups at all registered targets stand.
    pub async fn backup_state(&self) -> Result<BackupState, ServiceError> {
        let key = self.verifier_key().await?;
        let see = async |address: String| {
            let seen = self.see_place(&address, &key).await;
            if let Err(error) = &seen {
                let cause = cause_of(error);
                tracing::error!(address, %error, cause, "a backup target cannot be looked at");
            }
            let takes_things = !self.backup_schedule.refuses(&address);
            PlaceState { address, seen: seen.ok().filter(|_| takes_things) }
        };
        // At the same time: one that does not answer takes its time.
        let places = join_all(self.backup_targets.list_registered()?.into_iter().map(see)).await;
        let jobs = self.list_jobs_of(TenantId::DEPLOYMENT, JobKind::BackUp).await?;
        let has_failed = jobs.iter().any(|job| job.is_dead || job.problem.is_some());
        let state = BackupState { places, has_failed };
        let seen = Some((self.clock.now(), state.clone()));
        *self.backup_schedule.seen.lock().unwrap_or_else(PoisonError::into_inner) = seen;
        Ok(state)
    }

    /// How backups stand, as this server has seen it last: it looks every five minutes, and whenever it has made one.
    pub(crate) fn backup_status(&self) -> BackupStatus {
        let keeper = &self.backup_schedule;
        let schedule = keeper.schedule.get();
        let is_scheduled = schedule.is_some();
        let seen = keeper.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((seen_at, BackupState { places, has_failed })) = &*seen else {
            return BackupStatus { is_scheduled, ..BackupStatus::default() };
        };
        let reached: Vec<_> = places.iter().filter_map(|place| place.seen.as_ref()).collect();
        let since =
            schedule.and_then(|it| self.clock.now().checked_sub(it.every * INTERVALS_MAX).ok());
        let is_behind = |place: &&&PlaceSeen| since.is_some_and(|since| place.newest < Some(since));
        let failed = |place: &&PlaceSeen| place.drill_failed.as_ref().map(|(at, _)| *at);
        BackupStatus {
            seen_at: Some(*seen_at),
            places: places.len(),
            places_away: places.len() - reached.len(),
            places_behind: reached.iter().filter(is_behind).count(),
            newest_at: reached.iter().filter_map(|place| place.newest).max(),
            is_scheduled,
            has_failed: *has_failed,
            drilled_at: reached.iter().filter_map(|place| place.drilled).max(),
            drill_failed_at: reached.iter().filter_map(failed).max(),
        }
    }

    async fn see_place(&self, address: &str, key: &VerifierKey) -> Result<PlaceSeen, KeptError> {
        let place = self.backup_targets.open(address).await?;
        let newest = find_newest(place.as_ref(), key).await?.map(|kept| kept.notice.created_at);
        let (drilled, drill_failed) = find_drills(place.as_ref(), key).await?;
        Ok(PlaceSeen { newest, drilled, drill_failed })
    }
}

/// What an error comes from in the end.
fn cause_of(error: &dyn Error) -> Option<String> {
    let mut cause = error.source()?;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    Some(cause.to_string())
}

/// The newest backup of a place that this key has signed.
pub async fn find_newest(
    place: &dyn ObjectPlace,
    key: &VerifierKey,
) -> Result<Option<Kept>, KeptError> {
    for name in place.list(names::BACKUPS).await?.iter().rev() {
        let Some(id) = names::backup_of_notice(name) else { continue };
        let kept = find_kept(place, name, id).await;
        match kept.and_then(|kept| kept.check(key).map(|()| kept)) {
            Ok(kept) => return Ok(Some(kept)),
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
