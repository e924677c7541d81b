//! Machines that sign in.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use model::{ClientId, Interface, Operation, ResourceType};
use service::{Client, ClientChange, ClientKeys, NewClient, ServiceError};

use super::{convert, json, no_parameters, page, sent};
use crate::Faces;
use crate::conditions::expected_version;
use crate::face::{Call, Reply};

const CLIENT: ResourceType = ResourceType::CLIENT;

/// Lists the machines that may sign in, newest first.
#[utoipa::path(
    get, path = "/api/clients", operation_id = "list_clients", tag = "clients",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::ClientList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_clients(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListClients;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, CLIENT)), asked).await?;
    let tenant = call.ctx.caller.tenant;
    let answer = call.service().list_clients(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.iter().map(|client| convert::client(tenant, client)).collect();
        json(StatusCode::OK, &wire::ClientList { items, next: page.next })
    }))
}

/// Lets a machine sign in. The token in the answer is shown this once; one with `jwks` gets none, and asks
/// for access tokens at `/oauth/token`.
#[utoipa::path(
    post, path = "/api/clients", operation_id = "create_client", tag = "clients",
    request_body = wire::NewClient,
    responses(
        (status = 201, body = wire::ClientWithToken),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn create_client(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::CreateClient;
    let asked = sent(&mut call).await.and_then(new_client);
    let client = call.admit(Some((operation, CLIENT)), asked).await?;
    let answer = call.service().create_client(&call.ctx, &client).await;
    Ok(call.answer(operation, answer, |(client, token)| {
        let client = convert::client(call.ctx.caller.tenant, &client);
        let token = token.map(|token| token.expose().to_owned());
        json(StatusCode::CREATED, &wire::ClientWithToken { client, token })
    }))
}

/// Shows one machine.
#[utoipa::path(
    get, path = "/api/clients/{id}", operation_id = "find_client", tag = "clients",
    params(("id" = String, Path, description = "the client's id")),
    responses((status = 200, body = wire::Client), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_client(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindClient;
    let asked = no_parameters(&call).and_then(|()| client_id(&id));
    let id = call.admit(Some((operation, CLIENT)), asked).await?;
    let answer = call.service().find_client(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |client| shown(&call, &client)))
}

/// Changes a machine's name, roles, expiry or keys, from its next request on.
#[utoipa::path(
    patch, path = "/api/clients/{id}", operation_id = "update_client", tag = "clients",
    params(
        ("id" = String, Path, description = "the client's id"),
        ("If-Match" = Option<String>, Header, description = "change only this version, `\"3\"`")
    ),
    request_body = wire::ClientChange,
    responses((status = 200, body = wire::Client), (status = "default", body = wire::Problem))
)]
pub(super) async fn update_client(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::UpdateClient;
    let body = sent(&mut call).await;
    let asked = body.and_then(|body| {
        Ok((client_id(&id)?, client_change(body)?, expected_version(&call.parts.headers)?))
    });
    let (id, change, expected) = call.admit(Some((operation, CLIENT)), asked).await?;
    let answer = call.service().update_client(&call.ctx, id, &change, expected).await;
    Ok(call.answer(operation, answer, |client| shown(&call, &client)))
}

/// Ends a machine's right to sign in, at once and on every server.
#[utoipa::path(
    delete, path = "/api/clients/{id}", operation_id = "revoke_client", tag = "clients",
    params(("id" = String, Path, description = "the client's id")),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn revoke_client(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::RevokeClient;
    let asked = no_parameters(&call).and_then(|()| client_id(&id));
    let id = call.admit(Some((operation, CLIENT)), asked).await?;
    let answer = call.service().revoke_client(&call.ctx, id).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

fn shown(call: &Call, client: &Client) -> Response {
    json(StatusCode::OK, &convert::client(call.ctx.caller.tenant, client))
}

/// What cannot be an id belongs to nothing.
fn client_id(text: &str) -> Result<ClientId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}

fn new_client(body: wire::NewClient) -> Result<NewClient, ServiceError> {
    let expires_at = body.expires_at.as_deref();
    Ok(NewClient {
        roles: convert::roles(&body.roles)?,
        expires_at: expires_at.map(|at| convert::instant("expires_at", at)).transpose()?,
        keys: body.jwks.as_ref().map(ClientKeys::parse).transpose()?,
        name: body.name,
    })
}

fn client_change(body: wire::ClientChange) -> Result<ClientChange, ServiceError> {
    let expires_at = body.expires_at.as_deref();
    Ok(ClientChange {
        roles: body.roles.as_deref().map(convert::roles).transpose()?,
        expires_at: expires_at.map(|at| convert::instant("expires_at", at)).transpose()?,
        keys: body.jwks.as_ref().map(ClientKeys::parse).transpose()?,
        name: body.name,
    })
}
