//! Which events a list shows.

use model::{Operation, ResourceId, ResourceType, Timestamp};

use crate::error::ServiceError;
use crate::work::Work;

use super::stored::{Header, OwnBody};

/// What an event must be like. What is not given does not matter.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// The id or the name of who did it.
    pub actor: Option<String>,
    /// The document it was done to.
    pub resource: Option<(String, ResourceId)>,
    /// What was done.
    pub operation: Option<Operation>,
    /// Not before this instant.
    pub since: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
}

impl EventFilter {
    /// The row key of the wanted document, as an event's own body has it.
    pub(super) async fn row(&self, work: &Work<'_>) -> Result<Option<String>, ServiceError> {
        let Some((name, id)) = &self.resource else { return Ok(None) };
        let mut platform = ResourceType::PLATFORM.into_iter();
        let known = fhir::types::resource_type(name);
        let kind = match known.or_else(|| platform.find(|kind| kind.name() == name)) {
            Some(kind) => kind,
            None => work.document_types().await?.named(name).map(|own| own.kind()).ok_or(
                ServiceError::BadParameter {
                    name: "resource".into(),
                    expected: "a type and an id, such as Observation/123",
                },
            )?,
        };
        let row = work.keys.row_key(kind.store(), kind.name(), id.as_str());
        Ok(Some(row.to_string()))
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
