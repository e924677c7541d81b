//! A mail server of a test's own that keeps what it is sent, and may be told to refuse.

#![expect(clippy::disallowed_methods, reason = "a server of a test's own has files")]

use std::fs::Permissions;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::Value;
use tempfile::TempDir;

use crate::tools;

/// Where `scripts/test` puts the library, in the folder that `RIBCAGE_TOOLS` names.
const LIBRARY: &str = "aiosmtpd";
const PROGRAM: &str = include_str!("smtp_sink.py");
/// With what somebody may send through it. Nothing but tests knows this password.
const PASSWORD: &str = "password of tests that opens nothing";
/// Who our messages are from.
pub const MAIL_FROM: &str = "Ribcage <no-reply@clinic.example>";

/// How the way to it is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// By TLS from the first byte.
    Implicit,
    /// By STARTTLS.
    StartTls,
}

/// A server with its messages in a folder of its own. Ends when dropped.
#[derive(Debug)]
pub struct SmtpSink {
    folder: TempDir,
    ports: [u16; 2],
    child: Child,
}

/// A message that came in.
#[derive(Debug, Clone)]
pub struct ReceivedMail {
    /// Whom the envelope says it is from.
    pub from: String,
    /// Whom it is for.
    pub to: Vec<String>,
    /// What whoever brought it said they are called.
    pub hello: String,
    /// Its headers, as a reader sees them.
    pub headers: Vec<(String, String)>,
    /// Its text.
    pub text: String,
    /// Its HTML.
    pub html: String,
    /// All of it, as it travelled.
    pub raw: String,
}

impl ReceivedMail {
    /// The one header of this name.
    pub fn header(&self, name: &str) -> &str {
        let mut found = self.headers.iter().filter(|(it, _)| it.eq_ignore_ascii_case(name));
        let (_, value) = found.next().expect("it has the header");
        assert!(found.next().is_none(), "it has it once");
        value
    }
}

impl SmtpSink {
    /// Who may send through it.
    pub const USER: &str = "ribcage-test";

    /// Starts one that takes everything, for a test. If Python or the library is not there, the test counts as one that
    /// was not run.
    pub fn start(test: &str) -> Option<Self> {
        let sink = Self::try_start();
        if sink.is_none() {
            crate::not_run(test, "Python or aiosmtpd is not installed");
        }
        sink
    }

    fn try_start() -> Option<Self> {
        let library = tools::find(LIBRARY).filter(|it| it.join(LIBRARY).exists())?;
        let folder = tempfile::tempdir().expect("a folder");
        write_certificates(folder.path());
        write_private(&folder.path().join("password"), PASSWORD);
        write_private(&folder.path().join("wrong-password"), "another password");
        write_private(&folder.path().join("mood"), "");
        write_private(&folder.path().join("sink.py"), PROGRAM);
        let mut child = Command::new("python3")
            .args(["-W", "ignore"])
            .arg(folder.path().join("sink.py"))
            .arg(folder.path())
            .args([Self::USER, PASSWORD])
            .env("PYTHONPATH", library)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut line = String::new();
        let output = child.stdout.take().expect("piped");
        BufReader::new(output).read_line(&mut line).expect("text");
        let ports: Vec<u16> = line.split_whitespace().filter_map(|it| it.parse().ok()).collect();
        let ports = ports.try_into().expect("it says where it listens");
        Some(Self { folder, ports, child })
    }

    /// Where it is, as the setting has it.
    pub fn address(&self, tls: MailTls) -> String {
        let [implicit, starttls] = self.ports;
        match tls {
            MailTls::Implicit => format!("smtps://localhost:{implicit}"),
            MailTls::StartTls => format!("smtp+starttls://localhost:{starttls}"),
        }
    }

    /// The file with the password.
    pub fn password_file(&self) -> PathBuf {
        self.folder.path().join("password")
    }

    /// A file with a password that is not right.
    pub fn wrong_password_file(&self) -> PathBuf {
        self.folder.path().join("wrong-password")
    }

    /// The file with the certificate by which it is known.
    pub fn ca_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Where it keeps what it is sent, a message a file in JSON.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The variables that a server of ours needs to send through it.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let text = |path: PathBuf| path.display().to_string();
        vec![
            ("RIBCAGE_MAIL_SERVER", self.address(MailTls::StartTls)),
            ("RIBCAGE_MAIL_FROM", MAIL_FROM.to_owned()),
            ("RIBCAGE_MAIL_USER", Self::USER.to_owned()),
            ("RIBCAGE_MAIL_PASSWORD_FILE", text(self.password_file())),
            ("RIBCAGE_MAIL_CA_FILE", text(self.ca_file())),
        ]
    }

    /// It takes what it is sent, from now on.
    pub fn take(&self) {
        self.answer("");
    }

    /// It asks to be tried again, from now on.
    pub fn refuse_for_now(&self) {
        self.answer("451 4.3.0 try again later");
    }

    /// It refuses whoever a message is for, from now on.
    pub fn refuse_for_good(&self) {
        self.answer("550 5.1.1 <ADDRESS> is not known here");
    }

    /// What came in, in its order.
    pub fn received(&self) -> Vec<ReceivedMail> {
        let entries = self.folder.path().read_dir().expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let mut paths: Vec<_> =
            paths.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
        paths.sort();
        paths.iter().map(|path| read(path)).collect()
    }

    fn answer(&self, mood: &str) {
        let new = self.folder.path().join("mood.new");
        std::fs::write(&new, mood).expect("written");
        std::fs::rename(&new, self.folder.path().join("mood")).expect("replaced");
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(path: &Path) -> ReceivedMail {
    let bytes = std::fs::read(path).expect("it is there");
    let kept: Value = serde_json::from_slice(&bytes).expect("it is JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    ReceivedMail {
        from: text(&kept["from"]),
        to: list(&kept["to"]).iter().map(text).collect(),
        hello: text(&kept["hello"]),
        headers: list(&kept["headers"]).iter().map(|it| (text(&it[0]), text(&it[1]))).collect(),
        text: text(&kept["text"]),
        html: text(&kept["html"]),
        raw: text(&kept["raw"]),
    }
}

/// A CA and what it says of the server, whom everybody reaches as `localhost`.
fn write_certificates(folder: &Path) {
    let ca_key = KeyPair::generate().expect("a key");
    let mut ca = CertificateParams::default();
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let ca_certificate = ca.self_signed(&ca_key).expect("a certificate");
    write_private(&folder.join("ca.pem"), &ca_certificate.pem());
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, &Issuer::new(ca, ca_key)).expect("a certificate");
    write_private(&folder.join("server.pem"), &certificate.pem());
    write_private(&folder.join("server.key"), &key.serialize_pem());
}

fn write_private(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
    std::fs::set_permissions(path, Permissions::from_mode(0o600)).expect("its mode is set");
}
