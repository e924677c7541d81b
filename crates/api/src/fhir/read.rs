//! Reading one resource.

use axum::extract::{Path, Request, State};
use http::StatusCode;
use model::{Interface, Operation, Version};
use service::ServiceError;

use super::negotiation::Format;
use super::{resource_id, resource_type, version_response};
use crate::Faces;
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
    let asked = asked(&call).and_then(|format| Ok((format, resource_id(&id)?)));
    let (format, id) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().read_resource(&call.ctx, kind, &id).await;
    Ok(call.answer(operation, answer, |version| {
        version_response(StatusCode::OK, &version, format.pretty)
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
    Ok(call.answer(operation, answer, |version| {
        version_response(StatusCode::OK, &version, format.pretty)
    }))
}

fn asked(call: &Call) -> Result<Format, ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    query.finish()?;
    Ok(format)
}
