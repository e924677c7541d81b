//! `Binary` as what it holds: content of any kind sent and shown as it is (FHIR R4, Binary).

use std::pin::Pin;

use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderValue, StatusCode};
use model::{Json, Operation, ResourceType};
use service::blobs::{ContentSource, INLINE_BYTES_MAX, Received, ReceivedBlob};
use service::{Rejection, ServiceError, StoredVersion};

use crate::conditions::{etag, is_known};
use crate::content::{BodySource, Outgoing, send};
use crate::face::Call;

/// Content above this is not shown inside JSON, where it has to be whole in memory.
const JSON_CONTENT_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// What the content belongs to, as a reference.
const SECURITY_CONTEXT: &str = "x-security-context";

/// Whether a type holds content that can be sent and shown as it is.
pub(super) fn holds_content(kind: ResourceType) -> bool {
    kind.name() == "Binary"
}

/// A resource around content that was sent as it is.
fn around(headers: &HeaderMap, id: Option<&str>, content: &[u8]) -> Bytes {
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

/// What a request that writes brings.
pub(super) enum Brought {
    /// A resource.
    Resource(Bytes),
    /// What a resource is to hold.
    Content(BodySource),
}

/// A resource that was sent, and content that has come in for it.
pub(super) struct Arrived {
    pub(super) body: Bytes,
    pub(super) content: Option<ReceivedBlob>,
}

impl Arrived {
    /// Lets go of content that no document has come to have.
    pub(super) async fn settle(self, call: &Call) {
        if let Some(content) = &self.content {
            call.service().discard_received(content).await;
        }
    }
}

/// Takes in what was brought. What is too large for a document is kept apart, before the operation begins.
pub(super) async fn arrive(
    call: &Call,
    (operation, kind): (Operation, ResourceType),
    id: Option<&str>,
    brought: Brought,
) -> Result<Arrived, Response> {
    let headers = &call.parts.headers;
    let (body, received) = match brought {
        Brought::Content(mut source) => {
            let service = call.service();
            let received = service.receive_content(&call.ctx, operation, kind, &mut source).await;
            (around(headers, id, &[]), call.admit(Some((operation, kind)), received).await?)
        }
        Brought::Resource(body) => {
            let Some((rest, content)) = holds_content(kind).then(|| without_data(&body)).flatten()
            else {
                return Ok(Arrived { body, content: None });
            };
            let mut source = Whole(Some(content.into()));
            let service = call.service();
            let received = service.receive_content(&call.ctx, operation, kind, &mut source).await;
            match call.admit(Some((operation, kind)), received).await? {
                Received::Inline(_) => return Ok(Arrived { body, content: None }),
                received @ Received::Kept(_) => (rest, received),
            }
        }
    };
    Ok(match received {
        Received::Inline(content) => Arrived { body: around(headers, id, &content), content: None },
        Received::Kept(content) => Arrived { body, content: Some(content) },
    })
}

/// Content that is there already.
struct Whole(Option<Bytes>);

impl ContentSource for Whole {
    fn next(
        &mut self,
    ) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, ServiceError>> + Send + '_>> {
        let next = self.0.take();
        Box::pin(async move { Ok(next) })
    }
}

/// A resource without its content, and that content, if there is much of it. What is wrong with it is said by whoever
/// validates it.
fn without_data(body: &Bytes) -> Option<(Bytes, Vec<u8>)> {
    if body.len() <= INLINE_BYTES_MAX {
        return None;
    }
    let mut json = Json::parse(body).ok()?;
    let data = json.remove_member("data")?;
    let content = STANDARD.decode(data.as_str()?).ok()?;
    Some((json.to_text().into(), content))
}

/// The content of a stored version as it is, if it is of a kind that the reader takes.
pub(super) async fn content(
    headers: &HeaderMap,
    version: StoredVersion,
) -> Result<Response, ServiceError> {
    let json = version.body.as_deref().and_then(|body| Json::parse(body.as_bytes()).ok());
    let text = |name| json.as_ref()?.member(name)?.as_str();
    let kind = text("contentType").filter(|kind| accepts(headers, kind));
    let Some(Ok(kind)) = kind.map(HeaderValue::try_from) else {
        return Err(Rejection::NotAcceptable.into());
    };
    let tag = etag(version.version);
    if is_known(headers, &version) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let outgoing = match version.content {
        Some(content) => Outgoing::Kept(content),
        None => match STANDARD.decode(text("data").unwrap_or_default()) {
            Ok(content) => Outgoing::Inline(content),
            Err(_) => return Err(Rejection::NotAcceptable.into()),
        },
    };
    let mut response = send(outgoing, headers, &tag).await?;
    if response.status() != StatusCode::RANGE_NOT_SATISFIABLE {
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    // Whatever somebody has stored must not run as a page of this server.
    let shown_as = HeaderValue::from_static("attachment");
    response.headers_mut().insert(CONTENT_DISPOSITION, shown_as);
    response.headers_mut().insert(ETAG, tag);
    Ok(response)
}

/// A version whose text has its content in it, where that was kept apart and is not too much.
pub(super) async fn with_data(mut version: StoredVersion) -> Result<StoredVersion, ServiceError> {
    let Some(content) = version.content.take() else { return Ok(version) };
    if content.bytes() > JSON_CONTENT_BYTES_MAX {
        return Err(Rejection::ContentApart.into());
    }
    let data = STANDARD.encode(content.read_all().await?);
    if let Some(body) = &mut version.body {
        let mut json = Json::parse(body.as_bytes())?;
        json.set_member("data", Json::string(data), usize::MAX);
        *body = json.to_text();
    }
    Ok(version)
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
