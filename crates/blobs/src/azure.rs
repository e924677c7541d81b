//! Azure Blob Storage, and what has its interface.

use std::sync::Arc;

use object_store::ObjectStore;
use object_store::azure::{AzureAccessKey, AzureCredential, MicrosoftAzureBuilder, split_sas};
use zeroize::{Zeroize as _, Zeroizing};

use crate::address::StoreKind;
use crate::connection::{BucketSettings, Connector, SettingError, endpoint, retry};
use crate::credentials::{Credential, CredentialsFile, named_values};

pub(crate) fn open(
    container: &str,
    settings: &BucketSettings<'_>,
    connector: Connector,
) -> Result<Arc<dyn ObjectStore>, SettingError> {
    let account = settings.account.filter(|account| is_account(account));
    let account = account.ok_or(SettingError::Account)?;
    let credentials = CredentialsFile::open(settings.credentials_file, parse)?;
    // Stores that are not Azure's have the account in the path, as they have no name for each.
    let endpoint = endpoint(StoreKind::Azure, settings, Some(account))?;
    let builder = MicrosoftAzureBuilder::new()
        .with_account(account)
        .with_container_name(container)
        .with_endpoint(
            endpoint.unwrap_or_else(|| format!("https://{account}.blob.core.windows.net")),
        )
        .with_credentials(Arc::new(credentials))
        .with_http_connector(connector)
        .with_retry(retry());
    Ok(Arc::new(builder.build().map_err(SettingError::Bucket)?))
}

/// It becomes part of a name of a host.
fn is_account(account: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (3..=24).contains(&account.len()) && account.bytes().all(is_plain)
}

impl Credential for AzureCredential {
    const NEEDS: &str = "a line account_key = … or a line sas_token = …";

    /// Of an access key the library shows nothing, and it is not written over.
    fn wipe(&mut self) {
        if let Self::SASToken(pairs) = self {
            for (_, value) in pairs {
                value.zeroize();
            }
        }
    }
}

/// The key of the account, or a shared access signature.
fn parse(text: &str) -> Option<AzureCredential> {
    match named_values(text, ["account_key", "sas_token"]) {
        [Some(key), None] => {
            let key = Zeroizing::new(key);
            AzureAccessKey::try_new(&key).ok().map(AzureCredential::AccessKey)
        }
        [None, Some(sas)] => {
            let pairs = split_sas(&Zeroizing::new(sas)).ok()?;
            let is_signed = pairs.iter().any(|(name, _)| name == "sig");
            is_signed.then_some(AzureCredential::SASToken(pairs))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_or_a_signature_is_read_and_never_both() {
        let key = parse("account_key = c2VjcmV0==\n");
        assert!(key.is_none(), "it is not in Base64");
        assert!(matches!(parse("account_key=c2VjcmV0\n"), Some(AzureCredential::AccessKey(_))));
        let sas = parse("sas_token = ?sv=2021-12-02&sig=a%2Bb%3D\n").expect("complete");
        let AzureCredential::SASToken(pairs) = sas else { panic!("it is a signature") };
        assert_eq!(pairs[1], ("sig".to_owned(), "a+b=".to_owned()));
        for text in ["", "sas_token = sv=1\n", "account_key=c2VjcmV0\nsas_token=sig=a\n"] {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_account_is_a_part_of_a_name_of_a_host() {
        for (account, is_one) in
            [("clinic1", true), ("ab", false), ("clinic.example", false), ("Clinic", false)]
        {
            assert_eq!(is_account(account), is_one, "{account}");
        }
    }
}
