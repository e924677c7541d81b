//! `ribcage job`: what is left to be done in the background, on a running server or on a stopped one's data.

use anyhow::Context as _;
use api::queued_jobs;
use clap::Subcommand;
use model::{JobId, TenantId};
use service::Service;
use wire::QueuedJob;

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::operator_socket::{BASE, SocketPath, answer};

#[derive(Subcommand)]
pub(crate) enum JobCommand {
    /// Show what is left to be done, and what went wrong
    List {
        #[command(flatten)]
        data: DataArgs,
        /// Only what is tried no more
        #[arg(long)]
        dead: bool,
    },
    /// Let a job be tried again at once
    Requeue {
        /// Whose it is, as `ribcage job list` shows it
        tenant: String,
        /// Which it is
        job: String,
        #[command(flatten)]
        data: DataArgs,
    },
}

pub(crate) async fn run(command: JobCommand) -> anyhow::Result<()> {
    match command {
        JobCommand::List { data, dead } => show(&list(&data, dead).await?),
        JobCommand::Requeue { tenant, job, data } => {
            let tenant: TenantId = tenant.parse().context("that is not the id of a tenant")?;
            let job: JobId = job.parse().context("that is not the id of a job")?;
            requeue(&data, tenant, job).await?;
        }
    }
    Ok(())
}

async fn list(data: &DataArgs, dead: bool) -> anyhow::Result<Vec<QueuedJob>> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        return answer(client.get(format!("{BASE}/jobs?dead={dead}"))).await;
    }
    let deployment = Deployment::open(&configuration).await?;
    let ctx = deployment.service.context(Service::operator(), Vec::new());
    let listed = deployment.service.list_jobs(&ctx, dead).await;
    let jobs = listed.map(|done| queued_jobs(&done.value)).map_err(|failure| failure.error);
    deployment.close().await?;
    Ok(jobs?)
}

async fn requeue(data: &DataArgs, tenant: TenantId, job: JobId) -> anyhow::Result<()> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        let request = client.post(format!("{BASE}/jobs/{tenant}/{job}"));
        let () = answer(request).await?;
        return Ok(());
    }
    let deployment = Deployment::open(&configuration).await?;
    let ctx = deployment.service.context(Service::operator(), Vec::new());
    let requeued = deployment.service.requeue_job(&ctx, tenant, job).await;
    deployment.close().await?;
    requeued.map(drop).map_err(|failure| failure.error.into())
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(jobs: &[QueuedJob]) {
    if jobs.is_empty() {
        println!("nothing is left to be done");
    }
    for QueuedJob { tenant, id, kind, attempts, dead, problem } in jobs {
        let state = if *dead { "tried no more" } else { "waits" };
        let problem = problem.as_deref().unwrap_or("nothing went wrong");
        println!("{tenant} {id}  {kind}  {state}, {attempts} attempts: {problem}");
    }
}
