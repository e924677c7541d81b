//! Lists events, newest first.

use std::collections::VecDeque;

use model::limits::PAGE_SCAN_ROWS_MAX;
use model::{Operation, ResourceType};
use store::EventRecord;

use super::filter::EventFilter;
use super::stored::Header;
use super::view::{self, EventView, LookedUp, Opened};
use crate::Service;
use crate::ctx::Ctx;
use crate::cursor::{Page, PageOf};
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How many events are fetched at a time.
const BATCH_EVENTS: usize = 200;

/// A page of events. It may be short although there are more: follow its cursor.
pub type EventPage = PageOf<EventView>;

impl Service {
    /// A page of events.
    pub async fn list_events(
        &self,
        ctx: &Ctx,
        filter: &EventFilter,
        page: &Page,
    ) -> Answer<EventPage> {
        self.perform(ctx, Operation::ListEvents, ResourceType::EVENT, |work| {
            Box::pin(self.find_events(work, filter, page))
        })
        .await
    }

    async fn find_events(
        &self,
        work: &Work<'_>,
        filter: &EventFilter,
        page: &Page,
    ) -> Result<Change<EventPage>, ServiceError> {
        let keys = self.keys.tenant(&work.permit).await?;
        let row = filter.row(work).await?;
        let before = page.position(&keys, work.operation)?;
        let mut scan = EventScan::begin(before);
        let (mut items, mut hidden) = (Vec::new(), LookedUp::default());
        while items.len() < page.size
            && let Some((record, opened)) = scan.next(work, |it| filter.accepts_header(it)).await?
        {
            if filter.accepts_body(&opened.body, row.as_deref()) {
                items.push(self.view(&work.permit, &record, opened, &mut hidden).await?);
            }
        }
        let next = scan.place();
        let next = next.map(|at| keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(Change::of(PageOf { items, next }).listing(returned))
    }
}

/// Looks through events, newest first, until somebody has enough or enough were looked at.
pub(super) struct EventScan {
    /// Behind which place it goes on.
    before: Option<u64>,
    waiting: VecDeque<EventRecord>,
    scanned: usize,
    is_exhausted: bool,
}

impl EventScan {
    /// Begins with the newest, or behind a place.
    pub(super) const fn begin(before: Option<u64>) -> Self {
        Self { before, waiting: VecDeque::new(), scanned: 0, is_exhausted: false }
    }

    /// The next event that opens and has such a header. Headers are looked at first: they are the cheapest part to open.
    pub(super) async fn next(
        &mut self,
        work: &Work<'_>,
        accepts: impl Fn(&Header) -> bool,
    ) -> Result<Option<(EventRecord, Opened)>, ServiceError> {
        while self.scanned < PAGE_SCAN_ROWS_MAX {
            if self.waiting.is_empty() && !self.is_exhausted {
                let records = &work.service.records;
                let found = records.list_events(&work.permit, self.before, BATCH_EVENTS).await?;
                self.is_exhausted = found.len() < BATCH_EVENTS;
                self.waiting = found.into();
            }
            let Some(record) = self.waiting.pop_front() else { return Ok(None) };
            work.ctx.look_at_row()?;
            self.scanned += 1;
            self.before = Some(record.position);
            let opened = view::open_if(&work.keys, work.permit.tenant(), &record, &accepts);
            if let Some(opened) = opened {
                return Ok(Some((record, opened)));
            }
        }
        Ok(None)
    }

    /// Where it goes on, if there may be more.
    pub(super) fn place(&self) -> Option<u64> {
        self.before.filter(|_| !self.waiting.is_empty() || !self.is_exhausted)
    }
}
