//! Gives the resources of a file of a bulk export, part by part.

use fhir::search::View;
use model::limits::{BULK_EXPORT_PART_BYTES, BULK_EXPORT_PART_RESOURCES_MAX};
use model::{JobId, Json, Operation};
use store::Document;

use super::rows::{BulkPlace, Wanted};
use super::{BulkFile, FileBody};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{StoredVersion, json_of};
use crate::work::{Change, Work};

/// A part of a file of a bulk export.
#[derive(Debug)]
pub struct BulkPart {
    /// Resources, each on a line.
    pub lines: Vec<u8>,
    /// Behind which place the next part begins, if there is one.
    pub next: Option<BulkPlace>,
}

impl Service {
    /// The part of a file that begins behind a place. What is in it leaves an event before it is given; and it is
    /// asked each time whether the caller may have it, and of whom nothing may be shown by now.
    pub async fn read_bulk_export(
        &self,
        ctx: &Ctx,
        id: JobId,
        file: BulkFile,
        behind: Option<BulkPlace>,
    ) -> Answer<BulkPart> {
        self.perform(ctx, Operation::ReadBulkExport, file.kind, |work| {
            Box::pin(self.plan_bulk_part(work, id, file, behind))
        })
        .await
    }

    async fn plan_bulk_part(
        &self,
        work: &Work<'_>,
        id: JobId,
        file: BulkFile,
        behind: Option<BulkPlace>,
    ) -> Result<Change<BulkPart>, ServiceError> {
        let (_, body) = self.own_bulk_export(work, id).await?;
        let moment = body.moment.as_ref().ok_or(ServiceError::NotFound)?;
        let files = body.named_files();
        let stored = files.iter().find(|(name, _)| *name == file).map(|(_, stored)| *stored);
        let stored = stored.ok_or(ServiceError::NotFound)?;
        let request = self.request_of(work.permit.tenant(), id).await?;
        let wanted = self.wanted(work, &request, moment).await?;
        self.bulk_part(work, &wanted, stored, behind.unwrap_or(stored.behind)).await
    }

    async fn bulk_part(
        &self,
        work: &Work<'_>,
        wanted: &Wanted,
        file: &FileBody,
        behind: BulkPlace,
    ) -> Result<Change<BulkPart>, ServiceError> {
        let mut change = Change::of(());
        let (mut lines, mut count) = (Vec::new(), 0);
        let mut place = Some(behind);
        'rows: while let Some(at) = place {
            let (rows, next) = self.rows_behind(work, wanted, at).await?;
            for sealed in &rows {
                if at.of(sealed) > file.up_to {
                    place = None;
                    break 'rows;
                }
                let document = match self.wanted_of(work, wanted, (at, sealed)).await {
                    // That it is so was said when they were counted, or is found by the reconciler.
                    Err(ServiceError::Integrity) => continue,
                    document => document?,
                };
                let document = document.filter(|it| it.is_live() != file.is_deleted);
                let Some(document) = document else { continue };
                change = change.showing(work.touch(sealed, &document).await?);
                lines.extend_from_slice(line_of(wanted, document)?.as_bytes());
                lines.push(b'\n');
                count += 1;
                if count == BULK_EXPORT_PART_RESOURCES_MAX || lines.len() >= BULK_EXPORT_PART_BYTES
                {
                    place = Some(at.of(sealed)).filter(|at| *at < file.up_to);
                    break 'rows;
                }
            }
            place = next.filter(|next| *next < file.up_to);
            tokio::task::yield_now().await;
        }
        Ok(change.with(BulkPart { lines, next: place }).listing(count))
    }
}

/// What a file says of a document: as much of it as is wanted, or that it was deleted.
fn line_of(wanted: &Wanted, document: Document) -> Result<String, ServiceError> {
    if !document.is_live() {
        return Ok(deletion_of(&document));
    }
    if wanted.view != View::Whole
        && let Some(part) = fhir::part(&json_of(&document)?, document.kind, &wanted.view)
    {
        return Ok(part.to_text());
    }
    // Content that is kept apart is left out, as in a search, and that is said.
    StoredVersion::of(document).body.ok_or(ServiceError::Integrity)
}

/// A transaction that deletes it wherever else it is.
fn deletion_of(document: &Document) -> String {
    let text = |text: &str| Json::string(text);
    let url = format!("{}/{}", document.kind, document.id);
    let request = Json::object([("method", text("DELETE")), ("url", text(&url))]);
    let entry = Json::object([("request", request)]);
    Json::object([
        ("resourceType", text("Bundle")),
        ("type", text("transaction")),
        ("entry", Json::Array(vec![entry])),
    ])
    .to_text()
}
