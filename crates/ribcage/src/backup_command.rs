//! `ribcage backup`: copies of everything, kept elsewhere, and a deployment made out of one.

mod restore;
mod verify;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Subcommand;
use ledger::VerifierKey;
use service::Service;
use wire::{Backup, BackupRequest};

use self::restore::Wanted;
use crate::backup_targets;
use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::operator_socket::{BASE, SocketPath, answer};

#[derive(Subcommand)]
pub(crate) enum BackupCommand {
    /// Make a backup, beside a running server or of a stopped one's data, and remember where
    Create {
        #[command(flatten)]
        data: DataArgs,
        /// Where it is kept: the absolute path of a folder, or `s3://BUCKET/PREFIX`
        #[arg(long)]
        to: String,
    },
    /// Show the backups that are kept somewhere
    List {
        /// Where they are kept
        #[arg(long)]
        from: String,
    },
    /// Look at every object that the backups need, and name those that are gone or changed
    Verify {
        /// Where they are kept
        #[arg(long)]
        from: String,
        /// The verifier key of the log; without it signatures are not checked
        #[arg(long)]
        key: Option<String>,
    },
    /// Make a deployment out of a backup, and erase again whoever was erased since
    Restore {
        /// Where it is kept
        #[arg(long)]
        from: String,
        /// The deployment to make: nothing may be in its data folder, nor in its databases
        #[command(flatten)]
        data: DataArgs,
        /// The recovery identity that was made with the deployment
        #[arg(long)]
        identity: PathBuf,
        /// Which backup, as `list` shows it; the newest if it is not given
        #[arg(long)]
        backup: Option<String>,
        /// The verifier key of the log: then nothing that somebody else made is restored
        #[arg(long)]
        key: Option<String>,
    },
}

pub(crate) async fn run(command: BackupCommand) -> anyhow::Result<()> {
    match command {
        BackupCommand::Create { data, to } => show(&create(&data, to).await?),
        BackupCommand::List { from } => verify::list(&from).await?,
        BackupCommand::Verify { from, key } => {
            verify::verify(&from, parsed(key.as_deref())?.as_ref()).await?;
        }
        BackupCommand::Restore { from, data, identity, backup, key } => {
            let (key, backup) = (parsed(key.as_deref())?, backup.as_deref());
            let wanted = Wanted { from: &from, identity: &identity, backup, key: key.as_ref() };
            restore::restore(&data.read()?, wanted).await?.show();
        }
    }
    Ok(())
}

fn parsed(key: Option<&str>) -> anyhow::Result<Option<VerifierKey>> {
    let parsed = key.map(|key| key.trim().parse()).transpose();
    parsed.context("that is not a verifier key")
}

async fn create(data: &DataArgs, to: String) -> anyhow::Result<Backup> {
    // Before a server is asked, which may stand in another folder.
    backup_targets::check(&to)?;
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        return answer(client.post(format!("{BASE}/backups")).json(&BackupRequest { to })).await;
    }
    let deployment = Deployment::open(&configuration).await?;
    let ctx = deployment.service.context(Service::operator(), Vec::new());
    let made = deployment.service.create_backup(&ctx, &to).await;
    let made = made.map(|done| api::backup(&done.value)).map_err(|failure| failure.error);
    deployment.close().await?;
    made.context("the backup is not made")
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(backup: &Backup) {
    let Backup { id, created_at, rows, new_objects, new_bytes } = backup;
    println!("backup   {id}");
    println!("as of    {created_at}");
    println!("rows     {rows}");
    println!("new      {new_objects} objects, {new_bytes} bytes");
}
