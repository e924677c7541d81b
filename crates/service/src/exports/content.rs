//! Content that is kept apart from its documents, in an export: a file each, and a list of which document has which.

use store::{BlobReference, Document};

use super::archive::{Lines, Sink};
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

/// The list: a line for each version of a document that has content.
pub(super) fn list() -> Lines {
    Lines::new("content/list")
}

impl Service {
    /// Writes what a version has of content, once for all versions that have the same.
    pub(super) async fn write_content(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        list: &mut Lines,
        document: &Document,
    ) -> Result<(), ServiceError> {
        let Some(reference) = &document.content else { return Ok(()) };
        let Document { kind, id, version, .. } = document;
        let file = format!("content/{}", reference.id);
        let is_whole = sink.contents.contains(&reference.id)
            || self.write_whole(work, sink, &file, reference).await?;
        if !is_whole {
            sink.damaged.push(format!("the content of {kind} {id} version {version}"));
            return Ok(());
        }
        sink.contents.insert(reference.id);
        let line = serde_json::json!({
            "type": kind.name(), "id": id.as_str(), "version": version.0, "file": file,
            "bytes": reference.bytes
        });
        list.push(sink, &line.to_string()).await
    }

    /// Says whether it could be. All of it is opened before the first byte is written: what was begun has to be
    /// as long as was said.
    async fn write_whole(
        &self,
        work: &Work<'_>,
        sink: &mut Sink,
        file: &str,
        reference: &BlobReference,
    ) -> Result<bool, ServiceError> {
        let content = match self.find_content(&work.permit, reference).await {
            Err(ServiceError::Integrity) => return Ok(false),
            content => content?,
        };
        match content.check().await {
            Err(ServiceError::Integrity) => return Ok(false),
            checked => checked?,
        }
        sink.content(file, &content).await?;
        Ok(true)
    }
}
