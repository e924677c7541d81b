//! Sessions: begun, listed, switched and ended by whose they are.

use axum::extract::{Path, Request, State};
use axum::response::IntoResponse;
use http::StatusCode;
use model::clock::format_instant;
use model::{Operation, ResourceType, SessionId};
use service::{CreatedSession, OwnTenant, Page, PageOf, ServiceError, Session};

use super::{API, cookie, factors, tenant_id, user};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{convert, json, no_parameters, page, sent};

const SESSION: ResourceType = ResourceType::SESSION;
const ACCOUNT: ResourceType = ResourceType::ACCOUNT;

/// Lists the tenants that whoever is on the way in belongs to, newest first.
#[utoipa::path(
    post, path = "/auth/tenants", operation_id = "list_own_tenants", tag = "sign-in", security(()),
    request_body = wire::OwnTenantsRequest,
    responses((status = 200, body = wire::OwnTenantList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_own_tenants(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::OwnTenantsRequest>(&mut call).await;
    let body = call.admit(None, body).await?;
    let page = Page::new(body.count, body.cursor);
    let answer = call.service().list_own_tenants(&call.ctx, &body.sign_in, &page).await;
    Ok(call
        .answer(Operation::ListOwnTenants, answer, |page| json(StatusCode::OK, &own_tenants(page))))
}

/// Lists the tenants that one belongs to, newest first, for switching between them: each with what it wants to be shown,
/// which is enough if the session has been shown as much.
#[utoipa::path(
    get, path = "/auth/tenants", operation_id = "list_account_tenants", tag = "sessions",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::OwnTenantList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_account_tenants(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::ListAccountTenants;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, ACCOUNT)), asked).await?;
    let answer = call.service().list_account_tenants(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| json(StatusCode::OK, &own_tenants(page))))
}

fn own_tenants(page: PageOf<OwnTenant>) -> wire::OwnTenantList {
    let items = page.items.into_iter().map(|tenant| wire::OwnTenant {
        id: tenant.id.to_string(),
        name: tenant.name,
        required: tenant.required.name().to_owned(),
    });
    wire::OwnTenantList { items: items.collect(), next: page.next }
}

/// Begins a session in a tenant. Its secret is in the cookie that comes with the answer.
#[utoipa::path(
    post, path = "/auth/sessions", operation_id = "create_session", tag = "sessions", security(()),
    request_body = wire::NewSession,
    responses(
        (status = 201, body = wire::CreatedSession),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn create_session(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::NewSession>(&mut call).await;
    let asked = body.and_then(|body| Ok((tenant_id(&body.tenant)?, body.sign_in)));
    let (tenant, ticket) = call.admit(None, asked).await?;
    let answer = call.service().create_session(&call.ctx, &ticket, tenant).await;
    Ok(call
        .answer(Operation::CreateSession, answer, |created| begun(StatusCode::CREATED, &created)))
}

/// Shows the session that the request comes with, and who one is in it.
#[utoipa::path(
    get, path = "/auth/session", operation_id = "find_session", tag = "sessions",
    responses((status = 200, body = wire::OwnSession), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_session(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::FindSession;
    call.admit(Some((operation, SESSION)), no_parameters(&call)).await?;
    let answer = call.service().find_session(&call.ctx).await;
    Ok(call.answer(operation, answer, |own| {
        let roles = convert::role_names(own.roles);
        json(
            StatusCode::OK,
            &wire::OwnSession {
                session: session(&own.session),
                user: user(&own.user),
                tenant_name: own.tenant_name,
                roles,
                idle_minutes: own.idle_minutes,
            },
        )
    }))
}

/// Signs out: ends the session that the request comes with, at once and on every server.
#[utoipa::path(
    delete, path = "/auth/session", operation_id = "end_session", tag = "sessions",
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn end_session(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::EndSession;
    call.admit(Some((operation, SESSION)), no_parameters(&call)).await?;
    let answer = call.service().end_session(&call.ctx).await;
    Ok(call
        .answer(operation, answer, |()| cookie::forgetting(StatusCode::NO_CONTENT.into_response())))
}

/// Leaves the tenant for another one that one belongs to. The session ends, and another one begins.
#[utoipa::path(
    post, path = "/auth/session/switch", operation_id = "switch_session", tag = "sessions",
    request_body = wire::SessionSwitch,
    responses(
        (status = 201, body = wire::CreatedSession),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn switch_session(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let operation = Operation::SwitchSession;
    let body = sent::<wire::SessionSwitch>(&mut call).await;
    let asked = body.and_then(|body| tenant_id(&body.tenant));
    let tenant = call.admit(Some((operation, SESSION)), asked).await?;
    let answer = call.service().switch_session(&call.ctx, tenant).await;
    Ok(call.answer(operation, answer, |created| begun(StatusCode::CREATED, &created)))
}

/// Shows anew who one is, with the ticket of another way in, so that one may do what needs that. The session goes on
/// under another secret.
#[utoipa::path(
    post, path = "/auth/session/step-up", operation_id = "step_up_session", tag = "sessions",
    request_body = wire::Ticket,
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn step_up_session(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let operation = Operation::StepUpSession;
    let body = sent::<wire::Ticket>(&mut call).await;
    let ticket = call.admit(None, body).await?.sign_in;
    let answer = call.service().step_up_session(&call.ctx, &ticket).await;
    Ok(call.answer(operation, answer, |secret| {
        cookie::keeping(StatusCode::NO_CONTENT.into_response(), &secret)
    }))
}

/// Lists one's own sessions, in all tenants.
#[utoipa::path(
    get, path = "/auth/sessions", operation_id = "list_sessions", tag = "sessions",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::SessionList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_sessions(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::ListSessions;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, ACCOUNT)), asked).await?;
    let answer = call.service().list_sessions(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| json(StatusCode::OK, &list(&page))))
}

/// Ends one of one's own sessions, at once and on every server.
#[utoipa::path(
    delete, path = "/auth/sessions/{id}", operation_id = "end_own_session", tag = "sessions",
    params(("id" = String, Path, description = "the session's id")),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn end_own_session(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::EndOwnSession;
    let id = id.parse::<SessionId>().map_err(|_| ServiceError::NotFound);
    let asked = no_parameters(&call).and(id);
    let id = call.admit(Some((operation, ACCOUNT)), asked).await?;
    let answer = call.service().end_own_session(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

/// Ends all of one's own sessions but the one that asks.
#[utoipa::path(
    delete, path = "/auth/sessions", operation_id = "end_other_sessions", tag = "sessions",
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn end_other_sessions(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::EndOtherSessions;
    call.admit(Some((operation, ACCOUNT)), no_parameters(&call)).await?;
    let answer = call.service().end_other_sessions(&call.ctx).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

fn begun(status: StatusCode, created: &CreatedSession) -> axum::response::Response {
    let body = wire::CreatedSession {
        id: created.id.to_string(),
        tenant: created.tenant.to_string(),
        ends_at: format_instant(created.ends_at),
    };
    cookie::keeping(json(status, &body), &created.secret)
}

/// A page of sessions as it travels.
pub(crate) fn list(page: &PageOf<Session>) -> wire::SessionList {
    wire::SessionList { items: page.items.iter().map(session).collect(), next: page.next.clone() }
}

/// A session as it travels.
pub(crate) fn session(session: &Session) -> wire::Session {
    wire::Session {
        id: session.id.to_string(),
        tenant: session.tenant.to_string(),
        user: session.user.to_string(),
        device: session.device.clone(),
        address: session.address.clone(),
        factors: factors(&session.factors),
        began_at: format_instant(session.began_at),
        used_at: format_instant(session.used_at),
        ends_at: format_instant(session.ends_at),
    }
}
