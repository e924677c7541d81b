//! What is said to be wrong of persons, and what became of that.

use axum::extract::{Path, Request, State};
use http::StatusCode;
use model::clock::format_instant;
use model::{Interface, Operation, ResourceId, ResourceType};
use service::{Correction, CorrectionState, NewCorrection, ServiceError};

use super::erasures::{person, person_and};
use super::{json, page};
use crate::Faces;
use crate::face::{Call, Reply};

const SUBJECT: ResourceType = ResourceType::SUBJECT;

/// Records that something in a document about a person is said to be wrong. The document stays as it is until
/// somebody changes it.
#[utoipa::path(
    post, path = "/api/subjects/{id}/corrections", operation_id = "request_correction",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::CorrectionRequest,
    responses((status = 201, body = wire::Correction), (status = "default", body = wire::Problem))
)]
pub(super) async fn request_correction(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::RequestCorrection;
    let asked = person_and::<wire::CorrectionRequest>(&id, &mut call).await;
    let asked = asked.and_then(|(whom, body)| Ok((whom, asked_correction(body)?)));
    let ((kind, id), new) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().request_correction(&call.ctx, kind, &id, &new).await;
    Ok(call.answer(operation, answer, |made| json(StatusCode::CREATED, &correction(made))))
}

/// Lists what is said to be wrong of a person, and what became of it.
#[utoipa::path(
    get, path = "/api/subjects/{id}/corrections", operation_id = "list_corrections",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    responses((status = 200, body = wire::CorrectionList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_corrections(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListCorrections;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().list_corrections(&call.ctx, kind, &id).await;
    Ok(call.answer(operation, answer, |found| {
        let items = found.into_iter().map(correction).collect();
        json(StatusCode::OK, &wire::CorrectionList { items })
    }))
}

/// Lists what persons say is wrong, and of which nothing has become yet, newest first.
#[utoipa::path(
    get, path = "/api/corrections", operation_id = "list_open_corrections", tag = "subjects",
    params(
        ("count" = Option<usize>, Query, description = "how many at most"),
        ("cursor" = Option<String>, Query, description = "where to go on")
    ),
    responses((status = 200, body = wire::PersonCorrectionList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_open_corrections(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListOpenCorrections;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().list_open_corrections(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(|one| {
            let (kind, id) = one.person;
            wire::PersonCorrection { kind, id, correction: correction(one.correction) }
        });
        let (items, next) = (items.collect(), page.next);
        json(StatusCode::OK, &wire::PersonCorrectionList { items, next })
    }))
}

/// Says by which change of the document it was put right.
#[utoipa::path(
    post, path = "/api/subjects/{id}/corrections/{correction}/resolution",
    operation_id = "resolve_correction", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("correction" = String, Path, description = "the correction's id"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::CorrectionResolution,
    responses((status = 200, body = wire::Correction), (status = "default", body = wire::Problem))
)]
pub(super) async fn resolve_correction(
    State(faces): State<Faces>,
    Path((id, named)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ResolveCorrection;
    let asked = person_and::<wire::CorrectionResolution>(&id, &mut call).await;
    let asked = asked.and_then(|(whom, body)| {
        let event = body
            .event
            .parse()
            .map_err(|_| ServiceError::BadRequest("event is the name of an event".to_owned()))?;
        Ok((whom, correction_id(&named)?, event))
    });
    let ((kind, id), named, event) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let service = call.service();
    let answer = service.resolve_correction(&call.ctx, (kind, &id), &named, event).await;
    Ok(call.answer(operation, answer, |made| json(StatusCode::OK, &correction(made))))
}

/// Says why it is not changed. The person is given the reason.
#[utoipa::path(
    post, path = "/api/subjects/{id}/corrections/{correction}/refusal",
    operation_id = "refuse_correction", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("correction" = String, Path, description = "the correction's id"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::ReasonRequest,
    responses((status = 200, body = wire::Correction), (status = "default", body = wire::Problem))
)]
pub(super) async fn refuse_correction(
    State(faces): State<Faces>,
    Path((id, named)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::RefuseCorrection;
    let asked = person_and::<wire::ReasonRequest>(&id, &mut call).await;
    let asked = asked.and_then(|(whom, body)| Ok((whom, correction_id(&named)?, body.reason)));
    let ((kind, id), named, reason) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let service = call.service();
    let answer = service.refuse_correction(&call.ctx, (kind, &id), &named, &reason).await;
    Ok(call.answer(operation, answer, |made| json(StatusCode::OK, &correction(made))))
}

fn asked_correction(body: wire::CorrectionRequest) -> Result<NewCorrection, ServiceError> {
    let wire::CorrectionRequest { document, wrong, by } = body;
    let (kind, id) = document.split_once('/').ok_or_else(|| {
        ServiceError::BadRequest("document is a type and an id, such as Observation/123".to_owned())
    })?;
    let document = (kind.to_owned(), id.to_owned());
    Ok(NewCorrection { document, wrong, by: by.unwrap_or_else(|| "the person".to_owned()) })
}

/// What cannot be an id is nothing's.
fn correction_id(text: &str) -> Result<ResourceId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}

fn correction(correction: Correction) -> wire::Correction {
    let Correction { id, document: (kind, named), wrong, by, requested_at, state } = correction;
    let (state, event, reason, at) = match state {
        CorrectionState::Open => ("open", None, None, None),
        CorrectionState::Resolved { event, at } => ("resolved", Some(event), None, Some(at)),
        CorrectionState::Refused { reason, at } => ("refused", None, Some(reason), Some(at)),
    };
    wire::Correction {
        id: id.to_string(),
        document: format!("{kind}/{named}"),
        wrong,
        by,
        requested_at: format_instant(requested_at),
        state: state.to_owned(),
        event,
        reason,
        decided_at: at.map(format_instant),
    }
}
