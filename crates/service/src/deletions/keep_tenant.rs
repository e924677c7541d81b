//! Opens an account again that was to be deleted.

use model::clock::format_instant;
use model::{Operation, ResourceType};
use store::{TenantChange, TenantState};

use super::{Deletion, deletion_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Opens an account, by its name or id, that is closed and not deleted yet.
    pub async fn keep_tenant(&self, ctx: &Ctx, name: &str) -> Answer<Deletion> {
        self.perform(ctx, Operation::KeepTenant, ResourceType::TENANT, |work| {
            Box::pin(self.plan_keeping(work, name))
        })
        .await
    }

    async fn plan_keeping(
        &self,
        work: &Work<'_>,
        name: &str,
    ) -> Result<Change<Deletion>, ServiceError> {
        let listed = self.find_listed(work, name).await?;
        let Some(note) = listed.tenant.deletion.clone() else {
            return Err(ServiceError::BadRequest("this tenant is not to be deleted".to_owned()));
        };
        let found = self.find_deletion_body(note.id).await?.ok_or(ServiceError::Integrity)?;
        let (version, mut body) = found;
        body.kept_at = Some(format_instant(work.ctx.at));
        let tenant = listed.tenant.id;
        let document = body.document(note.id, version.next(), work.ctx.at);
        let mut change = self
            .relisting(work, listed, None)
            .await?
            .putting(work, deletion_row(&work.keys, note.id), &document)
            .await?;
        change.tenants.push(TenantChange { tenant, state: TenantState::Open });
        Ok(change.with(body.show(note.id)?))
    }
}
