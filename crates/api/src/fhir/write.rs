//! Creating, updating and deleting resources.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::{Interface, Operation, ResourceType};
use service::{Criteria, Precondition, Rejection, Sent, ServiceError, Stored, Which};

use super::binary::{Arrived, Brought, arrive, holds_content};
use super::conditional::criteria;
use super::negotiation::{Format, Returned, check_content_type, unless};
use super::{BASE, outcome, resource_id, resource_type, version_response};
use crate::Faces;
use crate::body::media_type;
use crate::conditions::{etag, of_what_is_there, precondition};
use crate::content::BodySource;
use crate::face::{Call, Reply};

/// `POST [base]/[type]`
pub(super) async fn create_resource(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::CreateResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = asked_to_create(&mut call, kind).await;
    let (format, unless, sent) = call.admit(Some((operation, kind)), asked).await?;
    let arrived = arrive(&call, (operation, kind), None, sent).await?;
    let (service, sending) = (call.service(), sending_content(&call, &arrived));
    let answer = service.create_resource(&call.ctx, kind, unless.as_ref(), sending).await;
    arrived.settle(&call).await;
    Ok(call.answer(operation, answer, |stored| stored_response(&call, &stored, format)))
}

async fn asked_to_create(
    call: &mut Call,
    kind: ResourceType,
) -> Result<(Format, Option<Criteria>, Brought), ServiceError> {
    let unless = match unless(&call.parts.headers)? {
        Some(search) => {
            call.ctx.parameters.extend(search.names());
            Some(criteria(call.public_url(), kind, search)?)
        }
        None => None,
    };
    let (format, sent) = sent(call, kind).await?;
    Ok((format, unless, sent))
}

/// `PUT [base]/[type]/[id]`
pub(super) async fn update_resource(
    State(faces): State<Faces>,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::UpdateResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = async {
        let (format, sent) = sent(&mut call, kind).await?;
        let id: model::ResourceId = id.parse().map_err(|_| {
            let detail = "an id has 1 to 64 letters, digits, hyphens and full stops";
            ServiceError::BadRequest(detail.to_owned())
        })?;
        Ok((format, sent, id, precondition(&call.parts.headers)?))
    };
    let asked = asked.await;
    let (format, sent, id, precondition) = call.admit(Some((operation, kind)), asked).await?;
    let arrived = arrive(&call, (operation, kind), Some(id.as_str()), sent).await?;
    let (service, which) = (call.service(), Which::Id(id));
    let sending = sending_content(&call, &arrived);
    let answer = service.update_resource(&call.ctx, kind, &which, precondition, sending).await;
    arrived.settle(&call).await;
    Ok(call.answer(operation, answer, |stored| stored_response(&call, &stored, format)))
}

/// `PATCH [base]/[type]/[id]`, with a JSON Patch.
pub(super) async fn patch_resource(
    State(faces): State<Faces>,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::PatchResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = asked_to_patch(&mut call, &id).await;
    let (format, patch, which, precondition) = call.admit(Some((operation, kind)), asked).await?;
    let service = call.service();
    let answer =
        service.patch_resource(&call.ctx, kind, &which, precondition, sending(&call, &patch)).await;
    Ok(call.answer(operation, answer, |stored| stored_response(&call, &stored, format)))
}

async fn asked_to_patch(
    call: &mut Call,
    id: &str,
) -> Result<(Format, bytes::Bytes, Which, Precondition), ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    query.finish()?;
    let precondition = of_what_is_there(&call.parts.headers)?;
    check_patch_type(&call.parts.headers)?;
    Ok((format, call.body().await?, Which::Id(resource_id(id)?), precondition))
}

/// A body must say that it is a JSON Patch.
pub(super) fn check_patch_type(headers: &HeaderMap) -> Result<(), ServiceError> {
    match media_type(headers).as_deref() {
        Some("application/json-patch+json") => Ok(()),
        _ => Err(Rejection::UnsupportedMediaType.into()),
    }
}

/// `DELETE [base]/[type]/[id]`
pub(super) async fn delete_resource(
    State(faces): State<Faces>,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::DeleteResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked =
        asked_to_delete(&call).and_then(|expected| Ok((Which::Id(resource_id(&id)?), expected)));
    let (which, precondition) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().delete_resource(&call.ctx, kind, &which, precondition).await;
    Ok(call.answer(operation, answer, deleted_response))
}

/// That something is gone, and since which version.
pub(super) fn deleted_response(version: Option<model::Version>) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(version) = version {
        response.headers_mut().insert(header::ETAG, etag(version));
    }
    response
}

fn asked_to_delete(call: &Call) -> Result<Precondition, ServiceError> {
    let mut query = call.query();
    Format::negotiate(&call.parts.headers, &mut query)?;
    query.finish()?;
    of_what_is_there(&call.parts.headers)
}

/// A body with what is said of where it comes from.
pub(super) fn sending<'a>(call: &'a Call, body: &'a [u8]) -> Sent<'a> {
    let provenance = call.parts.headers.get("x-provenance").map(HeaderValue::as_bytes);
    Sent { body, provenance, content: None }
}

/// The same, with content that has come in for it.
pub(super) fn sending_content<'a>(call: &'a Call, arrived: &'a Arrived) -> Sent<'a> {
    Sent { content: arrived.content.as_ref(), ..sending(call, &arrived.body) }
}

/// What a request that writes must bring: a resource, or what one is to hold.
async fn sent(call: &mut Call, kind: ResourceType) -> Result<(Format, Brought), ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    query.finish()?;
    match check_content_type(&call.parts.headers) {
        Err(_) if holds_content(kind) && call.parts.headers.contains_key(header::CONTENT_TYPE) => {
            Ok((format, Brought::Content(BodySource::new(call.take_body()))))
        }
        checked => {
            checked?;
            Ok((format, Brought::Resource(call.body().await?)))
        }
    }
}

pub(super) fn stored_response(call: &Call, stored: &Stored, format: Format) -> Response {
    let version = &stored.version;
    let status = if stored.created { StatusCode::CREATED } else { StatusCode::OK };
    let mut response = version_response(status, version, format.pretty);
    match Returned::preferred(&call.parts.headers) {
        Returned::Representation => {}
        Returned::Minimal => {
            *response.body_mut() = Body::empty();
            response.headers_mut().remove(header::CONTENT_TYPE);
        }
        Returned::Outcome => *response.body_mut() = Body::from(outcome::of_success()),
    }
    // Who asked for it by a search does not know its id otherwise.
    if stored.created || !call.parts.uri.path().ends_with(version.id.as_str()) {
        let location = location(call, version.kind, version.id.as_str(), version.version);
        if let Ok(location) = HeaderValue::try_from(location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
    }
    response
}

pub(super) fn location(
    call: &Call,
    kind: ResourceType,
    id: &str,
    version: model::Version,
) -> String {
    format!("{}{BASE}/{kind}/{id}/_history/{version}", call.public_url())
}
