//! Reading one resource.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use model::{Interface, Operation, ResourceType, Version};
use service::{Answer, Done, Failure, Rejection, ServiceError, StoredVersion};

use super::binary::{content, holds_content, with_data};
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
    let asked = wanted(&call, kind).and_then(|format| Ok((format, resource_id(&id)?)));
    let (format, id) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().read_resource(&call.ctx, kind, &id).await;
    Ok(answered(&call, operation, format, answer).await)
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
    let asked = wanted(&call, kind).and_then(|format| Ok((format, resource_id(&id)?, version?)));
    let (format, id, version) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().read_resource_version(&call.ctx, kind, &id, version).await;
    Ok(answered(&call, operation, format, answer).await)
}

/// In which format a resource is wanted; in none, of what holds content, if the content itself is.
fn wanted(call: &Call, kind: ResourceType) -> Result<Option<Format>, ServiceError> {
    match asked(call) {
        Err(ServiceError::Rejected(Rejection::NotAcceptable)) if holds_content(kind) => Ok(None),
        format => format.map(Some),
    }
}

/// The answer with a version, in the format in which it is wanted.
async fn answered(
    call: &Call,
    operation: Operation,
    format: Option<Format>,
    answer: Answer<StoredVersion>,
) -> Response {
    let answer = match answer {
        Ok(Done { value, event }) => {
            let shown = match format {
                Some(format) => with_data(value).await.map(|version| shown(call, &version, format)),
                None => content(&call.parts.headers, value).await,
            };
            shown
                .map(|value| Done { value, event })
                .map_err(|error| Failure { error, event: Some(event) })
        }
        Err(failure) => Err(failure),
    };
    call.answer(operation, answer, |response| response)
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
