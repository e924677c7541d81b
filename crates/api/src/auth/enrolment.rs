//! Setting up a second factor on the way in, by whoever needs one to come in anywhere.

use axum::extract::{Request, State};
use http::StatusCode;
use model::Operation;
use service::NewPasskey;

use super::passkeys::options;
use super::sign_in;
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, sent};

/// Draws a secret for codes of the moment, for whoever has a ticket that was given with a password: by an invitation, or
/// by a recovery. Whoever has a second factor has to have shown one with it.
#[utoipa::path(
    post, path = "/auth/enrolment/totp", operation_id = "begin_totp_enrolment", tag = "enrolment",
    security(()),
    request_body = wire::Ticket,
    responses((status = 201, body = wire::TotpEnrolment), (status = "default", body = wire::Problem))
)]
pub(super) async fn begin_totp_enrolment(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::Ticket>(&mut call).await;
    let body = call.admit(None, body).await?;
    let answer = call.service().begin_totp_enrolment(&call.ctx, &body.sign_in).await;
    Ok(call.answer(Operation::BeginTotpEnrolment, answer, |(new, state)| {
        let (secret, uri) = (new.secret.to_string(), new.uri.to_string());
        let new = wire::TotpEnrolment { secret, uri, sign_in: state.ticket };
        json(StatusCode::CREATED, &new)
    }))
}

/// Shows a code that was made with the secret. It is a factor from then on, and was shown: the ticket leads in.
#[utoipa::path(
    post, path = "/auth/enrolment/totp/confirmation", operation_id = "finish_totp_enrolment",
    tag = "enrolment", security(()),
    request_body = wire::CodeProof,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn finish_totp_enrolment(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::CodeProof>(&mut call).await;
    let body = call.admit(None, body).await?;
    let (service, ticket) = (call.service(), &body.sign_in);
    let answer = service.finish_totp_enrolment(&call.ctx, ticket, &body.code).await;
    let operation = Operation::FinishTotpEnrolment;
    Ok(call.answer(operation, answer, |state| json(StatusCode::OK, &sign_in(state))))
}

/// Gives a device what it makes a passkey with, for whoever has such a ticket.
#[utoipa::path(
    post, path = "/auth/enrolment/passkey/begin", operation_id = "begin_passkey_enrolment",
    tag = "enrolment", security(()),
    request_body = wire::Ticket,
    responses(
        (status = 200, body = wire::PasskeyRegistration),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn begin_passkey_enrolment(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::Ticket>(&mut call).await;
    let body = call.admit(None, body).await?;
    let answer = call.service().begin_passkey_enrolment(&call.ctx, &body.sign_in).await;
    Ok(call.answer(Operation::BeginPasskeyEnrolment, answer, |offer| {
        let options = options(&offer.options).unwrap_or_default();
        let registration = offer.registration;
        json(StatusCode::OK, &wire::PasskeyRegistration { registration, options })
    }))
}

/// Takes a passkey that a device has made. It is a factor from then on, and has yet to be shown with the ticket.
#[utoipa::path(
    post, path = "/auth/enrolment/passkey", operation_id = "finish_passkey_enrolment",
    tag = "enrolment", security(()),
    request_body = wire::PasskeyEnrolment,
    responses((status = 200, body = wire::SignInProgress), (status = "default", body = wire::Problem))
)]
pub(super) async fn finish_passkey_enrolment(
    State(faces): State<Faces>,
    request: Request,
) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::PasskeyEnrolment>(&mut call).await;
    let body = call.admit(None, body).await?;
    let wire::PasskeyEnrolment { sign_in: ticket, registration, name, answer } = body;
    let new = NewPasskey { registration, name, answer: answer.to_string() };
    let answer = call.service().finish_passkey_enrolment(&call.ctx, &ticket, &new).await;
    let operation = Operation::FinishPasskeyEnrolment;
    Ok(call.answer(operation, answer, |state| json(StatusCode::OK, &sign_in(state))))
}
