//! How object stores are asked: over TLS, nowhere but where they are, and not for ever.

use std::fmt;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use object_store::client::{HttpClient, HttpConnector};
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};
use reqwest::{Certificate, Url, redirect, tls};

use crate::address::{BucketAddress, StoreKind};
use crate::credentials::CredentialsError;
use crate::{azure, gcs, s3};

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
    /// `https://HOST[:PORT]`; that of the cloud whose interface it is without one.
    pub endpoint: Option<&'a str>,
    /// The region that requests are signed for, with S3.
    pub region: &'a str,
    /// Whether objects are sent with a checksum of theirs, with S3. A bucket that locks what it is sent takes no others,
    /// and some stores do not know it.
    pub checksums: bool,
    /// The storage account, with Azure.
    pub account: Option<&'a str>,
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
        "{0}_endpoint must be https://HOST[:PORT], or http:// of this machine if {0}_allow_http is true"
    )]
    Endpoint(StoreKind),
    /// It has other signs than letters, digits and -.
    #[error("s3_region may have letters, digits and -")]
    Region,
    /// It is not given, or has other signs than small letters and digits.
    #[error(
        "azure_account must be the name of a storage account: 3 to 24 small letters and digits"
    )]
    Account,
    /// There is no certificate in the file.
    #[error("{0}_ca_file holds no certificate in PEM")]
    Certificate(StoreKind),
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

/// The store that a bucket is in. Nothing is sent yet. No variable of the environment is read for it and no metadata
/// service asked: each kind is handed its credentials, and what it would look for without them is not looked for.
pub(crate) fn open(
    address: &BucketAddress,
    settings: &BucketSettings<'_>,
) -> Result<Arc<dyn ObjectStore>, SettingError> {
    let connector = Connector(client(address.kind(), settings)?);
    match address.kind() {
        StoreKind::S3 => s3::open(&address.bucket, settings, connector),
        StoreKind::Azure => azure::open(&address.bucket, settings, connector),
        StoreKind::Gcs => gcs::open(&address.bucket, settings, connector),
    }
}

/// Hands out the client that was made here, whatever the library would make.
#[derive(Clone)]
pub(crate) struct Connector(reqwest::Client);

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

/// What is done about requests that failed for no fault of their own.
pub(crate) fn retry() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig::default(),
        max_retries: RETRIES_MAX,
        retry_timeout: RETRY_TIMEOUT,
    }
}

/// Where the store is, if the settings say it, without a `/` at its end. Only a path that is named may be in it.
pub(crate) fn endpoint(
    kind: StoreKind,
    settings: &BucketSettings<'_>,
    path: Option<&str>,
) -> Result<Option<String>, SettingError> {
    let Some(endpoint) = settings.endpoint else { return Ok(None) };
    let url: Url = endpoint.parse().map_err(|_| SettingError::Endpoint(kind))?;
    if !is_safe(&url, path, settings.allow_http) {
        return Err(SettingError::Endpoint(kind));
    }
    Ok(Some(url.as_str().trim_end_matches('/').to_owned()))
}

/// A client that goes nowhere but where it is sent, and in the clear only on this machine.
fn client(kind: StoreKind, settings: &BucketSettings<'_>) -> Result<reqwest::Client, SettingError> {
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
            _ => return Err(SettingError::Certificate(kind)),
        };
    }
    builder.build().map_err(SettingError::Http)
}

/// Whether nothing goes over a network in the clear.
fn is_safe(url: &Url, path: Option<&str>, allow_http: bool) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_here = host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    let named = url.path().trim_matches('/');
    let is_plain = (named.is_empty() || path == Some(named))
        && url.query().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    let is_taken = url.scheme() == "https" || url.scheme() == "http" && is_here && allow_http;
    is_plain && !host.is_empty() && is_taken
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
            ("https://s3.example.org/account/", false, true),
            ("https://s3.example.org/account/bucket", false, false),
            ("https://somebody:secret@s3.example.org", false, false),
        ] {
            let url = url.parse().expect("an address");
            assert_eq!(is_safe(&url, Some("account"), allow_http), is_taken, "{url}");
        }
    }
}
