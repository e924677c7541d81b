//! Failures on the FHIR face: an `OperationOutcome`.

use ::fhir::{Issue, IssueCode, Severity};
use axum::response::Response;
use model::Json;
use service::{Rejection, ServiceError};

use super::json_response;
use crate::problem::{status, with_headers_of};

/// A failure as a response.
pub(crate) fn of_error(error: &ServiceError) -> Response {
    let status = status(error);
    let outcome = outcome(error);
    with_headers_of(status, json_response(status, outcome.to_text(), false))
}

/// That nothing went wrong.
pub(super) fn of_success() -> String {
    ::fhir::outcome::operation_outcome(&[]).to_text()
}

/// A failure as a resource.
pub(super) fn outcome(error: &ServiceError) -> Json {
    match error {
        ServiceError::InEntry { index, error } => outcome_in(*index, error),
        ServiceError::Invalid(issues) => ::fhir::outcome::operation_outcome(issues),
        ServiceError::Unprocessable { expression, detail } if !expression.is_empty() => {
            ::fhir::outcome::operation_outcome(&[Issue {
                severity: Severity::Error,
                code: issue_code(error),
                expression: expression.clone(),
                diagnostics: (*detail).to_owned(),
            }])
        }
        error => ::fhir::outcome::problem_outcome(
            Severity::Error,
            issue_code(error),
            error.code(),
            &error.to_string(),
        ),
    }
}

/// A failure of a request in a bundle, with the place of that.
fn outcome_in(index: usize, error: &ServiceError) -> Json {
    let ServiceError::Invalid(issues) = error else {
        let text = format!("Bundle.entry[{index}]: {error}");
        return ::fhir::outcome::problem_outcome(
            Severity::Error,
            issue_code(error),
            error.code(),
            &text,
        );
    };
    let placed = issues.iter().map(|issue| {
        let path = issue.expression.split_once('.').map(|(_, path)| format!(".{path}"));
        let expression = format!("Bundle.entry[{index}].resource{}", path.unwrap_or_default());
        Issue { expression, ..issue.clone() }
    });
    ::fhir::outcome::operation_outcome(&placed.collect::<Vec<_>>())
}

/// The issue type of a failure (FHIR R4, issue-type).
fn issue_code(error: &ServiceError) -> IssueCode {
    match error {
        ServiceError::Unauthenticated
        | ServiceError::SignInFailed
        | ServiceError::PasskeyCopied
        | ServiceError::CeremonyOver => IssueCode::Login,
        ServiceError::Denied(_)
        | ServiceError::FactorRequired(_)
        | ServiceError::StepUpRequired
        | ServiceError::Restricted
        | ServiceError::Objected
        | ServiceError::TenantClosed
        | ServiceError::Rejected(Rejection::OriginNotAllowed) => IssueCode::Forbidden,
        ServiceError::NotFound
        | ServiceError::Rejected(Rejection::NoSuchRoute | Rejection::UnknownType) => {
            IssueCode::NotFound
        }
        ServiceError::Gone => IssueCode::Deleted,
        ServiceError::Malformed(_) => IssueCode::Structure,
        ServiceError::Invalid(_) | ServiceError::BadRequest(_) => IssueCode::Invalid,
        ServiceError::UnknownParameter(_)
        | ServiceError::MailNotConfigured
        | ServiceError::Rejected(
            Rejection::MethodNotAllowed
            | Rejection::NotAcceptable
            | Rejection::ContentApart
            | Rejection::UnsupportedMediaType,
        ) => IssueCode::NotSupported,
        ServiceError::BadParameter { .. } => IssueCode::Value,
        ServiceError::TooCostly(_) => IssueCode::TooCostly,
        ServiceError::Unprocessable { .. } => IssueCode::BusinessRule,
        ServiceError::InEntry { error, .. } => issue_code(error),
        ServiceError::MultipleMatches => IssueCode::MultipleMatches,
        ServiceError::VersionMismatch(_)
        | ServiceError::Conflict
        | ServiceError::HasDependents(_)
        | ServiceError::Held => IssueCode::Conflict,
        ServiceError::NameTaken => IssueCode::Duplicate,
        ServiceError::Integrity => IssueCode::Exception,
        ServiceError::Rejected(Rejection::BodyTooLarge | Rejection::ContentTooLarge) => {
            IssueCode::TooLong
        }
        ServiceError::Rejected(Rejection::BodyTooSlow | Rejection::BodyBroken) => {
            IssueCode::Timeout
        }
        ServiceError::Busy | ServiceError::TooManyExports | ServiceError::TooManyAttempts(_) => {
            IssueCode::Throttled
        }
        ServiceError::Full => IssueCode::NoStore,
        ServiceError::Unavailable(_)
        | ServiceError::Index(_)
        | ServiceError::KeyService(_)
        | ServiceError::MailUnavailable => IssueCode::Transient,
        ServiceError::MailRefused => IssueCode::Processing,
    }
}
