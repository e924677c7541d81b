//! The rows of a bulk export: those of a type as they were at its moment, in the order of birth, person by person if it
//! is of some people only.

use std::collections::VecDeque;
use std::sync::Arc;

use fhir::search::View;
use model::{Pseudonym, ResourceType, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Document, Sealed, Selection, Sequence};

use super::Moment;
use super::request::Request;
use crate::Service;
use crate::batches::Batch;
use crate::error::ServiceError;
use crate::records::{Tests, json_of};
use crate::work::Work;

/// A place among the rows of a type: about which of the people, and born where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct BulkPlace {
    person: usize,
    born: u64,
}

impl BulkPlace {
    /// Where a row stands that was read with those behind this place.
    const fn of(self, sealed: &Sealed) -> Self {
        Self { person: self.person, born: sealed.born.0 }
    }
}

/// How far the rows of a type were looked at, with those that were read and not looked at yet.
#[derive(Debug, Clone)]
pub struct BulkWalk {
    /// The place of the row that was looked at last, or that this began behind.
    pub(super) reached: BulkPlace,
    unread: VecDeque<Arc<Sealed>>,
    /// Behind which place more is read, if there may be more.
    next: Option<BulkPlace>,
    batch: Batch,
}

impl BulkWalk {
    pub(super) fn behind(place: BulkPlace) -> Self {
        let unread = VecDeque::new();
        Self { reached: place, unread, next: Some(place), batch: Batch::default() }
    }
}

/// What is wanted of a type.
pub(super) struct Wanted {
    kind: ResourceType,
    at: Sequence,
    since: Option<(Timestamp, Option<Sequence>)>,
    is_of_patients: bool,
    people: Option<Vec<Pseudonym>>,
    /// Any of them must hold, if there are any.
    tests: Vec<Tests<'static>>,
    pub(super) view: View,
}

impl Wanted {
    /// Whether those that were deleted are wanted too: whoever has them from before is to hear of it.
    pub(super) const fn has_deleted(&self) -> bool {
        self.since.is_some()
    }

    /// Whether a version has come since the time that was named. One of before may have been under way at the moment
    /// of the export before, and not have been in it.
    fn is_new(&self, sealed: &Sealed, document: &Document) -> bool {
        self.since.is_none_or(|(since, place)| {
            document.at >= since || place.is_some_and(|place| sealed.sequence > place)
        })
    }

    /// Whether a version is about somebody who is wanted, and about nobody who came before them.
    fn is_about(&self, document: &Document, place: BulkPlace) -> bool {
        let about = &document.about;
        match &self.people {
            Some(people) => people
                .get(..=place.person)
                .and_then(|people| people.iter().position(|person| about.contains(person)))
                .is_some_and(|first| first == place.person),
            None if !self.is_of_patients || self.kind == fhir::types::patient() => true,
            // Whoever is a person is about themselves first.
            None => about.len() > usize::from(self.kind.is_person()),
        }
    }

    fn accepts(&self, document: &Document) -> Result<bool, ServiceError> {
        if self.tests.is_empty() || !document.is_live() {
            return Ok(true);
        }
        let json = json_of(document)?;
        Ok(self.tests.iter().any(|test| test.accept(&document.id, &json)))
    }
}

impl Service {
    /// What a request wants of the type that the work's permit is for.
    pub(super) async fn wanted(
        &self,
        work: &Work<'_>,
        request: &Request,
        moment: &Moment,
    ) -> Result<Wanted, ServiceError> {
        let kind = work.permit.kind();
        let moment_at = moment.at.parse().map_err(|_| ServiceError::Integrity)?;
        let mut tests = Vec::new();
        for filters in request.filters(kind, moment_at)? {
            tests.push(self.resolve_filters(work, kind, &filters).await?);
        }
        let before = request.since_moment.as_ref().map(|before| before.place(kind.store()));
        Ok(Wanted {
            kind,
            at: moment.place(kind.store()),
            since: request.since()?.map(|since| (since, before)),
            is_of_patients: request.is_of_patients,
            people: request.people(kind.store())?,
            tests,
            view: request.view(kind),
        })
    }

    /// The next row, if there is one more.
    pub(super) async fn next_row(
        &self,
        work: &Work<'_>,
        wanted: &Wanted,
        walk: &mut BulkWalk,
    ) -> Result<Option<Arc<Sealed>>, ServiceError> {
        loop {
            if let Some(sealed) = walk.unread.pop_front() {
                walk.reached = walk.reached.of(&sealed);
                return Ok(Some(sealed));
            }
            let Some(place) = walk.next else { return Ok(None) };
            let (rows, next) = self.rows_behind(work, wanted, (place, walk.batch.rows())).await?;
            walk.batch.has_read(&rows);
            walk.unread.extend(rows.into_iter().map(Arc::new));
            (walk.reached, walk.next) = (place, next);
            tokio::task::yield_now().await;
        }
    }

    /// So many rows behind a place, and the place behind them, if there may be more.
    async fn rows_behind(
        &self,
        work: &Work<'_>,
        wanted: &Wanted,
        (place, limit): (BulkPlace, usize),
    ) -> Result<(Vec<Sealed>, Option<BulkPlace>), ServiceError> {
        let kind = wanted.kind;
        let selection = match &wanted.people {
            None => Selection::OfKind(kind),
            Some(people) => match people.get(place.person) {
                None => return Ok((Vec::new(), None)),
                Some(subject) => Selection::About { subject: *subject, kind },
            },
        };
        let (at, behind) = (wanted.at, Sequence(place.born));
        let store = self.documents(kind);
        let rows = store.list_as_of(&work.permit, selection, at, behind, limit).await?;
        let people = wanted.people.as_ref().map_or(0, Vec::len);
        let next = match rows.last() {
            Some(last) if rows.len() == limit => Some(place.of(last)),
            _ if place.person + 1 < people => Some(BulkPlace { person: place.person + 1, born: 0 }),
            _ => None,
        };
        Ok((rows, next))
    }

    /// A row, opened and released, if it is wanted.
    pub(super) async fn wanted_of(
        &self,
        work: &Work<'_>,
        wanted: &Wanted,
        (walk, sealed): (&BulkWalk, &Sealed),
    ) -> Result<Option<Document>, ServiceError> {
        let place = walk.reached;
        let document = match work.release(sealed).await {
            Err(error) if error.is_hidden() => return Ok(None),
            released => released?,
        };
        let is_wanted = (document.is_live() || wanted.has_deleted())
            && wanted.is_new(sealed, &document)
            && wanted.is_about(&document, place)
            && wanted.accepts(&document)?;
        Ok(is_wanted.then_some(document))
    }
}
