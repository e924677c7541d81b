//! `ribcage key`: turns the keys over, on a running server or on a stopped one's data.

use std::time::Duration;

use anyhow::bail;
use api::key_status;
use clap::Subcommand;
use service::Service;
use wire::KeyStatus;

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::operator_socket::{BASE, SocketPath, answer};

/// How often is looked whether a rotation has come to its end.
const LOOK_EVERY: Duration = Duration::from_millis(200);

#[derive(Subcommand)]
pub(crate) enum KeyCommand {
    /// Begin a root epoch, bring every key under it, and destroy the epoch before
    Rotate {
        #[command(flatten)]
        data: DataArgs,
        /// Return only once the epoch before is destroyed
        #[arg(long)]
        wait: bool,
    },
    /// Show the root epochs that live, and how far a rotation is
    Status {
        #[command(flatten)]
        data: DataArgs,
    },
}

pub(crate) async fn run(command: KeyCommand) -> anyhow::Result<()> {
    match command {
        KeyCommand::Rotate { data, wait } => show(&rotate(&data, wait).await?),
        KeyCommand::Status { data } => show(&status(&data).await?),
    }
    Ok(())
}

async fn rotate(data: &DataArgs, wait: bool) -> anyhow::Result<KeyStatus> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        let begun: KeyStatus = answer(client.post(format!("{BASE}/keys/rotation"))).await?;
        return if wait { until_done(&client, begun).await } else { Ok(begun) };
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
async fn go_on(service: &Service, wait: bool) -> anyhow::Result<KeyStatus> {
    loop {
        service.continue_rotation().await?;
        let status = key_status(&service.key_status().await?);
        if !wait || !status.rotating {
            return Ok(status);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Waits until no more than the newest epoch lives.
async fn until_done(client: &reqwest::Client, begun: KeyStatus) -> anyhow::Result<KeyStatus> {
    let mut status = begun;
    while status.rotating {
        if status.keys_damaged > 0 {
            bail!(
                "{} keys do not open, so the rotation cannot end; `ribcage doctor` says whose",
                status.keys_damaged
            );
        }
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
    } else {
        println!("rotation  none under way: every key is under the newest epoch");
    }
    if status.keys_damaged > 0 {
        println!("damaged   {} keys do not open; see `ribcage doctor`", status.keys_damaged);
    }
}
