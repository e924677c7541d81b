//! Content of any kind on its way in and out: as it comes, and never whole in memory.

use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, IF_RANGE, RANGE};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body_util::BodyExt as _;
use service::blobs::{Content, ContentSource};
use service::{Rejection, ServiceError};
use tokio::time::Instant;

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

/// Sends content, or the part of it that is wanted (RFC 9110, section 14). Of several parts all is sent. The tag of a
/// version may stand in `If-Range`, though it is a weak one: the bytes of a version never change.
pub(crate) async fn send(
    outgoing: Outgoing,
    headers: &HeaderMap,
    tag: &HeaderValue,
) -> Result<Response, ServiceError> {
    let length = outgoing.bytes();
    let is_as_known = headers.get(IF_RANGE).is_none_or(|known| known == tag);
    let wanted = headers.get(RANGE).filter(|_| is_as_known).and_then(|range| range.to_str().ok());
    let mut response = match wanted.map_or(Wanted::All, |range| read_range(range, length)) {
        Wanted::All => {
            let mut response = outgoing.body(0..length).await?.into_response();
            response.headers_mut().insert(CONTENT_LENGTH, length.into());
            response
        }
        Wanted::Range(range) => {
            let (start, end) = (range.start, range.end);
            let mut response = outgoing.body(range).await?.into_response();
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            let said = format!("bytes {start}-{}/{length}", end - 1);
            let said = HeaderValue::try_from(said).expect("digits are a valid header");
            response.headers_mut().insert(CONTENT_RANGE, said);
            response.headers_mut().insert(CONTENT_LENGTH, (end - start).into());
            response
        }
        Wanted::Nothing => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            let said = HeaderValue::try_from(format!("bytes */{length}"));
            let said = said.expect("digits are a valid header");
            response.headers_mut().insert(CONTENT_RANGE, said);
            response
        }
    };
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    Ok(response)
}

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    All,
    Range(std::ops::Range<u64>),
    Nothing,
}

/// Which bytes of content of this length a `Range` wants. One that is not understood is as none.
fn read_range(range: &str, length: u64) -> Wanted {
    let Some((unit, range)) = range.split_once('=') else { return Wanted::All };
    let Some((first, last)) = range.trim().split_once('-') else { return Wanted::All };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A number that is larger than any is behind the end.
    let number = |text: &str| text.parse().unwrap_or(u64::MAX);
    let is_read = unit.trim().eq_ignore_ascii_case("bytes")
        && [first, last].iter().all(|text| text.is_empty() || is_number(text));
    let (start, end) = match (is_read, first, last) {
        (false, _, _) | (_, "", "") => return Wanted::All,
        (_, "", last) => (length.saturating_sub(number(last)), length),
        (_, first, "") => (number(first), length),
        (_, first, last) if number(first) <= number(last) => {
            (number(first), number(last).saturating_add(1).min(length))
        }
        _ => return Wanted::All,
    };
    if start < end { Wanted::Range(start..end) } else { Wanted::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_http_says() {
        for (range, expected) in [
            ("bytes=0-0", Wanted::Range(0..1)),
            ("bytes=0-99", Wanted::Range(0..10)),
            ("bytes=4-", Wanted::Range(4..10)),
            ("bytes=-3", Wanted::Range(7..10)),
            ("bytes=-30", Wanted::Range(0..10)),
            ("bytes=9-9", Wanted::Range(9..10)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=99999999999999999999-", Wanted::Nothing),
            ("bytes=5-4", Wanted::All),
            ("bytes=0-1,3-4", Wanted::All),
            ("bytes=-", Wanted::All),
            ("bytes=+1-2", Wanted::All),
            ("items=0-1", Wanted::All),
            ("0-1", Wanted::All),
        ] {
            assert_eq!(read_range(range, 10), expected, "{range}");
        }
        assert_eq!(read_range("bytes=0-", 0), Wanted::Nothing);
    }
}
