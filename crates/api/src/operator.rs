//! The operator's face, on a Unix socket that only the operator can open. It is never on a network.

mod deletions;
mod mail;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use model::Operation;
use model::clock::format_instant;
use service::backups::{BackupState, PlaceSeen, PlaceState, PrunedBackups, Pruning, Unknown};
use service::{
    Answer, BackupView, Done, IndexState, KeyStatus, Page, QueuedJob, RootEpoch, Service,
    ServiceError, SignInRules, Tenant,
};

use crate::answer::respond;
use crate::problem;

pub use deletions::deletion;
pub use mail::send_test_mail;

/// How many tenants one answer lists.
const TENANTS_PER_PAGE: usize = 500;
/// As long as backups are ever kept, if that is a number.
const KEEP_DAYS_MAX: u64 = 100 * 366;

/// The routes of the operator's socket.
pub fn operator_router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/tenants", post(create_tenant).get(list_tenants))
        .route("/tenants/kept", post(deletions::keep_tenant))
        .route("/deletions", post(deletions::delete_tenant).get(deletions::list_deletions))
        .route("/deletions/{id}", get(deletions::find_deletion))
        .route("/reconciliation", get(reconcile))
        .route("/tenants/{tenant}/index/{act}", post(maintain_index))
        .route("/backups", post(create_backup).get(read_backup_state))
        .route("/backups/pruning", post(prune))
        .route("/backups/forgetting", post(forget_backup_target))
        .route("/jobs", get(list_jobs))
        .route("/jobs/{tenant}/{job}", post(requeue_job))
        .route("/mail/test", post(mail::test))
        .route("/keys", get(read_key_status))
        .route("/keys/rotation", post(rotate_keys))
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
        |error| problem::for_operator(&error),
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
        |error| problem::for_operator(&error),
    )
}

async fn reconcile(State(service): State<Arc<Service>>) -> Response {
    match service.reconcile().await {
        Ok(outcome) => Json(crate::platform::log::reconciliation(&outcome)).into_response(),
        Err(error) => problem::for_operator(&error),
    }
}

async fn read_key_status(State(service): State<Arc<Service>>) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let answer = service.read_key_status(&ctx).await;
    respond(
        Operation::ReadKeyStatus,
        answer,
        |status| Json(key_status(&status)).into_response(),
        |error| problem::for_operator(&error),
    )
}

async fn rotate_keys(State(service): State<Arc<Service>>) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let answer = service.rotate_keys(&ctx).await;
    respond(
        Operation::RotateKeys,
        answer,
        |status| (StatusCode::ACCEPTED, Json(key_status(&status))).into_response(),
        |error| problem::for_operator(&error),
    )
}

async fn maintain_index(
    State(service): State<Arc<Service>>,
    Path((tenant, act)): Path<(String, String)>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let Ok(tenant) = tenant.parse() else {
        return problem::for_operator(&ServiceError::NotFound);
    };
    let (operation, answer) = match act.as_str() {
        "rebuild" => (Operation::RebuildIndex, service.rebuild_index(&ctx, tenant).await),
        "verify" => (Operation::VerifyIndex, service.verify_index(&ctx, tenant).await),
        "compact" => (Operation::CompactIndex, service.compact_index(&ctx, tenant).await),
        _ => return problem::for_operator(&ServiceError::NotFound),
    };
    respond(
        operation,
        answer,
        |states| Json(index_states(&states)).into_response(),
        |error| problem::for_operator(&error),
    )
}

async fn read_backup_state(State(service): State<Arc<Service>>) -> Response {
    match service.backup_state().await {
        Ok(state) => Json(backup_state(state)).into_response(),
        Err(error) => problem::for_operator(&error),
    }
}

/// How backups stand, as it travels.
pub fn backup_state(state: BackupState) -> wire::BackupState {
    let places = state.places.into_iter().map(|PlaceState { address, seen }| {
        let away = seen.is_none();
        let PlaceSeen { newest, drilled, drill_failed } = seen.unwrap_or_default();
        wire::BackupPlace {
            address,
            away,
            newest: newest.map(format_instant),
            drilled: drilled.map(format_instant),
            drill_failed: drill_failed
                .map(|(at, what)| wire::FailedDrill { begun_at: format_instant(at), what }),
        }
    });
    wire::BackupState { places: places.collect() }
}

async fn create_backup(
    State(service): State<Arc<Service>>,
    Json(request): Json<wire::BackupRequest>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let answer =
        service.create_backup(&ctx, &request.to, Unknown::given_up(request.give_up_newer)).await;
    respond(
        Operation::CreateBackup,
        answer,
        |made| (StatusCode::CREATED, Json(backup(&made))).into_response(),
        |error| problem::for_operator(&error),
    )
}

async fn prune(
    State(service): State<Arc<Service>>,
    Json(request): Json<wire::PruneRequest>,
) -> Response {
    respond(
        Operation::PruneBackups,
        prune_backups(&service, request).await,
        |pruned| Json(pruned).into_response(),
        |error| problem::for_operator(&error),
    )
}

async fn forget_backup_target(
    State(service): State<Arc<Service>>,
    Json(request): Json<wire::ForgetRequest>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    respond(
        Operation::ForgetBackupTarget,
        service.forget_backup_target(&ctx, &request.target).await,
        |()| Json(request.clone()).into_response(),
        |error| problem::for_operator(&error),
    )
}

/// Prunes backups as a request says.
pub async fn prune_backups(
    service: &Service,
    request: wire::PruneRequest,
) -> Answer<wire::PrunedBackups> {
    let ctx = service.context(Service::operator(), Vec::new());
    let wire::PruneRequest { from, keep_days, dry_run } = request;
    let keep = Duration::from_hours(keep_days.min(KEEP_DAYS_MAX) * 24);
    let pruning = if dry_run { Pruning::Tried } else { Pruning::Real };
    let done = service.prune_backups(&ctx, (&from, keep), pruning).await?;
    let PrunedBackups { removed, kept, objects, unfinished } = done.value;
    let value = wire::PrunedBackups { removed, kept: kept as u64, objects, unfinished };
    Ok(Done { value, event: done.event })
}

/// A backup, as it travels.
pub fn backup(made: &BackupView) -> wire::Backup {
    wire::Backup {
        id: made.id.clone(),
        created_at: format_instant(made.created_at),
        rows: made.rows,
        new_objects: made.new_objects,
        new_bytes: made.new_bytes,
        unknown: made.unknown.clone(),
    }
}

async fn list_jobs(
    State(service): State<Arc<Service>>,
    axum::extract::Query(which): axum::extract::Query<WhichJobs>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let answer = service.list_jobs(&ctx, which.dead).await;
    respond(
        Operation::ListJobs,
        answer,
        |jobs| Json(queued_jobs(&jobs)).into_response(),
        |error| problem::for_operator(&error),
    )
}

async fn requeue_job(
    State(service): State<Arc<Service>>,
    Path((tenant, job)): Path<(String, String)>,
) -> Response {
    let ctx = service.context(Service::operator(), Vec::new());
    let (Ok(tenant), Ok(job)) = (tenant.parse(), job.parse()) else {
        return problem::for_operator(&ServiceError::NotFound);
    };
    let answer = service.requeue_job(&ctx, tenant, job).await;
    respond(
        Operation::RequeueJob,
        answer,
        |()| Json(()).into_response(),
        |error| problem::for_operator(&error),
    )
}

/// What is left to be done, as it travels.
pub fn queued_jobs(jobs: &[QueuedJob]) -> Vec<wire::QueuedJob> {
    let shown = |job: &QueuedJob| wire::QueuedJob {
        tenant: job.tenant.to_string(),
        id: job.id.to_string(),
        kind: job.kind.to_owned(),
        attempts: job.attempts,
        dead: job.is_dead,
        problem: job.problem.clone(),
    };
    jobs.iter().map(shown).collect()
}

/// How indexes stand, as it travels.
pub fn index_states(states: &[IndexState]) -> Vec<wire::IndexState> {
    let state = |state: &IndexState| wire::IndexState {
        store: state.store.name().to_owned(),
        epoch: state.epoch,
        documents: state.size.documents,
        bytes: state.size.bytes,
        segments: state.size.segments as u64,
    };
    states.iter().map(state).collect()
}

/// How the keys stand, as it travels.
pub fn key_status(status: &KeyStatus) -> wire::KeyStatus {
    let epoch = |epoch: &RootEpoch| wire::KeyEpoch {
        epoch: epoch.number,
        begun_at: epoch.begun_at.map(format_instant),
    };
    wire::KeyStatus {
        places_behind: status.places_behind.clone(),
        waits_for: status.waits_for.clone(),
        epochs: status.epochs.iter().map(epoch).collect(),
        rotating: status.is_rotating(),
        tenants: status.progress.tenants,
        tenants_behind: status.progress.behind,
        keys_rewrapped: status.rewrapped,
        keys_damaged: status.damaged,
        overdue: status.overdue,
    }
}

/// A tenant as it travels.
pub fn tenant(tenant: &Tenant) -> wire::Tenant {
    wire::Tenant {
        id: tenant.id.to_string(),
        name: tenant.name.clone(),
        created_at: format_instant(tenant.created_at),
        allowed_origins: tenant.allowed_origins.clone(),
        sign_in: sign_in_rules(&tenant.sign_in),
        deletes_at: tenant.deletion.as_ref().map(|note| note.due_at.clone()),
    }
}

fn sign_in_rules(rules: &SignInRules) -> wire::SignInRules {
    let of_roles = rules.roles.iter();
    wire::SignInRules {
        required: rules.required.name().to_owned(),
        roles: of_roles.map(|(role, it)| (role.name().to_owned(), it.name().to_owned())).collect(),
        idle_minutes: rules.idle_minutes,
        session_hours: rules.session_hours,
    }
}

#[derive(serde::Deserialize)]
struct WhichJobs {
    #[serde(default)]
    dead: bool,
}

#[derive(serde::Deserialize)]
struct Cursor {
    cursor: Option<String>,
}
