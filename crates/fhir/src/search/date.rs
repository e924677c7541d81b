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

/// Nanoseconds of a millisecond.
const MILLISECOND_NS: i128 = 1_000_000;
/// How many digits of a fraction of a second are read.
const FRACTION_DIGITS_MAX: usize = 9;
/// The last year that a date can be of, and the beginning of the next one is where it ends.
const YEAR_MAX: i16 = 9999;
/// After so many years the calendar begins anew,
const CYCLE_YEARS: i16 = 400;
/// and these are their days.
const CYCLE_DAYS: i128 = 146_097;

/// A moment: nanoseconds since 1970. A timestamp ends a little before the year 9999 does, for the sake of
/// zones, and a date may be of any moment up to its end.
type At = i128;

/// The time that a date of some precision covers: from its beginning up to, not including, its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    start: At,
    end: At,
}

/// A time that may have no beginning or no end.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: Option<At>,
    end: Option<At>,
}

/// A date that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) comparison: Comparison,
    pub(super) period: Period,
}

impl Period {
    /// Its first moment, or the last one that a timestamp can be of.
    pub fn start(&self) -> Timestamp {
        Timestamp::from_nanosecond(self.start).unwrap_or(Timestamp::MAX)
    }

    /// The milliseconds of its beginning and of its end.
    pub(super) fn milliseconds(&self) -> (i64, i64) {
        (milliseconds(self.start), milliseconds(self.end))
    }

    /// Reads a date of any precision FHIR allows. Without a zone it is taken as UTC.
    pub fn parse(text: &str) -> Option<Self> {
        let part = |range: std::ops::Range<usize>| number(text.get(range)?);
        match text.len() {
            4 => {
                let year = part(0..4)?;
                Some(Self { start: midnight(year, 1)?, end: midnight(year + 1, 1)? })
            }
            7 => {
                let (year, month) = (part(0..4)?, part(5..7)?);
                let start = at(year, &format!("{}-01T00:00:00Z", text.get(4..)?))?;
                let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                Some(Self { start, end: midnight(year, month)? })
            }
            10 => {
                let start = at(part(0..4)?, &format!("{}T00:00:00Z", text.get(4..)?))?;
                Some(Self { start, end: after(start, DAY_MS) })
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
        let year = number(text.get(..4)?)?;
        let start = at(year, &format!("{}{}{seconds}{zone}", text.get(4..11)?, brief(clock)?))?;
        Some(Self { start, end: after(start, length) })
    }
}

/// A time of day with no more digits than are read. What comes behind them has to be digits as well.
fn brief(clock: &str) -> Option<&str> {
    let (kept, rest) =
        clock.split_at_checked("hh:mm:ss.".len() + FRACTION_DIGITS_MAX).unwrap_or((clock, ""));
    rest.bytes().all(|byte| byte.is_ascii_digit()).then_some(kept)
}

fn number(digits: &str) -> Option<i16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The first moment of a month.
fn midnight(year: i16, month: i16) -> Option<At> {
    at(year, &format!("-{month:02}-01T00:00:00Z"))
}

/// The moment of a year, and of what stands behind it.
fn at(year: i16, rest: &str) -> Option<At> {
    let cycles = i16::from(year > YEAR_MAX - CYCLE_YEARS);
    let same = format!("{:04}{rest}", year - cycles * CYCLE_YEARS).parse::<Timestamp>().ok()?;
    let days = i128::from(cycles) * CYCLE_DAYS;
    Some(same.as_nanosecond() + days * i128::from(DAY_MS) * MILLISECOND_NS)
}

impl Moment {
    /// Reads a value with its prefix: `ge2024-01`, `2024-01-31T12:00:00Z`.
    pub(super) fn parse(text: &str, now: Timestamp) -> Option<Self> {
        let (comparison, rest) = Comparison::take(text);
        let mut period = Period::parse(rest)?;
        if comparison == Comparison::Approximately {
            let about = (now.as_millisecond() - milliseconds(period.start)).abs() / APPROXIMATELY;
            period.start = after(period.start, -about);
            period.end = after(period.end, about);
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
        let low = span.start.map_or(i64::MIN, milliseconds);
        let high = span.end.map_or(i64::MAX, milliseconds);
        let is_brief = high.saturating_sub(low) <= BRIEF_MS;
        Reach { low, high: if is_brief { low } else { high } }
    })
}

fn after(at: At, milliseconds: i64) -> At {
    at + i128::from(milliseconds) * MILLISECOND_NS
}

fn milliseconds(at: At) -> i64 {
    i64::try_from(at / MILLISECOND_NS).expect("the milliseconds of ten thousand years are few")
}
