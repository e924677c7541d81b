//! Holds the stores against the fences: databases that were put back to an earlier day do not know whom the
//! places where backups are kept know to be erased.
//!
//! The stores remember of each place up to which fence they know all of them, and of the place they read what came
//! after. So whoever goes back to an earlier day goes back with what they remember, in whichever order people were
//! fenced. Beside the databases it is noted, too, how far that was: a place that is away says nothing.
//!
//! A place may itself be put back to an earlier day. Then it is read from its beginning, and told of what it lacks.

use std::cmp::Ordering;
use std::collections::HashSet;

use backup::{Fence, FenceHead, Fenced, names};
use futures_util::future::try_join_all;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ledger::VerifierKey;
use model::{Operation, Version};
use serde::{Deserialize, Serialize};
use store::{NotedFences, ObjectPlace};

use super::kept::{FenceWalk, KeptError, find_fence};
use super::replay_erasure::Replayed;
use crate::Service;
use crate::erasures::task;
use crate::error::ServiceError;
use crate::keys::KeyError;

/// How many fences are asked for at the same time.
pub(super) const ASKED_MAX: usize = 16;
/// What the id of what is remembered of a place is made with.
const FENCES_KNOWN: &str = "ribcage backup target 1";

/// How the stores stand to a place.
#[derive(Debug)]
pub enum Standing {
    /// They know all of its erasures.
    Even(Reach),
    /// They do not know this many.
    Behind(u64),
    /// They know all of its erasures, but both knew this many more before, as it is noted beside the databases.
    Lost(u64, Reach),
    /// It cannot be said, since the place cannot be reached, or is not as it was left.
    Unknown(ServiceError),
}

/// How far the stores know the fences of a place, and what they remember of that.
#[derive(Debug)]
pub struct Reach {
    known: Known,
    reached: FenceHead,
    /// Up to where the place had fences that are not there any more.
    lost: Option<FenceHead>,
}

/// What the stores remember of a place: up to this fence they know all of them.
#[derive(Debug, Serialize, Deserialize)]
struct KnownBody {
    fences: u64,
    hash: String,
    /// How often the place was put back to an earlier day of itself by then.
    #[serde(default)]
    turn: u64,
}

/// The same as it is used.
#[derive(Debug, Clone, Copy)]
struct Known {
    head: FenceHead,
    turn: u64,
    version: Version,
}

impl Service {
    /// Holds the stores against every registered target.
    pub async fn compare_fences(&self) -> Result<Vec<(String, Standing)>, ServiceError> {
        let compare = async |address: String| {
            let standing = match self.look_at_fences(&address).await {
                Ok(standing) => standing,
                Err(error) => match self.count_unknown_of_away(&address).await? {
                    0 => Standing::Unknown(error),
                    unknown => Standing::Behind(unknown),
                },
            };
            Ok((address, standing))
        };
        // At the same time: one that does not answer takes its time.
        try_join_all(self.backup_targets.list_registered()?.into_iter().map(compare)).await
    }

    /// Remembers of the targets whose erasures are all known that they are. It fails if one cannot be told what it lacks,
    /// after all others were.
    pub async fn record_fences(&self, compared: &[(String, Standing)]) -> Result<(), ServiceError> {
        let mut failed = None;
        for (address, standing) in compared {
            let Standing::Even(reach) = standing else { continue };
            if let Err(error) = self.record_reach(address, reach).await {
                tracing::warn!(address, code = error.code(), "a place is not told what it lacks");
                failed = Some(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn record_reach(
        &self,
        address: &str,
        Reach { known, reached, lost }: &Reach,
    ) -> Result<(), ServiceError> {
        // Before it is remembered how far the place goes, by which is told what it lacks.
        let told = self.catch_target_up(address, *lost).await;
        self.backup_schedule.note_taken(address, told.is_ok());
        // All that was told again is known, too.
        let reached = told?.unwrap_or(*reached);
        let turn = known.turn + u64::from(lost.is_some());
        self.record_fences_of(address, reached, turn).await
    }

    /// Remembers up to which fence of a target all are known, and since which turn of it.
    async fn record_fences_of(
        &self,
        address: &str,
        reached: FenceHead,
        turn: u64,
    ) -> Result<(), ServiceError> {
        let known = self.find_known_fences(address).await?;
        if (known.head, known.turn) != (reached, turn) {
            let id = self.id_about_target(FENCES_KNOWN, address).await?;
            let body = KnownBody { fences: reached.number, hash: reached.hash.to_string(), turn };
            self.keep_body(Operation::RecordFences, (id, known.version.next()), &body).await?;
        }
        // After it, so that it is never ahead of the stores.
        let noted = NotedFences { turn, number: reached.number };
        Ok(self.backup_targets.note_fences(address, noted).await?)
    }

    /// Erases again whomever a registered target knows to be erased and the stores do not. Says how many. It fails if
    /// a target cannot be reached, after those were asked that can.
    pub async fn replay_erasures(&self) -> Result<u64, ServiceError> {
        let key = self.verifier_key().await?;
        let (mut erased, mut failed) = (0, None);
        for address in self.backup_targets.list_registered()? {
            let replayed = async {
                let place = self.backup_targets.open(&address).await?;
                let mut walk = FenceWalk::new(place.as_ref(), Some(&key));
                while let Some(fence) = walk.next().await? {
                    erased += u64::from(self.replay_erasure(&fence).await? == Replayed::Erased);
                }
                walk.finish().await?;
                Ok::<_, ServiceError>(())
            };
            if let Err(error) = replayed.await {
                tracing::error!(address, %error, "what a backup target knows is not erased again");
                failed = Some(error);
            }
        }
        self.work_off_jobs().await?;
        failed.map_or(Ok(erased), Err)
    }

    /// Goes on without the erasures that were noted of targets and that neither those nor the stores know any more, after
    /// both were put back to one day. Says how many there are.
    pub async fn give_up_lost_erasures(&self) -> Result<u64, ServiceError> {
        let mut lost = 0;
        for (address, standing) in self.compare_fences().await? {
            let Standing::Lost(count, Reach { known, reached, .. }) = standing else { continue };
            self.record_fences_of(&address, reached, known.turn + 1).await?;
            tracing::error!(address, count, "erasures that a place knew are given up");
            lost += count;
        }
        Ok(lost)
    }

    /// How many erasures the stores do not know of a target that is away: what was noted of it speaks for it.
    async fn count_unknown_of_away(&self, address: &str) -> Result<u64, ServiceError> {
        let noted = self.backup_targets.find_noted_fences(address)?;
        if noted == NotedFences::default() {
            return Ok(0);
        }
        let Known { head, turn, .. } = self.find_known_fences(address).await?;
        Ok(count_missing_away(noted, NotedFences { turn, number: head.number }))
    }

    async fn look_at_fences(&self, address: &str) -> Result<Standing, ServiceError> {
        let place = self.backup_targets.open(address).await?;
        let place = place.as_ref();
        let key = self.verifier_key().await?;
        let known = self.find_known_fences(address).await?;
        let count = place.list(names::FENCES).await?.len() as u64;
        let mut lost = self.find_lost_fences(place, address).await?;
        // One of those before may be missing that is not the last.
        if count < known.head.number {
            lost = lost.or(Some(known.head));
        }
        let from = if lost.is_none() { known.head } else { FenceHead::default() };
        let (mut reached, mut unknown) = (from, HashSet::new());
        let mut fences = stream::iter(from.number + 1..=count)
            .map(|number| find_whole_fence(place, number, &key))
            .buffered(ASKED_MAX);
        while let Some((fence, head)) = fences.try_next().await? {
            if fence.previous != reached.hash {
                return Err(KeptError::Unchained(names::fence(fence.number)).into());
            }
            reached = head;
            if !self.knows(&fence).await? {
                // One that a place was told of twice is one.
                unknown.insert(fence.fenced.id());
            }
        }
        if !unknown.is_empty() {
            return Ok(Standing::Behind(unknown.len() as u64));
        }
        let noted = self.backup_targets.find_noted_fences(address)?;
        let before = NotedFences { turn: known.turn, number: known.head.number };
        let missing = count_missing(noted, before, reached.number);
        let reach = Reach { known, reached, lost };
        Ok(match missing {
            0 => Standing::Even(reach),
            count => Standing::Lost(count, reach),
        })
    }

    /// Whether nothing is left to be done about an erasure, as far as this deployment is concerned.
    async fn knows(&self, fence: &Fence) -> Result<bool, ServiceError> {
        let erasure = match fence.fenced {
            Fenced::Person(erasure) => erasure,
            Fenced::Tenant(deletion) => return self.is_deletion_known(deletion).await,
        };
        let permit = task(fence.tenant);
        let keys = match self.keys.tenant(&permit).await {
            // The tenant came after what is in the stores, and so did the person; or nothing is left of it.
            Err(KeyError::NoTenant) => return Ok(true),
            keys => keys?,
        };
        Ok(self.find_erasure_body(&permit, &keys, erasure).await?.is_some())
    }

    /// Up to where the stores know the fences of a target, if those are not there, or others in the place of one of them.
    pub(super) async fn find_lost_fences(
        &self,
        place: &dyn ObjectPlace,
        address: &str,
    ) -> Result<Option<FenceHead>, ServiceError> {
        let key = self.verifier_key().await?;
        let known = self.find_known_fences(address).await?.head;
        let told = self.find_told(address)?.filter(|told| told.number > known.number);
        let newest = told.unwrap_or(known);
        let mut is_there = is_as_left(place, known, &key).await?;
        if is_there && told.is_some() {
            is_there = is_as_left(place, newest, &key).await?;
        }
        Ok((!is_there).then_some(newest))
    }

    /// Up to where the stores know all fences of a target.
    async fn find_known_fences(&self, address: &str) -> Result<Known, ServiceError> {
        let id = self.id_about_target(FENCES_KNOWN, address).await?;
        let (version, body) = self.find_body(&id).await?;
        let Some(KnownBody { fences: number, hash, turn }) = body else {
            return Ok(Known { head: FenceHead::default(), turn: 0, version });
        };
        let hash = hash.parse().map_err(|_| ServiceError::Integrity)?;
        Ok(Known { head: FenceHead { number, hash }, turn, version })
    }
}

/// How many erasures were noted of a place that is there, and are neither there nor known: the stores know up to this fence,
/// and the place has so many, all of which are known. Numbers of before it was put back say nothing of those after.
fn count_missing(noted: NotedFences, known: NotedFences, reached: u64) -> u64 {
    match noted.turn.cmp(&known.turn) {
        Ordering::Less => 0,
        Ordering::Equal => noted.number.saturating_sub(known.number.max(reached)),
        Ordering::Greater => noted.number.saturating_sub(reached),
    }
}

/// How many were noted of a place that is away, and are not known. Of different counts it is one, or more.
fn count_missing_away(noted: NotedFences, known: NotedFences) -> u64 {
    match noted.turn.cmp(&known.turn) {
        Ordering::Less => 0,
        Ordering::Equal => noted.number.saturating_sub(known.number),
        Ordering::Greater => noted.number.saturating_sub(known.number).max(1),
    }
}

pub(super) async fn is_as_left(
    place: &dyn ObjectPlace,
    known: FenceHead,
    key: &VerifierKey,
) -> Result<bool, KeptError> {
    if known.number == 0 {
        return Ok(true);
    }
    let found = find_fence(place, known.number, Some(key)).await?;
    Ok(found.is_some_and(|(_, head)| head == known))
}

pub(super) async fn find_whole_fence(
    place: &dyn ObjectPlace,
    number: u64,
    key: &VerifierKey,
) -> Result<(Fence, FenceHead), KeptError> {
    let found = find_fence(place, number, Some(key)).await?;
    found.ok_or_else(|| KeptError::Gone(names::fence(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn noted(turn: u64, number: u64) -> NotedFences {
        NotedFences { turn, number }
    }

    #[test]
    fn what_was_noted_and_is_nowhere_is_missed() {
        for (of_note, known, reached, missing) in [
            // All is as it was, or more was known than noted.
            (noted(0, 5), noted(0, 5), 5, 0),
            (noted(0, 5), noted(0, 5), 7, 0),
            // The place was put back, and the stores know all.
            (noted(0, 5), noted(0, 5), 3, 0),
            // The databases were, and the place has all, which they know again.
            (noted(0, 5), noted(0, 3), 5, 0),
            // Both were.
            (noted(0, 5), noted(0, 3), 3, 2),
            // Another server has told the place again, which has fewer since.
            (noted(0, 5), noted(1, 4), 4, 0),
            // The databases are of before that.
            (noted(1, 4), noted(0, 5), 4, 0),
            (noted(1, 4), noted(0, 5), 3, 1),
        ] {
            assert_eq!(
                count_missing(of_note, known, reached),
                missing,
                "{of_note:?} {known:?} {reached}"
            );
        }
    }

    #[test]
    fn what_was_noted_speaks_for_a_place_that_is_away() {
        for (of_note, known, missing) in [
            (noted(0, 5), noted(0, 5), 0),
            (noted(0, 5), noted(0, 3), 2),
            (noted(0, 9), noted(1, 4), 0),
            (noted(1, 4), noted(0, 9), 1),
        ] {
            assert_eq!(count_missing_away(of_note, known), missing, "{of_note:?} {known:?}");
        }
    }
}
