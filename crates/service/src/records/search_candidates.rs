//! The rows that may be what is searched for, in an order: from the store, in which they were born; or
//! from the index, in the order of the search.

use std::collections::{HashMap, HashSet, VecDeque};

use fhir::search::SortBy;
use model::index::{Condition, Placed, SortColumn};
use model::{Pseudonym, ResourceType};
use store::{IndexQuery, IndexSnapshot, Sealed, Selection, Sequence};

use super::search_resources::Plan;
use crate::Service;
use crate::error::ServiceError;
use crate::indexing::about_term;
use crate::work::Work;

/// How many rows are fetched at a time.
const BATCH_ROWS: usize = 200;
/// How many rows that an index does not have yet are looked through.
const NEWER_ROWS_MAX: usize = 20_000;

/// Rows in an order, fetched as they are needed.
pub(super) struct Candidates {
    from: From,
    kind: ResourceType,
    /// Behind which place they go on.
    last: Option<Placed>,
    limit: usize,
    is_exhausted: bool,
    waiting: VecDeque<(Placed, Sealed)>,
}

enum From {
    Store(Selection),
    Index(Indexed),
}

/// What an index is asked.
pub(super) struct Indexed {
    snapshot: Box<dyn IndexSnapshot>,
    condition: Condition,
    /// The order; none for that of birth.
    sort: Vec<SortColumn>,
    /// Rows that have changed since, which the index may be wrong about.
    newer: HashMap<Sequence, Sealed>,
}

impl Indexed {
    /// The rows that the index does not have as they are now.
    pub(super) fn take_newer(&mut self) -> (HashSet<Sequence>, Vec<Sealed>) {
        let newer = std::mem::take(&mut self.newer);
        (newer.keys().copied().collect(), newer.into_values().collect())
    }

    /// Whether it gives rows in the order of the search.
    pub(super) const fn is_in_order(&self, sort: &[SortBy<'_>]) -> bool {
        self.sort.len() == sort.len()
    }
}

impl Candidates {
    /// All rows of a selection, from the store.
    pub(super) fn of_store(
        kind: ResourceType,
        selection: Selection,
        last: Option<Placed>,
        wanted: usize,
    ) -> Self {
        Self::new(From::Store(selection), kind, last, wanted)
    }

    /// What an index names.
    pub(super) fn of_index(
        kind: ResourceType,
        indexed: Indexed,
        last: Option<Placed>,
        wanted: usize,
    ) -> Self {
        Self::new(From::Index(indexed), kind, last, wanted)
    }

    fn new(from: From, kind: ResourceType, last: Option<Placed>, wanted: usize) -> Self {
        let limit = BATCH_ROWS.min(wanted.saturating_add(1));
        Self { from, kind, last, limit, is_exhausted: false, waiting: VecDeque::new() }
    }

    /// Whether no index names them.
    pub(super) const fn are_of_store(&self) -> bool {
        matches!(self.from, From::Store(_))
    }

    /// The next row with its place in the order.
    pub(super) async fn next(
        &mut self,
        service: &Service,
        work: &Work<'_>,
    ) -> Result<Option<(Placed, Sealed)>, ServiceError> {
        while self.waiting.is_empty() && !self.is_exhausted {
            self.fetch(service, work).await?;
            self.limit = BATCH_ROWS.min(self.limit * 2);
        }
        Ok(self.waiting.pop_front())
    }

    async fn fetch(&mut self, service: &Service, work: &Work<'_>) -> Result<(), ServiceError> {
        let store = service.documents(self.kind);
        match &self.from {
            From::Store(selection) => {
                let before = self.last.as_ref().map(|last| Sequence(last.born));
                let rows = store.list_live(&work.permit, *selection, before, self.limit).await?;
                self.is_exhausted = rows.len() < self.limit;
                for sealed in rows {
                    let placed = Placed { values: Vec::new(), born: sealed.born.0 };
                    self.waiting.push_back((placed, sealed));
                }
            }
            From::Index(indexed) => {
                let asked = IndexQuery {
                    kind: self.kind,
                    condition: indexed.condition.clone(),
                    sort: indexed.sort.clone(),
                    after: self.last.clone(),
                    limit: self.limit,
                };
                let found = indexed.snapshot.find(asked).await?;
                self.is_exhausted = found.len() < self.limit;
                let born = found.iter().map(|placed| Sequence(placed.born)).collect();
                let rows = store.list_born(&work.permit, self.kind, born).await?;
                let mut rows: HashMap<u64, Sealed> =
                    rows.into_iter().map(|sealed| (sealed.born.0, sealed)).collect();
                self.last = found.last().cloned();
                // What is not live any more is left out.
                let rows = found.into_iter().filter_map(|placed| {
                    let sealed = rows.remove(&placed.born)?;
                    Some((placed, sealed))
                });
                self.waiting.extend(rows);
                return Ok(());
            }
        }
        self.last = self.waiting.back().map(|(placed, _)| placed.clone());
        Ok(())
    }
}

impl Service {
    /// What an index knows about a search, if there is an index and asking it is of use.
    pub(super) async fn ask_index(
        &self,
        work: &Work<'_>,
        plan: &Plan<'_>,
        selection: Selection,
        sort: &[SortBy<'_>],
    ) -> Result<Option<Indexed>, ServiceError> {
        let kind = plan.kind();
        let hidden = plan.among.hidden(&self.policies.hidden(&work.permit, kind));
        let mut conditions: Vec<_> = plan
            .tests
            .criteria()
            .iter()
            .filter(|criterion| !criterion.may_look_at(&hidden, kind))
            .map(|criterion| criterion.condition(kind))
            .filter(|condition| *condition != Condition::Anything)
            .collect();
        let columns = sort.iter().map(|by| {
            let is_open = !by.parameter.may_look_at(&hidden, kind);
            by.parameter.sort_column(kind, by.is_descending).filter(|_| is_open)
        });
        let columns: Option<Vec<SortColumn>> = columns.collect();
        if plan.compartment.len() > 1 {
            let about = |person: &Pseudonym| Condition::Has(about_term(kind, *person));
            conditions.push(Condition::Any(plan.compartment.iter().map(about).collect()));
        }
        if conditions.is_empty() && columns.as_ref().is_none_or(Vec::is_empty) {
            return Ok(None);
        }
        let Some(snapshot) = self.find_index(&work.permit, kind.store()).await? else {
            return Ok(None);
        };
        if let Selection::About { subject, .. } = selection {
            conditions.push(Condition::Has(about_term(kind, subject)));
        }
        let newer = self.list_newer(work, kind, snapshot.cursor()).await?;
        let (condition, sort) = (Condition::Every(conditions), columns.unwrap_or_default());
        Ok(Some(Indexed { snapshot, condition, sort, newer }))
    }

    /// The newest versions of what has changed since, as far as it is decided.
    async fn list_newer(
        &self,
        work: &Work<'_>,
        kind: ResourceType,
        cursor: Sequence,
    ) -> Result<HashMap<Sequence, Sealed>, ServiceError> {
        let store = self.documents(kind);
        let changes = store.list_changes(&work.permit, kind, cursor, NEWER_ROWS_MAX).await?;
        if changes.len() == NEWER_ROWS_MAX {
            return Err(ServiceError::Busy);
        }
        // They come in their order, so that the newest of each document is the one that stays.
        let mut newest: HashMap<Sequence, Sealed> =
            changes.into_iter().map(|sealed| (sealed.born, sealed)).collect();
        let waiting: Vec<_> = newest
            .iter()
            .filter(|(_, sealed)| sealed.pending.is_some())
            .map(|(born, sealed)| (*born, sealed.row))
            .collect();
        for (born, row) in waiting {
            match self.newest(&work.permit, kind, row).await? {
                Some(sealed) => newest.insert(born, sealed),
                None => newest.remove(&born),
            };
        }
        Ok(newest)
    }
}
