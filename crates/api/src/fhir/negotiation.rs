//! Formats and versions that a request asks for or presents.

use http::HeaderMap;
use http::header::{ACCEPT, IF_MATCH};
use model::Version;
use service::{Precondition, Rejection, ServiceError};

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

/// A body must say that it is JSON.
pub(super) fn check_content_type(headers: &HeaderMap) -> Result<(), ServiceError> {
    match media_type(headers).as_deref() {
        Some("application/fhir+json" | "application/json") => Ok(()),
        _ => Err(Rejection::UnsupportedMediaType.into()),
    }
}

/// `If-Match: W/"3"`. A condition that is not known here is refused: what it was to prevent would
/// happen.
pub(super) fn precondition(headers: &HeaderMap) -> Result<Precondition, ServiceError> {
    for name in ["If-None-Exist", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"] {
        if headers.contains_key(name) {
            let expected =
                "no other condition of a change than If-Match, which is the only one known";
            return Err(ServiceError::BadParameter { name, expected });
        }
    }
    let mut values = headers.get_all(IF_MATCH).iter();
    let Some(value) = values.next() else {
        return Ok(Precondition::Any);
    };
    if values.next().is_some() {
        return Err(ServiceError::BadParameter {
            name: "If-Match",
            expected: "it may stand there once",
        });
    }
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(Precondition::Any);
    }
    let tag = text.strip_prefix("W/").unwrap_or(text);
    let version = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    let version = version.and_then(|version| version.parse().ok()).map(Version);
    version.map(Precondition::Version).ok_or(ServiceError::BadParameter {
        name: "If-Match",
        expected: "the ETag of the version that was read, such as W/\"3\"",
    })
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
