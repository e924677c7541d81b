//! Lists who was invited to the caller's own tenant and has not joined yet, newest first.

use model::{Operation, ResourceType};
use store::{Selection, Sequence};

use super::Invitation;
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// A page of invitations, those that are over among them.
    pub async fn list_invitations(&self, ctx: &Ctx, page: &Page) -> Answer<PageOf<Invitation>> {
        self.perform(ctx, Operation::ListInvitations, ResourceType::INVITATION, |work| {
            Box::pin(self.show_invitations(work, page))
        })
        .await
    }

    async fn show_invitations(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<Invitation>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::INVITATION);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let (mut change, mut items) = (Change::of(()), Vec::new());
        for sealed in rows.iter().take(page.size) {
            let document = work.release(sealed).await?;
            items.push(self.invitation(work.permit.tenant(), &document, work.ctx.at).await?);
            change = change.showing(work.touch(sealed, &document).await?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(change.with(PageOf { items, next }).listing(returned))
    }
}
