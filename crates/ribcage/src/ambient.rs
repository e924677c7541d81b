//! The real clock and the real randomness.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use model::{Clock, Rng, Timestamp, fault};

/// In builds for tests: a file that says by how many seconds the clock is wrong.
const WRONG_BY: &str = "RIBCAGE_CLOCK_WRONG_BY_FILE";

/// The system's clock.
pub(crate) struct SystemClock {
    started: Instant,
    wrong_by: Option<PathBuf>,
}

impl SystemClock {
    /// A clock whose fixed moment is now.
    pub(crate) fn new() -> Self {
        let wrong_by = std::env::var_os(WRONG_BY).filter(|_| fault::IS_POSSIBLE);
        Self { started: Instant::now(), wrong_by: wrong_by.map(PathBuf::from) }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        let told = self.wrong_by.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
        let seconds: i64 = told.and_then(|told| told.trim().parse().ok()).unwrap_or_default();
        let wrong_by = Duration::from_secs(seconds.unsigned_abs());
        let wrong = if seconds < 0 { now.checked_sub(wrong_by) } else { now.checked_add(wrong_by) };
        wrong.unwrap_or(now)
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
