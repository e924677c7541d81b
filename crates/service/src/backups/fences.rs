//! Fences: who was erased, as each backup target knows it.

use backup::{Fence, FenceHead, Fenced, ObjectHash};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::{ErasureId, StoreName, TenantId};
use policy::Permit;
use seal::Place;
use store::BackupTarget;

use crate::Service;
use crate::deletions;
use crate::error::ServiceError;
use crate::keys::TenantKeys;

/// How often another number is tried because somebody else has taken one.
const NUMBERS_MAX: u64 = 100;
/// How many of the newest fences are looked at for one that is there already.
const LOOKED_AT_MAX: u64 = 50;

impl Service {
    /// Tells every registered target that somebody was erased.
    pub(crate) async fn fence_everywhere(
        &self,
        permit: &Permit,
        erasure: ErasureId,
        body: &[u8],
    ) -> Result<(), ServiceError> {
        for address in self.backup_targets.list_registered()? {
            let target = self.backup_targets.open(&address)?;
            self.fence(permit, target.as_ref(), erasure, body).await?;
        }
        Ok(())
    }

    /// Tells every registered target that a tenant was deleted. What is said of that is sealed for the
    /// deployment: the tenant's own keys are gone.
    pub(crate) async fn fence_deletion_everywhere(
        &self,
        deletion: ErasureId,
        tenant: TenantId,
        body: &[u8],
    ) -> Result<(), ServiceError> {
        let permit = deletions::own_task();
        for address in self.backup_targets.list_registered()? {
            let target = self.backup_targets.open(&address)?;
            let fenced = (tenant, Fenced::Tenant(deletion));
            self.add_fence(&permit, target.as_ref(), fenced, body).await?;
        }
        Ok(())
    }

    /// Adds a fence behind the last one of a target.
    async fn fence(
        &self,
        permit: &Permit,
        target: &dyn BackupTarget,
        erasure: ErasureId,
        body: &[u8],
    ) -> Result<(), ServiceError> {
        self.add_fence(permit, target, (permit.tenant(), Fenced::Person(erasure)), body).await
    }

    async fn add_fence(
        &self,
        permit: &Permit,
        target: &dyn BackupTarget,
        (tenant, fenced): (TenantId, Fenced),
        body: &[u8],
    ) -> Result<(), ServiceError> {
        let keys = self.keys.tenant(permit).await?;
        let (reference, key) = keys.newest_data();
        let place = place(permit.tenant(), fenced.id(), reference);
        let message = seal::seal(key, &place, body, self.rng());
        let mut bytes = reference.to_bytes().to_vec();
        bytes.extend(message);
        let sealed = STANDARD.encode(bytes);
        for _ in 0..NUMBERS_MAX {
            let head = newest_head(target).await?;
            if is_fenced(target, head, fenced).await? {
                return Ok(());
            }
            let (number, previous, sealed) = (head.number + 1, head.hash, sealed.clone());
            let fence = Fence { number, previous, tenant, fenced, sealed };
            let note = self.sign_text(&fence.text()).await?;
            if target.put_new(&Fence::object(number), note.into_bytes()).await? {
                return Ok(());
            }
        }
        Err(ServiceError::Busy)
    }

    /// Holds the fences of a target against each other, and says where they end.
    pub async fn check_fences(&self, target: &dyn BackupTarget) -> Result<FenceHead, ServiceError> {
        let mut head = FenceHead::default();
        while let Some((next, _)) = self.next_fence(target, head).await? {
            head = next;
        }
        if head.number == target.list("fences/").await?.len() as u64 {
            Ok(head)
        } else {
            Err(ServiceError::Integrity)
        }
    }

    /// The fence behind this one, if there is one.
    pub async fn next_fence(
        &self,
        target: &dyn BackupTarget,
        behind: FenceHead,
    ) -> Result<Option<(FenceHead, Fence)>, ServiceError> {
        let number = behind.number + 1;
        let Some(note) = target.get(&Fence::object(number)).await? else { return Ok(None) };
        let fence = Fence::read(&self.opened(&note).await?)?;
        if fence.number != number || fence.previous != behind.hash {
            return Err(ServiceError::Integrity);
        }
        Ok(Some((FenceHead { number, hash: ObjectHash::of(&note) }, fence)))
    }
}

/// Where the fences of a target end, as far as their names say.
async fn newest_head(target: &dyn BackupTarget) -> Result<FenceHead, ServiceError> {
    let names = target.list("fences/").await?;
    let Some(last) = names.last() else { return Ok(FenceHead::default()) };
    let number = last.rsplit('/').next().and_then(|number| number.parse().ok());
    let number: u64 = number.ok_or(ServiceError::Integrity)?;
    // One that is missing, or was put there by somebody else, would hide all after it.
    if number != names.len() as u64 {
        return Err(ServiceError::Integrity);
    }
    let note = target.get(last).await?.ok_or(ServiceError::Integrity)?;
    Ok(FenceHead { number, hash: ObjectHash::of(&note) })
}

/// Whether the newest fences have it already: whoever was cut off tries again soon.
async fn is_fenced(
    target: &dyn BackupTarget,
    head: FenceHead,
    fenced: Fenced,
) -> Result<bool, ServiceError> {
    let first = head.number.saturating_sub(LOOKED_AT_MAX) + 1;
    for number in (first..=head.number).rev() {
        let note = target.get(&Fence::object(number)).await?.unwrap_or_default();
        let text = String::from_utf8_lossy(&note);
        if text.lines().any(|line| line == fenced.to_string()) {
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
