//! The clock of the weeks before the demo is opened.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use model::{Clock, Timestamp};

/// A clock that is behind the system's, goes on by itself as fast as that one, and is put forward when it is told.
pub(super) struct PastClock {
    started: Instant,
    /// What it was put to, and when.
    put: Mutex<(Timestamp, Duration)>,
}

impl PastClock {
    /// A clock that shows this instant.
    pub(super) fn at(instant: Timestamp) -> Self {
        Self { started: Instant::now(), put: Mutex::new((instant, Duration::ZERO)) }
    }

    /// Puts it forward to an instant. It is never put back.
    pub(super) fn forward_to(&self, instant: Timestamp) {
        let next = instant.max(self.now());
        *self.put.lock().unwrap_or_else(PoisonError::into_inner) = (next, self.elapsed());
    }
}

impl Clock for PastClock {
    fn now(&self) -> Timestamp {
        let (instant, at) = *self.put.lock().unwrap_or_else(PoisonError::into_inner);
        let since = self.elapsed().saturating_sub(at);
        // What it is about is over: it never comes to be ahead.
        instant.checked_add(since).unwrap_or(instant).min(Timestamp::now())
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_forward_only_and_not_beyond_now() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        let clock = PastClock::at(at("2020-01-01T00:00:00Z"));
        clock.forward_to(at("2020-03-01T00:00:00Z"));
        clock.forward_to(at("2020-02-01T00:00:00Z"));
        let shown = clock.now();
        assert!(
            shown >= at("2020-03-01T00:00:00Z") && shown < at("2020-03-01T01:00:00Z"),
            "{shown}"
        );
        clock.forward_to(at("9999-01-01T00:00:00Z"));
        assert!(clock.now() <= Timestamp::now());
    }
}
