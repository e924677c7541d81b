//! Reading a request's body: bounded in size and in time.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use service::Rejection;

/// How long a client may take to send a body.
const BODY_TIME_MAX: Duration = Duration::from_secs(30);

/// The same of somebody of whom nothing is known yet, and how much it may be: tickets, messages of OPAQUE, and what devices
/// answer.
const VISITORS_TIME_MAX: Duration = Duration::from_secs(5);
const VISITORS_BYTES_MAX: usize = 16 * 1024;

/// Reads a whole body of so many bytes at most.
pub(crate) async fn read(body: Body, bytes_max: usize) -> Result<Bytes, Rejection> {
    read_within(BODY_TIME_MAX, body, bytes_max).await
}

/// Reads a whole body of somebody of whom nothing is known yet.
pub(crate) async fn read_visitors(body: Body) -> Result<Bytes, Rejection> {
    read_within(VISITORS_TIME_MAX, body, VISITORS_BYTES_MAX).await
}

async fn read_within(time: Duration, body: Body, bytes_max: usize) -> Result<Bytes, Rejection> {
    let limited = Limited::new(body, bytes_max);
    match tokio::time::timeout(time, limited.collect()).await {
        Err(_) => Err(Rejection::BodyTooSlow),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Rejection::BodyTooLarge),
        Ok(Err(_)) => Err(Rejection::BodyBroken),
    }
}

/// The media type of a request's body, without its parameters, in lower case; none if it is not said,
/// is said twice, or the body is written in a way that is not read: compressed, in another character
/// set than UTF-8, for another version of FHIR.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<String> {
    let encoded = |value: &HeaderValue| !value.as_bytes().eq_ignore_ascii_case(b"identity");
    if headers.get_all(CONTENT_ENCODING).iter().any(encoded) {
        return None;
    }
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let mut parts = value.to_str().ok()?.split(';').map(|part| part.trim().to_ascii_lowercase());
    let media = parts.next()?;
    let is_read = |parameter: String| {
        let (name, value) = parameter.split_once('=').unwrap_or((&parameter, ""));
        match (name.trim_end(), value.trim_start().trim_matches('"')) {
            ("charset", charset) => charset == "utf-8",
            ("fhirversion", version) => version == "4.0",
            _ => true,
        }
    };
    parts.all(is_read).then_some(media)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(types: &[&'static str], encoding: Option<&'static str>) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in types {
            headers.append(CONTENT_TYPE, HeaderValue::from_static(value));
        }
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        media_type(&headers)
    }

    #[test]
    fn a_body_is_read_only_as_what_it_says_it_is() {
        let json = Some("application/json".to_owned());
        for value in [
            "application/json",
            "Application/JSON; charset=UTF-8",
            "application/json;charset=\"utf-8\"; fhirVersion=4.0; q=1",
        ] {
            assert_eq!(read(&[value], None), json, "{value}");
            assert_eq!(read(&[value], Some("identity")), json, "{value}");
            assert_eq!(read(&[value], Some("gzip")), None, "{value}");
            assert_eq!(read(&[value, value], None), None, "{value}");
        }
        for value in ["application/json; charset=iso-8859-1", "application/json; fhirVersion=3.0"] {
            assert_eq!(read(&[value], None), None, "{value}");
        }
        assert_eq!(read(&[], None), None);
    }
}
