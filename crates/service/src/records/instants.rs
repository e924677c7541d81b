//! Dates in searches: a date, or a part of one, is a period of time (FHIR R4, search, date).

use model::Timestamp;

use crate::error::ServiceError;

/// The time that a date of some precision covers: from `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
}

/// How a search compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A comparison with a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateFilter {
    comparison: Comparison,
    period: Period,
}

impl DateFilter {
    /// Reads a value with its prefix: `ge2024-01`, `2024-01-31T12:00:00Z`.
    pub(super) fn parse(text: &str) -> Result<Self, ServiceError> {
        let prefixes = [
            ("eq", Comparison::Equal),
            ("ne", Comparison::NotEqual),
            ("lt", Comparison::Less),
            ("le", Comparison::LessOrEqual),
            ("gt", Comparison::Greater),
            ("ge", Comparison::GreaterOrEqual),
            ("sa", Comparison::Greater),
            ("eb", Comparison::Less),
        ];
        let found = prefixes.iter().find_map(|(prefix, comparison)| {
            text.strip_prefix(prefix).map(|rest| (*comparison, rest))
        });
        let (comparison, rest) = found.unwrap_or((Comparison::Equal, text));
        Ok(Self { comparison, period: Period::parse("_lastUpdated", rest)? })
    }

    /// Whether an instant is what the filter wants.
    pub(super) fn accepts(&self, at: Timestamp) -> bool {
        let Period { start, end } = self.period;
        match self.comparison {
            Comparison::Equal => start <= at && at < end,
            Comparison::NotEqual => at < start || end <= at,
            Comparison::Less => at < start,
            Comparison::LessOrEqual => at < end,
            Comparison::Greater => end <= at,
            Comparison::GreaterOrEqual => start <= at,
        }
    }
}

impl Period {
    /// Reads the FHIR date or instant of a parameter. Without a zone it is taken as UTC.
    pub(crate) fn parse(name: &'static str, text: &str) -> Result<Self, ServiceError> {
        Self::find(text).ok_or(ServiceError::BadParameter {
            name,
            expected: "a date or instant, such as 2024-01-31 or ge2024-01-31T12:00:00Z",
        })
    }

    fn find(text: &str) -> Option<Self> {
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
                Some(Self { start, end: milliseconds_after(start, 24 * 60 * 60 * 1000)? })
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
        Some(Self { start, end: milliseconds_after(start, length)? })
    }
}

fn milliseconds_after(at: Timestamp, milliseconds: i64) -> Option<Timestamp> {
    model::clock::from_milliseconds(at.as_millisecond() + milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_part_of_a_date_covers_all_of_it() {
        let year = DateFilter::parse("2024").expect("a year");
        assert!(year.accepts(at("2024-12-31T23:59:59.999Z")));
        assert!(!year.accepts(at("2025-01-01T00:00:00Z")));
        let month = DateFilter::parse("2024-12").expect("a month");
        assert!(month.accepts(at("2024-12-31T23:59:59Z")));
        assert!(!month.accepts(at("2024-11-30T23:59:59Z")));
        let minute = DateFilter::parse("2024-02-29T12:30+01:00").expect("a minute");
        assert!(minute.accepts(at("2024-02-29T11:30:59Z")));
    }

    #[test]
    fn prefixes_compare_with_the_ends_of_the_period() {
        let inside = at("2024-06-15T12:00:00Z");
        for (text, accepted) in [
            ("eq2024", true),
            ("ne2024", false),
            ("gt2024", false),
            ("ge2024", true),
            ("lt2024", false),
            ("le2024", true),
            ("sa2023", true),
            ("eb2025", true),
        ] {
            assert_eq!(
                DateFilter::parse(text).expect("a filter").accepts(inside),
                accepted,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "20", "2024-13", "2024-02-30", "yesterday", "2024-01-01T25:00:00Z", "ge", "ap2024"]
        {
            assert!(DateFilter::parse(text).is_err(), "{text}");
        }
    }
}
