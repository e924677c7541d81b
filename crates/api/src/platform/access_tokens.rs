//! `/oauth/token`: access tokens for machines that sign with keys of their own (RFC 6749, SMART App Launch
//! 2, Backend Services).

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use http::request::Parts;
use model::{Interface, Operation};
use service::ServiceError;

use super::json;
use crate::answer::respond;
use crate::authenticate::address;
use crate::body::{self, media_type};
use crate::face::place_of;
use crate::query::Query;
use crate::{Faces, TOKEN_PATH};

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What is asked for.
struct Asked {
    assertion: String,
    scope: String,
    names: Vec<String>,
}

/// Why there is no token: the code of RFC 6749, section 5.2, and words.
struct Refusal(StatusCode, &'static str, &'static str);

/// Gives a client that signs with a key of its own an access token for five minutes.
#[utoipa::path(
    post, path = "/oauth/token", operation_id = "create_access_token", tag = "clients",
    request_body(
        content = String, content_type = "application/x-www-form-urlencoded",
        description = "`grant_type=client_credentials`, `client_assertion_type` as RFC 7523 has it, \
                       `client_assertion`, a JWT signed with RS384 or ES384, and `scope`"
    ),
    responses(
        (status = 200, body = wire::AccessToken),
        (status = "default", body = wire::AccessTokenError)
    ),
    security(())
)]
pub(super) async fn create_access_token(State(faces): State<Faces>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let _place = match place_of(&faces, &parts).await {
        Ok(place) => place,
        Err(error) => return of_error(&error).response(),
    };
    let asked = match read(&parts, body).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal.response(),
    };
    let service = faces.service();
    let audience = format!("{}{TOKEN_PATH}", faces.public_url());
    let from = (Interface::Api, address(&parts));
    let (caller, assertion) =
        match service.authenticate_assertion(&asked.assertion, &audience, from).await {
            Ok(known) => known,
            Err(error) => {
                if matches!(error, ServiceError::Unauthenticated) {
                    service.refuse_anonymous();
                }
                return of_error(&error).response();
            }
        };
    let ctx = service.context(caller, asked.names);
    let answer = service.create_access_token(&ctx, &assertion, &asked.scope).await;
    respond(
        Operation::CreateAccessToken,
        answer,
        |given| {
            let token = wire::AccessToken {
                access_token: given.token.expose().to_owned(),
                token_type: "bearer".to_owned(),
                expires_in: given.lifetime.as_secs(),
                scope: given.scopes.to_string(),
            };
            json(StatusCode::OK, &token)
        },
        |error| of_error(&error).response(),
    )
}

async fn read(parts: &Parts, body: axum::body::Body) -> Result<Asked, Refusal> {
    let invalid = |words| Refusal(StatusCode::BAD_REQUEST, "invalid_request", words);
    if media_type(&parts.headers).as_deref() != Some("application/x-www-form-urlencoded") {
        return Err(invalid("the body is a form (application/x-www-form-urlencoded)"));
    }
    let body = body::read_visitors(body).await;
    let mut form = Query::of_form(&body.map_err(|_| invalid("the body did not arrive whole"))?);
    let names = form.names();
    let mut take = |name| form.take(name).map_err(|_| invalid("a parameter comes more than once"));
    let grant = take("grant_type")?;
    let (kind, assertion) = (take("client_assertion_type")?, take("client_assertion")?);
    let scope = take("scope")?;
    match grant.as_deref() {
        Some("client_credentials") => {}
        Some(_) => {
            let words = "the only grant here is client_credentials";
            return Err(Refusal(StatusCode::BAD_REQUEST, "unsupported_grant_type", words));
        }
        None => return Err(invalid("grant_type is missing")),
    }
    if kind.as_deref() != Some(ASSERTION_TYPE) {
        return Err(invalid("client_assertion_type is not that of a JWT (RFC 7523)"));
    }
    let assertion = assertion.ok_or_else(|| invalid("client_assertion is missing"))?;
    let scope = scope.ok_or_else(|| invalid("scope is missing"))?;
    Ok(Asked { assertion, scope, names })
}

/// What a failure of the operation means here.
fn of_error(error: &ServiceError) -> Refusal {
    match error {
        ServiceError::Unauthenticated => Refusal(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            "the assertion is not signed with a key of the client, not for this address, over, too long \
             before its end, or was used before",
        ),
        ServiceError::BadParameter { .. } => Refusal(
            StatusCode::BAD_REQUEST,
            "invalid_scope",
            "of the scopes none can be given; ask for such as system/Observation.rs",
        ),
        ServiceError::Denied(_) => Refusal(
            StatusCode::BAD_REQUEST,
            "unauthorized_client",
            "the client may not have a token",
        ),
        _ => Refusal(
            StatusCode::SERVICE_UNAVAILABLE,
            "temporarily_unavailable",
            "no token can be given now; try again soon",
        ),
    }
}

impl Refusal {
    fn response(&self) -> Response {
        let Self(status, error, words) = self;
        let (error, error_description) = ((*error).to_owned(), (*words).to_owned());
        json(*status, &wire::AccessTokenError { error, error_description })
    }
}
