//! The folder of an export: where things are in it, and how they are read back.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use ledger::{Bundle, TilePath};
use model::Tree;
use serde::de::DeserializeOwned;
use wire::{LogRecords, Reconciliation};

use super::source::{DeploymentAnswer, LogSource};

/// The largest file of an export that is read: records with a megabyte of sealed bodies each.
const FILE_BYTES_MAX: u64 = 384 * 1024 * 1024;

/// An export. Each tree's part is laid out as C2SP tlog-tiles prescribes for a static server.
#[derive(Debug, Clone)]
pub(crate) struct ExportFolder {
    path: PathBuf,
}

impl ExportFolder {
    /// The export in a folder.
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.path.join("key")
    }

    pub(crate) fn deployment_file(&self) -> PathBuf {
        self.path.join("deployment.json")
    }

    pub(crate) fn checkpoint_file(&self, tree: Tree) -> PathBuf {
        self.path.join(tree.name()).join("checkpoint")
    }

    pub(crate) fn tile_file(&self, tree: Tree, path: TilePath) -> PathBuf {
        self.path.join(format!("{tree}/tile/{path}"))
    }

    /// The records beside the entries of a bundle. They are spelled as full bundles are.
    pub(crate) fn records_file(&self, tree: Tree, bundle: Bundle) -> PathBuf {
        let bundle = bundle.to_string();
        let position = bundle.trim_start_matches("entries/");
        let position = position.split(".p/").next().unwrap_or(position);
        self.path.join(format!("{tree}/records/{position}.json"))
    }
}

impl LogSource for ExportFolder {
    async fn key(&self) -> anyhow::Result<String> {
        read_text(&self.key_file())
    }

    async fn checkpoint(&self, tree: Tree) -> anyhow::Result<String> {
        read_text(&self.checkpoint_file(tree))
    }

    async fn tile(&self, tree: Tree, path: TilePath) -> anyhow::Result<Vec<u8>> {
        read(&self.tile_file(tree, path))
    }

    async fn records(&self, tree: Tree, bundle: Bundle) -> anyhow::Result<LogRecords> {
        read_json(&self.records_file(tree, bundle))
    }

    /// An export says nothing of the time before it.
    async fn deployment(&self, _since: Option<u64>) -> anyhow::Result<DeploymentAnswer> {
        Ok(DeploymentAnswer { proof: read_json(&self.deployment_file())?, growth: None })
    }

    async fn reconciliation(&self) -> anyhow::Result<Option<Reconciliation>> {
        Ok(None)
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= FILE_BYTES_MAX);
    ensure!(fits, "{} is too large", path.display());
    Ok(bytes)
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    String::from_utf8(read(path)?).with_context(|| format!("{} is no text", path.display()))
}

fn read_json<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    serde_json::from_slice(&read(path)?)
        .with_context(|| format!("{} is not what an export holds there", path.display()))
}
