//! Places where objects are kept, opened by their address: the one that knows which kinds there are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blobs::{Bucket, BucketAddress, BucketSettings, Folder, Timeouts};
use store::{ObjectPlace, PlaceError};

use crate::ambient::SystemRng;

/// What is to be known to reach object stores.
#[derive(Debug, Clone)]
pub(crate) struct ObjectStores {
    pub(crate) endpoint: Option<String>,
    pub(crate) region: String,
    pub(crate) credentials_file: Option<PathBuf>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) allow_http: bool,
}

impl ObjectStores {
    /// The place at an address: a bucket, or else a folder.
    pub(crate) fn open(&self, address: &str) -> Result<Arc<dyn ObjectPlace>, PlaceError> {
        if !address.starts_with(BucketAddress::SCHEME) {
            return Ok(Arc::new(Folder::new(Path::new(address), Arc::new(SystemRng))));
        }
        let refused = |error: &dyn std::error::Error| PlaceError::Refused(error.to_string());
        let address = BucketAddress::parse(address).map_err(|error| refused(&error))?;
        let ca = match &self.ca_file {
            None => None,
            Some(path) => Some(std::fs::read(path).map_err(|error| {
                PlaceError::Refused(format!("{} cannot be read: {error}", path.display()))
            })?),
        };
        let missing = || PlaceError::Refused("s3_credentials_file is not given".to_owned());
        let bucket = Bucket::new(
            &address,
            BucketSettings {
                endpoint: self.endpoint.as_deref(),
                region: &self.region,
                ca: ca.as_deref(),
                credentials_file: self.credentials_file.as_deref().ok_or_else(missing)?,
                allow_http: self.allow_http,
                timeouts: Timeouts::default(),
            },
        );
        Ok(Arc::new(bucket.map_err(|error| refused(&error))?))
    }
}
