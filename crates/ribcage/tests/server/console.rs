//! The web console: how it is served, and how it is used in a browser.

use std::path::Path;
use std::process::{Command, Stdio};

use reqwest::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    LOCATION, VARY,
};
use reqwest::{Method, StatusCode};

use testkit::SmtpSink;

use crate::harness::{Server, not_run};
use crate::people::{PASSWORD, Person};

/// Where the console and its tests in a browser are.
const CONSOLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../console");
const CHROMIUM: &str = "/usr/bin/chromium";
/// What the letters in the pictures of pages are drawn with.
const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

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
async fn page(name: &str, server: &Server) -> Option<(Served, Vec<String>)> {
    let page = fetch(server, "/", "identity").await;
    let html = String::from_utf8(page.body.clone()).expect("text");
    let named = html.split(['"', '\'']).filter(|part| part.starts_with("/assets/"));
    let assets: Vec<_> = named.map(ToOwned::to_owned).collect();
    if assets.is_empty() {
        not_run(name, "the binary was built without the console; that takes Node");
        return None;
    }
    Some((page, assets))
}

#[tokio::test]
async fn stranger_is_shown_where_to_sign_in_by_a_page_that_nothing_foreign_gets_into() {
    let server = Server::start();
    let name =
        "console::stranger_is_shown_where_to_sign_in_by_a_page_that_nothing_foreign_gets_into";
    let Some((page, _)) = page(name, &server).await else { return };
    assert_eq!((page.status, page.header(LOCATION)), (StatusCode::OK, ""));
    assert_eq!(page.header(CONTENT_TYPE), "text/html; charset=utf-8");
    assert_eq!(page.header(CACHE_CONTROL), "no-store");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    let html = String::from_utf8_lossy(&page.body);
    assert!(html.contains("Sign in"), "{html}");
    for inline in ["<style", " style=", " onload=", "<script>", "http://", "https://"] {
        assert!(!html.contains(inline), "{inline} in {html}");
    }
    let policy = page.header(CONTENT_SECURITY_POLICY);
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assert!(policy.ends_with("form-action 'none'; frame-ancestors 'none'"), "{policy}");
    assert!(policy.contains("; frame-src blob:;"), "a document is shown from memory: {policy}");
    for lax in ["unsafe-inline", "'unsafe-eval'", "http", "*"] {
        assert!(!policy.contains(lax), "{lax} in {policy}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_come_as_the_request_takes_them() {
    let server = Server::start();
    let name = "console::assets_are_kept_for_ever_and_come_as_the_request_takes_them";
    let Some((_, assets)) = page(name, &server).await else { return };
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

/// Runs a part of the tests in a browser against a server, as its administrator, if all that takes is there.
async fn browse(test: &str, server: &Server, part: &str, variables: &[(&str, &str)]) {
    let runner = Path::new(CONSOLE).join("node_modules/@playwright/test/cli.js");
    if !runner.exists() || !Path::new(CHROMIUM).exists() {
        return not_run(test, "Playwright or Chromium is not there; `make test` brings both");
    }
    if page(test, server).await.is_none() {
        return;
    }
    let administrator = Person::administrator(server, "Clinic", "ann@clinic.example").await;
    let output = tempfile::tempdir().expect("a folder");
    let mut command = Command::new("node");
    command.arg(runner).args(["test", "--project", part]).current_dir(CONSOLE);
    command
        // Passkeys are bound to a name, and no address is one.
        .env("RIBCAGE_E2E_URL", server.url.replace("127.0.0.1", "localhost"))
        .env("RIBCAGE_E2E_CA", server.ca())
        .env("RIBCAGE_E2E_EMAIL", administrator.email())
        .env("RIBCAGE_E2E_PASSWORD", PASSWORD)
        .env("RIBCAGE_E2E_CHROMIUM", CHROMIUM)
        .env("RIBCAGE_E2E_OUTPUT", output.path())
        .envs(variables.iter().copied());
    let run = tokio::task::spawn_blocking(move || command.stdin(Stdio::null()).output());
    let done = run.await.expect("it is waited for").expect("Node runs");
    let (told, failed) =
        (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success() && told.contains(" passed"), "{told}\n{failed}");
}

#[tokio::test]
async fn people_sign_in_look_after_their_account_and_administer_a_tenant_in_a_browser() {
    let server = Server::start();
    let name =
        "console::people_sign_in_look_after_their_account_and_administer_a_tenant_in_a_browser";
    browse(name, &server, "people", &[]).await;
}

#[tokio::test]
async fn records_are_looked_at_and_written_by_clinicians_and_patients_in_a_browser() {
    let server = Server::start();
    let name = "console::records_are_looked_at_and_written_by_clinicians_and_patients_in_a_browser";
    browse(name, &server, "records", &[]).await;
}

#[tokio::test]
async fn what_happens_and_how_data_are_kept_is_overseen_in_a_browser() {
    let server = Server::start();
    let name = "console::what_happens_and_how_data_are_kept_is_overseen_in_a_browser";
    browse(name, &server, "oversight", &[]).await;
}

#[tokio::test]
async fn letters_lead_into_the_console_in_a_browser() {
    let name = "console::letters_lead_into_the_console_in_a_browser";
    let Some(sink) = SmtpSink::start(name) else { return };
    let variables = sink.variables();
    let settings: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let server = Server::start_with(&settings);
    let other = Person::administrator(&server, "Elsewhere", "eve@elsewhere.example").await;
    let mails = sink.folder().to_str().expect("text");
    let variables = [("RIBCAGE_E2E_MAILS", mails), ("RIBCAGE_E2E_OTHER_EMAIL", other.email())];
    browse(name, &server, "letters", &variables).await;
}

#[tokio::test]
async fn every_page_looks_as_in_its_pictures() {
    let name = "console::every_page_looks_as_in_its_pictures";
    if !Path::new(FONT).exists() {
        return not_run(name, "the font of the pictures is not there; fonts-dejavu-core has it");
    }
    // What it says of how it is kept is the same in every run, on whatever the others are.
    let server = Server::start_on_sqlite();
    browse(name, &server, "pictures", &[]).await;
}
