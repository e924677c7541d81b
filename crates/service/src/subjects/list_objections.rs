//! Lists what persons object to.

use model::{Operation, ResourceType};
use store::{Selection, Sequence};

use super::{Objection, RightsBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// What one person objects to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonObjections {
    /// The type and id of the person's own document.
    pub person: Option<(String, String)>,
    /// To what.
    pub objections: Vec<Objection>,
}

impl Service {
    /// A page of persons who object to something. It may have fewer than were asked for, and others follow.
    pub async fn list_objections(
        &self,
        ctx: &Ctx,
        page: &Page,
    ) -> Answer<PageOf<PersonObjections>> {
        self.perform(ctx, Operation::ListObjections, ResourceType::SUBJECT, |work| {
            Box::pin(self.show_objections(work, page))
        })
        .await
    }

    async fn show_objections(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<PersonObjections>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::SUBJECT_RIGHTS);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let mut change = Change::of(());
        let mut items = Vec::new();
        for sealed in rows.iter().take(page.size) {
            let document = match self.open_document(&work.permit, sealed).await {
                // Erased since the rows were listed.
                Err(ServiceError::Gone) => continue,
                document => document?,
            };
            let body: RightsBody =
                serde_json::from_str(&document.body).map_err(|_| ServiceError::Integrity)?;
            if body.objections.is_empty() {
                continue;
            }
            let objections = self.named(body.objections).await?;
            items.push(PersonObjections { person: body.person, objections });
            change = change.showing_rights(work.touch(sealed, &document).await?);
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(change.with(PageOf { items, next }).listing(returned))
    }
}
