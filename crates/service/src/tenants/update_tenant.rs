//! Changes what a tenant has decided about itself.

use model::{BackgroundTask, Operation, ResourceType, TenantId};
use policy::Permit;

use super::{Tenant, TenantBody, check_origins, tenant_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// What is to change; what is not given stays.
#[derive(Debug, Clone, Default)]
pub struct TenantChange {
    /// The origins whose pages may ask this server.
    pub allowed_origins: Option<Vec<String>>,
}

impl Service {
    /// Changes the caller's own tenant.
    pub async fn update_tenant(&self, ctx: &Ctx, change: &TenantChange) -> Answer<Tenant> {
        self.perform(ctx, Operation::UpdateTenant, ResourceType::TENANT, |work| {
            Box::pin(self.plan_tenant_update(work, change))
        })
        .await
    }

    async fn plan_tenant_update(
        &self,
        work: &Work<'_>,
        wanted: &TenantChange,
    ) -> Result<Change<Tenant>, ServiceError> {
        wanted.allowed_origins.as_deref().map_or(Ok(()), check_origins)?;
        let id = work.permit.tenant();
        let row = tenant_row(&work.keys, id);
        let before = self.records.find_newest(&work.permit, row).await?;
        let before = work.release(&before.ok_or(ServiceError::NotFound)?).await?;
        let mut tenant = TenantBody::read(&before)?;
        if let Some(origins) = &wanted.allowed_origins {
            tenant.allowed_origins.clone_from(origins);
        }
        let mut document = TenantBody::new(&tenant).document(id, work.ctx.at);
        document.version = before.version.next();
        Change::of(tenant).putting(work, row, &document).await
    }

    /// Whether pages of an origin may ask for a tenant's things.
    pub async fn allows_origin(
        &self,
        tenant: TenantId,
        origin: &str,
    ) -> Result<bool, ServiceError> {
        let permit = Permit::for_background(BackgroundTask::Authenticate, tenant);
        let keys = self.keys.tenant(&permit).await?;
        let row = tenant_row(&keys, tenant);
        let Some(sealed) = self.records.find_newest(&permit, row).await? else {
            return Ok(false);
        };
        let document = self.policies.release(&permit, self.keys.open(&permit, &sealed).await?)?;
        Ok(TenantBody::read(&document)?.allowed_origins.iter().any(|allowed| allowed == origin))
    }
}
