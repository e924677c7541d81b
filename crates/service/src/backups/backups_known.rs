//! Which backups of a place the stores know.
//!
//! Stores that were put back to an earlier day do not know those that were made there since. These may be all that is
//! left of what came in between, so nothing is taken away from them before somebody says that they are not needed. What
//! is made there from then on is of another timeline: it has nothing of what they have.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use backup::{Notice, Timeline};
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
    timeline: Option<KnownTimeline>,
    /// The newest backup that they know, and the one that is being made. Of the two only one was put there to its end
    /// if a server died between.
    newest: Vec<String>,
    /// The newest of those that they did not know, until it is given up.
    unknown: Option<String>,
    /// The root epoch under which all keys are that are there.
    epoch: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct KnownTimeline {
    id: String,
    before: Vec<(String, String)>,
}

impl KnownBody {
    /// Whether they know a backup. Names sort in the order in which backups of a place were made.
    pub(super) fn knows(&self, backup: &Kept) -> bool {
        self.newest.iter().max().is_some_and(|newest| backup.notice.id <= *newest)
    }

    /// The newest backup that is not known, and not given up.
    fn find_unknown(&self, kept: &[Kept]) -> Option<String> {
        let unknown = kept.iter().filter(|kept| !self.knows(kept)).map(|kept| &kept.notice.id);
        unknown.max().or(self.unknown.as_ref()).cloned()
    }

    /// What is to be remembered once another is made beside these: it goes on with what is known, and if there is what
    /// is not, with another timeline.
    fn with(self, kept: &[Kept], made: &str, random: [u8; 16]) -> Self {
        let last = self.newest.iter().max().cloned();
        let unknown =
            kept.iter().filter(|kept| !self.knows(kept)).map(|kept| &kept.notice.id).max();
        let new = || KnownTimeline { id: hex::encode(random), before: Vec::new() };
        let Some(unknown) = unknown else {
            let timeline = self.timeline.unwrap_or_else(new);
            let newest = last.into_iter().chain([made.to_owned()]).collect();
            return Self { timeline: Some(timeline), newest, ..self };
        };
        let timeline = match (self.timeline, last) {
            (Some(KnownTimeline { id, before }), Some(last)) => {
                let known = Timeline { id, before };
                known.branched(&last, hex::encode(random)).into()
            }
            _ => new(),
        };
        let newest = vec![unknown.clone(), made.to_owned()];
        Self { timeline: Some(timeline), newest, unknown: Some(unknown.clone()), epoch: None }
    }

    /// The timeline that they are in.
    pub(super) fn timeline(&self) -> Option<Timeline> {
        let KnownTimeline { id, before } = self.timeline.clone()?;
        Some(Timeline { id, before })
    }
}

impl From<Timeline> for KnownTimeline {
    fn from(Timeline { id, before }: Timeline) -> Self {
        Self { id, before }
    }
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
        let target = self.backup_targets.open(address).await?;
        let kept = list_ours(target.as_ref(), &self.verifier_key().await?).await?;
        let (_, body) = self.find_known_backups(address).await?;
        Ok(body.find_unknown(&kept))
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
        kept: &[Kept],
        made: &str,
    ) -> Result<KnownBody, ServiceError> {
        let (version, body) = self.find_known_backups(address).await?;
        let mut random = [0; 16];
        self.rng.fill(&mut random);
        let body = body.with(kept, made, random);
        self.keep_known_backups(address, version, &body).await?;
        Ok(body)
    }

    /// Remembers that the backups of a place that were not known are not needed.
    pub(super) async fn give_up_unknown(&self, address: &str) -> Result<(), ServiceError> {
        let (version, body) = self.find_known_backups(address).await?;
        if body.unknown.is_none() {
            return Ok(());
        }
        let body = KnownBody { unknown: None, ..body };
        self.keep_known_backups(address, version, &body).await
    }

    /// Remembers that a place has keys of this epoch only.
    pub(super) async fn record_epoch(&self, address: &str, epoch: u64) -> Result<(), ServiceError> {
        let (version, body) = self.find_known_backups(address).await?;
        if body.epoch == Some(epoch) {
            return Ok(());
        }
        let body = KnownBody { epoch: Some(epoch), ..body };
        self.keep_known_backups(address, version, &body).await
    }

    /// Whether a place has keys of this epoch only, as far as is known.
    pub(super) async fn has_renewed(
        &self,
        epoch: u64,
        address: &str,
    ) -> Result<bool, ServiceError> {
        let (_, body) = self.find_known_backups(address).await?;
        Ok(body.epoch == Some(epoch) && body.unknown.is_none())
    }

    /// Remembers of a place that everything comes out of this backup there: it was restored. Those after it are not
    /// known.
    pub async fn record_restored_from(
        &self,
        address: &str,
        restored: &Notice,
    ) -> Result<(), ServiceError> {
        let (version, body) = self.find_known_backups(address).await?;
        let timeline = restored.timeline.clone().map(Into::into);
        let newest = vec![restored.id.clone()];
        let body = KnownBody { timeline, newest, unknown: None, ..body };
        self.keep_known_backups(address, version, &body).await
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

    fn kept(ids: &[&str]) -> Vec<Kept> {
        let hash = ObjectHash::of(b"");
        let kept = |id: &&str| {
            let notice = Notice {
                id: (*id).to_owned(),
                deployment: String::new(),
                created_at: Timestamp::UNIX_EPOCH,
                objects: hash,
                fences: FenceHead { number: 0, hash },
                keys: None,
                timeline: None,
            };
            Kept { notice, note: Vec::new() }
        };
        ids.iter().map(kept).collect()
    }

    #[test]
    fn one_backup_after_the_other_is_one_timeline_also_if_one_came_to_no_end() {
        let first = KnownBody::default().with(&[], "1", [1; 16]);
        let second = first.clone().with(&kept(&["1"]), "2", [2; 16]);
        // Of the second nothing is there, or the place was put back to an older copy of itself.
        for there in [&["1", "2"][..], &["1"], &[]] {
            let third = second.clone().with(&kept(there), "3", [3; 16]);
            assert_eq!(third.timeline(), first.timeline());
            assert_eq!(third.find_unknown(&kept(&["1", "2", "3"])), None);
        }
    }

    #[test]
    fn what_was_not_known_stays_so_whatever_is_made_beside_it_and_is_in_no_timeline_of_that() {
        let known = KnownBody::default().with(&[], "1", [1; 16]).with(&kept(&["1"]), "2", [1; 16]);
        let known = KnownBody { epoch: Some(4), ..known };
        let of_before = known.timeline().expect("one");
        assert_eq!(known.find_unknown(&kept(&["1", "2", "7"])).as_deref(), Some("7"));
        let beside = known.with(&kept(&["1", "2", "7"]), "8", [2; 16]);
        let again = beside.clone().with(&kept(&["1", "2", "7", "8"]), "9", [3; 16]);
        assert_eq!(beside.epoch, None);
        for body in [beside, again] {
            let timeline = body.timeline().expect("one");
            assert!(
                timeline.came_out_of(&of_before, "2") && !timeline.came_out_of(&of_before, "7")
            );
            assert_eq!(timeline.id, hex::encode([2; 16]));
            assert_eq!(body.find_unknown(&kept(&["1", "2", "7", "8"])).as_deref(), Some("7"));
        }
    }

    #[test]
    fn nothing_is_known_of_a_place_that_was_never_seen() {
        let body = KnownBody::default().with(&kept(&["5"]), "6", [1; 16]);
        assert_eq!(body.find_unknown(&[]).as_deref(), Some("5"));
        assert_eq!(body.timeline().map(|timeline| timeline.before), Some(Vec::new()));
    }
}
