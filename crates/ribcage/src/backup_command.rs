//! `ribcage backup`: copies of everything, kept elsewhere, and a deployment made out of one.

mod drill;
mod ending;
mod failed_drill;
mod filling;
mod ground;
mod lost_erasures;
mod other_places;
mod restore;
mod restored;
mod throwaway;
mod verify;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use ledger::VerifierKey;
use service::Service;
use service::backups::Unknown;
use wire::{Backup, BackupRequest, ForgetRequest, PruneRequest, PrunedBackups};

use self::restore::{Aim, Damage, Wanted};
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
        /// Where it is kept: the absolute path of a folder, or a bucket: `s3://BUCKET/PREFIX`, `az://CONTAINER/PREFIX`, `gs://BUCKET/PREFIX`
        #[arg(long)]
        to: String,
        /// Nothing is needed of the backups there that the databases do not know since they were put back to before them
        #[arg(long)]
        give_up_newer: bool,
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
        /// Those who may restore: what is sealed is opened, too
        #[arg(long)]
        identity: Option<PathBuf>,
    },
    /// Make a deployment out of a backup, and erase again whoever was erased since
    Restore {
        #[command(flatten)]
        wanted: WantedArgs,
        /// The list of erasures is lost: the recovery identity of a second person, who takes the responsibility too
        #[arg(long, value_name = "SECOND_IDENTITY")]
        erasures_lost: Option<PathBuf>,
        /// Restore what is whole, if objects of the backup are damaged, and say what is left out
        #[arg(long)]
        leave_out_damaged: bool,
        /// The deployment to make: nothing may be in its data folder, nor in its databases
        #[command(flatten)]
        data: DataArgs,
    },
    /// Restore a backup somewhere else to see that it can be, file signed evidence, and take it away again
    Drill {
        #[command(flatten)]
        wanted: WantedArgs,
        /// A data folder to be made for it, in which nothing may be; a temporary one if none is given
        #[arg(long, conflicts_with = "config")]
        dir: Option<PathBuf>,
        /// A configuration of the deployment to be made for it, with databases in which nothing may be
        #[arg(long)]
        config: Option<PathBuf>,
        /// A file that the evidence is written to, too
        #[arg(long)]
        evidence: Option<PathBuf>,
    },
    /// Remove the backups that are older than they are kept, and what only they needed
    Prune {
        #[command(flatten)]
        data: DataArgs,
        /// Where they are kept
        #[arg(long)]
        from: String,
        /// For how many days they are kept; the newest always is
        #[arg(long)]
        keep_days: u64,
        /// Only say what would be removed
        #[arg(long)]
        dry_run: bool,
    },
    /// Forget a place: erasures do not reach the backups there any more, which are yours to destroy
    Forget {
        #[command(flatten)]
        data: DataArgs,
        /// Where they are kept
        #[arg(long)]
        target: String,
    },
    /// Erase again whoever was erased since, after databases were put back by other means
    Replay {
        #[command(flatten)]
        data: DataArgs,
        /// Go on without the erasures that the databases and a place knew of, and neither does any more
        #[arg(long)]
        give_up_lost: bool,
    },
}

/// Which backup, and who may open it.
#[derive(Args)]
pub(crate) struct WantedArgs {
    /// Where it is kept
    #[arg(long)]
    from: String,
    /// The recovery identity that was made with the deployment, and that of keys if it is another: a line each
    #[arg(long)]
    identity: PathBuf,
    /// Which backup, as `list` shows it; the newest if it is not given
    #[arg(long)]
    backup: Option<String>,
    /// The verifier key of the log: then nothing that somebody else made is restored
    #[arg(long)]
    key: Option<String>,
}

pub(crate) async fn run(command: BackupCommand) -> anyhow::Result<()> {
    match command {
        BackupCommand::Create { data, to, give_up_newer } => {
            show(&create(&data, BackupRequest { to, give_up_newer }).await?);
        }
        BackupCommand::List { from } => verify::list(&from).await?,
        BackupCommand::Verify { from, key, identity } => {
            let key = parsed(key.as_deref())?;
            let identities = identity.as_deref().map(restore::read_identities).transpose()?;
            verify::verify(&from, key.as_ref(), identities.as_ref()).await?;
        }
        BackupCommand::Restore { wanted, erasures_lost, leave_out_damaged, data } => {
            let (key, configuration) = (parsed(wanted.key.as_deref())?, data.read()?);
            let second_identity = erasures_lost.as_deref();
            let damage = if leave_out_damaged { Damage::LeftOut } else { Damage::Refused };
            let wanted = Wanted { second_identity, damage, ..wanted.by(key.as_ref()) };
            restore::restore(&configuration, wanted, Aim::Keep).await?.show();
            if second_identity.is_some() {
                lost_erasures::show(&configuration)?;
            }
        }
        BackupCommand::Drill { wanted, dir, config, evidence } => {
            let key = parsed(wanted.key.as_deref())?;
            let data = DataArgs::given(dir, config);
            drill::drill(data.as_ref(), wanted.by(key.as_ref()), evidence.as_deref()).await?;
        }
        BackupCommand::Prune { data, from, keep_days, dry_run } => {
            let request = PruneRequest { from, keep_days, dry_run };
            show_pruned(&prune(&data, request).await?, dry_run);
        }
        BackupCommand::Forget { data, target } => forget(&data, target).await?,
        BackupCommand::Replay { data, give_up_lost } => replay(&data, give_up_lost).await?,
    }
    Ok(())
}

impl WantedArgs {
    fn by<'a>(&'a self, key: Option<&'a VerifierKey>) -> Wanted<'a> {
        let Self { from, identity, backup, .. } = self;
        let (backup, damage) = (backup.as_deref(), Damage::Refused);
        Wanted { from, identity, second_identity: None, backup, key, damage }
    }
}

fn parsed(key: Option<&str>) -> anyhow::Result<Option<VerifierKey>> {
    let parsed = key.map(|key| key.trim().parse()).transpose();
    parsed.context("that is not a verifier key")
}

async fn create(data: &DataArgs, request: BackupRequest) -> anyhow::Result<Backup> {
    // Before a server is asked, which may stand in another folder.
    backup_targets::check(&request.to)?;
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        return answer(client.post(format!("{BASE}/backups")).json(&request)).await;
    }
    let deployment = Deployment::open(&configuration).await?;
    let ctx = deployment.service.context(Service::operator(), Vec::new());
    let unknown = Unknown::given_up(request.give_up_newer);
    let made = deployment.service.create_backup(&ctx, &request.to, unknown).await;
    let made = made.map(|done| api::backup(&done.value)).map_err(|failure| failure.error);
    deployment.close().await?;
    made.context("the backup is not made")
}

async fn prune(data: &DataArgs, request: PruneRequest) -> anyhow::Result<PrunedBackups> {
    backup_targets::check(&request.from)?;
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        return answer(client.post(format!("{BASE}/backups/pruning")).json(&request)).await;
    }
    let deployment = Deployment::open(&configuration).await?;
    let pruned = api::prune_backups(&deployment.service, request).await;
    let pruned = pruned.map(|done| done.value).map_err(|failure| failure.error);
    deployment.close().await?;
    pruned.context("nothing is removed")
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
async fn forget(data: &DataArgs, target: String) -> anyhow::Result<()> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    let request = ForgetRequest { target };
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        let sent = client.post(format!("{BASE}/backups/forgetting")).json(&request);
        let _: ForgetRequest = answer(sent).await?;
    } else {
        let deployment = Deployment::open(&configuration).await?;
        let ctx = deployment.service.context(Service::operator(), Vec::new());
        let forgotten = deployment.service.forget_backup_target(&ctx, &request.target).await;
        deployment.close().await?;
        forgotten.map_err(|failure| failure.error).context("no such place is known")?;
    }
    println!("erasures do not reach the backups at {} any more: destroy them", request.target);
    Ok(())
}

/// Of a stopped deployment: nobody is to see anything before it is done.
#[expect(clippy::print_stdout, reason = "the command's answer")]
async fn replay(data: &DataArgs, give_up_lost: bool) -> anyhow::Result<()> {
    let deployment = Deployment::open(&data.read()?).await?;
    let service = &deployment.service;
    let lost_before = service.count_lost_documents().await?;
    let erased = service.replay_erasures().await;
    let lost = service.count_lost_documents().await? - lost_before;
    let given_up = match &erased {
        Ok(_) if give_up_lost => service.give_up_lost_erasures().await?,
        _ => 0,
    };
    deployment.close().await?;
    println!("erased again: {}", erased.context("the erasures are not all done again")?);
    if given_up > 0 {
        println!(
            "given up: {given_up} erasures that were known and are not any more. Find out from letters, receipts and \
             tickets who that was, and erase them again"
        );
    }
    if lost > 0 {
        println!("left out: {}", restore::lost_documents(lost));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(backup: &Backup) {
    let Backup { id, created_at, rows, new_objects, new_bytes, unknown } = backup;
    println!("backup   {id}");
    println!("as of    {created_at}");
    println!("rows     {rows}");
    println!("new      {new_objects} objects, {new_bytes} bytes");
    if let Some(unknown) = unknown {
        println!(
            "beside   {unknown}, which the databases do not know: nothing is taken away from the backups there until \
             `--give-up-newer` says that they are not needed"
        );
    }
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show_pruned(pruned: &PrunedBackups, dry_run: bool) {
    let PrunedBackups { removed, kept, objects, unfinished } = pruned;
    let did = if dry_run { "would be removed" } else { "removed" };
    for id in removed {
        println!("{did}  {id}");
    }
    let backups = removed.len();
    println!(
        "{did}: {backups} backups, {objects} objects, {unfinished} unfinished files; {kept} backups stay"
    );
}
