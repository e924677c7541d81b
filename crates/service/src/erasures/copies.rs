//! Sees to it that in time no copy of before can be opened any more: that the root epoch ends which its keys are under.

use std::time::Duration;

use ledger::Copies;
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

/// What a receipt says of copies of before.
pub(crate) struct SaidOfCopies {
    pub(crate) copies: Copies,
    pub(crate) open_because: Vec<String>,
    pub(crate) key_copies: Vec<String>,
}

impl Service {
    /// What a receipt says now of copies of what was under an epoch, which were to be closed by a day; and if that is
    /// missed, why, as far as it is known. Nothing was closed before every place is told.
    pub(crate) async fn said_of_copies(
        &self,
        epoch: u64,
        ends_at: Timestamp,
        closed_at: Option<Timestamp>,
        are_places_told: bool,
    ) -> Result<SaidOfCopies, ServiceError> {
        let key_copies = self.openers_of_keys(epoch, closed_at).await?;
        if let Some(at) = closed_at {
            let (copies, open_because) = (Copies::Closed { epoch, at }, Vec::new());
            return Ok(SaidOfCopies { copies, open_because, key_copies });
        }
        if self.clock.now() <= ends_at {
            let (copies, open_because) = (Copies::OpenUntil { epoch, at: ends_at }, Vec::new());
            return Ok(SaidOfCopies { copies, open_because, key_copies });
        }
        let copies = Copies::OpenPast { epoch, at: ends_at };
        let open_because = self.why_copies_are_open(epoch, are_places_told).await?;
        Ok(SaidOfCopies { copies, open_because, key_copies })
    }

    async fn why_copies_are_open(
        &self,
        epoch: u64,
        are_places_told: bool,
    ) -> Result<Vec<String>, ServiceError> {
        let mut lines = Vec::new();
        if self.oldest_epoch().await? <= epoch {
            lines.push(format!("root key epoch {epoch} has not ended"));
            let status = self.key_status().await?;
            for place in status.waits_for {
                lines.push(format!("nothing at {place} would open without that epoch"));
            }
            if status.damaged > 0 {
                lines.push(format!("keys under it do not open, {} of them", status.damaged));
            }
        } else {
            for place in self.places_with_keys_of(epoch).await? {
                lines.push(format!("backups at {place} may have keys of that time still"));
            }
        }
        if !are_places_told {
            lines.push("not every place where backups are kept is told yet".to_owned());
        }
        if lines.is_empty() {
            lines.push("that they are closed is about to be found".to_owned());
        }
        Ok(lines)
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
