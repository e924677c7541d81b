//! Which events a list shows.

use model::{Operation, ResourceId, ResourceType, Timestamp};

use crate::keys::TenantKeys;

use super::stored::{Header, OwnBody};

/// What an event must be like. What is not given does not matter.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// The id or the name of who did it.
    pub actor: Option<String>,
    /// The document it was done to.
    pub resource: Option<(ResourceType, ResourceId)>,
    /// What was done.
    pub operation: Option<Operation>,
    /// Not before this instant.
    pub since: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
}

impl EventFilter {
    /// The row key of the wanted document, as an event's own body has it.
    pub(super) fn row(&self, keys: &TenantKeys) -> Option<String> {
        let (kind, id) = self.resource.as_ref()?;
        Some(keys.row_key(kind.store(), kind.name(), id.as_str()).to_string())
    }

    /// Whether the header is of an event that may be shown. Headers are looked at first: they are
    /// the cheapest part to open.
    pub(super) fn accepts_header(&self, header: &Header) -> bool {
        if self.operation.is_some_and(|operation| operation.name() != header.operation) {
            return false;
        }
        let Ok(at) = header.at.parse::<Timestamp>() else {
            return false;
        };
        self.since.is_none_or(|since| since <= at) && self.until.is_none_or(|until| at < until)
    }

    /// Whether the event's own body is of an event that may be shown. `row` is the row key of the
    /// wanted document.
    pub(super) fn accepts_body(&self, body: &OwnBody, row: Option<&str>) -> bool {
        let actor_fits = self.actor.as_ref().is_none_or(|actor| {
            body.caller.id.as_ref() == Some(actor) || body.caller.name == *actor
        });
        actor_fits && row.is_none_or(|row| body.rows.iter().any(|touched| touched.row == row))
    }
}
