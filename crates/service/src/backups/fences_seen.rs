//! Which erasures each place knows of, wherever among its fences: read once, and after that only what is new.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use backup::{FenceHead, names};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ledger::VerifierKey;
use model::ErasureId;
use store::ObjectPlace;

use super::fences_known::{ASKED_MAX, find_whole_fence, is_as_left};
use super::kept::KeptError;

/// What was seen of each place, by its address.
#[derive(Default)]
pub(crate) struct SeenFences(Mutex<BTreeMap<String, Seen>>);

/// Of whom a place knew when its fences ended here.
#[derive(Clone, Default)]
struct Seen {
    head: FenceHead,
    erasures: HashSet<ErasureId>,
}

impl SeenFences {
    /// Whether an erasure or a deletion is among the fences of a place, which end here.
    pub(super) async fn has(
        &self,
        (address, place): (&str, &dyn ObjectPlace),
        head: FenceHead,
        key: &VerifierKey,
        erasure: ErasureId,
    ) -> Result<bool, KeptError> {
        let mut seen = self.take(address);
        // The place may have been put back to an earlier day.
        if seen.head.number > head.number || !is_as_left(place, seen.head, key).await? {
            seen = Seen::default();
        }
        let mut fences = stream::iter(seen.head.number + 1..=head.number)
            .map(|number| find_whole_fence(place, number, key))
            .buffered(ASKED_MAX);
        while let Some((fence, next)) = fences.try_next().await? {
            if fence.previous != seen.head.hash {
                return Err(KeptError::Unchained(names::fence(fence.number)));
            }
            seen.head = next;
            seen.erasures.insert(fence.fenced.id());
        }
        let is_there = seen.erasures.contains(&erasure);
        self.keep(address, seen);
        Ok(is_there)
    }

    fn take(&self, address: &str) -> Seen {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.remove(address).unwrap_or_default()
    }

    /// Keeps it unless somebody else has seen more meanwhile.
    fn keep(&self, address: &str, seen: Seen) {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = places.entry(address.to_owned()).or_default();
        if kept.head.number <= seen.head.number {
            *kept = seen;
        }
    }
}
