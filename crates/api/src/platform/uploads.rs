//! Content that comes in by several requests, and becomes a `Binary`.

use axum::extract::{Path, Request, State};
use axum::response::IntoResponse as _;
use http::{HeaderValue, StatusCode, header};
use model::{BlobId, Interface, Operation, ResourceType};
use service::ServiceError;

use super::{json, no_parameters, sent};
use crate::Faces;
use crate::content::BodySource;
use crate::face::{Call, Reply};

const UPLOAD: ResourceType = ResourceType::UPLOAD;

/// Begins an upload. It goes if nothing is added to it for a day.
#[utoipa::path(
    post, path = "/api/uploads", operation_id = "create_upload", tag = "uploads",
    request_body = wire::NewUpload,
    responses((status = 201, body = wire::Upload), (status = "default", body = wire::Problem))
)]
pub(super) async fn create_upload(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::CreateUpload;
    let body = sent::<wire::NewUpload>(&mut call).await;
    let asked = no_parameters(&call).and(body);
    let asked = call.admit(Some((operation, UPLOAD)), asked).await?;
    let wire::NewUpload { content_type, bytes, security_context } = asked;
    let new = service::NewUpload { content_type, bytes, context: security_context };
    let answer = call.service().create_upload(&call.ctx, &new).await;
    Ok(call.answer(operation, answer, |begun| {
        let location = HeaderValue::try_from(format!("/api/uploads/{}", begun.id));
        let mut response = json(StatusCode::CREATED, &shown(begun));
        let location = location.expect("hexadecimal digits fit a header");
        response.headers_mut().insert(header::LOCATION, location);
        response
    }))
}

/// Shows how far an upload is.
#[utoipa::path(
    get, path = "/api/uploads/{id}", operation_id = "find_upload", tag = "uploads",
    params(("id" = String, Path, description = "the upload's id")),
    responses((status = 200, body = wire::Upload), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_upload(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindUpload;
    let asked = no_parameters(&call).and_then(|()| upload_id(&id));
    let id = call.admit(Some((operation, UPLOAD)), asked).await?;
    let answer = call.service().find_upload(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |upload| json(StatusCode::OK, &shown(upload))))
}

/// Goes on with an upload from the byte up to which it is kept. What does not fill a part is kept only if it is the
/// end: the answer says from where to go on.
#[utoipa::path(
    put, path = "/api/uploads/{id}", operation_id = "append_upload", tag = "uploads",
    params(
        ("id" = String, Path, description = "the upload's id"),
        ("offset" = u64, Query, description = "from which byte on the body is")
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = wire::Upload), (status = "default", body = wire::Problem))
)]
pub(super) async fn append_upload(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::AppendUpload;
    let asked = upload_id(&id).and_then(|id| Ok((id, offset(&call)?)));
    let (id, offset) = call.admit(Some((operation, UPLOAD)), asked).await?;
    let mut source = BodySource::new(call.take_body());
    let answer = call.service().append_upload(&call.ctx, id, offset, &mut source).await;
    Ok(call.answer(operation, answer, |upload| json(StatusCode::OK, &shown(upload))))
}

/// Gives an upload up, and removes what of it is kept.
#[utoipa::path(
    delete, path = "/api/uploads/{id}", operation_id = "delete_upload", tag = "uploads",
    params(("id" = String, Path, description = "the upload's id")),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn delete_upload(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::DeleteUpload;
    let asked = no_parameters(&call).and_then(|()| upload_id(&id));
    let id = call.admit(Some((operation, UPLOAD)), asked).await?;
    let answer = call.service().delete_upload(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

/// Stores a `Binary` with the content of an upload that has come to its end.
#[utoipa::path(
    post, path = "/api/uploads/{id}/complete", operation_id = "complete_upload", tag = "uploads",
    params(("id" = String, Path, description = "the upload's id")),
    responses(
        (status = 201, body = wire::CompletedUpload),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn complete_upload(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::CompleteUpload;
    let asked = no_parameters(&call).and_then(|()| upload_id(&id));
    let id = call.admit(Some((operation, UPLOAD)), asked).await?;
    let answer = call.service().complete_upload(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |stored| {
        let version = stored.version;
        let url = format!("/fhir/R4/{}/{}", version.kind, version.id);
        let location = HeaderValue::try_from(format!("{}{url}", call.public_url()));
        let id = version.id.to_string();
        let body = wire::CompletedUpload { id, version: version.version.0, url };
        let mut response = json(StatusCode::CREATED, &body);
        if let Ok(location) = location {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }))
}

/// What cannot be an id belongs to nothing.
fn upload_id(text: &str) -> Result<BlobId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}

fn offset(call: &Call) -> Result<u64, ServiceError> {
    let mut query = call.query();
    let offset = query.take("offset")?;
    query.finish()?;
    let expected = "a number of bytes";
    let wrong = || ServiceError::BadParameter { name: "offset".into(), expected };
    offset.ok_or_else(wrong)?.parse().map_err(|_| wrong())
}

fn shown(upload: service::Upload) -> wire::Upload {
    let service::Upload { id, content_type, bytes, offset } = upload;
    let part_bytes = service::UPLOAD_PART_BYTES;
    wire::Upload { id: id.to_string(), content_type, bytes, offset, part_bytes }
}
