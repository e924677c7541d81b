//! The cookie that a session is known by. Scripts do not see it, other origins do not send it, and it is of this host
//! alone (RFC 6265bis, section 4.1.3.2, `__Host-`).

use http::header::{COOKIE, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Response};
use service::SessionSecret;

/// Its name.
pub(crate) const NAME: &str = "__Host-ribcage-session";
const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";
/// What the console's own page sees of it (`console/src/session/hint.ts`): that somebody may be signed in.
const HINT: &str = "__Host-ribcage-signed-in";
const HINTED: &str = "__Host-ribcage-signed-in=in; Path=/; Secure; SameSite=Strict";

/// What a request shows under a name.
fn named<'h>(headers: &'h HeaderMap, name: &'h str) -> impl Iterator<Item = &'h str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    pairs.flat_map(|header| header.split(';')).filter_map(move |pair| {
        pair.trim().strip_prefix(name).and_then(|rest| rest.strip_prefix('='))
    })
}

/// Whether a request shows a session of which the page has not been told.
pub(crate) fn is_unhinted(headers: &HeaderMap) -> bool {
    named(headers, NAME).next().is_some() && named(headers, HINT).next().is_none()
}

/// An answer that tells the page.
pub(crate) fn hinting(mut response: Response<axum::body::Body>) -> Response<axum::body::Body> {
    response.headers_mut().append(SET_COOKIE, HeaderValue::from_static(HINTED));
    response
}

/// The secret that a request shows, if it shows one.
pub(crate) fn secret(parts: &Parts) -> Option<SessionSecret> {
    let mut found = named(&parts.headers, NAME);
    let text = found.next()?;
    // Of two nobody can say which is meant.
    if found.next().is_some() {
        return None;
    }
    SessionSecret::parse(text)
}

/// An answer that lets the browser keep a session's secret, until it is closed.
pub(crate) fn keeping<B>(mut response: Response<B>, secret: &SessionSecret) -> Response<B> {
    let text = format!("{NAME}={}; {ATTRIBUTES}", *secret.expose());
    let mut value = HeaderValue::try_from(text).expect("base64url is a valid header");
    value.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, value);
    response
}

/// An answer that lets the browser forget it.
pub(super) fn forgetting<B>(mut response: Response<B>) -> Response<B> {
    let text = format!("{NAME}=; Max-Age=0; {ATTRIBUTES}");
    let value = HeaderValue::try_from(text).expect("letters are a valid header");
    response.headers_mut().append(SET_COOKIE, value);
    response
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn shown(cookies: &[&str]) -> bool {
        let request = cookies.iter().fold(Request::builder(), |it, text| it.header(COOKIE, *text));
        secret(&request.body(()).expect("a request").into_parts().0).is_some()
    }

    #[test]
    fn a_page_is_told_once_that_somebody_may_be_signed_in() {
        let told = |cookies: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for text in cookies {
                headers.append(COOKIE, HeaderValue::from_static(text));
            }
            is_unhinted(&headers)
        };
        assert!(told(&["a=b; __Host-ribcage-session=c"]));
        assert!(!told(&[]) && !told(&["a=b"]));
        for hint in ["in", "leaving"] {
            let both = format!("__Host-ribcage-session=c; {HINT}={hint}");
            assert!(!told(&[both.leak()]), "{hint}");
        }
    }

    #[test]
    fn one_secret_is_taken_from_among_other_cookies() {
        let good = format!("{NAME}={}", "A".repeat(64));
        assert!(shown(&[&good]) && shown(&[&format!("a=b; {good}; c")]) && shown(&["a=b", &good]));
        assert!(!shown(&[]) && !shown(&["a=b"]) && !shown(&[&format!("{NAME}=AAAA")]));
        assert!(!shown(&[&good, &good]) && !shown(&[&format!("x{good}")]));
    }
}
