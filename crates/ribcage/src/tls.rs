//! Certificates: a local CA made once, a server certificate made at every start whose key is never
//! written down, or a certificate that the operator gives.

use std::fs;
use std::net::IpAddr;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use model::{DeploymentId, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::configuration::Configuration;
use crate::data_folder::{DataFolder, write_private};

/// How long the local CA is good for.
const CA_DAYS: i64 = 3650;
/// How long a server certificate is good for: it is made anew at every start.
const SERVER_DAYS: i64 = 397;
/// Clocks differ.
const SLACK_DAYS: i64 = 1;

/// Makes the local CA of a new data folder.
pub(crate) fn create_ca(folder: &DataFolder, deployment: DeploymentId) -> anyhow::Result<()> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    params.distinguished_name = named(&format!("Ribcage local CA {}", short(deployment)));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    valid_for(&mut params, CA_DAYS)?;
    let certificate = params.self_signed(&key)?;
    write_private(&folder.ca_key(), key.serialize_pem().as_bytes())?;
    fs::write(folder.ca_certificate(), certificate.pem())
        .with_context(|| format!("{} cannot be written", folder.ca_certificate().display()))
}

/// The TLS configuration of the server: 1.2 and 1.3, hybrid post-quantum key exchange preferred.
pub(crate) fn server_config(
    configuration: &Configuration,
    folder: &DataFolder,
    deployment: DeploymentId,
) -> anyhow::Result<Arc<ServerConfig>> {
    let given =
        configuration.tls_certificate_file.as_ref().zip(configuration.tls_key_file.as_ref());
    let (chain, key) = match given {
        Some((certificate, key)) => {
            let chain =
                CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect).map_err(
                    |error| anyhow!("{} has no certificates: {error}", certificate.display()),
                )?;
            let key = PrivateKeyDer::from_pem_file(key)
                .map_err(|error| anyhow!("{} has no key: {error}", key.display()))?;
            (chain, key)
        }
        None => issue(configuration, folder, deployment)?,
    };
    let mut config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// A server certificate from the local CA, for the names and addresses of this machine.
fn issue(
    configuration: &Configuration,
    folder: &DataFolder,
    deployment: DeploymentId,
) -> anyhow::Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let read = |path: std::path::PathBuf| {
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let ca_pem = read(folder.ca_certificate())?;
    let ca_key = KeyPair::from_pem(&read(folder.ca_key())?)?;
    let issuer = Issuer::from_ca_cert_pem(&ca_pem, ca_key)?;
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names(configuration))?;
    params.distinguished_name = named(&format!("Ribcage {}", short(deployment)));
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    valid_for(&mut params, SERVER_DAYS)?;
    let certificate = params.signed_by(&key, &issuer)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    Ok((vec![certificate.der().clone()], key))
}

/// What clients may call this server.
fn names(configuration: &Configuration) -> Vec<String> {
    let mut names: Vec<String> =
        ["localhost", "127.0.0.1", "::1"].into_iter().map(ToOwned::to_owned).collect();
    let listened = configuration.listen.ip();
    if !listened.is_unspecified() {
        names.push(listened.to_string());
    }
    let public = configuration.public_url.as_deref().and_then(host);
    names.extend(public);
    names.sort();
    names.dedup();
    names
}

/// The host in an address.
fn host(url: &str) -> Option<String> {
    let authority = url.split("://").nth(1)?.split('/').next()?;
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?,
        None => authority.rsplit_once(':').map_or(authority, |(host, _)| host),
    };
    let plain = host.parse::<IpAddr>().is_ok()
        || host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    (plain && !host.is_empty()).then(|| host.to_owned())
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn short(deployment: DeploymentId) -> String {
    deployment.to_string().chars().take(8).collect()
}

fn valid_for(params: &mut CertificateParams, days: i64) -> anyhow::Result<()> {
    let day = |offset: i64| -> anyhow::Result<_> {
        let at = Timestamp::now().as_second() + offset * 24 * 60 * 60;
        let at = Timestamp::from_second(at)?;
        let date = at.strftime("%Y-%m-%d").to_string();
        let mut parts = date.split('-');
        let mut part = || parts.next().context("a date has three parts");
        Ok(rcgen::date_time_ymd(part()?.parse()?, part()?.parse()?, part()?.parse()?))
    };
    params.not_before = day(-SLACK_DAYS)?;
    params.not_after = day(days)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_an_address_is_found() {
        for (url, expected) in [
            ("https://ribcage.example", Some("ribcage.example")),
            ("https://ribcage.example:8443/", Some("ribcage.example")),
            ("https://[::1]:8443", Some("::1")),
            ("https://127.0.0.1:1", Some("127.0.0.1")),
            ("https://a_b", None),
            ("nonsense", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }
}
