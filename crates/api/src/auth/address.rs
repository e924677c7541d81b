//! Other addresses: asked for by who has signed in, confirmed by mail at both of them.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use model::Operation;
use service::{Address, AddressChangeState};

use super::API;
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, sent};

/// Where the console takes a confirmation; what the link carries follows. It stands behind `#`, and so reaches no server
/// and no log.
const PAGE: &str = "/#/address/";

/// Asks for another address. The one of before is written to first, and once that has confirmed it the new one; nothing
/// changes before both have. One must have shown who one is a short while ago.
#[utoipa::path(
    post, path = "/auth/account/address", operation_id = "begin_address_change", tag = "account",
    request_body = wire::AddressChangeRequest,
    responses((status = 202, body = wire::AddressChange), (status = "default", body = wire::Problem))
)]
pub(super) async fn begin_address_change(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let body = sent::<wire::AddressChangeRequest>(&mut call).await;
    let asked = body.and_then(|body| Address::parse(&body.email));
    let email = call.admit(None, asked).await?;
    let page = format!("{}{PAGE}", call.public_url());
    let answer = call.service().begin_address_change(&call.ctx, &email, &page).await;
    Ok(call
        .answer(Operation::BeginAddressChange, answer, |state| shown(StatusCode::ACCEPTED, state)))
}

/// Confirms a change of an address by what the link carries that was written to one of them.
#[utoipa::path(
    post, path = "/auth/address", operation_id = "confirm_address_change", tag = "account",
    security(()),
    request_body = wire::AddressConfirmation,
    responses((status = 200, body = wire::AddressChange), (status = "default", body = wire::Problem))
)]
pub(super) async fn confirm_address_change(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::visit(&faces, request).await?;
    let body = sent::<wire::AddressConfirmation>(&mut call).await;
    let body = call.admit(None, body).await?;
    let page = format!("{}{PAGE}", call.public_url());
    let answer = call.service().confirm_address_change(&call.ctx, &body.confirmation, &page).await;
    Ok(call.answer(Operation::ConfirmAddressChange, answer, |state| shown(StatusCode::OK, state)))
}

fn shown(status: StatusCode, state: AddressChangeState) -> Response {
    json(status, &wire::AddressChange { state: state.name().to_owned() })
}
