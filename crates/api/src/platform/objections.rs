//! What persons object to.

use axum::extract::{Path, Request, State};
use http::StatusCode;
use model::{Interface, Operation, ResourceType};
use service::{NewObjection, Objection, ObjectionPurpose, ServiceError};

use super::erasures::{person, person_and};
use super::subjects::shown;
use super::{json, page};
use crate::Faces;
use crate::face::{Call, Reply};

const SUBJECT: ResourceType = ResourceType::SUBJECT;

/// Records that a person objects to a purpose. What is known to be for research is refused from then on:
/// analysts are shown nothing about the person. All other purposes are kept and shown.
#[utoipa::path(
    post, path = "/api/subjects/{id}/objections", operation_id = "object_subject",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::ObjectionRequest,
    responses((status = 200, body = wire::Subject), (status = "default", body = wire::Problem))
)]
pub(super) async fn object_subject(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ObjectSubject;
    let asked = person_and::<wire::ObjectionRequest>(&id, &mut call).await;
    let asked = asked.and_then(|(whom, body)| Ok((whom, asked_objection(body)?)));
    let ((kind, id), new) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().object_subject(&call.ctx, kind, &id, &new).await;
    Ok(shown(&call, operation, answer))
}

/// Records that a person objects no more.
#[utoipa::path(
    delete, path = "/api/subjects/{id}/objections/{objection}",
    operation_id = "withdraw_objection", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("objection" = String, Path, description = "the objection's id"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    responses((status = 200, body = wire::Subject), (status = "default", body = wire::Problem))
)]
pub(super) async fn withdraw_objection(
    State(faces): State<Faces>,
    Path((id, objection)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::WithdrawObjection;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().withdraw_objection(&call.ctx, kind, &id, &objection).await;
    Ok(shown(&call, operation, answer))
}

/// Lists the persons who object to something.
#[utoipa::path(
    get, path = "/api/objections", operation_id = "list_objections", tag = "subjects",
    params(
        ("count" = Option<usize>, Query, description = "how many at most"),
        ("cursor" = Option<String>, Query, description = "where to go on")
    ),
    responses((status = 200, body = wire::ObjectionList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_objections(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListObjections;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, SUBJECT)), asked).await?;
    let answer = call.service().list_objections(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(|one| {
            let (kind, id) = one.person.unzip();
            let objections = one.objections.into_iter().map(objection).collect();
            wire::PersonObjections { kind, id, objections }
        });
        json(StatusCode::OK, &wire::ObjectionList { items: items.collect(), next: page.next })
    }))
}

fn asked_objection(body: wire::ObjectionRequest) -> Result<NewObjection, ServiceError> {
    let wire::ObjectionRequest { purpose, reason, by, since } = body;
    let purpose = ObjectionPurpose::find(&purpose).ok_or_else(|| {
        let names = ObjectionPurpose::ALL.map(ObjectionPurpose::name).join(", ");
        ServiceError::BadRequest(format!("purpose is one of {names}"))
    })?;
    let since = since.map(|since| since.parse()).transpose().map_err(|_| {
        ServiceError::BadRequest("since is an instant, such as 2026-11-28T09:30:00Z".to_owned())
    })?;
    let by = by.unwrap_or_else(|| "the person".to_owned());
    Ok(NewObjection { purpose, reason, by, since })
}

/// An objection, as it travels.
pub(super) fn objection(objection: Objection) -> wire::Objection {
    let Objection { id, purpose, reason, by, since, recorded_by, .. } = objection;
    wire::Objection {
        id,
        purpose: purpose.name().to_owned(),
        reason,
        by,
        since,
        recorded_by,
        enforced: purpose.is_enforced(),
    }
}
