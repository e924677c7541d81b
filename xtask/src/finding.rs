//! What a check found: a place, and a sentence on what to do there.

use std::fmt;
use std::path::{Path, PathBuf};

/// One broken rule. Sorts by place, so that a report reads like the tree.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    path: PathBuf,
    line: usize,
    advice: String,
}

impl Finding {
    /// A finding at `path` (relative to the root) and `line` (from 1).
    pub(crate) fn new(path: impl AsRef<Path>, line: usize, advice: impl Into<String>) -> Self {
        Self { path: path.as_ref().to_owned(), line, advice: advice.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.advice)
    }
}

/// The findings as the lines a person would read, for the checks' tests.
#[cfg(test)]
pub(crate) fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}
