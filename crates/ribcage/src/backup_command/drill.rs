//! A drill: a backup is restored into a place of its own, held against its log, and taken away again. What that has
//! shown is signed and filed where the backup is.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use backup::names;

use super::ending::Signals;
use super::restore::{Aim, Wanted, restore};
use super::throwaway::ThrowawayFolder;
use crate::backup_targets;
use crate::cli::DataArgs;
use crate::configuration;
use crate::data_folder::write_private;

/// Restores a backup, and leaves nothing but the evidence of it.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub(super) async fn drill(
    data: Option<&DataArgs>,
    wanted: Wanted<'_>,
    evidence: Option<&Path>,
) -> anyhow::Result<()> {
    evidence.map(check_evidence).transpose()?;
    // Kept until the drill has ended.
    let (mut configuration, _throwaway) = if let Some(data) = data {
        (data.read()?, None)
    } else {
        let folder = ThrowawayFolder::make()?;
        (configuration::read_for_folder(folder.path().join("data"))?, Some(folder))
    };
    // What is in use elsewhere is not to be touched, and hears of nothing.
    configuration.backup_to = None;
    configuration.blobs = None;
    configuration.index_folder = None;
    configuration.export_folder = None;
    configuration.is_thrown_away = true;
    let (place, stores) = (wanted.from.to_owned(), configuration.object_stores());
    let restored = restore(&configuration, wanted, Aim::Drill).await?;
    let (drill, note) = restored.evidence.as_ref().context("a drill gives evidence")?;
    let name = names::drill(drill.begun_at);
    let place = backup_targets::open(&place, &stores)?;
    let mut signals = Signals::listen()?;
    tokio::select! {
        biased;
        signal = signals.told() => bail!("it was told to end ({signal}), and {name} may not be filed"),
        filed = place.put(&name, note.clone().into_bytes()) => filed?,
    }
    if let Some(path) = evidence {
        let written = write_private(path, note.as_bytes());
        written.with_context(|| format!("the evidence is {name}, and nowhere else"))?;
    }
    if let Some(error) = restored.failure {
        return Err(error.context(format!("the drill has failed, and the evidence is {name}")));
    }
    restored.show();
    println!("it took {} seconds; the evidence is {name}", drill.seconds);
    if drill.findings > 0 {
        bail!("the drill has failed: {} things do not hold", drill.findings);
    }
    Ok(())
}

/// Sees to it that the evidence can be written, before there is any. It replaces no file.
fn check_evidence(path: &Path) -> anyhow::Result<()> {
    let is_there = fs::symlink_metadata(path).is_ok();
    anyhow::ensure!(
        !is_there,
        "{} is there already, and evidence replaces no file",
        path.display()
    );
    write_private(path, b"")?;
    Ok(fs::remove_file(path)?)
}
