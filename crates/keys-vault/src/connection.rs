//! How the service is asked: the one place that speaks HTTP, and says what its answers mean.

use std::time::Duration;

use reqwest::{Certificate, Method, Request, StatusCode, Url, redirect, tls};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use store::KeyServiceError;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::token::TokenFile;
use crate::{Settings, strange};

/// How long a connection may take to be made, and an answer to its last byte.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
/// The largest answer: a key with some thousands of versions.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;
/// How many requests are under way at once, and how long a further one waits for its turn.
const UNDER_WAY_MAX: usize = 16;
/// How much of what the service says is passed on.
const WORDS_MAX: usize = 200;

const TOKEN_HEADER: &str = "x-vault-token";

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// The address is none, or would send keys in the clear over a network.
    #[error("vault_url must be https://HOST[:PORT], or http:// of this machine")]
    Url,
    /// The mount or the name of the key is empty or has other signs than letters, digits, - and _.
    #[error("{0} may have letters, digits, - and _")]
    Name(&'static str),
    /// There is no certificate in the file.
    #[error("vault_ca_file holds no certificate in PEM")]
    Certificate,
    /// The TLS library does not work.
    #[error("no connection can be prepared")]
    Http(#[source] reqwest::Error),
}

/// A connection to one transit engine.
pub(crate) struct Connection {
    http: reqwest::Client,
    url: Url,
    mount: String,
    key: String,
    token: TokenFile,
    under_way: Semaphore,
}

/// What the service said, other than that it cannot or will not.
pub(crate) enum Said<T> {
    /// What was asked for.
    Yes(T),
    /// There is no such thing.
    NotThere,
    /// What was sent is wrong, and why.
    Invalid(String),
}

impl<T> Said<T> {
    /// What was asked for, where nothing else is to be expected.
    pub(crate) fn value(self) -> Result<T, KeyServiceError> {
        match self {
            Self::Yes(value) => Ok(value),
            Self::NotThere => Err(KeyServiceError::Refused(
                "there is no key of this name at this mount".to_owned(),
            )),
            Self::Invalid(why) => Err(KeyServiceError::Refused(why)),
        }
    }
}

impl Said<IgnoredAny> {
    pub(crate) fn expected(self) -> Result<(), KeyServiceError> {
        self.value().map(drop)
    }
}

#[derive(Deserialize)]
struct Envelope<T> {
    data: T,
}

#[derive(Deserialize)]
struct Errors {
    errors: Vec<String>,
}

impl Connection {
    pub(crate) fn new(settings: Settings<'_>) -> Result<Self, SettingError> {
        let url: Url = settings.url.parse().map_err(|_| SettingError::Url)?;
        if !is_safe(&url) {
            return Err(SettingError::Url);
        }
        for (name, text) in [("vault_mount", settings.mount), ("vault_key", settings.key)] {
            let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-_".contains(sign);
            if text.is_empty() || !text.chars().all(is_plain) {
                return Err(SettingError::Name(name));
            }
        }
        let mut builder = reqwest::Client::builder()
            .tls_version_min(tls::Version::TLS_1_2)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(ANSWER_TIMEOUT)
            .user_agent(concat!("ribcage/", env!("CARGO_PKG_VERSION")));
        if let Some(ca) = settings.ca {
            builder = match Certificate::from_pem_bundle(ca) {
                Ok(certificates) if !certificates.is_empty() => {
                    builder.tls_certs_only(certificates)
                }
                _ => return Err(SettingError::Certificate),
            };
        }
        Ok(Self {
            http: builder.build().map_err(SettingError::Http)?,
            url,
            mount: settings.mount.to_owned(),
            key: settings.key.to_owned(),
            token: TokenFile::new(settings.token_file),
            under_way: Semaphore::new(UNDER_WAY_MAX),
        })
    }

    /// Asks about `<mount>/<what>/<key><further>`.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        what: &str,
        further: &str,
    ) -> Result<Said<T>, KeyServiceError> {
        self.ask(Method::GET, what, further, None).await
    }

    /// Sends something to `<mount>/<what>/<key><further>`.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        what: &str,
        further: &str,
        body: &Value,
    ) -> Result<Said<T>, KeyServiceError> {
        self.ask(Method::POST, what, further, Some(body)).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        what: &str,
        further: &str,
        body: Option<&Value>,
    ) -> Result<Said<T>, KeyServiceError> {
        let path = format!("{}/{what}/{}{further}", self.mount, self.key);
        let mut url = self.url.clone();
        url.set_path(&format!("v1/{path}"));
        let mut request = Request::new(method.clone(), url);
        let token = self.token.header().map_err(unavailable)?;
        request.headers_mut().insert(TOKEN_HEADER, token);
        if let Some(body) = body {
            let bytes = serde_json::to_vec(body).map_err(unavailable)?;
            *request.body_mut() = Some(bytes.into());
        }
        let turn = tokio::time::timeout(ANSWER_TIMEOUT, self.under_way.acquire()).await;
        let _turn = turn.map_err(unavailable)?.map_err(unavailable)?;
        let (status, body) = self.send(request).await?;
        if status.is_success() {
            // What changes something may answer nothing.
            let text = if body.is_empty() { b"{\"data\":null}".as_slice() } else { &body };
            let envelope: Envelope<T> = serde_json::from_slice(text).map_err(|_| strange())?;
            return Ok(Said::Yes(envelope.data));
        }
        let words = words(&body);
        match status {
            StatusCode::NOT_FOUND => Ok(Said::NotThere),
            StatusCode::BAD_REQUEST => Ok(Said::Invalid(words)),
            StatusCode::FORBIDDEN => {
                Err(KeyServiceError::Refused(format!("the token may not {method} {path}: {words}")))
            }
            StatusCode::SERVICE_UNAVAILABLE if words.contains("sealed") => {
                Err(KeyServiceError::Refused(format!("{words}; somebody has to unseal it")))
            }
            _ => Err(unavailable(format!("it answers {status}: {words}"))),
        }
    }

    async fn send(
        &self,
        request: Request,
    ) -> Result<(StatusCode, Zeroizing<Vec<u8>>), KeyServiceError> {
        // Without the address: it is known, and the token is not in it.
        let failed = |error: reqwest::Error| unavailable(error.without_url());
        let mut response = self.http.execute(request).await.map_err(failed)?;
        let status = response.status();
        let mut body = Zeroizing::new(Vec::with_capacity(4 * 1024));
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(unavailable("its answer is too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        Ok((status, body))
    }
}

/// Whether nothing goes over a network in the clear.
fn is_safe(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_here = host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    let is_plain = url.path() == "/"
        && url.query().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    is_plain && !host.is_empty() && (url.scheme() == "https" || url.scheme() == "http" && is_here)
}

/// What the service says of why, on one line and not at any length.
fn words(body: &[u8]) -> String {
    let errors = serde_json::from_slice::<Errors>(body).map(|said| said.errors);
    let said = errors.unwrap_or_default().join("; ").replace(['\n', '\r', '\t'], " ");
    if said.is_empty() {
        "it does not say why".to_owned()
    } else {
        said.chars().take(WORDS_MAX).collect()
    }
}

fn unavailable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> KeyServiceError {
    KeyServiceError::Unavailable(source.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_over_a_network_in_the_clear() {
        for (url, is_taken) in [
            ("https://vault.example.org", true),
            ("https://vault.example.org:8200/", true),
            ("http://127.0.0.1:8200", true),
            ("http://[::1]:8200", true),
            ("http://localhost:8200", true),
            ("http://vault.example.org", false),
            ("http://localhost.example.org", false),
            ("ftp://localhost", false),
            ("https://vault.example.org/v1", false),
            ("https://somebody:secret@vault.example.org", false),
        ] {
            let url = url.parse().expect("an address");
            assert_eq!(is_safe(&url), is_taken, "{url}");
        }
    }

    #[test]
    fn what_the_service_says_is_passed_on_in_one_short_line() {
        assert_eq!(words(b"{\"errors\": [\"no\\nway\", \"never\"]}"), "no way; never");
        assert_eq!(words(b"<html>"), "it does not say why");
        let long = format!("{{\"errors\": [\"{}\"]}}", "x".repeat(1000));
        assert_eq!(words(long.as_bytes()).len(), WORDS_MAX);
    }
}
