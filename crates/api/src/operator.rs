//! The operator's face, on a Unix socket that only the operator can open. It is never on a network.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use model::Operation;
use service::{Page, Service, Tenant};

use crate::answer::respond;
use crate::problem;

/// How many tenants one answer lists.
const TENANTS_PER_PAGE: usize = 500;

/// The routes of the operator's socket.
pub fn operator_router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/tenants", post(create_tenant).get(list_tenants))
        .route("/reconciliation", get(reconcile))
        .with_state(service)
}

async fn create_tenant(
    State(service): State<Arc<Service>>,
    Json(request): Json<wire::NewTenantRequest>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let answer = service.create_tenant(&ctx, &request.name).await;
    respond(
        Operation::CreateTenant,
        answer,
        |created| {
            let body = wire::NewTenant {
                tenant: tenant(&created.tenant),
                credential: created.credential.expose().to_owned(),
            };
            (StatusCode::CREATED, Json(body)).into_response()
        },
        |error| problem::of_error(&error),
    )
}

async fn list_tenants(
    State(service): State<Arc<Service>>,
    axum::extract::Query(page): axum::extract::Query<Cursor>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let page = Page::new(Some(TENANTS_PER_PAGE), page.cursor);
    let answer = service.list_tenants(&ctx, &page).await;
    respond(
        Operation::ListTenants,
        answer,
        |page| {
            let items = page.items.iter().map(tenant).collect();
            Json(wire::TenantList { items, next: page.next }).into_response()
        },
        |error| problem::of_error(&error),
    )
}

async fn reconcile(State(service): State<Arc<Service>>) -> Response {
    match service.reconcile().await {
        Ok(outcome) => Json(crate::platform::log::reconciliation(&outcome)).into_response(),
        Err(error) => problem::of_error(&error),
    }
}

/// A tenant as it travels.
pub(crate) fn tenant(tenant: &Tenant) -> wire::Tenant {
    wire::Tenant {
        id: tenant.id.to_string(),
        name: tenant.name.clone(),
        created_at: model::clock::format_instant(tenant.created_at),
    }
}

#[derive(serde::Deserialize)]
struct Cursor {
    cursor: Option<String>,
}
