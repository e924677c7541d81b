//! `/fhir/R4`: FHIR R4 over REST, in JSON.

mod audit_events;
mod binary;
mod bulk_exports;
mod bulk_files;
mod bulk_manifest;
mod bulk_requests;
mod bundle;
mod bundles;
mod capabilities;
mod conditional;
mod history;
mod merge;
mod negotiation;
mod observations;
mod operations;
pub(crate) mod outcome;
mod parameters;
mod read;
mod search;
mod write;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderValue, StatusCode, header};
use model::{Json, ResourceId, ResourceType};
use service::{Rejection, ServiceError, StoredVersion};

use crate::conditions::etag;
use crate::{Faces, face};

pub(crate) use bulk_files::FilePlaces;

/// Where the face begins.
pub(crate) const BASE: &str = "/fhir/R4";
/// FHIR in JSON.
const FHIR_JSON: HeaderValue = HeaderValue::from_static("application/fhir+json");

pub(crate) fn router() -> Router<Faces> {
    Router::new()
        .route(BASE, post(bundles::process_bundle))
        .route(&format!("{BASE}/"), post(bundles::process_bundle))
        .nest(BASE, interactions().merge(exports()))
}

/// What is asked for with a request of its own.
fn exports() -> Router<Faces> {
    Router::new()
        .route(
            "/$export",
            get(bulk_exports::create_of_all).post(bulk_exports::create_of_all_by_parameters),
        )
        .route(
            "/Patient/$export",
            get(bulk_exports::create_of_patients)
                .post(bulk_exports::create_of_patients_by_parameters),
        )
        .route(
            "/Group/{id}/$export",
            get(bulk_exports::create_of_group).post(bulk_exports::create_of_group_by_parameters),
        )
        .route(
            "/$export/{id}",
            get(bulk_exports::find_bulk_export).delete(bulk_exports::delete_bulk_export),
        )
        .route("/$export/{id}/{file}", get(bulk_exports::read_bulk_export))
}

/// The routes for a request of a bundle.
fn interactions_alone() -> Router<Faces> {
    Router::new()
        .nest(BASE, interactions())
        .fallback(face::no_such_route)
        .method_not_allowed_fallback(face::method_not_allowed)
}

/// What a request of a bundle can ask for, too.
fn interactions() -> Router<Faces> {
    Router::new()
        .route("/metadata", get(capabilities::read_capabilities))
        .route("/.well-known/smart-configuration", get(capabilities::read_smart_configuration))
        .route("/AuditEvent", get(audit_events::search_audit_events))
        .route("/AuditEvent/_search", post(audit_events::search_audit_events_by_form))
        .route("/AuditEvent/{id}", get(audit_events::read_audit_event))
        .route(
            "/{type}",
            get(search::search_resources)
                .post(write::create_resource)
                .put(conditional::update_resource)
                .patch(conditional::patch_resource)
                .delete(conditional::delete_resource),
        )
        .route("/Patient/$merge", post(merge::merge_patients))
        .route(
            "/Observation/$lastn",
            get(observations::find_last_observations).post(observations::find_last_observations_of),
        )
        .route(
            "/Observation/$stats",
            get(observations::read_statistics).post(observations::read_statistics_of),
        )
        .route("/{type}/$validate", post(operations::validate_resource))
        .route("/{type}/{id}/$validate", post(operations::validate_resource_of_id))
        .route(
            "/{type}/{id}/$everything",
            get(operations::read_everything).post(operations::read_everything_of),
        )
        .route("/{type}/_search", post(search::search_resources_by_form))
        .route("/{type}/_history", get(history::list_type_history))
        .route(
            "/{type}/{id}",
            get(read::read_resource)
                .put(write::update_resource)
                .patch(write::patch_resource)
                .delete(write::delete_resource),
        )
        .route("/{type}/{id}/_history", get(history::list_resource_history))
        .route("/{type}/{id}/{kind}", get(search::search_compartment))
        .route("/{type}/{id}/{kind}/_search", post(search::search_compartment_by_form))
        .route("/{type}/{id}/_history/{version}", get(read::read_resource_version))
}

/// The type of a name in an address.
fn resource_type(name: &str) -> Result<ResourceType, ServiceError> {
    ::fhir::types::resource_type(name).ok_or(Rejection::UnknownType.into())
}

/// What is made from the log, and not stored.
fn audit_event_type() -> ResourceType {
    ::fhir::types::resource_type("AuditEvent").expect("a type of R4")
}

/// The id in an address. What cannot be an id belongs to nothing.
fn resource_id(text: &str) -> Result<ResourceId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}

/// A version of a resource with its headers.
fn version_response(status: StatusCode, version: &StoredVersion, pretty: bool) -> Response {
    let body = version.body.as_deref().unwrap_or_default();
    let mut response = json_response(status, body.to_owned(), pretty);
    let headers = response.headers_mut();
    headers.insert(header::ETAG, etag(version.version));
    let modified = http_date(version.at);
    if let Ok(modified) = HeaderValue::try_from(modified) {
        headers.insert(header::LAST_MODIFIED, modified);
    }
    response
}

/// A JSON text as a response.
fn json_response(status: StatusCode, text: String, pretty: bool) -> Response {
    let text = if pretty { indent(text) } else { text };
    (status, [(header::CONTENT_TYPE, FHIR_JSON)], text).into_response()
}

fn indent(text: String) -> String {
    Json::parse(text.as_bytes()).map_or(text, |json| json.to_pretty_text())
}

/// An instant as HTTP wants it (RFC 9110, section 5.6.7).
fn http_date(at: model::Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
