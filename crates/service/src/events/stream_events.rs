//! Follows events as they happen.

use model::{LogName, Operation, ResourceType, Tree};
use policy::Permit;
use store::{EventRecord, TreeName};
use tokio::sync::watch;

use super::filter::EventFilter;
use super::view::{self, EventView, LookedUp};
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// How many events of a tree one look shows at most; what is newer is shown by the next one.
const EVENTS_PER_LOOK: usize = 250;

/// Where somebody who follows events is.
pub struct EventStream {
    ctx: Ctx,
    filter: EventFilter,
    /// The row of the document that events must be of.
    row: Option<String>,
    /// The place of the next event in each tree. Events of several servers arrive in any order, and
    /// each gets its place once.
    next: [(Tree, u64); 2],
    /// Whether the last look left something.
    is_behind: bool,
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
        let ticks = self.log.subscribe();
        let mut next = [(Tree::Changes, 0), (Tree::Access, 0)];
        for (tree, place) in &mut next {
            let name = TreeName::Events(LogName { tenant: work.permit.tenant(), tree: *tree });
            let state = self.records.find_log(&work.permit, name).await?;
            *place = state.map_or(0, |state| state.size);
        }
        let (ctx, row, filter) = (work.ctx.clone(), filter.row(work).await?, filter.clone());
        Ok(Change::of(EventStream { ctx, filter, row, next, is_behind: false, ticks }))
    }

    /// Waits for events that get their place in the log, and shows those that pass the filter, oldest
    /// first. Whether the caller may still see them is asked each time.
    pub async fn next_events(
        &self,
        stream: &mut EventStream,
    ) -> Result<Vec<EventView>, ServiceError> {
        if !stream.is_behind {
            // A closed channel means that the server stops.
            stream.ticks.changed().await.map_err(|_| ServiceError::Busy)?;
        }
        let caller = self.refresh(&stream.ctx.caller).await?;
        let permit = self.policies.permit(&caller, Operation::StreamEvents, ResourceType::EVENT)?;
        // A session whose secret is drawn anew, and anew once more, is followed.
        stream.ctx.caller = caller;
        let keys = self.keys.tenant(&permit).await?;
        let (mut events, mut hidden) = (Vec::new(), LookedUp::default());
        for record in self.look(&permit, stream).await? {
            let opened = view::open(&keys, permit.tenant(), &record);
            let wanted = opened.filter(|opened| {
                stream.filter.accepts_header(&opened.header)
                    && stream.filter.accepts_body(&opened.body, stream.row.as_deref())
            });
            if let Some(opened) = wanted {
                events.push(self.view(&permit, &record, opened, &mut hidden).await?);
            }
        }
        Ok(events)
    }

    /// The next events of both trees, in the order of their arrival.
    async fn look(
        &self,
        permit: &Permit,
        stream: &mut EventStream,
    ) -> Result<Vec<EventRecord>, ServiceError> {
        let mut records = Vec::new();
        stream.is_behind = false;
        for (tree, next) in &mut stream.next {
            let found = self.records.list_sequenced(permit, *tree, *next, EVENTS_PER_LOOK).await?;
            if let Some(last) = found.last().and_then(|record| record.index) {
                *next = last + 1;
            }
            stream.is_behind |= found.len() == EVENTS_PER_LOOK;
            records.extend(found);
        }
        records.sort_by_key(|record| record.position);
        Ok(records)
    }
}
