//! A server that listens on a socket in a folder of its own, and on nothing else.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::fs::FlockOperation;
use rustix::process::{Pid, Signal, kill_process};

/// Where Debian keeps the programs, version by version.
const PROGRAMS: &str = "/usr/lib/postgresql";
/// Whom the server runs as when the tests run as root, which it refuses to; and its superuser.
pub(super) const USER: &str = "postgres";
/// Its port, which is only a part of its socket's name as long as it is on no network.
const PORT: u16 = 5_432;
/// What a server of one test needs.
pub(super) const SMALL: &str = "-c max_connections=60 -c shared_buffers=32MB";
/// What the server of a run needs.
const SHARED: &str = "-c max_connections=500 -c shared_buffers=64MB";

/// A server. One of a test's own goes with the last handle.
#[derive(Debug)]
pub struct PostgresServer {
    folder: Arc<Folder>,
    programs: PathBuf,
    pub(super) port: u16,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    options: String,
    is_shared: bool,
}

impl PostgresServer {
    /// The server of this run, which the first test to ask starts, and which goes when whatever runs
    /// the tests ends.
    pub(super) fn of_this_run() -> Option<Self> {
        let run = rustix::process::getppid()?.as_raw_nonzero();
        let path = std::env::temp_dir().join(format!("ribcage-postgres-{run}"));
        let server = Self::in_folder(path, SHARED.to_owned(), true)?;
        let lock = open_lock(&server.path().with_extension("lock"));
        rustix::fs::flock(&lock, FlockOperation::LockExclusive).expect("the lock can be taken");
        if !server.path().join("ready").exists() {
            server.make_folder();
            server.init();
            server.start_again();
            server.stop_after(run.get());
            succeed(Command::new("touch").arg(server.path().join("ready")));
        }
        Some(server)
    }

    /// A server of the test's own. None if PostgreSQL is not installed.
    pub fn start() -> Option<Self> {
        Self::start_with("")
    }

    /// The same with further options, as on the command line.
    pub fn start_with(options: &str) -> Option<Self> {
        let server = Self::in_folder(own_folder(), format!("{SMALL} {options}"), false)?;
        server.make_folder();
        server.init();
        server.start_again();
        server.stop_after(own_process());
        Some(server)
    }

    /// A replica of this server, which follows it from now on.
    pub(super) fn start_replica(&self) -> Self {
        let replica = Self::in_folder(own_folder(), self.folder.options.clone(), false);
        let replica = replica.expect("it is installed");
        replica.make_folder();
        succeed(
            replica
                .program("pg_basebackup")
                .arg("--host")
                .arg(self.socket())
                .args(["--username", USER, "--write-recovery-conf", "--checkpoint=fast"])
                .args(["--no-sync", "--pgdata"])
                .arg(replica.data()),
        );
        replica.start_again();
        replica.stop_after(own_process());
        replica
    }

    pub(super) fn in_folder(path: PathBuf, options: String, is_shared: bool) -> Option<Self> {
        let folder = Arc::new(Folder { path, options, is_shared });
        Some(Self { folder, programs: programs()?, port: PORT })
    }

    /// The same server once more.
    pub(super) fn handle(&self) -> Self {
        Self { folder: Arc::clone(&self.folder), programs: self.programs.clone(), port: self.port }
    }

    pub(super) fn is_shared(&self) -> bool {
        self.folder.is_shared
    }

    pub(super) fn path(&self) -> &Path {
        &self.folder.path
    }

    /// The folder of the socket: what an address names as its host.
    pub fn socket(&self) -> &Path {
        self.path()
    }

    /// Where its data is.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    pub(super) fn make_folder(&self) {
        succeed(Command::new("mkdir").arg("-m").arg("0755").arg(self.path()));
        if is_root() {
            succeed(Command::new("chown").arg(USER).arg(self.path()));
        }
    }

    pub(super) fn init(&self) {
        succeed(
            self.program("initdb")
                .arg("--pgdata")
                .arg(self.data())
                .args(["--auth=trust", "--username", USER, "--no-sync"])
                .args(["--encoding=UTF8", "--locale=C"]),
        );
    }

    /// Starts it, after [`Self::kill`] or [`Self::stop`].
    pub fn start_again(&self) {
        let socket = self.path().display();
        let options = &self.folder.options;
        let options = format!("-c listen_addresses= -c unix_socket_directories={socket} {options}");
        let log = self.path().join("log");
        let mut start = self.control();
        start.arg("--log").arg(log).args(["--wait", "--options", &options, "start"]);
        succeed(&mut start);
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&self) {
        succeed(self.control().args(["--mode=immediate", "stop"]));
    }

    /// Ends it in order.
    pub fn stop(&self) {
        succeed(self.control().args(["--mode=fast", "stop"]));
    }

    /// Lets a replica take its primary's place.
    pub fn promote(&self) {
        succeed(self.control().args(["--wait", "promote"]));
    }

    /// Changes a setting that does not need a new start.
    pub fn set(&self, setting: &str, value: &str) {
        self.sql(&format!("ALTER SYSTEM SET {setting} = '{value}'"));
        self.sql("SELECT pg_reload_conf()");
    }

    /// Changes a setting of a server that does not run.
    pub fn set_stopped(&self, setting: &str, value: &str) {
        let line = format!("{setting} = '{value}'");
        let file = self.data().join("postgresql.auto.conf");
        let script = format!("echo \"{line}\" >> '{}'", file.display());
        succeed(Command::new("sh").arg("-c").arg(script));
    }

    /// Runs the statements of a file as the superuser, one after the other.
    pub fn sql_file(&self, path: &Path) -> String {
        let path = path.to_str().expect("temporary folders have plain names");
        let arguments = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"];
        self.run("psql", &[&arguments[..], &["--dbname", "postgres", "--file", path]].concat())
    }

    /// Runs a statement as the superuser. Gives what it prints.
    pub fn sql(&self, sql: &str) -> String {
        self.sql_in("postgres", sql)
    }

    /// The same in one of the databases.
    pub fn sql_in(&self, database: &str, sql: &str) -> String {
        let arguments = ["--no-psqlrc", "--tuples-only", "--no-align", "--quiet"];
        let arguments = [&arguments[..], &["--dbname", database, "--command", sql]].concat();
        self.run("psql", &arguments)
    }

    /// Stops all its processes in their tracks, as a machine that hangs would.
    pub fn pause(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets them go on.
    pub fn go_on(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let main = self.main_process();
        // First the one that makes others.
        kill_process(main, signal).expect("it runs");
        let children = format!("/proc/{0}/task/{0}/children", main.as_raw_nonzero());
        let children = read(Path::new(&children));
        for child in children.split_whitespace().filter_map(|child| child.parse().ok()) {
            if let Some(child) = Pid::from_raw(child) {
                // One that has ended meanwhile needs no signal.
                let _ = kill_process(child, signal);
            }
        }
    }

    fn main_process(&self) -> Pid {
        let file = read(&self.data().join("postmaster.pid"));
        let number = file.lines().next().and_then(|line| line.parse().ok());
        number.and_then(Pid::from_raw).expect("it runs")
    }

    /// Leaves somebody behind who stops the server when this process ends.
    pub(super) fn stop_after(&self, process: i32) {
        let script = format!(
            "while kill -0 {process} 2>/dev/null && [ -d '{folder}/data' ]; do sleep 0.5; done
             {END}",
            folder = self.path().display(),
            END = self.end()
        );
        let mut watcher = Command::new("setsid");
        watcher.args(["--fork", "sh", "-c", &script]);
        watcher.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(watcher.status().expect("setsid is there").success());
    }

    /// Ends the server, if it runs, and takes everything of it away.
    fn end(&self) -> String {
        let folder = self.path().display();
        format!(
            "main=$(head -1 '{folder}/data/postmaster.pid' 2>/dev/null)
             [ -n \"$main\" ] && kill -CONT $main $(cat /proc/$main/task/$main/children) 2>/dev/null
             [ -n \"$main\" ] && kill -QUIT $main 2>/dev/null
             mountpoint -q '{folder}' && umount --lazy '{folder}'
             rm -rf '{folder}' '{folder}.lock'"
        )
    }

    /// Runs one of the client programs, which must succeed. Gives what it prints.
    pub(super) fn run(&self, name: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(self.programs.join(name));
        command.arg("--host").arg(self.socket()).args(["--port", &self.port.to_string()]);
        command.args(["--username", USER]).args(arguments);
        succeed(&mut command)
    }

    fn control(&self) -> Command {
        let mut command = self.program("pg_ctl");
        command.arg("--pgdata").arg(self.data());
        command
    }

    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        if !is_root() {
            return Command::new(program);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", USER, "--"]).arg(program).current_dir("/");
        command
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        if !self.is_shared() && Arc::strong_count(&self.folder) == 1 {
            let _ = Command::new("sh").arg("-c").arg(self.end()).status();
        }
    }
}

pub(super) fn own_process() -> i32 {
    i32::try_from(std::process::id()).expect("process ids are small")
}

/// The folder of a server that nobody else uses.
pub(super) fn own_folder() -> PathBuf {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("ribcage-pg-{}-{number}", std::process::id()))
}

fn programs() -> Option<PathBuf> {
    let versions = Path::new(PROGRAMS).read_dir().ok()?;
    let programs = versions.filter_map(Result::ok).map(|version| version.path().join("bin"));
    programs.filter(|programs| programs.join("postgres").exists()).max()
}

pub(super) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn open_lock(path: &Path) -> std::fs::File {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).write(true).truncate(false);
    options.open(path).expect("the lock can be opened")
}

#[expect(clippy::disallowed_methods, reason = "the file is of a server under test")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

pub(super) fn succeed(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("the program is there");
    let printed = String::from_utf8_lossy(&stdout).into_owned();
    let said = String::from_utf8_lossy(&stderr).into_owned();
    assert!(status.success(), "{command:?}: {printed}{said}");
    printed
}
