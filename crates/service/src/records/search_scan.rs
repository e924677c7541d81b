//! What a search has found so far of the rows that it looks through, and their order.

use std::cmp::Ordering;

use fhir::search::SortBy;
use model::Json;
use model::index::Placed;
use store::{DocumentState, Sealed};

use super::json_of;
use super::search_resources::{Plan, Resource};
use crate::error::ServiceError;
use crate::work::Work;

/// A row that was found, and its place in the order of the search.
pub(super) struct Match {
    pub(super) resource: Resource,
    pub(super) placed: Placed,
}

/// What a scan has found so far.
pub(super) struct Scan {
    /// How many of the matches are kept.
    keep: usize,
    pub(super) found: Vec<Match>,
    pub(super) matches: u64,
    pub(super) damaged: usize,
    pub(super) scanned: usize,
}

impl Scan {
    /// Nothing yet; of the matches so many are to be kept.
    pub(super) const fn keeping(keep: usize) -> Self {
        Self { keep, found: Vec::new(), matches: 0, damaged: 0, scanned: 0 }
    }

    /// Forgets what it has seen.
    pub(super) fn begin_anew(&mut self) {
        *self = Self::keeping(self.keep);
    }

    /// Counts a match, and keeps it if there is room.
    pub(super) fn take(&mut self, found: Match) {
        self.matches += 1;
        if self.found.len() < self.keep {
            self.found.push(found);
        }
    }

    /// Opens a row, and gives it with its place if it is what is searched for.
    pub(super) async fn consider(
        &mut self,
        work: &Work<'_>,
        sealed: Sealed,
        plan: &Plan<'_>,
        sort: &[SortBy<'_>],
    ) -> Result<Option<Match>, ServiceError> {
        self.scanned += 1;
        let document = match work.release(&sealed).await {
            Err(error) if error.is_hidden() => return Ok(None),
            // One damaged row must not hide all others; the page says that it is there.
            Err(ServiceError::Integrity) => {
                self.damaged += 1;
                return Ok(None);
            }
            released => released?,
        };
        if document.state == DocumentState::Deleted {
            return Ok(None);
        }
        // Who it was about once is listed for it still.
        let is_about = |person| document.about.contains(person);
        if !plan.compartment.is_empty() && !plan.compartment.iter().any(is_about) {
            return Ok(None);
        }
        // Of what has to be looked into only.
        let json = if plan.tests.criteria().is_empty() && sort.is_empty() {
            Json::Null
        } else {
            json_of(&document)?
        };
        if !plan.tests.accept(&document.id, &json) {
            return Ok(None);
        }
        let values = sort.iter().map(|by| by.parameter.sort_value(&json, by.is_descending));
        let placed = Placed { values: values.collect(), born: sealed.born.0 };
        Ok(Some(Match { resource: (sealed, document), placed }))
    }
}

/// The order of two places in a search.
pub(super) fn compare(sort: &[SortBy<'_>], one: &Placed, other: &Placed) -> Ordering {
    one.compare(other, sort.iter().map(|by| by.is_descending))
}
