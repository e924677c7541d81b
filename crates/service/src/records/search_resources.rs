//! Finds FHIR resources of one type, newest first or in the order that is asked for.
//!
//! Nothing that is searched for stands in a database in the clear, so rows are selected by type,
//! by id or by the pseudonym of the person they are about, and the rest is decided on what is
//! inside, after the rules have released it.

use fhir::search::{Criterion, Filter, Query, SortKey, Total, View};
use model::limits::{PAGE_SCAN_ROWS_MAX, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};
use model::{Json, Operation, ResourceId, ResourceType};
use store::{Document, DocumentState, Sealed, Selection, Sequence};

use super::StoredVersion;
use super::search_cursor::Position;
use super::search_filters::{Tests, refused};
use super::search_includes::Included;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How many rows are fetched at a time.
const BATCH_ROWS: usize = 200;

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The parameters with their values, as they came.
    pub parameters: Vec<(String, String)>,
    /// Whether unknown ones are to be ignored (`Prefer: handling=lenient`).
    pub is_lenient: bool,
}

/// A page of what was found.
#[derive(Debug, Clone)]
pub struct SearchPage {
    /// The resources, in their order.
    pub resources: Vec<StoredVersion>,
    /// What is shown beside them.
    pub included: Vec<StoredVersion>,
    /// How many rows of this page could not be shown because what is stored of them was changed.
    pub damaged: usize,
    /// How many there are in all, if that is known.
    pub total: Option<u64>,
    /// The parameters that were ignored.
    pub ignored: Vec<String>,
    /// The cursor of this page.
    pub own: String,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// A search that can be carried out.
pub(super) struct Plan {
    pub(super) kind: ResourceType,
    pub(super) source: Source,
    pub(super) tests: Tests,
}

/// Where what is searched for may be.
pub(super) enum Source {
    /// Nowhere.
    Nothing,
    /// Among these.
    Ids(Vec<ResourceId>),
    /// Among these rows.
    Rows(Selection),
}

/// A row that was found.
struct Match {
    sealed: Sealed,
    document: Document,
    keys: Vec<Option<SortKey>>,
}

/// What a scan has found so far.
struct Scan {
    /// How many of the matches are kept.
    keep: usize,
    found: Vec<Match>,
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
    ) -> Answer<SearchPage> {
        self.perform(ctx, Operation::SearchResources, kind, |work| {
            Box::pin(self.find_resources(work, kind, search))
        })
        .await
    }

    async fn find_resources(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        search: &Search,
    ) -> Result<Change<SearchPage>, ServiceError> {
        let position = Position::of(work, kind, search)?;
        let parameters = position.parameters.iter().map(|(name, value)| (&**name, &**value));
        let query =
            Query::parse(kind, parameters, position.is_lenient, work.ctx.at).map_err(refused)?;
        let size = match query.view {
            View::Count => 0,
            _ => query.count.unwrap_or(PAGE_SIZE_DEFAULT).min(PAGE_SIZE_MAX),
        };
        let plan = self.plan_search(work, kind, &query.filters).await?;
        let mut scan = Scan::keeping(if query.sort.is_empty() { size } else { usize::MAX });
        scan.last = position.after.map(Sequence);
        let (shown, next, is_whole) = if query.sort.is_empty() {
            self.page_in_order_of_birth(work, &plan, size, &mut scan).await?
        } else {
            self.page_sorted(work, &plan, &query, size, position.after, &mut scan).await?
        };
        let wants_total = query.total != Total::None;
        let total = (is_whole && position.after.is_none() && wants_total).then_some(scan.matches);
        let matches: Vec<&Document> = shown.iter().map(|found| &found.document).collect();
        let included = self.include(work, &query.includes, &matches).await?;
        let shown = shown.into_iter().map(|found| (found.sealed, found.document)).collect();
        let (change, resources) = show(work, Change::of(()), &query.view, shown).await?;
        let (change, included) = show(work, change, &query.view, included).await?;
        let returned = resources.len() + included.len();
        let page = SearchPage {
            resources,
            included,
            damaged: scan.damaged,
            total,
            own: position.seal(work, position.after),
            next: next.filter(|_| size > 0).map(|at| position.seal(work, Some(at))),
            ignored: query.ignored,
        };
        Ok(change.with(page).listing(returned))
    }

    /// The newest-born first: a page, where the next one begins, and whether it is all there is.
    async fn page_in_order_of_birth(
        &self,
        work: &Work<'_>,
        plan: &Plan,
        size: usize,
        scan: &mut Scan,
    ) -> Result<(Vec<Match>, Option<u64>, bool), ServiceError> {
        // Without entries only the total is asked for, and that takes a look at everything.
        let wanted = if size == 0 { usize::MAX } else { size };
        let is_whole = self.scan(work, plan, &[], wanted, scan).await?;
        let next = if is_whole { None } else { scan.last };
        Ok((std::mem::take(&mut scan.found), next.map(|at| at.0), is_whole))
    }

    /// In the order of the query: a page, where the next one begins, and that all were looked at.
    async fn page_sorted(
        &self,
        work: &Work<'_>,
        plan: &Plan,
        query: &Query,
        size: usize,
        after: Option<u64>,
        scan: &mut Scan,
    ) -> Result<(Vec<Match>, Option<u64>, bool), ServiceError> {
        scan.last = None;
        if !self.scan(work, plan, &query.sort, usize::MAX, scan).await? {
            return Err(ServiceError::TooCostly("sorting"));
        }
        let mut found = std::mem::take(&mut scan.found);
        found.sort_by(|one, other| compare(&query.sort, one, other));
        let start = after.map_or(0, |after| usize::try_from(after).unwrap_or(usize::MAX));
        let start = start.min(found.len());
        let end = start.saturating_add(size).min(found.len());
        let next = (end < found.len()).then_some(end as u64);
        found.truncate(end);
        found.drain(..start);
        Ok((found, next, true))
    }

    /// Looks through what may match until enough is found or was looked at. Says whether it came to
    /// the end.
    async fn scan(
        &self,
        work: &Work<'_>,
        plan: &Plan,
        sort: &[fhir::search::SortBy],
        wanted: usize,
        scan: &mut Scan,
    ) -> Result<bool, ServiceError> {
        let selection = match &plan.source {
            Source::Nothing => return Ok(true),
            Source::Ids(ids) => {
                for id in ids {
                    let row = self.resource_row(&work.permit, plan.kind, id).await?;
                    if let Some(sealed) = self.newest(&work.permit, plan.kind, row).await? {
                        scan.consider(work, sealed, plan, sort).await?;
                    }
                }
                return Ok(true);
            }
            Source::Rows(selection) => *selection,
        };
        loop {
            let limit = BATCH_ROWS.min(wanted.saturating_add(1));
            let store = self.documents(plan.kind);
            let rows = store.list_live(&work.permit, selection, scan.last, limit).await?;
            let exhausted = rows.len() < limit;
            for sealed in rows {
                if scan.found.len() >= wanted || scan.scanned >= PAGE_SCAN_ROWS_MAX {
                    return Ok(false);
                }
                scan.consider(work, sealed, plan, sort).await?;
            }
            if exhausted {
                return Ok(true);
            }
        }
    }

    /// Everything that matches, for what is searched for along references; fails if that is too much.
    pub(super) async fn find_all(
        &self,
        work: &Work<'_>,
        plan: &Plan,
    ) -> Result<Vec<Included>, ServiceError> {
        let mut scan = Scan::keeping(usize::MAX);
        if !self.scan(work, plan, &[], usize::MAX, &mut scan).await? {
            return Err(ServiceError::TooCostly("following references"));
        }
        Ok(scan.found.into_iter().map(|found| (found.sealed, found.document)).collect())
    }

    /// Where to look, and what to hold what is there against.
    pub(super) async fn plan_search(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        filters: &[Filter],
    ) -> Result<Plan, ServiceError> {
        let tests = self.resolve_filters(work, kind, filters).await?;
        let source = Source::Rows(Selection::OfKind(kind));
        self.narrow(work, Plan { kind, source, tests }).await
    }

    /// The same search, looking at no more than it has to.
    pub(super) async fn narrow(
        &self,
        work: &Work<'_>,
        mut plan: Plan,
    ) -> Result<Plan, ServiceError> {
        if let Some(ids) = plan.tests.ids() {
            plan.source = if ids.is_empty() { Source::Nothing } else { Source::Ids(ids.to_vec()) };
            return Ok(plan);
        }
        for criterion in plan.tests.criteria() {
            if let Some(narrower) = self.select_about(work, plan.kind, criterion).await? {
                plan.source = narrower;
                break;
            }
        }
        Ok(plan)
    }

    /// The rows about a person, if it is one person whom what is searched for must be about.
    async fn select_about(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        criterion: &Criterion,
    ) -> Result<Option<Source>, ServiceError> {
        let Some(references) = criterion.references() else { return Ok(None) };
        let [one] = references.as_slice() else {
            return Ok(references.is_empty().then_some(Source::Nothing));
        };
        if !criterion.parameter().says_whom_it_is_about(kind, one) {
            return Ok(None);
        }
        let found = self.find_patient(&work.permit, one.id()).await?;
        // A search for a person nobody knows finds nothing.
        Ok(Some(found.map_or(Source::Nothing, |subject| {
            let subject = subject.pseudonym(kind.store());
            Source::Rows(Selection::About { subject, kind })
        })))
    }
}

impl Scan {
    const fn keeping(keep: usize) -> Self {
        Self { keep, found: Vec::new(), matches: 0, damaged: 0, scanned: 0, last: None }
    }

    /// Opens a row and keeps it if it is what is searched for.
    async fn consider(
        &mut self,
        work: &Work<'_>,
        sealed: Sealed,
        plan: &Plan,
        sort: &[fhir::search::SortBy],
    ) -> Result<(), ServiceError> {
        self.scanned += 1;
        self.last = Some(sealed.born);
        let document = match work.release(&sealed).await {
            Err(ServiceError::Denied(_)) => return Ok(()),
            // One damaged row must not hide all others; the page says that it is there.
            Err(ServiceError::Integrity) => {
                self.damaged += 1;
                return Ok(());
            }
            released => released?,
        };
        if document.state == DocumentState::Deleted {
            return Ok(());
        }
        let json = Json::parse(document.body.as_bytes()).map_err(|_| ServiceError::Integrity)?;
        if !plan.tests.accept(&document.id, &json) {
            return Ok(());
        }
        self.matches += 1;
        if self.found.len() < self.keep {
            let keys = sort.iter().map(|by| by.parameter.sort_key(&json, by.is_descending));
            self.found.push(Match { sealed, document, keys: keys.collect() });
        }
        Ok(())
    }
}

/// What of the resources is shown, and that it was.
async fn show<T>(
    work: &Work<'_>,
    mut change: Change<T>,
    view: &View,
    found: Vec<Included>,
) -> Result<(Change<T>, Vec<StoredVersion>), ServiceError> {
    let mut shown = Vec::with_capacity(found.len());
    for (sealed, document) in found {
        change = change.showing(work.touch(&sealed, &document).await?);
        let mut version = StoredVersion::of(document);
        if !matches!(view, View::Whole | View::Count)
            && let Some(body) = &version.body
        {
            let json = Json::parse(body.as_bytes()).map_err(|_| ServiceError::Integrity)?;
            version.body = fhir::part(&json, version.kind, view).map(|part| part.to_text());
        }
        shown.push(version);
    }
    Ok((change, shown))
}

/// The order of two matches: by their keys, what has none last; the newest-born first among equals.
fn compare(sort: &[fhir::search::SortBy], one: &Match, other: &Match) -> std::cmp::Ordering {
    for (at, by) in sort.iter().enumerate() {
        let order = match (&one.keys[at], &other.keys[at]) {
            (None, None) => std::cmp::Ordering::Equal,
            (None, Some(_)) => return std::cmp::Ordering::Greater,
            (Some(_), None) => return std::cmp::Ordering::Less,
            (Some(one), Some(other)) if by.is_descending => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
        };
        if order.is_ne() {
            return order;
        }
    }
    other.sealed.born.cmp(&one.sealed.born)
}
