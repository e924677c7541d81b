//! Reading one resource.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use model::{Interface, Operation, Version};
use service::{Rejection, ServiceError, StoredVersion};

use super::binary::{content, holds_content};
use super::negotiation::Format;
use super::{resource_id, resource_type, version_response};
use crate::Faces;
use crate::conditions::is_known;
use crate::face::{Call, Reply};

/// `GET [base]/[type]/[id]`
pub(super) async fn read_resource(
    State(faces): State<Faces>,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::ReadResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let format = match asked(&call) {
        // Of what holds content, the content itself may be wanted.
        Err(ServiceError::Rejected(Rejection::NotAcceptable)) if holds_content(kind) => Ok(None),
        format => format.map(Some),
    };
    let asked = format.and_then(|format| Ok((format, resource_id(&id)?)));
    let (format, id) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().read_resource(&call.ctx, kind, &id).await;
    Ok(call.answer(operation, answer, |version| match format {
        Some(format) => shown(&call, &version, format),
        None => content(&call.parts.headers, &version),
    }))
}

/// `GET [base]/[type]/[id]/_history/[version]`
pub(super) async fn read_resource_version(
    State(faces): State<Faces>,
    Path((kind, id, version)): Path<(String, String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::ReadResourceVersion;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let version = version.parse().map(Version).map_err(|_| ServiceError::NotFound);
    let asked = asked(&call).and_then(|format| Ok((format, resource_id(&id)?, version?)));
    let (format, id, version) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().read_resource_version(&call.ctx, kind, &id, version).await;
    Ok(call.answer(operation, answer, |version| shown(&call, &version, format)))
}

/// The version, unless the reader has it already.
pub(super) fn shown(call: &Call, version: &StoredVersion, format: Format) -> Response {
    let mut response = version_response(StatusCode::OK, version, format.pretty);
    if is_known(&call.parts.headers, version) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
    }
    response
}

/// A request that has no parameters but those of the format.
pub(super) fn asked(call: &Call) -> Result<Format, ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    query.finish()?;
    Ok(format)
}
