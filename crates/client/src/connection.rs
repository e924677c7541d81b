//! How requests are sent and answers taken: the one place that speaks HTTP.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Certificate, Method, Request, Response, StatusCode, Url, redirect, tls};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::Problem;

use crate::error::ClientError;

/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an answer may take to its last byte, unless its operation says otherwise.
const ANSWER_TIMEOUT: Duration = Duration::from_mins(1);
/// The largest answer, unless its operation says otherwise. A full bundle of a tree's entries fits.
pub(crate) const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// The largest problem.
const PROBLEM_BYTES_MAX: usize = 1024 * 1024;

const PROBLEM_TYPE: &str = "application/problem+json";

/// A way to one server, for whoever asks.
#[derive(Clone)]
pub(crate) struct Connection {
    http: reqwest::Client,
    address: Url,
}

/// What came back, if the server did what was asked.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    /// A way to the server at `https://HOST[:PORT]`, which trusts the certificates in `ca` (PEM) and no others,
    /// or those of the platform without any. Nothing is sent yet.
    pub(crate) fn new(address: &str, ca: Option<&[u8]>) -> Result<Self, ClientError> {
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
        Ok(Self { http: builder.build()?, address })
    }

    /// The address, as it is shown.
    pub(crate) fn address(&self) -> &str {
        self.address.as_str()
    }

    /// A request to a face (`api`, `auth`) and these segments, which may hold any text.
    pub(crate) fn request(&self, method: Method, face: &str, segments: &[&str]) -> Request {
        let mut address = self.address.clone();
        address
            .path_segments_mut()
            .expect("an https address has a path")
            .pop_if_empty()
            .push(face)
            .extend(segments);
        Request::new(method, address)
    }

    /// Sends a request, lets somebody see the head of its answer, and takes its body.
    pub(crate) async fn send(
        &self,
        request: Request,
        bytes_max: usize,
        look: impl FnOnce(&HeaderMap),
    ) -> Result<Answer, ClientError> {
        let response = self.http.execute(request).await?;
        look(response.headers());
        let status = response.status();
        if status.is_success() {
            return Ok(Answer { status, body: receive(response, bytes_max).await? });
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

impl Answer {
    /// The body, read as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, ClientError> {
        let why = "its body is not what the operation answers";
        serde_json::from_slice(&self.body).map_err(|_| unexpected(self.status, why))
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

pub(crate) fn unexpected(status: StatusCode, why: &'static str) -> ClientError {
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
