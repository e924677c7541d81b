//! One's own account.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use model::{Operation, ResourceType};
use service::{Account, AccountChange, PasswordChoice, ServiceError};

use super::passkeys::passkey;
use super::{API, message, user};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, no_parameters, sent};

/// What a request is turned away for that no operation of the directory has taken.
const REFUSED: Option<(Operation, ResourceType)> = None;

/// Shows one's own account.
#[utoipa::path(
    get, path = "/auth/account", operation_id = "find_account", tag = "account",
    responses((status = 200, body = wire::Account), (status = "default", body = wire::Problem))
)]
pub(super) async fn find_account(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(REFUSED, no_parameters(&call)).await?;
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
    let body = call.admit(REFUSED, body).await?;
    let change = AccountChange { name: body.name, language: body.language };
    let answer = call.service().update_account(&call.ctx, &change).await;
    Ok(call.answer(Operation::UpdateAccount, answer, |account| shown(&account)))
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
    let choice = call.admit(REFUSED, asked).await?;
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
    call.admit(REFUSED, no_parameters(&call)).await?;
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
    let code = call.admit(REFUSED, body).await?.code;
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
    call.admit(REFUSED, no_parameters(&call)).await?;
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
    call.admit(REFUSED, no_parameters(&call)).await?;
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
