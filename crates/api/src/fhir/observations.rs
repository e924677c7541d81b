//! `$lastn` and `$stats`: what is asked about observations as a whole.

use ::fhir::statistics::Statistic;
use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use model::{Interface, Json, Operation, ResourceType, Timestamp};
use service::{ServiceError, Statistics, StatisticsRequest};

use super::negotiation::Format;
use super::parameters::{body_of, primitive, query_of_body};
use super::search::parameters;
use super::{bundle, json_response, resource_type};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::query::Query;

/// How many codes and statistics can be asked for at once.
const ASKED_MAX: usize = 50;
/// How many of the observations themselves are shown, if nothing else is said, and at most.
const SOURCES_MAX: usize = 500;

/// `GET [base]/Observation/$lastn?…`
pub(super) async fn find_last_observations(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, resource_type("Observation")).await?;
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query);
    last_observations(&call, kind, format.map(|format| (format, query))).await
}

/// `POST [base]/Observation/$lastn`, with `Parameters`.
pub(super) async fn find_last_observations_of(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, resource_type("Observation")).await?;
    let asked = query_of_body(&mut call).await;
    last_observations(&call, kind, asked).await
}

async fn last_observations(
    call: &Call,
    kind: ResourceType,
    asked: Result<(Format, Query), ServiceError>,
) -> Reply {
    let operation = Operation::FindLastObservations;
    let asked = asked.and_then(|(format, mut query)| {
        let max = query.take_count("max")?.unwrap_or(1);
        Ok((format, max, parameters(call.public_url(), kind, query)?))
    });
    let (format, max, parameters) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().find_last_observations(&call.ctx, &parameters, max).await;
    Ok(call.answer(operation, answer, |found| {
        let text = bundle::last_observations(call.public_url(), &found);
        json_response(StatusCode::OK, text, format.pretty)
    }))
}

/// `GET [base]/Observation/$stats?…`
pub(super) async fn read_statistics(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, resource_type("Observation")).await?;
    let mut query = call.query();
    let asked = Format::negotiate(&call.parts.headers, &mut query).and_then(|format| {
        let asked = of_query(&mut query, call.ctx.at)?;
        query.finish()?;
        Ok((format, asked))
    });
    answer(&call, kind, asked).await
}

/// `POST [base]/Observation/$stats`, with `Parameters`.
pub(super) async fn read_statistics_of(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, resource_type("Observation")).await?;
    let body = body_of(&mut call).await;
    let asked = body.and_then(|(format, body)| Ok((format, of_parameters(&body, call.ctx.at)?)));
    answer(&call, kind, asked).await
}

async fn answer(
    call: &Call,
    kind: ResourceType,
    asked: Result<(Format, StatisticsRequest), ServiceError>,
) -> Reply {
    let operation = Operation::ReadStatistics;
    let (format, asked) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().read_statistics(&call.ctx, &asked).await;
    Ok(call.answer(operation, answer, |found| shown(&found, format)))
}

/// `Parameters`, put together as text: what is stored goes in as it is.
fn shown(found: &Statistics, format: Format) -> Response {
    let statistics = found.statistics.iter().map(|one| ("statistics", one.to_text()));
    let sources = found.sources.iter().filter_map(|one| Some(("source", one.body.clone()?)));
    let parameters: Vec<_> = statistics
        .chain(sources)
        .map(|(name, resource)| format!(r#"{{"name":"{name}","resource":{resource}}}"#))
        .collect();
    let parameters = parameters.join(",");
    let text = format!(r#"{{"resourceType":"Parameters","parameter":[{parameters}]}}"#);
    json_response(StatusCode::OK, text, format.pretty)
}

fn of_query(query: &mut Query, now: Timestamp) -> Result<StatisticsRequest, ServiceError> {
    let mut asked = Asked {
        subject: query.take("subject")?,
        system: query.take("system")?,
        codes: query.take_all("code"),
        statistics: query.take_all("statistic"),
        duration: query.take("duration")?,
        includes: query.take("include")?.is_some_and(|include| include == "true"),
        limit: query.take_count("limit")?,
        ..Asked::default()
    };
    for coding in query.take_all("coding") {
        let (system, code) = coding.split_once('|').unwrap_or(("", &coding));
        asked.codings.push((system.to_owned(), code.to_owned()));
    }
    asked.request(now)
}

/// What is asked for, as it came.
#[derive(Default)]
struct Asked {
    subject: Option<String>,
    system: Option<String>,
    codes: Vec<String>,
    codings: Vec<(String, String)>,
    statistics: Vec<String>,
    /// In hours.
    duration: Option<String>,
    start: Option<String>,
    end: Option<String>,
    includes: bool,
    limit: Option<usize>,
}

fn of_parameters(body: &Json, now: Timestamp) -> Result<StatisticsRequest, ServiceError> {
    let mut asked = Asked::default();
    let text =
        |value: &Json, name: &str| value.member(name).and_then(Json::as_str).map(ToOwned::to_owned);
    for parameter in body.member("parameter").map(Json::elements).unwrap_or_default() {
        let name = parameter.member("name").and_then(Json::as_str).unwrap_or_default();
        let value = parameter.members().iter().find(|(name, _)| name.starts_with("value"));
        let Some((_, value)) = value else {
            return Err(Query::unknown(name));
        };
        match (name, primitive(value)) {
            ("subject", Some(subject)) => asked.subject = Some(subject),
            ("system", Some(system)) => asked.system = Some(system),
            ("code", Some(code)) => asked.codes.push(code),
            ("statistic", Some(statistic)) => asked.statistics.push(statistic),
            ("duration", Some(hours)) => asked.duration = Some(hours),
            ("include", Some(include)) => asked.includes = include == "true",
            ("limit", Some(limit)) => asked.limit = limit.parse().ok(),
            ("coding", None) => {
                let part = |name| text(value, name).unwrap_or_default();
                asked.codings.push((part("system"), part("code")));
            }
            ("period", None) => {
                asked.start = text(value, "start");
                asked.end = text(value, "end");
            }
            _ => return Err(Query::unknown(name)),
        }
    }
    asked.request(now)
}

impl Asked {
    fn request(self, now: Timestamp) -> Result<StatisticsRequest, ServiceError> {
        let refused = |name: &'static str, expected| ServiceError::BadParameter {
            name: name.into(),
            expected,
        };
        let subject =
            self.subject.ok_or_else(|| refused("subject", "whose observations, Patient/123"))?;
        let codes = self.codes.into_iter().map(|code| (self.system.clone(), code));
        let codings = self
            .codings
            .into_iter()
            .map(|(system, code)| (Some(system).filter(|system| !system.is_empty()), code));
        let codes: Vec<_> = codes.chain(codings).collect();
        if !(1..=ASKED_MAX).contains(&codes.len()) || codes.iter().any(|(_, code)| code.is_empty())
        {
            return Err(refused("code", "1 to 50 codes, here or as coding"));
        }
        let statistics = self.statistics.iter().flat_map(|several| several.split(','));
        let statistics = statistics.map(str::parse::<Statistic>).collect::<Result<Vec<_>, _>>();
        let statistics = statistics.ok().filter(|asked| (1..=ASKED_MAX).contains(&asked.len()));
        let statistics = statistics.ok_or_else(|| {
            refused(
                "statistic",
                "average, maximum, minimum, count, total-count, median, std-dev, variance, sum, 20-percent, \
                 80-percent, 4-lower, 4-upper or 4-dev",
            )
        })?;
        let (mut start, end) = (instant("period", self.start)?, instant("period", self.end)?);
        if let Some(hours) = self.duration {
            let seconds = hours.parse::<f64>().ok().filter(|hours| (0.0..1e6).contains(hours));
            let seconds = seconds.ok_or_else(|| refused("duration", "a number of hours"))? * 3600.0;
            start = Some(now - std::time::Duration::from_secs_f64(seconds));
        }
        let limit = self.limit.unwrap_or(SOURCES_MAX).min(SOURCES_MAX);
        let shown = if self.includes { limit } else { 0 };
        Ok(StatisticsRequest { subject, codes, start, end, statistics, shown })
    }
}

/// An instant, or the first moment of a day or a longer time.
fn instant(name: &'static str, text: Option<String>) -> Result<Option<Timestamp>, ServiceError> {
    let Some(text) = text else { return Ok(None) };
    let period = ::fhir::search::Period::parse(&text);
    let expected = "a date or instant";
    period
        .map(|period| Some(period.start()))
        .ok_or(ServiceError::BadParameter { name: name.into(), expected })
}
