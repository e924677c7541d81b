//! `Binary` as what it holds: content of any kind sent and shown as it is (FHIR R4, Binary).

use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderValue, StatusCode};
use model::{Json, ResourceType};
use service::{Rejection, StoredVersion};

use super::outcome;
use crate::conditions::etag;

/// What the content belongs to, as a reference.
const SECURITY_CONTEXT: &str = "x-security-context";

/// Whether a type holds content that can be sent and shown as it is.
pub(super) fn holds_content(kind: ResourceType) -> bool {
    kind.name() == "Binary"
}

/// A resource around content that was sent as it is.
pub(super) fn around(headers: &HeaderMap, id: Option<&str>, content: &[u8]) -> Bytes {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let mut binary: Vec<(Box<str>, Json)> = vec![("resourceType".into(), Json::string("Binary"))];
    binary.extend(id.map(|id| ("id".into(), Json::string(id))));
    let kind = text(CONTENT_TYPE.as_str()).unwrap_or("application/octet-stream");
    binary.push(("contentType".into(), Json::string(kind)));
    if let Some(context) = text(SECURITY_CONTEXT) {
        let reference = Json::object([("reference", Json::string(context))]);
        binary.push(("securityContext".into(), reference));
    }
    if !content.is_empty() {
        binary.push(("data".into(), Json::string(STANDARD.encode(content))));
    }
    Json::Object(binary).to_text().into()
}

/// The content of a stored version, if it is of a kind that the reader takes.
pub(super) fn content(headers: &HeaderMap, version: &StoredVersion) -> Response {
    let json = version.body.as_deref().and_then(|body| Json::parse(body.as_bytes()).ok());
    let text = |name| json.as_ref()?.member(name)?.as_str();
    let kind = text("contentType").filter(|kind| accepts(headers, kind));
    let content = STANDARD.decode(text("data").unwrap_or_default());
    let (Some(Ok(kind)), Ok(content)) = (kind.map(HeaderValue::try_from), content) else {
        return outcome::of_error(&Rejection::NotAcceptable.into());
    };
    // Whatever somebody has stored must not run as a page of this server.
    let shown_as = HeaderValue::from_static("attachment");
    let headers =
        [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, shown_as), (ETAG, etag(version.version))];
    (StatusCode::OK, headers, content).into_response()
}

/// Whether a reader takes a media type.
fn accepts(headers: &HeaderMap, kind: &str) -> bool {
    let essence =
        |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kind = essence(kind);
    let ranges = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    ranges.flat_map(|value| value.split(',')).map(essence).any(|range| {
        range == kind
            || range
                .strip_suffix('*')
                .is_some_and(|start| start.len() > 1 && kind.starts_with(start))
    })
}
