//! A server whose changes are archived by pgBackRest, so that it can be put back to any moment.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::server::{PostgresServer, SMALL, USER, is_root, own_folder, own_process, succeed};

/// The server, and what is archived of it.
#[derive(Debug)]
pub struct ArchivedPostgres {
    /// The server.
    pub server: PostgresServer,
}

impl ArchivedPostgres {
    /// Starts one, set up as a page says: the lines of pgBackRest's configuration, in which its folders are
    /// replaced, and how it is called to archive. None if either is not installed.
    pub fn start(configuration: &str, archive_command: &str) -> Option<Self> {
        let version = Command::new("pgbackrest").arg("version").stdout(Stdio::null()).status();
        version.ok().filter(std::process::ExitStatus::success)?;
        let folder = own_folder();
        let file = folder.join("pgbackrest.conf");
        let command = archive_command.replacen(
            "pgbackrest",
            &format!("pgbackrest --config={}", file.display()),
            1,
        );
        let options = format!("{SMALL} -c archive_mode=on -c \"archive_command={command}\"");
        let server = PostgresServer::in_folder(folder.clone(), options, false)?;
        server.make_folder();
        server.init();
        let text = configuration
            .replace("/var/lib/pgbackrest", &folder.join("repository").display().to_string())
            .replace("/var/lib/postgresql/15/main", &server.data().display().to_string());
        let of_tests = format!(
            "pg1-socket-path={folder}\npg1-user={USER}\n[global]\nlog-level-file=off\nlock-path={folder}/lock\n",
            folder = folder.display()
        );
        let mut install = Command::new("install");
        if is_root() {
            install.args(["--owner", USER]);
        }
        let written = own_folder();
        #[expect(clippy::disallowed_methods, reason = "the file is of a server under test")]
        std::fs::write(&written, text + &of_tests).expect("written");
        succeed(install.args(["--mode", "0600"]).arg(&written).arg(&file));
        succeed(Command::new("rm").arg(&written));
        server.start_again();
        server.stop_after(own_process());
        Some(Self { server })
    }

    /// Runs a command of pgBackRest.
    pub fn run(&self, command: &str) -> String {
        let arguments = command.strip_prefix("pgbackrest ").expect("a command of pgBackRest");
        let script =
            format!("pgbackrest --config='{}' {arguments}", self.configuration().display());
        let mut run = if is_root() {
            let mut run = Command::new("runuser");
            run.args(["-u", USER, "--", "sh"]);
            run
        } else {
            Command::new("sh")
        };
        succeed(run.args(["-c", &script]).current_dir("/"))
    }

    /// Waits until a server that was put back takes writes.
    pub fn until_it_writes(&self) {
        let wait = "SELECT pg_sleep(0.1) FROM pg_is_in_recovery() AS it WHERE it";
        while self.server.sql("SELECT pg_is_in_recovery()").trim() != "f" {
            self.server.sql(wait);
        }
    }

    fn configuration(&self) -> PathBuf {
        self.server.path().join("pgbackrest.conf")
    }
}
