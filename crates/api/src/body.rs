//! Reading a request's body: bounded in size and in time.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use model::limits::REQUEST_BODY_BYTES_MAX;
use service::Rejection;

/// How long a client may take to send a body.
const BODY_TIME_MAX: Duration = Duration::from_secs(30);

/// Reads a whole body.
pub(crate) async fn read(body: Body) -> Result<Bytes, Rejection> {
    let limited = Limited::new(body, REQUEST_BODY_BYTES_MAX);
    match tokio::time::timeout(BODY_TIME_MAX, limited.collect()).await {
        Err(_) => Err(Rejection::BodyTooSlow),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Rejection::BodyTooLarge),
        Ok(Err(_)) => Err(Rejection::BodyBroken),
    }
}

/// The media type of a request, without its parameters, in lower case.
pub(crate) fn media_type(headers: &http::HeaderMap) -> Option<String> {
    let value = headers.get(http::header::CONTENT_TYPE)?.to_str().ok()?;
    let media = value.split(';').next().unwrap_or_default();
    Some(media.trim().to_ascii_lowercase())
}
