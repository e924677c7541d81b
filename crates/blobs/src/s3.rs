//! Stores with the interface of S3.

use std::sync::Arc;

use object_store::ObjectStore;
use object_store::aws::{AmazonS3Builder, AwsCredential, Checksum, S3ConditionalPut};
use zeroize::Zeroize as _;

use crate::address::StoreKind;
use crate::connection::{BucketSettings, Connector, SettingError, endpoint, retry};
use crate::credentials::{Credential, CredentialsFile, named_values};

pub(crate) fn open(
    bucket: &str,
    settings: &BucketSettings<'_>,
    connector: Connector,
) -> Result<Arc<dyn ObjectStore>, SettingError> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if settings.region.is_empty() || !settings.region.bytes().all(is_plain) {
        return Err(SettingError::Region);
    }
    let credentials = CredentialsFile::open(settings.credentials_file, parse)?;
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region(settings.region)
        .with_credentials(Arc::new(credentials))
        .with_conditional_put(S3ConditionalPut::ETagMatch)
        .with_http_connector(connector)
        .with_retry(retry());
    if settings.checksums {
        builder = builder.with_checksum_algorithm(Checksum::SHA256);
    }
    if let Some(endpoint) = endpoint(StoreKind::S3, settings, None)? {
        let is_in_the_clear = endpoint.starts_with("http:");
        builder = builder.with_endpoint(endpoint).with_allow_http(is_in_the_clear);
    }
    Ok(Arc::new(builder.build().map_err(SettingError::Bucket)?))
}

impl Credential for AwsCredential {
    const NEEDS: &str = "lines aws_access_key_id = … and aws_secret_access_key = …";

    fn wipe(&mut self) {
        self.secret_key.zeroize();
        self.token.zeroize();
    }
}

/// The format that tools of AWS share, of which the section `default` is read.
fn parse(text: &str) -> Option<AwsCredential> {
    let [key_id, secret_key, token] =
        named_values(text, ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]);
    Some(AwsCredential { key_id: key_id?, secret_key: secret_key?, token })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_section_is_read() {
        let text = "[other]\naws_secret_access_key=x\n[default]\naws_access_key_id = 3\n\
                    aws_secret_access_key=4=\naws_session_token=5\n";
        let read = parse(text).expect("complete");
        assert_eq!((read.key_id.as_str(), read.secret_key.as_str()), ("3", "4="));
        assert_eq!(read.token.as_deref(), Some("5"));
        assert!(parse("[default]\naws_access_key_id = one\n").is_none());
    }
}
