//! Shows one machine.

use model::{ClientId, Operation, ResourceType};
use store::{Document, DocumentState, Sealed};

use super::{Client, ClientBody, client_row};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// The client of this id.
    pub async fn find_client(&self, ctx: &Ctx, id: ClientId) -> Answer<Client> {
        self.perform(ctx, Operation::FindClient, ResourceType::CLIENT, |work| {
            Box::pin(self.show_client(work, id))
        })
        .await
    }

    async fn show_client(
        &self,
        work: &Work<'_>,
        id: ClientId,
    ) -> Result<Change<Client>, ServiceError> {
        let (sealed, document) = self.live_client(work, id).await?;
        let client = ClientBody::read(&document)?.client(id, document.version)?;
        Ok(Change::of(client).showing(work.touch(&sealed, &document).await?))
    }

    /// The newest version of a client that was not revoked.
    pub(crate) async fn live_client(
        &self,
        work: &Work<'_>,
        id: ClientId,
    ) -> Result<(Sealed, Document), ServiceError> {
        let keys = self.keys.tenant(&work.permit).await?;
        let sealed = self.records.find_newest(&work.permit, client_row(&keys, id)).await?;
        let sealed = sealed.ok_or(ServiceError::NotFound)?;
        let document = work.release(&sealed).await?;
        match document.state {
            DocumentState::Live => Ok((sealed, document)),
            DocumentState::Deleted => Err(ServiceError::Gone),
        }
    }
}
