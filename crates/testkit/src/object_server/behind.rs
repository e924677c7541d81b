//! What answers behind the face of an object server.

use std::error::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use http::{Request, Response, StatusCode, header};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::Body;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use tokio::net::TcpStream;

use super::service_account::ServiceAccount;
use super::status;

pub(super) type Failure = Box<dyn Error + Send + Sync>;

/// How Google is told to put only what is new.
const GENERATION: &str = "x-goog-if-generation-match";

/// Where the checksum of an object stands that is put into a bucket of S3, and where SDKs say which it is.
const CHECKSUM: &str = "x-amz-checksum-sha256";
const ALGORITHM: &str = "x-amz-sdk-checksum-algorithm";

#[derive(Clone)]
pub(super) enum Behind {
    /// The server of `s3s`, which knows who may ask.
    S3(S3Service),
    /// The server of `s3s`, which lets everybody ask, for those with a token of the account.
    Gcs(S3Service, Arc<ServiceAccount>),
    /// A program that listens on this machine.
    Program(SocketAddr),
    /// One that locks what it is sent, and knows a checksum by a header that the SDKs of AWS send beside it.
    Locked(SocketAddr),
}

impl Behind {
    pub(super) fn s3(objects: &Path, only: Option<(&str, &str)>) -> Self {
        Self::S3(service(objects, only))
    }

    pub(super) fn gcs(objects: &Path, account: ServiceAccount) -> Self {
        Self::Gcs(service(objects, None), Arc::new(account))
    }

    pub(super) async fn answer(
        &self,
        mut request: Request<Incoming>,
    ) -> Result<Response<Body>, Failure> {
        match self {
            Self::S3(service) => Ok(service.call(request.map(Body::from)).await?),
            Self::Gcs(service, account) => {
                let headers = request.headers_mut();
                let token = headers.remove(header::AUTHORIZATION);
                if !token.is_some_and(|token| account.has_signed(token.as_bytes())) {
                    return Ok(status(StatusCode::UNAUTHORIZED));
                }
                if headers.remove(GENERATION).is_some_and(|generation| generation == "0") {
                    headers.insert(header::IF_NONE_MATCH, header::HeaderValue::from_static("*"));
                }
                Ok(service.call(request.map(Body::from)).await?)
            }
            Self::Program(address) => forward(*address, request).await,
            Self::Locked(address) => {
                let headers = request.headers_mut();
                if headers.contains_key(CHECKSUM) {
                    headers.insert(ALGORITHM, header::HeaderValue::from_static("SHA256"));
                }
                forward(*address, request).await
            }
        }
    }
}

fn service(objects: &Path, only: Option<(&str, &str)>) -> S3Service {
    let files = s3s_fs::FileSystem::new(objects).expect("the folder is there");
    let mut service = S3ServiceBuilder::new(files);
    if let Some((key_id, secret)) = only {
        service.set_auth(SimpleAuth::from_single(key_id, secret));
    }
    service.build()
}

/// Asks a program the same, and gives its answer.
async fn forward(
    address: SocketAddr,
    mut request: Request<Incoming>,
) -> Result<Response<Body>, Failure> {
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let path = request.uri().path_and_query().ok_or("there is no path")?;
    *request.uri_mut() = path.as_str().parse()?;
    Ok(sender.send_request(request).await?.map(Body::from))
}
