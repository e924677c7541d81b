//! Formats and versions that a request asks for or presents.

use http::HeaderMap;
use http::header::ACCEPT;
use service::{Rejection, ServiceError};

use crate::body::media_type;
use crate::conditions::{IF_NONE_EXIST, once, precondition};
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
                    name: "_pretty".into(),
                    expected: "true or false",
                });
            }
        };
        Ok(Self { pretty })
    }
}

/// The search in `If-None-Exist`, if a creation hangs on one, and no other condition.
pub(super) fn unless(headers: &HeaderMap) -> Result<Option<Query>, ServiceError> {
    let Some(search) = once(headers, IF_NONE_EXIST)? else {
        // There is no version yet that could be expected.
        return precondition(headers).map(|_| None);
    };
    for name in ["If-Match", "If-None-Match"] {
        if headers.contains_key(name) {
            let expected = "it does not go with If-None-Exist";
            return Err(ServiceError::BadParameter { name: name.into(), expected });
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
}
