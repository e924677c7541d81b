//! Google Cloud Storage.

use std::sync::Arc;

use object_store::gcp::{GcpCredential, GcpCredentialProvider, GoogleCloudStorageBuilder};
use object_store::{CredentialProvider, ObjectStore};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::address::StoreKind;
use crate::connection::{BucketSettings, Connector, SettingError, endpoint, retry};
use crate::credentials::{Credential, CredentialsFile};

/// Where Google has it.
const ENDPOINT: &str = "https://storage.googleapis.com";

pub(crate) fn open(
    bucket: &str,
    settings: &BucketSettings<'_>,
    connector: Connector,
) -> Result<Arc<dyn ObjectStore>, SettingError> {
    let endpoint = endpoint(StoreKind::Gcs, settings, None)?;
    let signing = connector.clone();
    let parse = move |text: &str| signer(text, &signing);
    let credentials = ServiceAccount(CredentialsFile::open(settings.credentials_file, parse)?);
    let builder = GoogleCloudStorageBuilder::new()
        .with_bucket_name(bucket)
        .with_base_url(endpoint.as_deref().unwrap_or(ENDPOINT))
        .with_credentials(Arc::new(credentials))
        .with_http_connector(connector)
        .with_retry(retry());
    Ok(Arc::new(builder.build().map_err(SettingError::Bucket)?))
}

/// What is needed of the key of a service account. What else may stand in the file, where tokens are asked for among
/// it, is not looked at.
#[derive(Serialize, Deserialize)]
struct AccountKey {
    client_email: String,
    private_key_id: String,
    private_key: Zeroizing<String>,
}

/// Signs the tokens that requests bear, each good for an hour. Nobody is asked for one.
struct Signer(GcpCredentialProvider);

impl Credential for Signer {
    const NEEDS: &str = "the JSON of a key of a service account";

    /// The key is the library's, which does not write over it.
    fn wipe(&mut self) {}
}

/// A store of the library's signs with the key that it is given, and hands out what signs.
fn signer(text: &str, connector: &Connector) -> Option<Signer> {
    let key: AccountKey = serde_json::from_str(text).ok()?;
    let key = Zeroizing::new(serde_json::to_string(&key).ok()?);
    let builder = GoogleCloudStorageBuilder::new()
        .with_bucket_name("none")
        .with_service_account_key(key.as_str())
        .with_http_connector(connector.clone());
    Some(Signer(builder.build().ok()?.credentials().clone()))
}

#[derive(Debug)]
struct ServiceAccount(CredentialsFile<Signer>);

#[async_trait::async_trait]
impl CredentialProvider for ServiceAccount {
    type Credential = GcpCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<GcpCredential>> {
        let signer = self.0.get_credential().await?;
        signer.0.get_credential().await
    }
}
