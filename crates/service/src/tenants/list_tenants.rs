//! Lists the organisations, newest first. The operator sees names, and nothing inside.

use model::{Operation, ResourceType};
use store::{Selection, Sequence};

use super::{Tenant, TenantBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A page of tenants.
    pub async fn list_tenants(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<Tenant>> {
        self.perform(ctx, Operation::ListTenants, ResourceType::TENANT, |work| {
            Box::pin(self.show_tenants(work, page))
        })
        .await
    }

    async fn show_tenants(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<Tenant>>, ServiceError> {
        let keys = self.keys.tenant(&work.permit).await?;
        let before = page.position(&keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::TENANT);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut tenants = Vec::new();
        for sealed in rows.iter().take(page.size) {
            tenants.push(TenantBody::read(&work.release(sealed).await?)?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| keys.seal_cursor(work.operation, at, self.rng()));
        let returned = tenants.len();
        Ok(Change::of(PageOf { items: tenants, next }).listing(returned))
    }
}
