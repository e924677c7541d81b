//! What a session is known by.

use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};

/// The cookie of a session (`__Host-` binds it to the host that set it).
const NAME_AND_SIGN: &str = "__Host-ribcage-session=";

/// What a request shows from now on, if the answer brings a secret.
pub(crate) fn session_cookie(headers: &HeaderMap) -> Option<HeaderValue> {
    let set = headers.get_all(SET_COOKIE).iter().filter_map(|set| set.to_str().ok());
    let pair = set
        .filter(|set| set.starts_with(NAME_AND_SIGN))
        .filter_map(|set| set.split(';').next())
        .find(|pair| pair.len() > NAME_AND_SIGN.len())?;
    let mut cookie = HeaderValue::from_str(pair).ok()?;
    cookie.set_sensitive(true);
    Some(cookie)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_taken_as_it_is_set_and_never_printed() {
        let shown = |sets: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for set in sets {
                headers.append(SET_COOKIE, HeaderValue::from_static(set));
            }
            session_cookie(&headers)
        };
        let other = "other=1; Path=/";
        let set = "__Host-ribcage-session=secret; Path=/; Secure; HttpOnly; SameSite=Strict";
        let cookie = shown(&[other, set]).expect("it is set");
        assert_eq!(cookie, "__Host-ribcage-session=secret");
        assert!(!format!("{cookie:?}").contains("secret"));
        // It ends, or there is none.
        assert!(shown(&["__Host-ribcage-session=; Path=/; Max-Age=0"]).is_none());
        assert!(shown(&[other]).is_none());
    }
}
