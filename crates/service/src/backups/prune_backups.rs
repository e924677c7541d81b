//! Removes backups that are older than they are kept, and what only they needed.
//!
//! The newest backup always stays. The list of erasures is one for all backups there ever were, and stays too.

use std::collections::BTreeSet;
use std::time::Duration;

use backup::names;
use model::{FaultPoint, Operation, ResourceType, Timestamp, fault};
use store::{Clearing, PlaceError};

use super::alone::Alone;
use super::kept::{Kept, list_kept, newest};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::Change;

/// Nobody is at a file any more to which nothing was added for so long.
const UNFINISHED_AFTER: Duration = Duration::from_hours(24);

/// What was removed, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrunedBackups {
    /// The backups.
    pub removed: Vec<String>,
    /// How many stay.
    pub kept: usize,
    /// How many objects went, or would go: those that no backup that stays needs.
    pub objects: u64,
    /// How many files that nobody will finish any more.
    pub unfinished: u64,
}

/// Whether anything is to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pruning {
    /// It is only looked what would be.
    Tried,
    /// It is.
    Real,
}

impl Service {
    /// Removes the backups at a target that were made longer ago than this.
    pub async fn prune_backups(
        &self,
        ctx: &Ctx,
        (address, keep): (&str, Duration),
        pruning: Pruning,
    ) -> Answer<PrunedBackups> {
        self.perform(ctx, Operation::PruneBackups, ResourceType::BACKUP, |work| {
            Box::pin(async move {
                let prune = |alone| self.prune(alone, address, (work.ctx.at, keep), pruning);
                self.alone_with_backups(prune).await.map(Change::of)
            })
        })
        .await
    }

    pub(super) async fn prune(
        &self,
        alone: Alone<'_>,
        address: &str,
        (now, keep): (Timestamp, Duration),
        pruning: Pruning,
    ) -> Result<PrunedBackups, ServiceError> {
        let place = self.backup_targets.open(address).await?;
        let place = place.as_ref();
        let listed = list_kept(place).await?;
        if let Some(error) = listed.damaged.into_iter().next() {
            // What they need is not known.
            return Err(error.into());
        }
        let key = self.verifier_key().await?;
        listed.kept.iter().try_for_each(|kept| kept.check(&key))?;
        if listed.kept.is_empty() {
            // What is there may be of a backup that is not listed yet, or of something else.
            let nothing = format!("there is no backup at {address}");
            return Err(PlaceError::Refused(nothing).into());
        }
        let (old, kept) = divide(listed.kept, now, keep);
        let mut needed = BTreeSet::new();
        for kept in &kept {
            needed.extend(kept.objects(place).await?.0.into_keys());
            needed.extend(names::of_backup(&kept.notice.id));
        }
        let notices: BTreeSet<_> = old.iter().map(|kept| names::notice(&kept.notice.id)).collect();
        let mut unneeded = Vec::new();
        for start in [names::BACKUPS, names::KEYS, names::BLOBS, names::CHUNKS] {
            let there = place.list(start).await?.into_iter();
            // What one that was cut off has left is among it.
            unneeded.extend(there.filter(|it| !needed.contains(it) && !notices.contains(it)));
        }
        if pruning == Pruning::Real {
            // First, so that it is never a backup that lacks something.
            for notice in &notices {
                alone.check().await?;
                place.remove(notice).await?;
                fault::reach(FaultPoint::BackupUnlisted);
            }
            for name in &unneeded {
                // It may be of a backup that another server makes at this moment.
                alone.check().await?;
                place.remove(name).await?;
                fault::reach(FaultPoint::BackupObjectRemoved);
            }
        }
        let clearing = Clearing {
            untouched_since: now.checked_sub(UNFINISHED_AFTER).ok(),
            is_tried: pruning == Pruning::Tried,
        };
        Ok(PrunedBackups {
            removed: old.into_iter().map(|kept| kept.notice.id).collect(),
            kept: kept.len(),
            objects: (notices.len() + unneeded.len()) as u64,
            unfinished: place.clear_unfinished(clearing).await?,
        })
    }
}

/// The backups that go, and those that stay.
fn divide(all: Vec<Kept>, now: Timestamp, keep: Duration) -> (Vec<Kept>, Vec<Kept>) {
    let newest = newest(&all).map(|kept| kept.notice.id.clone());
    all.into_iter().partition(|kept| {
        let is_newest = newest.as_deref() == Some(kept.notice.id.as_str());
        let until = kept.notice.created_at.checked_add(keep);
        // One that would be kept until the end of time is.
        !is_newest && until.is_ok_and(|until| until < now)
    })
}

#[cfg(test)]
mod tests {
    use backup::{FenceHead, Notice, ObjectHash};

    use super::*;

    const DAY: Duration = Duration::from_hours(24);

    fn made(days: i64, fences: u64) -> Kept {
        let created_at = Timestamp::from_second(days * 86_400).expect("in range");
        let fences = FenceHead { number: fences, hash: ObjectHash::of(b"") };
        let (id, deployment, objects) = (days.to_string(), String::new(), ObjectHash::of(b""));
        let notice =
            Notice { id, deployment, created_at, objects, fences, keys: None, timeline: None };
        Kept { notice, note: Vec::new() }
    }

    fn stay(all: Vec<Kept>, now: i64, keep: Duration) -> Vec<String> {
        let now = Timestamp::from_second(now * 86_400).expect("in range");
        divide(all, now, keep).1.into_iter().map(|kept| kept.notice.id).collect()
    }

    #[test]
    fn backups_stay_as_long_as_they_are_kept_and_the_newest_whatever_the_clock_says() {
        let all = || vec![made(1, 0), made(5, 0), made(9, 0)];
        assert_eq!(stay(all(), 10, 6 * DAY), ["5", "9"]);
        assert_eq!(stay(all(), 10, DAY), ["9"]);
        assert_eq!(stay(all(), 10_000, Duration::ZERO), ["9"]);
        assert_eq!(stay(all(), 10_000, Duration::MAX), ["1", "5", "9"]);
        // One that was made while the clock was wrong, and knows of fewer erasures.
        assert_eq!(stay(vec![made(5, 3), made(900, 2)], 10_000, DAY), ["5"]);
    }
}
