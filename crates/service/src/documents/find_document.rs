//! Shows the newest version of a document.

use model::{Operation, ResourceId, ResourceType};

use super::shown;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::StoredVersion;
use crate::work::{Change, Work};

impl Service {
    /// Reads a document of the type of this name.
    pub async fn find_document(
        &self,
        ctx: &Ctx,
        type_name: &str,
        id: &ResourceId,
    ) -> Answer<StoredVersion> {
        self.perform(ctx, Operation::FindDocument, ResourceType::DOCUMENT, |work| {
            Box::pin(self.show_document(work, type_name, id))
        })
        .await
    }

    async fn show_document(
        &self,
        work: &Work<'_>,
        type_name: &str,
        id: &ResourceId,
    ) -> Result<Change<StoredVersion>, ServiceError> {
        let of = work.document_type(type_name).await?;
        let mut change = self.show_newest(work, of.kind(), id).await?;
        change.guards.push(of.guard());
        change.try_map(shown)
    }
}
