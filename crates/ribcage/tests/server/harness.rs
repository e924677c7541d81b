//! A running server with a tenant of its own, and clients of it.

mod clock;
mod eventually;
mod fresh;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

pub(crate) use self::clock::WrongClock;
pub(crate) use self::eventually::{LOOKS_MAX, eventually};
pub(crate) use self::fresh::{Fresh, command_to_end};
use model::FaultPoint;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
pub(crate) use testkit::not_run;
use testkit::{PostgresDatabases, PostgresPair};

/// The binary under test.
pub(crate) const RIBCAGE: &str = env!("CARGO_BIN_EXE_ribcage");

/// Whether the servers of this run keep their data in PostgreSQL.
pub(crate) fn is_on_postgresql() -> bool {
    std::env::var("RIBCAGE_TEST_DATABASE").is_ok_and(|engine| engine == "postgresql")
}

/// Whether everybody has an index in this run, however little is stored.
pub(crate) fn is_indexed() -> bool {
    std::env::var_os("RIBCAGE_TEST_INDEX").is_some()
}

/// How long a client waits for a whole answer.
pub(crate) const ANSWER_TIME_MAX: Duration = Duration::from_mins(5);

/// A server process with its data folder. Killed when dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) operations_url: String,
    folder: TempDir,
    child: Child,
    log: Arc<std::sync::Mutex<String>>,
    reader: Option<std::thread::JoinHandle<()>>,
    settings: Vec<(String, String)>,
    /// Dropped last, when nobody uses them any more.
    databases: Option<Arc<PostgresDatabases>>,
}

/// Somebody with a token.
#[derive(Clone)]
pub(crate) struct Caller {
    url: String,
    token: String,
    http: reqwest::Client,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: String,
}

impl Server {
    /// Makes a data folder and serves it on free ports.
    pub(crate) fn start() -> Self {
        if is_indexed() {
            return Self::start_with(&[("RIBCAGE_INDEX_FROM_DOCUMENTS", "1")]);
        }
        Self::start_with(&[])
    }

    /// The same, with settings given as variables.
    pub(crate) fn start_with(settings: &[(&str, &str)]) -> Self {
        Self::start_in(tempfile::tempdir().expect("a folder for the data"), settings)
    }

    /// The same, with its data in this folder.
    pub(crate) fn start_in(folder: TempDir, settings: &[(&str, &str)]) -> Self {
        let databases = is_on_postgresql().then(PostgresDatabases::create);
        Self::start_before(
            databases.map(|made| made.expect("PostgreSQL is installed")),
            folder,
            settings,
        )
    }

    /// A server with its data in files, whatever the others of this run are on.
    pub(crate) fn start_on_sqlite() -> Self {
        Self::start_on_sqlite_with(&[])
    }

    /// The same, with settings given as variables.
    pub(crate) fn start_on_sqlite_with(settings: &[(&str, &str)]) -> Self {
        Self::start_before(None, tempfile::tempdir().expect("a folder for the data"), settings)
    }

    /// A server with its data in PostgreSQL, whatever the others of this run are on.
    pub(crate) fn start_on_postgresql() -> Self {
        Self::start_on_postgresql_with(&[])
    }

    /// The same, with settings given as variables.
    pub(crate) fn start_on_postgresql_with(settings: &[(&str, &str)]) -> Self {
        let databases = PostgresDatabases::create().expect("PostgreSQL is installed");
        Self::start_before(Some(databases), tempfile::tempdir().expect("a folder"), settings)
    }

    /// The same on a pair of PostgreSQL servers, one of which follows the other.
    pub(crate) fn start_on_pair(pair: &PostgresPair) -> Self {
        Self::start_on(PostgresDatabases::on(&pair.primary, &[&pair.replica]))
    }

    /// Starts a server on these databases.
    pub(crate) fn start_on(databases: PostgresDatabases) -> Self {
        Self::start_before(Some(databases), tempfile::tempdir().expect("a folder"), &[])
    }

    fn start_before(
        databases: Option<PostgresDatabases>,
        folder: TempDir,
        settings: &[(&str, &str)],
    ) -> Self {
        let configuration = folder.path().join("ribcage.toml");
        let data = folder.path().join("data");
        std::fs::write(&configuration, configured(&data, databases.as_ref())).expect("written");
        let settings: Vec<_> = settings
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let made = run_with(&["init", "--config", text(&configuration)], &settings);
        assert!(made.status.success(), "{made:?}");
        Self::serve(folder, settings, databases.map(Arc::new))
    }

    /// Serves what `ribcage init` made with the configuration in this folder.
    pub(crate) fn of_folder(folder: TempDir) -> Self {
        Self::serve(folder, Vec::new(), None)
    }

    /// Another server of the same deployment: before the same databases, with a copy of this one's
    /// folder, and with the same root key.
    pub(crate) fn beside(&self) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the data");
        let data = folder.path().join("data");
        copy(&self.data(), &data);
        let configuration = std::fs::read_to_string(self.configuration()).expect("it was written");
        let configuration = configuration.replace(text(&self.data()), text(&data));
        std::fs::write(folder.path().join("ribcage.toml"), configuration).expect("written");
        let root_key = text(&self.data().join("root.key")).to_owned();
        let mut settings = self.settings.clone();
        settings.push(("RIBCAGE_ROOT_KEY_FILE".to_owned(), root_key));
        Self::serve(folder, settings, self.databases.clone())
    }

    fn serve(
        folder: TempDir,
        settings: Vec<(String, String)>,
        databases: Option<Arc<PostgresDatabases>>,
    ) -> Self {
        let configuration = folder.path().join("ribcage.toml");
        let started = spawn(&configuration, &settings).unwrap_or_else(|ended| panic!("{ended}"));
        let Spawned { child, url, operations_url, log, reader } = started;
        let reader = Some(reader);
        Self { url, operations_url, folder, child, log, reader, settings, databases }
    }

    fn configuration(&self) -> PathBuf {
        self.folder.path().join("ribcage.toml")
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The local CA's certificate.
    pub(crate) fn ca(&self) -> PathBuf {
        self.data().join("tls/ca.pem")
    }

    /// The three stores as they are now. With PostgreSQL, the server must be stopped.
    pub(crate) fn copy_stores(&self) -> Stores {
        if let Some(databases) = &self.databases {
            return Stores::Databases(databases.copy());
        }
        let folder = tempfile::tempdir().expect("a folder");
        for name in store_files(&self.data()) {
            let copied = std::fs::copy(self.data().join(&name), folder.path().join(&name));
            copied.expect("copied");
        }
        Stores::Files(folder)
    }

    /// Puts the stores of an earlier day back. The server must be stopped.
    pub(crate) fn put_stores_back(&self, stores: &Stores) {
        match stores {
            Stores::Databases(copy) => self.databases.as_ref().expect("the same").put_back(copy),
            Stores::Files(folder) => {
                for name in store_files(&self.data()) {
                    std::fs::remove_file(self.data().join(name)).expect("removed");
                }
                for name in store_files(folder.path()) {
                    let copied = std::fs::copy(folder.path().join(&name), self.data().join(&name));
                    copied.expect("put back");
                }
            }
        }
    }

    /// The same, and the keys stay those of now.
    pub(crate) fn put_documents_back(&self, stores: &Stores) {
        match stores {
            Stores::Databases(copy) => {
                self.databases.as_ref().expect("the same").put_documents_back(copy);
            }
            Stores::Files(folder) => {
                let of_documents =
                    |name: &std::ffi::OsString| !name.to_string_lossy().starts_with("keys");
                for name in store_files(&self.data()).into_iter().filter(of_documents) {
                    std::fs::remove_file(self.data().join(name)).expect("removed");
                }
                for name in store_files(folder.path()).into_iter().filter(of_documents) {
                    let copied = std::fs::copy(folder.path().join(&name), self.data().join(&name));
                    copied.expect("put back");
                }
            }
        }
    }

    /// Runs a command on a copy of the stores, with all else that this server has.
    pub(crate) fn command_on(&self, stores: &Stores, arguments: &[&str]) -> Output {
        let folder = tempfile::tempdir().expect("a folder for the data");
        let data = folder.path().join("data");
        copy(&self.data(), &data);
        let databases = match stores {
            Stores::Databases(databases) => Some(databases),
            Stores::Files(files) => {
                for name in store_files(&data) {
                    std::fs::remove_file(data.join(name)).expect("removed");
                }
                for name in store_files(files.path()) {
                    std::fs::copy(files.path().join(&name), data.join(&name)).expect("copied");
                }
                None
            }
        };
        let configuration = folder.path().join("ribcage.toml");
        std::fs::write(&configuration, configured(&data, databases)).expect("written");
        run_with(&[arguments, &["--config", text(&configuration)]].concat(), &self.settings)
    }

    /// Where one of the stores is.
    pub(crate) fn place_of(&self, store: &str) -> Place {
        place_of(store, &self.data(), self.databases.as_deref())
    }

    /// Everything the server has written to standard error so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().expect("no reader panicked").clone()
    }

    /// The most memory that the server has taken, in KiB.
    pub(crate) fn memory_kibibytes_max(&self) -> u64 {
        let number = self.status("VmHWM:").and_then(|line| line.strip_suffix(" kB")?.parse().ok());
        number.expect("the system says how much")
    }

    /// What the system says of the process under a name.
    fn status(&self, name: &str) -> Option<String> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.map(|line| line.trim().to_owned())
    }

    /// Stops the server in its tracks, as a machine that hangs would.
    pub(crate) fn pause(&self) {
        self.signal(rustix::process::Signal::STOP);
        // Its threads stop one after the other, and one that goes on still answers.
        let id = rustix::process::Pid::from_child(&self.child);
        let stopped = rustix::process::waitpid(Some(id), rustix::process::WaitOptions::UNTRACED);
        let stopped = stopped.expect("it was started");
        assert!(stopped.is_some_and(|(_, status)| status.stopped()), "it has ended");
    }

    /// Whether the server stands still.
    pub(crate) fn is_paused(&self) -> bool {
        self.status("State:").is_some_and(|state| state.starts_with('T'))
    }

    /// Lets a paused server go on.
    pub(crate) fn go_on(&self) {
        self.signal(rustix::process::Signal::CONT);
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, signal).expect("it runs");
    }

    /// Asks the server to stop.
    pub(crate) fn tell_to_stop(&self) {
        self.signal(rustix::process::Signal::TERM);
    }

    /// Asks the server to stop, waits until it has, and says how it ended.
    pub(crate) fn stop(&mut self) -> std::process::ExitStatus {
        self.tell_to_stop();
        let status = self.child.wait().expect("it was started");
        self.reader.take().expect("one stop a start").join().expect("the reader ends");
        status
    }

    /// Ends the server at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it was started");
        self.reader.take().expect("one stop a start").join().expect("the reader ends");
    }

    /// Whether the server runs.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("it was started").is_none()
    }

    /// Serves the same data again, after `stop` or `kill`.
    pub(crate) fn start_again(&mut self) {
        let started = spawn(&self.configuration(), &self.settings);
        self.run(started.unwrap_or_else(|ended| panic!("{ended}")));
    }

    /// Tries to serve the same data again, and gives what is said of why that is refused.
    pub(crate) fn try_to_start(&self) -> String {
        match spawn(&self.configuration(), &self.settings) {
            Ok(mut started) => {
                let _ = started.child.kill();
                panic!("it is served");
            }
            Err(mut ended) => {
                let _ = ended.child.wait();
                ended.log
            }
        }
    }

    /// The same, by a server that crashes when it reaches this point for the given time. It may do so
    /// before it is ready.
    pub(crate) fn start_to_crash(&mut self, point: FaultPoint, times: u32) {
        self.start_to(format!("{}:{times}", point.name()));
    }

    /// The same, by a server that stands still there until it is to go on.
    pub(crate) fn start_to_pause(&mut self, point: FaultPoint) {
        self.start_to(format!("{}:1:pause", point.name()));
    }

    fn start_to(&mut self, fault: String) {
        let fault = ("RIBCAGE_FAULT".to_owned(), fault);
        let settings = [&self.settings[..], &[fault]].concat();
        match spawn(&self.configuration(), &settings) {
            Ok(started) => self.run(started),
            Err(ended) => self.child = ended.child,
        }
    }

    /// Sees to it that the server has crashed on purpose, and not otherwise.
    pub(crate) fn has_crashed(&mut self) {
        use std::os::unix::process::ExitStatusExt as _;
        let status = self.child.wait().expect("it was started");
        let abort = rustix::process::Signal::ABORT.as_raw();
        assert_eq!(status.signal(), Some(abort), "{status}: {}", self.log());
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends");
        }
    }

    fn run(&mut self, started: Spawned) {
        let Spawned { child, url, operations_url, log, reader } = started;
        self.child = child;
        self.url = url;
        self.operations_url = operations_url;
        self.log = log;
        self.reader = Some(reader);
    }

    /// Runs an operator's command on the data folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Output {
        let configuration = self.configuration();
        run_with(&[arguments, &["--config", text(&configuration)]].concat(), &self.settings)
    }

    /// Verifies the log as somebody outside does, who remembers in this file what was signed before.
    pub(crate) fn verify_log(&self, auditor: &Caller, state: &Path) -> Output {
        let (ca, token) = (self.ca(), auditor.token());
        let arguments = ["log", "verify", "--url", &self.url, "--token", token];
        run(&[&arguments[..], &["--ca", text(&ca), "--state", text(state)]].concat())
    }

    /// Opens a tenant and claims it. Gives its administrator.
    pub(crate) async fn tenant(&self, name: &str) -> Caller {
        let credential = self.tenant_credential(name);
        let claimant = self.caller(&credential);
        let claim = json!({"name": "administrator"});
        let answer = claimant.post("/api/tenant/claim", &claim).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        self.caller(answer.json()["token"].as_str().expect("a token"))
    }

    /// How the search indexes of an administrator's tenant stand, once every byte of them was read.
    pub(crate) async fn index_states(&self, administrator: &Caller) -> String {
        let tenant = administrator.get("/api/tenant").await.json();
        let tenant = tenant["id"].as_str().expect("an id");
        let output = self.command(&["index", "verify", tenant]);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Waits until an administrator's tenant has indexes of both stores.
    pub(crate) async fn until_indexed(&self, administrator: &Caller) {
        let has_both = |states: &str| states.contains("identity") && states.contains("records");
        self.until_index_states(administrator, has_both).await;
    }

    /// Waits until the search indexes of an administrator's tenant stand as they should.
    pub(crate) async fn until_index_states(
        &self,
        administrator: &Caller,
        is_so: impl Fn(&str) -> bool,
    ) {
        let mut states = String::new();
        let looked = eventually(async || {
            states = self.index_states(administrator).await;
            is_so(&states).then_some(())
        });
        let stand = looked.await.is_some();
        assert!(stand, "the indexes are not as they should be: {states}\n{}", self.log());
    }

    /// Lets the first job in the queue be tried at once, so that nobody has to wait for its next try.
    pub(crate) fn requeue_first_job(&self) {
        let listed = self.command(&["job", "list"]);
        let listed = String::from_utf8(listed.stdout).expect("text");
        let mut words = listed.split_whitespace();
        let (tenant, job) = (words.next().expect("a tenant"), words.next().expect("a job"));
        let requeued = self.command(&["job", "requeue", tenant, job]);
        assert!(requeued.status.success(), "{listed} {requeued:?}");
    }

    /// Lets all jobs that wait be tried again now. One that is under way does not wait.
    pub(crate) fn requeue_jobs(&self) {
        let listed = self.command(&["job", "list"]);
        let listed = String::from_utf8(listed.stdout).expect("text");
        for line in listed.lines() {
            let mut words = line.split_whitespace();
            let (tenant, job) = (words.next().expect("a tenant"), words.next().expect("a job"));
            self.command(&["job", "requeue", tenant, job]);
        }
    }

    /// Opens a tenant. Gives its one-time credential.
    pub(crate) fn tenant_credential(&self, name: &str) -> String {
        let output = self.command(&["tenant", "create", name]);
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("text");
        let line = text.lines().find_map(|line| line.strip_prefix("credential  "));
        line.expect("the credential is shown").to_owned()
    }

    /// Somebody with this token.
    pub(crate) fn caller(&self, token: &str) -> Caller {
        Caller { url: self.url.clone(), token: token.to_owned(), http: self.http() }
    }

    /// A client that trusts this server and nobody else.
    pub(crate) fn http(&self) -> reqwest::Client {
        http_trusting(&self.ca())
    }
}

/// A client that trusts the server whose local CA this is, and nobody else.
pub(crate) fn http_trusting(ca: &Path) -> reqwest::Client {
    let pem = std::fs::read(ca).expect("the certificate of the local CA");
    let ca = reqwest::Certificate::from_pem(&pem).expect("a certificate");
    let builder = reqwest::Client::builder().tls_certs_only([ca]).no_proxy();
    // Now and then a client goes on waiting for a server that is gone.
    let builder = builder.timeout(ANSWER_TIME_MAX);
    builder.build().expect("a client")
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Caller {
    /// Whoever has a token, at a server that was started by itself.
    pub(crate) fn at(url: &str, ca: &Path, token: &str) -> Self {
        Self { url: url.to_owned(), token: token.to_owned(), http: http_trusting(ca) }
    }

    /// A new client of the tenant with these roles, made by this administrator.
    pub(crate) async fn client(&self, name: &str, roles: &[&str]) -> Self {
        let answer = self.post("/api/clients", &json!({"name": name, "roles": roles})).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        self.with_token(answer.json()["token"].as_str().expect("a token"))
    }

    /// Somebody else at the same server.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: token.to_owned(), ..self.clone() }
    }

    /// The token.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// A request, to be sent with [`Self::send`].
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).bearer_auth(&self.token)
    }

    /// Sends a request and reads the answer.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.text().await.expect("the answer is text");
        Answer { status, headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PATCH, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// Creates a resource. Gives its id.
    pub(crate) async fn create(&self, resource: &Value) -> String {
        let kind = resource["resourceType"].as_str().expect("a type");
        let answer = self.post(&format!("/fhir/R4/{kind}"), resource).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()["id"].as_str().expect("an id").to_owned()
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("text"))
    }

    /// The name and hash of the request's event.
    pub(crate) fn event(&self) -> (String, String) {
        let header = self.header("ribcage-event").expect("every answer has its event");
        let (id, hash) = header.split_once(' ').expect("a name and a hash");
        (id.to_owned(), hash.to_owned())
    }

    /// The stable code of a problem, on either face.
    pub(crate) fn code(&self) -> String {
        let body = self.json();
        let outcome = &body["issue"][0]["details"]["coding"][0]["code"];
        body["code"].as_str().or(outcome.as_str()).unwrap_or_default().to_owned()
    }
}

/// A patient, as a client sends one.
pub(crate) fn patient(family: &str) -> Value {
    json!({"resourceType": "Patient", "name": [{"family": family}], "birthDate": "1980-02-29"})
}

/// An observation about a patient.
pub(crate) fn observation(patient: &str) -> Value {
    json!({
        "resourceType": "Observation", "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
        "subject": {"reference": format!("Patient/{patient}")},
        "valueQuantity": {"value": 71.5, "unit": "kg"}
    })
}

/// Runs the binary to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    run_with(arguments, &[])
}

/// The same, with settings given as variables.
pub(crate) fn run_with(arguments: &[&str], settings: &[(String, String)]) -> Output {
    command_with(arguments, settings).output().expect("the binary runs")
}

fn command_with(arguments: &[&str], settings: &[(String, String)]) -> Command {
    let mut command = Command::new(RIBCAGE);
    command.args(arguments).envs(settings.iter().map(|(name, value)| (name, value)));
    command.stdin(Stdio::null());
    command
}

/// The three stores of a deployment at some time.
pub(crate) enum Stores {
    Files(TempDir),
    Databases(PostgresDatabases),
}

impl Stores {
    /// Where one of them is.
    pub(crate) fn place_of(&self, store: &str) -> Place {
        match self {
            Self::Files(folder) => place_of(store, folder.path(), None),
            Self::Databases(databases) => place_of(store, Path::new(""), Some(databases)),
        }
    }
}

/// Where a store is.
pub(crate) enum Place {
    File(PathBuf),
    Address(String),
}

fn place_of(store: &str, folder: &Path, databases: Option<&PostgresDatabases>) -> Place {
    let Some(databases) = databases else {
        return Place::File(folder.join(format!("{store}.db")));
    };
    let names = ["identity", "records", "keys"];
    let place = names.iter().position(|name| *name == store).expect("a store");
    Place::Address(databases.administer(place))
}

/// The names of the databases' files in a folder, with those of their journals.
fn store_files(folder: &Path) -> Vec<std::ffi::OsString> {
    let names = folder.read_dir().expect("a folder").map(|entry| entry.expect("one").file_name());
    names.filter(|name| name.to_string_lossy().contains(".db")).collect()
}

/// Copies a data folder, without what belongs to whoever has it open. What a running server replaces meanwhile goes under
/// another name for a moment, which is gone again.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("made");
    let mode = from.metadata().expect("a folder").permissions();
    std::fs::set_permissions(to, mode).expect("as private");
    for entry in from.read_dir().expect("a folder") {
        let entry = entry.expect("an entry");
        let kind = entry.file_type().expect("a type");
        let to = to.join(entry.file_name());
        if kind.is_dir() {
            copy(&entry.path(), &to);
        } else if kind.is_file() && entry.file_name() != "lock" {
            match std::fs::copy(entry.path(), to) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                copied => drop(copied.expect("copied")),
            }
        }
    }
}

/// The text of a configuration file.
fn configured(data: &Path, databases: Option<&PostgresDatabases>) -> String {
    let data = format!("data = \"{}\"\n", data.display());
    let Some(databases) = databases else {
        return data;
    };
    let [identity, records, keys] = databases.addresses();
    format!(
        "{data}database = \"postgresql\"\npostgresql_identity = \"{identity}\"\n\
         postgresql_records = \"{records}\"\npostgresql_keys = \"{keys}\"\n"
    )
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

struct Spawned {
    child: Child,
    url: String,
    operations_url: String,
    log: Arc<std::sync::Mutex<String>>,
    reader: std::thread::JoinHandle<()>,
}

/// A server that ended before it was ready.
struct Ended {
    child: Child,
    log: String,
}

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the server ended before it was ready: {}", self.log)
    }
}

/// Starts the server and waits until it says where it listens.
fn spawn(configuration: &Path, settings: &[(String, String)]) -> Result<Spawned, Ended> {
    let mut child = Command::new(RIBCAGE)
        .args(["serve", "--config", text(configuration)])
        .env("RIBCAGE_LISTEN", "127.0.0.1:0")
        .env("RIBCAGE_OPERATIONS_LISTEN", "127.0.0.1:0")
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut lines = BufReader::new(child.stderr.take().expect("piped"));
    let mut log = String::new();
    let (url, operations_url) = loop {
        let mut line = String::new();
        let read = lines.read_line(&mut line).expect("text");
        if read == 0 {
            return Err(Ended { child, log });
        }
        log.push_str(&line);
        let fields: Value = serde_json::from_str(&line).unwrap_or_default();
        if fields["fields"]["message"] == "ready" {
            let field =
                |name: &str| fields["fields"][name].as_str().expect("an address").to_owned();
            break (field("url"), field("operations"));
        }
    };
    let log = Arc::new(std::sync::Mutex::new(log));
    let shared = log.clone();
    let reader = std::thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok) {
            let mut log = shared.lock().expect("no reader panicked");
            log.push_str(&line);
            log.push('\n');
        }
    });
    Ok(Spawned { child, url, operations_url, log, reader })
}
