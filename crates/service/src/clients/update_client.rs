//! Changes a machine's name, roles or expiry. The next request is already judged by the new state.

use model::{ClientId, Operation, ResourceType, Version};
use store::ClaimChange;

use super::{Client, ClientBody, ClientChange, check_name, check_roles, client_row, name_claim};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Changes a client. With `expected`, only if that is its newest version.
    pub async fn update_client(
        &self,
        ctx: &Ctx,
        id: ClientId,
        change: &ClientChange,
        expected: Option<Version>,
    ) -> Answer<Client> {
        self.perform(ctx, Operation::UpdateClient, ResourceType::CLIENT, |work| {
            Box::pin(self.plan_client_update(work, id, change, expected))
        })
        .await
    }

    async fn plan_client_update(
        &self,
        work: &Work<'_>,
        id: ClientId,
        wanted: &ClientChange,
        expected: Option<Version>,
    ) -> Result<Change<Client>, ServiceError> {
        wanted.name.as_deref().map_or(Ok(()), check_name)?;
        wanted.roles.map_or(Ok(()), check_roles)?;
        let (_, before) = self.live_client(work, id).await?;
        if expected.is_some_and(|expected| expected != before.version) {
            return Err(ServiceError::VersionMismatch(before.version));
        }
        let keys = self.keys.tenant(&work.permit).await?;
        let mut body = ClientBody::read(&before)?;
        let old_name = body.name.clone();
        body.apply(wanted);
        let document = body.document(id, before.version.next(), work.ctx.at);
        let mut change = Change::of(body.client(id, document.version)?);
        if old_name != body.name {
            change.claims.push(ClaimChange::Release(name_claim(&keys, &old_name)));
            change.claims.push(ClaimChange::Take(name_claim(&keys, &body.name)));
        }
        change.putting(work, client_row(&keys, id), &document).await
    }
}
