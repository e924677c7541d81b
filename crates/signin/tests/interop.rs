//! The password exchange with the npm package `@serenity-kit/opaque` at the other end, unchanged: it as the client
//! of our server, and as the server of our client.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use signin::password::client;
use signin::password::{PasswordServer, decode_message, encode_message};
use testkit::{TestRng, not_run};

const PASSWORD: &str = "grüne Äpfel 7";
const ACCOUNT: &str = "20e14cd8-ab09-4f4b-87a8-06d2e2e9ff68";

/// The package in a process of Node.
struct Peer {
    process: Child,
    calls: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    /// Starts it, if Node is there and npm can bring the package.
    fn start(test: &str) -> Option<Self> {
        let process = packages().and_then(|folder| {
            let mut node = Command::new("node");
            node.arg(folder.join("peer.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
            node.spawn().ok()
        });
        let Some(mut process) = process else {
            not_run(test, "Node is not there, or npm cannot bring @serenity-kit/opaque");
            return None;
        };
        let calls = process.stdin.take().expect("a pipe");
        let answers = BufReader::new(process.stdout.take().expect("a pipe"));
        Some(Self { process, calls, answers })
    }

    #[expect(clippy::needless_pass_by_value, reason = "it is written at the call")]
    fn call(&mut self, side: &str, name: &str, parameters: Value) -> Value {
        let call = json!({ "side": side, "name": name, "parameters": parameters });
        writeln!(self.calls, "{call}").expect("it listens");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("it answers");
        let answer: Value = serde_json::from_str(&line).expect("JSON");
        assert!(answer["failed"].is_null(), "{name}: {answer}");
        answer["gave"].clone()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing left to end.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The folder in which the package is, brought once for every build folder.
fn packages() -> Option<PathBuf> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop");
    // A test runner gives each test a process of its own: what one of them installs the others shall not see half.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("signin-interop");
    let own = folder.with_extension(std::process::id().to_string());
    if !folder.join("node_modules").is_dir() {
        std::fs::create_dir_all(&own).expect("a folder");
        for file in ["package.json", "package-lock.json", ".npmrc"] {
            std::fs::copy(sources.join(file), own.join(file)).expect("copied");
        }
        let npm = Command::new("npm")
            .args(["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(&own)
            .status();
        let came = npm.is_ok_and(|status| status.success());
        // Whoever comes second finds the name taken by a folder that is whole.
        if came {
            drop(std::fs::rename(&own, &folder));
        }
        drop(std::fs::remove_dir_all(&own));
        if !came {
            return None;
        }
    }
    std::fs::copy(sources.join("peer.mjs"), folder.join("peer.mjs")).expect("copied");
    Some(folder)
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}")).to_owned()
}

fn message(value: &Value, name: &str) -> Vec<u8> {
    decode_message(&text(value, name)).expect("base64url without padding")
}

#[test]
fn browser_registers_and_logs_in_with_our_server() {
    const TEST: &str = "browser_registers_and_logs_in_with_our_server";
    let Some(mut browser) = Peer::start(TEST) else { return };
    let rng = TestRng::new(1);
    let server = PasswordServer::generate(&rng);
    let id = ACCOUNT.as_bytes();

    let started = browser.call("client", "startRegistration", json!({ "password": PASSWORD }));
    let response = server.register_start(&message(&started, "registrationRequest"), id);
    let finished = browser.call(
        "client",
        "finishRegistration",
        json!({
            "password": PASSWORD,
            "clientRegistrationState": started["clientRegistrationState"],
            "registrationResponse": encode_message(&response.expect("a response")),
        }),
    );
    let record = PasswordServer::register_finish(&message(&finished, "registrationRecord"));
    let record = record.expect("a record");

    for (record, password, is_right) in [
        (Some(&record), PASSWORD, true),
        (Some(&record), "another", false),
        (None, PASSWORD, false),
    ] {
        let started = browser.call("client", "startLogin", json!({ "password": password }));
        let request = message(&started, "startLoginRequest");
        let (state, response) = server.login_start(record, &request, id, &rng).expect("a response");
        let finished = browser.call(
            "client",
            "finishLogin",
            json!({
                "password": password,
                "clientLoginState": started["clientLoginState"],
                "loginResponse": encode_message(&response),
            }),
        );
        assert_eq!(!finished.is_null(), is_right);
        if is_right {
            let last = message(&finished, "finishLoginRequest");
            let key = PasswordServer::login_finish(&state, &last).expect("the right password");
            assert_eq!(encode_message(key.expose()), text(&finished, "sessionKey"));
        }
    }
}

#[test]
fn password_that_a_browser_registered_logs_our_client_in() {
    const TEST: &str = "password_that_a_browser_registered_logs_our_client_in";
    let Some(mut browser) = Peer::start(TEST) else { return };
    let rng = TestRng::new(2);
    let server = PasswordServer::generate(&rng);
    let id = ACCOUNT.as_bytes();
    let started = browser.call("client", "startRegistration", json!({ "password": PASSWORD }));
    let response = server.register_start(&message(&started, "registrationRequest"), id);
    let finished = browser.call(
        "client",
        "finishRegistration",
        json!({
            "password": PASSWORD,
            "clientRegistrationState": started["clientRegistrationState"],
            "registrationResponse": encode_message(&response.expect("a response")),
        }),
    );
    let record = PasswordServer::register_finish(&message(&finished, "registrationRecord"));
    let record = record.expect("a record");
    let (logging_in, request) = client::log_in(PASSWORD, &rng).expect("a request");
    let (state, response) =
        server.login_start(Some(&record), &request, id, &rng).expect("a response");
    let logged_in = logging_in.finish(&response, &rng).expect("the right password");
    assert_eq!(encode_message(&logged_in.server_key), text(&finished, "serverStaticPublicKey"));
    let key = PasswordServer::login_finish(&state, &logged_in.finalization);
    assert_eq!(key.expect("it fits").expose(), logged_in.session_key.expose());
}

#[test]
fn our_client_registers_and_logs_in_with_a_server_in_node() {
    const TEST: &str = "our_client_registers_and_logs_in_with_a_server_in_node";
    let Some(mut server) = Peer::start(TEST) else { return };
    let rng = TestRng::new(3);
    let setup = server.call("server", "createSetup", Value::Null);
    let (registering, request) = client::register(PASSWORD, &rng).expect("a request");
    let response = server.call(
        "server",
        "createRegistrationResponse",
        json!({
            "serverSetup": setup,
            "userIdentifier": ACCOUNT,
            "registrationRequest": encode_message(&request),
        }),
    );
    let response = message(&response, "registrationResponse");
    let registered = registering.finish(&response, &rng).expect("an upload");

    let (logging_in, request) = client::log_in(PASSWORD, &rng).expect("a request");
    let started = server.call(
        "server",
        "startLogin",
        json!({
            "serverSetup": setup,
            "userIdentifier": ACCOUNT,
            "registrationRecord": encode_message(&registered.upload),
            "startLoginRequest": encode_message(&request),
        }),
    );
    let logged_in = logging_in.finish(&message(&started, "loginResponse"), &rng);
    let logged_in = logged_in.expect("the right password");
    assert_eq!(logged_in.server_key, registered.server_key);
    let finished = server.call(
        "server",
        "finishLogin",
        json!({
            "serverLoginState": started["serverLoginState"],
            "finishLoginRequest": encode_message(&logged_in.finalization),
        }),
    );
    assert_eq!(text(&finished, "sessionKey"), encode_message(logged_in.session_key.expose()));
}
