//! What is asked about observations as a whole: the last of each kind (`$lastn`), and their statistics
//! (`$stats`; FHIR R4, Observation).

use fhir::search::{Query, SortBy, View, parameter};
use fhir::statistics::{STATISTICS_SYSTEM, Statistic, Unit, measured};
use model::clock::format_instant;
use model::{Json, Operation, ResourceType, Timestamp};
use rust_decimal::Decimal;

use super::search_filters::refused;
use super::search_look::Looked;
use super::search_resources::{Resource, show};
use super::search_scan::Scan;
use super::{StoredVersion, json_of};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How many of a kind are shown at most.
const LAST_MAX: usize = 100;

/// What statistics are of.
#[derive(Debug, Clone)]
pub struct StatisticsRequest {
    /// Whose observations, as a reference.
    pub subject: String,
    /// Their codes, each by itself: a system, if it is said, and a code.
    pub codes: Vec<(Option<String>, String)>,
    /// Between these instants, where they are said.
    pub start: Option<Timestamp>,
    /// See above.
    pub end: Option<Timestamp>,
    /// What is asked.
    pub statistics: Vec<Statistic>,
    /// How many of the observations themselves are shown.
    pub shown: usize,
}

/// Statistics, and what they are of.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// An observation for each code, with a component for each statistic.
    pub statistics: Vec<Json>,
    /// The observations that were counted, as far as they are to be shown.
    pub sources: Vec<StoredVersion>,
}

/// The last observations of each kind.
#[derive(Debug, Clone)]
pub struct LastObservations {
    /// The newest first.
    pub resources: Vec<StoredVersion>,
    /// How many rows could not be looked at because what is stored of them was changed.
    pub damaged: usize,
}

impl Service {
    /// Of each kind of observation among those that a search finds, the last `max`.
    pub async fn find_last_observations(
        &self,
        ctx: &Ctx,
        parameters: &[(String, String)],
        max: usize,
    ) -> Answer<LastObservations> {
        self.perform(ctx, Operation::FindLastObservations, observation_type(), |work| {
            Box::pin(async move {
                let (found, damaged) = self.find_observations(work, parameters).await?;
                let mut kinds = Kinds::default();
                let mut last = Vec::new();
                for (resource, json) in found {
                    if kinds.count(&json) <= max.min(LAST_MAX) {
                        last.push(resource);
                    }
                }
                let (change, resources) = show(work, Change::of(()), &View::Whole, last).await?;
                let returned = resources.len();
                Ok(change.with(LastObservations { resources, damaged }).listing(returned))
            })
        })
        .await
    }

    /// Statistics of somebody's observations.
    pub async fn read_statistics(
        &self,
        ctx: &Ctx,
        asked: &StatisticsRequest,
    ) -> Answer<Statistics> {
        self.perform(ctx, Operation::ReadStatistics, observation_type(), |work| {
            Box::pin(self.compute_statistics(work, asked))
        })
        .await
    }

    async fn compute_statistics(
        &self,
        work: &Work<'_>,
        asked: &StatisticsRequest,
    ) -> Result<Change<Statistics>, ServiceError> {
        let pair = |name: &str, value: String| (name.to_owned(), value);
        let mut statistics = Vec::new();
        let mut counted = Vec::new();
        for (system, code) in &asked.codes {
            let escaped = escape(code);
            let code_value =
                system.as_ref().map_or(escaped.clone(), |it| format!("{}|{escaped}", escape(it)));
            let mut parameters =
                vec![pair("subject", escape(&asked.subject)), pair("code", code_value)];
            parameters
                .extend(asked.start.map(|at| pair("date", format!("ge{}", format_instant(at)))));
            parameters
                .extend(asked.end.map(|at| pair("date", format!("le{}", format_instant(at)))));
            let (found, _) = self.find_observations(work, &parameters).await?;
            statistics.push(statistics_of(&found, asked, system.as_deref(), code)?);
            counted.extend(found.into_iter().map(|(resource, _)| resource));
        }
        let returned = counted.len();
        // Whatever was counted was read.
        let (change, mut sources) = show(work, Change::of(()), &View::Whole, counted).await?;
        sources.truncate(asked.shown);
        Ok(change.with(Statistics { statistics, sources }).listing(returned))
    }

    /// All observations that a search finds, the last first, and how many rows could not be looked at.
    async fn find_observations(
        &self,
        work: &Work<'_>,
        parameters: &[(String, String)],
    ) -> Result<(Vec<(Resource, Json)>, usize), ServiceError> {
        let kind = observation_type();
        let pairs = parameters.iter().map(|(name, value)| (&**name, &**value));
        let query = Query::parse(kind.into(), pairs, false, work.ctx.at).map_err(refused)?;
        if let Some((name, _)) = parameters.iter().find(|(name, _)| shapes_the_answer(name)) {
            return Err(ServiceError::UnknownParameter(name.clone()));
        }
        let plan = self.plan_search(work, kind.into(), None, &query.filters).await?;
        let date = parameter(kind, "date").expect("observations have a date");
        let newest_first = [SortBy { parameter: date, is_descending: true }];
        let mut scan = Scan::keeping(usize::MAX);
        let page = (usize::MAX, None);
        match self.look_through(work, &plan, &newest_first, page, &mut scan).await? {
            Looked::AtAll(_) => {}
            Looked::UpTo(..) => return Err(ServiceError::TooCostly("looking at all observations")),
        }
        let damaged = scan.damaged + plan.tests.damaged();
        let mut found = Vec::with_capacity(scan.found.len());
        for one in scan.found {
            let json = json_of(&one.resource.1)?;
            found.push((one.resource, json));
        }
        Ok((found, damaged))
    }
}

fn observation_type() -> ResourceType {
    fhir::types::resource_type("Observation").expect("a type of R4")
}

/// Whether a parameter says how the answer of a search looks rather than what is found.
fn shapes_the_answer(name: &str) -> bool {
    let shapes = ["_sort", "_count", "_total", "_totalMethod", "_summary", "_elements"];
    shapes.contains(&name) || name.starts_with("_include") || name.starts_with("_revinclude")
}

/// A text as the value of a search parameter (FHIR R4, escaping search parameters).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if ['\\', '$', ',', '|'].contains(&character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// The kinds of observation that were seen: those with a code in common are of one.
#[derive(Default)]
struct Kinds(Vec<(Vec<String>, usize)>);

impl Kinds {
    /// Counts an observation, and says which of its kind it is, from 1.
    fn count(&mut self, observation: &Json) -> usize {
        let names = names(observation);
        let known = |kind: &&mut (Vec<String>, usize)| kind.0.iter().any(|it| names.contains(it));
        if let Some((all, count)) = self.0.iter_mut().find(known) {
            all.extend(names);
            *count += 1;
            return *count;
        }
        self.0.push((names, 1));
        1
    }
}

/// What kind of observation it is called: by its codings, or without any by its words.
fn names(observation: &Json) -> Vec<String> {
    let Some(code) = observation.member("code") else { return Vec::new() };
    let text = |of: &Json, name: &str| {
        of.member(name).and_then(Json::as_str).unwrap_or_default().to_owned()
    };
    let codings = code.member("coding").map(Json::elements).unwrap_or_default();
    let mut names: Vec<_> = codings
        .iter()
        .map(|coding| format!("{}|{}", text(coding, "system"), text(coding, "code")))
        .collect();
    if names.is_empty() {
        names.push(text(code, "text"));
    }
    names
}

/// An observation that says what the others come to.
fn statistics_of(
    found: &[(Resource, Json)],
    asked: &StatisticsRequest,
    system: Option<&str>,
    code: &str,
) -> Result<Json, ServiceError> {
    let measured: Vec<(Decimal, Unit)> = found.iter().filter_map(|(_, it)| measured(it)).collect();
    let unit = measured.first().map(|(_, unit)| unit.clone()).unwrap_or_default();
    if measured.iter().any(|(_, other)| !unit.is_same(other)) {
        return Err(ServiceError::Unprocessable {
            expression: "Observation.value".to_owned(),
            detail: "they are measured in different units, which cannot be put together",
        });
    }
    let numbers: Vec<_> = measured.into_iter().map(|(number, _)| number).collect();
    let components = asked.statistics.iter().map(|statistic| {
        let name = concept(STATISTICS_SYSTEM, statistic.code());
        let value = statistic.of(&numbers, found.len());
        let unit = if statistic.is_a_count() { &Unit::default() } else { &unit };
        match value {
            Some(value) => Json::object([("code", name), ("valueQuantity", unit.quantity(value))]),
            None => Json::object([
                ("code", name),
                (
                    "dataAbsentReason",
                    concept(
                        "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                        "not-applicable",
                    ),
                ),
            ]),
        }
    });
    let components = components.collect();
    let mut coding = vec![("code".into(), Json::string(code))];
    coding.extend(system.map(|system| ("system".into(), Json::string(system))));
    let code = Json::object([("coding", Json::Array(vec![Json::Object(coding)]))]);
    let mut statistics: Vec<(Box<str>, Json)> = vec![
        ("resourceType".into(), Json::string("Observation")),
        ("status".into(), Json::string("final")),
        ("code".into(), code),
        ("subject".into(), Json::object([("reference", Json::string(asked.subject.as_str()))])),
    ];
    let ends = [("start", asked.start), ("end", asked.end)];
    let period: Vec<_> = ends
        .into_iter()
        .filter_map(|(name, at)| Some((name.into(), Json::string(format_instant(at?)))))
        .collect();
    if !period.is_empty() {
        statistics.push(("effectivePeriod".into(), Json::Object(period)));
    }
    statistics.push(("component".into(), Json::Array(components)));
    Ok(Json::Object(statistics))
}

fn concept(system: &str, code: &str) -> Json {
    let coding = Json::object([("system", Json::string(system)), ("code", Json::string(code))]);
    Json::object([("coding", Json::Array(vec![coding]))])
}
