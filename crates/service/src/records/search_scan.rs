//! What a search has found so far of the rows that it looks through, and their order.

use fhir::search::{SortBy, SortKey};
use model::Json;
use store::{DocumentState, Sealed, Sequence};

use super::json_of;
use super::search_resources::{Plan, Resource};
use crate::error::ServiceError;
use crate::work::Work;

/// A row that was found, and what it is sorted by.
pub(super) struct Match {
    pub(super) resource: Resource,
    keys: Vec<Option<SortKey>>,
}

/// What a scan has found so far.
pub(super) struct Scan {
    /// How many of the matches are kept.
    keep: usize,
    pub(super) found: Vec<Match>,
    pub(super) matches: u64,
    pub(super) damaged: usize,
    pub(super) scanned: usize,
    pub(super) last: Option<Sequence>,
}

impl Scan {
    /// Nothing yet; of the matches so many are to be kept.
    pub(super) const fn keeping(keep: usize) -> Self {
        Self { keep, found: Vec::new(), matches: 0, damaged: 0, scanned: 0, last: None }
    }

    /// Opens a row and keeps it if it is what is searched for.
    pub(super) async fn consider(
        &mut self,
        work: &Work<'_>,
        sealed: Sealed,
        plan: &Plan,
        sort: &[SortBy],
    ) -> Result<(), ServiceError> {
        self.scanned += 1;
        self.last = Some(sealed.born);
        let document = match work.release(&sealed).await {
            Err(ServiceError::Denied(_)) => return Ok(()),
            // One damaged row must not hide all others; the page says that it is there.
            Err(ServiceError::Integrity) => {
                self.damaged += 1;
                return Ok(());
            }
            released => released?,
        };
        if document.state == DocumentState::Deleted {
            return Ok(());
        }
        // Who it was about once is listed for it still.
        if plan.compartment.is_some_and(|person| !document.about.contains(&person)) {
            return Ok(());
        }
        // Of what has to be looked into only.
        let json = if plan.tests.criteria().is_empty() && sort.is_empty() {
            Json::Null
        } else {
            json_of(&document)?
        };
        if !plan.tests.accept(&document.id, &json) {
            return Ok(());
        }
        self.matches += 1;
        if self.found.len() < self.keep {
            let keys = sort.iter().map(|by| by.parameter.sort_key(&json, by.is_descending));
            self.found.push(Match { keys: keys.collect(), resource: (sealed, document) });
        }
        Ok(())
    }
}

/// The order of two matches: by their keys, what has none last; the newest-born first among equals.
pub(super) fn compare(sort: &[SortBy], one: &Match, other: &Match) -> std::cmp::Ordering {
    for (at, by) in sort.iter().enumerate() {
        let order = match (&one.keys[at], &other.keys[at]) {
            (None, None) => std::cmp::Ordering::Equal,
            (None, Some(_)) => return std::cmp::Ordering::Greater,
            (Some(_), None) => return std::cmp::Ordering::Less,
            (Some(one), Some(other)) if by.is_descending => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
        };
        if order.is_ne() {
            return order;
        }
    }
    other.resource.0.born.cmp(&one.resource.0.born)
}
