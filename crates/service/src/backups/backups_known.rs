//! Which backup the stores know to be the newest of a place.
//!
//! Stores that were put back to an earlier day do not know those that were made there since. These may be all that is
//! left of what came in between, so nothing is taken away from them before somebody says so by making a backup there by
//! hand.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use model::{Operation, Version};
use serde::{Deserialize, Serialize};

use super::kept::{Kept, newest};
use super::list_ours;
use crate::Service;
use crate::error::ServiceError;

/// What the id of what is remembered of a place is made with.
const BACKUPS_KNOWN: &str = "ribcage backups of a target 1";

/// What the stores remember of a place: its newest backup, and the one that is being made there. Of the two only one
/// was put there to its end if a server died between.
#[derive(Debug, Default, Serialize, Deserialize)]
struct KnownBody {
    backups: Vec<String>,
}

impl KnownBody {
    fn knows(&self, backup: Option<&Kept>) -> bool {
        backup.is_none_or(|backup| self.backups.contains(&backup.notice.id))
    }

    /// What is to be remembered once another is made beside those of which this is the newest; nothing else than before,
    /// if that one is not known and nobody has asked for another.
    fn after(&self, occasion: Occasion, newest: Option<&Kept>, made: &str) -> Option<Self> {
        if occasion != Occasion::Asked && !self.knows(newest) {
            return None;
        }
        let before = newest.map(|kept| kept.notice.id.clone());
        Some(Self { backups: before.into_iter().chain([made.to_owned()]).collect() })
    }
}

/// What a backup is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Somebody wants it.
    Asked,
    /// It is due.
    Due,
    /// Every key is under this root epoch, and those before end.
    EpochEnds(u64),
}

/// The newest backup of a place is one that these stores do not know.
#[derive(Debug)]
struct OfAnotherDay(String);

impl Error for OfAnotherDay {}

impl fmt::Display for OfAnotherDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the newest backup there, {}, is not known to the databases, which were put back to an earlier day: its \
             keys stay until a backup is made there by hand",
            self.0
        )
    }
}

impl Service {
    /// The newest backup of a place, if the stores do not know it.
    pub(super) async fn find_unknown_backup(
        &self,
        address: &str,
    ) -> Result<Option<String>, ServiceError> {
        let target = self.backup_targets.open(address).await?;
        let kept = list_ours(target.as_ref(), &self.verifier_key().await?).await?;
        let newest = newest(&kept);
        let (_, body) = self.find_known_backups(address).await?;
        Ok((!body.knows(newest)).then(|| newest.map(|kept| kept.notice.id.clone())).flatten())
    }

    /// Refuses to change anything about the backups of a place the newest of which the stores do not know.
    pub(super) async fn know_newest_backup(&self, address: &str) -> Result<(), ServiceError> {
        let unknown = self.find_unknown_backup(address).await?;
        unknown.map_or(Ok(()), |id| Err(ServiceError::Unavailable(Arc::new(OfAnotherDay(id)))))
    }

    /// Remembers that a backup is about to be vouched for at a place, unless one is there that is not known and nobody
    /// has asked for this one.
    pub(super) async fn record_backup(
        &self,
        occasion: Occasion,
        address: &str,
        (kept, made): (&[Kept], &str),
    ) -> Result<(), ServiceError> {
        let (version, body) = self.find_known_backups(address).await?;
        match body.after(occasion, newest(kept), made) {
            Some(body) => self.keep_known_backups(address, version, body).await,
            None => Ok(()),
        }
    }

    /// Remembers of a place which backup is its newest: what was restored is of one there, and whoever restored it knew
    /// of the others.
    pub async fn record_restored_from(
        &self,
        address: &str,
        newest: &str,
    ) -> Result<(), ServiceError> {
        let (version, _) = self.find_known_backups(address).await?;
        let body = KnownBody { backups: vec![newest.to_owned()] };
        self.keep_known_backups(address, version, body).await
    }

    async fn find_known_backups(
        &self,
        address: &str,
    ) -> Result<(Version, KnownBody), ServiceError> {
        self.find_body(&self.id_about_target(BACKUPS_KNOWN, address).await?).await
    }

    async fn keep_known_backups(
        &self,
        address: &str,
        before: Version,
        body: KnownBody,
    ) -> Result<(), ServiceError> {
        let id = self.id_about_target(BACKUPS_KNOWN, address).await?;
        self.keep_body(Operation::RecordBackup, (id, before.next()), &body).await
    }
}

#[cfg(test)]
mod tests {
    use backup::{FenceHead, Notice, ObjectHash};
    use model::Timestamp;

    use super::*;

    fn kept(id: &str) -> Kept {
        let hash = ObjectHash::of(b"");
        let notice = Notice {
            id: id.to_owned(),
            deployment: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
            objects: hash,
            fences: FenceHead { number: 0, hash },
            keys: None,
        };
        Kept { notice, note: Vec::new() }
    }

    #[test]
    fn a_backup_that_nobody_asked_for_makes_no_other_one_known_that_was_not() {
        let known = KnownBody { backups: vec!["1".to_owned(), "2".to_owned()] };
        let after = |occasion, newest: &str| {
            known.after(occasion, Some(&kept(newest)), "9").map(|body| body.backups)
        };
        for occasion in [Occasion::Due, Occasion::EpochEnds(2)] {
            assert_eq!(after(occasion, "7"), None);
            // The one that was being made may have come to its end, or not.
            assert_eq!(after(occasion, "1"), Some(vec!["1".to_owned(), "9".to_owned()]));
            assert_eq!(after(occasion, "2"), Some(vec!["2".to_owned(), "9".to_owned()]));
            let first = KnownBody::default().after(occasion, None, "9");
            assert_eq!(first.map(|body| body.backups), Some(vec!["9".to_owned()]));
        }
        assert_eq!(after(Occasion::Asked, "7"), Some(vec!["7".to_owned(), "9".to_owned()]));
    }
}
