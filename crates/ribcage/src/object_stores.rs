//! Places where objects are kept, opened by their address: the one that knows which kinds there are.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use blobs::{Bucket, BucketAddress, BucketSettings, Folder, Patience, StoreKind, Timeouts};
use model::fault;
use store::{ObjectPlace, PlaceError};

use crate::ambient::SystemRng;

/// In builds for tests: how many milliseconds folders are waited for.
const PATIENCE_OF_TESTS: &str = "RIBCAGE_FOLDERS_ANSWER_WITHIN";

/// Where the object store of a kind is, and who we are there.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    pub(crate) endpoint: Option<String>,
    pub(crate) credentials_file: Option<PathBuf>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) allow_http: bool,
}

/// What is to be known to reach object stores.
#[derive(Debug, Clone)]
pub(crate) struct ObjectStores {
    pub(crate) s3: Connection,
    pub(crate) s3_region: String,
    pub(crate) s3_checksums: bool,
    pub(crate) azure: Connection,
    pub(crate) azure_account: Option<String>,
    pub(crate) gcs: Connection,
    /// How long folders are waited for.
    pub(crate) patience: Patience,
}

/// How long folders are waited for by this process.
pub(crate) fn patience() -> Patience {
    let told = std::env::var(PATIENCE_OF_TESTS).ok().filter(|_| fault::IS_POSSIBLE);
    let told = told.and_then(|told| told.parse().ok());
    told.map_or_else(Patience::default, |told| Patience::of(Duration::from_millis(told)))
}

impl ObjectStores {
    /// The same, for those who only look whether a place is there.
    pub(crate) fn for_a_look(&self) -> Self {
        Self { patience: self.patience.for_a_look(), ..self.clone() }
    }

    /// The place at an address: a bucket, or else a folder.
    pub(crate) fn open(&self, address: &str) -> Result<Arc<dyn ObjectPlace>, PlaceError> {
        if !BucketAddress::is_meant_by(address) {
            let folder = Folder::new(Path::new(address), Arc::new(SystemRng), &self.patience);
            return Ok(Arc::new(folder));
        }
        let refused = |error: &dyn std::error::Error| PlaceError::Refused(error.to_string());
        let address = BucketAddress::parse(address).map_err(|error| refused(&error))?;
        let kind = address.kind();
        let connection = match kind {
            StoreKind::S3 => &self.s3,
            StoreKind::Azure => &self.azure,
            StoreKind::Gcs => &self.gcs,
        };
        let ca = match &connection.ca_file {
            None => None,
            Some(path) => Some(std::fs::read(path).map_err(|error| {
                PlaceError::Refused(format!("{} cannot be read: {error}", path.display()))
            })?),
        };
        let missing = || PlaceError::Refused(format!("{kind}_credentials_file is not given"));
        let bucket = Bucket::new(
            &address,
            BucketSettings {
                endpoint: connection.endpoint.as_deref(),
                region: &self.s3_region,
                checksums: self.s3_checksums,
                account: self.azure_account.as_deref(),
                ca: ca.as_deref(),
                credentials_file: connection.credentials_file.as_deref().ok_or_else(missing)?,
                allow_http: connection.allow_http,
                timeouts: Timeouts::default(),
            },
        );
        Ok(Arc::new(bucket.map_err(|error| refused(&error))?))
    }
}
