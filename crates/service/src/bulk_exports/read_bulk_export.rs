//! Gives the resources of a file of a bulk export, part by part.

use fhir::search::View;
use model::limits::{
    BULK_EXPORT_PART_BYTES, BULK_EXPORT_PART_RESOURCES_MAX, BULK_EXPORT_PART_ROWS_MAX,
};
use model::{JobId, Json, Operation};
use store::Document;

use super::rows::{BulkWalk, Wanted};
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
    /// Where the next part goes on, if there is one.
    pub next: Option<BulkWalk>,
}

impl Service {
    /// The first part of a file, or the one that goes on where another one has ended. What is in it leaves an event before it is given; and it is
    /// asked each time whether the caller may have it, and of whom nothing may be shown by now.
    pub async fn read_bulk_export(
        &self,
        ctx: &Ctx,
        id: JobId,
        file: BulkFile,
        behind: Option<&BulkWalk>,
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
        behind: Option<&BulkWalk>,
    ) -> Result<Change<BulkPart>, ServiceError> {
        let (_, body) = self.own_bulk_export(work, id).await?;
        let moment = body.moment.as_ref().ok_or(ServiceError::NotFound)?;
        let files = body.named_files();
        let stored = files.iter().find(|(name, _)| *name == file).map(|(_, stored)| *stored);
        let stored = stored.ok_or(ServiceError::NotFound)?;
        let request = self.request_of(work.permit.tenant(), id).await?;
        let wanted = self.wanted(work, &request, moment).await?;
        let begin = || BulkWalk::behind(stored.behind);
        let walk = behind.cloned().unwrap_or_else(begin);
        self.bulk_part(work, &wanted, stored, walk).await
    }

    async fn bulk_part(
        &self,
        work: &Work<'_>,
        wanted: &Wanted,
        file: &FileBody,
        mut walk: BulkWalk,
    ) -> Result<Change<BulkPart>, ServiceError> {
        let mut change = Change::of(());
        let (mut lines, mut count, mut looked) = (Vec::new(), 0, 0);
        while walk.reached < file.up_to {
            let is_full = count == BULK_EXPORT_PART_RESOURCES_MAX
                || lines.len() >= BULK_EXPORT_PART_BYTES
                || looked == BULK_EXPORT_PART_ROWS_MAX;
            if is_full {
                let part = BulkPart { lines, next: Some(walk) };
                return Ok(change.with(part).listing(count));
            }
            let Some(sealed) = self.next_row(work, wanted, &mut walk).await? else { break };
            looked += 1;
            if walk.reached > file.up_to {
                break;
            }
            let document = match self.wanted_of(work, wanted, (&walk, &sealed)).await {
                // That it is so was said when they were counted, or is found by the reconciler.
                Err(ServiceError::Integrity) => continue,
                document => document?,
            };
            let document = document.filter(|it| it.is_live() != file.is_deleted);
            let Some(document) = document else { continue };
            let touch = match work.touch(&sealed, &document).await {
                // Who it is about was erased since it was opened.
                Err(error) if error.is_hidden() => continue,
                touch => touch?,
            };
            change = change.showing(touch);
            lines.extend_from_slice(line_of(wanted, document)?.as_bytes());
            lines.push(b'\n');
            count += 1;
        }
        Ok(change.with(BulkPart { lines, next: None }).listing(count))
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
