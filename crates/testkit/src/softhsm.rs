//! A software token of a test's own (SoftHSM).

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Where Debian keeps the module.
const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";
/// The label of the token.
pub const TOKEN: &str = "clinic";
/// The user's PIN at first.
const PIN: &str = "2468-1357";
/// The PIN of who looks after the token.
const OFFICER_PIN: &str = "9753-8642";
/// The variable that names the module's own settings.
pub const VARIABLE: &str = "SOFTHSM2_CONF";

/// A token in a folder of its own.
#[derive(Debug)]
pub struct SoftHsm {
    folder: Folder,
}

#[derive(Debug)]
enum Folder {
    Own(TempDir),
    Others(PathBuf),
}

impl SoftHsm {
    /// Makes one. None if SoftHSM is not installed.
    pub fn make() -> Option<Self> {
        if !Path::new(MODULE).exists() {
            return None;
        }
        let made = Self { folder: Folder::Own(tempfile::tempdir().expect("a folder")) };
        succeed(Command::new("mkdir").arg(made.tokens()));
        let settings =
            format!("directories.tokendir = {}\nlog.level = ERROR\n", made.tokens().display());
        write(&made.configuration(), &settings);
        write(&made.pin_file(), PIN);
        succeed(
            Command::new("softhsm2-util")
                .args(["--init-token", "--free", "--label", TOKEN])
                .args(["--pin", PIN, "--so-pin", OFFICER_PIN])
                .env(VARIABLE, made.configuration()),
        );
        Some(made)
    }

    /// One that another process has made.
    pub fn found(folder: &Path) -> Option<Self> {
        folder.exists().then(|| Self { folder: Folder::Others(folder.to_owned()) })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        match &self.folder {
            Folder::Own(folder) => folder.path(),
            Folder::Others(folder) => folder,
        }
    }

    /// The module.
    pub fn module() -> &'static Path {
        Path::new(MODULE)
    }

    /// What [`VARIABLE`] has to name.
    pub fn configuration(&self) -> PathBuf {
        self.folder().join("softhsm2.conf")
    }

    /// The file with the PIN.
    pub fn pin_file(&self) -> PathBuf {
        self.folder().join("pin")
    }

    /// Writes another PIN into the file.
    pub fn write_pin(&self, pin: &str) {
        write(&self.pin_file(), pin);
    }

    /// Writes the right PIN into the file.
    pub fn write_right_pin(&self) {
        self.write_pin(PIN);
    }

    /// Takes the token out.
    pub fn take_out(&self) {
        succeed(Command::new("mv").arg(self.tokens()).arg(self.folder().join("elsewhere")));
        succeed(Command::new("mkdir").arg(self.tokens()));
    }

    /// Puts it in again.
    pub fn put_in(&self) {
        succeed(Command::new("rmdir").arg(self.tokens()));
        succeed(Command::new("mv").arg(self.folder().join("elsewhere")).arg(self.tokens()));
    }

    fn tokens(&self) -> PathBuf {
        self.folder().join("tokens")
    }
}

fn write(path: &Path, text: &str) {
    let new = path.with_extension("new");
    let mut install = Command::new("install");
    install.args(["--mode", "0600", "/dev/stdin"]).arg(&new).stdin(Stdio::piped());
    let mut install = install.spawn().expect("the program is there");
    let mut stdin = install.stdin.take().expect("piped");
    stdin.write_all(text.as_bytes()).expect("written");
    drop(stdin);
    assert!(install.wait().expect("it was started").success());
    succeed(Command::new("mv").arg(&new).arg(path));
}

fn succeed(command: &mut Command) {
    let output = command.output().expect("the program is there");
    assert!(output.status.success(), "{command:?}: {output:?}");
}
