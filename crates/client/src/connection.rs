//! How requests are sent and answers taken: the one place that speaks HTTP.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ledger::Hash;
use model::EventId;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Certificate, Method, Request, Response, StatusCode, Url, redirect, tls};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::Problem;

use crate::error::ClientError;
use crate::token::Token;

/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an answer may take to its last byte, unless its operation says otherwise.
const ANSWER_TIMEOUT: Duration = Duration::from_mins(1);
/// The largest answer, unless its operation says otherwise. A full bundle of a tree's entries fits.
pub(crate) const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// The largest problem.
const PROBLEM_BYTES_MAX: usize = 1024 * 1024;

const EVENT_HEADER: &str = "ribcage-event";
const PROBLEM_TYPE: &str = "application/problem+json";

/// The event that an answer says it left in the log. Who keeps it can demand its proof later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoggedEvent {
    /// The event's name.
    pub event: EventId,
    /// Its hash, which is that of its leaf in the tree.
    pub hash: Hash,
}

/// A connection to one server, signed in as one client of one tenant.
pub struct Client {
    http: reqwest::Client,
    address: Url,
    authorization: HeaderValue,
    last_event: Mutex<Option<LoggedEvent>>,
}

impl Client {
    /// A client of the server at `https://HOST[:PORT]`, which trusts the certificates in `ca`
    /// (PEM) and no others, or those of the platform without any. Nothing is sent yet.
    pub fn new(address: &str, ca: Option<&[u8]>, token: &Token) -> Result<Self, ClientError> {
        let address = parse_address(address)?;
        let mut builder = reqwest::Client::builder()
            .tls_version_min(tls::Version::TLS_1_2)
            .https_only(true)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(ANSWER_TIMEOUT)
            .user_agent(concat!("ribcage/", env!("CARGO_PKG_VERSION")));
        if let Some(ca) = ca {
            let no_certificate = ClientError::Setting("the CA file holds no certificate in PEM");
            builder = match Certificate::from_pem_bundle(ca) {
                Ok(certificates) if !certificates.is_empty() => {
                    builder.tls_certs_only(certificates)
                }
                _ => return Err(no_certificate),
            };
        }
        Ok(Self {
            http: builder.build()?,
            address,
            authorization: token.header()?,
            last_event: Mutex::new(None),
        })
    }

    /// The event of the answer that came last, whatever the answer was; nothing if it named none.
    /// Where operations run side by side, "last" is any of them.
    pub fn last_event(&self) -> Option<LoggedEvent> {
        *self.keep_last()
    }

    fn keep_last(&self) -> std::sync::MutexGuard<'_, Option<LoggedEvent>> {
        self.last_event.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request to `/api` and these segments, which may hold any text.
    pub(crate) fn request(&self, method: Method, segments: &[&str]) -> Request {
        let mut address = self.address.clone();
        address
            .path_segments_mut()
            .expect("an https address has a path")
            .pop_if_empty()
            .push("api")
            .extend(segments);
        let mut request = Request::new(method, address);
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.authorization.clone());
        request
    }

    /// Asks for something under `/api`.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        segments: &[&str],
        parameters: &[(&str, String)],
    ) -> Result<T, ClientError> {
        let mut request = self.request(Method::GET, segments);
        if !parameters.is_empty() {
            request.url_mut().query_pairs_mut().extend_pairs(parameters);
        }
        self.ask(request, ANSWER_BYTES_MAX).await
    }

    /// Sends a body as JSON.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        segments: &[&str],
        body: &impl Serialize,
    ) -> Result<T, ClientError> {
        let request = with_json(self.request(Method::POST, segments), body);
        self.ask(request, ANSWER_BYTES_MAX).await
    }

    /// Sends a request that is answered by JSON of at most so many bytes.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        request: Request,
        bytes_max: usize,
    ) -> Result<T, ClientError> {
        let (status, body) = self.send(request, bytes_max).await?;
        let why = "its body is not what the operation answers";
        serde_json::from_slice(&body).map_err(|_| unexpected(status, why))
    }

    /// Sends a request and takes the body of its answer, if the server did what was asked.
    pub(crate) async fn send(
        &self,
        request: Request,
        bytes_max: usize,
    ) -> Result<(StatusCode, Vec<u8>), ClientError> {
        *self.keep_last() = None;
        let response = self.http.execute(request).await?;
        *self.keep_last() = event_of(response.headers());
        let status = response.status();
        if status.is_success() {
            return Ok((status, receive(response, bytes_max).await?));
        }
        let kind = response.headers().get(CONTENT_TYPE);
        if !kind.is_some_and(|kind| kind.as_bytes().starts_with(PROBLEM_TYPE.as_bytes())) {
            return Err(unexpected(status, "does not say why"));
        }
        let body = receive(response, PROBLEM_BYTES_MAX).await?;
        match serde_json::from_slice::<Problem>(&body) {
            Ok(problem) => Err(ClientError::Problem(Box::new(problem))),
            Err(_) => Err(unexpected(status, "its problem cannot be read")),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("address", &self.address.as_str()).finish_non_exhaustive()
    }
}

/// Gives a request a body.
pub(crate) fn with_json(mut request: Request, body: &impl Serialize) -> Request {
    let body = serde_json::to_vec(body).expect("what travels is always valid JSON");
    *request.body_mut() = Some(body.into());
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(CONTENT_TYPE, json);
    request
}

fn unexpected(status: StatusCode, why: &'static str) -> ClientError {
    ClientError::Unexpected { status: status.as_u16(), why }
}

fn parse_address(text: &str) -> Result<Url, ClientError> {
    let wrong = ClientError::Setting("the address of a server reads https://HOST[:PORT]");
    match Url::parse(text) {
        Ok(address)
            if address.scheme() == "https"
                && address.username().is_empty()
                && address.password().is_none()
                && address.query().is_none()
                && address.fragment().is_none() =>
        {
            Ok(address)
        }
        _ => Err(wrong),
    }
}

/// Takes the body of an answer, but never more of it than is wanted.
async fn receive(mut response: Response, bytes_max: usize) -> Result<Vec<u8>, ClientError> {
    let too_large = unexpected(response.status(), "its body is larger than it may be");
    let bytes_max_64 = u64::try_from(bytes_max).unwrap_or(u64::MAX);
    if response.content_length().is_some_and(|length| length > bytes_max_64) {
        return Err(too_large);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if chunk.len() > bytes_max - body.len() {
            return Err(too_large);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The event that an answer names: `<event id> <hash>`.
fn event_of(headers: &HeaderMap) -> Option<LoggedEvent> {
    let (event, hash) = headers.get(EVENT_HEADER)?.to_str().ok()?.split_once(' ')?;
    Some(LoggedEvent { event: event.parse().ok()?, hash: hash.parse().ok()? })
}
