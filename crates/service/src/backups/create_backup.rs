//! Makes a backup: the stores as they stand at one moment, in chunks that a target keeps once, then the keys.

use std::collections::{BTreeMap, HashSet};

use backup::{
    ChunkKey, FenceHead, KeysFor, Manifest, Notice, ObjectHash, ObjectList, Recipients, Timeline,
    names,
};
use ledger::VerifierKey;
use model::clock::format_instant;
use model::{FaultPoint, JobId, Operation, ResourceType, StoreName, Timestamp, fault};
use store::{JobKind, ObjectPlace, PlaceError, StoreDump};

use super::alone::Alone;
use super::backups_known::{Occasion, Unknown};
use super::kept::{FenceWalk, Kept, KeptError, find_fence, list_kept, newest};
use super::making::Making;
use crate::Service;
use crate::ctx::Ctx;
use crate::erasures::removals;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How often the documents are read at most, if somebody was erased meanwhile or another server has removed something.
const READINGS_MAX: u32 = 4;

/// How often the keys are taken hold of at most, if root epochs begin and end meanwhile.
const HOLDS_MAX: u32 = 8;

/// The keys as they stood at one moment, with the files that a server needs beside its databases, the root keys among
/// them that those are under.
type HeldKeys = (Box<dyn StoreDump>, BTreeMap<String, Vec<u8>>);

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupView {
    /// Its name.
    pub id: String,
    /// When the stores stood as they are in it.
    pub created_at: Timestamp,
    /// How many rows it has.
    pub rows: u64,
    /// How many objects the target did not have before.
    pub new_objects: u64,
    /// How many bytes those are.
    pub new_bytes: u64,
    /// The newest backup beside it that the stores do not know: nothing is taken away from it.
    pub unknown: Option<String>,
}

impl Service {
    /// Makes a backup at a target, and remembers the target.
    pub async fn create_backup(
        &self,
        ctx: &Ctx,
        address: &str,
        unknown: Unknown,
    ) -> Answer<BackupView> {
        let made = self
            .perform(ctx, Operation::CreateBackup, ResourceType::BACKUP, |work| {
                Box::pin(async move {
                    let occasion = Occasion::Asked(unknown);
                    let make = |alone| self.make_backup(alone, work, (address, occasion));
                    let mut change = Change::of(self.alone_with_backups(make).await?);
                    change.jobs = self.renewal_at(address).await?;
                    Ok(change)
                })
            })
            .await;
        self.backup_schedule.has_changed();
        made
    }

    pub(super) async fn make_backup(
        &self,
        alone: Alone<'_>,
        work: &Work<'_>,
        (address, occasion): (&str, Occasion),
    ) -> Result<BackupView, ServiceError> {
        // What cannot be a target is not remembered as one.
        self.backup_targets.open(address).await?;
        // From here on erasures reach it, so none that comes after what is read now is missed.
        let recipients = self.recipients_of_all()?;
        let name = self.backup_targets.register(address).await?;
        let chunk_key = chunk_key(work, &name.mark, &recipients);
        let target = self.backup_targets.open(address).await?;
        let lost = self.find_lost_fences(target.as_ref(), address).await?;
        self.catch_target_up(address, lost).await?;
        let key = self.verifier_key().await?;
        let fences = FenceWalk::new(target.as_ref(), Some(&key)).finish().await?;
        clear_keys(alone, target.as_ref()).await?;
        let kept = list_ours(target.as_ref(), &key).await?;
        let epoch = match occasion {
            Occasion::EpochEnds(epoch) => epoch,
            Occasion::Asked(_) | Occasion::Due => self.oldest_epoch().await?,
        };
        // Before anything is sealed for anybody, and before the stores are read: this backup knows of it, too.
        let (key_recipients, keys) = self.settle_key_recipients(address, &kept, epoch).await?;
        let known = known_objects(target.as_ref(), &kept).await?;
        let created_at = work.ctx.at;
        let id = self.name_of_backup(target.as_ref(), created_at).await?;
        let view =
            BackupView { id, created_at, rows: 0, new_objects: 0, new_bytes: 0, unknown: None };
        let mut making = Making {
            place: target.as_ref(),
            recipients,
            key_recipients,
            known,
            objects: ObjectList::default(),
            view,
        };
        let (deployment, at) = (self.deployment.to_string(), format_instant(created_at));
        let mut manifest = Manifest::new(deployment, at, self.dumps.engine());
        // Older than what they vouch for, and so never ahead of it.
        let unavailable = PlaceError::Unavailable;
        manifest.followed = self.checkpoints.find_followed().map_err(unavailable)?;
        for (log, checkpoint) in self.checkpoints.list().map_err(unavailable)? {
            manifest.checkpoints.insert(log.to_string(), checkpoint);
        }
        let (key_dump, files) =
            self.keep_documents(work, &mut making, &mut manifest, &chunk_key).await?;
        self.keep_blobs(&mut making).await?;
        fault::reach(FaultPoint::BackupDocumentsKept);
        // Whoever was held up meanwhile would put keys back that another server has taken away.
        alone.check().await?;
        making.keys(key_dump, files).await?;
        making.keep(names::manifest(&making.view.id), manifest.encode()).await?;
        fault::reach(FaultPoint::BackupKeysKept);
        // Before it counts, so that whoever dies between the two has not forgotten it.
        let mut known = self.record_backup(address, &kept, &making.view.id).await?;
        let timeline = known.timeline.clone();
        let mut view = self.vouch_for(alone, making, (fences, keys), timeline).await?;
        // Not before it is there.
        if occasion == Occasion::Asked(Unknown::GivenUp) {
            known = self.give_up_unknown(address, &kept).await?;
        }
        view.unknown = known.find_unknown(&kept);
        Ok(view)
    }

    /// Keeps the documents, and takes hold of the keys after them, so that there is a key for each that may still be
    /// read. Whoever is erased takes along the keys of what is about others too, which is written anew without them: that
    /// waits meanwhile, or it would be the documents of before that are kept, and the keys of after.
    async fn keep_documents(
        &self,
        work: &Work<'_>,
        making: &mut Making<'_>,
        manifest: &mut Manifest,
        chunk_key: &ChunkKey,
    ) -> Result<HeldKeys, ServiceError> {
        for reading in 1..=READINGS_MAX {
            let known = self.erasures_under_way().await?;
            let read = self.without_removals(async {
                for (store, dump) in self.dumps.dump_documents(&work.permit).await? {
                    let part = making.documents(chunk_key, dump).await?;
                    manifest.stores.insert(store.name().to_owned(), part);
                }
                fault::reach(FaultPoint::BackupDocumentsRead);
                self.hold_keys(work).await
            });
            if let Some(keys) = read.await? {
                // Who was erased meanwhile cannot be taken out of what is about others too: with their key it is gone who
                // they were, and that they were erased is not among what was read.
                let is_whole = self.erasures_under_way().await?.is_subset(&known);
                if is_whole || reading == READINGS_MAX {
                    return Ok(keys);
                }
            }
            making.begin_again();
        }
        Err(removals::in_use())
    }

    /// The erasures that are not closed.
    async fn erasures_under_way(&self) -> Result<HashSet<JobId>, ServiceError> {
        let (mut found, mut after) = (HashSet::new(), None);
        while let Some(jobs) = self.next_jobs(JobKind::FinishErasure, &mut after).await? {
            found.extend(jobs.into_iter().map(|job| job.id));
        }
        Ok(found)
    }

    /// Takes hold of the keys. Content takes its time after it, and epochs may end in that.
    async fn hold_keys(&self, work: &Work<'_>) -> Result<HeldKeys, ServiceError> {
        for _ in 0..HOLDS_MAX {
            let files = self.backup_targets.files()?;
            let keys = self.dumps.dump_keys(&work.permit).await?;
            if files == self.backup_targets.files()? {
                return Ok((keys, files));
            }
        }
        Err(ServiceError::Busy)
    }

    /// Puts what is signed of a backup beside what was kept for it.
    async fn vouch_for(
        &self,
        alone: Alone<'_>,
        Making { place, objects, view, .. }: Making<'_>,
        (fences, keys): (FenceHead, KeysFor),
        timeline: Option<Timeline>,
    ) -> Result<BackupView, ServiceError> {
        let list = objects.encode();
        let notice = Notice {
            id: view.id.clone(),
            deployment: self.deployment.to_string(),
            created_at: view.created_at,
            objects: ObjectHash::of(list.as_bytes()),
            fences,
            keys: Some(keys),
            timeline,
        };
        // The place may have been put back meanwhile, and told again.
        let there = find_fence(place, fences.number, Some(&self.verifier_key().await?)).await?;
        let is_there = fences.number == 0 || there.is_some_and(|(_, head)| head == fences);
        if !is_there {
            return Err(ServiceError::Busy);
        }
        let note = self.sign_text(&notice.text()).await?;
        place.put(&names::objects(&view.id), list.into_bytes()).await?;
        // Another server may have removed what was of no backup yet.
        alone.check().await?;
        // The last: without it the rest is nothing.
        place.put(&names::notice(&view.id), note.into_bytes()).await?;
        Ok(view)
    }

    async fn name_of_backup(
        &self,
        target: &dyn ObjectPlace,
        now: Timestamp,
    ) -> Result<String, ServiceError> {
        let there = target.list(names::BACKUPS).await?;
        let last = there.iter().rev().find_map(|name| names::backup_of_notice(name));
        let mut random = [0; 4];
        self.rng.fill(&mut random);
        Ok(names::backup(now, last, random))
    }
}

/// What names of chunks are made with at a target, by its mark and for whom they are sealed: the same on every server,
/// and unknown to whoever has no keys. What others cannot open is kept anew for them.
fn chunk_key(work: &Work<'_>, mark: &str, recipients: &Recipients) -> ChunkKey {
    let mut bytes = [0; 32];
    for (half, bytes) in ["1", "2"].into_iter().zip(bytes.chunks_exact_mut(16)) {
        let id = format!("{mark}/{recipients}/{half}");
        bytes.copy_from_slice(work.keys.row_key(StoreName::Records, "chunks", &id).as_bytes());
    }
    ChunkKey::from_bytes(bytes)
}

/// Removes keys of which there is no backup: whoever put them died before its end, or was held up until they were of
/// before.
async fn clear_keys(alone: Alone<'_>, target: &dyn ObjectPlace) -> Result<(), ServiceError> {
    let listed = target.list(names::BACKUPS).await?;
    let listed: HashSet<_> = listed.iter().filter_map(|it| names::backup_of_notice(it)).collect();
    for name in target.list(names::KEYS).await? {
        if names::backup_of_keys(&name).is_some_and(|backup| !listed.contains(backup)) {
            alone.check().await?;
            target.remove(&name).await?;
        }
    }
    Ok(())
}

/// The backups at a target that this deployment has made.
pub(super) async fn list_ours(
    target: &dyn ObjectPlace,
    key: &VerifierKey,
) -> Result<Vec<Kept>, PlaceError> {
    let mut kept = list_kept(target).await?.kept;
    // What somebody else says is there is not leaned on.
    kept.retain(|kept| kept.check(key).is_ok());
    Ok(kept)
}

/// What need not be kept again at a target: nothing, if what says so is damaged.
async fn known_objects(target: &dyn ObjectPlace, kept: &[Kept]) -> Result<ObjectList, PlaceError> {
    match newest_objects(target, kept).await {
        Err(KeptError::Place(error)) => Err(error),
        Err(error) => {
            tracing::error!(%error, "what is kept at a backup target is damaged; all is kept anew");
            Ok(ObjectList::default())
        }
        Ok(known) => Ok(known),
    }
}

/// What the newest backup at a target needs, and is there.
async fn newest_objects(target: &dyn ObjectPlace, kept: &[Kept]) -> Result<ObjectList, KeptError> {
    let Some(newest) = newest(kept) else { return Ok(ObjectList::default()) };
    let mut list = newest.objects(target).await?;
    let mut there = target.list(names::BLOBS).await?;
    // In the order of names.
    there.extend(target.list(names::CHUNKS).await?);
    list.0.retain(|name, _| there.binary_search(name).is_ok());
    Ok(list)
}
