//! `/api`: the platform API, described by its own OpenAPI document.

mod access_tokens;
mod clients;
pub(crate) mod convert;
mod corrections;
mod document_types;
mod documents;
mod erasure_requests;
pub(crate) mod erasures;
mod events;
mod exports;
mod invitations;
pub(crate) mod log;
mod members;
mod objections;
mod openapi;
mod roles;
mod status;
mod stream;
mod subjects;
mod tenant;
mod uploads;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use service::{Page, Rejection, ServiceError};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::body::media_type;
use crate::face::Call;
use crate::query::Query;
use crate::{Faces, auth};

pub use openapi::openapi;

/// The routes with their descriptions.
pub(crate) fn router() -> OpenApiRouter<Faces> {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(routes!(tenant::find_tenant, tenant::update_tenant))
        .routes(routes!(tenant::claim_tenant))
        .routes(routes!(status::read_status))
        .routes(routes!(clients::list_clients, clients::create_client))
        .routes(routes!(clients::find_client, clients::update_client, clients::revoke_client))
        .routes(routes!(access_tokens::create_access_token))
        .merge(auth::router())
        .routes(routes!(members::list_members))
        .routes(routes!(members::find_member, members::update_member, members::remove_member))
        .routes(routes!(members::list_member_sessions, members::end_member_sessions))
        .routes(routes!(invitations::create_invitation, invitations::list_invitations))
        .routes(routes!(invitations::delete_invitation))
        .routes(routes!(document_types::list_document_types, document_types::create_document_type))
        .routes(routes!(document_types::find_document_type, document_types::update_document_type))
        .routes(routes!(documents::list_documents, documents::create_document))
        .routes(routes!(
            documents::find_document,
            documents::update_document,
            documents::delete_document
        ))
        .routes(routes!(documents::list_document_history))
        .routes(routes!(subjects::find_subject))
        .routes(routes!(subjects::hold_subject))
        .routes(routes!(subjects::release_subject))
        .routes(routes!(subjects::restrict_subject, subjects::lift_restriction))
        .routes(routes!(objections::object_subject))
        .routes(routes!(objections::withdraw_objection))
        .routes(routes!(objections::list_objections))
        .routes(routes!(
            erasure_requests::request_erasure,
            erasure_requests::find_erasure_request,
            erasure_requests::withdraw_erasure_request
        ))
        .routes(routes!(erasure_requests::refuse_erasure_request))
        .routes(routes!(erasure_requests::list_erasure_requests))
        .routes(routes!(corrections::list_open_corrections))
        .routes(routes!(corrections::request_correction, corrections::list_corrections))
        .routes(routes!(corrections::resolve_correction))
        .routes(routes!(corrections::refuse_correction))
        .routes(routes!(exports::export_subject))
        .routes(routes!(exports::export_tenant))
        .routes(routes!(exports::list_exports))
        .routes(routes!(exports::find_export, exports::delete_export))
        .routes(routes!(exports::read_export))
        .routes(routes!(erasures::read_erasure_plan))
        .routes(routes!(erasures::erase_subject))
        .routes(routes!(erasures::list_erasures))
        .routes(routes!(erasures::find_erasure))
        .routes(routes!(uploads::create_upload))
        .routes(routes!(uploads::find_upload, uploads::append_upload, uploads::delete_upload))
        .routes(routes!(uploads::complete_upload))
        .routes(routes!(roles::list_roles))
        .routes(routes!(roles::explain_decision))
        .routes(routes!(events::list_events))
        .routes(routes!(events::list_own_accesses))
        .routes(routes!(stream::stream_events))
        .routes(routes!(events::find_event))
        .routes(routes!(events::prove_event))
        .routes(routes!(log::read_log_key))
        .routes(routes!(log::read_log_checkpoint))
        .routes(routes!(log::read_log_tile))
        .routes(routes!(log::list_log_records))
        .routes(routes!(log::read_deployment_checkpoint))
        .routes(routes!(log::reconcile_log))
        .route("/api/openapi.json", axum::routing::get(openapi::show))
}

/// A body as JSON.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    (status, axum::Json(body)).into_response()
}

/// Reads a request's JSON body.
pub(crate) async fn sent<T: DeserializeOwned>(call: &mut Call) -> Result<T, ServiceError> {
    if media_type(&call.parts.headers).as_deref() != Some("application/json") {
        return Err(Rejection::UnsupportedMediaType.into());
    }
    let body = call.body().await?;
    // Bounded in depth and size, and without a member that occurs twice, before it is read.
    if !matches!(model::Json::parse(&body)?, model::Json::Object(_)) {
        // Serde would take an array for the members in their order.
        let detail = "the body is an object; /api/openapi.json describes it";
        return Err(ServiceError::BadRequest(detail.to_owned()));
    }
    serde_json::from_slice(&body).map_err(|error| {
        ServiceError::BadRequest(format!(
            "the body does not have the wanted members at line {}, column {}; \
             /api/openapi.json describes it",
            error.line(),
            error.column()
        ))
    })
}

/// Takes `count` and `cursor` out of the parameters.
pub(crate) fn page(query: &mut Query) -> Result<Page, ServiceError> {
    Ok(Page::new(query.take_count("count")?, query.take("cursor")?))
}

/// A request that has no parameters.
pub(crate) fn no_parameters(call: &Call) -> Result<(), ServiceError> {
    call.query().finish()
}
