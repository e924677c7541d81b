//! Looks through what may match a search until enough is found, or enough was looked at.

use std::collections::HashSet;

use fhir::search::SortBy;
use model::index::Placed;
use model::limits::PAGE_SCAN_ROWS_MAX;

use store::{Selection, Sequence};

use super::search_candidates::{Candidates, Indexed};
use super::search_resources::{Plan, Source};
use super::search_scan::{Match, Scan, compare};
use crate::Service;
use crate::error::ServiceError;
use crate::work::Work;

/// How far was looked.
pub(super) enum Looked {
    /// At everything; so many match.
    AtAll(u64),
    /// Up to a place in the order, and so many match in all, if that is known.
    UpTo(Option<Placed>, Option<u64>),
}

/// What is looked at.
struct Rows {
    candidates: Candidates,
    /// What matches of the rows that an index does not have as they are now,
    newer: Vec<Match>,
    /// and all those rows.
    known: HashSet<Sequence>,
}

impl Service {
    /// How many match, whatever of them is shown.
    pub(super) async fn count(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
    ) -> Result<u64, ServiceError> {
        let mut scan = Scan::keeping(0);
        match self.look_through(work, plan, &[], (usize::MAX, None), &mut scan).await? {
            Looked::AtAll(matches) => Ok(matches),
            Looked::UpTo(..) => Err(ServiceError::TooCostly("counting")),
        }
    }

    /// Looks at what may match, in the order of the search, until enough is found or was looked at.
    pub(super) async fn look_through(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
        sort: &[SortBy<'_>],
        page: (usize, Option<&Placed>),
        scan: &mut Scan,
    ) -> Result<Looked, ServiceError> {
        let Source::Rows(selection) = plan.source else {
            return self.look_at_named(work, plan, sort, page, scan).await;
        };
        let indexed = self.ask_index(work, plan, selection, sort).await?;
        if indexed.is_some() {
            match self.look_at_rows(work, plan, sort, page, (selection, indexed), scan).await {
                Err(ServiceError::Index(error)) => {
                    self.note_index_error(work.permit.tenant(), plan.kind().store(), &error);
                    scan.begin_anew();
                }
                looked => return looked,
            }
        }
        self.look_at_rows(work, plan, sort, page, (selection, None), scan).await
    }

    /// Looks at the rows that an index names, or at all of a selection.
    async fn look_at_rows(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
        sort: &[SortBy<'_>],
        (wanted, after): (usize, Option<&Placed>),
        (selection, indexed): (Selection, Option<Indexed>),
        scan: &mut Scan,
    ) -> Result<Looked, ServiceError> {
        let is_in_order =
            indexed.as_ref().map_or(sort.is_empty(), |indexed| indexed.is_in_order(sort));
        let (last, limit) = if is_in_order { (after.cloned(), wanted) } else { (None, usize::MAX) };
        let (mut found, mut known) = (Vec::new(), HashSet::new());
        let mut candidates = match indexed {
            None => Candidates::of_store(plan.kind(), selection, last, limit),
            Some(mut indexed) => {
                let changed;
                (known, changed) = indexed.take_newer();
                for sealed in changed {
                    found.extend(scan.consider(work, sealed, plan, sort).await?);
                }
                Candidates::of_index(plan.kind(), indexed, last, limit)
            }
        };
        if is_in_order {
            found.retain(|found| is_behind(sort, after, found));
            let rows = Rows { candidates, newer: found, known };
            return self.look_in_order(work, plan, sort, (wanted, rows), scan).await;
        }
        while let Some((_, sealed)) = candidates.next(self, work).await? {
            if scan.scanned >= PAGE_SCAN_ROWS_MAX {
                if candidates.are_of_store() {
                    self.want_index(work.permit.tenant(), plan.kind().store());
                }
                return Err(ServiceError::TooCostly("sorting"));
            }
            if !known.contains(&sealed.born) {
                found.extend(scan.consider(work, sealed, plan, sort).await?);
            }
        }
        Ok(put_in_order(found, sort, (wanted, after), scan))
    }

    /// Looks at rows that come in the order of the search, until enough is found.
    async fn look_in_order(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
        sort: &[SortBy<'_>],
        (wanted, rows): (usize, Rows),
        scan: &mut Scan,
    ) -> Result<Looked, ServiceError> {
        let Rows { mut candidates, mut newer, known } = rows;
        // The last of them first, to be taken from the end.
        newer.sort_by(|one, other| compare(sort, &other.placed, &one.placed));
        let mut last = None;
        loop {
            let next = candidates.next(self, work).await?;
            let place = next.as_ref().map(|(placed, _)| placed);
            while let Some(found) = newer.pop_if(|found| {
                place.is_none_or(|place| compare(sort, &found.placed, place).is_lt())
            }) {
                if scan.found.len() >= wanted {
                    return Ok(Looked::UpTo(last, None));
                }
                last = Some(found.placed.clone());
                scan.take(found);
            }
            let Some((placed, sealed)) = next else { return Ok(Looked::AtAll(scan.matches)) };
            if scan.found.len() >= wanted {
                return Ok(Looked::UpTo(last, None));
            }
            if scan.scanned >= PAGE_SCAN_ROWS_MAX {
                if candidates.are_of_store() {
                    self.want_index(work.permit.tenant(), plan.kind().store());
                }
                return Ok(Looked::UpTo(last, None));
            }
            if !known.contains(&sealed.born)
                && let Some(found) = scan.consider(work, sealed, plan, sort).await?
            {
                scan.take(found);
            }
            last = Some(placed);
        }
    }

    /// Looks at those whose ids are known.
    async fn look_at_named(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
        sort: &[SortBy<'_>],
        page: (usize, Option<&Placed>),
        scan: &mut Scan,
    ) -> Result<Looked, ServiceError> {
        let mut found = Vec::new();
        if let Source::Ids(ids) = &plan.source {
            for id in ids {
                let row = self.resource_row(&work.permit, plan.kind(), id).await?;
                if let Some(sealed) = self.newest(&work.permit, plan.kind(), row).await? {
                    found.extend(scan.consider(work, sealed, plan, sort).await?);
                }
            }
        }
        Ok(put_in_order(found, sort, page, scan))
    }
}

/// Puts all matches in order, and takes those of the page.
fn put_in_order(
    mut found: Vec<Match>,
    sort: &[SortBy<'_>],
    (wanted, after): (usize, Option<&Placed>),
    scan: &mut Scan,
) -> Looked {
    let matches = found.len() as u64;
    found.retain(|found| is_behind(sort, after, found));
    found.sort_by(|one, other| compare(sort, &one.placed, &other.placed));
    let is_whole = found.len() <= wanted;
    let last = found.get(wanted.saturating_sub(1)).map(|last| last.placed.clone());
    for one in found.into_iter().take(wanted) {
        scan.take(one);
    }
    scan.matches = matches;
    if is_whole { Looked::AtAll(matches) } else { Looked::UpTo(last, Some(matches)) }
}

/// Whether a match stands behind the place where a page begins.
fn is_behind(sort: &[SortBy<'_>], after: Option<&Placed>, found: &Match) -> bool {
    after.is_none_or(|after| compare(sort, &found.placed, after).is_gt())
}
