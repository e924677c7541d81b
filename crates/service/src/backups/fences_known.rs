//! Holds the stores against the fences: databases that were put back to an earlier day do not know whom the
//! places where backups are kept know to be erased.

use backup::{Fence, Fenced, names};
use store::{ObjectPlace, PlaceError};

use super::kept::{FenceWalk, KeptError, find_fence};
use super::replay_erasure::Replayed;
use crate::Service;
use crate::erasures::task;
use crate::error::ServiceError;
use crate::keys::KeyError;

/// How many erasures in a row have to be known until it is believed that all before them are: they may have been
/// fenced in another order than they were decided in.
const KNOWN_IN_A_ROW: u32 = 16;

/// How the stores stand to a place.
#[derive(Debug)]
pub enum Standing {
    /// They know all of its erasures.
    Even,
    /// They do not know this many.
    Behind(u64),
    /// It cannot be said, since the place cannot be reached, or is not as it was left.
    Unknown(ServiceError),
}

impl Service {
    /// Holds the stores against every registered target.
    pub async fn compare_fences(&self) -> Result<Vec<(String, Standing)>, ServiceError> {
        let mut compared = Vec::new();
        for address in self.backup_targets.list_registered()? {
            let standing = match self.count_unknown(&address).await {
                Ok(0) => Standing::Even,
                Ok(unknown) => Standing::Behind(unknown),
                Err(error) => Standing::Unknown(error),
            };
            compared.push((address, standing));
        }
        Ok(compared)
    }

    /// Erases again whomever a registered target knows to be erased and the stores do not. Says how many.
    pub async fn replay_erasures(&self) -> Result<u64, ServiceError> {
        let key = self.verifier_key().await?;
        let mut erased = 0;
        for address in self.backup_targets.list_registered()? {
            let place = self.backup_targets.open(&address).await?;
            let mut walk = FenceWalk::new(place.as_ref(), Some(&key));
            while let Some(fence) = walk.next().await? {
                erased += u64::from(self.replay_erasure(&fence).await? == Replayed::Erased);
            }
            walk.finish().await?;
        }
        self.work_off_jobs().await?;
        Ok(erased)
    }

    async fn count_unknown(&self, address: &str) -> Result<u64, ServiceError> {
        let place = self.backup_targets.open(address).await?;
        let mut number = count_fences(place.as_ref()).await?;
        let (mut unknown, mut known) = (0, 0);
        let key = self.verifier_key().await?;
        while number > 0 && known < KNOWN_IN_A_ROW {
            let (fence, _) = find_fence(place.as_ref(), number, Some(&key))
                .await?
                .ok_or_else(|| KeptError::Gone(names::fence(number)))?;
            if self.knows(&fence).await? {
                known += 1;
            } else {
                (unknown, known) = (unknown + 1, 0);
            }
            number -= 1;
        }
        Ok(unknown)
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
}

async fn count_fences(place: &dyn ObjectPlace) -> Result<u64, PlaceError> {
    Ok(place.list(names::FENCES).await?.len() as u64)
}
