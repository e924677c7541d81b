//! Lists the accounts that were to be deleted, newest first.

use model::{Operation, ResourceType};
use store::{Selection, Sequence};

use super::{Deletion, DeletionBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A page of deletions, without their receipts.
    pub async fn list_deletions(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<Deletion>> {
        self.perform(ctx, Operation::ListDeletions, ResourceType::TENANT_DELETION, |work| {
            Box::pin(self.show_deletions(work, page))
        })
        .await
    }

    async fn show_deletions(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<Deletion>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::TENANT_DELETION);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut items = Vec::new();
        for sealed in rows.iter().take(page.size) {
            let document = work.release(sealed).await?;
            let id = document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
            let mut body = DeletionBody::read(&document)?;
            self.look_at_copies(&mut body, work.ctx.at).await?;
            items.push(body.show(id)?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(Change::of(PageOf { items, next }).listing(returned))
    }
}
