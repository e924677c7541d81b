//! Follows events as they happen.

use model::{Operation, ResourceType};
use tokio::sync::watch;

use super::filter::EventFilter;
use super::view::{self, EventView};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How many events one look shows at most; what is older is left to the list of events.
const EVENTS_PER_LOOK: usize = 500;

/// Where somebody who follows events is.
pub struct EventStream {
    ctx: Ctx,
    filter: EventFilter,
    after: u64,
    ticks: watch::Receiver<u64>,
}

impl Service {
    /// Begins to follow events, from now on. Beginning is an event; following is not.
    pub async fn stream_events(&self, ctx: &Ctx, filter: EventFilter) -> Answer<EventStream> {
        self.perform(ctx, Operation::StreamEvents, ResourceType::EVENT, |work| {
            Box::pin(self.begin_stream(work, &filter))
        })
        .await
    }

    async fn begin_stream(
        &self,
        work: &Work<'_>,
        filter: &EventFilter,
    ) -> Result<Change<EventStream>, ServiceError> {
        let newest = self.records.list_events(&work.permit, None, 1).await?;
        Ok(Change::of(EventStream {
            ctx: work.ctx.clone(),
            filter: filter.clone(),
            after: newest.first().map_or(0, |record| record.position),
            ticks: self.log.subscribe(),
        }))
    }

    /// Waits for events and shows those that pass the filter, oldest first. Whether the caller may
    /// still see them is asked each time.
    pub async fn next_events(
        &self,
        stream: &mut EventStream,
    ) -> Result<Vec<EventView>, ServiceError> {
        // A closed channel means that the server stops.
        stream.ticks.changed().await.map_err(|_| ServiceError::Busy)?;
        let caller = self.refresh(&stream.ctx.caller).await?;
        let permit = self.policies.permit(&caller, Operation::StreamEvents, ResourceType::EVENT)?;
        let keys = self.keys.tenant(&permit).await?;
        let records = self.records.list_events(&permit, None, EVENTS_PER_LOOK).await?;
        let row = stream.filter.row(&keys);
        let after = stream.after;
        let mut events = Vec::new();
        for record in records.iter().rev().filter(|record| record.position > after) {
            stream.after = record.position;
            let opened = view::open(&keys, permit.tenant(), record);
            let wanted = opened.filter(|opened| {
                stream.filter.accepts_header(&opened.header)
                    && stream.filter.accepts_body(&opened.body, row.as_deref())
            });
            if let Some(opened) = wanted {
                events.push(self.view(&permit, record, opened).await?);
            }
        }
        Ok(events)
    }
}
