//! Lists what persons object to.

use model::{Operation, ResourceType};

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
        let change = self.page_of_rights(work, page, |body| !body.objections.is_empty()).await?;
        let mut items = Vec::with_capacity(change.value.items.len());
        for RightsBody { person, objections, .. } in &change.value.items {
            let objections = self.named(objections.clone()).await?;
            items.push(PersonObjections { person: person.clone(), objections });
        }
        Ok(change.map(|PageOf { next, .. }| PageOf { items, next }))
    }
}
