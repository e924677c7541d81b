//! Shows the versions of one FHIR resource, or of all of a type, newest first.

use model::limits::PAGE_SCAN_ROWS_MAX;
use model::{Operation, ResourceId, ResourceType};
use store::{Sequence, Versions};

use super::{PageRequest, StoredVersion};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};
use fhir::search::Period;

/// How many versions are fetched at a time.
const BATCH_ROWS: usize = 200;

/// A page of versions.
#[derive(Debug, Clone)]
pub struct HistoryPage {
    /// The versions, newest first.
    pub versions: Vec<StoredVersion>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

impl Service {
    /// The versions of one resource.
    pub async fn list_resource_history(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        id: &ResourceId,
        since: Option<&str>,
        page: &PageRequest,
    ) -> Answer<HistoryPage> {
        self.perform(ctx, Operation::ListResourceHistory, kind, |work| {
            Box::pin(self.show_resource_history(work, kind, id, since, page))
        })
        .await
    }

    /// The versions of all resources of a type.
    pub async fn list_type_history(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        since: Option<&str>,
        page: &PageRequest,
    ) -> Answer<HistoryPage> {
        self.perform(ctx, Operation::ListTypeHistory, kind, |work| {
            Box::pin(self.show_versions(work, kind, Versions::OfKind(kind), since, page))
        })
        .await
    }

    pub(crate) async fn show_resource_history(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        id: &ResourceId,
        since: Option<&str>,
        page: &PageRequest,
    ) -> Result<Change<HistoryPage>, ServiceError> {
        let row = self.resource_row(&work.permit, kind, id).await?;
        let newest = self.newest(&work.permit, kind, row).await?;
        // Who may not know of it is not told that it has a history.
        work.release_or_hide(&newest.ok_or(ServiceError::NotFound)?).await?;
        self.show_versions(work, kind, Versions::OfRow(row), since, page).await
    }

    async fn show_versions(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        versions: Versions,
        since: Option<&str>,
        page: &PageRequest,
    ) -> Result<Change<HistoryPage>, ServiceError> {
        let since = since.map(period_since).transpose()?;
        let keys = self.keys.tenant(&work.permit).await?;
        let cursor = page.cursor.as_deref();
        let cursor = cursor.map(|cursor| keys.open_cursor(work.operation, cursor)).transpose()?;
        let mut before = cursor.map(Sequence);
        let mut change = Change::of(());
        let mut shown = Vec::new();
        let mut scanned = 0;
        let next = loop {
            let limit = BATCH_ROWS.min(page.size + 1);
            let store = self.documents(kind);
            let rows = store.list_versions(&work.permit, versions, before, limit).await?;
            let exhausted = rows.len() < limit;
            for sealed in rows {
                if shown.len() >= page.size || scanned >= PAGE_SCAN_ROWS_MAX {
                    break;
                }
                scanned += 1;
                before = Some(sealed.sequence);
                let document = match work.release(&sealed).await {
                    Err(error) if error.is_hidden() => continue,
                    released => released?,
                };
                if since.as_ref().is_some_and(|since| document.at < since.start()) {
                    continue;
                }
                let touch = match work.touch(&sealed, &document).await {
                    // Who it is about was erased since it was opened.
                    Err(error) if error.is_hidden() => continue,
                    touch => touch?,
                };
                change = change.showing(touch);
                shown.push(StoredVersion::of(document));
            }
            let full = shown.len() >= page.size || scanned >= PAGE_SCAN_ROWS_MAX;
            if exhausted && !full {
                break None;
            }
            if full {
                let rest = store.list_versions(&work.permit, versions, before, 1).await?;
                break if rest.is_empty() { None } else { before };
            }
        };
        let next = next.map(|at| keys.seal_cursor(work.operation, at.0, self.rng()));
        let returned = shown.len();
        Ok(change.with(HistoryPage { versions: shown, next }).listing(returned))
    }
}

pub(super) fn period_since(text: &str) -> Result<Period, ServiceError> {
    Period::parse(text).ok_or(ServiceError::BadParameter {
        name: "_since".into(),
        expected: "a date or instant, such as 2024-01-31 or 2024-01-31T12:00:00Z",
    })
}
