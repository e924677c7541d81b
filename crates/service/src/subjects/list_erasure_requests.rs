//! Lists the persons who want to be erased.

use model::{Operation, ResourceType};

use super::{ErasureRequest, RightsBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// Somebody who wants to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonErasureRequest {
    /// The type and id of the person's own document.
    pub person: (String, String),
    /// What they have asked for.
    pub request: ErasureRequest,
}

impl Service {
    /// A page of persons who want to be erased, and of whom that is not decided. It may have fewer than were asked for,
    /// and others follow.
    pub async fn list_erasure_requests(
        &self,
        ctx: &Ctx,
        page: &Page,
    ) -> Answer<PageOf<PersonErasureRequest>> {
        self.perform(ctx, Operation::ListErasureRequests, ResourceType::SUBJECT, |work| {
            Box::pin(self.show_erasure_requests(work, page))
        })
        .await
    }

    async fn show_erasure_requests(
        &self,
        work: &Work<'_>,
        page: &Page,
    ) -> Result<Change<PageOf<PersonErasureRequest>>, ServiceError> {
        let is_open =
            |body: &RightsBody| body.erasure_request.as_ref().is_some_and(ErasureRequest::is_open);
        let change = self.page_of_rights(work, page, is_open).await?;
        Ok(change.map(|page| {
            let items = page.items.into_iter();
            let items = items.filter_map(|RightsBody { person, erasure_request, .. }| {
                Some(PersonErasureRequest { person: person?, request: erasure_request? })
            });
            PageOf { items: items.collect(), next: page.next }
        }))
    }
}
