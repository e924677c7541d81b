//! Fences: who was erased, as each backup target knows it.

use std::collections::{BTreeSet, HashSet};

use backup::{Fence, FenceHead, Fenced, Notice, ObjectHash, names};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::future::join_all;
use futures_util::try_join;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ledger::VerifierKey;
use model::{ErasureId, FaultPoint, Safeguard, StoreName, TenantId, fault};
use policy::Permit;
use seal::Place;
use store::ObjectPlace;

use super::kept::{FenceWalk, KeptError, find_fence};
use super::list_ours;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::{Service, deletions, erasures};

/// How often another number is tried because somebody else has taken one.
const NUMBERS_MAX: u64 = 100;
/// How many of the newest fences are looked at for one that is there already: if somebody may have been cut off who put
/// it there, and if only somebody who is at work at the same moment may have.
const LOOKED_AT_MAX: u64 = 50;
const LOOKED_AT_FIRST: u64 = 8;
/// How many of them are asked for at the same time.
const ASKED_MAX: usize = 16;

/// What is known of a target before a fence is added there.
#[derive(Clone, Copy)]
enum Known {
    /// All its fences, which end here, and that this one is not among them.
    UpTo(FenceHead),
    Nothing(IsRetried),
}

/// Whether somebody may have been cut off who tried the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IsRetried {
    Yes,
    No,
    /// A restore has done it again, and a place knew of it then: it may stand anywhere among the fences.
    Replayed,
}

impl IsRetried {
    /// Of what is gone on with in the background.
    pub(crate) const fn of_replayed(is_replayed: bool) -> Self {
        if is_replayed { Self::Replayed } else { Self::Yes }
    }
}

impl Service {
    /// Tells every registered target that somebody was erased.
    pub(crate) async fn fence_everywhere(
        &self,
        permit: &Permit,
        erasure: ErasureId,
        body: &[u8],
        is_retried: IsRetried,
    ) -> Result<(), ServiceError> {
        if !Safeguard::FencesAdded.stands() {
            return Ok(());
        }
        let fenced = (permit.tenant(), Fenced::Person(erasure), body);
        self.fence_each(permit, fenced, is_retried, &BTreeSet::new()).await
    }

    /// Tells every registered target that a tenant was deleted, after it knows of everybody who was erased with it:
    /// whoever hears of a deletion decides about nobody. What is said of that is sealed for the deployment: the tenant's
    /// own keys are gone.
    pub(crate) async fn fence_deletion_everywhere(
        &self,
        deletion: ErasureId,
        tenant: TenantId,
        (body, is_retried): (&[u8], IsRetried),
    ) -> Result<(), ServiceError> {
        let behind = self.fence_people().await?;
        let permit = deletions::own_task();
        let fenced = (tenant, Fenced::Tenant(deletion), body);
        self.fence_each(&permit, fenced, is_retried, &behind).await
    }

    /// Tells every registered target of all people of the directory who were erased and may not be known there yet. Gives
    /// those that were not told of all.
    async fn fence_people(&self) -> Result<BTreeSet<String>, ServiceError> {
        let permit = erasures::task(TenantId::DIRECTORY);
        let keys = self.keys.tenant(&permit).await?;
        let mut behind = BTreeSet::new();
        for (id, body) in self.list_erasure_bodies(&permit, &keys).await? {
            if body.is_fenced {
                continue;
            }
            let decided = body.as_decided().encode();
            let fenced = (TenantId::DIRECTORY, Fenced::Person(id), decided.as_slice());
            let is_retried = IsRetried::of_replayed(body.is_replayed);
            if self.fence_each(&permit, fenced, is_retried, &BTreeSet::new()).await.is_err() {
                let addresses = self.backup_targets.list_registered()?.into_iter();
                behind.extend(addresses.filter(|address| self.backup_schedule.refuses(address)));
            }
        }
        Ok(behind)
    }

    /// Adds a fence at every registered target that can be reached, at all of them at the same time, but for some. It
    /// fails if one cannot, or is among those.
    async fn fence_each(
        &self,
        permit: &Permit,
        fenced: (TenantId, Fenced, &[u8]),
        is_retried: IsRetried,
        behind: &BTreeSet<String>,
    ) -> Result<(), ServiceError> {
        let at_one = async |address: String| {
            if behind.contains(&address) {
                return Err(ServiceError::Busy);
            }
            let added = async {
                let target = self.backup_targets.open(&address).await?;
                let known = Known::Nothing(is_retried);
                let to = (address.as_str(), target.as_ref());
                let head = self.add_fence(permit, to, fenced, known).await?;
                self.note_told(&address, head).await?;
                fault::reach(FaultPoint::PlaceFenced);
                Ok::<_, ServiceError>(target)
            };
            let added = added.await;
            self.backup_schedule.note_taken(&address, added.is_ok());
            added
        };
        let addresses = self.backup_targets.list_registered()?;
        let tried = join_all(addresses.into_iter().map(at_one)).await;
        let Some(error) = tried.iter().find_map(|tried| tried.as_ref().err().cloned()) else {
            return Ok(());
        };
        // All is tried again until the last target is back. Those that were told have to know that however long it
        // takes.
        for target in tried.into_iter().flatten() {
            let name = names::fenced(fenced.1.id());
            if let Err(error) = target.put(&name, Vec::new()).await {
                tracing::warn!(%error, "a backup target may be told twice of an erasure");
            }
        }
        Err(error)
    }

    /// Tells a target of all who were erased before it was registered: it may have backups of before, if it was known
    /// once and forgotten. And of all whom it knows no more, if it was put back to an earlier day of itself and has lost
    /// what it had up to a fence. Then it says where its fences end now.
    pub(super) async fn catch_target_up(
        &self,
        address: &str,
        lost: Option<FenceHead>,
    ) -> Result<Option<FenceHead>, ServiceError> {
        if lost.is_none() && self.backup_targets.has_caught_up(address)? {
            return Ok(None);
        }
        let (mut told, mut reached_now) = (FenceHead::default(), None);
        let place = self.backup_targets.open(address).await?;
        if lost.is_some() || !place.list(names::BACKUPS).await?.is_empty() {
            told = self.tell_of_all(address, place.as_ref()).await?;
        }
        if let Some(lost) = lost {
            let reached = self.vouch_again(place.as_ref(), (told, lost)).await?;
            reached_now = Some(reached);
            self.backup_targets.note_told(address, Some(reached.to_string())).await?;
            tracing::error!(
                address,
                "a place was put back to an earlier day of itself, and is told again whom it lacked"
            );
        }
        self.backup_targets.note_caught_up(address).await?;
        Ok(reached_now)
    }

    /// Signs anew what backups of a place say of its erasures, where those are not there any more as they were: what the
    /// place was told again of is all that was known up to there, and more.
    async fn vouch_again(
        &self,
        place: &dyn ObjectPlace,
        (told, lost): (FenceHead, FenceHead),
    ) -> Result<FenceHead, ServiceError> {
        let key = self.verifier_key().await?;
        let mut walk = FenceWalk::new(place, Some(&key));
        let fences = walk.finish().await?;
        if fences.number < told.number {
            // It was put back once more meanwhile.
            return Err(ServiceError::Busy);
        }
        for kept in list_ours(place, &key).await? {
            if walk.check_reach([&kept]).is_ok() {
                continue;
            }
            let name = names::notice(&kept.notice.id);
            if kept.notice.fences.number > lost.number {
                tracing::error!(
                    backup = kept.notice.id,
                    "a backup knows of erasures that are nowhere any more, and is not restored"
                );
            } else if place.size(&name).await?.is_some() {
                // Unless it is being pruned.
                let notice = Notice { fences, ..kept.notice };
                let note = self.sign_text(&notice.text()).await?;
                place.put(&name, note.into_bytes()).await?;
                fault::reach(FaultPoint::PlaceVouchedAgain);
            }
        }
        Ok(fences)
    }

    /// Notes with which fence those of a place ended, so that it shows if the place is put back before it is looked at next.
    async fn note_told(&self, address: &str, head: FenceHead) -> Result<(), ServiceError> {
        let before = self.find_told(address)?;
        if before.is_none_or(|before| before.number < head.number) {
            self.backup_targets.note_told(address, Some(head.to_string())).await?;
        }
        Ok(())
    }

    /// With which fence those of a place ended, as this server has noted it.
    pub(super) fn find_told(&self, address: &str) -> Result<Option<FenceHead>, ServiceError> {
        Ok(self.backup_targets.find_told(address)?.and_then(|told| told.parse().ok()))
    }

    /// Tells a place of all whom it does not know, and says where its fences end then.
    async fn tell_of_all(
        &self,
        address: &str,
        place: &dyn ObjectPlace,
    ) -> Result<FenceHead, ServiceError> {
        let to = (address, place);
        let key = self.verifier_key().await?;
        let (mut walk, mut told) = (FenceWalk::new(place, Some(&key)), HashSet::new());
        while let Some(fence) = walk.next().await? {
            told.insert(fence.fenced.id());
        }
        let mut head = walk.finish().await?;
        let mut known = Known::Nothing(IsRetried::No);
        for tenant in self.keys.list_tenants(&super::own_task()).await? {
            let permit = erasures::task(tenant);
            let keys = self.keys.tenant(&permit).await?;
            for (id, body) in self.list_erasure_bodies(&permit, &keys).await? {
                if told.insert(id) {
                    let body = body.as_decided().encode();
                    let fenced = (tenant, Fenced::Person(id), body.as_slice());
                    head = self.add_fence(&permit, to, fenced, known).await?;
                    known = Known::UpTo(head);
                    fault::reach(FaultPoint::PlaceToldAgain);
                }
            }
        }
        let permit = deletions::own_task();
        for (id, body) in self.list_deletion_bodies().await? {
            if body.deleted_at.is_some() && body.may_be_told() && told.insert(id) {
                let (tenant, encoded) = (body.tenant()?, body.encode());
                let fenced = (tenant, Fenced::Tenant(id), encoded.as_bytes());
                head = self.add_fence(&permit, to, fenced, known).await?;
                known = Known::UpTo(head);
            }
        }
        Ok(head)
    }

    /// Adds a fence behind the last one of a target, and says where they end then. What it says is sealed for the
    /// permit's tenant.
    async fn add_fence(
        &self,
        permit: &Permit,
        (address, target): (&str, &dyn ObjectPlace),
        (tenant, fenced, body): (TenantId, Fenced, &[u8]),
        known: Known,
    ) -> Result<FenceHead, ServiceError> {
        let keys = self.keys.tenant(permit).await?;
        let (reference, key) = keys.newest_data();
        let place = place(permit.tenant(), fenced.id(), reference);
        let message = seal::seal(key, &place, body, self.rng());
        let mut bytes = reference.to_bytes().to_vec();
        bytes.extend(message);
        let sealed = STANDARD.encode(bytes);
        let (mut known, key_of_log) = (known, self.verifier_key().await?);
        for _ in 0..NUMBERS_MAX {
            let head = match known {
                Known::UpTo(head) => head,
                Known::Nothing(is_retried) => {
                    let head = newest_head(target, &key_of_log).await?;
                    let is_there = match is_retried {
                        IsRetried::Replayed => {
                            let (seen, to) = (&self.fences_seen, (address, target));
                            seen.has(to, head, &key_of_log, fenced.id()).await?
                        }
                        _ => is_fenced(target, head, fenced, is_retried).await?,
                    };
                    if is_there {
                        return Ok(head);
                    }
                    head
                }
            };
            let (number, previous, sealed) = (head.number + 1, head.hash, sealed.clone());
            let fence = Fence { number, previous, tenant, fenced, sealed };
            let (name, note) = (names::fence(number), self.sign_text(&fence.text()).await?);
            let is_put = target.put_new(&name, note.clone().into_bytes()).await?;
            // The answer to it may have been lost on the way, and the second try refused for the first.
            if is_put || target.get(&name).await?.as_deref() == Some(note.as_bytes()) {
                return Ok(FenceHead { number, hash: ObjectHash::of(note.as_bytes()) });
            }
            // Perhaps by somebody else who is at work on the same.
            known = Known::Nothing(match known {
                Known::Nothing(IsRetried::Replayed) => IsRetried::Replayed,
                _ => IsRetried::Yes,
            });
        }
        Err(ServiceError::Busy)
    }
}

/// Where the fences of a target end: with one that is ours and follows the one before.
async fn newest_head(
    target: &dyn ObjectPlace,
    key: &VerifierKey,
) -> Result<FenceHead, ServiceError> {
    let names = target.list(names::FENCES).await?;
    let Some(last) = names.last() else { return Ok(FenceHead::default()) };
    let number = names::number_of_fence(last).ok_or(ServiceError::Integrity)?;
    // One that is missing, or was put there by somebody else, would hide all after it.
    if number != names.len() as u64 {
        return Err(ServiceError::Integrity);
    }
    let before = async {
        if number == 1 {
            return Ok(FenceHead::default());
        }
        let found = find_fence(target, number - 1, Some(key)).await?;
        Ok::<_, KeptError>(found.map_or_else(FenceHead::default, |(_, head)| head))
    };
    let (found, before) = try_join!(find_fence(target, number, Some(key)), before)?;
    let (fence, head) = found.ok_or_else(|| KeptError::Gone(last.clone()))?;
    if fence.previous != before.hash {
        return Err(KeptError::Unchained(last.clone()).into());
    }
    Ok(head)
}

/// Whether the newest fences have it already: whoever was cut off tries again soon.
async fn is_fenced(
    target: &dyn ObjectPlace,
    head: FenceHead,
    fenced: Fenced,
    is_retried: IsRetried,
) -> Result<bool, ServiceError> {
    let looked_at = match is_retried {
        IsRetried::Yes if target.get(&names::fenced(fenced.id())).await?.is_some() => {
            return Ok(true);
        }
        IsRetried::Yes | IsRetried::Replayed => LOOKED_AT_MAX,
        IsRetried::No => LOOKED_AT_FIRST,
    };
    let (first, line) = (head.number.saturating_sub(looked_at) + 1, fenced.to_string());
    let names: Vec<_> = (first..=head.number).map(names::fence).collect();
    let asked: Vec<_> = names.iter().map(|name| target.get(name)).collect();
    let mut notes = stream::iter(asked).buffer_unordered(ASKED_MAX);
    while let Some(note) = notes.try_next().await? {
        let note = note.unwrap_or_default();
        if String::from_utf8_lossy(&note).lines().any(|found| found == line) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What a fence says, by the keys of whom it is sealed for: the tenant, or the deployment if it is about one.
pub(super) fn open_fence(keys: &TenantKeys, fence: &Fence) -> Result<Vec<u8>, ServiceError> {
    let bytes = STANDARD.decode(&fence.sealed).map_err(|_| ServiceError::Integrity)?;
    let (reference, message) =
        bytes.split_at_checked(seal::KeyReference::BYTES).ok_or(ServiceError::Integrity)?;
    let reference =
        seal::KeyReference::from_bytes(reference).map_err(|_| ServiceError::Integrity)?;
    let seal::KeyReference::TenantData(version) = reference else {
        return Err(ServiceError::Integrity);
    };
    let key = keys.data(version).ok_or(ServiceError::Integrity)?;
    let tenant = match fence.fenced {
        Fenced::Person(_) => fence.tenant,
        Fenced::Tenant(_) => TenantId::DEPLOYMENT,
    };
    let place = place(tenant, fence.fenced.id(), reference);
    let content = seal::open(key, &place, message).map_err(|_| ServiceError::Integrity)?;
    Ok(content.to_vec())
}

fn place(tenant: TenantId, erasure: ErasureId, key: seal::KeyReference) -> Place<'static> {
    let row = model::RowKey::from_bytes(*erasure.as_bytes());
    Place { tenant, store: StoreName::Records, kind: "fence", row, version: 1, key }
}
