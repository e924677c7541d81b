//! Pages of other origins (CORS, WHATWG Fetch, section 3.2). Which may ask is on a list of each tenant, and
//! the tenant comes from the credential. The question beforehand brings no credential, so everybody gets the
//! same answer to it, which allows nothing by itself: whoever then asks from an origin that is not on the
//! list of their tenant is turned away, and no credential that a browser adds by itself is ever let in.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HOST,
    ORIGIN, VARY,
};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderName, HeaderValue, Method, StatusCode};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE");
const ASKED: HeaderValue = HeaderValue::from_static(
    "Authorization, Content-Type, Accept, Prefer, If-Match, If-None-Match, If-None-Exist, \
     If-Modified-Since, X-Provenance, X-Security-Context",
);
const SHOWN: HeaderValue = HeaderValue::from_static(
    "ETag, Location, Content-Location, Last-Modified, Expires, Retry-After, X-Progress, Allow, \
     Ribcage-Event",
);
/// How many seconds a browser need not ask again.
const REMEMBERED: HeaderValue = HeaderValue::from_static("600");

/// The origin that a request says it comes from, if that is not the server's own: where clients reach it,
/// or where this request has reached it.
pub(crate) fn foreign_origin<'a>(parts: &'a Parts, own: &str) -> Option<&'a HeaderValue> {
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = parts.uri.authority().map(Authority::as_str).or(host);
    let reached = host.map(|host| format!("https://{host}"));
    parts.headers.get(ORIGIN).filter(|origin| {
        let is = |known: &str| origin.as_bytes() == known.as_bytes();
        !is(own) && !reached.as_deref().is_some_and(is)
    })
}

/// Whether a request comes from no page at all or from one of the server's own, as browsers say that (Fetch Metadata,
/// section 2.2): not from an address somebody was led to, nor from a neighbour under the same domain.
pub(crate) fn is_of_own_pages(parts: &Parts, own: &str) -> bool {
    let site = parts.headers.get(SEC_FETCH_SITE).map(HeaderValue::as_bytes);
    foreign_origin(parts, own).is_none()
        && site.is_none_or(|site| site == b"same-origin" || site == b"none")
}

/// Answers a browser that asks beforehand.
pub(crate) async fn preflight(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let is_asked_beforehand = request.method() == Method::OPTIONS
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
        && ["/fhir/", "/api/"].iter().any(|face| request.uri().path().starts_with(face));
    let origin = headers.get(ORIGIN).filter(|_| is_asked_beforehand).cloned();
    let Some(origin) = origin else { return next.run(request).await };
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, ASKED);
    headers.insert(ACCESS_CONTROL_MAX_AGE, REMEMBERED);
    headers.insert(VARY, HeaderValue::from_static("Origin"));
    response
}

/// Lets pages of an origin read an answer.
pub(crate) fn share(mut response: Response, origin: &HeaderValue) -> Response {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
    headers.append(VARY, HeaderValue::from_static("Origin"));
    response
}

/// Lets all pages read what anybody may ask for.
pub(crate) fn share_with_all(mut response: Response) -> Response {
    let all = HeaderValue::from_static("*");
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, all);
    response
}
