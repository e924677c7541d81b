//! Events: listed, shown, proved.

use axum::extract::{Path, Request, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use model::clock::format_instant;
use model::{EventId, Interface, Operation, ResourceType};
use service::{EventFilter, OwnAccess, ServiceError};

use super::{convert, json, no_parameters, page};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::query::Query;

const EVENT: ResourceType = ResourceType::EVENT;

/// Lists events, newest first. A page may be short although there are more: follow `next`.
#[utoipa::path(
    get, path = "/api/events", operation_id = "list_events", tag = "events",
    params(
        ("actor" = Option<String>, Query, description = "id or name of who did it"),
        ("resource" = Option<String>, Query, description = "type and id, `Observation/123`"),
        ("operation" = Option<String>, Query, description = "what was done"),
        ("since" = Option<String>, Query, description = "not before this instant"),
        ("until" = Option<String>, Query, description = "before this instant"),
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::EventList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_events(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListEvents;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| {
        let filter = filter(&mut query)?;
        query.finish()?;
        Ok((page, filter))
    });
    let (page, filter) = call.admit(Some((operation, EVENT)), asked).await?;
    let answer = call.service().list_events(&call.ctx, &filter, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(convert::event).collect();
        json(StatusCode::OK, &wire::EventList { items, next: page.next })
    }))
}

/// Lists who has looked at what is known of the caller, or changed it, newest first: for a patient who has signed in.
#[utoipa::path(
    get, path = "/api/own/accesses", operation_id = "list_own_accesses", tag = "events",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::OwnAccessList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_own_accesses(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListOwnAccesses;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, ResourceType::ACCOUNT)), asked).await?;
    let answer = call.service().list_own_accesses(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(own_access).collect();
        json(StatusCode::OK, &wire::OwnAccessList { items, next: page.next })
    }))
}

fn own_access(access: OwnAccess) -> wire::OwnAccess {
    wire::OwnAccess {
        at: format_instant(access.at),
        operation: access.operation,
        outcome: access.outcome,
        actor_kind: access.actor_kind,
        actor_id: access.actor_id,
        actor_name: access.actor_name,
        interface: access.interface,
    }
}

/// Shows one event, with the difference a change made.
#[utoipa::path(
    get, path = "/api/events/{id}", operation_id = "find_event", tag = "events",
    params(("id" = String, Path, description = "the event's name, as in `Ribcage-Event`")),
    responses((status = 200, body = wire::Event), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_event(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindEvent;
    let asked = no_parameters(&call).and_then(|()| event_id(&id));
    let id = call.admit(Some((operation, EVENT)), asked).await?;
    let answer = call.service().find_event(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |event| json(StatusCode::OK, &convert::event(event))))
}

/// Proves that an event is in the log.
#[utoipa::path(
    get, path = "/api/events/{id}/proof", operation_id = "prove_event", tag = "events",
    params(("id" = String, Path, description = "the event's name, as in `Ribcage-Event`")),
    responses((status = 200, body = wire::EventProof), (status = "default", body = wire::Problem))
)]
pub(super) async fn prove_event(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ProveEvent;
    let asked = no_parameters(&call).and_then(|()| event_id(&id));
    let id = call.admit(Some((operation, EVENT)), asked).await?;
    let answer = call.service().prove_event(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |proof| {
        let body = wire::EventProof {
            event: proof.event.to_string(),
            index: proof.index,
            entry: STANDARD.encode(proof.entry),
            hash: proof.hash.to_string(),
            checkpoint: proof.checkpoint,
            inclusion: proof.inclusion.iter().map(ToString::to_string).collect(),
        };
        json(StatusCode::OK, &body)
    }))
}

/// The filters that lists and streams of events share.
pub(super) fn filter(query: &mut Query) -> Result<EventFilter, ServiceError> {
    let instant =
        |name, text: Option<String>| text.map(|text| convert::instant(name, &text)).transpose();
    Ok(EventFilter {
        actor: query.take("actor")?,
        resource: query.take("resource")?.map(|text| resource(&text)).transpose()?,
        operation: query.take("operation")?.map(|name| operation(&name)).transpose()?,
        since: instant("since", query.take("since")?)?,
        until: instant("until", query.take("until")?)?,
    })
}

fn resource(text: &str) -> Result<(String, model::ResourceId), ServiceError> {
    let found =
        text.split_once('/').and_then(|(kind, id)| Some((kind.to_owned(), id.parse().ok()?)));
    let expected = "a type and an id, such as Observation/123";
    found.ok_or(ServiceError::BadParameter { name: "resource".into(), expected })
}

fn operation(name: &str) -> Result<Operation, ServiceError> {
    let expected = "the name of an operation; GET /api/roles lists them";
    Operation::find(name).ok_or(ServiceError::BadParameter { name: "operation".into(), expected })
}

/// What cannot be the name of an event names none.
fn event_id(text: &str) -> Result<EventId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}
