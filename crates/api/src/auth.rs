//! `/auth`: the way in, sessions, and people's own accounts. A part of the platform API, described by the same
//! document.

mod account;
mod address;
mod cookie;
mod enrolment;
mod invitation;
mod passkeys;
mod password;
mod recovery;
mod registration;
mod second_factors;
mod sessions;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::clock::format_instant;
use model::{Interface, TenantId};
use service::{Factor, ServiceError, SignInState};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use cookie::{
    NAME as SESSION_COOKIE, hinting as hinting_session, is_unhinted as is_unhinted_session,
    keeping as keeping_session, secret as session_secret,
};
pub(crate) use sessions::session;

use crate::Faces;

const API: Interface = Interface::Api;
/// How long the text of a message of OPAQUE may be.
const MESSAGE_CHARACTERS_MAX: usize = 512;

/// The routes with their descriptions.
pub(crate) fn router() -> OpenApiRouter<Faces> {
    OpenApiRouter::new()
        .routes(routes!(password::begin_password_registration))
        .routes(routes!(password::begin_password_sign_in))
        .routes(routes!(password::finish_password_sign_in))
        .routes(routes!(second_factors::verify_totp))
        .routes(routes!(second_factors::verify_recovery_code))
        .routes(routes!(passkeys::begin_passkey_sign_in))
        .routes(routes!(passkeys::finish_passkey_sign_in))
        .routes(routes!(sessions::list_own_tenants, sessions::list_account_tenants))
        .routes(routes!(
            sessions::create_session,
            sessions::list_sessions,
            sessions::end_other_sessions
        ))
        .routes(routes!(sessions::end_own_session))
        .routes(routes!(sessions::find_session, sessions::end_session))
        .routes(routes!(sessions::switch_session))
        .routes(routes!(sessions::step_up_session))
        .routes(routes!(account::find_account, account::update_account, account::delete_account))
        .routes(routes!(account::list_account_events))
        .routes(routes!(account::find_account_erasure))
        .routes(routes!(account::change_password))
        .routes(routes!(address::begin_address_change))
        .routes(routes!(address::confirm_address_change))
        .routes(routes!(recovery::begin_recovery))
        .routes(routes!(recovery::finish_recovery))
        .routes(routes!(recovery::reset_password))
        .routes(routes!(enrolment::begin_totp_enrolment))
        .routes(routes!(enrolment::finish_totp_enrolment))
        .routes(routes!(enrolment::begin_passkey_enrolment))
        .routes(routes!(enrolment::finish_passkey_enrolment))
        .routes(routes!(account::create_totp, account::delete_totp))
        .routes(routes!(account::confirm_totp))
        .routes(routes!(account::create_recovery_codes))
        .routes(routes!(passkeys::begin_passkey_registration))
        .routes(routes!(passkeys::create_passkey))
        .routes(routes!(passkeys::delete_passkey))
        .routes(routes!(registration::register_administrator))
        .routes(routes!(invitation::find_own_invitation, invitation::accept_invitation))
}

/// A message of OPAQUE out of its text.
fn message(text: &str) -> Result<Vec<u8>, ServiceError> {
    let decoded = Some(text).filter(|text| text.len() <= MESSAGE_CHARACTERS_MAX);
    let decoded = decoded.and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    let detail = "messages of OPAQUE are base64url without padding";
    decoded.ok_or_else(|| ServiceError::BadRequest(detail.to_owned()))
}

/// The text of a message of OPAQUE.
fn message_text(message: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(message)
}

/// How far somebody has come, as it travels.
fn sign_in(state: SignInState) -> wire::SignInProgress {
    wire::SignInProgress {
        sign_in: state.ticket,
        factors: factors(&state.factors),
        second_factors: factors(&state.second_factors),
    }
}

fn factors(factors: &[Factor]) -> Vec<String> {
    factors.iter().map(|factor| factor.name().to_owned()).collect()
}

/// What cannot be the id of a tenant belongs to nothing.
fn tenant_id(text: &str) -> Result<TenantId, ServiceError> {
    text.parse().map_err(|_| ServiceError::NotFound)
}

/// A person as they travel.
fn user(user: &service::User) -> wire::User {
    wire::User {
        id: user.id.to_string(),
        name: user.name.clone(),
        email: user.email.as_str().to_owned(),
        language: user.language.tag().to_owned(),
        created_at: format_instant(user.created_at),
    }
}
