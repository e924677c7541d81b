//! Shows the versions of a document, newest first.

use model::{Operation, ResourceId, ResourceType};

use super::shown;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{HistoryPage, PageRequest};
use crate::work::{Change, Work};

impl Service {
    /// The versions of a document of the type of this name.
    pub async fn list_document_history(
        &self,
        ctx: &Ctx,
        type_name: &str,
        id: &ResourceId,
        page: &PageRequest,
    ) -> Answer<HistoryPage> {
        self.perform(ctx, Operation::ListDocumentHistory, ResourceType::DOCUMENT, |work| {
            Box::pin(self.show_document_history(work, type_name, id, page))
        })
        .await
    }

    async fn show_document_history(
        &self,
        work: &Work<'_>,
        type_name: &str,
        id: &ResourceId,
        page: &PageRequest,
    ) -> Result<Change<HistoryPage>, ServiceError> {
        let of = work.document_type(type_name).await?;
        let mut change = self.show_resource_history(work, of.kind(), id, None, page).await?;
        change.guards.push(of.guard());
        change.try_map(|HistoryPage { versions, next }| {
            let versions = versions.into_iter().map(shown).collect::<Result<_, _>>()?;
            Ok(HistoryPage { versions, next })
        })
    }
}
