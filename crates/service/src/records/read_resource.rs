//! Shows the newest version of a FHIR resource, or a version of the past.

use model::{Operation, ResourceId, ResourceType, Version};
use store::{BlobReference, Document, DocumentState, Sealed};

use super::StoredVersion;
use crate::Service;
use crate::blobs::Content;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

impl Service {
    /// Reads the newest version.
    pub async fn read_resource(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Answer<StoredVersion> {
        self.perform(ctx, Operation::ReadResource, kind, |work| {
            Box::pin(self.show_newest(work, kind, id))
        })
        .await
    }

    /// Reads one version.
    pub async fn read_resource_version(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        version: Version,
    ) -> Answer<StoredVersion> {
        self.perform(ctx, Operation::ReadResourceVersion, kind, |work| {
            Box::pin(self.show_version(work, kind, id, version))
        })
        .await
    }

    pub(crate) async fn show_newest(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
    ) -> Result<Change<StoredVersion>, ServiceError> {
        let row = self.resource_row(&work.permit, kind, id).await?;
        let sealed = self.newest(&work.permit, kind, row).await?;
        show(work, sealed).await
    }

    async fn show_version(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        version: Version,
    ) -> Result<Change<StoredVersion>, ServiceError> {
        let row = self.resource_row(&work.permit, kind, id).await?;
        let newest = self.newest(&work.permit, kind, row).await?;
        let newest = newest.ok_or(ServiceError::NotFound)?;
        // Whose newest version is hidden has no older ones either.
        work.release_or_hide(&newest).await?;
        // A version beyond the newest that counts may be written already and not decided.
        let found = if version > newest.version {
            None
        } else {
            self.documents(kind).find_version(&work.permit, row, version).await?
        };
        show(work, found).await
    }
}

async fn show(
    work: &Work<'_>,
    sealed: Option<Sealed>,
) -> Result<Change<StoredVersion>, ServiceError> {
    let sealed = sealed.ok_or(ServiceError::NotFound)?;
    let document = work.release_or_hide(&sealed).await?;
    if document.state == DocumentState::Deleted {
        return Err(ServiceError::Gone);
    }
    let touch = work.touch(&sealed, &document).await?;
    let content = match &document.content {
        Some(reference) => Some(content_of(work, &document, reference).await?),
        None => None,
    };
    let version = StoredVersion { content, ..StoredVersion::without_content(document) };
    Ok(Change::of(version).showing(touch))
}

/// The content of a document. It may have gone, with whom it is about, since the document was opened.
async fn content_of(
    work: &Work<'_>,
    document: &Document,
    reference: &BlobReference,
) -> Result<Content, ServiceError> {
    let found = work.service.find_content(&work.permit, reference).await;
    if matches!(found, Err(ServiceError::Integrity)) {
        for person in &document.about {
            if work.service.is_erased(&work.permit, *person).await? {
                return Err(ServiceError::Gone);
            }
        }
    }
    found
}
