//! Addresses: whole, or as the beginning of one another.

use model::Json;

/// How an address has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Exactly,
    /// The value is the wanted address or below it.
    Below,
    /// The wanted address is the value or below it.
    Above,
}

/// An address that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Uri {
    pub(super) wanted: Box<str>,
    pub(super) fit: Fit,
}

impl Uri {
    pub(super) const fn new(wanted: Box<str>, fit: Fit) -> Self {
        Self { wanted, fit }
    }

    pub(super) fn matches(&self, value: &Json) -> bool {
        let Some(value) = value.as_str() else {
            return false;
        };
        match self.fit {
            Fit::Exactly => is_same(value, &self.wanted),
            Fit::Below => is_below(value, &self.wanted),
            Fit::Above => is_below(&self.wanted, value),
        }
    }
}

/// Whether an address is meant by another. One without a version means all versions.
pub(super) fn is_same(value: &str, wanted: &str) -> bool {
    value == wanted
        || (!wanted.contains('|')
            && value.split_once('|').is_some_and(|(unversioned, _)| unversioned == wanted))
}

fn is_below(lower: &str, upper: &str) -> bool {
    let Some(rest) = lower.strip_prefix(upper) else {
        return false;
    };
    rest.is_empty() || upper.ends_with('/') || rest.starts_with(['/', '|', '#', '?'])
}
