//! Ends a machine's right to sign in. Every commit checks it, so it holds from this moment on, on
//! every server.

use model::{ClientId, Operation, ResourceType};
use store::{ClaimChange, Document};

use super::{ClientBody, client_row, name_claim};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Revokes a client.
    pub async fn revoke_client(&self, ctx: &Ctx, id: ClientId) -> Answer<()> {
        self.perform(ctx, Operation::RevokeClient, ResourceType::CLIENT, |work| {
            Box::pin(self.plan_revocation(work, id))
        })
        .await
    }

    async fn plan_revocation(
        &self,
        work: &Work<'_>,
        id: ClientId,
    ) -> Result<Change<()>, ServiceError> {
        let (_, before) = self.live_client(work, id).await?;
        let keys = self.keys.tenant(&work.permit).await?;
        let name = ClientBody::read(&before)?.name;
        let document =
            Document::deleted(before.kind, before.id, before.version.next(), work.ctx.at);
        let mut change = Change::of(());
        change.claims.push(ClaimChange::Release(name_claim(&keys, &name)));
        change.putting(work, client_row(&keys, id), &document).await
    }
}
