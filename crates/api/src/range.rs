//! Parts of something large (RFC 9110, section 14): which are wanted, and how they are sent.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use service::ExportBytes;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// How much is read at a time.
const CHUNK_BYTES: usize = 256 * 1024;
/// How many chunks wait for the client.
const CHUNKS_WAITING_MAX: usize = 4;

/// What is sent of something.
pub(crate) struct Part {
    wanted: Wanted,
    /// How long all of it is.
    length: u64,
}

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    All,
    Range(Range<u64>),
    /// What lies behind its end.
    Nothing,
}

impl Part {
    /// What a request wants of something with this tag and of this length. Of several ranges at once all is sent.
    pub(crate) fn wanted(headers: &HeaderMap, tag: &HeaderValue, length: u64) -> Self {
        let is_as_known = headers.get(header::IF_RANGE).is_none_or(|known| known == tag);
        let range = headers.get(header::RANGE).filter(|_| is_as_known);
        let range = range.and_then(|range| range.to_str().ok());
        let wanted = range.map_or(Wanted::All, |range| read_range(range, length));
        Self { wanted, length }
    }

    /// Which bytes go into the body.
    pub(crate) fn range(&self) -> Range<u64> {
        match &self.wanted {
            Wanted::All => 0..self.length,
            Wanted::Range(range) => range.clone(),
            Wanted::Nothing => 0..0,
        }
    }

    /// The answer with these bytes.
    pub(crate) fn answer(self, body: Body) -> Response {
        let Range { start, end } = self.range();
        let (status, said) = match self.wanted {
            Wanted::All => (StatusCode::OK, None),
            Wanted::Range(_) => {
                let said = format!("bytes {start}-{}/{}", end - 1, self.length);
                (StatusCode::PARTIAL_CONTENT, Some(said))
            }
            Wanted::Nothing => {
                (StatusCode::RANGE_NOT_SATISFIABLE, Some(format!("bytes */{}", self.length)))
            }
        };
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, (end - start).into());
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        if let Some(said) = said {
            let said = HeaderValue::try_from(said).expect("digits are a valid header");
            headers.insert(header::CONTENT_RANGE, said);
        }
        response
    }
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

/// Some bytes of a file, as fast as the client takes them.
pub(crate) fn stream(mut file: ExportBytes, range: Range<u64>) -> Body {
    let (send, receive) = mpsc::channel::<std::io::Result<Bytes>>(CHUNKS_WAITING_MAX);
    tokio::task::spawn_blocking(move || {
        let mut left = range.end - range.start;
        let mut failure = file.seek(SeekFrom::Start(range.start)).err();
        while failure.is_none() && left > 0 {
            let wanted = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
            let mut chunk = vec![0; wanted];
            match file.read_exact(&mut chunk) {
                Ok(()) => {
                    left -= wanted as u64;
                    // Whoever asked may have gone away.
                    if send.blocking_send(Ok(chunk.into())).is_err() {
                        return;
                    }
                }
                Err(error) => failure = Some(error),
            }
        }
        if let Some(error) = failure {
            // The answer is cut off, so that nobody takes it for whole.
            let _ = send.blocking_send(Err(error));
        }
    });
    Body::from_stream(ReceiverStream::new(receive))
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
