//! The rights of persons: holds on their erasure, and restriction.

use axum::extract::{Path, Request, State};
use http::StatusCode;
use model::{Interface, Operation, ResourceType};
use service::{Answer, SubjectView};

use super::erasure_requests::requested;
use super::erasures::{hold, person, person_and};
use super::json;
use super::objections::objection;
use crate::Faces;
use crate::face::{Call, Reply};

const SUBJECT: ResourceType = ResourceType::SUBJECT;

/// Shows how a person's rights stand.
#[utoipa::path(
    get, path = "/api/subjects/{id}", operation_id = "find_subject", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    responses((status = 200, body = wire::Subject), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_subject(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindSubject;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().find_subject(&call.ctx, kind, &id).await;
    Ok(shown(&call, operation, answer))
}

/// Places a hold: while there is one, nobody erases the person.
#[utoipa::path(
    post, path = "/api/subjects/{id}/holds", operation_id = "hold_subject", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::ReasonRequest,
    responses((status = 200, body = wire::Subject), (status = "default", body = wire::Problem))
)]
pub(super) async fn hold_subject(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::HoldSubject;
    let asked = person_and::<wire::ReasonRequest>(&id, &mut call).await;
    let ((kind, id), body) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().hold_subject(&call.ctx, kind, &id, &body.reason).await;
    Ok(shown(&call, operation, answer))
}

/// Takes a hold away.
#[utoipa::path(
    delete, path = "/api/subjects/{id}/holds/{hold}", operation_id = "release_subject",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("hold" = String, Path, description = "the hold's id"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    responses((status = 200, body = wire::Subject), (status = "default", body = wire::Problem))
)]
pub(super) async fn release_subject(
    State(faces): State<Faces>,
    Path((id, hold)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReleaseSubject;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().release_subject(&call.ctx, kind, &id, &hold).await;
    Ok(shown(&call, operation, answer))
}

/// Restricts what is done with what is known of a person to keeping it: nobody is shown anything of it, and
/// nothing is written.
#[utoipa::path(
    put, path = "/api/subjects/{id}/restriction", operation_id = "restrict_subject",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::ReasonRequest,
    responses((status = 200, body = wire::Subject), (status = "default", body = wire::Problem))
)]
pub(super) async fn restrict_subject(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::RestrictSubject;
    let asked = person_and::<wire::ReasonRequest>(&id, &mut call).await;
    let ((kind, id), body) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().restrict_subject(&call.ctx, kind, &id, &body.reason).await;
    Ok(shown(&call, operation, answer))
}

/// Lifts the restriction.
#[utoipa::path(
    delete, path = "/api/subjects/{id}/restriction", operation_id = "lift_restriction",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    responses((status = 200, body = wire::Subject), (status = "default", body = wire::Problem))
)]
pub(super) async fn lift_restriction(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::LiftRestriction;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().lift_restriction(&call.ctx, kind, &id).await;
    Ok(shown(&call, operation, answer))
}

pub(super) fn shown(
    call: &Call,
    operation: Operation,
    answer: Answer<SubjectView>,
) -> axum::response::Response {
    call.answer(operation, answer, |subject| {
        let restriction = subject.restriction.map(|restriction| wire::Restriction {
            reason: restriction.reason,
            since: restriction.since,
        });
        let body = wire::Subject {
            kind: subject.kind.name().to_owned(),
            id: subject.id.to_string(),
            deleted: subject.is_deleted,
            restriction,
            holds: subject.holds.into_iter().map(hold).collect(),
            objections: subject.objections.into_iter().map(objection).collect(),
            erasure_request: subject.erasure_request.map(requested),
        };
        json(StatusCode::OK, &body)
    })
}
