//! Those who belong to the caller's tenant.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use model::clock::format_instant;
use model::{Interface, Operation, ResourceType, UserId};
use service::{Member, MemberChange, ServiceError};

use super::{convert, json, no_parameters, page, sent};
use crate::Faces;
use crate::auth::session;
use crate::conditions::expected_version;
use crate::face::{Call, Reply};

const MEMBERSHIP: ResourceType = ResourceType::MEMBERSHIP;

/// Lists those who belong to the tenant, newest first.
#[utoipa::path(
    get, path = "/api/members", operation_id = "list_members", tag = "members",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::MemberList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_members(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListMembers;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(Some((operation, MEMBERSHIP)), asked).await?;
    let answer = call.service().list_members(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.iter().map(member).collect();
        json(StatusCode::OK, &wire::MemberList { items, next: page.next })
    }))
}

/// Shows somebody who belongs to the tenant.
#[utoipa::path(
    get, path = "/api/members/{user}", operation_id = "find_member", tag = "members",
    params(("user" = String, Path, description = "the user's id")),
    responses((status = 200, body = wire::Member), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_member(
    State(faces): State<Faces>,
    Path(user): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::FindMember;
    let asked = no_parameters(&call).and_then(|()| user_id(&user));
    let user = call.admit(Some((operation, MEMBERSHIP)), asked).await?;
    let answer = call.service().find_member(&call.ctx, user).await;
    Ok(call.answer(operation, answer, |found| shown(&found)))
}

/// Changes what a member may do, from their next request on. Nobody changes this of themselves.
#[utoipa::path(
    patch, path = "/api/members/{user}", operation_id = "update_member", tag = "members",
    params(
        ("user" = String, Path, description = "the user's id"),
        ("If-Match" = Option<String>, Header, description = "change only this version, `\"3\"`")
    ),
    request_body = wire::MemberChange,
    responses((status = 200, body = wire::Member), (status = "default", body = wire::Problem))
)]
pub(super) async fn update_member(
    State(faces): State<Faces>,
    Path(user): Path<String>,
    request: Request,
) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::UpdateMember;
    let body = sent::<wire::MemberChange>(&mut call).await;
    let asked = body.and_then(|body| {
        let roles = body.roles.as_deref().map(convert::roles).transpose()?;
        let change = MemberChange { roles, is_active: body.active };
        Ok((user_id(&user)?, change, expected_version(&call.parts.headers)?))
    });
    let (user, change, expected) = call.admit(Some((operation, MEMBERSHIP)), asked).await?;
    let answer = call.service().update_member(&call.ctx, user, change, expected).await;
    Ok(call.answer(operation, answer, |found| shown(&found)))
}

/// Takes a member out of the tenant: all that they have there ends at once. Nobody does this to themselves.
#[utoipa::path(
    delete, path = "/api/members/{user}", operation_id = "remove_member", tag = "members",
    params(("user" = String, Path, description = "the user's id")),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn remove_member(
    State(faces): State<Faces>,
    Path(user): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::RemoveMember;
    let asked = no_parameters(&call).and_then(|()| user_id(&user));
    let user = call.admit(Some((operation, MEMBERSHIP)), asked).await?;
    let answer = call.service().remove_member(&call.ctx, user).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

/// Lists a member's sessions in the tenant.
#[utoipa::path(
    get, path = "/api/members/{user}/sessions", operation_id = "list_member_sessions",
    tag = "members",
    params(
        ("user" = String, Path, description = "the user's id"),
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses((status = 200, body = wire::SessionList), (status = "default", body = wire::Problem))
)]
pub(super) async fn list_member_sessions(
    State(faces): State<Faces>,
    Path(user): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::ListMemberSessions;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let asked = asked.and_then(|page| Ok((user_id(&user)?, page)));
    let (user, page) = call.admit(Some((operation, MEMBERSHIP)), asked).await?;
    let answer = call.service().list_member_sessions(&call.ctx, user, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.iter().map(session).collect();
        json(StatusCode::OK, &wire::SessionList { items, next: page.next })
    }))
}

/// Ends all of a member's sessions in the tenant, at once and on every server.
#[utoipa::path(
    delete, path = "/api/members/{user}/sessions", operation_id = "end_member_sessions",
    tag = "members",
    params(("user" = String, Path, description = "the user's id")),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn end_member_sessions(
    State(faces): State<Faces>,
    Path(user): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::EndMemberSessions;
    let asked = no_parameters(&call).and_then(|()| user_id(&user));
    let user = call.admit(Some((operation, MEMBERSHIP)), asked).await?;
    let answer = call.service().end_member_sessions(&call.ctx, user).await;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

/// What cannot be an id belongs to nobody.
pub(super) fn user_id(text: &str) -> Result<UserId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}

fn shown(found: &Member) -> Response {
    json(StatusCode::OK, &member(found))
}

fn member(member: &Member) -> wire::Member {
    wire::Member {
        user: member.user.to_string(),
        name: member.name.clone(),
        email: member.email.clone(),
        roles: convert::role_names(member.roles),
        active: member.is_active,
        joined_at: format_instant(member.joined_at),
        version: member.version.0,
    }
}
