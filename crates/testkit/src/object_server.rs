//! An S3 server of a test's own over TLS, which may be told to refuse, to stall, or to be gone.

#![expect(clippy::disallowed_methods, reason = "a server of a test's own has files")]

use std::fs::Permissions;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// Who may ask it.
const ACCESS_KEY_ID: &str = "ribcage-test";
/// With what. Nothing but tests knows this key.
const SECRET: &str = "secret-of-tests-that-opens-nothing";

/// How it takes requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It does what it is asked.
    Serves,
    /// It answers 503 to every fifth request.
    Falters,
    /// It answers 503 to everything.
    Refuses,
    /// It takes requests and never answers.
    Stalls,
    /// It hangs up on everybody.
    IsGone,
}

/// A server with its objects in a folder of its own. Gone when dropped.
#[derive(Debug)]
pub struct ObjectServer {
    folder: TempDir,
    address: SocketAddr,
    mood: watch::Sender<Mood>,
    requests: Arc<AtomicU64>,
    runtime: Option<Runtime>,
}

impl ObjectServer {
    /// The bucket that is there.
    pub const BUCKET: &str = "clinic";

    /// Starts one with an empty bucket.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let objects = folder.path().join("objects");
        std::fs::create_dir_all(objects.join(Self::BUCKET)).expect("a bucket");
        let acceptor = acceptor(folder.path());
        write_credentials(&folder.path().join("credentials"), SECRET);
        write_credentials(&folder.path().join("wrong-credentials"), "another-secret");
        let files = s3s_fs::FileSystem::new(&objects).expect("the folder is there");
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY_ID, SECRET));
        let service = service.build();
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).enable_all().build().expect("threads can be had");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("it can be");
        let address = listener.local_addr().expect("it is bound");
        let (mood, moods) = watch::channel(Mood::Serves);
        let requests = Arc::new(AtomicU64::new(0));
        let serving = Serving { service, acceptor, moods, requests: requests.clone() };
        runtime.spawn(async move {
            let listener = TcpListener::from_std(listener).expect("the runtime takes it");
            serve(listener, serving).await;
        });
        Self { folder, address, mood, requests, runtime: Some(runtime) }
    }

    /// `https://HOST:PORT`.
    pub fn endpoint(&self) -> String {
        format!("https://{}", self.address)
    }

    /// The file with the certificate by which it is known.
    pub fn ca_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// The file with credentials that it takes.
    pub fn credentials_file(&self) -> PathBuf {
        self.folder.path().join("credentials")
    }

    /// The file with credentials that it does not take.
    pub fn wrong_credentials_file(&self) -> PathBuf {
        self.folder.path().join("wrong-credentials")
    }

    /// The folder in which it keeps what is in the bucket.
    pub fn objects(&self) -> PathBuf {
        self.folder.path().join("objects").join(Self::BUCKET)
    }

    /// How it takes requests from now on.
    pub fn set_mood(&self, mood: Mood) {
        self.mood.send_replace(mood);
    }

    /// How many requests have come.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for ObjectServer {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Tests are asynchronous, and may not wait for it to end.
            runtime.shutdown_background();
        }
    }
}

#[derive(Clone)]
struct Serving {
    service: S3Service,
    acceptor: TlsAcceptor,
    moods: watch::Receiver<Mood>,
    requests: Arc<AtomicU64>,
}

async fn serve(listener: TcpListener, serving: Serving) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve_one(stream, serving.clone()));
    }
}

/// Serves a connection until it ends, or the server is gone.
async fn serve_one(stream: TcpStream, serving: Serving) {
    let Serving { service, acceptor, moods, requests } = serving;
    let mut gone = moods.clone();
    let taking = async move {
        let Ok(stream) = acceptor.accept(stream).await else { return };
        let answering = service_fn(move |request| {
            let is_fifth = requests.fetch_add(1, Ordering::SeqCst) % 5 == 4;
            answer(service.clone(), moods.clone(), is_fifth, request)
        });
        let builder = Builder::new(TokioExecutor::new());
        let _ = builder.serve_connection(TokioIo::new(stream), answering).await;
    };
    tokio::select! {
        () = taking => {}
        _ = gone.wait_for(|mood| *mood == Mood::IsGone) => {}
    }
}

async fn answer(
    service: S3Service,
    mut moods: watch::Receiver<Mood>,
    is_fifth: bool,
    request: Request<Incoming>,
) -> Result<Response<s3s::Body>, s3s::HttpError> {
    let mood = *moods.borrow_and_update();
    match mood {
        Mood::Serves => {}
        Mood::Falters if !is_fifth => {}
        Mood::Refuses | Mood::Falters => {
            let mut response = Response::new(s3s::Body::from(String::new()));
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            return Ok(response);
        }
        Mood::Stalls | Mood::IsGone => std::future::pending::<()>().await,
    }
    Service::call(&service, request).await
}

fn acceptor(folder: &Path) -> TlsAcceptor {
    let ca_key = KeyPair::generate().expect("a key");
    let mut ca = CertificateParams::default();
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let ca_certificate = ca.self_signed(&ca_key).expect("a certificate");
    std::fs::write(folder.join("ca.pem"), ca_certificate.pem()).expect("written");
    let key = KeyPair::generate().expect("a key");
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let params = CertificateParams::new(names).expect("names");
    let issuer = Issuer::new(ca, ca_key);
    let certificate = params.signed_by(&key, &issuer).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .expect("the key is the certificate's");
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}

fn write_credentials(path: &Path, secret: &str) {
    let text = format!(
        "[default]\naws_access_key_id = {ACCESS_KEY_ID}\naws_secret_access_key = {secret}\n"
    );
    std::fs::write(path, text).expect("written");
    std::fs::set_permissions(path, Permissions::from_mode(0o600)).expect("its mode is set");
}
