//! Invitations to the caller's tenant.

use axum::extract::{Path, Request, State};
use axum::response::IntoResponse;
use http::StatusCode;
use model::clock::format_instant;
use model::{Interface, Operation, ResourceId, ResourceType};
use service::{Address, CreatedInvitation, Invitation, NewInvitation, ServiceError};

use super::members::user_id;
use super::{convert, json, no_parameters, page, sent};
use crate::Faces;
use crate::face::{Call, Reply};

const INVITATION: ResourceType = ResourceType::INVITATION;
/// Where the console takes an invitation; the token follows. What stands behind `#` reaches no server and no log.
const PAGE: &str = "/#/invitation/";

/// Invites somebody to the tenant by mail. One of before is good no more. It is good for seven days, and once.
#[utoipa::path(
    post, path = "/api/invitations", operation_id = "create_invitation", tag = "invitations",
    request_body = wire::NewInvitation,
    responses(
        (status = 201, body = wire::CreatedInvitation),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn create_invitation(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::CreateInvitation;
    let body = sent::<wire::NewInvitation>(&mut call).await;
    let asked = body.and_then(|body| {
        Ok(NewInvitation {
            email: Address::parse(&body.email)?,
            roles: convert::roles(&body.roles)?,
            patient: body.patient.as_deref().map(patient).transpose()?,
            language: body.language.unwrap_or_else(|| "en".to_owned()),
        })
    });
    let new = call.admit(Some((operation, INVITATION)), asked).await?;
    let page = format!("{}{PAGE}", call.public_url());
    let answer = call.service().create_invitation(&call.ctx, &new, &page).await;
    Ok(call.answer(operation, answer, |created| {
        let CreatedInvitation { invitation: made, token } = created;
        let link = token.map(|token| format!("{page}{}", token.expose()));
        let created = wire::CreatedInvitation { invitation: invitation(&made), link };
        json(StatusCode::CREATED, &created)
    }))
}

/// Lists who was invited and has not joined yet, newest first.
#[utoipa::path(
    get, path = "/api/invitations", operation_id = "list_invitations", tag = "invitations",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::InvitationList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_invitations(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListInvitations;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, INVITATION)), asked).await?;
    let answer = call.service().list_invitations(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.iter().map(invitation).collect();
        json(StatusCode::OK, &wire::InvitationList { items, next: page.next })
    }))
}

/// Takes an invitation back: its link is good no more.
#[utoipa::path(
    delete, path = "/api/invitations/{user}", operation_id = "delete_invitation",
    tag = "invitations",
    params(("user" = String, Path, description = "the id of who was invited")),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn delete_invitation(
    State(faces): State<Faces>,
    Path(user): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::DeleteInvitation;
    let asked = no_parameters(&call).and_then(|()| user_id(&user));
    let user = call.admit(Some((operation, INVITATION)), asked).await?;
    let answer = call.service().delete_invitation(&call.ctx, user).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

fn patient(id: &str) -> Result<ResourceId, ServiceError> {
    id.parse().map_err(|_| ServiceError::BadRequest("patient is the id of a Patient".to_owned()))
}

fn invitation(invitation: &Invitation) -> wire::Invitation {
    wire::Invitation {
        user: invitation.user.to_string(),
        email: invitation.email.clone(),
        roles: convert::role_names(invitation.roles),
        invited_at: format_instant(invitation.invited_at),
        expires_at: format_instant(invitation.expires_at),
        expired: invitation.has_expired,
    }
}
