//! Changes of the one resource that a search finds (FHIR R4, conditional update, patch and delete).

use axum::extract::{Path, Request, State};
use model::{Interface, Operation, ResourceType};
use service::{Criteria, ServiceError, Which};

use super::binary::{Brought, arrive};
use super::negotiation::{Format, check_content_type};
use super::resource_type;
use super::search::parameters;
use super::write::{check_patch_type, deleted_response, sending, sending_content, stored_response};
use crate::Faces;
use crate::conditions::{of_what_is_there, precondition};
use crate::face::{Call, Reply};
use crate::query::Query;

/// `PUT [base]/[type]?…`
pub(super) async fn update_resource(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::UpdateResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = async {
        let (format, which) = asked(&call, kind)?;
        check_content_type(&call.parts.headers)?;
        let precondition = precondition(&call.parts.headers)?;
        Ok((format, which, precondition, call.body().await?))
    };
    let asked = asked.await;
    let (format, which, precondition, body) = call.admit(Some((operation, kind)), asked).await?;
    let arrived = arrive(&call, (operation, kind), None, Brought::Resource(body)).await?;
    let (service, sending) = (call.service(), sending_content(&call, &arrived));
    let answer = service.update_resource(&call.ctx, kind, &which, precondition, sending).await;
    arrived.settle(&call).await;
    Ok(call.answer(operation, answer, |stored| stored_response(&call, &stored, format)))
}

/// `PATCH [base]/[type]?…`
pub(super) async fn patch_resource(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::PatchResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = async {
        let (format, which) = asked(&call, kind)?;
        check_patch_type(&call.parts.headers)?;
        let precondition = of_what_is_there(&call.parts.headers)?;
        Ok((format, which, precondition, call.body().await?))
    };
    let asked = asked.await;
    let (format, which, precondition, patch) = call.admit(Some((operation, kind)), asked).await?;
    let service = call.service();
    let answer =
        service.patch_resource(&call.ctx, kind, &which, precondition, sending(&call, &patch)).await;
    Ok(call.answer(operation, answer, |stored| stored_response(&call, &stored, format)))
}

/// `DELETE [base]/[type]?…`
pub(super) async fn delete_resource(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let operation = Operation::DeleteResource;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let asked = asked(&call, kind)
        .and_then(|(_, which)| Ok((which, of_what_is_there(&call.parts.headers)?)));
    let (which, precondition) = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().delete_resource(&call.ctx, kind, &which, precondition).await;
    Ok(call.answer(operation, answer, deleted_response))
}

/// What the address says: how the answer is to look, and which resource is meant.
fn asked(call: &Call, kind: ResourceType) -> Result<(Format, Which), ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    Ok((format, Which::Matching(criteria(call.public_url(), kind, query)?)))
}

/// The search that says which resource of a type is meant.
pub(super) fn criteria(
    url: &str,
    kind: ResourceType,
    query: Query,
) -> Result<Criteria, ServiceError> {
    Criteria::new(parameters(url, kind, query)?)
}
