//! `/`: what somebody sees who opens the server's address in a browser.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use http::{HeaderValue, header};

use crate::Faces;

const PAGE: &str = include_str!("home.html");

pub(crate) fn router() -> Router<Faces> {
    Router::new().route("/", get(show))
}

async fn show() -> impl axum::response::IntoResponse {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    ([(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy))], Html(PAGE))
}
