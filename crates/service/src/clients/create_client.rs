//! Lets a machine sign in, and shows its token once.

use model::{ClientId, LogSubject, Operation, ResourceType, Version};
use store::ClaimChange;

use super::{Client, ClientBody, NewClient, check_name, check_roles, client_row, name_claim};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::token::{Token, TokenKind, TokenParts};
use crate::work::{Change, Work};

impl Service {
    /// Makes a client. Its token is in the answer, and nowhere else ever again. One that signs with keys
    /// of its own gets none.
    pub async fn create_client(
        &self,
        ctx: &Ctx,
        client: &NewClient,
    ) -> Answer<(Client, Option<Token>)> {
        self.perform(ctx, Operation::CreateClient, ResourceType::CLIENT, |work| {
            Box::pin(self.plan_client(work, client))
        })
        .await
    }

    /// A new client with its token. Claiming a tenant makes the first one.
    pub(crate) async fn plan_client(
        &self,
        work: &Work<'_>,
        client: &NewClient,
    ) -> Result<Change<(Client, Option<Token>)>, ServiceError> {
        check_name(&client.name)?;
        check_roles(client.roles)?;
        if client.expires_at.is_some_and(|at| at <= work.ctx.at) {
            let detail = "expires_at lies in the past; a client that cannot sign in is of no use";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        let (permit, at) = (&work.permit, work.ctx.at);
        let keys = self.keys.tenant(permit).await?;
        let id = ClientId::random(self.rng());
        let parts = client
            .keys
            .is_none()
            .then(|| TokenParts::random(TokenKind::Client, permit.tenant(), id, self.rng()));
        let log_subject = LogSubject::random(self.rng());
        let secret = parts.as_ref().map(TokenParts::sha256);
        let body =
            ClientBody::new(client, secret.as_ref(), log_subject, (at, &work.caller.principal));
        let document = body.document(id, Version::FIRST, at);
        let shown = body.client(id, Version::FIRST)?;
        let mut change = Change::of((shown, parts.map(|parts| parts.token())));
        change.claims.push(ClaimChange::Take(name_claim(&keys, &client.name)));
        change.putting(work, client_row(&keys, id), &document).await
    }
}
