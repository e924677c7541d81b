//! A server that gives prepared answers over TLS and writes down what it was asked.

use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

const WHOLE: &str = "nobody panics holding the list";

pub(crate) struct TestServer {
    pub(crate) address: String,
    pub(crate) ca: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl TestServer {
    /// Starts a server that gives these answers, one to each request.
    pub(crate) async fn start(answers: Vec<Vec<u8>>) -> Self {
        let issuer = authority();
        let acceptor = TlsAcceptor::from(Arc::new(configuration(&issuer)));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port is free");
        let address = listener.local_addr().expect("it is bound");
        let address = format!("https://{address}");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let server = Self { address, ca: issuer.pem(), asked: Arc::clone(&asked) };
        tokio::spawn(async move {
            let mut answers = answers.into_iter();
            while let Ok((stream, _)) = listener.accept().await {
                // A client that does not trust the server breaks off: the next one is served.
                if let Ok(text) = answer(&acceptor, stream, &mut answers).await {
                    asked.lock().expect(WHOLE).push(text);
                }
            }
        });
        server
    }

    /// The requests so far, each with head and body.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect(WHOLE).clone()
    }
}

/// An answer with these lines in its head, its length, and this body.
pub(crate) fn response(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

/// The certificate, in PEM, of an authority that nobody knows.
pub(crate) fn foreign_ca() -> String {
    authority().pem()
}

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut parameters = CertificateParams::default();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(parameters, new_key()).expect("an authority signs itself")
}

fn configuration(issuer: &CertifiedIssuer<'static, KeyPair>) -> ServerConfig {
    let key = new_key();
    let parameters = CertificateParams::new(["127.0.0.1".to_owned()]).expect("an address");
    let certificate = parameters.signed_by(&key, issuer).expect("an authority signs leaves");
    ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).expect("it was just written"),
        )
        .expect("certificate and key belong together")
}

fn new_key() -> KeyPair {
    KeyPair::generate().expect("there is randomness")
}

async fn answer(
    acceptor: &TlsAcceptor,
    stream: TcpStream,
    answers: &mut impl Iterator<Item = Vec<u8>>,
) -> std::io::Result<String> {
    let mut stream = acceptor.accept(stream).await?;
    let mut request = Vec::new();
    while !is_whole(&request) {
        if stream.read_buf(&mut request).await? == 0 {
            break;
        }
    }
    let text = String::from_utf8_lossy(&request).into_owned();
    if let Some(answer) = answers.next() {
        // Who refuses an answer does not read it to its end.
        let _ = stream.write_all(&answer).await;
        let _ = stream.shutdown().await;
    }
    Ok(text)
}

/// Whether the head is there, and as much body as it announces.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().expect("a number"));
    body.len() >= length
}
