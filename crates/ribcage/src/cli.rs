//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::backup_command::BackupCommand;
use crate::configuration::{self, Configuration};
use crate::index_command::IndexCommand;
use crate::job_command::JobCommand;
use crate::key_command::KeyCommand;
use crate::log_command::LogCommand;
use crate::mail_command::MailCommand;
use crate::receipt_command::ReceiptCommand;
use crate::tenant_command::TenantCommand;

/// A self-hosted server for health records: sealed, audited, verifiable.
#[derive(Parser)]
#[command(name = "ribcage", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a deployment: data folder, root key, databases, local CA, recovery identity
    Init {
        #[command(flatten)]
        data: DataArgs,
        /// A file with a passphrase under which the root key is to be sealed
        #[arg(long)]
        passphrase_file: Option<PathBuf>,
    },
    /// Run the server
    Serve {
        /// The configuration; every setting can also be given as a RIBCAGE_… variable
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// Run the server with a tenant and sample data of its own
    Demo {
        /// The data folder; made if it is not there
        #[arg(long)]
        dir: PathBuf,
        /// Where to listen
        #[arg(long, default_value = "127.0.0.1:8443")]
        listen: SocketAddr,
    },
    /// Open accounts for organisations
    Tenant {
        #[command(subcommand)]
        command: TenantCommand,
    },
    /// Look after a tenant's search indexes
    Index {
        #[command(subcommand)]
        command: IndexCommand,
    },
    /// Make backups, look at them, and make a deployment out of one
    Backup {
        #[command(subcommand)]
        command: BackupCommand,
    },
    /// See what is left to be done in the background, and let it be tried again
    Job {
        #[command(subcommand)]
        command: JobCommand,
    },
    /// Find out whether mail arrives
    Mail {
        #[command(subcommand)]
        command: MailCommand,
    },
    /// Check the receipt of an erasure, offline
    Receipt {
        #[command(subcommand)]
        command: ReceiptCommand,
    },
    /// Turn the keys over, or see how they stand
    Key {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Verify or export the log
    Log {
        #[command(subcommand)]
        command: LogCommand,
    },
    /// Look for anything that is wrong, and say what to do about it
    Doctor {
        #[command(flatten)]
        data: DataArgs,
    },
}

impl Command {
    /// Whether nobody is kept from anything until it is done: what others do on the machine goes first.
    pub(crate) const fn can_wait(&self) -> bool {
        matches!(self, Self::Backup { command: BackupCommand::Drill { .. } })
    }
}

/// Which deployment an operator's command is about.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    /// The data folder
    #[arg(long, conflicts_with = "config", required_unless_present = "config")]
    dir: Option<PathBuf>,
    /// The configuration that names it
    #[arg(long)]
    config: Option<PathBuf>,
}

impl DataArgs {
    /// For a deployment that may be named.
    pub(crate) fn given(dir: Option<PathBuf>, config: Option<PathBuf>) -> Option<Self> {
        (dir.is_some() || config.is_some()).then_some(Self { dir, config })
    }

    /// The configuration of that deployment.
    pub(crate) fn read(&self) -> anyhow::Result<Configuration> {
        match &self.dir {
            Some(dir) => configuration::read_for_folder(dir.clone()),
            None => configuration::read(self.config.as_deref()),
        }
    }
}
