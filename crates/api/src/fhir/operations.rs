//! What can be asked for beside the interactions: `$everything` and `$validate`.

use axum::extract::{Path, Request, State};
use http::StatusCode;
use model::{Interface, Operation, ResourceType};
use service::{Everything, Rejection, ServiceError};

use super::negotiation::{Format, check_content_type};
use super::parameters::query_of_body;
use super::search::{links, page, sent};
use super::{bundle, json_response, resource_id, resource_type};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::query::Query;

/// `GET [base]/Patient/[id]/$everything`
pub(super) async fn read_everything(
    State(faces): State<Faces>,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, patient_type(&kind)).await?;
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query);
    everything(&call, (kind, &id), sent(&call), format.map(|format| (format, query))).await
}

/// `POST [base]/Patient/[id]/$everything`, with `Parameters`.
pub(super) async fn read_everything_of(
    State(faces): State<Faces>,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, patient_type(&kind)).await?;
    let asked = query_of_body(&mut call).await;
    let sent = asked.as_ref().map(|(_, query)| query.to_text()).unwrap_or_default();
    everything(&call, (kind, &id), &sent, asked).await
}

fn patient_type(kind: &str) -> Result<ResourceType, ServiceError> {
    let kind = resource_type(kind)?;
    if kind.name() == "Patient" { Ok(kind) } else { Err(Rejection::NoSuchRoute.into()) }
}

/// Answers what stands in a query, `sent` so.
async fn everything(
    call: &Call,
    (kind, id): (ResourceType, &str),
    sent: &str,
    asked: Result<(Format, Query), ServiceError>,
) -> Reply {
    let operation = Operation::ReadEverything;
    let asked = asked.and_then(|(format, query)| Ok((format, resource_id(id)?, of_query(query)?)));
    let (format, id, everything) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().read_everything(&call.ctx, &id, &everything).await;
    Ok(call.answer(operation, answer, |found| {
        let path = format!("{kind}/{id}/$everything");
        let links = links(call, &path, sent, found.next.as_deref());
        let text = bundle::everything(call.public_url(), &found, &links);
        json_response(StatusCode::OK, text, format.pretty)
    }))
}

fn of_query(mut query: Query) -> Result<Everything, ServiceError> {
    let types = query.take("_type")?.map(|types| types_of(&types)).transpose()?;
    let everything = Everything {
        types: types.unwrap_or_default(),
        since: query.take("_since")?,
        page: page(&mut query)?,
    };
    query.finish()?;
    Ok(everything)
}

fn types_of(names: &str) -> Result<Vec<ResourceType>, ServiceError> {
    let types = names.split(',').map(::fhir::types::resource_type).collect::<Option<_>>();
    types.ok_or(ServiceError::BadParameter {
        name: "_type".into(),
        expected: "types of R4, with commas between them",
    })
}

/// `POST [base]/[type]/$validate`
pub(super) async fn validate_resource(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    validate(&faces, &kind, request).await
}

/// `POST [base]/[type]/[id]/$validate`, which checks what is sent all the same.
pub(super) async fn validate_resource_of_id(
    State(faces): State<Faces>,
    Path((kind, _)): Path<(String, String)>,
    request: Request,
) -> Reply {
    validate(&faces, &kind, request).await
}

async fn validate(faces: &Faces, kind: &str, request: Request) -> Reply {
    let mut call = Call::begin(faces, request, Interface::Fhir).await?;
    let operation = Operation::ValidateResource;
    let kind = call.admit(None, resource_type(kind)).await?;
    let mut query: Query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query).and_then(|format| {
        query.finish()?;
        check_content_type(&call.parts.headers)?;
        Ok(format)
    });
    let format = call.admit(Some((operation, kind)), format).await?;
    let body = call.body().await;
    let body = call.admit(Some((operation, kind)), body).await?;
    let answer = call.service().validate_resource(&call.ctx, kind, &body).await;
    Ok(call.answer(operation, answer, |issues| {
        let outcome = ::fhir::outcome::operation_outcome(&issues).to_text();
        json_response(StatusCode::OK, outcome, format.pretty)
    }))
}
