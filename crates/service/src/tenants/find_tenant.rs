//! Shows the caller's own tenant.

use model::{Operation, ResourceType};

use super::{Tenant, TenantBody, tenant_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// The tenant of the caller's credential.
    pub async fn find_tenant(&self, ctx: &Ctx) -> Answer<Tenant> {
        self.perform(ctx, Operation::FindTenant, ResourceType::TENANT, |work| {
            Box::pin(self.show_tenant(work))
        })
        .await
    }

    async fn show_tenant(&self, work: &Work<'_>) -> Result<Change<Tenant>, ServiceError> {
        let row = tenant_row(&work.keys, work.permit.tenant());
        let sealed = self.records.find_newest(&work.permit, row).await?;
        let sealed = sealed.ok_or(ServiceError::NotFound)?;
        let document = work.release(&sealed).await?;
        let touch = work.touch(&sealed, &document).await?;
        Ok(Change::of(TenantBody::read(&document)?).showing(touch))
    }
}
