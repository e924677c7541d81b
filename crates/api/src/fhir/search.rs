//! Searching resources of one type.

use ::fhir::search::ParameterKind;
use axum::extract::{Path, Request, State};
use http::{HeaderMap, StatusCode};
use model::limits::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};
use model::{Interface, Operation, ResourceId, ResourceType};
use service::{PageRequest, Rejection, Search, ServiceError};

use super::bundle::{Links, searchset};
use super::negotiation::{Format, preferences};
use super::{BASE, audit_event_type, json_response, resource_id, resource_type};
use crate::Faces;
use crate::body::media_type;
use crate::face::{Call, Reply};
use crate::query::Query;

/// `GET [base]/[type]?…`
pub(super) async fn search_resources(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, resource_type(&kind)).await?;
    let query = call.query();
    search(&call, kind, None, query).await
}

/// `GET [base]/Patient/[id]/[type]?…`: among what is about a patient.
pub(super) async fn search_compartment(
    State(faces): State<Faces>,
    Path((compartment, id, kind)): Path<(String, String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let (kind, patient) = call.admit(None, in_compartment(&compartment, &id, &kind)).await?;
    let query = call.query();
    search(&call, kind, Some(patient), query).await
}

/// `POST [base]/Patient/[id]/[type]/_search`, with the parameters as a form.
pub(super) async fn search_compartment_by_form(
    State(faces): State<Faces>,
    Path((compartment, id, kind)): Path<(String, String, String)>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let (kind, patient) = call.admit(None, in_compartment(&compartment, &id, &kind)).await?;
    search_by_form(call, kind, Some(patient)).await
}

/// Among which type it is searched, and about whom.
fn in_compartment(
    compartment: &str,
    id: &str,
    kind: &str,
) -> Result<(ResourceType, ResourceId), ServiceError> {
    // R4 defines other compartments too; nothing here is found by them. And what looks like a step up in the
    // path, or like an operation, is none.
    if compartment != "Patient" || [".", ".."].contains(&id) || kind.starts_with('$') {
        return Err(Rejection::NoSuchRoute.into());
    }
    Ok((resource_type(kind)?, resource_id(id)?))
}

/// `POST [base]/[type]/_search`, with the parameters as a form.
pub(super) async fn search_resources_by_form(
    State(faces): State<Faces>,
    Path(kind): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, resource_type(&kind)).await?;
    search_by_form(call, kind, None).await
}

pub(super) async fn search_by_form(
    mut call: Call,
    kind: ResourceType,
    patient: Option<ResourceId>,
) -> Reply {
    let form = form(&mut call).await;
    let mut query = call.admit(Some(operation(kind)), form).await?;
    query.extend(call.query());
    call.ctx.parameters = query.names();
    search(&call, kind, patient, query).await
}

async fn form(call: &mut Call) -> Result<Query, ServiceError> {
    if media_type(&call.parts.headers).as_deref() != Some("application/x-www-form-urlencoded") {
        return Err(Rejection::UnsupportedMediaType.into());
    }
    Ok(Query::of_form(&call.body().await?))
}

/// The operation that searches among resources of a type, and what it is done to. Events are not stored
/// as resources.
fn operation(kind: ResourceType) -> (Operation, ResourceType) {
    if kind == audit_event_type() {
        (Operation::SearchAuditEvents, ResourceType::EVENT)
    } else {
        (Operation::SearchResources, kind)
    }
}

pub(super) async fn search(
    call: &Call,
    kind: ResourceType,
    patient: Option<ResourceId>,
    query: Query,
) -> Reply {
    let asked = asked(call, kind, patient, query);
    let (operation, of) = operation(kind);
    let (format, search) = call.admit(Some((operation, of)), asked).await?;
    let service = call.service();
    let answer = if operation == Operation::SearchAuditEvents {
        let server = format!("{}{BASE}", call.public_url());
        service.search_audit_events(&call.ctx, &search, &server).await
    } else {
        service.search_resources(&call.ctx, kind, &search).await
    };
    Ok(call.answer(operation, answer, |found| {
        let at = |cursor: &str| format!("{}{BASE}/{kind}?_cursor={cursor}", call.public_url());
        let links = Links { own: at(&found.own), next: found.next.as_deref().map(at) };
        let text = searchset(call.public_url(), &found, &links);
        json_response(StatusCode::OK, text, format.pretty)
    }))
}

fn asked(
    call: &Call,
    kind: ResourceType,
    patient: Option<ResourceId>,
    mut query: Query,
) -> Result<(Format, Search), ServiceError> {
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    let parameters = parameters(call.public_url(), kind, query)?;
    let is_lenient = is_lenient(&call.parts.headers);
    Ok((format, Search { parameters, is_lenient, patient }))
}

/// The parameters of a search for a type.
pub(super) fn parameters(
    url: &str,
    kind: ResourceType,
    query: Query,
) -> Result<Vec<(String, String)>, ServiceError> {
    let own = format!("{url}{BASE}/");
    let mut parameters = query.into_parameters()?;
    for (name, value) in &mut parameters {
        let code = name.split([':', '.']).next().unwrap_or_default();
        let is_reference = ::fhir::search::parameter(kind, code)
            .is_some_and(|parameter| parameter.kind() == ParameterKind::Reference);
        if is_reference {
            // A client may name this server's own address.
            *value = value.replace(&own, "");
        }
    }
    Ok(parameters)
}

/// `Prefer: handling=lenient`
pub(super) fn is_lenient(headers: &HeaderMap) -> bool {
    preferences(headers).any(|preference| preference == "handling=lenient")
}

/// Takes `_count` and `_cursor` out of the parameters.
pub(super) fn page(query: &mut Query) -> Result<PageRequest, ServiceError> {
    let size = query.take_count("_count")?.unwrap_or(PAGE_SIZE_DEFAULT).min(PAGE_SIZE_MAX);
    Ok(PageRequest { size, cursor: query.take("_cursor")? })
}

/// The parameters of an address as they stand in it.
pub(super) fn sent(call: &Call) -> &str {
    call.parts.uri.query().unwrap_or_default()
}

/// The links of a page: the request's own address, and the same with the next cursor. What came as
/// parameters in a body stands in them too.
pub(super) fn links(call: &Call, path: &str, query: &str, next: Option<&str>) -> Links {
    let base = format!("{}{BASE}/{path}", call.public_url());
    let own = if query.is_empty() { base.clone() } else { format!("{base}?{query}") };
    let next = next.map(|cursor| {
        let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "_cursor");
        let mut next = form_urlencoded::Serializer::new(String::new());
        next.extend_pairs(pairs).append_pair("_cursor", cursor);
        format!("{base}?{}", next.finish())
    });
    Links { own, next }
}
