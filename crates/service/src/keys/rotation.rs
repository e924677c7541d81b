//! Turning keys over: a tenant gets a new tenant key under the newest epoch, and everything that is
//! wrapped under its old one is wrapped anew. What was erased is not there to be wrapped, so it stays
//! behind, under a key that nothing unwraps once its epoch is destroyed.
//!
//! Every step may be repeated, by whichever server: an interrupted turn is gone on with by beginning
//! again.

use model::{FaultPoint, Rng, TenantId, Timestamp, fault};
use policy::Permit;
use seal::{Key, Place};
use store::{
    CommitError, EpochProgress, GuardFailure, RootEpoch, TenantKeyName, WrappedKey, WrappedName,
    WrappedPlace,
};

use super::subjects::subject_place;
use super::tenant::{TenantKeys, secret_place};
use super::{KeyError, KeyRing, TURNOVERS_MAX, document_key_place};

/// How many keys are wrapped anew in one go.
const KEYS_PER_STEP: usize = 500;

/// What became of a tenant's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Turned {
    /// How many were wrapped anew.
    pub(crate) rewrapped: u64,
    /// How many do not open, and so cannot be. As long as there is one, the old tenant key stays.
    pub(crate) damaged: u64,
}

impl KeyRing {
    /// The epochs that live, oldest first.
    pub(crate) async fn list_epochs(&self) -> Result<Vec<RootEpoch>, KeyError> {
        Ok(self.service.list_epochs().await?)
    }

    /// The newest epoch that anything of the permit's tenant is wrapped under.
    pub(crate) async fn epoch_of_tenant(&self, permit: &Permit) -> Result<u64, KeyError> {
        let record = self.store.find_tenant(permit).await?.ok_or(KeyError::NoTenant)?;
        Ok(record.versions.last().ok_or(KeyError::NoKey)?.epoch)
    }

    /// Begins the epoch after `newest`.
    pub(crate) async fn begin_epoch(
        &self,
        newest: u64,
        at: Timestamp,
    ) -> Result<RootEpoch, KeyError> {
        Ok(self.service.begin_epoch(newest, at).await?)
    }

    /// Destroys all epochs before `first`, under which nothing is wrapped any more.
    pub(crate) async fn destroy_epochs_before(&self, first: u64) -> Result<(), KeyError> {
        Ok(self.service.destroy_epochs_before(first).await?)
    }

    /// Tenants that still have a key under an epoch before this one, the deployment first.
    pub(crate) async fn list_tenants_before_epoch(
        &self,
        permit: &Permit,
        epoch: u64,
        limit: usize,
    ) -> Result<Vec<TenantId>, KeyError> {
        Ok(self.store.list_tenants_before_epoch(permit, epoch, limit).await?)
    }

    /// Waits until whatever was read of the keys store is as durable as what was acknowledged.
    pub(crate) async fn make_durable(&self, permit: &Permit) -> Result<(), KeyError> {
        Ok(self.store.make_durable(permit).await?)
    }

    /// How far the tenants are with an epoch.
    pub(crate) async fn epoch_progress(
        &self,
        permit: &Permit,
        epoch: u64,
    ) -> Result<EpochProgress, KeyError> {
        Ok(self.store.count_tenants_before_epoch(permit, epoch).await?)
    }

    /// Brings everything of the permit's tenant under `epoch` or a later one. `tell` hears of each
    /// step.
    pub(crate) async fn turn_tenant(
        &self,
        permit: &Permit,
        epoch: u64,
        tell: &(dyn Fn(Turned) + Send + Sync),
    ) -> Result<Turned, KeyError> {
        self.add_tenant_key(permit, epoch).await?;
        fault::reach(FaultPoint::TenantKeyAdded);
        self.tenants.remove(&permit.tenant());
        let keys = self.tenant(permit).await?;
        let first = self.walk(permit, &keys, tell).await?;
        // Nothing new comes to hang on the old key, so what a whole walk does not meet is not there.
        let second = self.walk(permit, &keys, &|_| {}).await?;
        if second == Turned::default() {
            self.store.remove_tenant_keys_before(permit, keys.version()).await?;
            fault::reach(FaultPoint::TenantKeysRemoved);
            self.tenants.remove(&permit.tenant());
        }
        Ok(Turned { damaged: second.damaged, ..first })
    }

    /// Sees to it that the newest version of the tenant's key is under `epoch` or a later one.
    async fn add_tenant_key(&self, permit: &Permit, epoch: u64) -> Result<(), KeyError> {
        let tenant = permit.tenant();
        for _ in 0..TURNOVERS_MAX {
            let record = self.store.find_tenant(permit).await?.ok_or(KeyError::NoTenant)?;
            let newest = record.versions.last().ok_or(KeyError::NoKey)?;
            if newest.epoch >= epoch {
                return Ok(());
            }
            let version = newest.version + 1;
            let name = TenantKeyName { deployment: self.deployment, tenant, version };
            let key = Key::random(self.rng.as_ref());
            let wrapped = self.service.wrap(name, &key).await?;
            match self.store.add_tenant_key(permit, wrapped).await {
                // Somebody has begun yet another epoch.
                Err(CommitError::Guard(GuardFailure::Superseded)) => {}
                added => added?,
            }
        }
        Err(KeyError::Superseded)
    }

    /// Wraps anew whatever is not under the newest version yet.
    async fn walk(
        &self,
        permit: &Permit,
        keys: &TenantKeys,
        tell: &(dyn Fn(Turned) + Send + Sync),
    ) -> Result<Turned, KeyError> {
        let mut sum = Turned::default();
        let mut place = Some(WrappedPlace::Secrets);
        while let Some(here) = place {
            let page = self.store.list_wrapped_before(permit, keys.version(), here, KEYS_PER_STEP);
            let page = page.await?;
            place = page.next;
            let found = page.keys.len() as u64;
            let anew: Vec<_> = page
                .keys
                .iter()
                .filter_map(|key| rewrap(permit.tenant(), keys, key, self.rng.as_ref()))
                .collect();
            let rewrapped = anew.len() as u64;
            if rewrapped > 0 {
                self.store.rewrap(permit, anew).await?;
                fault::reach(FaultPoint::KeysRewrapped);
            }
            let step = Turned { rewrapped, damaged: found - rewrapped };
            tell(step);
            sum.rewrapped += step.rewrapped;
            sum.damaged += step.damaged;
            tokio::task::yield_now().await;
        }
        Ok(sum)
    }
}

/// A key wrapped under the newest version, if it opens under the one it was wrapped under.
fn rewrap(
    tenant: TenantId,
    keys: &TenantKeys,
    old: &WrappedKey,
    rng: &dyn Rng,
) -> Option<WrappedKey> {
    let wrapping = keys.tenant_key_of(old.tenant_key_version)?;
    let place = place(tenant, old.name, old.tenant_key_version);
    let key = seal::unwrap_key(wrapping, &place, &old.wrapped).ok()?;
    let version = keys.version();
    let place = self::place(tenant, old.name, version);
    let wrapped = seal::wrap_key(keys.tenant_key(), &place, &key, rng);
    Some(WrappedKey { name: old.name, tenant_key_version: version, wrapped })
}

/// Where a wrapped key stands.
fn place(tenant: TenantId, name: WrappedName, tenant_key_version: u64) -> Place<'static> {
    match name {
        WrappedName::Secret(kind, version) => {
            secret_place(tenant, kind, version, tenant_key_version)
        }
        WrappedName::Subject(row) => subject_place(tenant, row, tenant_key_version),
        WrappedName::Document(id) => document_key_place(tenant, id, tenant_key_version),
    }
}
