//! The demo as a client of its own server: whatever it does goes through the published API.

use std::path::Path;

use anyhow::{Context as _, bail};
use reqwest::header::COOKIE;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;
use signin::password::client::Remembered;

/// The way to a server, for a client that trusts its local CA.
pub(super) struct Door {
    url: String,
    http: reqwest::Client,
    /// What the passwords come to of those who sign in here, time and again.
    pub(super) remembered: Remembered,
}

/// Somebody whom the server knows, by a token or by the cookie of a session.
pub(super) struct Caller<'a> {
    door: &'a Door,
    shown: Shown,
}

enum Shown {
    Token(String),
    Cookie(String),
}

impl Door {
    pub(super) fn new(url: &str, ca: &Path) -> anyhow::Result<Self> {
        let pem = std::fs::read(ca).with_context(|| format!("{} cannot be read", ca.display()))?;
        let certificate = reqwest::Certificate::from_pem(&pem)?;
        let http = reqwest::Client::builder().tls_certs_only([certificate]).no_proxy().build()?;
        Ok(Self { url: url.to_owned(), http, remembered: Remembered::default() })
    }

    /// A request of somebody who is not known yet.
    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        accepted(self.request(Method::POST, path).json(body)).await
    }

    pub(super) fn with_token(&self, token: &str) -> Caller<'_> {
        Caller { door: self, shown: Shown::Token(token.to_owned()) }
    }

    pub(super) fn with_cookie(&self, cookie: &str) -> Caller<'_> {
        Caller { door: self, shown: Shown::Cookie(cookie.to_owned()) }
    }
}

impl Caller<'_> {
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.door.request(method, path);
        match &self.shown {
            Shown::Token(token) => request.bearer_auth(token),
            Shown::Cookie(cookie) => request.header(COOKIE, cookie),
        }
    }

    pub(super) async fn get(&self, path: &str) -> anyhow::Result<Value> {
        accepted(self.request(Method::GET, path)).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        accepted(self.request(Method::POST, path).json(body)).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        accepted(self.request(Method::PUT, path).json(body)).await
    }

    pub(super) async fn patch(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        accepted(self.request(Method::PATCH, path).json(body)).await
    }

    pub(super) async fn delete(&self, path: &str) -> anyhow::Result<Value> {
        accepted(self.request(Method::DELETE, path)).await
    }

    /// What a request to read is answered with, be it yes or no.
    pub(super) async fn try_to_get(&self, path: &str) -> anyhow::Result<StatusCode> {
        Ok(self.request(Method::GET, path).send().await?.status())
    }

    /// Ends the session.
    pub(super) async fn sign_out(self) -> anyhow::Result<()> {
        self.delete("/auth/session").await.map(drop)
    }
}

/// The body of an answer that says yes; null, if it has none.
pub(super) async fn accepted(request: RequestBuilder) -> anyhow::Result<Value> {
    let response = request.send().await?;
    let (status, path) = (response.status(), response.url().path().to_owned());
    let body = response.bytes().await?;
    if !status.is_success() {
        bail!("the server answers {status} to {path}: {}", String::from_utf8_lossy(&body));
    }
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&body).context("the server's answer is not JSON")
}

pub(super) fn text(value: &Value, pointer: &str) -> anyhow::Result<String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    Ok(found.with_context(|| format!("the server's answer has no {pointer}"))?.to_owned())
}

/// The items of a list.
pub(super) fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list["items"].as_array().into_iter().flatten()
}
