//! Second factors on the way in.

use axum::extract::{Request, State};
use http::StatusCode;
use model::Operation;

use super::sign_in;
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, sent};

/// Shows a code of the moment (TOTP, RFC 6238). Each is taken once.
#[utoipa::path(
    post, path = "/auth/totp", operation_id = "verify_totp", tag = "sign-in", security(()),
    request_body = wire::CodeProof,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn verify_totp(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::CodeProof>(&mut call).await;
    let proof = call.admit(None, body).await?;
    let answer = call.service().verify_totp(&call.ctx, &proof.sign_in, &proof.code).await;
    Ok(call.answer(Operation::VerifyTotp, answer, |state| json(StatusCode::OK, &sign_in(state))))
}

/// Shows a code that was kept for when other factors are lost. Each is good once.
#[utoipa::path(
    post, path = "/auth/recovery-code", operation_id = "verify_recovery_code", tag = "sign-in",
    security(()), request_body = wire::CodeProof,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn verify_recovery_code(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::CodeProof>(&mut call).await;
    let proof = call.admit(None, body).await?;
    let answer = call.service().verify_recovery_code(&call.ctx, &proof.sign_in, &proof.code).await;
    let operation = Operation::VerifyRecoveryCode;
    Ok(call.answer(operation, answer, |state| json(StatusCode::OK, &sign_in(state))))
}
