//! `/`: the web console, or, in a binary that was built without it, a page that says what there is.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::auth::{hinting_session, is_unhinted_session};
use crate::{Faces, face};

/// What is shown where there is no console.
const PLAIN_PAGE: &str = include_str!("home.html");
const PLAIN_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// What the console's page may do: nothing inline, nothing from elsewhere. WebAssembly is what computes one half of a
/// password's proof. Pictures and documents are shown from memory (`blob:`); what is framed so is bound by this policy,
/// too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; frame-src blob:; font-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What no page of ours asks a browser for, whatever gets into it.
const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), \
    usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)";
/// The name of an asset has a hash of its content in it, so what it stands for never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// A file of the console, and the same compressed, where that is smaller.
struct Asset {
    name: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// What the build has made.
static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/console.rs"));

/// Whether this binary was built with the console.
pub fn has_console() -> bool {
    !ASSETS.is_empty()
}

pub(crate) fn router() -> Router<Faces> {
    Router::new().route("/", get(page)).route("/assets/{name}", get(asset))
}

/// The page. A script sees no session's cookie, so the answer to whoever shows one lets it know that there may be one.
async fn page(headers: HeaderMap) -> Response {
    let Some(page) = find("index.html") else {
        return with_policy(PLAIN_POLICY, axum::response::Html(PLAIN_PAGE).into_response());
    };
    let response = with_policy(POLICY, page.answer(&headers));
    if is_unhinted_session(&headers) { hinting_session(response) } else { response }
}

/// An answer, with what it may do in a browser.
fn with_policy(policy: &'static str, mut response: Response) -> Response {
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, policy),
        (OPENER_POLICY, "same-origin"),
        (RESOURCE_POLICY, "same-origin"),
        (PERMISSIONS_POLICY, PERMISSIONS),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn asset(
    Path(name): Path<String>,
    State(faces): State<Faces>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let Some(asset) = find(&format!("assets/{name}")) else {
        return face::no_such_route(State(faces), request).await;
    };
    // A worker is bound by the policy that its own file comes with.
    let mut response = with_policy(POLICY, asset.answer(&headers));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    response
}

fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

impl Asset {
    /// The file in the smallest form that the request takes.
    fn answer(&self, request: &HeaderMap) -> Response {
        let forms = [("br", self.brotli), ("gzip", self.gzip)];
        let taken = forms.into_iter().find_map(|(coding, bytes)| {
            bytes.filter(|_| takes(request, coding)).map(|bytes| (coding, bytes))
        });
        let mut response = match taken {
            Some((coding, bytes)) => {
                ([(CONTENT_ENCODING, HeaderValue::from_static(coding))], bytes).into_response()
            }
            None => self.plain.into_response(),
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(self.name)));
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        response
    }
}

/// Whether a request takes this coding (RFC 9110, section 12.5.3). A weight of nothing refuses it.
fn takes(request: &HeaderMap, coding: &str) -> bool {
    let values = request.get_all(ACCEPT_ENCODING).into_iter().filter_map(|it| it.to_str().ok());
    let items: Vec<_> = values.flat_map(|value| value.split(',')).collect();
    let weight = |wanted: &str| {
        items.iter().find_map(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let weight = weight.trim().strip_prefix("q=").and_then(|it| it.parse::<f32>().ok());
            name.trim().eq_ignore_ascii_case(wanted).then(|| weight.unwrap_or(0.0))
        })
    };
    weight(coding).or_else(|| weight("*")).is_some_and(|weight| weight > 0.0)
}

/// What a file of the console is, by the end of its name.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    const ASSET: Asset =
        Asset { name: "a.js", plain: b"plain", brotli: Some(b"b"), gzip: Some(b"g") };

    fn coding_for(value: &'static str) -> Option<HeaderValue> {
        ASSET.answer(&accepting(value)).headers().get(CONTENT_ENCODING).cloned()
    }

    #[test]
    fn smallest_form_that_is_taken_is_given() {
        assert_eq!(coding_for("gzip, deflate, br").expect("compressed"), "br");
        assert_eq!(coding_for("gzip").expect("compressed"), "gzip");
        assert_eq!(coding_for("*").expect("compressed"), "br");
    }

    #[test]
    fn form_that_is_refused_is_not_given() {
        assert_eq!(coding_for("br;q=0, gzip;q=0.5").expect("compressed"), "gzip");
        assert_eq!(coding_for("br;q=0, *;q=0"), None);
        assert_eq!(coding_for("identity"), None);
    }

    #[test]
    fn answer_says_that_it_depends_on_what_is_taken() {
        let answer = ASSET.answer(&HeaderMap::new());
        assert_eq!(answer.headers()[VARY], "Accept-Encoding");
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/javascript; charset=utf-8");
    }
}
