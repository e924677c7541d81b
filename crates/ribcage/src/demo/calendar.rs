//! The days of the demo, counted from the one on which it was made.

use model::Timestamp;
use model::clock::format_instant;

const SECONDS_A_DAY: i64 = 24 * 60 * 60;

/// A day, as the number of days since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(i64);

impl Day {
    /// The day of an instant.
    pub(super) fn of(at: Timestamp) -> Self {
        Self(at.as_second().div_euclid(SECONDS_A_DAY))
    }

    /// So many days earlier.
    pub(super) const fn before(self, days: i64) -> Self {
        Self(self.0 - days)
    }

    /// So many days later.
    pub(super) const fn after(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// How many days are from another one to this one.
    pub(super) const fn since(self, other: Self) -> i64 {
        self.0 - other.0
    }

    /// The same day, or the Monday after if it is of a weekend.
    pub(super) const fn of_work(self) -> Self {
        // The first day of 1970 was a Thursday.
        match (self.0 + 3).rem_euclid(7) {
            5 => self.after(2),
            6 => self.after(1),
            _ => self,
        }
    }

    /// An instant on this day, so many minutes after midnight.
    pub(super) fn at(self, minutes: i64) -> Timestamp {
        Timestamp::from_second(self.0 * SECONDS_A_DAY + minutes * 60)
            .expect("the demo is of our time")
    }

    /// As FHIR writes it.
    pub(super) fn date(self) -> String {
        let mut text = format_instant(self.at(0));
        text.truncate("2026-01-01".len());
        text
    }

    /// Which month of the year it is in.
    pub(super) fn month(self) -> u32 {
        self.date()[5..7].parse().expect("a date has a month")
    }
}

/// So many minutes later.
pub(super) fn later(at: Timestamp, minutes: i64) -> Timestamp {
    after_seconds(at, minutes * 60)
}

/// So many seconds later.
pub(super) fn after_seconds(at: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(at.as_second() + seconds).expect("the demo is of our time")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekend_is_put_off_to_monday() {
        let friday = Day::of("2026-01-02T23:59:59Z".parse().expect("an instant"));
        assert_eq!((friday.date().as_str(), friday.of_work()), ("2026-01-02", friday));
        assert_eq!(friday.after(1).of_work().date(), "2026-01-05");
        assert_eq!(friday.after(2).of_work().date(), "2026-01-05");
        assert_eq!(
            (friday.month(), friday.before(2).month(), friday.since(friday.before(2))),
            (1, 12, 2)
        );
        assert_eq!(friday.at(61).to_string(), "2026-01-02T01:01:00Z");
    }
}
