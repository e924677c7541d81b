//! One's own account.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use model::Operation;
use model::clock::format_instant;
use service::{Account, AccountChange, AccountEvent, PasswordChoice, ServiceError};

use super::passkeys::passkey;
use super::{API, message, user};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{erasures, json, no_parameters, page, sent};

/// Shows one's own account.
#[utoipa::path(
    get, path = "/auth/account", operation_id = "find_account", tag = "account",
    responses((status = 200, body = wire::Account), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_account(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(None, no_parameters(&call)).await?;
    let answer = call.service().find_account(&call.ctx).await;
    Ok(call.answer(Operation::FindAccount, answer, |account| shown(&account)))
}

/// Changes one's own name or language.
#[utoipa::path(
    patch, path = "/auth/account", operation_id = "update_account", tag = "account",
    request_body = wire::AccountChange,
    responses((status = 200, body = wire::Account), (status = "default", body = wire::Problem))
)]
pub(super) async fn update_account(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let body = sent::<wire::AccountChange>(&mut call).await;
    let body = call.admit(None, body).await?;
    let change = AccountChange { name: body.name, language: body.language };
    let answer = call.service().update_account(&call.ctx, &change).await;
    Ok(call.answer(Operation::UpdateAccount, answer, |account| shown(&account)))
}

/// Lists what has happened to one's own account, newest first: sign-ins, those that failed, and whatever changed of how one
/// signs in. What one does in a tenant is not in it.
#[utoipa::path(
    get, path = "/auth/account/events", operation_id = "list_account_events", tag = "account",
    params(
        ("count" = Option<usize>, Query, description = "entries a page, 1 to 500; 50 if not given"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before")
    ),
    responses(
        (status = 200, body = wire::AccountEventList),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn list_account_events(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    let operation = Operation::ListAccountEvents;
    let mut query = call.query();
    let asked = page(&mut query).and_then(|page| query.finish().map(|()| page));
    let page = call.admit(None, asked).await?;
    let answer = call.service().list_account_events(&call.ctx, &page).await;
    Ok(call.answer(operation, answer, |page| {
        let items = page.items.into_iter().map(account_event).collect();
        json(StatusCode::OK, &wire::AccountEventList { items, next: page.next })
    }))
}

fn account_event(event: AccountEvent) -> wire::AccountEvent {
    wire::AccountEvent {
        id: event.id.to_string(),
        at: format_instant(event.at),
        operation: event.operation,
        outcome: event.outcome,
        problem: event.problem,
        address: event.address,
        device: event.device,
        count: event.count,
    }
}

/// Erases oneself, as a person who signs in: name, address and whatever one signs in with go, out of backups too. One must
/// have shown who one is a short while ago, and administer no tenant. All sessions end. What one did in a tenant stays in
/// its log, under an id that nobody knows any more.
#[utoipa::path(
    delete, path = "/auth/account", operation_id = "delete_account", tag = "account",
    responses(
        (status = 200, body = wire::Erasure, description = "with the receipt"),
        (status = 202, body = wire::Erasure, description = "the receipt is to be had later"),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn delete_account(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(None, no_parameters(&call)).await?;
    let answer = call.service().delete_account(&call.ctx).await;
    Ok(call.answer(Operation::DeleteAccount, answer, |erasure| {
        let status = if erasure.receipt.is_some() { StatusCode::OK } else { StatusCode::ACCEPTED };
        json(status, &erasures::shown(erasure))
    }))
}

/// Shows the erasure of somebody who had an account, with a receipt that speaks as of now. Whoever knows its id may.
#[utoipa::path(
    get, path = "/auth/erasures/{id}", operation_id = "find_account_erasure", tag = "account",
    security(()),
    params(("id" = String, Path, description = "the erasure's id")),
    responses((status = 200, body = wire::Erasure), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_account_erasure(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::visit(&faces, request).await?;
    let asked = no_parameters(&call).and_then(|()| id.parse().map_err(|_| ServiceError::NotFound));
    let id = call.admit(None, asked).await?;
    let answer = call.service().find_account_erasure(&call.ctx, id).await;
    Ok(call.answer(Operation::FindAccountErasure, answer, |erasure| {
        json(StatusCode::OK, &erasures::shown(erasure))
    }))
}

/// Puts another password in the place of one's own. One must have shown who one is a short while ago; all other
/// sessions end.
#[utoipa::path(
    put, path = "/auth/account/password", operation_id = "change_password", tag = "account",
    request_body = wire::NewPassword,
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn change_password(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let asked = sent::<wire::NewPassword>(&mut call).await.and_then(choice);
    let choice = call.admit(None, asked).await?;
    let answer = call.service().change_password(&call.ctx, &choice).await;
    Ok(call.answer(Operation::ChangePassword, answer, |()| done()))
}

/// Draws a secret for codes of the moment. It is a factor once a code was shown that was made with it.
#[utoipa::path(
    post, path = "/auth/account/totp", operation_id = "create_totp", tag = "account",
    responses((status = 201, body = wire::NewTotp), (status = "default", body = wire::Problem))
)]
pub(super) async fn create_totp(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(None, no_parameters(&call)).await?;
    let answer = call.service().create_totp(&call.ctx).await;
    Ok(call.answer(Operation::CreateTotp, answer, |new| {
        let (secret, uri) = (new.secret.to_string(), new.uri.to_string());
        json(StatusCode::CREATED, &wire::NewTotp { secret, uri })
    }))
}

/// Shows a code that was made with the secret. All other sessions end.
#[utoipa::path(
    post, path = "/auth/account/totp/confirmation", operation_id = "confirm_totp", tag = "account",
    request_body = wire::TotpConfirmation,
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn confirm_totp(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let body = sent::<wire::TotpConfirmation>(&mut call).await;
    let code = call.admit(None, body).await?.code;
    let answer = call.service().confirm_totp(&call.ctx, &code).await;
    Ok(call.answer(Operation::ConfirmTotp, answer, |()| done()))
}

/// Removes the secret, and the recovery codes with it. All other sessions end.
#[utoipa::path(
    delete, path = "/auth/account/totp", operation_id = "delete_totp", tag = "account",
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn delete_totp(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(None, no_parameters(&call)).await?;
    let answer = call.service().delete_totp(&call.ctx).await;
    Ok(call.answer(Operation::DeleteTotp, answer, |()| done()))
}

/// Draws codes for when other factors are lost. Those before are good no more; all other sessions end.
#[utoipa::path(
    post, path = "/auth/account/recovery-codes", operation_id = "create_recovery_codes",
    tag = "account",
    responses(
        (status = 201, body = wire::RecoveryCodes),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn create_recovery_codes(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(None, no_parameters(&call)).await?;
    let answer = call.service().create_recovery_codes(&call.ctx).await;
    Ok(call.answer(Operation::CreateRecoveryCodes, answer, |codes| {
        let codes = codes.iter().map(|code| code.to_string()).collect();
        json(StatusCode::CREATED, &wire::RecoveryCodes { codes })
    }))
}

/// A password that was chosen.
pub(super) fn choice(body: wire::NewPassword) -> Result<PasswordChoice, ServiceError> {
    let record = message(&body.registration_record)?;
    Ok(PasswordChoice { registration: body.registration, record })
}

fn shown(account: &Account) -> Response {
    json(
        StatusCode::OK,
        &wire::Account {
            user: user(&account.user),
            has_password: account.has_password,
            has_totp: account.has_totp,
            recovery_codes: account.recovery_codes,
            passkeys: account.passkeys.iter().map(passkey).collect(),
        },
    )
}

fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
