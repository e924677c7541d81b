//! The web console: how it is served, and how it is used in a browser.

use reqwest::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    LOCATION, VARY,
};
use reqwest::{Method, StatusCode};

use crate::harness::{Server, not_run};

/// An answer, as it came.
struct Served {
    status: StatusCode,
    headers: reqwest::header::HeaderMap,
    body: Vec<u8>,
}

impl Served {
    fn header(&self, name: impl reqwest::header::AsHeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

async fn fetch(server: &Server, path: &str, accepted: &str) -> Served {
    let request = server.http().request(Method::GET, format!("{}{path}", server.url));
    let answer = request.header(ACCEPT_ENCODING, accepted).send().await.expect("it answers");
    let (status, headers) = (answer.status(), answer.headers().clone());
    Served { status, headers, body: answer.bytes().await.expect("a body").to_vec() }
}

/// The page, and what it loads, if the build has a console.
async fn page(test: &str, server: &Server) -> Option<(Served, Vec<String>)> {
    let page = fetch(server, "/", "identity").await;
    let text = String::from_utf8(page.body.clone()).expect("text");
    let named = text.split(['"', '\'']).filter(|part| part.starts_with("/assets/"));
    let assets: Vec<_> = named.map(ToOwned::to_owned).collect();
    if assets.is_empty() {
        not_run(test, "the binary was built without the console; that takes Node");
        return None;
    }
    Some((page, assets))
}

#[tokio::test]
async fn stranger_is_shown_where_to_sign_in_by_a_page_that_nothing_foreign_gets_into() {
    let server = Server::start();
    let test =
        "console::stranger_is_shown_where_to_sign_in_by_a_page_that_nothing_foreign_gets_into";
    let Some((page, _)) = page(test, &server).await else { return };
    assert_eq!((page.status, page.header(LOCATION)), (StatusCode::OK, ""));
    assert_eq!(page.header(CONTENT_TYPE), "text/html; charset=utf-8");
    assert_eq!(page.header(CACHE_CONTROL), "no-store");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    let text = String::from_utf8_lossy(&page.body);
    assert!(text.contains("Sign in"), "{text}");
    for inline in ["<style", " style=", " onload=", "<script>", "http://", "https://"] {
        assert!(!text.contains(inline), "{inline} in {text}");
    }
    let policy = page.header(CONTENT_SECURITY_POLICY);
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assert!(policy.ends_with("form-action 'none'; frame-ancestors 'none'"), "{policy}");
    for lax in ["unsafe-inline", "'unsafe-eval'", "http", "*"] {
        assert!(!policy.contains(lax), "{lax} in {policy}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_come_as_the_request_takes_them() {
    let server = Server::start();
    let test = "console::assets_are_kept_for_ever_and_come_as_the_request_takes_them";
    let Some((_, assets)) = page(test, &server).await else { return };
    for asset in assets {
        let plain = fetch(&server, &asset, "identity").await;
        assert_eq!(plain.status, StatusCode::OK, "{asset}");
        assert_eq!(plain.header(CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!((plain.header(VARY), plain.header(CONTENT_ENCODING)), ("Accept-Encoding", ""));
        assert_eq!(plain.header("x-content-type-options"), "nosniff");
        let (brotli, gzip) = (
            fetch(&server, &asset, "gzip, deflate, br").await,
            fetch(&server, &asset, "gzip, deflate").await,
        );
        assert_eq!(
            (brotli.header(CONTENT_ENCODING), gzip.header(CONTENT_ENCODING)),
            ("br", "gzip")
        );
        assert!(brotli.body.len() < gzip.body.len() && gzip.body.len() < plain.body.len());
    }
}

#[tokio::test]
async fn asset_that_is_not_there_is_no_page() {
    let server = Server::start();
    for path in ["/assets/nothing.js", "/assets/", "/assets/..%2findex.html", "/index.html"] {
        let answer = fetch(&server, path, "identity").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header(CACHE_CONTROL), "no-store", "{path}");
    }
}
