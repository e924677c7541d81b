//! Lists what persons say is wrong, as far as nothing has become of it.

use model::{Operation, ResourceType};
use store::{Selection, Sequence};

use super::{Correction, CorrectionBody, CorrectionState};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// What somebody says is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCorrection {
    /// The type and id of the person's own document.
    pub person: (String, String),
    /// What they say.
    pub correction: Correction,
}

impl Service {
    /// A page of what persons say is wrong, and of which that is not decided, newest first. It may have fewer than were
    /// asked for, and others follow.
    pub async fn list_open_corrections(
        &self,
        ctx: &Ctx,
        page: &Page,
    ) -> Answer<PageOf<PersonCorrection>> {
        self.perform(ctx, Operation::ListOpenCorrections, ResourceType::SUBJECT, |work| {
            Box::pin(self.show_open_corrections(work, page))
        })
        .await
    }

    async fn show_open_corrections(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<PersonCorrection>>, ServiceError> {
        let before = page.position(&work.keys, work.operation)?.map(Sequence);
        let selection = Selection::OfKind(ResourceType::CORRECTION);
        let rows = self.records.list_live(&work.permit, selection, before, page.size + 1).await?;
        let (mut change, mut items) = (Change::of(()), Vec::new());
        for sealed in rows.iter().take(page.size) {
            let document = match self.open_document(&work.permit, sealed).await {
                // Erased since the rows were listed.
                Err(ServiceError::Gone) => continue,
                document => document?,
            };
            let body = CorrectionBody::read(&document)?;
            // Of earlier versions it is not kept whose they are; the page of the person shows them.
            let Some(person) = body.person.clone() else { continue };
            let correction = body.show(document.id.clone())?;
            if correction.state == CorrectionState::Open {
                items.push(PersonCorrection { person, correction });
                change = change.showing_rights(work.touch(sealed, &document).await?);
            }
        }
        let next = (rows.len() > page.size).then(|| rows[page.size - 1].born.0);
        let next = next.map(|at| work.keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(change.with(PageOf { items, next }).listing(returned))
    }
}
