//! `ribcage log`: verifies a log without trust in whoever shows it, or copies it into a folder.

mod audit;
mod checkpoints;
mod deployment;
mod error;
mod events;
mod export;
mod folder;
mod growth;
mod report;
mod server;
mod source;
mod state_file;
mod tiles;
mod verify;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use client::{Client, Token};
use ledger::VerifierKey;
use service::{PutBackLog, Service};

use self::export::export;
use self::folder::ExportFolder;
use self::verify::{Trust, verify};
use crate::cli::DataArgs;
use crate::deployment::Deployment;

/// What can be done with a log.
#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    /// Verify the log of a running server, or an export of one
    ///
    /// Ends with 0 only if everything holds; the first thing that does not is named. Against a
    /// server it needs a token of an auditor or an administrator.
    Verify(VerifyArguments),
    /// Copy the log of a running server into a folder, to be kept and verified without the server
    Export(ExportArguments),
    /// Verify events that were taken out of a log: the folder `log` of an export of a person
    VerifyEvents(EventsArguments),
    /// Go on with the logs as they are, after databases were put back to an earlier day
    ///
    /// Nothing is signed for a log that lacks entries which the checkpoint outside the databases has. What is lost stays
    /// lost, and whoever verified the log before sees that. On every server, while none is running.
    Accept(AcceptArguments),
}

/// What `ribcage log verify-events` is told.
#[derive(Debug, Args)]
pub(crate) struct EventsArguments {
    /// The folder
    folder: PathBuf,
    /// The key that has to sign the log
    #[arg(long, value_name = "VKEY")]
    key: Option<VerifierKey>,
}

/// What `ribcage log verify` is told.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// The server's address, `https://HOST[:PORT]`
    #[arg(long, value_name = "URL", conflicts_with = "export", requires = "token")]
    #[arg(required_unless_present = "export")]
    url: Option<String>,
    /// The only CA to trust for that server; without it, those of this machine
    #[arg(long, value_name = "PEM", requires = "url")]
    ca: Option<PathBuf>,
    /// What to sign in to the server with; better kept in the variable, where others do not see it
    #[arg(long, value_name = "TOKEN", env = "RIBCAGE_TOKEN", hide_env_values = true)]
    token: Option<Token>,
    /// A folder made by `ribcage log export`
    #[arg(long, value_name = "DIR")]
    export: Option<PathBuf>,
    /// The key that has to sign the log
    #[arg(long, value_name = "VKEY")]
    key: Option<VerifierKey>,
    /// Where to remember what was verified: the next run sees what was cut off or rewritten since,
    /// and reads only what is new
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Read everything again, also what the state says was read before
    #[arg(long, requires = "state")]
    all: bool,
}

/// What `ribcage log export` is told.
#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The server's address, `https://HOST[:PORT]`
    #[arg(long, value_name = "URL")]
    url: String,
    /// The only CA to trust for that server; without it, those of this machine
    #[arg(long, value_name = "PEM")]
    ca: Option<PathBuf>,
    /// What to sign in to the server with; better kept in the variable, where others do not see it
    #[arg(long, value_name = "TOKEN", env = "RIBCAGE_TOKEN", hide_env_values = true)]
    token: Token,
    /// The folder, which is made if it is not there, and must be empty if it is
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// What `ribcage log accept` is told.
#[derive(Debug, Args)]
pub(crate) struct AcceptArguments {
    #[command(flatten)]
    data: DataArgs,
    /// Also with logs that have other entries than were signed, which is not what databases have that were put back
    #[arg(long)]
    changed: bool,
}

/// Carries out a command. An error is the first thing that does not hold or could not be done.
pub(crate) async fn run(command: LogCommand) -> anyhow::Result<()> {
    let text = match command {
        LogCommand::Verify(arguments) => verify_log(arguments).await?,
        LogCommand::Export(arguments) => export_log(arguments).await?,
        LogCommand::VerifyEvents(EventsArguments { folder, key }) => {
            events::verify_events(&folder, key)?
        }
        LogCommand::Accept(arguments) => accept_logs(&arguments).await?,
    };
    say(&text);
    Ok(())
}

/// Of a stopped deployment: a server that serves has found already what does not hold.
async fn accept_logs(arguments: &AcceptArguments) -> anyhow::Result<String> {
    let deployment = Deployment::open(&arguments.data.read()?).await?;
    let ctx = deployment.service.context(Service::operator(), Vec::new());
    let accepted = deployment.service.accept_logs(&ctx, arguments.changed).await;
    deployment.close().await?;
    let accepted = accepted.map_err(|failure| failure.error)?.value;
    if let Some(log) = accepted.iter().find(|log| log.is_changed && !arguments.changed) {
        anyhow::bail!(
            "log {} is another one than was signed at {} entries: it was not put back, but changed. `--changed` goes on \
             with it all the same; the checkpoint of before stays beside the new one",
            log.id,
            log.had
        );
    }
    let line = |log: &PutBackLog| {
        let PutBackLog { id, had, has, is_changed, .. } = log;
        let what = if *is_changed { "was changed, " } else { "" };
        format!("log {id} {what}had {had} entries and goes on from {has}\n")
    };
    let lines: String = accepted.iter().map(line).collect();
    Ok(if lines.is_empty() { "every log is as it was kept\n".to_owned() } else { lines })
}

async fn verify_log(arguments: VerifyArguments) -> anyhow::Result<String> {
    let VerifyArguments { url, ca, token, export, key, state, all } = arguments;
    let trust = Trust {
        key,
        remembered: match &state {
            Some(path) => state_file::read(path)?,
            None => None,
        },
        everything: all,
    };
    let (report, new_state) = match (export, url, token) {
        (Some(folder), ..) => verify(&ExportFolder::new(&folder), &trust).await?,
        (None, Some(url), Some(token)) => {
            verify(&connect(&url, ca.as_deref(), &token)?, &trust).await?
        }
        _ => anyhow::bail!("either a server and a token or an export is needed"),
    };
    let Some(path) = state else {
        return Ok(report.to_string());
    };
    state_file::write(&path, &new_state)?;
    Ok(format!("{report}\nstate: remembered in {}", path.display()))
}

async fn export_log(arguments: ExportArguments) -> anyhow::Result<String> {
    let ExportArguments { url, ca, token, to } = arguments;
    let client = connect(&url, ca.as_deref(), &token)?;
    let exported = export(&client, &to).await?;
    let folder = to.display();
    Ok(format!(
        "{exported}\nNothing was verified yet: ribcage log verify --export {folder} --key {}",
        exported.key
    ))
}

fn connect(url: &str, ca: Option<&Path>, token: &Token) -> anyhow::Result<Client> {
    let ca = match ca {
        Some(path) => Some(
            fs::read(path)
                .with_context(|| format!("the CA file {} cannot be read", path.display()))?,
        ),
        None => None,
    };
    Ok(Client::new(url, ca.as_deref(), token)?)
}

#[expect(clippy::print_stdout, reason = "the command line speaks on standard output")]
fn say(text: &str) {
    println!("{text}");
}

#[cfg(test)]
mod tests;
