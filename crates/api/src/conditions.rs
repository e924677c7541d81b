//! Conditional requests (RFC 9110, section 13): what a caller expects of the version that is there, and which
//! one they have.

use http::header::{IF_MODIFIED_SINCE, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue};
use model::Version;
use service::{Precondition, ServiceError, StoredVersion};

/// Unless one is there that this search finds (FHIR R4, conditional create).
pub(crate) const IF_NONE_EXIST: &str = "If-None-Exist";

/// `If-Match: W/"3"` or `If-None-Match: *`. A condition that is not known here is refused: what it was
/// to prevent would happen.
pub(crate) fn precondition(headers: &HeaderMap) -> Result<Precondition, ServiceError> {
    for name in [IF_NONE_EXIST, "If-Modified-Since", "If-Unmodified-Since"] {
        if headers.contains_key(name) {
            let expected = "no other condition of a change than If-Match, or If-None-Match: *";
            return Err(ServiceError::BadParameter { name: name.into(), expected });
        }
    }
    let absent = match once(headers, "If-None-Match")? {
        None => false,
        Some("*") => true,
        Some(_) => {
            let expected = "* on a change, which then only creates";
            return Err(ServiceError::BadParameter { name: "If-None-Match".into(), expected });
        }
    };
    match once(headers, "If-Match")? {
        None if absent => Ok(Precondition::Absent),
        Some(_) if absent => Err(ServiceError::BadParameter {
            name: "If-None-Match".into(),
            expected: "it does not go with If-Match",
        }),
        None | Some("*") => Ok(Precondition::Any),
        Some(tag) => version_of(tag).map(Precondition::Version).ok_or(ServiceError::BadParameter {
            name: "If-Match".into(),
            expected: "the ETag of the version that was read, such as W/\"3\"",
        }),
    }
}

/// Whether the reader has this version already (RFC 9110, section 13): by its tag, or, if there is
/// none, by when it was made.
pub(crate) fn is_known(headers: &HeaderMap, version: &StoredVersion) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = tags.flat_map(|value| value.split(',')).map(str::trim).peekable();
    if tags.peek().is_some() {
        return tags.any(|tag| tag == "*" || version_of(tag) == Some(version.version));
    }
    let since = headers.get(IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
    let since = since.and_then(|text| jiff::fmt::rfc2822::parse(text).ok());
    since.is_some_and(|since| version.at.as_second() <= since.timestamp().as_second())
}

/// A condition of a change of what has to be there.
pub(crate) fn of_what_is_there(headers: &HeaderMap) -> Result<Precondition, ServiceError> {
    match precondition(headers)? {
        Precondition::Absent => Err(ServiceError::BadParameter {
            name: "If-None-Match".into(),
            expected: "it does not go with a change of what is there",
        }),
        precondition => Ok(precondition),
    }
}

/// The weak entity tag of a version (FHIR R4, managing resource contention).
pub(crate) fn etag(version: Version) -> HeaderValue {
    HeaderValue::try_from(format!("W/\"{version}\"")).expect("digits are a valid header")
}

fn version_of(tag: &str) -> Option<Version> {
    let tag = tag.strip_prefix("W/").unwrap_or(tag);
    let version = tag.strip_prefix('"')?.strip_suffix('"')?;
    version.parse().ok().map(Version)
}

/// The value of a header that may stand there once.
pub(crate) fn once<'a>(
    headers: &'a HeaderMap,
    name: &'static str,
) -> Result<Option<&'a str>, ServiceError> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(|value| value.to_str().unwrap_or_default().trim());
    if values.next().is_some() {
        return Err(ServiceError::BadParameter {
            name: name.into(),
            expected: "it may stand there once",
        });
    }
    Ok(value)
}

/// `If-Match: "3"` on a change of what has to be there.
pub(crate) fn expected_version(headers: &HeaderMap) -> Result<Option<Version>, ServiceError> {
    let Some(value) = once(headers, "If-Match")? else {
        return Ok(None);
    };
    let version = value.trim_start_matches("W/").trim_matches('"').parse().map(Version);
    version.map(Some).map_err(|_| ServiceError::BadParameter {
        name: "If-Match".into(),
        expected: "the version that was read, such as \"3\"",
    })
}

#[cfg(test)]
mod tests {
    use http::header::IF_MATCH;

    use super::*;

    #[test]
    fn an_etag_names_a_version() {
        let mut headers = HeaderMap::new();
        assert_eq!(precondition(&headers).expect("none"), Precondition::Any);
        headers.insert(IF_MATCH, HeaderValue::from_static("W/\"3\""));
        assert_eq!(precondition(&headers).expect("three"), Precondition::Version(Version(3)));
        headers.append(IF_MATCH, HeaderValue::from_static("W/\"4\""));
        assert!(precondition(&headers).is_err());
        headers.insert(IF_MATCH, HeaderValue::from_static("3"));
        assert!(precondition(&headers).is_err());
    }

    #[test]
    fn a_condition_that_is_not_known_is_refused() {
        let mut headers = HeaderMap::new();
        headers.insert("if-none-exist", HeaderValue::from_static("identifier=1"));
        assert!(precondition(&headers).is_err());
    }
}
