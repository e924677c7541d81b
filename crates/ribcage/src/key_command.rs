//! `ribcage key`: turns the keys over, on a running server or on a stopped one's data.

use std::time::{Duration, Instant};

use anyhow::bail;
use api::key_status;
use clap::Subcommand;
use service::Service;
use wire::KeyStatus;

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::operator_socket::{BASE, SocketPath, answer};

/// For how many seconds places where backups are kept are waited for, if nothing else is said: a backup is made there.
const WAIT_FOR_PLACES_SECONDS: u64 = 600;
/// How often is looked whether a rotation has come to its end.
const LOOK_EVERY: Duration = Duration::from_millis(200);

#[derive(Subcommand)]
pub(crate) enum KeyCommand {
    /// Begin a root epoch, bring every key under it, and destroy the epoch before
    Rotate {
        #[command(flatten)]
        data: DataArgs,
        /// Return only once the epoch before is destroyed, and its keys are gone from every place where backups are kept
        #[arg(long)]
        wait: bool,
        /// For how many seconds those places are waited for: before the epoch is destroyed, if root keys are in no
        /// backup, and once it is
        #[arg(long, value_name = "SECONDS", default_value_t = WAIT_FOR_PLACES_SECONDS, requires = "wait")]
        wait_at_most: u64,
    },
    /// Show the root epochs that live, and how far a rotation is
    Status {
        #[command(flatten)]
        data: DataArgs,
    },
}

pub(crate) async fn run(command: KeyCommand) -> anyhow::Result<()> {
    match command {
        KeyCommand::Rotate { data, wait, wait_at_most } => {
            let places_for = wait.then(|| Duration::from_secs(wait_at_most));
            let status = rotate(&data, places_for).await?;
            show(&status);
            if wait {
                check_places(&status)?;
            }
        }
        KeyCommand::Status { data } => show(&status(&data).await?),
    }
    Ok(())
}

/// Begins a rotation, and waits for its end if it is said for how long places are waited for after that.
async fn rotate(data: &DataArgs, wait: Option<Duration>) -> anyhow::Result<KeyStatus> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        let begun: KeyStatus = answer(client.post(format!("{BASE}/keys/rotation"))).await?;
        let Some(places_for) = wait else { return Ok(begun) };
        let status = until_done(&client, begun, places_for).await?;
        return until_renewed(&client, status, places_for).await;
    }
    let deployment = Deployment::open(&configuration).await?;
    let service = &deployment.service;
    let ctx = service.context(Service::operator(), Vec::new());
    service.rotate_keys(&ctx).await.map_err(|failure| failure.error)?;
    let rotated = go_on(service, wait).await;
    deployment.close().await?;
    rotated
}

/// Brings a rotation to its end, and waits for another server to do so if it is at it.
async fn go_on(service: &Service, wait: Option<Duration>) -> anyhow::Result<KeyStatus> {
    let (mut ended, mut waiting) = (None, None);
    loop {
        service.continue_rotation().await?;
        let status = key_status(&service.key_status().await?);
        let Some(places_for) = wait else { return Ok(status) };
        check_end(&status, (&mut waiting, places_for))?;
        if !status.rotating {
            let is_over = ended.get_or_insert_with(Instant::now).elapsed() >= places_for;
            if status.places_behind.is_empty() || is_over {
                return Ok(status);
            }
            // Nobody else does what is left.
            service.work_off_jobs().await?;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Whether the epoch before can end, or may still be able to: for so long a place is waited for that takes a backup.
fn check_end(
    status: &KeyStatus,
    (waiting, places_for): (&mut Option<Instant>, Duration),
) -> anyhow::Result<()> {
    if status.keys_damaged > 0 {
        bail!(
            "{} keys do not open, so the rotation cannot end; `ribcage doctor` says whose",
            status.keys_damaged
        );
    }
    if status.waits_for.is_empty() {
        *waiting = None;
    } else if waiting.get_or_insert_with(Instant::now).elapsed() >= places_for {
        bail!(
            "the epoch before lives on, since nothing at {} would open without it: it ends once a backup of the keys \
             under the new one is there, or the place is forgotten (`ribcage backup forget`)",
            status.waits_for.join(", ")
        );
    }
    Ok(())
}

/// Waits until every place has the new keys only, for so long.
async fn until_renewed(
    client: &reqwest::Client,
    mut status: KeyStatus,
    places_for: Duration,
) -> anyhow::Result<KeyStatus> {
    let begun = Instant::now();
    while !status.places_behind.is_empty() && begun.elapsed() < places_for {
        tokio::time::sleep(LOOK_EVERY).await;
        status = answer(client.get(format!("{BASE}/keys"))).await?;
    }
    Ok(status)
}

/// Whether no place has keys of before.
fn check_places(status: &KeyStatus) -> anyhow::Result<()> {
    if status.places_behind.is_empty() {
        return Ok(());
    }
    bail!(
        "the epoch before is destroyed, and its keys may still be in backups at {}: they are removed once that can be \
         reached, and no erasure is closed before",
        status.places_behind.join(", ")
    );
}

/// Waits until no more than the newest epoch lives.
async fn until_done(
    client: &reqwest::Client,
    begun: KeyStatus,
    places_for: Duration,
) -> anyhow::Result<KeyStatus> {
    let (mut status, mut waiting) = (begun, None);
    while status.rotating {
        check_end(&status, (&mut waiting, places_for))?;
        tokio::time::sleep(LOOK_EVERY).await;
        status = answer(client.get(format!("{BASE}/keys"))).await?;
    }
    Ok(status)
}

async fn status(data: &DataArgs) -> anyhow::Result<KeyStatus> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        return answer(client.get(format!("{BASE}/keys"))).await;
    }
    let deployment = Deployment::open(&configuration).await?;
    let service = &deployment.service;
    let ctx = service.context(Service::operator(), Vec::new());
    let status = service.read_key_status(&ctx).await.map_err(|failure| failure.error)?;
    deployment.close().await?;
    Ok(key_status(&status.value))
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(status: &KeyStatus) {
    for epoch in &status.epochs {
        let begun = epoch.begun_at.as_deref().unwrap_or("at a time that is not known");
        println!("epoch     {}, begun {begun}", epoch.epoch);
    }
    println!("tenants   {}", status.tenants);
    if status.rotating {
        println!("rotation  under way: {} tenants to go", status.tenants_behind);
        for place in &status.waits_for {
            println!(
                "backups   {place} has none yet that opens without the epoch before, which lives on until then"
            );
        }
    } else {
        println!("rotation  none under way: every key is under the newest epoch");
    }
    for place in &status.places_behind {
        println!("backups   {place} may have keys of an epoch that has ended");
    }
    if status.overdue > 0 {
        println!(
            "overdue   of {} erasures or deletions copies of before open still, past the promised day",
            status.overdue
        );
    }
    if status.keys_damaged > 0 {
        println!("damaged   {} keys do not open; see `ribcage doctor`", status.keys_damaged);
    }
}
