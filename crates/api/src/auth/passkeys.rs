//! Passkeys (`WebAuthn` 3), with the options and answers that browsers give and take as JSON.

use axum::extract::{Path, Request, State};
use axum::response::IntoResponse;
use http::StatusCode;
use model::Operation;
use model::clock::format_instant;
use serde_json::Value;
use service::{NewPasskey, PasskeyView, ServiceError};

use super::{API, sign_in};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, no_parameters, sent};

/// Begins to sign in with a passkey. Without a ticket it is the only factor, and the device says who it speaks for.
#[utoipa::path(
    post, path = "/auth/passkey/begin", operation_id = "begin_passkey_sign_in", tag = "sign-in",
    security(()), request_body = wire::PasskeySignInRequest,
    responses(
        (status = 200, body = wire::PasskeyChallenge),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn begin_passkey_sign_in(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::PasskeySignInRequest>(&mut call).await;
    let ticket = call.admit(None, body).await?.sign_in;
    let from = call.ctx.caller.address;
    let begun = call.service().begin_passkey_sign_in(from, ticket.as_deref()).await;
    let begun = begun.and_then(|begun| Ok((options(&begun.options)?, begun.challenge)));
    Ok(call.answer_visitor(Operation::BeginPasskeySignIn, begun, |(options, challenge)| {
        json(StatusCode::OK, &wire::PasskeyChallenge { challenge, options })
    }))
}

/// Shows that one has a passkey.
#[utoipa::path(
    post, path = "/auth/passkey/finish", operation_id = "finish_passkey_sign_in", tag = "sign-in",
    security(()), request_body = wire::PasskeyProof,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn finish_passkey_sign_in(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::PasskeyProof>(&mut call).await;
    let proof = call.admit(None, body).await?;
    let answer = proof.answer.to_string();
    let answer = call.service().finish_passkey_sign_in(&call.ctx, &proof.challenge, &answer).await;
    let operation = Operation::FinishPasskeySignIn;
    Ok(call.answer(operation, answer, |state| json(StatusCode::OK, &sign_in(state))))
}

/// Begins to make a passkey. One must have shown who one is a short while ago.
#[utoipa::path(
    post, path = "/auth/account/passkeys/begin", operation_id = "begin_passkey_registration",
    tag = "account",
    responses(
        (status = 200, body = wire::PasskeyRegistration),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn begin_passkey_registration(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(None, no_parameters(&call)).await?;
    let answer = call.service().begin_passkey_registration(&call.ctx).await;
    Ok(call.answer(Operation::BeginPasskeyRegistration, answer, |offer| {
        let options = options(&offer.options).unwrap_or_default();
        let registration = offer.registration;
        json(StatusCode::OK, &wire::PasskeyRegistration { registration, options })
    }))
}

/// Takes a passkey that a device has made. All other sessions end.
#[utoipa::path(
    post, path = "/auth/account/passkeys", operation_id = "create_passkey", tag = "account",
    request_body = wire::NewPasskey,
    responses((status = 201, body = wire::Passkey), (status = "default", body = wire::Problem))
)]
pub(super) async fn create_passkey(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let body = sent::<wire::NewPasskey>(&mut call).await;
    let body = call.admit(None, body).await?;
    let wire::NewPasskey { registration, name, answer } = body;
    let new = NewPasskey { registration, name, answer: answer.to_string() };
    let answer = call.service().create_passkey(&call.ctx, &new).await;
    let operation = Operation::CreatePasskey;
    Ok(call.answer(operation, answer, |made| json(StatusCode::CREATED, &passkey(&made))))
}

/// Removes a passkey. All other sessions end.
#[utoipa::path(
    delete, path = "/auth/account/passkeys/{id}", operation_id = "delete_passkey", tag = "account",
    params(("id" = String, Path, description = "the passkey's id")),
    responses((status = 204), (status = "default", body = wire::Problem))
)]
pub(super) async fn delete_passkey(
    State(faces): State<Faces>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let call = Call::begin(&faces, request, API).await?;
    call.admit(None, no_parameters(&call)).await?;
    let answer = call.service().delete_passkey(&call.ctx, &id).await;
    let operation = Operation::DeletePasskey;
    Ok(call.answer(operation, answer, |()| StatusCode::NO_CONTENT.into_response()))
}

/// A passkey as it travels.
pub(super) fn passkey(passkey: &PasskeyView) -> wire::Passkey {
    wire::Passkey {
        id: passkey.id.clone(),
        name: passkey.name.clone(),
        created_at: format_instant(passkey.created_at),
        copied: passkey.is_copied,
    }
}

pub(super) fn options(text: &str) -> Result<Value, ServiceError> {
    serde_json::from_str(text).map_err(|_| ServiceError::Integrity)
}
