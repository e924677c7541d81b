//! `POST [base]`: bundles of requests, carried out together or one by one (FHIR R4, batch and
//! transaction).

use std::sync::Arc;

use ::fhir::bundle::{BundleKind, BundleRequest};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED, LOCATION};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use model::limits::{
    BUNDLE_BODY_BYTES_MAX, BUNDLE_SCAN_ROWS_MAX, BUNDLE_VALUES_MAX, REQUEST_BODY_BYTES_MAX,
};
use model::{Interface, Json, Operation, ResourceType};
use service::{
    Done, EntryChange, EntryOutcome, Rejection, RowBudget, ServiceError, TransactionEntry, Which,
};
use tower::ServiceExt as _;

use super::conditional::criteria;
use super::negotiation::{Format, Returned, check_content_type, unless};
use super::write::location;
use super::{BASE, FHIR_JSON, bundle, json_response, outcome, resource_id, resource_type};
use crate::Faces;
use crate::conditions::{etag, of_what_is_there, precondition};
use crate::face::{Call, Reply};
use crate::query::Query;

/// How much all answers in one bundle may be together. What comes after is not asked.
const ANSWERS_BYTES_MAX: usize = 64 * 1024 * 1024;
/// The headers of a request that its parts inherit.
const INHERITED: [&str; 2] = ["authorization", "prefer"];

/// `POST [base]`
pub(super) async fn process_bundle(State(faces): State<Faces>, request: Request) -> Reply {
    let mut call = Call::begin(&faces, request, Interface::Fhir).await?;
    let kind = call.admit(None, resource_type("Bundle")).await?;
    let is_small = call.parts.headers.get(CONTENT_LENGTH).and_then(|length| {
        let length: usize = length.to_str().ok()?.parse().ok()?;
        Some(length <= REQUEST_BODY_BYTES_MAX)
    });
    let _place = match is_small {
        Some(true) => None,
        _ => Some(faces.large_bodies().acquire().await.expect("it is never closed")),
    };
    let asked = asked(&mut call).await;
    let asked = call.admit(Some((Operation::ProcessBatch, kind)), asked).await?;
    let (format, bundle_kind, requests) = asked;
    match bundle_kind {
        BundleKind::Batch => batch(&call, format, requests).await,
        BundleKind::Transaction => transaction(&call, kind, format, requests).await,
    }
}

async fn asked(call: &mut Call) -> Result<(Format, BundleKind, Vec<BundleRequest>), ServiceError> {
    let mut query = call.query();
    let format = Format::negotiate(&call.parts.headers, &mut query)?;
    query.finish()?;
    check_content_type(&call.parts.headers)?;
    let body = call.body_of(BUNDLE_BODY_BYTES_MAX).await?;
    let json = Json::parse_within(BUNDLE_VALUES_MAX, &body)?;
    let (kind, requests) = ::fhir::bundle::requests(json).map_err(ServiceError::Invalid)?;
    Ok((format, kind, requests))
}

/// Each request by itself, in their order.
async fn batch(call: &Call, format: Format, requests: Vec<BundleRequest>) -> Reply {
    let operation = Operation::ProcessBatch;
    let answer = call.service().process_batch(&call.ctx, requests.len()).await;
    let mut entries = Entries::begin();
    if answer.is_ok() {
        for request in requests {
            entries.ask(call, &request).await;
        }
    }
    Ok(call.answer(operation, answer, |()| {
        json_response(
            StatusCode::OK,
            bundle::answers("batch-response", &entries.texts),
            format.pretty,
        )
    }))
}

/// All changes together, and then what is to be read.
async fn transaction(
    call: &Call,
    kind: ResourceType,
    format: Format,
    requests: Vec<BundleRequest>,
) -> Reply {
    let operation = Operation::ProcessTransaction;
    let (mut changes, mut reads) = (Vec::new(), Vec::new());
    for (index, request) in requests.into_iter().enumerate() {
        if matches!(&*request.method, "GET" | "HEAD") {
            reads.push((index, request));
            continue;
        }
        let change = change(call, request).map_err(|error| error.in_entry(index));
        let change = call.admit(Some((operation, kind)), change).await?;
        changes.push((index, change));
    }
    let (places, changes): (Vec<_>, Vec<_>) = changes.into_iter().unzip();
    let answer = call.service().process_transaction(&call.ctx, &changes).await;
    let answer = match answer {
        Err(mut failure) => {
            // The service counts changes only.
            if let ServiceError::InEntry { index, .. } = &mut failure.error {
                *index = places.get(*index).copied().unwrap_or(*index);
            }
            Err(failure)
        }
        Ok(Done { value, event }) => {
            let mut entries = Entries::begin();
            let outcomes = value.iter().map(|outcome| changed(call, outcome));
            let mut texts: Vec<_> = places.into_iter().zip(outcomes).collect();
            for (place, request) in reads {
                entries.ask(call, &request).await;
                texts.extend(entries.texts.pop().map(|text| (place, text)));
            }
            texts.sort_by_key(|(place, _)| *place);
            Ok(Done { value: texts.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), event })
        }
    };
    Ok(call.answer(operation, answer, |texts| {
        json_response(
            StatusCode::OK,
            bundle::answers("transaction-response", &texts),
            format.pretty,
        )
    }))
}

/// A request of a transaction that changes something.
fn change(call: &Call, request: BundleRequest) -> Result<TransactionEntry, ServiceError> {
    let url = call.public_url();
    let headers = conditions(&request)?;
    let address = relative(url, &request.url);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut parts = path.split('/');
    let kind = resource_type(parts.next().unwrap_or_default())?;
    let id = parts.next();
    if parts.next().is_some() {
        return Err(Rejection::NoSuchRoute.into());
    }
    let which = || match id {
        Some(id) => resource_id(id).map(Which::Id),
        None => criteria(url, kind, Query::of_form(query.as_bytes())).map(Which::Matching),
    };
    let missing = || ServiceError::BadRequest("the entry has no resource".to_owned());
    let change = match &*request.method {
        "POST" if id.is_none() && query.is_empty() => EntryChange::Create {
            unless: unless(&headers)?.map(|search| criteria(url, kind, search)).transpose()?,
            resource: request.resource.ok_or_else(missing)?,
        },
        "PUT" => EntryChange::Update {
            which: which()?,
            precondition: precondition(&headers)?,
            resource: request.resource.ok_or_else(missing)?,
        },
        "PATCH" => EntryChange::Patch {
            which: which()?,
            precondition: of_what_is_there(&headers)?,
            patch: patch_of(&request.resource.ok_or_else(missing)?)?,
        },
        "DELETE" => {
            EntryChange::Delete { which: which()?, precondition: of_what_is_there(&headers)? }
        }
        _ => return Err(Rejection::MethodNotAllowed.into()),
    };
    Ok(TransactionEntry { full_url: request.full_url, kind, change })
}

/// The JSON Patch in a Binary (FHIR R4, patch in a bundle).
fn patch_of(resource: &Json) -> Result<Vec<u8>, ServiceError> {
    let text = |name| resource.member(name).and_then(Json::as_str);
    let is_patch = text("resourceType") == Some("Binary")
        && text("contentType") == Some("application/json-patch+json");
    let patch = text("data").filter(|_| is_patch).and_then(|data| STANDARD.decode(data).ok());
    patch.ok_or_else(|| {
        let detail = "a patch is a Binary of application/json-patch+json with data in Base64";
        ServiceError::BadRequest(detail.to_owned())
    })
}

/// The conditions of a request, as headers.
fn conditions(request: &BundleRequest) -> Result<HeaderMap, ServiceError> {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("if-match", &request.if_match),
        ("if-none-match", &request.if_none_match),
        ("if-none-exist", &request.if_none_exist),
    ] {
        if let Some(value) = value {
            let value = HeaderValue::try_from(&**value).map_err(|_| {
                ServiceError::BadRequest("a condition of the entry is not understood".to_owned())
            })?;
            headers.insert(name, value);
        }
    }
    Ok(headers)
}

/// An address from the base of this server.
fn relative<'a>(url: &str, address: &'a str) -> &'a str {
    let own = address.strip_prefix(url).and_then(|path| path.strip_prefix(BASE));
    own.unwrap_or(address).trim_start_matches('/')
}

/// Answers to requests that are carried out one by one.
struct Entries {
    texts: Vec<String>,
    bytes: usize,
    /// What they may look at together.
    rows: Arc<RowBudget>,
}

impl Entries {
    fn begin() -> Self {
        let rows = Arc::new(RowBudget::of(BUNDLE_SCAN_ROWS_MAX));
        Self { texts: Vec::new(), bytes: 0, rows }
    }

    /// Carries a request out as if it came alone.
    async fn ask(&mut self, call: &Call, request: &BundleRequest) {
        let text = if self.bytes > ANSWERS_BYTES_MAX {
            refused(&ServiceError::TooCostly("answering the whole bundle"))
        } else {
            match alone(call, request) {
                Err(error) => refused(&error),
                Ok(mut request) => {
                    request.extensions_mut().insert(Arc::clone(&self.rows));
                    let router = super::interactions_alone().with_state(call.faces().clone());
                    let response = router.oneshot(request).await;
                    answered(response.unwrap_or_else(|never| match never {})).await
                }
            }
        };
        self.bytes += text.len();
        self.texts.push(text);
    }
}

/// A request of a bundle as one that comes alone.
fn alone(call: &Call, request: &BundleRequest) -> Result<Request, ServiceError> {
    let understood = |detail: &str| ServiceError::BadRequest(detail.to_owned());
    let address = format!("{BASE}/{}", relative(call.public_url(), &request.url));
    let uri: Uri = address.parse().map_err(|_| understood("the url is not understood"))?;
    let method = Method::from_bytes(request.method.as_bytes())
        .map_err(|_| understood("the method is not understood"))?;
    let mut headers = conditions(request)?;
    if let Some(since) = request.if_modified_since.as_deref().map(HeaderValue::try_from) {
        headers.insert("if-modified-since", since.map_err(|_| understood("a condition"))?);
    }
    for name in INHERITED {
        if let Some(value) = call.parts.headers.get(name) {
            headers.insert(name, value.clone());
        }
    }
    let body = match &request.resource {
        Some(resource) if method == Method::PATCH => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json-patch+json"));
            Body::from(patch_of(resource)?)
        }
        Some(resource) => {
            headers.insert(CONTENT_TYPE, FHIR_JSON);
            Body::from(resource.to_text())
        }
        None => Body::empty(),
    };
    let mut alone = Request::new(body);
    *alone.method_mut() = method;
    *alone.uri_mut() = uri;
    *alone.headers_mut() = headers;
    *alone.extensions_mut() = call.parts.extensions.clone();
    debug_assert!(alone.headers().contains_key(AUTHORIZATION), "whoever came here showed one");
    Ok(alone)
}

/// What a request that was carried out by itself came to.
async fn answered(response: Response) -> String {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, ANSWERS_BYTES_MAX).await.unwrap_or_default();
    let body = String::from_utf8_lossy(&body);
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let modified = text(LAST_MODIFIED).and_then(|text| jiff::fmt::rfc2822::parse(text).ok());
    bundle::answer(&bundle::Answer {
        status: parts.status,
        location: text(LOCATION),
        etag: text(ETAG),
        modified: modified.map(|at| at.timestamp()),
        resource: Some(&*body).filter(|body| parts.status.is_success() && !body.is_empty()),
        outcome: Some(&*body).filter(|body| !parts.status.is_success() && !body.is_empty()),
    })
}

/// That a request is not carried out.
fn refused(error: &ServiceError) -> String {
    bundle::answer(&bundle::Answer {
        status: crate::problem::status(error),
        location: None,
        etag: None,
        modified: None,
        resource: None,
        outcome: Some(&outcome::outcome(error).to_text()),
    })
}

/// What became of a change of a transaction.
fn changed(call: &Call, outcome: &EntryOutcome) -> String {
    let success = outcome::of_success();
    match outcome {
        EntryOutcome::Stored(stored) => {
            let version = &stored.version;
            let place = location(call, version.kind, version.id.as_str(), version.version);
            let returned = Returned::preferred(&call.parts.headers);
            bundle::answer(&bundle::Answer {
                status: if stored.created { StatusCode::CREATED } else { StatusCode::OK },
                location: Some(&place),
                etag: etag(version.version).to_str().ok(),
                modified: Some(version.at),
                resource: version.body.as_deref().filter(|_| returned == Returned::Representation),
                outcome: Some(&*success).filter(|_| returned == Returned::Outcome),
            })
        }
        EntryOutcome::Deleted(version) => {
            let etag = version.map(etag);
            bundle::answer(&bundle::Answer {
                status: StatusCode::NO_CONTENT,
                location: None,
                etag: etag.as_ref().and_then(|etag| etag.to_str().ok()),
                modified: None,
                resource: None,
                outcome: None,
            })
        }
    }
}
