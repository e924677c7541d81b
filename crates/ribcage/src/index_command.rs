//! `ribcage index`: looks after a tenant's search indexes, on a running server or on a stopped one's data.

use anyhow::Context as _;
use api::index_states;
use clap::Subcommand;
use model::TenantId;
use service::Service;
use wire::IndexState;

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::operator_socket::{BASE, SocketPath, answer};

#[derive(Subcommand)]
pub(crate) enum IndexCommand {
    /// Build a tenant's indexes anew under a key of their own, and destroy those before
    Rebuild(IndexArgs),
    /// Read every byte of a tenant's indexes, and fail if it is not what was written
    Verify(IndexArgs),
    /// Write a tenant's indexes without what is gone from them
    Compact(IndexArgs),
}

#[derive(clap::Args)]
pub(crate) struct IndexArgs {
    /// The tenant's id, as `ribcage tenant list` shows it
    tenant: String,
    #[command(flatten)]
    data: DataArgs,
}

pub(crate) async fn run(command: IndexCommand) -> anyhow::Result<()> {
    let (act, IndexArgs { tenant, data }) = match command {
        IndexCommand::Rebuild(arguments) => ("rebuild", arguments),
        IndexCommand::Verify(arguments) => ("verify", arguments),
        IndexCommand::Compact(arguments) => ("compact", arguments),
    };
    let tenant: TenantId = tenant.parse().context("that is not the id of a tenant")?;
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        let request = client.post(format!("{BASE}/tenants/{tenant}/index/{act}"));
        show(&answer::<Vec<IndexState>>(request).await?);
        return Ok(());
    }
    let deployment = Deployment::open(&configuration).await?;
    let service = &deployment.service;
    let ctx = service.context(Service::operator(), Vec::new());
    let done = match act {
        "rebuild" => service.rebuild_index(&ctx, tenant).await,
        "verify" => service.verify_index(&ctx, tenant).await,
        _ => service.compact_index(&ctx, tenant).await,
    };
    let states = done.map(|done| index_states(&done.value)).map_err(|failure| failure.error);
    deployment.close().await?;
    show(&states?);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(states: &[IndexState]) {
    if states.is_empty() {
        println!("the tenant has no index: there is little enough to be looked through");
    }
    for IndexState { store, epoch, documents, bytes, segments } in states {
        println!(
            "{store:<8}  epoch {epoch}, {documents} documents, {bytes} bytes in {segments} segments"
        );
    }
}
