//! A tenant's own keys: the tenant key, row keys, and the data key.

use std::sync::Arc;

use model::{ResourceId, ResourceType, RowKey, StoreName, TenantId};
use policy::Permit;
use seal::{Key, KeyReference, Place, RowKeySecret};
use store::{
    CommitError, GuardFailure, IndexName, KeyServiceError, SecretKind, TenantKeyName,
    TenantKeyRecord, TenantSecret,
};

use super::{KeyError, KeyRing, TURNOVERS_MAX};
use crate::records::id_of_bytes;

/// The row key of every tenant secret: there is one of each kind.
const SECRET_ROW: RowKey = RowKey::from_bytes([0; 16]);

/// Everything of a tenant that is needed all the time, unwrapped.
pub(crate) struct TenantKeys {
    /// Versions of the tenant key, newest last.
    versions: Vec<(u64, Key)>,
    /// Versions of the data key, newest last.
    data: Vec<(u64, Key)>,
    /// Epochs of the search indexes, newest last; none before the first index.
    index: Vec<IndexEpoch>,
    cursor: Key,
    identity_rows: RowKeySecret,
    records_rows: RowKeySecret,
    keys_rows: RowKeySecret,
    /// The seed that signs checkpoints; the deployment's only.
    log_seed: Option<Key>,
}

/// The keys of one epoch of a tenant's search indexes.
pub(crate) struct IndexEpoch {
    epoch: u64,
    identity: Key,
    records: Key,
}

impl IndexEpoch {
    fn new(epoch: u64, secret: &Key) -> Self {
        let identity = secret.derive("ribcage index identity 1");
        Self { epoch, identity, records: secret.derive("ribcage index records 1") }
    }

    /// Its number, from 1.
    pub(crate) const fn number(&self) -> u64 {
        self.epoch
    }

    /// The index of a store in this epoch.
    pub(crate) const fn name(&self, store: StoreName) -> IndexName<'_> {
        let key = match store {
            StoreName::Identity => &self.identity,
            _ => &self.records,
        };
        IndexName { store, epoch: self.epoch, key }
    }
}

impl TenantKeys {
    /// The epochs of the search indexes, newest first.
    pub(crate) fn index_epochs(&self) -> impl DoubleEndedIterator<Item = &IndexEpoch> {
        self.index.iter().rev()
    }

    /// The row key of an id of a type in a store.
    pub(crate) fn row_key(&self, store: StoreName, kind: &str, id: &str) -> RowKey {
        match store {
            StoreName::Identity => self.identity_rows.row_key(kind, id),
            StoreName::Records => self.records_rows.row_key(kind, id),
            StoreName::Keys => self.keys_rows.row_key(kind, id),
        }
    }

    /// The id of a resource that is drawn from a text, without showing it.
    pub(crate) fn drawn_id(&self, kind: ResourceType, text: &str) -> ResourceId {
        // No type has such a name, so this is no row's key.
        let drawn = self.row_key(kind.store(), &format!("{kind}?"), text);
        id_of_bytes(*drawn.as_bytes())
    }

    /// The newest data key and how it is called.
    pub(crate) fn newest_data(&self) -> (KeyReference, &Key) {
        let (version, key) = self.data.last().expect("a tenant without a data key is refused");
        (KeyReference::TenantData(*version), key)
    }

    /// The data key of a version.
    pub(crate) fn data(&self, version: u64) -> Option<&Key> {
        find(&self.data, version)
    }

    /// The key under which cursors are sealed.
    pub(crate) const fn cursor(&self) -> &Key {
        &self.cursor
    }

    /// The seed of the log key; the deployment's only.
    pub(crate) const fn log_seed(&self) -> Option<&Key> {
        self.log_seed.as_ref()
    }

    pub(super) fn version(&self) -> u64 {
        self.newest().0
    }

    pub(super) fn tenant_key(&self) -> &Key {
        &self.newest().1
    }

    pub(super) fn tenant_key_of(&self, version: u64) -> Option<&Key> {
        find(&self.versions, version)
    }

    fn newest(&self) -> &(u64, Key) {
        self.versions.last().expect("a tenant without a tenant key is refused")
    }
}

fn find(keys: &[(u64, Key)], version: u64) -> Option<&Key> {
    keys.iter().find(|(known, _)| *known == version).map(|(_, key)| key)
}

impl KeyRing {
    /// The keys of the permit's tenant.
    pub(crate) async fn tenant(&self, permit: &Permit) -> Result<Arc<TenantKeys>, KeyError> {
        let tenant = permit.tenant();
        if let Some(keys) = self.tenants.find(&tenant) {
            return Ok(keys);
        }
        let mut tries_left = TURNOVERS_MAX;
        loop {
            let record = self.store.find_tenant(permit).await?.ok_or(KeyError::NoTenant)?;
            tries_left -= 1;
            match self.unwrap_tenant(tenant, &record).await {
                Ok(keys) => {
                    let keys = Arc::new(keys);
                    self.tenants.insert(tenant, Arc::clone(&keys));
                    return Ok(keys);
                }
                // It was read while the keys turned over, or the epoch ended right after.
                Err(KeyError::NoKey | KeyError::Service(KeyServiceError::UnknownEpoch(_)))
                    if tries_left > 0 => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Draws and keeps the keys of a new tenant.
    pub(crate) async fn create_tenant(&self, permit: &Permit) -> Result<(), KeyError> {
        let tenant = permit.tenant();
        let deployment = self.deployment;
        let tenant_key = Key::random(self.rng.as_ref());
        let name = TenantKeyName { deployment, tenant, version: 1 };
        let secrets = self.draw_secrets(tenant, &tenant_key);
        for _ in 0..TURNOVERS_MAX {
            let wrapped = self.service.wrap(name, &tenant_key).await?;
            let record = TenantKeyRecord { versions: vec![wrapped], secrets: secrets.clone() };
            match self.store.create_tenant(permit, record).await {
                Err(CommitError::Guard(GuardFailure::Superseded)) => {}
                created => return Ok(created?),
            }
        }
        Err(KeyError::Superseded)
    }

    fn draw_secrets(&self, tenant: TenantId, tenant_key: &Key) -> Vec<TenantSecret> {
        let log = (tenant == TenantId::DEPLOYMENT).then_some(SecretKind::Log);
        SecretKind::OF_TENANT
            .into_iter()
            .chain(log)
            .map(|kind| {
                let secret = Key::random(self.rng.as_ref());
                let place = secret_place(tenant, kind, 1, 1);
                let wrapped = seal::wrap_key(tenant_key, &place, &secret, self.rng.as_ref());
                TenantSecret { kind, version: 1, tenant_key_version: 1, wrapped }
            })
            .collect()
    }

    async fn unwrap_tenant(
        &self,
        tenant: TenantId,
        record: &TenantKeyRecord,
    ) -> Result<TenantKeys, KeyError> {
        let mut versions = Vec::new();
        for wrapped in &record.versions {
            let version = wrapped.version;
            let name = TenantKeyName { deployment: self.deployment, tenant, version };
            let is_newest = Some(wrapped) == record.versions.last();
            match self.service.unwrap(name, wrapped).await {
                Ok(key) => versions.push((version, key)),
                // Its epoch has ended: what still hangs on it, if anything does, opens no more.
                Err(KeyServiceError::UnknownEpoch(_)) if !is_newest => {}
                Err(error) => return Err(error.into()),
            }
        }
        let all = |kind| -> Result<Vec<(u64, Key)>, KeyError> {
            let secrets = record.secrets.iter().filter(|secret| secret.kind == kind);
            secrets
                .map(|secret| {
                    let wrapping =
                        find(&versions, secret.tenant_key_version).ok_or(KeyError::NoKey)?;
                    let place =
                        secret_place(tenant, kind, secret.version, secret.tenant_key_version);
                    let key = seal::unwrap_key(wrapping, &place, &secret.wrapped)?;
                    Ok((secret.version, key))
                })
                .collect()
        };
        let newest = |kind| all(kind).map(|mut secrets| secrets.pop().map(|(_, key)| key));
        let needed = |kind| newest(kind)?.ok_or(KeyError::NoKey);
        let data = all(SecretKind::Data)?;
        let cursor = data.last().ok_or(KeyError::NoKey)?.1.derive("ribcage cursor 1");
        Ok(TenantKeys {
            cursor,
            identity_rows: RowKeySecret::new(&needed(SecretKind::RowIdentity)?),
            records_rows: RowKeySecret::new(&needed(SecretKind::RowRecords)?),
            keys_rows: RowKeySecret::new(&needed(SecretKind::RowKeys)?),
            log_seed: newest(SecretKind::Log)?,
            data,
            index: all(SecretKind::Index)?
                .iter()
                .map(|(epoch, secret)| IndexEpoch::new(*epoch, secret))
                .collect(),
            versions,
        })
    }

    /// Begins the epoch of the tenant's search indexes that follows the one that is known.
    pub(crate) async fn begin_index_epoch(
        &self,
        permit: &Permit,
    ) -> Result<Arc<TenantKeys>, KeyError> {
        let tenant = permit.tenant();
        let secret = Key::random(self.rng.as_ref());
        for _ in 0..TURNOVERS_MAX {
            let keys = self.tenant(permit).await?;
            let version = keys.index.last().map_or(0, |newest| newest.epoch) + 1;
            let place = secret_place(tenant, SecretKind::Index, version, keys.version());
            let wrapped = seal::wrap_key(keys.tenant_key(), &place, &secret, self.rng.as_ref());
            let tenant_key_version = keys.version();
            let secret =
                TenantSecret { kind: SecretKind::Index, version, tenant_key_version, wrapped };
            let added = self.store.add_secret(permit, secret).await;
            self.tenants.remove(&tenant);
            match added {
                Err(CommitError::Guard(GuardFailure::Superseded)) => {}
                added => {
                    added?;
                    return self.tenant(permit).await;
                }
            }
        }
        Err(KeyError::Superseded)
    }

    /// Destroys the keys of the epochs of the tenant's search indexes before this one.
    pub(crate) async fn end_index_epochs_before(
        &self,
        permit: &Permit,
        epoch: u64,
    ) -> Result<(), KeyError> {
        self.store.remove_secrets_before(permit, SecretKind::Index, epoch).await?;
        self.tenants.remove(&permit.tenant());
        Ok(())
    }

    /// The keys of the permit's tenant, looked up again: another server may have changed them.
    pub(crate) async fn tenant_afresh(&self, permit: &Permit) -> Result<Arc<TenantKeys>, KeyError> {
        self.tenants.remove(&permit.tenant());
        self.tenant(permit).await
    }
}

pub(super) fn secret_place(
    tenant: TenantId,
    kind: SecretKind,
    version: u64,
    tenant_key_version: u64,
) -> Place<'static> {
    Place {
        tenant,
        store: StoreName::Keys,
        kind: kind.name(),
        row: SECRET_ROW,
        version,
        key: KeyReference::TenantKey(tenant_key_version),
    }
}
