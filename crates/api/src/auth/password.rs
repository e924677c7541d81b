//! Passwords by OPAQUE (RFC 9807): the server sees neither the password nor anything that it follows from.

use axum::extract::{Request, State};
use http::StatusCode;
use model::Operation;
use service::Address;

use super::{message, message_text, sign_in};
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, sent};

/// Begins to make a password known. Anybody may ask; the answer is of use to who is let in for another reason.
#[utoipa::path(
    post, path = "/auth/password/registration", operation_id = "begin_password_registration",
    tag = "sign-in", security(()), request_body = wire::PasswordRegistrationRequest,
    responses(
        (status = 200, body = wire::PasswordRegistration),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn begin_password_registration(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::PasswordRegistrationRequest>(&mut call).await;
    let request = call.admit(None, body.and_then(|it| message(&it.registration_request))).await?;
    let from = call.ctx.caller.address;
    let offer = call.service().begin_password_registration(from, &request).await;
    Ok(call.answer_visitor(Operation::BeginPasswordRegistration, offer, |offer| {
        json(
            StatusCode::OK,
            &wire::PasswordRegistration {
                registration: offer.registration,
                registration_response: message_text(&offer.response),
            },
        )
    }))
}

/// Begins to sign in with a password. An address that nobody has gets an answer like any other.
#[utoipa::path(
    post, path = "/auth/password/begin", operation_id = "begin_password_sign_in", tag = "sign-in",
    security(()), request_body = wire::PasswordSignInRequest,
    responses(
        (status = 200, body = wire::PasswordChallenge),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn begin_password_sign_in(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::PasswordSignInRequest>(&mut call).await;
    let asked =
        body.and_then(|body| Ok((Address::parse(&body.email)?, message(&body.login_request)?)));
    let (address, request) = call.admit(None, asked).await?;
    let challenge = call.service().begin_password_sign_in(&call.ctx, &address, &request).await;
    Ok(call.answer_visitor(Operation::BeginPasswordSignIn, challenge, |challenge| {
        json(
            StatusCode::OK,
            &wire::PasswordChallenge {
                sign_in: challenge.sign_in,
                login_response: message_text(&challenge.response),
            },
        )
    }))
}

/// Shows that one knows the password. Who does not hears the same as who is not known.
#[utoipa::path(
    post, path = "/auth/password/finish", operation_id = "finish_password_sign_in", tag = "sign-in",
    security(()), request_body = wire::PasswordProof,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn finish_password_sign_in(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::PasswordProof>(&mut call).await;
    let asked = body.and_then(|body| Ok((message(&body.login_finish)?, body.sign_in)));
    let (finalization, ticket) = call.admit(None, asked).await?;
    let answer = call.service().finish_password_sign_in(&call.ctx, &ticket, &finalization).await;
    let operation = Operation::FinishPasswordSignIn;
    Ok(call.answer(operation, answer, |state| json(StatusCode::OK, &sign_in(state))))
}
