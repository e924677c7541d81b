//! The workspace as cargo sees it, without what it depends on outside.

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `cargo metadata --no-deps` says, as far as the checks read it.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    workspace_root: PathBuf,
}

/// A crate of the workspace.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

/// A line under some `dependencies` of a crate.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    kind: Option<Kind>,
    path: Option<PathBuf>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Build,
    Dev,
}

impl Metadata {
    /// Asks cargo about the workspace at `root`; reads nothing from the network.
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let said = run_cargo(root, &["metadata", "--format-version=1", "--no-deps", "--offline"])?;
        serde_json::from_str(&said).context("cargo metadata printed something else than expected")
    }

    /// The crate's manifest, relative to the root of the workspace.
    pub(crate) fn manifest<'a>(&self, package: &'a Package) -> &'a Path {
        package.manifest_path.strip_prefix(&self.workspace_root).unwrap_or(&package.manifest_path)
    }
}

impl Package {
    /// Dependencies on crates of the workspace.
    pub(crate) fn inner(&self) -> impl Iterator<Item = &Dependency> {
        self.dependencies.iter().filter(|dependency| dependency.path.is_some())
    }
}

impl Dependency {
    /// Whether only tests, examples and benchmarks see it.
    pub(crate) fn is_dev(&self) -> bool {
        self.kind == Some(Kind::Dev)
    }
}

/// The root of the workspace around the current folder. It is asked for, not compiled in: checkouts
/// that share a target folder share this program too.
pub(crate) fn root() -> Result<PathBuf> {
    let manifest =
        run_cargo(Path::new("."), &["locate-project", "--workspace", "--message-format=plain"])?;
    Path::new(manifest.trim_end()).parent().map(Path::to_owned).context("cargo named no manifest")
}

/// Runs cargo at `root`, and returns what it printed.
pub(crate) fn run_cargo(root: &Path, arguments: &[&str]) -> Result<String> {
    let done = Command::new("cargo")
        .current_dir(root)
        .args(arguments)
        .output()
        .context("cargo could not be started")?;
    ensure!(
        done.status.success(),
        "cargo {} failed: {}",
        arguments.first().unwrap_or(&""),
        String::from_utf8_lossy(&done.stderr).trim()
    );
    String::from_utf8(done.stdout).context("cargo printed something else than UTF-8")
}
