//! The caller's tenant.

use axum::extract::{Request, State};
use http::StatusCode;
use model::{Interface, Operation, ResourceType};
use service::{ServiceError, SignInChange, TenantChange};

use super::{convert, json, no_parameters, sent};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::operator::tenant;

/// Shows the caller's own tenant.
#[utoipa::path(
    get, path = "/api/tenant", operation_id = "find_tenant", tag = "tenant",
    responses((status = 200, body = wire::Tenant), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_tenant(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindTenant;
    call.admit(Some((operation, ResourceType::TENANT)), no_parameters(&call)).await?;
    let answer = call.service().find_tenant(&call.ctx).await;
    Ok(call.answer(operation, answer, |found| json(StatusCode::OK, &tenant(&found))))
}

/// Changes what the caller's own tenant has decided about itself.
#[utoipa::path(
    patch, path = "/api/tenant", operation_id = "update_tenant", tag = "tenant",
    request_body = wire::TenantChange,
    responses((status = 200, body = wire::Tenant), (status = "default", body = wire::Problem))
)]
pub(super) async fn update_tenant(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::UpdateTenant;
    let asked = sent::<wire::TenantChange>(&mut call).await.and_then(tenant_change);
    let change = call.admit(Some((operation, ResourceType::TENANT)), asked).await?;
    let answer = call.service().update_tenant(&call.ctx, &change).await;
    Ok(call.answer(operation, answer, |found| json(StatusCode::OK, &tenant(&found))))
}

/// Spends a new tenant's one-time credential, presented as the bearer token, on its first
/// administrator. The token in the answer is shown this once.
#[utoipa::path(
    post, path = "/api/tenant/claim", operation_id = "claim_tenant", tag = "tenant",
    request_body = wire::ClaimRequest,
    responses(
        (status = 201, body = wire::ClientWithToken),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn claim_tenant(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ClaimTenant;
    let asked = sent::<wire::ClaimRequest>(&mut call).await;
    let claim = call.admit(Some((operation, ResourceType::TENANT_CREDENTIAL)), asked).await?;
    let answer = call.service().claim_tenant(&call.ctx, &claim.name).await;
    Ok(call.answer(operation, answer, |(client, token)| {
        let client = convert::client(call.ctx.caller.tenant, &client);
        let token = Some(token.expose().to_owned());
        json(StatusCode::CREATED, &wire::ClientWithToken { client, token })
    }))
}

fn tenant_change(body: wire::TenantChange) -> Result<TenantChange, ServiceError> {
    let role = |(role, required): (String, String)| {
        let role = role.parse().map_err(|error| ServiceError::BadRequest(format!("{error}")))?;
        Ok::<_, ServiceError>((role, required.parse()?))
    };
    let sign_in = body.sign_in.map(|rules| {
        Ok::<_, ServiceError>(SignInChange {
            required: rules.required.map(|required| required.parse()).transpose()?,
            roles: rules
                .roles
                .map(|roles| roles.into_iter().map(role).collect::<Result<_, _>>())
                .transpose()?,
            idle_minutes: rules.idle_minutes,
            session_hours: rules.session_hours,
        })
    });
    Ok(TenantChange { allowed_origins: body.allowed_origins, sign_in: sign_in.transpose()? })
}
