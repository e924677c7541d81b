//! Lists events, newest first.

use model::limits::PAGE_SCAN_ROWS_MAX;
use model::{Operation, ResourceType};

use super::filter::EventFilter;
use super::view::{self, EventView};
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
        let row = filter.row(&keys);
        let mut before = page.position(&keys, work.operation)?;
        let mut items = Vec::new();
        let mut scanned = 0;
        let next = 'page: loop {
            let records = self.records.list_events(&work.permit, before, BATCH_EVENTS).await?;
            let exhausted = records.len() < BATCH_EVENTS;
            for record in records {
                if items.len() >= page.size || scanned >= PAGE_SCAN_ROWS_MAX {
                    break 'page before;
                }
                scanned += 1;
                before = Some(record.position);
                let opened = view::open(&keys, work.permit.tenant(), &record);
                let wanted = opened.filter(|opened| {
                    filter.accepts_header(&opened.header)
                        && filter.accepts_body(&opened.body, row.as_deref())
                });
                if let Some(opened) = wanted {
                    items.push(self.view(&work.permit, &record, opened).await?);
                }
            }
            if exhausted {
                break None;
            }
        };
        let next = next.map(|at| keys.seal_cursor(work.operation, at, self.rng()));
        let returned = items.len();
        Ok(Change::of(PageOf { items, next }).listing(returned))
    }
}
