//! Sees to it that in time no copy of before can be opened any more: that the root epoch ends which its keys are under.

use std::time::Duration;

use model::Timestamp;

use super::WAIT_FOR_OTHERS;
use crate::Service;
use crate::error::ServiceError;
use crate::jobs::Progress;

/// How long before the window ends an epoch begins, if none has begun by then: as much of the window.
const WINDOW_PARTS: u32 = 4;
/// How long before the window ends it is waited no more for a place that takes a backup: as much of the window.
const LAST_PARTS: u32 = 32;
/// How often is looked whether the epoch has ended: no more often than this,
const LOOK_AGAIN_AT_LEAST_AFTER: Duration = Duration::from_mins(1);
/// and no less often than this.
const LOOK_AGAIN_AFTER: Duration = Duration::from_hours(12);
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

impl Service {
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
    pub(super) async fn see_to_end_of_copies(
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
