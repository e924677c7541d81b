//! The OpenAPI 3.1 document, made from the handlers and their bodies.

use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::response::IntoResponse;
use http::header;
use model::{Interface, Operation};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, SecurityRequirement,
};

use crate::Faces;
use crate::auth::SESSION_COOKIE;
use crate::face::{Call, Reply};
use crate::origin::share_with_all;

/// What stands around the operations.
pub(super) fn frame() -> OpenApi {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("the token of a client, or a new tenant's one-time credential"))
        .build();
    let description = "the session of a person who has signed in; pages of this origin only";
    let session = ApiKeyValue::with_description(SESSION_COOKIE, description);
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Ribcage platform API")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(
                    "Every answer to an authenticated request carries `Ribcage-Event`: the name \
                     of its event and the event's hash, for which a proof can be demanded later.",
                ))
                .license(Some(license))
                .build(),
        )
        .components(Some(
            ComponentsBuilder::new()
                .security_scheme("bearer", SecurityScheme::Http(bearer))
                .security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)))
                .build(),
        ))
        .security(Some(
            ["bearer", "session"].map(|name| SecurityRequirement::new(name, Vec::<String>::new())),
        ))
        .build()
}

/// The document as JSON text.
///
/// # Panics
///
/// Never: the document is made of strings.
pub fn openapi() -> String {
    let (_, document) = super::router().split_for_parts();
    document.to_pretty_json().expect("the document is made of strings")
}

/// `GET /api/openapi.json`. Anybody may ask. Who shows a credential must show a good one, and leaves
/// an event.
pub(super) async fn show(State(faces): State<Faces>, request: Request) -> Reply {
    static TEXT: LazyLock<String> = LazyLock::new(openapi);
    let show = || ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response();
    if !request.headers().contains_key(header::AUTHORIZATION) {
        return Ok(share_with_all(show()));
    }
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let answer = call.service().read_capabilities(&call.ctx).await;
    Ok(call.answer(Operation::ReadCapabilities, answer, |()| show()))
}
