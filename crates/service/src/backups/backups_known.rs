//! Which backups of a place the stores know.
//!
//! Stores that were put back to an earlier day do not know those that were made there since. These may be all that is
//! left of what came in between, so nothing is taken away from them before somebody says that they are not needed. What
//! is made there from then on is of another timeline: it has nothing of what they have.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use backup::{Notice, Timeline, names};
use model::{Operation, Version};
use serde::{Deserialize, Serialize};

use super::kept::Kept;
use super::list_ours;
use crate::Service;
use crate::error::ServiceError;

/// What the id of what is remembered of a place is made with.
const BACKUPS_KNOWN: &str = "ribcage backups of a target 1";

/// What the stores remember of a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownBody {
    /// The timeline that they are in.
    pub(super) timeline: Option<Timeline>,
    /// The newest backup that they know, and the one that is being made. Of the two only one was put there to its end
    /// if a server died between.
    newest: Vec<String>,
    /// What they did not know and is not needed: timelines, each up to a backup.
    #[serde(default)]
    given_up: Vec<(String, String)>,
    /// The root epoch under which all keys are that are there.
    epoch: Option<u64>,
}

impl KnownBody {
    /// The newest backup that they know, of those that are there.
    fn last(&self, there: &[Kept]) -> Option<&String> {
        let is_there = |id: &&String| there.iter().any(|kept| kept.notice.id == **id);
        self.newest.iter().rev().find(is_there).or(self.newest.first())
    }

    /// Those that they know, of those that are there: what they know came out of it. Names sort in the order in which
    /// backups of a place were made.
    pub(super) fn known<'k>(&'k self, there: &'k [Kept]) -> impl Fn(&Kept) -> bool + 'k {
        let last = self.last(there);
        move |backup| {
            let Notice { id, timeline, .. } = &backup.notice;
            match (&self.timeline, timeline) {
                (Some(mine), Some(theirs)) if mine.id != theirs.id => mine.came_out_of(theirs, id),
                // Of an earlier format: it cannot be told.
                (Some(_), None) => false,
                _ => last.is_some_and(|last| id <= last),
            }
        }
    }

    fn is_given_up(&self, backup: &Kept) -> bool {
        let timeline = timeline_of(backup);
        self.given_up.iter().any(|(id, last)| id == timeline && backup.notice.id <= *last)
    }

    fn unknown<'k>(&'k self, there: &'k [Kept]) -> impl Iterator<Item = &'k Kept> {
        let is_known = self.known(there);
        there.iter().filter(move |kept| !is_known(kept) && !self.is_given_up(kept))
    }

    /// The newest backup that is not known, and not given up.
    pub(super) fn find_unknown(&self, there: &[Kept]) -> Option<String> {
        self.unknown(there).map(|kept| kept.notice.id.clone()).max()
    }

    /// What is to be remembered once another is made beside these: it goes on with what is known, and if there is what
    /// went on from there otherwise, with another timeline.
    fn with(mut self, there: &[Kept], made: &str, random: [u8; 16]) -> Self {
        let last = self.last(there).cloned();
        let has_branched = self.timeline.as_ref().is_none_or(|mine| {
            let is_known = self.known(there);
            there.iter().any(|kept| timeline_of(kept) == mine.id && !is_known(kept))
        });
        if has_branched {
            self.branch(last.as_deref(), random);
        }
        self.newest = last.into_iter().chain([made.to_owned()]).collect();
        self
    }

    /// Goes on from a backup otherwise than what is there. What keys are there is to be seen anew.
    fn branch(&mut self, last: Option<&str>, random: [u8; 16]) {
        let id = hex::encode(random);
        self.timeline = Some(match (self.timeline.take(), last) {
            (Some(mine), Some(last)) => mine.branched(last, id),
            _ => Timeline { id, before: Vec::new() },
        });
        self.epoch = None;
    }

    fn give_up(&mut self, there: &[Kept]) {
        let unknown =
            self.unknown(there).map(|it| (timeline_of(it).to_owned(), it.notice.id.clone()));
        let unknown: Vec<_> = unknown.collect();
        if !unknown.is_empty() {
            self.epoch = None;
        }
        for (timeline, backup) in unknown {
            self.given_up.retain(|(id, last)| *id != timeline || *last > backup);
            self.given_up.push((timeline, backup));
        }
    }
}

/// The name of a backup's timeline; none, of an earlier format.
fn timeline_of(backup: &Kept) -> &str {
    backup.notice.timeline.as_ref().map_or("", |timeline| timeline.id.as_str())
}

/// What a backup is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Somebody wants it.
    Asked(Unknown),
    /// It is due.
    Due,
    /// Every key is under this root epoch, and those before end.
    EpochEnds(u64),
}

/// What becomes of backups of a place that the stores do not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// Nothing is taken away from them.
    Kept,
    /// They are not needed.
    GivenUp,
}

impl Unknown {
    /// Whether somebody has said that they are not needed.
    pub const fn given_up(is_so: bool) -> Self {
        if is_so { Self::GivenUp } else { Self::Kept }
    }
}

/// A place has a backup that these stores do not know.
#[derive(Debug)]
struct OfAnotherDay(String);

impl Error for OfAnotherDay {}

impl fmt::Display for OfAnotherDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} there is not known to the databases, which were put back to an earlier day: no keys and no backups are \
             taken away there before somebody says that it is not needed (`ribcage backup create --give-up-newer`)",
            self.0
        )
    }
}

impl Service {
    /// The newest backup of a place that the stores do not know, and that is not given up.
    pub async fn find_unknown_backup(&self, address: &str) -> Result<Option<String>, ServiceError> {
        let there = self.list_ours_at(address).await?;
        let (_, body) = self.find_known_backups(address).await?;
        Ok(body.find_unknown(&there))
    }

    /// Refuses to take anything away at a place that has backups that the stores do not know.
    pub(super) async fn know_backups(&self, address: &str) -> Result<(), ServiceError> {
        let unknown = self.find_unknown_backup(address).await?;
        unknown.map_or(Ok(()), |id| Err(ServiceError::Unavailable(Arc::new(OfAnotherDay(id)))))
    }

    /// Remembers that a backup is about to be vouched for at a place.
    pub(super) async fn record_backup(
        &self,
        address: &str,
        there: &[Kept],
        made: &str,
    ) -> Result<KnownBody, ServiceError> {
        let (version, body) = self.find_known_backups(address).await?;
        let body = body.with(there, made, self.draw_timeline());
        self.keep_known_backups(address, version, &body).await?;
        Ok(body)
    }

    /// Remembers that the backups of a place that were not known are not needed.
    pub(super) async fn give_up_unknown(
        &self,
        address: &str,
        there: &[Kept],
    ) -> Result<KnownBody, ServiceError> {
        let (version, mut body) = self.find_known_backups(address).await?;
        body.give_up(there);
        self.keep_known_backups(address, version, &body).await?;
        Ok(body)
    }

    /// Remembers that a place has keys of this epoch only; of none, if there are others too.
    pub(super) async fn record_epoch(
        &self,
        address: &str,
        epoch: Option<u64>,
    ) -> Result<(), ServiceError> {
        let (version, body) = self.find_known_backups(address).await?;
        if body.epoch == epoch {
            return Ok(());
        }
        let body = KnownBody { epoch, ..body };
        self.keep_known_backups(address, version, &body).await
    }

    /// Whether a place has keys of this epoch or later ones only, as far as is known. One that cannot be seen has what
    /// it had.
    pub(super) async fn has_renewed(
        &self,
        epoch: u64,
        address: &str,
    ) -> Result<bool, ServiceError> {
        let (_, body) = self.find_known_backups(address).await?;
        if body.epoch.is_none_or(|renewed| renewed < epoch) {
            return Ok(false);
        }
        let listed = async { self.backup_targets.open(address).await?.list(names::BACKUPS).await };
        let Ok(listed) = listed.await else { return Ok(true) };
        // Whoever has put another one behind it did not know it, and where it is not, the place was put back.
        let newest = listed.iter().rev().find_map(|name| names::backup_of_notice(name));
        Ok(newest == body.newest.last().map(String::as_str))
    }

    /// Remembers of a place that everything comes out of this backup, which was restored, and goes on from there. What is
    /// there after it is not known; nor, where that backup is not, what came after the last one that it knew.
    pub async fn record_restored(
        &self,
        address: &str,
        restored: &Notice,
    ) -> Result<(), ServiceError> {
        let there = self.list_ours_at(address).await;
        let (version, mut body) = self.find_known_backups(address).await?;
        let is_there = there.is_ok_and(|there| there.iter().any(|it| it.notice.id == restored.id));
        if is_there {
            body.timeline = restored.timeline.clone();
            body.newest = vec![restored.id.clone()];
        }
        let last = body.newest.last().cloned();
        body.branch(last.as_deref(), self.draw_timeline());
        self.keep_known_backups(address, version, &body).await
    }

    async fn list_ours_at(&self, address: &str) -> Result<Vec<Kept>, ServiceError> {
        let target = self.backup_targets.open(address).await?;
        Ok(list_ours(target.as_ref(), &self.verifier_key().await?).await?)
    }

    fn draw_timeline(&self) -> [u8; 16] {
        let mut random = [0; 16];
        self.rng.fill(&mut random);
        random
    }

    pub(super) async fn find_known_backups(
        &self,
        address: &str,
    ) -> Result<(Version, KnownBody), ServiceError> {
        self.find_body(&self.id_about_target(BACKUPS_KNOWN, address).await?).await
    }

    async fn keep_known_backups(
        &self,
        address: &str,
        before: Version,
        body: &KnownBody,
    ) -> Result<(), ServiceError> {
        let id = self.id_about_target(BACKUPS_KNOWN, address).await?;
        self.keep_body(Operation::RecordBackup, (id, before.next()), body).await
    }
}

#[cfg(test)]
mod tests {
    use backup::{FenceHead, ObjectHash};
    use model::Timestamp;

    use super::*;

    fn kept(timeline: Option<&Timeline>, id: &str) -> Kept {
        let hash = ObjectHash::of(b"");
        let notice = Notice {
            id: id.to_owned(),
            deployment: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
            objects: hash,
            fences: FenceHead { number: 0, hash },
            keys: None,
            timeline: timeline.cloned(),
        };
        Kept { notice, note: Vec::new() }
    }

    /// What is remembered after backups 1 and 2, and these.
    fn two() -> (KnownBody, Vec<Kept>) {
        let first = KnownBody::default().with(&[], "1", [1; 16]);
        let mine = first.timeline.clone();
        let second = first.with(&[kept(mine.as_ref(), "1")], "2", [2; 16]);
        (second, vec![kept(mine.as_ref(), "1"), kept(mine.as_ref(), "2")])
    }

    #[test]
    fn one_backup_after_the_other_is_one_timeline_also_if_one_came_to_no_end() {
        let (second, all) = two();
        // Of the second nothing is there, or the place was put back to an older copy of itself.
        for there in [&all[..], &all[..1], &[]] {
            let third = second.clone().with(there, "3", [3; 16]);
            assert_eq!(third.timeline.clone(), second.timeline.clone());
            let all = [&all[..], &[kept(third.timeline.as_ref(), "3")]].concat();
            assert_eq!(third.find_unknown(&all), None);
        }
        // One that somebody else made when this one had come to no end, whatever the clock said.
        let mine = second.timeline.clone();
        let others = [kept(mine.as_ref(), "1"), kept(mine.as_ref(), "15")];
        assert_eq!(second.find_unknown(&others).as_deref(), Some("15"));
    }

    #[test]
    fn what_was_not_known_stays_so_whatever_is_made_beside_it_and_restored_until_it_is_given_up() {
        let (known, mut there) = two();
        let known = KnownBody { epoch: Some(4), ..known };
        let of_before = known.timeline.clone().expect("one");
        there.push(kept(Some(&of_before), "7"));
        assert_eq!(known.find_unknown(&there).as_deref(), Some("7"));
        let beside = known.with(&there, "8", [2; 16]);
        there.push(kept(beside.timeline.as_ref(), "8"));
        let again = beside.clone().with(&there, "9", [3; 16]);
        there.push(kept(again.timeline.as_ref(), "9"));
        assert_eq!((beside.epoch, beside.timeline.clone()), (None, again.timeline.clone()));
        let mut restored = again.clone();
        restored.branch(Some("9"), [4; 16]);
        for mut body in [beside, again, restored] {
            let timeline = body.timeline.clone().expect("one");
            assert!(
                timeline.came_out_of(&of_before, "2") && !timeline.came_out_of(&of_before, "7")
            );
            assert_eq!(body.find_unknown(&there[..4]).as_deref(), Some("7"));
            body.epoch = Some(5);
            body.give_up(&there);
            assert_eq!((body.find_unknown(&there[..4]), body.epoch), (None, None));
            // What is not there any more need not be given up.
            assert_eq!(body.find_unknown(&there[..2]), None);
        }
    }

    #[test]
    fn nothing_is_known_of_a_place_that_was_never_seen() {
        let there = [kept(None, "5")];
        let body = KnownBody::default().with(&there, "6", [1; 16]);
        assert_eq!(body.find_unknown(&there).as_deref(), Some("5"));
        assert_eq!(body.timeline.clone().map(|timeline| timeline.before), Some(Vec::new()));
    }
}
