//! Deletions: an account ends, with everything in it, and stays gone.
//!
//! One commit closes the account, and leaves a job. When its time has come another commit decides, after which
//! there is no way back; then the keys go, and bit by bit all the rest. It ends when the last root epoch that
//! could open an old copy is destroyed. Any of it may be interrupted anywhere, and is gone on with.

mod body;
mod delete_tenant;
mod find_deletion;
mod finish_deletion;
mod keep_tenant;
mod list_deletions;
mod receipt;
mod remove;

use std::collections::BTreeMap;

use model::{
    BackgroundTask, ErasureId, ResourceType, RowKey, StoreName, TenantId, Timestamp, Version,
};
use policy::Permit;
use store::{Document, Sealed, Selection, TenantState};

use crate::Service;
use crate::erasures::instant;
use crate::error::ServiceError;
use crate::keys::TenantKeys;
use crate::tenants::{Tenant, TenantBody};
use crate::work::Work;

pub(crate) use body::DeletionBody;

/// How many deletions or tenants are read at a time.
const BATCH_ROWS: usize = 500;

/// An account that was to be deleted, as far as that may be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Its id.
    pub id: ErasureId,
    /// Which account it was.
    pub tenant: TenantId,
    /// Why.
    pub reason: String,
    /// When it was asked for: from then on the account was closed.
    pub requested_at: Timestamp,
    /// How far it is.
    pub state: DeletionState,
    /// When the account is deleted, was deleted, or would have been.
    pub deletes_at: Timestamp,
    /// Until when copies of before can be opened by whoever has all keys of that time, or since when they
    /// cannot; nothing before it is deleted.
    pub copies_until: Option<Timestamp>,
    /// The receipt, if it can be given by now: a signed note.
    pub receipt: Option<String>,
}

/// How far a deletion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeletionState {
    /// The account is closed, and can be opened again.
    Waiting,
    /// It was opened again.
    Kept,
    /// There is no way back, and what the account had is being destroyed.
    Decided,
    /// Nothing is left, but what copies of before have.
    Removed,
    /// No copy of before can be opened any more.
    Closed,
}

impl DeletionState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Kept => "kept",
            Self::Decided => "decided",
            Self::Removed => "removed",
            Self::Closed => "closed",
        }
    }
}

/// An account in the deployment's list.
pub(crate) struct Listed {
    row: RowKey,
    version: Version,
    pub(crate) tenant: Tenant,
}

impl Service {
    /// The account of this name or id in the deployment's list.
    async fn find_listed(&self, work: &Work<'_>, name: &str) -> Result<Listed, ServiceError> {
        let selection = Selection::OfKind(ResourceType::TENANT);
        let mut before = None;
        loop {
            let rows = self.records.list_live(&work.permit, selection, before, BATCH_ROWS).await?;
            let Some(last) = rows.last() else { return Err(ServiceError::NotFound) };
            before = Some(last.born);
            for sealed in &rows {
                let tenant = TenantBody::read(&work.release(sealed).await?)?;
                if tenant.name == name || tenant.id.to_string() == name {
                    return Ok(Listed { row: sealed.row, version: sealed.version, tenant });
                }
            }
        }
    }

    /// The account of this id in the deployment's list, as the server itself sees it; nothing if it is gone
    /// from there.
    async fn find_listed_by_id(
        &self,
        keys: &TenantKeys,
        tenant: TenantId,
    ) -> Result<Option<Listed>, ServiceError> {
        let (permit, row) = (own_task(), listed_row(keys, tenant));
        let Some(sealed) = self.records.find_newest(&permit, row).await? else { return Ok(None) };
        if sealed.erased_by().is_some() {
            return Ok(None);
        }
        let document = self.open_of_deployment(&permit, &sealed).await?;
        if !document.is_live() {
            return Ok(None);
        }
        let tenant = TenantBody::read(&document)?;
        Ok(Some(Listed { row, version: sealed.version, tenant }))
    }

    /// When a tenant is deleted, if it is closed.
    pub(crate) async fn ends_at(
        &self,
        tenant: TenantId,
    ) -> Result<Option<Timestamp>, ServiceError> {
        if self.records.find_tenant_state(&task(tenant)).await? == TenantState::Open {
            return Ok(None);
        }
        let keys = self.keys.tenant(&own_task()).await?;
        let listed = self.find_listed_by_id(&keys, tenant).await?;
        let note = listed.and_then(|listed| listed.tenant.deletion);
        note.map(|note| instant(&note.due_at)).transpose()
    }

    /// The newest version of a deletion.
    pub(crate) async fn find_deletion_body(
        &self,
        id: ErasureId,
    ) -> Result<Option<(Version, DeletionBody)>, ServiceError> {
        let permit = own_task();
        let row = deletion_row(&*self.keys.tenant(&permit).await?, id);
        let Some(sealed) = self.records.find_newest(&permit, row).await? else { return Ok(None) };
        let document = self.open_of_deployment(&permit, &sealed).await?;
        Ok(Some((sealed.version, DeletionBody::read(&document)?)))
    }

    /// All tenants that were deleted, each with where it stood in the deployment's list.
    pub(crate) async fn deleted_tenants(&self) -> Result<BTreeMap<TenantId, RowKey>, ServiceError> {
        let keys = self.keys.tenant(&own_task()).await?;
        let bodies = self.list_deletion_bodies().await?;
        let deleted = bodies.iter().filter(|(_, body)| body.deleted_at.is_some());
        deleted
            .map(|(_, body)| body.tenant().map(|tenant| (tenant, listed_row(&keys, tenant))))
            .collect()
    }

    /// All deletions, whatever became of them.
    pub(crate) async fn list_deletion_bodies(
        &self,
    ) -> Result<Vec<(ErasureId, DeletionBody)>, ServiceError> {
        let permit = own_task();
        let keys = self.keys.tenant(&permit).await?;
        let selection = Selection::OfKind(ResourceType::TENANT_DELETION);
        let (mut bodies, mut before) = (Vec::new(), None);
        loop {
            let rows = self.records.list_live(&permit, selection, before, BATCH_ROWS).await?;
            let Some(last) = rows.last() else { return Ok(bodies) };
            before = Some(last.born);
            for sealed in &rows {
                // Whether it opens is found out as for any other row.
                let Ok(document) = self.open_of_deployment(&permit, sealed).await else { continue };
                let body = DeletionBody::read(&document)?;
                let id: ErasureId =
                    document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
                if sealed.row == deletion_row(&keys, id) {
                    bodies.push((id, body));
                }
            }
        }
    }

    async fn open_of_deployment(
        &self,
        permit: &Permit,
        sealed: &Sealed,
    ) -> Result<Document, ServiceError> {
        Ok(self.policies.release(permit, self.keys.open(permit, sealed).await?)?)
    }
}

fn deletion_row(keys: &TenantKeys, id: ErasureId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::TENANT_DELETION.name(), &id.to_string())
}

/// The row of an account in the deployment's list.
fn listed_row(keys: &TenantKeys, tenant: TenantId) -> RowKey {
    keys.row_key(StoreName::Records, ResourceType::TENANT.name(), &tenant.to_string())
}

/// Leave to destroy what a tenant has.
pub(crate) fn task(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::DeleteTenant, tenant)
}

/// Leave to look after deletions themselves, which are the deployment's.
pub(crate) fn own_task() -> Permit {
    task(TenantId::DEPLOYMENT)
}
