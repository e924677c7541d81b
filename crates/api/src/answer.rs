//! What every answer to an authenticated request carries: the event that says so.

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue};
use model::Operation;
use service::{Committed, Done, Failure, ServiceError};

/// The header that names a request's event and its hash.
pub(crate) const EVENT: HeaderName = HeaderName::from_static("ribcage-event");

/// Which operation a response answers, for metrics and logs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered(pub(crate) Operation);

/// Turns an operation's answer into a response: what was asked for, or the face's words for why
/// not. Either way with the event.
pub(crate) fn respond<T>(
    operation: Operation,
    answer: Result<Done<T>, Failure>,
    done: impl FnOnce(T) -> Response,
    failed: impl FnOnce(ServiceError) -> Response,
) -> Response {
    let (mut response, event) = match answer {
        Ok(Done { value, event }) => (done(value), Some(event)),
        Err(Failure { error, event }) => (failed(error), event),
    };
    response.extensions_mut().insert(Answered(operation));
    if let Some(event) = event {
        response.headers_mut().insert(EVENT, header(event));
    }
    response
}

/// A plain text answer.
pub(crate) fn text(text: String) -> Response {
    ([(http::header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

fn header(event: Committed) -> HeaderValue {
    let text = format!("{} {}", event.event, event.hash);
    HeaderValue::try_from(text).expect("hexadecimal digits are a valid header")
}
