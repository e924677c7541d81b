//! Finds FHIR resources of one type, newest first or in the order that is asked for.
//!
//! Nothing that is searched for stands in a database in the clear. An index, which is sealed too, names
//! what may match; where there is none, rows are selected by type or by the pseudonym of the person they
//! are about. What is decided is decided on what is inside, after the rules have released it.

use fhir::search::{Criterion, Filter, Query, SortBy, Total, View};
use model::index::Placed;
use model::limits::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};
use model::{Operation, Pseudonym, ResourceId, ResourceType, StoreName};
use store::{Document, Sealed, Selection};

use super::search_cursor::Position;
use super::search_filters::{Tests, refused};
use super::search_look::Looked;
use super::search_scan::Scan;
use super::{Among, StoredVersion, json_of};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The parameters with their values, as they came.
    pub parameters: Vec<(String, String)>,
    /// Whether unknown ones are to be ignored (`Prefer: handling=lenient`).
    pub is_lenient: bool,
    /// The patient whom what is found must be about, if it is to be about one (FHIR R4, compartments).
    pub patient: Option<ResourceId>,
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
pub(super) struct Plan<'a> {
    pub(super) among: Among<'a>,
    pub(super) source: Source,
    /// Any of whom it must be about; anybody, if there is nobody here.
    pub(super) compartment: Vec<Pseudonym>,
    pub(super) tests: Tests<'a>,
}

impl Plan<'_> {
    /// The type of what is searched for.
    pub(super) const fn kind(&self) -> ResourceType {
        self.among.kind()
    }
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

/// A row, and what stands in it.
pub(super) type Resource = (Sealed, Document);

/// Everything that was found, and how many rows could not be looked at, since what is stored of them
/// was changed.
#[derive(Default)]
pub(super) struct Found {
    pub(super) resources: Vec<Resource>,
    pub(super) damaged: usize,
}

/// A page of matches.
struct Page {
    matches: Vec<Resource>,
    damaged: usize,
    total: Option<u64>,
    next: Option<Placed>,
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
            Box::pin(self.find_resources(work, kind.into(), search))
        })
        .await
    }

    /// A page of what is searched for among the documents of a type.
    pub(crate) async fn find_resources(
        &self,
        work: &Work<'_>,
        among: Among<'_>,
        search: &Search,
    ) -> Result<Change<SearchPage>, ServiceError> {
        let position = Position::of(work, among.kind(), search)?;
        let parameters = position.parameters.iter().map(|(name, value)| (&**name, &**value));
        let query = Query::parse(among.vocabulary, parameters, position.is_lenient, work.ctx.at)
            .map_err(refused)?;
        if query.includes.iter().any(|include| include.source.name() == "AuditEvent") {
            // They are made from the log, and found there only.
            return Err(ServiceError::UnknownParameter("_revinclude=AuditEvent".to_owned()));
        }
        let size = page_size(&query);
        let plan = self.plan_search(work, among, position.patient.as_ref(), &query.filters).await?;
        let counts = query.total == Total::Accurate;
        let page = (size, position.after.as_ref(), counts);
        let found = self.page(work, &plan, &query.sort, page).await?;
        let total = found.total.filter(|_| position.after.is_none() && query.total != Total::None);
        let beside = self.include(work, &query.includes, &found.matches).await?;
        let (change, resources) = show(work, Change::of(()), &query.view, found.matches).await?;
        let (change, included) = show(work, change, &query.view, beside.resources).await?;
        let returned = resources.len() + included.len();
        let page = SearchPage {
            resources,
            included,
            damaged: found.damaged + beside.damaged + plan.tests.damaged(),
            total,
            own: position.seal(work, position.after.as_ref()),
            next: found.next.filter(|_| size > 0).map(|at| position.seal(work, Some(&at))),
            ignored: query.ignored,
        };
        Ok(change.with(page).listing(returned))
    }

    /// A page in the order of the search, behind a place in it.
    async fn page(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
        sort: &[SortBy<'_>],
        (size, after, counts): (usize, Option<&Placed>, bool),
    ) -> Result<Page, ServiceError> {
        // Without entries only the total is asked for, and that takes a look at everything.
        let wanted = if size == 0 { usize::MAX } else { size };
        let mut scan = Scan::keeping(size);
        let looked = self.look_through(work, plan, sort, (wanted, after), &mut scan).await?;
        let (next, total) = match looked {
            Looked::AtAll(matches) => (None, Some(matches)),
            Looked::UpTo(next, None) if counts && after.is_none() => {
                (next, Some(self.count(work, plan).await?))
            }
            Looked::UpTo(next, total) => (next, total),
        };
        let matches = scan.found.into_iter().map(|found| found.resource).collect();
        Ok(Page { matches, damaged: scan.damaged, total, next })
    }

    /// Everything that matches, for what is searched for along references; fails if that is too much.
    pub(super) async fn find_all(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
    ) -> Result<Found, ServiceError> {
        self.find_some(work, plan, usize::MAX, "following references").await
    }

    /// The first that match, so many at most; fails if looking for them is too much.
    pub(super) async fn find_some(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
        wanted: usize,
        what_for: &'static str,
    ) -> Result<Found, ServiceError> {
        let mut scan = Scan::keeping(wanted);
        let looked = self.look_through(work, plan, &[], (wanted, None), &mut scan).await?;
        if matches!(looked, Looked::UpTo(..)) && scan.found.len() < wanted {
            return Err(ServiceError::TooCostly(what_for));
        }
        let resources = scan.found.into_iter().map(|found| found.resource).collect();
        Ok(Found { resources, damaged: scan.damaged + plan.tests.damaged() })
    }

    /// Where to look, and what to hold what is there against.
    pub(super) async fn plan_search<'a>(
        &self,
        work: &Work<'_>,
        among: Among<'a>,
        person: Option<&ResourceId>,
        filters: &[Filter<'a>],
    ) -> Result<Plan<'a>, ServiceError> {
        let kind = among.kind();
        let tests = self.resolve_filters(work, kind, filters).await?;
        let own = work.caller.own;
        let (source, compartment) = match person {
            None if own.is_some() => Self::own_compartment(work, kind),
            None => (Source::Rows(Selection::OfKind(kind)), Vec::new()),
            Some(id) => {
                let mut people = Vec::new();
                for id in self.with_merged_of(work, among.person, id).await? {
                    let person = self.find_person(&work.permit, among.person, &id).await?;
                    people.extend(person.map(|person| person.pseudonym(kind.store())));
                }
                if own.is_some() {
                    people.retain(|person| own.is_some_and(|own| own.owns(&[*person])));
                }
                let source = match people.as_slice() {
                    [] => Source::Nothing,
                    [subject] => Source::Rows(Selection::About { subject: *subject, kind }),
                    _ => Source::Rows(Selection::OfKind(kind)),
                };
                (source, people)
            }
        };
        let plan = Plan { among, source, compartment, tests };
        match plan.source {
            Source::Nothing => Ok(plan),
            _ => self.narrow(work, plan).await,
        }
    }

    /// What a patient searches among: what is their own.
    fn own_compartment(work: &Work<'_>, kind: ResourceType) -> (Source, Vec<Pseudonym>) {
        let Some(own) = work.caller.own else { return (Source::Nothing, Vec::new()) };
        let subject = match kind.store() {
            StoreName::Identity => own.identity,
            _ => own.records,
        };
        (Source::Rows(Selection::About { subject, kind }), vec![subject])
    }

    /// The same search, looking at no more than it has to.
    pub(super) async fn narrow<'a>(
        &self,
        work: &Work<'_>,
        mut plan: Plan<'a>,
    ) -> Result<Plan<'a>, ServiceError> {
        if let Some(ids) = plan.tests.ids() {
            plan.source = if ids.is_empty() { Source::Nothing } else { Source::Ids(ids.to_vec()) };
            return Ok(plan);
        }
        if !plan.compartment.is_empty() {
            return Ok(plan);
        }
        for criterion in plan.tests.criteria() {
            if let Some(narrower) = self.select_about(work, plan.kind(), criterion).await? {
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
        criterion: &Criterion<'_>,
    ) -> Result<Option<Source>, ServiceError> {
        let Some(references) = criterion.references() else { return Ok(None) };
        let [one] = references.as_slice() else {
            return Ok(references.is_empty().then_some(Source::Nothing));
        };
        if !criterion.parameter().says_whom_it_is_about(kind, one) {
            return Ok(None);
        }
        let found = self.find_patient(&work.permit, one.id()).await?;
        Ok(Some(about(found.map(|subject| subject.pseudonym(kind.store())), kind)))
    }
}

/// How many matches a page of a search shows; none, if only their number is asked for.
pub(crate) fn page_size(query: &Query<'_>) -> usize {
    match query.view {
        View::Count => 0,
        _ => query.count.unwrap_or(PAGE_SIZE_DEFAULT).min(PAGE_SIZE_MAX),
    }
}

/// The rows about a person. A search for somebody nobody knows finds nothing.
fn about(person: Option<Pseudonym>, kind: ResourceType) -> Source {
    person.map_or(Source::Nothing, |subject| Source::Rows(Selection::About { subject, kind }))
}

/// What of the resources is shown, and that it was.
pub(super) async fn show<T>(
    work: &Work<'_>,
    mut change: Change<T>,
    view: &View,
    found: Vec<Resource>,
) -> Result<(Change<T>, Vec<StoredVersion>), ServiceError> {
    let mut shown = Vec::with_capacity(found.len());
    for (sealed, document) in found {
        let touch = match work.touch(&sealed, &document).await {
            // Who it is about was erased since it was found.
            Err(error) if error.is_hidden() => continue,
            touch => touch?,
        };
        change = change.showing(touch);
        let part = match view {
            View::Whole | View::Count => None,
            view => fhir::part(&json_of(&document)?, document.kind, view),
        };
        let mut version = StoredVersion::of(document);
        version.body = part.map(|part| part.to_text()).or(version.body);
        shown.push(version);
    }
    Ok((change, shown))
}
