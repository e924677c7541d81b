//! A clock that stands still until a test moves it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::{Clock, Timestamp};

/// Where every test clock starts, in milliseconds since 1970: 2023-11-14T22:13:20Z.
const START_MS: i64 = 1_700_000_000_000;

/// A clock that a test sets.
#[derive(Debug)]
pub struct TestClock {
    hands: Mutex<Hands>,
}

#[derive(Debug, Clone, Copy)]
struct Hands {
    now: Timestamp,
    elapsed: Duration,
}

impl TestClock {
    /// A clock that stands at 2023-11-14T22:13:20Z.
    pub fn new() -> Self {
        let now = Timestamp::from_millisecond(START_MS).expect("the calendar has the year 2023");
        Self { hands: Mutex::new(Hands { now, elapsed: Duration::ZERO }) }
    }

    /// Lets time pass.
    pub fn advance(&self, time: Duration) {
        let mut hands = self.lock();
        hands.now += time;
        hands.elapsed += time;
    }

    /// Sets the time of day, as an operator may, forwards or back. No time passes.
    pub fn jump_to(&self, now: Timestamp) {
        self.lock().now = now;
    }

    fn lock(&self) -> MutexGuard<'_, Hands> {
        // The hands are moved one assignment at a time, so a panic leaves them readable.
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.lock().now
    }

    fn elapsed(&self) -> Duration {
        self.lock().elapsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_only_when_told_to() {
        let clock = TestClock::new();
        let before = clock.now();
        assert_eq!(clock.now(), before);
        clock.advance(Duration::from_secs(90));
        assert_eq!(clock.now(), before + Duration::from_secs(90));
        assert_eq!(clock.elapsed(), Duration::from_secs(90));
    }

    #[test]
    fn a_jump_of_the_time_of_day_is_no_time_that_passed() {
        let clock = TestClock::new();
        clock.advance(Duration::from_secs(1));
        clock.jump_to(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.now(), Timestamp::UNIX_EPOCH);
        assert_eq!(clock.elapsed(), Duration::from_secs(1));
    }
}
