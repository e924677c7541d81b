//! Test messages, as the operator asks for them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use model::{Language, Operation};
use service::mails::{MailOutcome, TestDelivery};
use service::{Answer, Done, Service, ServiceError};

use crate::answer::respond;
use crate::problem;

pub(super) async fn test(
    State(service): State<Arc<Service>>,
    Json(request): Json<wire::TestMail>,
) -> Response {
    respond(
        Operation::SendTestMail,
        send_test_mail(&service, &request).await,
        |outcome| Json(outcome).into_response(),
        |error| problem::for_operator(&error),
    )
}

/// Sends a test message as a request says.
pub async fn send_test_mail(
    service: &Service,
    request: &wire::TestMail,
) -> Answer<wire::TestMailOutcome> {
    let wire::TestMail { to, language, queued } = request;
    let Some(language) = Language::from_tag(language) else {
        let what = format!("there are no messages in the language {language}");
        return Err(ServiceError::BadRequest(what).into());
    };
    let delivery = if *queued { TestDelivery::Queued } else { TestDelivery::AtOnce };
    let ctx = service.context(Service::operator(), Vec::new());
    let Done { value, event } = service.send_test_mail(&ctx, to, language, delivery).await?;
    let (outcome, said) = match value {
        MailOutcome::Queued => ("queued", None),
        MailOutcome::Taken(said) => ("taken", Some(said)),
        MailOutcome::Refused(said) => ("refused", Some(said)),
        MailOutcome::Later(said) => ("later", Some(said)),
    };
    Ok(Done { value: wire::TestMailOutcome { outcome: outcome.to_owned(), said }, event })
}
