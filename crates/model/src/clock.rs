//! Time and randomness as arguments, so that only the roof knows the real ones.

use std::time::Duration;

/// An instant, in UTC.
pub use jiff::Timestamp;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The instant now, as people understand it. It may jump.
    fn now(&self) -> Timestamp;

    /// Time since some fixed moment of this process. It never goes back.
    fn elapsed(&self) -> Duration;
}

/// Where randomness comes from. An implementation must be fit for keys.
pub trait Rng: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// Writes an instant as FHIR and RFC 3339 want it: UTC, three decimals.
pub fn format_instant(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// The instant a count of milliseconds after 1970 stands for, if the calendar has it.
pub fn from_milliseconds(milliseconds: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(milliseconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_three_decimals_and_ends_in_z() {
        let at = Timestamp::from_millisecond(1_700_000_000_000).expect("in range");
        assert_eq!(format_instant(at), "2023-11-14T22:13:20.000Z");
    }
}
