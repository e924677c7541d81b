//! A clock that tests set.

use std::path::PathBuf;

use tempfile::TempDir;

use super::text;

/// The clock of servers that are started with its setting: wrong by as much as a test wants, at once.
pub(crate) struct WrongClock(TempDir);

impl WrongClock {
    /// One that is right.
    pub(crate) fn new() -> Self {
        let clock = Self(tempfile::tempdir().expect("a folder"));
        clock.is_wrong_by(0);
        clock
    }

    pub(crate) fn is_wrong_by(&self, seconds: i64) {
        std::fs::write(self.file(), seconds.to_string()).expect("written");
    }

    pub(crate) fn setting(&self) -> (&'static str, String) {
        ("RIBCAGE_CLOCK_WRONG_BY_FILE", text(&self.file()).to_owned())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("seconds")
    }
}
