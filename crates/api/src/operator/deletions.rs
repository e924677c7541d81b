//! What the operator does with accounts that end.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use model::Operation;
use model::clock::format_instant;
use service::{Deletion, Page, Service, ServiceError};

use super::{Cursor, TENANTS_PER_PAGE};
use crate::answer::respond;
use crate::problem;

/// Closes an account, which is deleted when a while has passed.
pub(super) async fn delete_tenant(
    State(service): State<Arc<Service>>,
    Json(request): Json<wire::DeletionRequest>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let wire::DeletionRequest { tenant, reason, now } = request;
    let answer = service.delete_tenant(&ctx, &tenant, &reason, now).await;
    respond(
        Operation::DeleteTenant,
        answer,
        |found| (StatusCode::ACCEPTED, Json(deletion(&found))).into_response(),
        |error| problem::for_operator(&error),
    )
}

/// Opens an account again.
pub(super) async fn keep_tenant(
    State(service): State<Arc<Service>>,
    Json(request): Json<wire::NewTenantRequest>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let answer = service.keep_tenant(&ctx, &request.name).await;
    respond(
        Operation::KeepTenant,
        answer,
        |found| Json(deletion(&found)).into_response(),
        |error| problem::for_operator(&error),
    )
}

/// Lists the accounts that were to be deleted.
pub(super) async fn list_deletions(
    State(service): State<Arc<Service>>,
    Query(page): Query<Cursor>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let page = Page::new(Some(TENANTS_PER_PAGE), page.cursor);
    let answer = service.list_deletions(&ctx, &page).await;
    respond(
        Operation::ListDeletions,
        answer,
        |page| {
            let items = page.items.iter().map(deletion).collect();
            Json(wire::DeletionList { items, next: page.next }).into_response()
        },
        |error| problem::for_operator(&error),
    )
}

/// Shows what became of one, with its receipt.
pub(super) async fn find_deletion(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let Ok(id) = id.parse() else { return problem::for_operator(&ServiceError::NotFound) };
    let answer = service.find_deletion(&ctx, id).await;
    respond(
        Operation::FindDeletion,
        answer,
        |found| Json(deletion(&found)).into_response(),
        |error| problem::for_operator(&error),
    )
}

/// A deletion, as it travels.
pub fn deletion(found: &Deletion) -> wire::Deletion {
    wire::Deletion {
        id: found.id.to_string(),
        tenant: found.tenant.to_string(),
        reason: found.reason.clone(),
        requested_at: format_instant(found.requested_at),
        state: found.state.name().to_owned(),
        deletes_at: format_instant(found.deletes_at),
        copies_until: found.copies_until.map(format_instant),
        receipt: found.receipt.clone(),
    }
}
