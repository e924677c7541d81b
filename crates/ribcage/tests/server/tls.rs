//! Connections by hand, for what no well-behaved client does.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::harness::Server;

/// A client that trusts this server and nobody else.
pub(crate) fn client_config(server: &Server) -> rustls::ClientConfig {
    let pem = std::fs::read(server.ca()).expect("the certificate of the local CA");
    let mut roots = rustls::RootCertStore::empty();
    let ca = CertificateDer::from_pem_slice(&pem).expect("a certificate");
    roots.add(ca).expect("a CA");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// Lets this process open as many connections as the system allows it.
pub(crate) fn allow_many_connections() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).expect("what is allowed");
}
