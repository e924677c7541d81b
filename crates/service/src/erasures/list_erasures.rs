//! Lists erasures, newest first.

use model::{Operation, ResourceType};
use store::{Selection, Sequence};

use super::{Erasure, ErasureBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A page of erasures, without their receipts.
    pub async fn list_erasures(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<Erasure>> {
        self.perform(ctx, Operation::ListErasures, ResourceType::ERASURE, |work| {
            Box::pin(self.show_erasures(work, page))
        })
        .await
    }

    async fn show_erasures(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<Erasure>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::ERASURE);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut change = Change::of(());
        let mut items = Vec::new();
        for sealed in rows.iter().take(page.size) {
            let document = work.release(sealed).await?;
            let id = document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
            let body = ErasureBody::read(&document)?;
            items.push(body.show(id, self.key_is_there(&work.permit, &body).await?)?);
            change = change.showing(work.touch(sealed, &document).await?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(change.with(PageOf { items, next }).listing(returned))
    }
}
