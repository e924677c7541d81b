//! Holds the stores against the fences: databases that were put back to an earlier day do not know whom the
//! places where backups are kept know to be erased.
//!
//! The stores remember of each place up to which fence they know all of them, and of the place they read what came
//! after. So whoever goes back to an earlier day goes back with what they remember, in whichever order people were
//! fenced. Beside the databases it is noted, too, how far that was: a place that is away says nothing.
//!
//! A place may itself be put back to an earlier day. Then it is read from its beginning, and told of what it lacks.

use backup::{Fence, FenceHead, Fenced, names};
use futures_util::future::try_join_all;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ledger::VerifierKey;
use model::{Operation, Version};
use serde::{Deserialize, Serialize};
use store::ObjectPlace;

use super::kept::{FenceWalk, KeptError, find_fence};
use super::replay_erasure::Replayed;
use crate::Service;
use crate::erasures::task;
use crate::error::ServiceError;
use crate::keys::KeyError;

/// How many fences are asked for at the same time.
const ASKED_MAX: usize = 16;
/// What the id of what is remembered of a place is made with.
const FENCES_KNOWN: &str = "ribcage backup target 1";

/// How the stores stand to a place.
#[derive(Debug)]
pub enum Standing {
    /// They know all of its erasures.
    Even(Reach),
    /// They do not know this many.
    Behind(u64),
    /// It cannot be said, since the place cannot be reached, or is not as it was left.
    Unknown(ServiceError),
}

/// How far the stores know the fences of a place, and how far they remember that they do.
#[derive(Debug)]
pub struct Reach {
    known: FenceHead,
    reached: FenceHead,
    /// Whether what they remember is there.
    is_as_left: bool,
}

/// What the stores remember of a place: up to this fence they know all of them.
#[derive(Debug, Serialize, Deserialize)]
struct KnownBody {
    fences: u64,
    hash: String,
}

impl Service {
    /// Holds the stores against every registered target.
    pub async fn compare_fences(&self) -> Result<Vec<(String, Standing)>, ServiceError> {
        let compare = async |address: String| {
            let standing = match self.look_at_fences(&address).await {
                Ok(standing) => standing,
                Err(error) => match self.count_noted_unknown(&address).await? {
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
        Reach { known, reached, is_as_left }: &Reach,
    ) -> Result<(), ServiceError> {
        let lost = (!is_as_left).then_some(*known);
        // Before it is remembered how far the place goes, by which is told what it lacks.
        let told = self.catch_target_up(address, lost).await;
        self.backup_schedule.note_taken(address, told.is_ok());
        told?;
        if reached != known {
            self.record_fences_of(address, *reached).await?;
        }
        // After it, so that it is never ahead of the stores.
        Ok(self.backup_targets.note_fences(address, reached.number).await?)
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

    /// How many erasures the stores do not know, by what was noted of a target that is away.
    async fn count_noted_unknown(&self, address: &str) -> Result<u64, ServiceError> {
        let Some(noted) = self.backup_targets.find_noted_fences(address)? else { return Ok(0) };
        let (known, _) = self.find_known_fences(address).await?;
        Ok(noted.saturating_sub(known.number))
    }

    async fn look_at_fences(&self, address: &str) -> Result<Standing, ServiceError> {
        let place = self.backup_targets.open(address).await?;
        let place = place.as_ref();
        let key = self.verifier_key().await?;
        let (known, _) = self.find_known_fences(address).await?;
        let count = place.list(names::FENCES).await?.len() as u64;
        let is_as_left = count >= known.number && is_as_left(place, known, &key).await?;
        if !is_as_left {
            tracing::error!(
                address,
                "a place was put back to an earlier day of itself: it is told again whom it lacks"
            );
        }
        let from = if is_as_left { known } else { FenceHead::default() };
        let (mut reached, mut unknown) = (from, 0);
        let mut fences = stream::iter(from.number + 1..=count)
            .map(|number| find_whole_fence(place, number, &key))
            .buffered(ASKED_MAX);
        while let Some((fence, head)) = fences.try_next().await? {
            if fence.previous != reached.hash {
                return Err(KeptError::Unchained(names::fence(fence.number)).into());
            }
            reached = head;
            unknown += u64::from(!self.knows(&fence).await?);
        }
        Ok(match unknown {
            0 => Standing::Even(Reach { known, reached, is_as_left }),
            unknown => Standing::Behind(unknown),
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
        let (known, _) = self.find_known_fences(address).await?;
        let is_as_left = is_as_left(place, known, &self.verifier_key().await?).await?;
        Ok((!is_as_left).then_some(known))
    }

    /// Up to where the stores know all fences of a target, and the version of what says so.
    async fn find_known_fences(&self, address: &str) -> Result<(FenceHead, Version), ServiceError> {
        let id = self.id_about_target(FENCES_KNOWN, address).await?;
        let (version, body) = self.find_body(&id).await?;
        let Some(KnownBody { fences: number, hash }) = body else {
            return Ok((FenceHead::default(), version));
        };
        let hash = hash.parse().map_err(|_| ServiceError::Integrity)?;
        Ok((FenceHead { number, hash }, version))
    }

    async fn record_fences_of(
        &self,
        address: &str,
        reached: FenceHead,
    ) -> Result<(), ServiceError> {
        let (_, before) = self.find_known_fences(address).await?;
        let id = self.id_about_target(FENCES_KNOWN, address).await?;
        let body = KnownBody { fences: reached.number, hash: reached.hash.to_string() };
        self.keep_body(Operation::RecordFences, (id, before.next()), &body).await
    }
}

async fn is_as_left(
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

async fn find_whole_fence(
    place: &dyn ObjectPlace,
    number: u64,
    key: &VerifierKey,
) -> Result<(Fence, FenceHead), KeptError> {
    let found = find_fence(place, number, Some(key)).await?;
    found.ok_or_else(|| KeptError::Gone(names::fence(number)))
}
