//! The real clock and the real randomness.

use std::time::{Duration, Instant};

use model::{Clock, Rng, Timestamp};

/// The system's clock.
pub(crate) struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock whose fixed moment is now.
    pub(crate) fn new() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// The generator of AWS-LC, seeded by the system.
pub(crate) struct SystemRng;

impl Rng for SystemRng {
    fn fill(&self, buffer: &mut [u8]) {
        aws_lc_rs::rand::fill(buffer).expect("the system gives randomness once it has booted");
    }
}
