//! Requests that no operation could take: wrong address, wrong media type, no body. They too leave
//! an event when somebody known sent them.

use std::convert::Infallible;

use model::{Operation, ResourceType};

use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Failure, ServiceError};

/// Why no operation could take a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The address leads nowhere.
    #[error("there is nothing at this address")]
    NoSuchRoute,
    /// The address does not know the method.
    #[error("this address does not know this method")]
    MethodNotAllowed,
    /// FHIR R4 has no such type.
    #[error("FHIR R4 has no resource type of this name")]
    UnknownType,
    /// It comes from a page that may not ask.
    #[error("the tenant does not allow pages of this origin; see allowed_origins of /api/tenant")]
    OriginNotAllowed,
    /// The answer cannot be given in the wanted format.
    #[error("answers are given in JSON only")]
    NotAcceptable,
    /// The body is in a format that is not read.
    #[error("bodies are read as JSON in UTF-8, not compressed; say so in Content-Type")]
    UnsupportedMediaType,
    /// The body is too large.
    #[error("the body is larger than {} bytes", model::limits::REQUEST_BODY_BYTES_MAX)]
    BodyTooLarge,
    /// The content is too large.
    #[error("the content is larger than this server keeps")]
    ContentTooLarge,
    /// The content is too large to stand in a resource.
    #[error("the content is too large to stand in JSON; ask for it by its media type in Accept")]
    ContentApart,
    /// The body took too long.
    #[error("the body took too long to arrive")]
    BodyTooSlow,
    /// The body did not arrive whole.
    #[error("the body did not arrive whole")]
    BodyBroken,
}

impl Rejection {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSuchRoute => "no_such_route",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::UnknownType => "unknown_type",
            Self::OriginNotAllowed => "origin_not_allowed",
            Self::NotAcceptable => "not_acceptable",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::BodyTooLarge => "body_too_large",
            Self::ContentTooLarge => "content_too_large",
            Self::ContentApart => "content_apart",
            Self::BodyTooSlow => "body_too_slow",
            Self::BodyBroken => "body_broken",
        }
    }
}

impl Service {
    /// Writes down that a request could not be taken. With an operation, the rules are asked
    /// first: who may not do it is told that, and not what was wrong with the request.
    pub async fn reject_request(
        &self,
        ctx: &Ctx,
        operation: Option<(Operation, ResourceType)>,
        error: ServiceError,
    ) -> Failure {
        let (operation, kind) =
            operation.unwrap_or((Operation::RejectRequest, ResourceType::CAPABILITIES));
        let refused = self.perform::<Infallible>(ctx, operation, kind, |_| {
            let error = error.clone();
            Box::pin(async { Err(error) })
        });
        match refused.await {
            Ok(done) => match done.value {},
            Err(failure) => failure,
        }
    }
}
