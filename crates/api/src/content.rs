//! Content of any kind on its way in and out: as it comes, and never whole in memory.

use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http::{HeaderMap, HeaderValue};
use http_body_util::BodyExt as _;
use service::blobs::{Content, ContentSource};
use service::{Rejection, ServiceError};
use tokio::time::Instant;

use crate::range::Part;

/// How long a client may send nothing.
const PAUSE_MAX: Duration = Duration::from_secs(30);
/// How much a client sends at least, in the long run.
const BYTES_PER_SECOND_MIN: u64 = 16 * 1024;

/// The body of a request.
pub(crate) struct BodySource {
    body: Body,
    begun: Instant,
    bytes: u64,
}

impl BodySource {
    pub(crate) fn new(body: Body) -> Self {
        Self { body, begun: Instant::now(), bytes: 0 }
    }

    async fn take(&mut self) -> Result<Option<Bytes>, ServiceError> {
        loop {
            let frame = tokio::time::timeout(PAUSE_MAX, self.body.frame()).await;
            let bytes = match frame {
                Err(_) => return Err(Rejection::BodyTooSlow.into()),
                Ok(None) => return Ok(None),
                Ok(Some(Err(_))) => return Err(Rejection::BodyBroken.into()),
                Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
            };
            self.bytes += bytes.len() as u64;
            let allowed = PAUSE_MAX + Duration::from_secs(self.bytes / BYTES_PER_SECOND_MIN);
            if self.begun.elapsed() > allowed {
                return Err(Rejection::BodyTooSlow.into());
            }
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
    }
}

impl ContentSource for BodySource {
    fn next(
        &mut self,
    ) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, ServiceError>> + Send + '_>> {
        Box::pin(self.take())
    }
}

/// What there is to be sent.
pub(crate) enum Outgoing {
    /// What stood in the document.
    Inline(Vec<u8>),
    /// What is kept as a blob.
    Kept(Content),
}

impl Outgoing {
    fn bytes(&self) -> u64 {
        match self {
            Self::Inline(content) => content.len() as u64,
            Self::Kept(content) => content.bytes(),
        }
    }

    async fn body(self, range: std::ops::Range<u64>) -> Result<Body, ServiceError> {
        match self {
            Self::Inline(content) => {
                let range = usize::try_from(range.start).unwrap_or(usize::MAX)
                    ..usize::try_from(range.end).unwrap_or(usize::MAX);
                Ok(Body::from(content.get(range).unwrap_or_default().to_vec()))
            }
            Self::Kept(content) => {
                let mut reader = content.read(range);
                // Whether it opens shows before anything is answered.
                let first = stream::iter(reader.next().await?.map(Ok));
                let rest = stream::try_unfold(reader, |mut reader| async move {
                    let next = reader.next().await.inspect_err(|error| {
                        tracing::error!(code = error.code(), "content could not be sent whole");
                    })?;
                    Ok::<_, ServiceError>(next.map(|bytes| (bytes, reader)))
                });
                Ok(Body::from_stream(first.chain(rest)))
            }
        }
    }
}

/// Sends content, or the part of it that is wanted. The tag of a version may stand in `If-Range`, though it is a weak
/// one: the bytes of a version never change.
pub(crate) async fn send(
    outgoing: Outgoing,
    headers: &HeaderMap,
    tag: &HeaderValue,
) -> Result<Response, ServiceError> {
    let part = Part::wanted(headers, tag, outgoing.bytes());
    let range = part.range();
    let body = if range.is_empty() { Body::empty() } else { outgoing.body(range).await? };
    Ok(part.answer(body))
}
