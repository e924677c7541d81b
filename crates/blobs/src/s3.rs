//! A place that is a bucket of an S3 compatible store, over TLS.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder, S3ConditionalPut};
use object_store::client::{HttpClient, HttpConnector};
use object_store::path::Path as ObjectPath;
use object_store::{
    BackoffConfig, ClientOptions, GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, PutMode,
    PutOptions, RetryConfig,
};
use reqwest::{Certificate, Url, redirect, tls};
use store::{Answer, Clearing, ObjectPlace, ObjectWriter, PlaceError};

use crate::credentials::{CredentialsError, CredentialsFile};
use crate::name::{check, is_name};
use crate::s3_address::BucketAddress;
use crate::s3_writer::BucketWriter;

/// How often a request is sent again that failed for no fault of its own, and until when.
const RETRIES_MAX: usize = 3;
const RETRY_TIMEOUT: Duration = Duration::from_mins(1);

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// Until a connection is made.
    pub connect: Duration,
    /// Until the server has taken a request and begins to answer it, and then each time for more of the answer.
    pub answer: Duration,
    /// Until everything asked for is done, whatever happens meanwhile.
    pub whole: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(30),
            whole: Duration::from_mins(10),
        }
    }
}

/// Where an object store is, and who we are there.
#[derive(Debug, Clone, Copy)]
pub struct BucketSettings<'a> {
    /// `https://HOST[:PORT]`; that of AWS in the region without one.
    pub endpoint: Option<&'a str>,
    /// The region that requests are signed for.
    pub region: &'a str,
    /// Certificates in PEM by which the store is known; those of the platform without any.
    pub ca: Option<&'a [u8]>,
    /// The file with our credentials, which is read again whenever it has changed.
    pub credentials_file: &'a Path,
    /// Whether a store on this machine may be asked without TLS.
    pub allow_http: bool,
    /// How long is waited.
    pub timeouts: Timeouts,
}

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// The address is none, or would send everything in the clear over a network.
    #[error(
        "s3_endpoint must be https://HOST[:PORT], or http:// of this machine if s3_allow_http is true"
    )]
    Endpoint,
    /// It has other signs than letters, digits and -.
    #[error("s3_region may have letters, digits and -")]
    Region,
    /// There is no certificate in the file.
    #[error("s3_ca_file holds no certificate in PEM")]
    Certificate,
    /// There are no credentials.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// The TLS library does not work.
    #[error("no connection can be prepared")]
    Http(#[source] reqwest::Error),
    /// The library does not take it.
    #[error("the bucket cannot be used")]
    Bucket(#[source] object_store::Error),
}

/// A bucket, or what begins with a prefix in one.
pub struct Bucket {
    address: String,
    prefix: String,
    store: Arc<AmazonS3>,
    whole: Duration,
}

/// Hands out the client that was made here, whatever the library would make.
struct Connector(reqwest::Client);

impl fmt::Debug for Connector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Connector")
    }
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.0.clone()))
    }
}

impl Bucket {
    /// Prepares to ask the store. Nothing is sent yet.
    pub fn new(
        address: &BucketAddress,
        settings: BucketSettings<'_>,
    ) -> Result<Self, SettingError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if settings.region.is_empty() || !settings.region.bytes().all(is_plain) {
            return Err(SettingError::Region);
        }
        let credentials = CredentialsFile::new(settings.credentials_file);
        credentials.read()?;
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&address.bucket)
            .with_region(settings.region)
            .with_credentials(Arc::new(credentials))
            .with_conditional_put(S3ConditionalPut::ETagMatch)
            .with_http_connector(Connector(client(&settings)?))
            .with_retry(RetryConfig {
                backoff: BackoffConfig::default(),
                max_retries: RETRIES_MAX,
                retry_timeout: RETRY_TIMEOUT,
            });
        if let Some(endpoint) = settings.endpoint {
            let endpoint: Url = endpoint.parse().map_err(|_| SettingError::Endpoint)?;
            if !is_safe(&endpoint, settings.allow_http) {
                return Err(SettingError::Endpoint);
            }
            builder = builder
                .with_endpoint(endpoint.as_str().trim_end_matches('/'))
                .with_allow_http(endpoint.scheme() == "http");
        }
        let BucketAddress { bucket, prefix } = address;
        let slash = if prefix.is_empty() { "" } else { "/" };
        Ok(Self {
            address: format!("{}{bucket}{slash}{prefix}", BucketAddress::SCHEME),
            prefix: format!("{prefix}{slash}"),
            store: Arc::new(builder.build().map_err(SettingError::Bucket)?),
            whole: settings.timeouts.whole,
        })
    }

    fn path(&self, name: &str) -> Result<ObjectPath, PlaceError> {
        check(name)?;
        Ok(ObjectPath::from(format!("{}{name}", self.prefix)))
    }

    /// Asks the store, for as long as is waited at most.
    async fn ask<T>(
        &self,
        question: impl Future<Output = object_store::Result<T>>,
    ) -> Result<T, object_store::Error> {
        ask(self.whole, question).await
    }

    async fn get_with(
        &self,
        name: &str,
        range: Option<GetRange>,
    ) -> Result<Option<Vec<u8>>, PlaceError> {
        let path = self.path(name)?;
        let options = GetOptions { range, ..GetOptions::default() };
        let asked = async { self.store.get_opts(&path, options).await?.bytes().await };
        Ok(if_there(self.ask(asked).await)?.map(Vec::from))
    }

    /// Asks for what comes behind a name: stores give that in order, page by page.
    async fn list_after_now(&self, after: &str, limit: usize) -> Result<Vec<String>, PlaceError> {
        let folder = ObjectPath::from(self.prefix.as_str());
        let after = ObjectPath::from(format!("{}{after}", self.prefix));
        let asked = async {
            let found = self.store.list_with_offset(Some(&folder), &after);
            let mut found = found.map_ok(|object| object.location.to_string());
            let mut names = Vec::new();
            while names.len() < limit
                && let Some(path) = found.try_next().await?
            {
                let name = path.strip_prefix(&self.prefix).filter(|name| is_name(name));
                names.extend(name.map(str::to_owned));
            }
            Ok(names)
        };
        let mut names = self.ask(asked).await.map_err(unavailable)?;
        names.sort_unstable();
        Ok(names)
    }

    async fn list_now(&self, start: &str) -> Result<Vec<String>, PlaceError> {
        let (folder, _) = start.rsplit_once('/').unwrap_or(("", start));
        let folder = ObjectPath::from(format!("{}{folder}", self.prefix));
        let asked = async {
            let found = self.store.list(Some(&folder));
            let mut names = Vec::new();
            let mut found = found.map_ok(|object| object.location.to_string());
            while let Some(path) = found.try_next().await? {
                if let Some(name) = path.strip_prefix(&self.prefix)
                    && name.starts_with(start)
                    && is_name(name)
                {
                    names.push(name.to_owned());
                }
            }
            Ok(names)
        };
        let mut names = self.ask(asked).await.map_err(unavailable)?;
        // Not every store lists in order.
        names.sort_unstable();
        Ok(names)
    }
}

pub(crate) async fn ask<T>(
    whole: Duration,
    question: impl Future<Output = object_store::Result<T>>,
) -> Result<T, object_store::Error> {
    let answered = tokio::time::timeout(whole, question).await;
    answered.unwrap_or_else(|late| {
        Err(object_store::Error::Generic { store: "S3", source: Box::new(late) })
    })
}

/// A client that goes nowhere but where it is sent, and in the clear only on this machine.
fn client(settings: &BucketSettings<'_>) -> Result<reqwest::Client, SettingError> {
    let mut builder = reqwest::Client::builder()
        .tls_version_min(tls::Version::TLS_1_2)
        .https_only(!settings.allow_http)
        .redirect(redirect::Policy::none())
        .no_proxy()
        // Stores speak it, and a connection that is lost takes one request with it.
        .http1_only()
        .referer(false)
        .connect_timeout(settings.timeouts.connect)
        .read_timeout(settings.timeouts.answer)
        .user_agent(concat!("ribcage/", env!("CARGO_PKG_VERSION")));
    if let Some(ca) = settings.ca {
        builder = match Certificate::from_pem_bundle(ca) {
            Ok(certificates) if !certificates.is_empty() => builder.tls_certs_only(certificates),
            _ => return Err(SettingError::Certificate),
        };
    }
    builder.build().map_err(SettingError::Http)
}

/// Whether nothing goes over a network in the clear.
fn is_safe(url: &Url, allow_http: bool) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_here = host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    let is_plain = url.path() == "/"
        && url.query().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    let is_taken = url.scheme() == "https" || url.scheme() == "http" && is_here && allow_http;
    is_plain && !host.is_empty() && is_taken
}

fn if_there<T>(answer: object_store::Result<T>) -> Result<Option<T>, PlaceError> {
    match answer {
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        answer => answer.map(Some).map_err(unavailable),
    }
}

pub(crate) fn unavailable(error: object_store::Error) -> PlaceError {
    PlaceError::Unavailable(io::Error::other(error))
}

impl ObjectPlace for Bucket {
    fn address(&self) -> &str {
        &self.address
    }

    fn put<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, (), PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            self.ask(self.store.put(&path, object.into())).await.map(drop).map_err(unavailable)
        })
    }

    fn put_new<'a>(&'a self, name: &'a str, object: Vec<u8>) -> Answer<'a, bool, PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            let options = PutOptions::from(PutMode::Create);
            match self.ask(self.store.put_opts(&path, object.into(), options)).await {
                Ok(_) => Ok(true),
                Err(
                    object_store::Error::AlreadyExists { .. }
                    | object_store::Error::Precondition { .. },
                ) => Ok(false),
                Err(error) => Err(unavailable(error)),
            }
        })
    }

    fn write<'a>(&'a self, name: &'a str) -> Answer<'a, Box<dyn ObjectWriter>, PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            let writer = BucketWriter::new(self.store.clone(), path, self.whole);
            Ok(Box::new(writer) as Box<dyn ObjectWriter>)
        })
    }

    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Vec<u8>>, PlaceError> {
        Box::pin(self.get_with(name, None))
    }

    fn get_range<'a>(
        &'a self,
        name: &'a str,
        range: Range<u64>,
    ) -> Answer<'a, Option<Vec<u8>>, PlaceError> {
        Box::pin(async move {
            if range.is_empty() {
                return Ok(self.size(name).await?.map(|_| Vec::new()));
            }
            self.get_with(name, Some(GetRange::Bounded(range))).await
        })
    }

    fn size<'a>(&'a self, name: &'a str) -> Answer<'a, Option<u64>, PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            Ok(if_there(self.ask(self.store.head(&path)).await)?.map(|found| found.size))
        })
    }

    fn list<'a>(&'a self, start: &'a str) -> Answer<'a, Vec<String>, PlaceError> {
        Box::pin(self.list_now(start))
    }

    fn list_after<'a>(
        &'a self,
        after: &'a str,
        limit: usize,
    ) -> Answer<'a, Vec<String>, PlaceError> {
        Box::pin(self.list_after_now(after, limit))
    }

    /// What is left of uploads in parts is in no list: a rule of the bucket ends those that were not completed.
    fn clear_unfinished(&self, _: Clearing) -> Answer<'_, u64, PlaceError> {
        Box::pin(async { Ok(0) })
    }

    fn remove<'a>(&'a self, name: &'a str) -> Answer<'a, (), PlaceError> {
        Box::pin(async move {
            let path = self.path(name)?;
            if_there(self.ask(self.store.delete(&path)).await).map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_over_a_network_in_the_clear() {
        for (url, allow_http, is_taken) in [
            ("https://s3.example.org", false, true),
            ("https://s3.example.org:9000/", false, true),
            ("http://127.0.0.1:9000", false, false),
            ("http://127.0.0.1:9000", true, true),
            ("http://[::1]:9000", true, true),
            ("http://s3.example.org", true, false),
            ("https://s3.example.org/bucket", false, false),
            ("https://somebody:secret@s3.example.org", false, false),
        ] {
            let url = url.parse().expect("an address");
            assert_eq!(is_safe(&url, allow_http), is_taken, "{url}");
        }
    }
}
