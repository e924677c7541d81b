//! Dates: one of some precision is a period of time, and so is a value (FHIR R4, search, date).

use model::index::Reach;
use model::{Json, Timestamp};

use super::text::Comparison;
use super::way::Form;

/// How far from the value something may be that is about the same, as a part of its distance from now.
const APPROXIMATELY: i64 = 10;
/// A day, in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// What lasts no longer than this counts by its beginning.
pub(super) const BRIEF_MS: i64 = 1000;

/// The time that a date of some precision covers: from `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first moment.
    pub start: Timestamp,
    /// The first moment after it.
    pub end: Timestamp,
}

/// A time that may have no beginning or no end.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: Option<Timestamp>,
    end: Option<Timestamp>,
}

/// A date that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) comparison: Comparison,
    pub(super) period: Period,
}

impl Period {
    /// Reads a date of any precision FHIR allows. Without a zone it is taken as UTC.
    pub fn parse(text: &str) -> Option<Self> {
        let instant = |text: String| text.parse::<Timestamp>().ok();
        let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
        match text.len() {
            4 => {
                let year = part(0..4)?;
                let start = instant(format!("{year:04}-01-01T00:00:00Z"))?;
                Some(Self { start, end: instant(format!("{:04}-01-01T00:00:00Z", year + 1))? })
            }
            7 => {
                let (year, month) = (part(0..4)?, part(5..7)?);
                let start = instant(format!("{text}-01T00:00:00Z"))?;
                let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                Some(Self { start, end: instant(format!("{year:04}-{month:02}-01T00:00:00Z"))? })
            }
            10 => {
                let start = instant(format!("{text}T00:00:00Z"))?;
                Some(Self { start, end: after(start, DAY_MS)? })
            }
            _ => Self::of_time(text),
        }
    }

    /// A date with a time: a minute, a second, or a part of one.
    fn of_time(text: &str) -> Option<Self> {
        let time = text.get(11..)?;
        let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at(zone);
        let zone = if zone.is_empty() { "Z" } else { zone };
        let (seconds, length) = match clock.len() {
            5 => (":00", 60_000),
            8 => ("", 1000),
            _ => ("", 1),
        };
        let date = text.get(..11)?;
        let start = format!("{date}{clock}{seconds}{zone}").parse::<Timestamp>().ok()?;
        Some(Self { start, end: after(start, length)? })
    }
}

impl Moment {
    /// Reads a value with its prefix: `ge2024-01`, `2024-01-31T12:00:00Z`.
    pub(super) fn parse(text: &str, now: Timestamp) -> Option<Self> {
        let (comparison, rest) = Comparison::take(text);
        let mut period = Period::parse(rest)?;
        if comparison == Comparison::Approximately {
            let (now, start) = (now.as_millisecond(), period.start.as_millisecond());
            let about = (now - start).abs() / APPROXIMATELY;
            period.start = after(period.start, -about).unwrap_or(period.start);
            period.end = after(period.end, about).unwrap_or(period.end);
        }
        Some(Self { comparison, period })
    }

    pub(super) fn matches(&self, form: Form, value: &Json) -> bool {
        spans(form, value).any(|span| self.holds(span))
    }

    fn holds(&self, of: Span) -> bool {
        let Period { start, end } = self.period;
        let begins_within = of.start.is_some_and(|at| start <= at);
        let ends_within = of.end.is_some_and(|at| at <= end);
        let reaches_past = of.end.is_none_or(|at| end < at);
        let begins_before = of.start.is_none_or(|at| at < start);
        match self.comparison {
            Comparison::Equal => begins_within && ends_within,
            Comparison::NotEqual => !(begins_within && ends_within),
            Comparison::Greater => reaches_past,
            Comparison::GreaterOrEqual => reaches_past || (begins_within && ends_within),
            Comparison::Less => begins_before,
            Comparison::LessOrEqual => begins_before || (begins_within && ends_within),
            Comparison::StartsAfter => of.start.is_some_and(|at| end <= at),
            Comparison::EndsBefore => of.end.is_some_and(|at| at <= start),
            Comparison::Approximately => {
                of.start.is_none_or(|at| at < end) && of.end.is_none_or(|at| start < at)
            }
        }
    }
}

/// The times of a value of a date parameter.
fn spans(form: Form, value: &Json) -> impl Iterator<Item = Span> {
    let period = |value: &Json| {
        let part = |name| value.member(name).and_then(Json::as_str).map(Period::parse);
        match (part("start"), part("end")) {
            (None, None) | (Some(None), _) | (_, Some(None)) => None,
            (start, end) => Some(Span {
                start: start.flatten().map(|period| period.start),
                end: end.flatten().map(|period| period.end),
            }),
        }
    };
    let moment = |value: &Json| {
        let Period { start, end } = Period::parse(value.as_str()?)?;
        Some(Span { start: Some(start), end: Some(end) })
    };
    let mut found = Vec::new();
    match form {
        Form::Period => found.extend(period(value)),
        Form::Timing => {
            let events = value.member("event").into_iter().flat_map(Json::elements);
            found.extend(events.filter_map(moment));
            let bounds = value.member("repeat").and_then(|repeat| repeat.member("boundsPeriod"));
            found.extend(bounds.and_then(period));
        }
        _ => found.extend(moment(value)),
    }
    found.into_iter()
}

/// From when to when a value is, in milliseconds: by what it is sorted. What lasts no longer than a
/// second counts by its beginning; what has no beginning was ever, and what has no end goes on.
pub(super) fn reaches(form: Form, value: &Json) -> impl Iterator<Item = Reach> {
    spans(form, value).map(|span| {
        let low = span.start.map_or(i64::MIN, Timestamp::as_millisecond);
        let high = span.end.map_or(i64::MAX, Timestamp::as_millisecond);
        let is_brief = high.saturating_sub(low) <= BRIEF_MS;
        Reach { low, high: if is_brief { low } else { high } }
    })
}

fn after(at: Timestamp, milliseconds: i64) -> Option<Timestamp> {
    model::clock::from_milliseconds(at.as_millisecond().checked_add(milliseconds)?)
}
