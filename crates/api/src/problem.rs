//! Failures on the platform API: problem details (RFC 9457) with stable codes.

use std::fmt::Write as _;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use service::{Rejection, ServiceError};
use wire::{Problem, ProblemError};

/// How long a client should wait before it tries again.
pub(crate) const RETRY_AFTER_SECONDS: &str = "1";

/// The same, if it has to wait for others to end.
const RETRY_AFTER_ENDING_SECONDS: &str = "60";

/// The status of a failure, the same on all faces.
pub fn status(error: &ServiceError) -> StatusCode {
    match error {
        ServiceError::Unauthenticated
        | ServiceError::SignInFailed
        | ServiceError::PasskeyCopied
        | ServiceError::CeremonyOver => StatusCode::UNAUTHORIZED,
        ServiceError::Denied(_)
        | ServiceError::FactorRequired(_)
        | ServiceError::StepUpRequired
        | ServiceError::Restricted
        | ServiceError::Objected
        | ServiceError::TenantClosed => StatusCode::FORBIDDEN,
        ServiceError::NotFound => StatusCode::NOT_FOUND,
        ServiceError::Gone => StatusCode::GONE,
        ServiceError::Malformed(_)
        | ServiceError::Invalid(_)
        | ServiceError::BadRequest(_)
        | ServiceError::UnknownParameter(_)
        | ServiceError::BadParameter { .. } => StatusCode::BAD_REQUEST,
        ServiceError::Unprocessable { .. } | ServiceError::TooCostly(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ServiceError::Rejected(rejection) => match rejection {
            Rejection::NoSuchRoute | Rejection::UnknownType => StatusCode::NOT_FOUND,
            Rejection::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Rejection::OriginNotAllowed => StatusCode::FORBIDDEN,
            Rejection::NotAcceptable | Rejection::ContentApart => StatusCode::NOT_ACCEPTABLE,
            Rejection::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Rejection::BodyTooLarge | Rejection::ContentTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Rejection::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
            Rejection::BodyBroken => StatusCode::BAD_REQUEST,
        },
        ServiceError::VersionMismatch(_) | ServiceError::MultipleMatches => {
            StatusCode::PRECONDITION_FAILED
        }
        ServiceError::Conflict
        | ServiceError::HasDependents(_)
        | ServiceError::Held
        | ServiceError::NameTaken => StatusCode::CONFLICT,
        ServiceError::InEntry { error, .. } => status(error),
        ServiceError::Integrity => StatusCode::INTERNAL_SERVER_ERROR,
        ServiceError::TooManyExports | ServiceError::TooManyAttempts(_) => {
            StatusCode::TOO_MANY_REQUESTS
        }
        ServiceError::MailRefused => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::MailNotConfigured => StatusCode::NOT_IMPLEMENTED,
        ServiceError::Busy
        | ServiceError::MailUnavailable
        | ServiceError::Unavailable(_)
        | ServiceError::Index(_)
        | ServiceError::KeyService(_) => StatusCode::SERVICE_UNAVAILABLE,
        ServiceError::Full => StatusCode::INSUFFICIENT_STORAGE,
    }
}

/// A failure of an operation.
pub(crate) fn of_error(error: &ServiceError) -> Response {
    let errors = match error {
        ServiceError::Invalid(issues) => issues
            .iter()
            .map(|issue| ProblemError {
                path: issue.expression.clone(),
                message: issue.diagnostics.clone(),
            })
            .collect(),
        _ => Vec::new(),
    };
    let mut response = problem(status(error), error.code(), &error.to_string(), errors);
    if let ServiceError::TooManyAttempts(wait) = error {
        // A part of a second is waited for as a whole one.
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A failure of an operator's operation. The operator hears of its causes too.
pub(crate) fn for_operator(error: &ServiceError) -> Response {
    let mut detail = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let _ = write!(detail, ": {error}");
        cause = error.source();
    }
    problem(status(error), error.code(), &detail, Vec::new())
}

/// A problem as a response.
fn problem(status: StatusCode, code: &str, detail: &str, errors: Vec<ProblemError>) -> Response {
    let problem = Problem {
        kind: format!("urn:ribcage:problem:{code}"),
        code: code.to_owned(),
        title: title(code),
        status: status.as_u16(),
        detail: detail.to_owned(),
        errors,
    };
    let body = serde_json::to_vec(&problem).expect("strings are always valid JSON");
    let mut response = (status, body).into_response();
    let content_type = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    with_headers_of(status, response)
}

/// Adds the headers that a status asks for.
pub(crate) fn with_headers_of(status: StatusCode, mut response: Response) -> Response {
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    match status {
        StatusCode::SERVICE_UNAVAILABLE => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_SECONDS));
        }
        // One of what there is too much of has to end first.
        StatusCode::TOO_MANY_REQUESTS => {
            let minute = HeaderValue::from_static(RETRY_AFTER_ENDING_SECONDS);
            headers.insert(header::RETRY_AFTER, minute);
        }
        _ => {}
    }
    response
}

/// The code in words: `not_found` reads `Not found`.
fn title(code: &str) -> String {
    let mut words = code.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}
