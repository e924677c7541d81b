//! Invitations as who is invited sees and accepts them. What the link carries is the bearer token.

use axum::extract::{Request, State};
use http::StatusCode;
use model::clock::format_instant;
use model::{Operation, ResourceType};
use service::{Acceptance, ServiceError};

use super::API;
use super::account::choice;
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{convert, json, no_parameters, sent};

const INVITATION: ResourceType = ResourceType::INVITATION;

/// Shows the invitation whose link carries the bearer token.
#[utoipa::path(
    get, path = "/auth/invitation", operation_id = "find_own_invitation", tag = "sign-in",
    responses((status = 200, body = wire::OwnInvitation), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_own_invitation(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::FindOwnInvitation;
    call.admit(Some((operation, INVITATION)), no_parameters(&call)).await?;
    let answer = call.service().find_own_invitation(&call.ctx).await;
    Ok(call.answer(operation, answer, |own| {
        json(
            StatusCode::OK,
            &wire::OwnInvitation {
                tenant: own.tenant.to_string(),
                tenant_name: own.name,
                email: own.email,
                roles: convert::role_names(own.roles),
                expires_at: format_instant(own.expires_at),
                known: own.is_known,
                required: own.required.name().to_owned(),
            },
        )
    }))
}

/// Joins the tenant, as somebody who gets a name and a password by it, or with the ticket of a sign-in as somebody who has
/// them. An account that somebody signs in to already is not got into by an invitation.
#[utoipa::path(
    post, path = "/auth/invitation", operation_id = "accept_invitation", tag = "sign-in",
    request_body = wire::InvitationAcceptance,
    responses(
        (status = 201, body = wire::AcceptedInvitation),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn accept_invitation(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let operation = Operation::AcceptInvitation;
    let asked = sent::<wire::InvitationAcceptance>(&mut call).await.and_then(acceptance);
    let acceptance = call.admit(Some((operation, INVITATION)), asked).await?;
    let answer = call.service().accept_invitation(&call.ctx, &acceptance).await;
    let tenant = call.ctx.caller.tenant.to_string();
    Ok(call.answer(operation, answer, |accepted| {
        let (user, sign_in) = (accepted.user.to_string(), accepted.enrolment);
        json(StatusCode::CREATED, &wire::AcceptedInvitation { user, tenant, sign_in })
    }))
}

fn acceptance(body: wire::InvitationAcceptance) -> Result<Acceptance, ServiceError> {
    let wire::InvitationAcceptance { sign_in, name, language, password } = body;
    match (sign_in, name, password) {
        (Some(sign_in), None, None) if language.is_none() => Ok(Acceptance::Known { sign_in }),
        (None, Some(name), Some(password)) => {
            Ok(Acceptance::New { name, language, password: choice(password)? })
        }
        _ => Err(ServiceError::BadRequest("send either sign_in, or name and password".to_owned())),
    }
}
