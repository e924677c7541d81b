//! Parts of something large (RFC 9110, section 14): which are wanted, and how they are sent.

use std::io::{Read as _, Seek as _, SeekFrom};

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, header};
use service::ExportBytes;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// How much is read at a time.
const CHUNK_BYTES: usize = 256 * 1024;
/// How many chunks wait for the client.
const CHUNKS_WAITING_MAX: usize = 4;

/// What is wanted of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All of it.
    All,
    /// So many bytes from a place on.
    Part {
        /// The first.
        first: u64,
        /// How many; at least one.
        length: u64,
    },
    /// What lies behind its end.
    Nothing,
}

/// What a request wants of something with this tag and of this size. Several ranges at once, other units and what is
/// not understood are ignored, as the standard allows.
pub(crate) fn wanted(headers: &HeaderMap, tag: &str, size: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_of_this = text(header::IF_RANGE).is_none_or(|of| of == tag);
    match text(header::RANGE) {
        Some(range) if is_of_this => part(range, size),
        _ => Wanted::All,
    }
}

fn part(range: &str, size: u64) -> Wanted {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|it| it.split_once('-')) else {
        return Wanted::All;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (first, last) = match (first.trim(), last.trim()) {
        // The last so many.
        ("", last) => match number(last) {
            Some(0) => return Wanted::Nothing,
            Some(length) => (size.saturating_sub(length), size.saturating_sub(1)),
            None => return Wanted::All,
        },
        (first, "") => match number(first) {
            Some(first) => (first, size.saturating_sub(1)),
            None => return Wanted::All,
        },
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => (first, last.min(size.saturating_sub(1))),
            _ => return Wanted::All,
        },
    };
    if first >= size { Wanted::Nothing } else { Wanted::Part { first, length: last - first + 1 } }
}

/// Sends so many bytes of a file from a place on, as fast as the client takes them.
pub(crate) fn stream(mut file: ExportBytes, first: u64, length: u64) -> Body {
    let (send, receive) = mpsc::channel::<std::io::Result<Bytes>>(CHUNKS_WAITING_MAX);
    tokio::task::spawn_blocking(move || {
        let mut left = length;
        let mut failure = file.seek(SeekFrom::Start(first)).err();
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
    fn a_range_is_what_the_standard_says() {
        let part = |first, length| Wanted::Part { first, length };
        for (range, expected) in [
            ("bytes=0-0", part(0, 1)),
            ("bytes=2-", part(2, 8)),
            ("bytes=-3", part(7, 3)),
            ("bytes=-30", part(0, 10)),
            ("bytes=5-500", part(5, 5)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=5-4", Wanted::All),
            ("bytes=0-1,3-4", Wanted::All),
            ("lines=0-1", Wanted::All),
            ("bytes=x-", Wanted::All),
        ] {
            assert_eq!(super::part(range, 10), expected, "{range}");
        }
    }
}
