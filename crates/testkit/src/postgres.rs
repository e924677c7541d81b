//! A PostgreSQL server of the tests' own, shared by all tests of a run.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::fs::FlockOperation;

/// Where Debian keeps the programs, version by version.
const PROGRAMS: &str = "/usr/lib/postgresql";
/// Whom the server runs as when the tests run as root, which it refuses to.
const USER: &str = "postgres";

/// Three empty databases that nobody else uses. They go with this.
#[derive(Debug)]
pub struct PostgresDatabases {
    server: PostgresServer,
    names: [String; 3],
}

impl PostgresDatabases {
    /// Makes them on the server of this run. None if PostgreSQL is not installed.
    pub fn create() -> Option<Self> {
        let server = PostgresServer::of_this_run()?;
        let names = std::array::from_fn(|_| server.create_database(None));
        Some(Self { server, names })
    }

    /// A copy as they are now, which the same server looks after. Nobody may be connected to them.
    #[must_use]
    pub fn copy(&self) -> Self {
        let names = self.names.each_ref().map(|name| self.server.create_database(Some(name)));
        Self { server: self.server.clone(), names }
    }

    /// Lets them be again as they were when they were copied. Nobody may be connected to either.
    pub fn put_back(&self, copy: &Self) {
        for (name, copy) in self.names.iter().zip(&copy.names) {
            succeed(&mut self.server.client("dropdb", &["--force", name]));
            succeed(&mut self.server.client("createdb", &["--template", copy, name]));
        }
    }

    /// The addresses of the identity, the records and the keys store.
    pub fn addresses(&self) -> [String; 3] {
        let folder = self.server.folder.display();
        self.names.each_ref().map(|name| format!("host={folder} user={USER} dbname={name}"))
    }
}

impl Drop for PostgresDatabases {
    fn drop(&mut self) {
        for name in &self.names {
            // Whoever is connected to it.
            succeed(&mut self.server.client("dropdb", &["--force", name]));
        }
    }
}

/// A server that listens on a socket in a folder of its own.
#[derive(Debug, Clone)]
struct PostgresServer {
    folder: PathBuf,
    programs: PathBuf,
}

impl PostgresServer {
    /// The server of this run, which the first test to ask starts, and which goes when whatever runs
    /// the tests ends.
    fn of_this_run() -> Option<Self> {
        let programs = programs()?;
        let run = rustix::process::getppid()?.as_raw_nonzero();
        let folder = std::env::temp_dir().join(format!("ribcage-postgres-{run}"));
        let server = Self { folder: folder.clone(), programs };
        let lock = open_lock(&folder.with_extension("lock"));
        rustix::fs::flock(&lock, FlockOperation::LockExclusive).expect("the lock can be taken");
        if !folder.join("ready").exists() {
            server.start();
            server.stop_after(run.get());
            succeed(Command::new("touch").arg(folder.join("ready")));
        }
        Some(server)
    }

    fn create_database(&self, copied: Option<&str>) -> String {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("t_{}_{number}", std::process::id());
        let template = copied.unwrap_or("template0");
        succeed(&mut self.client("createdb", &["--template", template, &name]));
        name
    }

    fn start(&self) {
        let data = self.folder.join("data");
        succeed(Command::new("mkdir").arg("-m").arg("0755").arg(&self.folder));
        if is_root() {
            succeed(Command::new("chown").arg(USER).arg(&self.folder));
        }
        succeed(
            self.program("initdb")
                .arg("--pgdata")
                .arg(&data)
                .args(["--auth=trust", "--username", USER, "--no-sync"])
                .args(["--encoding=UTF8", "--locale=C"]),
        );
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c max_connections=500 \
             -c shared_buffers=64MB",
            self.folder.display()
        );
        succeed(
            self.program("pg_ctl")
                .arg("--pgdata")
                .arg(&data)
                .arg("--log")
                .arg(self.folder.join("log"))
                .args(["--wait", "--options", &options, "start"]),
        );
    }

    /// Leaves somebody behind who stops the server when the process ends that runs the tests.
    fn stop_after(&self, process: i32) {
        let script = format!(
            "while kill -0 {process} 2>/dev/null; do sleep 0.5; done
             kill -QUIT $(head -1 '{folder}/data/postmaster.pid')
             rm -rf '{folder}' '{folder}.lock'",
            folder = self.folder.display()
        );
        let mut watcher = Command::new("setsid");
        watcher.args(["--fork", "sh", "-c", &script]);
        watcher.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(watcher.status().expect("setsid is there").success());
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

    fn client(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.arg("--host").arg(&self.folder).args(["--username", USER]).args(arguments);
        command
    }
}

fn programs() -> Option<PathBuf> {
    let versions = Path::new(PROGRAMS).read_dir().ok()?;
    let programs = versions.filter_map(Result::ok).map(|version| version.path().join("bin"));
    programs.filter(|programs| programs.join("postgres").exists()).max()
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn open_lock(path: &Path) -> std::fs::File {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).write(true).truncate(false);
    options.open(path).expect("the lock can be opened")
}

fn succeed(command: &mut Command) {
    let Output { status, stdout, stderr } = command.output().expect("the program is there");
    let said = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
    assert!(status.success(), "{command:?}: {said}");
}
