//! `ribcage mail`: whether mail arrives, tried by a running server or by a stopped one's settings.

use anyhow::bail;
use clap::Subcommand;
use wire::{TestMail, TestMailOutcome};

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::deployment::Deployment;
use crate::mailers;
use crate::operator_socket::{BASE, SocketPath, answer};

#[derive(Subcommand)]
pub(crate) enum MailCommand {
    /// Send a message that says that mail arrives, and show what the mail server answers
    Test {
        #[command(flatten)]
        data: DataArgs,
        /// To whom
        #[arg(long)]
        to: String,
        /// In which language: en, nl or pt
        #[arg(long, default_value = "en")]
        language: String,
        /// Leave it in the queue, as every other message is; `ribcage job list` shows what becomes of it
        #[arg(long)]
        queued: bool,
    },
}

pub(crate) async fn run(command: MailCommand) -> anyhow::Result<()> {
    let MailCommand::Test { data, to, language, queued } = command;
    show(&test(&data, &TestMail { to, language, queued }).await?)
}

async fn test(data: &DataArgs, request: &TestMail) -> anyhow::Result<TestMailOutcome> {
    let configuration = data.read()?;
    let (folder, _) = DataFolder::open(&configuration.data)?;
    if let Some(client) = SocketPath::in_folder(&folder)?.connect().await {
        return answer(client.post(format!("{BASE}/mail/test")).json(request)).await;
    }
    mailers::check(&configuration)?;
    let deployment = Deployment::open(&configuration).await?;
    let outcome = api::send_test_mail(&deployment.service, request).await;
    deployment.close().await?;
    outcome.map(|done| done.value).map_err(|failure| failure.error.into())
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn show(outcome: &TestMailOutcome) -> anyhow::Result<()> {
    let said = outcome.said.as_deref().unwrap_or_default();
    match outcome.outcome.as_str() {
        "taken" => println!("the mail server has taken it: {said}"),
        "queued" => println!("it waits in the queue"),
        "refused" => bail!("the mail server refuses it for good: {said}"),
        _ => bail!("the mail server does not take it now: {said}"),
    }
    Ok(())
}
