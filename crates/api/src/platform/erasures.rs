//! Erasing a person, and what became of it.

use axum::extract::{Path, Request, State};
use http::{HeaderValue, StatusCode, header};
use model::clock::format_instant;
use model::{Interface, Operation, ResourceId, ResourceType};
use serde::de::DeserializeOwned;
use service::{Affected, Erasure, ErasurePlan, Hold, KeptPart, ServiceError};

use super::{json, no_parameters, page, sent};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::query::Query;

/// Shows what erasing a person would take. Nothing is changed.
#[utoipa::path(
    get, path = "/api/subjects/{id}/erasure-plan", operation_id = "read_erasure_plan",
    tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description =
            "its type: Patient (if not given), Practitioner, RelatedPerson, Person, or Subject for one \
             who is known by an id of the platform's own")
    ),
    responses((status = 200, body = wire::ErasurePlan), (status = "default", body = wire::Problem))
)]
pub(super) async fn read_erasure_plan(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReadErasurePlan;
    let asked = person(&id, call.query());
    let (kind, id) = call.admit(Some((operation, ResourceType::SUBJECT)), asked).await?;
    let answer = call.service().read_erasure_plan(&call.ctx, kind, &id).await;
    Ok(call.answer(operation, answer, |plan| json(StatusCode::OK, &shown_plan(plan))))
}

/// Erases a person. With 200 their key is destroyed and the receipt is in the answer; with 202 the person
/// counts as erased, the key could not be destroyed yet, and the receipt is to be fetched from `Location`.
#[utoipa::path(
    post, path = "/api/subjects/{id}/erase", operation_id = "erase_subject", tag = "subjects",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan")
    ),
    request_body = wire::ErasureRequest,
    responses(
        (status = 200, body = wire::Erasure),
        (status = 202, body = wire::Erasure),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn erase_subject(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::EraseSubject;
    let asked = person_and::<wire::ErasureRequest>(&id, &mut call).await;
    let ((kind, id), body) = call.admit(Some((operation, ResourceType::SUBJECT)), asked).await?;
    let answer = call.service().erase_subject(&call.ctx, kind, &id, &body.reason).await;
    Ok(call.answer(operation, answer, |erasure| {
        let status = if erasure.receipt.is_some() { StatusCode::OK } else { StatusCode::ACCEPTED };
        let location = HeaderValue::try_from(format!("/api/erasures/{}", erasure.id));
        let mut response = json(status, &shown(erasure));
        let location = location.expect("hexadecimal digits fit a header");
        response.headers_mut().insert(header::LOCATION, location);
        response
    }))
}

/// Lists erasures, newest first, without their receipts.
#[utoipa::path(
    get, path = "/api/erasures", operation_id = "list_erasures", tag = "subjects",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::ErasureList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_erasures(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListErasures;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, ResourceType::ERASURE)), asked).await?;
    let answer = call.service().list_erasures(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(shown).collect();
        json(StatusCode::OK, &wire::ErasureList { items, next: page.next })
    }))
}

/// Shows how far an erasure is, with a receipt that speaks as of now.
#[utoipa::path(
    get, path = "/api/erasures/{id}", operation_id = "find_erasure", tag = "subjects",
    params(("id" = String, Path, description = "the erasure's id")),
    responses((status = 200, body = wire::Erasure), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_erasure(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindErasure;
    let asked = no_parameters(&call).and_then(|()| id.parse().map_err(|_| ServiceError::NotFound));
    let id = call.admit(Some((operation, ResourceType::ERASURE)), asked).await?;
    let answer = call.service().find_erasure(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |erasure| json(StatusCode::OK, &shown(erasure))))
}

/// Who is meant.
pub(super) fn person(
    id: &str,
    mut query: Query,
) -> Result<(ResourceType, ResourceId), ServiceError> {
    let kind = query.take("type")?;
    query.finish()?;
    let kind = match kind.as_deref() {
        None => Some(fhir::types::patient()),
        // One of whom nothing but an id is known.
        Some("Subject") => Some(ResourceType::SUBJECT),
        Some(name) => fhir::types::resource_type(name).filter(|kind| kind.is_person()),
    };
    let kind = kind.ok_or(ServiceError::BadParameter {
        name: "type".into(),
        expected: "Patient, Practitioner, RelatedPerson, Person or Subject",
    })?;
    // What cannot be an id is nobody's.
    Ok((kind, id.parse().map_err(|_| ServiceError::NotFound)?))
}

/// Who is meant, and what is said of them: where nobody can be meant, the body is not read.
pub(super) async fn person_and<T: DeserializeOwned>(
    id: &str,
    call: &mut Call,
) -> Result<((ResourceType, ResourceId), T), ServiceError> {
    let whom = person(id, call.query())?;
    Ok((whom, sent(call).await?))
}

fn shown_plan(plan: ErasurePlan) -> wire::ErasurePlan {
    let documents = plan.documents.into_iter().map(|affected| {
        let Affected { kind, removed, rewritten } = affected;
        wire::AffectedDocuments { kind, removed, rewritten }
    });
    wire::ErasurePlan {
        kind: plan.kind.name().to_owned(),
        id: plan.id.to_string(),
        documents: documents.collect(),
        whole: plan.is_whole,
        kept: plan.kept.into_iter().map(kept).collect(),
        holds: plan.holds.into_iter().map(hold).collect(),
        copies_until: format_instant(plan.copies_until),
    }
}

fn kept(part: KeptPart) -> wire::KeptAfterErasure {
    let KeptPart { what, why } = part;
    wire::KeptAfterErasure { what: what.to_owned(), why: why.to_owned() }
}

/// A hold, as it travels.
pub(super) fn hold(hold: Hold) -> wire::Hold {
    let Hold { id, reason, placed_at } = hold;
    wire::Hold { id, reason, placed_at }
}

/// Why there is no receipt of an erasure that a restore has done again.
const ERASED_AGAIN: &str = "the person was erased again after a restore: a receipt proves the event that decided the erasure, \
     which is not in the log that was restored; a receipt that was given before stays good";

pub(crate) fn shown(erasure: Erasure) -> wire::Erasure {
    wire::Erasure {
        id: erasure.id.to_string(),
        kind: erasure.kind,
        reason: erasure.reason,
        erased_at: format_instant(erasure.erased_at),
        state: erasure.state.name().to_owned(),
        documents_removed: erasure.documents.map(|(removed, _)| removed),
        documents_rewritten: erasure.documents.map(|(_, rewritten)| rewritten),
        copies_until: format_instant(erasure.copies_until),
        receipt: erasure.receipt,
        no_receipt: erasure.is_replayed.then(|| ERASED_AGAIN.to_owned()),
    }
}
