//! The roof: the command line, configuration, and everything put together.

#![expect(
    clippy::disallowed_methods,
    reason = "the roof is where the clock, the environment and the file system are"
)]

mod ambient;
mod backing_up;
mod backup_command;
mod backup_targets;
mod blobs;
mod checkpoint_files;
mod cli;
mod configuration;
mod counted_key_service;
mod data_folder;
mod demo;
mod deployment;
mod doctor;
mod export_files;
mod hardening;
mod index_command;
mod indexing;
mod job_command;
mod jobs;
mod key_command;
mod key_services;
mod loading;
mod log_command;
mod mail_command;
mod mailers;
mod object_stores;
mod operator_socket;
mod passkeys;
mod receipt_command;
mod serve;
mod stores;
mod tenant_command;
mod tls;

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser as _;
use model::fault::Ending;
use model::{FaultPoint, Safeguard, fault};

use crate::cli::{Cli, Command};

/// In builds for tests: the point at which the process is to crash, and the how manieth time.
const FAULT: &str = "RIBCAGE_FAULT";
/// In builds for tests: the safeguards that the process is to go without.
const WITHOUT: &str = "RIBCAGE_WITHOUT";

/// 0 done, 1 refused or failed with one line on standard error, 2 wrong usage.
fn main() -> ExitCode {
    end_when_nobody_listens();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    if cli.command.can_wait() {
        hardening::yield_to_others();
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&error.into());
            return ExitCode::FAILURE;
        }
    };
    let result = runtime.block_on(run(cli));
    // A look through a whole database may be under way; nothing depends on its end.
    runtime.shutdown_background();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Whoever reads what a command says may have read enough: that is no defect to be reported.
fn end_when_nobody_listens() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.payload_as_str().is_some_and(|said| said.starts_with("failed printing to stdout"))
        {
            std::process::exit(1);
        }
        report(panic);
    }));
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    hardening::protect_memory();
    hardening::protect_files();
    hardening::allow_connections();
    if fault::IS_POSSIBLE {
        arm_fault(std::env::var(FAULT).ok().as_deref())?;
        take_away(std::env::var(WITHOUT).ok().as_deref())?;
    }
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        anyhow::bail!("another TLS provider is installed already");
    }
    match cli.command {
        Command::Init { data, passphrase_file } => {
            let mut configuration = data.read()?;
            if passphrase_file.is_some() {
                configuration.root_key_passphrase_file = passphrase_file;
            }
            deployment::init(&configuration).await
        }
        Command::Serve { config } => serve::serve(configuration::read(config.as_deref())?).await,
        Command::Demo { dir, listen } => demo::demo(&dir, listen).await,
        Command::Tenant { command } => tenant_command::run(command).await,
        Command::Key { command } => key_command::run(command).await,
        Command::Index { command } => index_command::run(command).await,
        Command::Backup { command } => Box::pin(backup_command::run(command)).await,
        Command::Job { command } => job_command::run(command).await,
        Command::Mail { command } => mail_command::run(command).await,
        Command::Receipt { command } => receipt_command::run(command),
        Command::Log { command } => log_command::run(command).await,
        Command::Doctor { data } => doctor::doctor(&data.read()?).await,
    }
}

fn arm_fault(asked: Option<&str>) -> anyhow::Result<()> {
    if let Some(asked) = asked {
        let (asked, ending) = match asked.strip_suffix(":pause") {
            Some(asked) => (asked, Ending::Pause),
            None => (asked, Ending::Crash),
        };
        let (name, times) = asked.split_once(':').context("a fault is NAME:TIMES")?;
        let point = FaultPoint::find(name).with_context(|| format!("there is no fault {name}"))?;
        fault::arm(point, times.parse().context("a fault is NAME:TIMES")?, ending);
    }
    Ok(())
}

fn take_away(asked: Option<&str>) -> anyhow::Result<()> {
    for name in asked.into_iter().flat_map(|asked| asked.split(',')) {
        let found = Safeguard::find(name);
        found.with_context(|| format!("there is no safeguard {name}"))?.take_away();
    }
    Ok(())
}

/// The error and its causes, on one line.
#[expect(clippy::print_stderr, reason = "the command line speaks on standard error")]
fn complain(error: &anyhow::Error) {
    let mut line = String::new();
    for cause in error.chain() {
        let text = cause.to_string().replace('\n', " ");
        // A cause that says no more than what came before it would be said twice.
        if !line.contains(&text) {
            line = if line.is_empty() { text } else { format!("{line}: {text}") };
        }
    }
    eprintln!("ribcage: {line}");
}
