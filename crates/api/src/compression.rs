//! Answers are sent compressed to whoever says that they read that.
//!
//! What an answer repeats of a request and what is secret in it stand together in no compressed answer that somebody
//! else could have asked for: a session's cookie is sent by no page of another site (BREACH, CVE-2013-3587).

use axum::body::HttpBody;
use http::header::CONTENT_TYPE;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;

/// Smaller answers are sent as they are: they fit into a packet.
const BYTES_MIN: u64 = 1_400;
/// What is text, and not sent bit by bit to somebody who waits for it.
const COMPRESSED: [&str; 5] = [
    "application/json",
    "application/fhir+json",
    "application/fhir+ndjson",
    "application/problem+json",
    "text/plain",
];

/// Puts around an answer what compresses it.
pub(crate) fn compressing() -> CompressionLayer<Worthwhile> {
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(Worthwhile)
}

/// That it is worth it.
#[derive(Clone, Copy)]
pub(crate) struct Worthwhile;

impl Predicate for Worthwhile {
    fn should_compress<B: HttpBody>(&self, response: &http::Response<B>) -> bool {
        let kind = response.headers().get(CONTENT_TYPE).map_or(&[][..], |kind| kind.as_bytes());
        let is_text = COMPRESSED.iter().any(|text| kind.starts_with(text.as_bytes()));
        // What is streamed does not say how large it is.
        is_text && response.body().size_hint().exact().is_none_or(|bytes| bytes >= BYTES_MIN)
    }
}
