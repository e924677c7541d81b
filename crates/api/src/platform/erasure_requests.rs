//! That persons want to be erased, and what became of that.

use axum::extract::{Path, Request, State};
use axum::response::IntoResponse as _;
use http::StatusCode;
use model::{Interface, Operation, ResourceType};
use service::{ErasureRequest, NewErasureRequest};

use super::erasures::{person, person_and};
use super::{json, page};
use crate::Faces;
use crate::face::{Call, Reply};

const SUBJECT: ResourceType = ResourceType::SUBJECT;

/// Records that a person wants to be erased. Nothing is erased by it: whoever may does so, or refuses it with a reason.
#[utoipa::path(
    post, path = "/api/subjects/{id}/erasure-request", operation_id = "request_erasure",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::NewErasureRequest,
    responses((status = 201, body = wire::RequestedErasure), (status = "default", body = wire::Problem))
)]
pub(super) async fn request_erasure(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::RequestErasure;
    let asked = person_and::<wire::NewErasureRequest>(&id, &mut call).await;
    let ((kind, id), body) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let by = body.by.unwrap_or_else(|| "the person".to_owned());
    let new = NewErasureRequest { reason: body.reason, by };
    let answer = call.service().request_erasure(&call.ctx, kind, &id, &new).await;
    Ok(call.answer(operation, answer, |made| json(StatusCode::CREATED, &requested(made))))
}

/// Shows what became of a person's wish to be erased.
#[utoipa::path(
    get, path = "/api/subjects/{id}/erasure-request", operation_id = "find_erasure_request",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    responses((status = 200, body = wire::RequestedErasure), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_erasure_request(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindErasureRequest;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().find_erasure_request(&call.ctx, kind, &id).await;
    Ok(call.answer(operation, answer, |found| json(StatusCode::OK, &requested(found))))
}

/// Records that a person wants to stay after all.
#[utoipa::path(
    delete, path = "/api/subjects/{id}/erasure-request",
    operation_id = "withdraw_erasure_request", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn withdraw_erasure_request(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::WithdrawErasureRequest;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().withdraw_erasure_request(&call.ctx, kind, &id).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

/// Says why a person who wants to be erased is not. The person is given the reason.
#[utoipa::path(
    post, path = "/api/subjects/{id}/erasure-request/refusal",
    operation_id = "refuse_erasure_request", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::ReasonRequest,
    responses((status = 200, body = wire::RequestedErasure), (status = "default", body = wire::Problem))
)]
pub(super) async fn refuse_erasure_request(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::RefuseErasureRequest;
    let asked = person_and::<wire::ReasonRequest>(&id, &mut call).await;
    let ((kind, id), body) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let service = call.service();
    let answer = service.refuse_erasure_request(&call.ctx, kind, &id, &body.reason).await;
    Ok(call.answer(operation, answer, |made| json(StatusCode::OK, &requested(made))))
}

/// Lists the persons who want to be erased, and of whom that is not decided yet.
#[utoipa::path(
    get, path = "/api/erasure-requests", operation_id = "list_erasure_requests", tag = "subjects",
    params(
        ("count" = Option<usize>, Query, description = "how many at most"),
        ("cursor" = Option<String>, Query, description = "where to go on")
    ),
    responses((status = 200, body = wire::ErasureRequestList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_erasure_requests(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListErasureRequests;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().list_erasure_requests(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(|one| {
            let (kind, id) = one.person;
            wire::PersonErasureRequest { kind, id, request: requested(one.request) }
        });
        json(StatusCode::OK, &wire::ErasureRequestList { items: items.collect(), next: page.next })
    }))
}

pub(super) fn requested(request: ErasureRequest) -> wire::RequestedErasure {
    let state = if request.is_open() { "open" } else { "refused" };
    let ErasureRequest { reason, by, requested_at, refusal } = request;
    let (refusal, decided_at) = refusal.map(|refusal| (refusal.reason, refusal.at)).unzip();
    let state = state.to_owned();
    wire::RequestedErasure { reason, by, requested_at, state, refusal, decided_at }
}
