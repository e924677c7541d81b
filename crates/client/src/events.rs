//! Who did what, and the proof that it was written down.

use model::EventId;
use wire::{Event, EventList, EventProof};

use crate::{Client, ClientError, Page};

/// Which events a list shows. What is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// The id or the name of who did it.
    pub actor: Option<String>,
    /// The document it was done to, `Type/id`.
    pub resource: Option<String>,
    /// The name of the operation.
    pub operation: Option<String>,
    /// Not before this instant (RFC 3339).
    pub since: Option<String>,
    /// Before this instant (RFC 3339).
    pub until: Option<String>,
}

impl EventFilter {
    fn parameters(&self) -> impl Iterator<Item = (&'static str, String)> {
        let Self { actor, resource, operation, since, until } = self.clone();
        let parameters = [
            ("actor", actor),
            ("resource", resource),
            ("operation", operation),
            ("since", since),
            ("until", until),
        ];
        parameters.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

impl Client {
    /// Lists events, newest first. A page may be short although there are more: follow `next`.
    pub async fn list_events(
        &self,
        filter: &EventFilter,
        page: &Page,
    ) -> Result<EventList, ClientError> {
        let parameters: Vec<_> = filter.parameters().chain(page.parameters()).collect();
        self.get(&["events"], &parameters).await
    }

    /// Shows one event, with the difference a change made.
    pub async fn find_event(&self, event: EventId) -> Result<Event, ClientError> {
        self.get(&["events", &event.to_string()], &[]).await
    }

    /// Proves that an event is in the log. Whether the proof holds is for the caller to check.
    pub async fn prove_event(&self, event: EventId) -> Result<EventProof, ClientError> {
        self.get(&["events", &event.to_string(), "proof"], &[]).await
    }
}
