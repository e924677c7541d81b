//! Formats and versions that a request asks for or presents.

use http::HeaderMap;
use http::header::{ACCEPT, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use model::Version;
use service::{Precondition, Rejection, ServiceError, StoredVersion};

use crate::body::media_type;
use crate::query::Query;

/// How the answer is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) pretty: bool,
}

impl Format {
    /// Takes `_format` and `_pretty` out of the parameters. JSON is the only format.
    pub(super) fn negotiate(headers: &HeaderMap, query: &mut Query) -> Result<Self, ServiceError> {
        let format = query.take("_format")?;
        let acceptable = match &format {
            // The parameter overrides the header (FHIR R4, content types).
            Some(format) => is_json(format),
            None => accepts_json(headers),
        };
        if !acceptable {
            return Err(Rejection::NotAcceptable.into());
        }
        let pretty = match query.take("_pretty")?.as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => {
                return Err(ServiceError::BadParameter {
                    name: "_pretty",
                    expected: "true or false",
                });
            }
        };
        Ok(Self { pretty })
    }
}

/// Unless one is there that this search finds (FHIR R4, conditional create).
const IF_NONE_EXIST: &str = "If-None-Exist";

/// The search in `If-None-Exist`, if a creation hangs on one, and no other condition.
pub(super) fn unless(headers: &HeaderMap) -> Result<Option<Query>, ServiceError> {
    let Some(search) = once(headers, IF_NONE_EXIST)? else {
        // There is no version yet that could be expected.
        return precondition(headers).map(|_| None);
    };
    for name in ["If-Match", "If-None-Match"] {
        if headers.contains_key(name) {
            let expected = "it does not go with If-None-Exist";
            return Err(ServiceError::BadParameter { name, expected });
        }
    }
    let search = search.split_once('?').map_or(search, |(_, search)| search);
    Ok(Some(Query::of_form(search.as_bytes())))
}

/// A body must say that it is JSON.
pub(super) fn check_content_type(headers: &HeaderMap) -> Result<(), ServiceError> {
    match media_type(headers).as_deref() {
        Some("application/fhir+json" | "application/json") => Ok(()),
        _ => Err(Rejection::UnsupportedMediaType.into()),
    }
}

/// `If-Match: W/"3"` or `If-None-Match: *`. A condition that is not known here is refused: what it was
/// to prevent would happen.
pub(super) fn precondition(headers: &HeaderMap) -> Result<Precondition, ServiceError> {
    for name in [IF_NONE_EXIST, "If-Modified-Since", "If-Unmodified-Since"] {
        if headers.contains_key(name) {
            let expected = "no other condition of a change than If-Match, or If-None-Match: *";
            return Err(ServiceError::BadParameter { name, expected });
        }
    }
    let absent = match once(headers, "If-None-Match")? {
        None => false,
        Some("*") => true,
        Some(_) => {
            let expected = "* on a change, which then only creates";
            return Err(ServiceError::BadParameter { name: "If-None-Match", expected });
        }
    };
    match once(headers, "If-Match")? {
        None if absent => Ok(Precondition::Absent),
        Some(_) if absent => Err(ServiceError::BadParameter {
            name: "If-None-Match",
            expected: "it does not go with If-Match",
        }),
        None | Some("*") => Ok(Precondition::Any),
        Some(tag) => version_of(tag).map(Precondition::Version).ok_or(ServiceError::BadParameter {
            name: "If-Match",
            expected: "the ETag of the version that was read, such as W/\"3\"",
        }),
    }
}

/// Whether the reader has this version already (RFC 9110, section 13): by its tag, or, if there is
/// none, by when it was made.
pub(super) fn is_known(headers: &HeaderMap, version: &StoredVersion) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = tags.flat_map(|value| value.split(',')).map(str::trim).peekable();
    if tags.peek().is_some() {
        return tags.any(|tag| tag == "*" || version_of(tag) == Some(version.version));
    }
    let since = headers.get(IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
    let since = since.and_then(|text| jiff::fmt::rfc2822::parse(text).ok());
    since.is_some_and(|since| version.at.as_second() <= since.timestamp().as_second())
}

/// What a change is answered with (`Prefer: return=…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Returned {
    Representation,
    Minimal,
    Outcome,
}

impl Returned {
    /// Reads the header. What it does not say, or says in words not known here, is a representation.
    pub(super) fn preferred(headers: &HeaderMap) -> Self {
        for preference in preferences(headers) {
            match preference {
                "return=minimal" => return Self::Minimal,
                "return=OperationOutcome" => return Self::Outcome,
                "return=representation" => return Self::Representation,
                _ => {}
            }
        }
        Self::Representation
    }
}

/// What the client prefers (RFC 7240).
pub(super) fn preferences(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let values = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split([',', ';'])).map(str::trim)
}

fn version_of(tag: &str) -> Option<Version> {
    let tag = tag.strip_prefix("W/").unwrap_or(tag);
    let version = tag.strip_prefix('"')?.strip_suffix('"')?;
    version.parse().ok().map(Version)
}

/// The value of a header that may stand there once.
fn once<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>, ServiceError> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(|value| value.to_str().unwrap_or_default().trim());
    if values.next().is_some() {
        return Err(ServiceError::BadParameter { name, expected: "it may stand there once" });
    }
    Ok(value)
}

fn is_json(format: &str) -> bool {
    let format = format.split(';').next().unwrap_or_default().trim();
    // A plus in an address may have been read as a space.
    ["json", "application/json", "application/fhir+json", "application/fhir json", "text/json"]
        .contains(&format)
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let mut ranges = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|range| range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
        .filter(|range| !range.is_empty())
        .peekable();
    ranges.peek().is_none()
        || ranges.any(|range| range == "*/*" || range == "application/*" || is_json(&range))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use http::header::IF_MATCH;

    use super::*;

    fn format(accept: Option<&'static str>, query: &str) -> Result<Format, ServiceError> {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        let uri = format!("/x?{query}").parse().expect("an address");
        Format::negotiate(&headers, &mut Query::of(&uri))
    }

    #[test]
    fn json_is_given_to_who_takes_it_and_nothing_to_who_does_not() {
        for accept in [
            None,
            Some("*/*"),
            Some("application/json"),
            Some("text/html, application/fhir+json;q=0.9"),
        ] {
            assert!(format(accept, "").is_ok(), "{accept:?}");
        }
        assert!(format(Some("application/fhir+xml"), "").is_err());
        assert!(format(Some("application/fhir+xml"), "_format=json").is_ok());
        assert!(format(None, "_format=application/fhir%2Bjson&_pretty=true").expect("ok").pretty);
        assert!(format(None, "_format=xml").is_err());
        assert!(format(None, "_pretty=maybe").is_err());
    }

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
