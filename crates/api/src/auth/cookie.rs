//! The cookie that a session is known by. Scripts do not see it, other origins do not send it, and it is of this host
//! alone (RFC 6265bis, section 4.1.3.2, `__Host-`).

use http::header::{COOKIE, SET_COOKIE};
use http::request::Parts;
use http::{HeaderValue, Response};
use service::SessionSecret;

/// Its name.
pub(crate) const NAME: &str = "__Host-ribcage-session";
const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";

/// The secret that a request shows, if it shows one.
pub(crate) fn secret(parts: &Parts) -> Option<SessionSecret> {
    let pairs = parts.headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut found = pairs
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix(NAME).and_then(|rest| rest.strip_prefix('=')));
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
    fn one_secret_is_taken_from_among_other_cookies() {
        let good = format!("{NAME}={}", "A".repeat(64));
        assert!(shown(&[&good]) && shown(&[&format!("a=b; {good}; c")]) && shown(&["a=b", &good]));
        assert!(!shown(&[]) && !shown(&["a=b"]) && !shown(&[&format!("{NAME}=AAAA")]));
        assert!(!shown(&[&good, &good]) && !shown(&[&format!("x{good}")]));
    }
}
