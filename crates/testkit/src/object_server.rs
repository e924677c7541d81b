//! An object store of a test's own over TLS, with the interface of S3, Azure or Google, which may be told to refuse, to
//! stall, or to be gone.

#![expect(clippy::disallowed_methods, reason = "a server of a test's own has files")]

mod azurite;
mod behind;
mod locked;
mod program;
mod service_account;
mod tls;

use std::fs::Permissions;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::Body;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use azurite::Account;
use behind::{Behind, Failure};
use program::Program;
use service_account::ServiceAccount;

/// Who may ask one with the interface of S3.
const ACCESS_KEY_ID: &str = "ribcage-test";
/// With what. Nothing but tests knows this key.
const SECRET: &str = "secret-of-tests-that-opens-nothing";
/// What is wrong about a wrong one, and to be shown nowhere.
const WRONG_SECRET: &str = "another-secret";

/// Whose interface a server has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectInterface {
    /// That of S3: the server of `s3s`.
    S3,
    /// That of Azure Blob Storage: Azurite.
    Azure,
    /// That of Google Cloud Storage: the server of `s3s` behind a face.
    Gcs,
}

impl ObjectInterface {
    /// How addresses of places there begin.
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Azure => "az",
            Self::Gcs => "gs",
        }
    }

    /// How the names of the settings begin.
    pub const fn setting(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Azure => "azure",
            Self::Gcs => "gcs",
        }
    }
}

/// How it takes requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It does what it is asked.
    Serves,
    /// It answers 503 to every fifth request.
    Falters,
    /// It answers 503 to everything.
    Refuses,
    /// It does what it is asked, but removes nothing: our credentials may not.
    Keeps,
    /// It takes requests and never answers.
    Stalls,
    /// It hangs up on everybody.
    IsGone,
}

/// A server with its objects in a folder of its own. Gone when dropped.
#[derive(Debug)]
pub struct ObjectServer {
    folder: TempDir,
    interface: ObjectInterface,
    address: SocketAddr,
    mood: watch::Sender<Mood>,
    requests: Arc<AtomicU64>,
    runtime: Option<Runtime>,
    /// What keeps the objects, if that is a program of its own.
    program: Option<Box<Program>>,
}

impl ObjectServer {
    /// The bucket that is there.
    pub const BUCKET: &str = "clinic";

    /// Starts one with the interface of S3 and an empty bucket.
    pub fn start() -> Self {
        let folder = folder();
        write_credentials(&folder.path().join("credentials"), SECRET);
        write_credentials(&folder.path().join("wrong-credentials"), WRONG_SECRET);
        let behind = Behind::s3(&folder.path().join("objects"), Some((ACCESS_KEY_ID, SECRET)));
        Self::serve(folder, ObjectInterface::S3, behind, None)
    }

    /// Starts one with the interface of S3 that keeps versions and locks them, for a test. It takes any credentials. If
    /// Python or moto is not there, the test counts as one that was not run.
    pub fn start_locked(test: &str) -> Option<Self> {
        let folder = folder();
        write_credentials(&folder.path().join("credentials"), SECRET);
        let Some(program) = locked::start(Self::BUCKET) else {
            crate::not_run(test, "Python or moto is not installed");
            return None;
        };
        let behind = Behind::Locked(program.address());
        Some(Self::serve(folder, ObjectInterface::S3, behind, Some(program)))
    }

    /// Starts one with the interface of Google and an empty bucket.
    pub fn start_gcs() -> Self {
        let folder = folder();
        let account = ServiceAccount::new();
        write_private(&folder.path().join("credentials"), &account.file());
        let wrong = ServiceAccount::new().file();
        write_private(&folder.path().join("wrong-credentials"), &wrong);
        let behind = Behind::gcs(&folder.path().join("objects"), account);
        Self::serve(folder, ObjectInterface::Gcs, behind, None)
    }

    /// Starts one with the interface of Azure and an empty container, for a test. If Node or Azurite is not there, the
    /// test counts as one that was not run.
    pub fn start_azure(test: &str) -> Option<Self> {
        let folder = folder();
        let account = Account::new(SECRET);
        let Some(program) = azurite::start(&folder.path().join("objects"), &account) else {
            crate::not_run(test, "Node or Azurite is not installed");
            return None;
        };
        azurite::make_container(program.address(), &account, Self::BUCKET);
        for (file, line) in [
            ("credentials", account.key_line()),
            ("wrong-credentials", Account::new(WRONG_SECRET).key_line()),
            ("signature", account.signature_line(Self::BUCKET)),
        ] {
            write_private(&folder.path().join(file), &line);
        }
        let behind = Behind::Program(program.address());
        Some(Self::serve(folder, ObjectInterface::Azure, behind, Some(program)))
    }

    fn serve(
        folder: TempDir,
        interface: ObjectInterface,
        behind: Behind,
        program: Option<Program>,
    ) -> Self {
        let acceptor = tls::acceptor(&folder.path().join("ca.pem"));
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).enable_all().build().expect("threads can be had");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("it can be");
        let address = listener.local_addr().expect("it is bound");
        let (mood, moods) = watch::channel(Mood::Serves);
        let requests = Arc::new(AtomicU64::new(0));
        let serving = Serving { behind, acceptor, moods, requests: requests.clone() };
        runtime.spawn(async move {
            let listener = TcpListener::from_std(listener).expect("the runtime takes it");
            serve(listener, serving).await;
        });
        let (runtime, program) = (Some(runtime), program.map(Box::new));
        Self { folder, interface, address, mood, requests, runtime, program }
    }

    /// Whose interface it has.
    pub const fn interface(&self) -> ObjectInterface {
        self.interface
    }

    /// The address of a place there.
    pub fn place(&self, prefix: &str) -> String {
        format!("{}://{}/{prefix}", self.interface.scheme(), Self::BUCKET)
    }

    /// `https://HOST:PORT`, and with the interface of Azure the account as its path.
    pub fn endpoint(&self) -> String {
        let path = self.account().map(|account| format!("/{account}"));
        format!("https://{}{}", self.address, path.unwrap_or_default())
    }

    /// The account, with the interface of Azure.
    pub fn account(&self) -> Option<&'static str> {
        (self.interface == ObjectInterface::Azure).then_some(Account::NAME)
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

    /// With the interface of Azure: the file with a signature that it takes in place of a key.
    pub fn signature_file(&self) -> PathBuf {
        self.folder.path().join("signature")
    }

    /// The folder in which it keeps what is in the bucket. Azurite's has names of its own in it.
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
    behind: Behind,
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
    let Serving { behind, acceptor, moods, requests } = serving;
    let mut gone = moods.clone();
    let taking = async move {
        let Ok(stream) = acceptor.accept(stream).await else { return };
        let answering = service_fn(move |request| {
            let is_fifth = requests.fetch_add(1, Ordering::SeqCst) % 5 == 4;
            answer(behind.clone(), moods.clone(), is_fifth, request)
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
    behind: Behind,
    mut moods: watch::Receiver<Mood>,
    is_fifth: bool,
    request: Request<Incoming>,
) -> Result<Response<Body>, Failure> {
    let mood = *moods.borrow_and_update();
    match mood {
        Mood::Serves => {}
        Mood::Falters if !is_fifth => {}
        Mood::Keeps if !removes(&request) => {}
        Mood::Keeps => return Ok(status(StatusCode::FORBIDDEN)),
        Mood::Refuses | Mood::Falters => return Ok(status(StatusCode::SERVICE_UNAVAILABLE)),
        Mood::Stalls | Mood::IsGone => std::future::pending::<()>().await,
    }
    behind.answer(request).await
}

/// Whether a request removes something: S3 and Azure have it done to many at once, too.
fn removes(request: &Request<Incoming>) -> bool {
    let query = request.uri().query().unwrap_or_default();
    let is_of_many = query.split('&').any(|it| ["delete", "delete=", "comp=batch"].contains(&it));
    request.method() == Method::DELETE || is_of_many
}

/// An answer that says no more than this.
fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(String::new()));
    *response.status_mut() = status;
    response
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("objects").join(ObjectServer::BUCKET))
        .expect("a bucket");
    folder
}

fn write_credentials(path: &Path, secret: &str) {
    let text = format!(
        "[default]\naws_access_key_id = {ACCESS_KEY_ID}\naws_secret_access_key = {secret}\n"
    );
    write_private(path, &text);
}

fn write_private(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
    std::fs::set_permissions(path, Permissions::from_mode(0o600)).expect("its mode is set");
}
