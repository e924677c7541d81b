//! Ways back in by mail.

use axum::extract::{Request, State};
use axum::response::IntoResponse;
use http::StatusCode;
use model::Operation;
use service::{Address, PasswordChoice};

use super::{message, sign_in};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, sent};

/// Where the console goes on; what the link carries follows. It stands behind `#`, and so reaches no server and no log.
const PAGE: &str = "/#/recovery/";

/// Writes to an address, if somebody signs in with it, a link to another password. The answer is the same if nobody does.
#[utoipa::path(
    post, path = "/auth/recovery", operation_id = "begin_recovery", tag = "recovery", security(()),
    request_body = wire::RecoveryRequest,
    responses((status = 202), (status = "default", body = wire::Problem))
)]
pub(super) async fn begin_recovery(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::RecoveryRequest>(&mut call).await;
    let asked = body.and_then(|body| Address::parse(&body.email));
    let address = call.admit(None, asked).await?;
    let page = format!("{}{PAGE}", call.public_url());
    let answer = call.service().begin_recovery(&call.ctx, &address, &page).await;
    call.admit(None, answer).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Takes what the link carries, once. Whoever has a second factor shows it next, as on the way in; the ticket leads to
/// another password, and to nothing else.
#[utoipa::path(
    post, path = "/auth/recovery/finish", operation_id = "finish_recovery", tag = "recovery",
    security(()),
    request_body = wire::RecoveryProof,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn finish_recovery(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::RecoveryProof>(&mut call).await;
    let body = call.admit(None, body).await?;
    let answer = call.service().finish_recovery(&call.ctx, &body.recovery).await;
    Ok(call
        .answer(Operation::FinishRecovery, answer, |state| json(StatusCode::OK, &sign_in(state))))
}

/// Puts another password in the place of the one that was forgotten. All sessions end. The ticket that it gives sets up a
/// second factor (`/auth/enrolment/…`), if a tenant wants one, and lets nobody in.
#[utoipa::path(
    put, path = "/auth/recovery/password", operation_id = "reset_password", tag = "recovery",
    security(()),
    request_body = wire::PasswordReset,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn reset_password(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::PasswordReset>(&mut call).await;
    let asked = body.and_then(|body| {
        let record = message(&body.registration_record)?;
        Ok((body.sign_in, PasswordChoice { registration: body.registration, record }))
    });
    let (ticket, choice) = call.admit(None, asked).await?;
    let answer = call.service().reset_password(&call.ctx, &ticket, &choice).await;
    Ok(call.answer(Operation::ResetPassword, answer, |state| json(StatusCode::OK, &sign_in(state))))
}
