//! Places with nothing in them, for deployments that are made out of others.

use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::sync::Arc;

use model::FaultPoint;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tempfile::TempDir;
use testkit::PostgresDatabases;

use super::{Server, command_with, configured, run_with, text};

/// Runs a command that is sent a signal when it reaches this point.
pub(crate) fn command_to_end(
    point: FaultPoint,
    arguments: &[&str],
    settings: &[(String, String)],
    signal: Signal,
) -> Output {
    let send = |id| kill_process(id, signal).expect("it runs");
    command_to_pause(point, arguments, settings, send)
}

fn command_to_pause(
    point: FaultPoint,
    arguments: &[&str],
    settings: &[(String, String)],
    meanwhile: impl FnOnce(Pid),
) -> Output {
    let fault = ("RIBCAGE_FAULT".to_owned(), format!("{}:1:pause", point.name()));
    let mut command = command_with(arguments, &[settings, &[fault]].concat());
    let running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let running = running.expect("the binary runs");
    let id = Pid::from_child(&running);
    let stopped = waitpid(Some(id), WaitOptions::UNTRACED).expect("it was started");
    assert!(stopped.is_some_and(|(_, status)| status.stopped()), "it never came there");
    meanwhile(id);
    kill_process(id, Signal::CONT).expect("it runs");
    running.wait_with_output().expect("it was started")
}

/// A folder, and databases if there are to be some, with nothing in them.
pub(crate) struct Fresh {
    folder: TempDir,
    settings: Vec<(String, String)>,
    databases: Option<Arc<PostgresDatabases>>,
}

impl Fresh {
    /// For a deployment like that of a server: on the same engine, with the same settings.
    pub(crate) fn like(server: &Server) -> Self {
        let databases = server.databases.as_ref().map(|_| PostgresDatabases::create());
        let databases = databases.map(|made| Arc::new(made.expect("PostgreSQL is installed")));
        let folder = tempfile::tempdir().expect("a folder");
        let configuration = configured(&folder.path().join("data"), databases.as_deref());
        std::fs::write(folder.path().join("ribcage.toml"), configuration).expect("written");
        Self { folder, settings: server.settings.clone(), databases }
    }

    /// The same, with a further setting.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, whose commands go without these safeguards.
    pub(crate) fn like_without(server: &Server, safeguards: &str) -> Self {
        let mut fresh = Self::like(server);
        fresh.settings.retain(|(name, _)| name != "RIBCAGE_WITHOUT");
        if !safeguards.is_empty() {
            fresh.settings.push(("RIBCAGE_WITHOUT".to_owned(), safeguards.to_owned()));
        }
        fresh
    }

    /// Runs a command that crashes when it reaches this point.
    pub(crate) fn command_to_crash(&self, point: FaultPoint, arguments: &[&str]) -> Output {
        let fault = ("RIBCAGE_FAULT".to_owned(), format!("{}:1", point.name()));
        let settings = [&self.settings[..], &[fault]].concat();
        run_with(&[arguments, &["--config", text(&self.configuration())]].concat(), &settings)
    }

    /// Runs a command that stands still when it reaches this point, until something is done meanwhile.
    pub(crate) fn command_to_pause(
        &self,
        point: FaultPoint,
        arguments: &[&str],
        meanwhile: impl FnOnce(),
    ) -> Output {
        let configuration = self.configuration();
        let configured = [arguments, &["--config", text(&configuration)]].concat();
        command_to_pause(point, &configured, &self.settings, |_| meanwhile())
    }

    /// Runs a command that is sent a signal when it reaches this point.
    pub(crate) fn command_to_end(
        &self,
        point: FaultPoint,
        arguments: &[&str],
        signal: Signal,
    ) -> Output {
        let configuration = self.configuration();
        let configured = [arguments, &["--config", text(&configuration)]].concat();
        command_to_end(point, &configured, &self.settings, signal)
    }

    fn configuration(&self) -> PathBuf {
        self.folder.path().join("ribcage.toml")
    }

    /// Where its data folder is to be.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs an operator's command on it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Output {
        let configuration = self.configuration();
        run_with(&[arguments, &["--config", text(&configuration)]].concat(), &self.settings)
    }

    /// Serves what was made there.
    pub(crate) fn serve(self) -> Server {
        Server::serve(self.folder, self.settings, self.databases)
    }
}
