//! People who become known.

use axum::extract::{Request, State};
use http::StatusCode;
use model::{Operation, ResourceType};
use service::{Address, Claimant, ServiceError};

use super::API;
use super::account::choice;
use crate::Faces;
use crate::face::{Call, Reply};
use crate::platform::{json, sent};

/// Spends a new tenant's one-time credential, presented as the bearer token, on a person as its first administrator.
#[utoipa::path(
    post, path = "/auth/administrator", operation_id = "register_administrator", tag = "sign-in",
    request_body = wire::AdministratorRegistration,
    responses(
        (status = 201, body = wire::RegisteredAdministrator),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn register_administrator(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, API).await?;
    let operation = Operation::RegisterAdministrator;
    let asked = sent::<wire::AdministratorRegistration>(&mut call).await.and_then(claimant);
    let kind = ResourceType::TENANT_CREDENTIAL;
    let claimant = call.admit(Some((operation, kind)), asked).await?;
    let answer = call.service().register_administrator(&call.ctx, &claimant).await;
    let tenant = call.ctx.caller.tenant.to_string();
    Ok(call.answer(operation, answer, |user| {
        let user = user.to_string();
        json(StatusCode::CREATED, &wire::RegisteredAdministrator { user, tenant })
    }))
}

fn claimant(body: wire::AdministratorRegistration) -> Result<Claimant, ServiceError> {
    let wire::AdministratorRegistration { sign_in, name, email, language, password } = body;
    match (sign_in, name, email, password) {
        (Some(sign_in), None, None, None) => Ok(Claimant::Known { sign_in }),
        (None, Some(name), Some(email), Some(password)) => Ok(Claimant::New {
            name,
            email: Address::parse(&email)?,
            language: language.unwrap_or_else(|| "en".to_owned()),
            password: choice(password)?,
        }),
        _ => Err(ServiceError::BadRequest(
            "send either sign_in, or name, email and password".to_owned(),
        )),
    }
}
