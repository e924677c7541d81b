//! What an operation can answer besides what it was asked for.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use fhir::Issue;
use model::json::JsonError;
use model::{ResourceType, Version};
use policy::Denial;
use store::{CommitError, Committed, GuardFailure, IndexError, KeyServiceError, StoreError};

use crate::keys::KeyError;
use crate::rejection::Rejection;
use crate::sign_in::Assurance;

/// Why an operation was not done. No variant carries what a person sent.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ServiceError {
    /// The credential is missing, wrong, expired or revoked.
    #[error("the credential is missing, wrong, expired or revoked")]
    Unauthenticated,
    /// Whoever wanted to sign in has not shown who they are.
    #[error("the address or what was shown with it is wrong")]
    SignInFailed,
    /// A passkey seems to be in two places.
    #[error("this passkey's counter has gone back, as that of a copy does; remove the passkey")]
    PasskeyCopied,
    /// What was begun has been finished before, or too long ago.
    #[error("this was used before or took too long; begin anew")]
    CeremonyOver,
    /// Too much was tried before.
    #[error("too much was tried that failed; try again later")]
    TooManyAttempts(Duration),
    /// More has to be shown to come in, or to go on.
    #[error("this tenant wants more to be shown of who you are: {0}")]
    FactorRequired(Assurance),
    /// It has to be shown anew.
    #[error(
        "show again who you are for this; what you have shown was too long ago, or is not enough"
    )]
    StepUpRequired,
    /// The rules say no.
    #[error(transparent)]
    Denied(#[from] Denial),
    /// It is not there, or this caller may not know of it.
    #[error("there is no such thing")]
    NotFound,
    /// It was there and was deleted.
    #[error("it was deleted or erased")]
    Gone,
    /// The body is not JSON.
    #[error(transparent)]
    Malformed(#[from] JsonError),
    /// The resource does not keep to the definitions.
    #[error("the resource is not valid")]
    Invalid(Vec<Issue>),
    /// Something in the request cannot be.
    #[error("{0}")]
    BadRequest(String),
    /// A parameter is not known here.
    #[error("the parameter `{0}` is not supported")]
    UnknownParameter(String),
    /// A parameter has an impossible value.
    #[error("the parameter `{name}` is not understood: {expected}")]
    BadParameter {
        /// Its name.
        name: Cow<'static, str>,
        /// What it should look like.
        expected: &'static str,
    },
    /// It would take too much to find out.
    #[error("{0} would take more than is looked at for one request; narrow the search")]
    TooCostly(&'static str),
    /// What was sent is well-formed, and still cannot be stored.
    #[error("{detail}")]
    Unprocessable {
        /// The element it is about.
        expression: String,
        /// What is wrong, and what to do.
        detail: &'static str,
    },
    /// The version that the caller expected is not the newest.
    #[error("the newest version is another one")]
    VersionMismatch(Version),
    /// What should say which resource is meant describes several.
    #[error("several resources are what the search describes; say which one is meant")]
    MultipleMatches,
    /// A request in a bundle cannot be carried out.
    #[error("entry {index}: {error}")]
    InEntry {
        /// Which one, from 0.
        index: usize,
        /// Why.
        error: Box<Self>,
    },
    /// Somebody else was quicker.
    #[error("somebody else changed it at the same moment")]
    Conflict,
    /// Other documents are about the person.
    #[error("other documents are about this {0}; delete them first")]
    HasDependents(ResourceType),
    /// Somebody keeps the person from being erased.
    #[error("a hold keeps this person from being erased; it has to be taken away first")]
    Held,
    /// What is known of the person may only be kept.
    #[error("what is known of this person may only be kept; that has to be lifted first")]
    Restricted,
    /// The person has objected to what it would be used for.
    #[error("this person has objected to that what is known of them is used for this")]
    Objected,
    /// The account is to be deleted.
    #[error(
        "this account is closed and is to be deleted; whoever runs the server can open it again"
    )]
    TenantClosed,
    /// The name is taken.
    #[error("the name is taken")]
    NameTaken,
    /// What is stored was changed by somebody else than this server.
    #[error("what is stored fails its integrity check")]
    Integrity,
    /// No operation could take the request.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The tenant has as many bulk exports as it can have.
    #[error("there are as many bulk exports as a tenant can have; delete those that were fetched")]
    TooManyExports,
    /// Nobody is told anything by mail here.
    #[error("this server sends no mail; its operator has to configure a mail server")]
    MailNotConfigured,
    /// The mail server does not answer, or asks to be tried again.
    #[error("the mail server does not take the message now")]
    MailUnavailable,
    /// The mail server will not take the message.
    #[error("the mail server refuses the message for good")]
    MailRefused,
    /// Too much is going on.
    #[error("too much is going on; try again soon")]
    Busy,
    /// There is no room for changes.
    #[error("there is no room left for changes")]
    Full,
    /// A store does not answer.
    #[error("a part of the server is not available")]
    Unavailable(#[source] Arc<dyn std::error::Error + Send + Sync>),
    /// A search index cannot be used. What needs none goes on without.
    #[error("a search index cannot be used as it is")]
    Index(#[source] Arc<IndexError>),
    /// The key service does not answer, or refuses, so what is sealed cannot be opened.
    #[error("the key service does not unwrap keys")]
    KeyService(#[source] Arc<KeyServiceError>),
}

impl ServiceError {
    /// The stable code, as the platform API and the log have it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::SignInFailed => "sign_in_failed",
            Self::PasskeyCopied => "passkey_copied",
            Self::CeremonyOver => "ceremony_over",
            Self::TooManyAttempts(_) => "too_many_attempts",
            Self::FactorRequired(_) => "factor_required",
            Self::StepUpRequired => "step_up_required",
            Self::Denied(_) => "denied",
            Self::NotFound => "not_found",
            Self::Gone => "gone",
            Self::Malformed(_) => "malformed_json",
            Self::Invalid(_) => "invalid",
            Self::BadRequest(_) => "bad_request",
            Self::UnknownParameter(_) => "unknown_parameter",
            Self::BadParameter { .. } => "bad_parameter",
            Self::TooCostly(_) => "too_costly",
            Self::Unprocessable { .. } => "unprocessable",
            Self::VersionMismatch(_) => "version_mismatch",
            Self::MultipleMatches => "multiple_matches",
            Self::InEntry { error, .. } => error.code(),
            Self::Conflict => "conflict",
            Self::HasDependents(_) => "has_dependents",
            Self::Held => "held",
            Self::Restricted => "restricted",
            Self::Objected => "objected",
            Self::TenantClosed => "tenant_closed",
            Self::NameTaken => "name_taken",
            Self::Integrity => "integrity",
            Self::Rejected(rejection) => rejection.code(),
            Self::TooManyExports => "too_many_exports",
            Self::MailNotConfigured => "mail_not_configured",
            Self::MailUnavailable => "mail_unavailable",
            Self::MailRefused => "mail_refused",
            Self::Busy => "busy",
            Self::Full => "storage_full",
            Self::Unavailable(_) => "unavailable",
            Self::Index(_) => "index_unusable",
            Self::KeyService(_) => "key_service_unavailable",
        }
    }

    /// Whether lists go on without what it is about: it is not for the caller, or for nobody any more.
    pub(crate) const fn is_hidden(&self) -> bool {
        matches!(self, Self::Denied(_) | Self::Gone | Self::Restricted | Self::Objected)
    }

    /// Whether the rules, and not the request, stood in the way.
    pub(crate) fn is_refusal(&self) -> bool {
        match self {
            Self::Denied(_)
            | Self::Unauthenticated
            | Self::SignInFailed
            | Self::PasskeyCopied
            | Self::CeremonyOver
            | Self::TooManyAttempts(_)
            | Self::FactorRequired(_)
            | Self::StepUpRequired => true,
            Self::InEntry { error, .. } => error.is_refusal(),
            _ => false,
        }
    }

    /// That it is about this entry of a bundle.
    #[must_use]
    pub fn in_entry(self, index: usize) -> Self {
        Self::InEntry { index, error: Box::new(self) }
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy { .. } => Self::Busy,
            StoreError::Full { .. } => Self::Full,
            StoreError::Corrupt { .. } => Self::Integrity,
            error @ StoreError::Unavailable { .. } => Self::Unavailable(Arc::new(error)),
        }
    }
}

impl From<IndexError> for ServiceError {
    fn from(error: IndexError) -> Self {
        Self::Index(Arc::new(error))
    }
}

impl From<KeyError> for ServiceError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Store(error) => error.into(),
            KeyError::Integrity(_) | KeyError::NoKey | KeyError::Erased(_) => Self::Integrity,
            KeyError::NoTenant => Self::NotFound,
            KeyError::Superseded => Self::Busy,
            KeyError::Service(error) => Self::KeyService(Arc::new(error)),
        }
    }
}

impl From<CommitError> for ServiceError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Store(error) => error.into(),
            CommitError::Guard(failure) => match failure {
                GuardFailure::Version(version) => Self::VersionMismatch(version),
                GuardFailure::Pending(_) | GuardFailure::Decided | GuardFailure::NotPending => {
                    Self::Conflict
                }
                GuardFailure::NotAlive => Self::Unprocessable {
                    expression: String::new(),
                    detail: "it refers to a patient who is not there",
                },
                GuardFailure::Erased => Self::Gone,
                GuardFailure::Restricted => Self::Restricted,
                GuardFailure::Objected => Self::Objected,
                GuardFailure::TenantClosed => Self::TenantClosed,
                GuardFailure::HasDependents => Self::HasDependents(ResourceType::TENANT),
                GuardFailure::Claimed => Self::NameTaken,
                GuardFailure::Begun => Self::CeremonyOver,
                GuardFailure::Credential | GuardFailure::Session | GuardFailure::Superseded => {
                    Self::Busy
                }
            },
        }
    }
}

/// What an operation gives, with the event that says so.
#[derive(Debug)]
pub struct Done<T> {
    /// What was asked for.
    pub value: T,
    /// The event.
    pub event: Committed,
}

/// Why an operation was not done, with the event that says so if one could be written.
#[derive(Debug)]
pub struct Failure {
    /// Why.
    pub error: ServiceError,
    /// The event.
    pub event: Option<Committed>,
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        Self { error, event: None }
    }
}

/// The answer of an operation.
pub type Answer<T> = Result<Done<T>, Failure>;
