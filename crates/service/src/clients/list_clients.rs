//! Lists the machines that may sign in, newest first.

use model::{Operation, ResourceType};
use store::Selection;

use super::{Client, ClientBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A page of clients.
    pub async fn list_clients(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<Client>> {
        self.perform(ctx, Operation::ListClients, ResourceType::CLIENT, |work| {
            Box::pin(self.show_clients(work, page))
        })
        .await
    }

    async fn show_clients(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<Client>>, ServiceError> {
        let keys = self.keys.tenant(&work.permit).await?;
        let before = page.position(&keys, work.operation)?;
        let selection = Selection::OfKind(ResourceType::CLIENT);
        let before = before.map(store::Sequence);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut change = Change::of(());
        let mut clients = Vec::new();
        for sealed in rows.iter().take(page.size) {
            let document = work.release(sealed).await?;
            let id = document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
            clients.push(ClientBody::read(&document)?.client(id, document.version)?);
            change = change.showing(work.touch(sealed, &document).await?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| keys.seal_cursor(work.operation, at, self.rng()));
        let returned = clients.len();
        Ok(change.with(PageOf { items: clients, next }).listing(returned))
    }
}
