//! Exports: asked for, looked at, fetched.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use model::clock::format_instant;
use model::{Interface, JobId, Operation, ResourceType};
use service::{Answer, Export, ExportContent, ExportReader, ExportState, ServiceError};

use super::erasures::person_and;
use super::{json, no_parameters, page, sent};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::range::{Part, stream};

const EXPORT: ResourceType = ResourceType::EXPORT;

/// Begins an export of everything about a person: an archive, sealed for the reader that is named.
#[utoipa::path(
    post, path = "/api/subjects/{id}/export", operation_id = "export_subject", tag = "exports",
    params(
        ("id" = String, Path, description = "the id of the person's own document"),
        ("type" = Option<String>, Query, description = "its type, as for the plan of an erasure")
    ),
    request_body = wire::ExportRequest,
    responses((status = 202, body = wire::Export), (status = "default", body = wire::Problem))
)]
pub(super) async fn export_subject(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ExportSubject;
    let asked = person_and::<wire::ExportRequest>(&id, &mut call).await;
    let asked = asked.and_then(|(whom, body)| Ok((whom, reader(body)?)));
    let whom = Some((operation, ResourceType::SUBJECT));
    let ((kind, id), reader) = call.admit(whom, asked).await?;
    let answer = call.service().export_subject(&call.ctx, kind, &id, &reader).await;
    Ok(begun(&call, operation, answer))
}

/// Begins an export of everything that the caller's own tenant has: an archive, sealed for the reader that is
/// named.
#[utoipa::path(
    post, path = "/api/tenant/export", operation_id = "export_tenant", tag = "exports",
    request_body = wire::ExportRequest,
    responses((status = 202, body = wire::Export), (status = "default", body = wire::Problem))
)]
pub(super) async fn export_tenant(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ExportTenant;
    let body = sent::<wire::ExportRequest>(&mut call).await;
    let asked = no_parameters(&call).and(body).and_then(reader);
    let reader = call.admit(Some((operation, ResourceType::TENANT)), asked).await?;
    let answer = call.service().export_tenant(&call.ctx, &reader).await;
    Ok(begun(&call, operation, answer))
}

/// Lists exports, newest first.
#[utoipa::path(
    get, path = "/api/exports", operation_id = "list_exports", tag = "exports",
    params(
        ("count" = Option<usize>, Query, description = "how many at most"),
        ("cursor" = Option<String>, Query, description = "where to go on")
    ),
    responses((status = 200, body = wire::ExportList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_exports(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListExports;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, EXPORT)), asked).await?;
    let answer = call.service().list_exports(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(export).collect();
        json(StatusCode::OK, &wire::ExportList { items, next: page.next })
    }))
}

/// Shows how far an export is.
#[utoipa::path(
    get, path = "/api/exports/{id}", operation_id = "find_export", tag = "exports",
    params(("id" = String, Path, description = "the export's id")),
    responses((status = 200, body = wire::Export), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_export(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindExport;
    let id = call.admit(Some((operation, EXPORT)), export_id(&call, &id)).await?;
    let answer = call.service().find_export(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |found| json(StatusCode::OK, &export(found))))
}

/// Removes an export before its time.
#[utoipa::path(
    delete, path = "/api/exports/{id}", operation_id = "delete_export", tag = "exports",
    params(("id" = String, Path, description = "the export's id")),
    responses((status = 200, body = wire::Export), (status = "default", body = wire::Problem))
)]
pub(super) async fn delete_export(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::DeleteExport;
    let id = call.admit(Some((operation, EXPORT)), export_id(&call, &id)).await?;
    let answer = call.service().delete_export(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |found| json(StatusCode::OK, &export(found))))
}

/// Gives the archive (tar, sealed with age), or the part of it that a Range names: the bytes are the same each
/// time.
#[utoipa::path(
    get, path = "/api/exports/{id}/content", operation_id = "read_export", tag = "exports",
    params(("id" = String, Path, description = "the export's id")),
    responses(
        (status = 200, content_type = "application/octet-stream"),
        (status = 206, content_type = "application/octet-stream"),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn read_export(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ReadExport;
    let id = call.admit(Some((operation, EXPORT)), export_id(&call, &id)).await?;
    let answer = call.service().read_export(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |content| shown(&call, content)))
}

fn shown(call: &Call, content: ExportContent) -> Response {
    let ExportContent { id, size, file } = content;
    let tag = HeaderValue::try_from(format!("\"{id}\"")).expect("hexadecimal digits");
    let part = Part::wanted(&call.parts.headers, &tag, size);
    let range = part.range();
    let body = if range.is_empty() { Body::empty() } else { stream(file, range) };
    let mut response = part.answer(body);
    let name = HeaderValue::try_from(format!("attachment; filename=\"{id}.tar.age\""));
    let kind = HeaderValue::from_static("application/octet-stream");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_DISPOSITION, name.expect("hexadecimal digits"));
    headers.insert(header::ETAG, tag);
    response
}

fn begun(call: &Call, operation: Operation, answer: Answer<Export>) -> Response {
    call.answer(operation, answer, |found| {
        let location = format!("{}/api/exports/{}", call.public_url(), found.id);
        let mut response = json(StatusCode::ACCEPTED, &export(found));
        if let Ok(location) = HeaderValue::try_from(location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    })
}

fn reader(body: wire::ExportRequest) -> Result<ExportReader, ServiceError> {
    match (body.recipient, body.passphrase) {
        (Some(recipient), None) => Ok(ExportReader::Recipient(recipient)),
        (None, Some(passphrase)) => Ok(ExportReader::Passphrase(passphrase)),
        _ => Err(ServiceError::BadRequest(
            "an export is sealed: give either a recipient of age, or a passphrase".to_owned(),
        )),
    }
}

/// What cannot be an id is nothing's.
fn export_id(call: &Call, text: &str) -> Result<JobId, ServiceError> {
    no_parameters(call).and_then(|()| text.parse().map_err(|_| ServiceError::NotFound))
}

fn export(found: Export) -> wire::Export {
    let (state, bytes) = match found.state {
        ExportState::Making => ("making", None),
        ExportState::Ready(bytes) => ("ready", Some(bytes)),
        ExportState::Gone => ("gone", None),
    };
    let (kind, subject) = found.person.unzip();
    wire::Export {
        id: found.id.to_string(),
        kind,
        subject,
        by: found.by,
        requested_at: format_instant(found.requested_at),
        expires_at: format_instant(found.expires_at),
        state: state.to_owned(),
        bytes,
    }
}
