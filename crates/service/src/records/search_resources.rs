//! Finds FHIR resources of one type, newest first.
//!
//! Nothing that is searched for stands in a database in the clear, so rows are selected by type,
//! by id or by the pseudonym of the person they are about, and the rest is decided on what is
//! inside, after the rules have released it.

use fhir::search::ReferenceValue;
use model::limits::PAGE_SCAN_ROWS_MAX;
use model::{Json, Operation, ResourceId, ResourceType};
use store::{Document, DocumentState, Sealed, Selection, Sequence};

use super::instants::DateFilter;
use super::{PageRequest, StoredVersion};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How many rows are fetched at a time.
const BATCH_ROWS: usize = 200;
/// How many ids one search may name.
const IDS_MAX: usize = 500;

/// What is searched for. All of it must hold.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// `_id`: one of these.
    pub ids: Option<Vec<String>>,
    /// `_lastUpdated`, as written, each with its prefix.
    pub last_updated: Vec<String>,
    /// Parameters that are references: their name, and what they may point to.
    pub references: Vec<(String, Vec<String>)>,
}

/// A page of what was found.
#[derive(Debug, Clone)]
pub struct SearchPage {
    /// The resources, newest first.
    pub resources: Vec<StoredVersion>,
    /// How many rows of this page could not be shown because what is stored of them was changed.
    pub damaged: usize,
    /// How many there are in all, if that is known.
    pub total: Option<u64>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// A search that can be carried out.
struct Plan {
    ids: Option<Vec<ResourceId>>,
    selection: Option<Selection>,
    dates: Vec<DateFilter>,
    references: Vec<(&'static [fhir::search::Path], Vec<ReferenceValue>)>,
}

/// What a scan has found so far.
struct Scan {
    change: Change<()>,
    found: Vec<StoredVersion>,
    matches: u64,
    damaged: usize,
    scanned: usize,
    last: Option<Sequence>,
}

impl Service {
    /// Searches among the resources of a type.
    pub async fn search_resources(
        &self,
        ctx: &Ctx,
        kind: ResourceType,
        search: &Search,
        page: &PageRequest,
    ) -> Answer<SearchPage> {
        self.perform(ctx, Operation::SearchResources, kind, |work| {
            Box::pin(self.find_resources(work, kind, search, page))
        })
        .await
    }

    async fn find_resources(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        search: &Search,
        page: &PageRequest,
    ) -> Result<Change<SearchPage>, ServiceError> {
        let plan = self.plan_search(work, kind, search).await?;
        let keys = self.keys.tenant(&work.permit).await?;
        let cursor = page.cursor.as_deref();
        let cursor = cursor.map(|cursor| keys.open_cursor(work.operation, cursor)).transpose()?;
        let first_page = cursor.is_none();
        let mut scan = Scan {
            change: Change::of(()),
            found: Vec::new(),
            matches: 0,
            damaged: 0,
            scanned: 0,
            last: cursor.map(Sequence),
        };
        let complete = match (&plan.ids, plan.selection) {
            (Some(ids), _) => {
                self.scan_ids(work, kind, ids, &plan, &mut scan).await?;
                true
            }
            (None, Some(selection)) => {
                self.scan_rows(work, kind, selection, &plan, page.size, &mut scan).await?
            }
            // A search for a person nobody knows finds nothing.
            (None, None) => true,
        };
        let next = if complete { None } else { scan.last };
        let next = next.filter(|_| page.size > 0);
        let next = next.map(|at| keys.seal_cursor(work.operation, at.0, self.rng()));
        let total = (complete && first_page).then_some(scan.matches);
        let returned = scan.found.len();
        let page = SearchPage { resources: scan.found, damaged: scan.damaged, total, next };
        Ok(scan.change.with(page).listing(returned))
    }

    async fn plan_search(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        search: &Search,
    ) -> Result<Plan, ServiceError> {
        let mut plan = Plan {
            ids: None,
            selection: Some(Selection::OfKind(kind)),
            dates: Vec::new(),
            references: Vec::new(),
        };
        if let Some(ids) = &search.ids {
            if ids.len() > IDS_MAX {
                return Err(ServiceError::BadParameter {
                    name: "_id",
                    expected: "at most 500 ids",
                });
            }
            if ids.iter().any(String::is_empty) {
                return Err(ServiceError::BadParameter {
                    name: "_id",
                    expected: "ids, separated by commas",
                });
            }
            // What cannot be an id belongs to nothing.
            plan.ids = Some(ids.iter().filter_map(|id| id.parse().ok()).collect());
        }
        for text in &search.last_updated {
            plan.dates.push(DateFilter::parse(text)?);
        }
        for (name, values) in &search.references {
            let paths = fhir::search::reference_paths(kind, name)
                .ok_or_else(|| ServiceError::UnknownParameter(name.clone()))?;
            let wanted = values
                .iter()
                .map(|value| reference_value(name, value))
                .collect::<Result<Vec<_>, _>>()?;
            if let [one] = wanted.as_slice()
                && one.kind().is_none_or(|kind| kind.name() == "Patient")
                && paths.iter().all(|path| names_patient(kind, path, one))
            {
                plan.selection = self.select_about(work, kind, one).await?;
            }
            plan.references.push((paths, wanted));
        }
        Ok(plan)
    }

    /// The rows about a person; nothing if nobody knows them.
    async fn select_about(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        person: &ReferenceValue,
    ) -> Result<Option<Selection>, ServiceError> {
        let found = self.find_patient(&work.permit, person.id()).await?;
        Ok(found.map(|subject| {
            let subject = subject.pseudonym(kind.store());
            Selection::About { subject, kind }
        }))
    }

    async fn scan_ids(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        ids: &[ResourceId],
        plan: &Plan,
        scan: &mut Scan,
    ) -> Result<(), ServiceError> {
        for id in ids {
            let row = self.resource_row(&work.permit, kind, id).await?;
            if let Some(sealed) = self.newest(&work.permit, kind, row).await? {
                scan.consider(work, &sealed, plan, usize::MAX).await?;
            }
        }
        Ok(())
    }

    /// Looks through rows until the page is full or enough was looked at. Says whether it came to
    /// the end.
    async fn scan_rows(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        selection: Selection,
        plan: &Plan,
        size: usize,
        scan: &mut Scan,
    ) -> Result<bool, ServiceError> {
        // Without entries only the total is asked for, and that takes a look at everything.
        let wanted = if size == 0 { usize::MAX } else { size };
        loop {
            let limit = BATCH_ROWS.min(wanted.saturating_add(1));
            let store = self.documents(kind);
            let rows = store.list_live(&work.permit, selection, scan.last, limit).await?;
            let exhausted = rows.len() < limit;
            for sealed in &rows {
                if scan.found.len() >= wanted || scan.scanned >= PAGE_SCAN_ROWS_MAX {
                    return Ok(false);
                }
                scan.consider(work, sealed, plan, size).await?;
            }
            if exhausted {
                return Ok(true);
            }
        }
    }
}

impl Scan {
    /// Opens a row and keeps it if it is what is searched for.
    async fn consider(
        &mut self,
        work: &Work<'_>,
        sealed: &Sealed,
        plan: &Plan,
        size: usize,
    ) -> Result<(), ServiceError> {
        self.scanned += 1;
        self.last = Some(sealed.born);
        let document = match work.release(sealed).await {
            Err(ServiceError::Denied(_)) => return Ok(()),
            // One damaged row must not hide all others; the page says that it is there.
            Err(ServiceError::Integrity) => {
                self.damaged += 1;
                return Ok(());
            }
            released => released?,
        };
        if document.state == DocumentState::Deleted || !plan.accepts(&document)? {
            return Ok(());
        }
        self.matches += 1;
        if self.found.len() < size {
            let touch = work.touch(sealed, &document).await?;
            let change = std::mem::replace(&mut self.change, Change::of(()));
            self.change = change.showing(touch);
            self.found.push(StoredVersion::of(document));
        }
        Ok(())
    }
}

impl Plan {
    fn accepts(&self, document: &Document) -> Result<bool, ServiceError> {
        if let Some(ids) = &self.ids
            && !ids.contains(&document.id)
        {
            return Ok(false);
        }
        if !self.dates.iter().all(|filter| filter.accepts(document.at)) {
            return Ok(false);
        }
        if self.references.is_empty() {
            return Ok(true);
        }
        let json = Json::parse(document.body.as_bytes()).map_err(|_| ServiceError::Integrity)?;
        Ok(self.references.iter().all(|(paths, wanted)| {
            wanted.iter().any(|value| fhir::search::matches_reference(&json, paths, value))
        }))
    }
}

/// Whether a value on this path can only mean a patient whom the resource is then about, so that
/// the rows about the patient are all that can match.
fn names_patient(kind: ResourceType, path: &fhir::search::Path, value: &ReferenceValue) -> bool {
    let target = path.target().or(value.kind());
    let compartment = fhir::people::compartment_paths(kind);
    target.is_some_and(|target| target.name() == "Patient")
        && compartment.iter().any(|known| known.steps() == path.steps())
}

fn reference_value(name: &str, value: &str) -> Result<ReferenceValue, ServiceError> {
    let refused = ServiceError::BadParameter {
        name: if name == "patient" { "patient" } else { "subject" },
        expected: "an id, or a type and an id such as Patient/123",
    };
    ReferenceValue::parse(value).ok_or(refused)
}
