//! Lists exports, newest first.

use model::{Operation, ResourceType};
use store::{Selection, Sequence};

use super::{Export, ExportBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A page of exports.
    pub async fn list_exports(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<Export>> {
        self.perform(ctx, Operation::ListExports, ResourceType::EXPORT, |work| {
            Box::pin(self.show_exports(work, page))
        })
        .await
    }

    async fn show_exports(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<Export>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::EXPORT);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut change = Change::of(());
        let mut items = Vec::new();
        for sealed in rows.iter().take(page.size) {
            let document = match self.open_document(&work.permit, sealed).await {
                // The person was erased since the rows were listed.
                Err(ServiceError::Gone) => continue,
                document => document?,
            };
            let id = document.id.as_str().parse().map_err(|_| ServiceError::Integrity)?;
            let body = ExportBody::read(&document)?;
            items.push(self.show_export(&body, id, work.ctx.at).await?);
            change = change.showing_rights(work.touch(sealed, &document).await?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(change.with(PageOf { items, next }).listing(returned))
    }
}
