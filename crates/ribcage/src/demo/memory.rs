//! What the demo remembers from one start to the next (`demo.json`).

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use super::person::SignIn;
use crate::data_folder::replace_private;

/// The tenant, who signs in to it, and how much of it is there.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Memory {
    pub(super) tenant: String,
    /// What the tenant is claimed with, until it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) credential: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) administrator_token: Option<String>,
    /// The person who administers it; nobody, if the folder was made before there were people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) administrator: Option<SignIn>,
    /// Everybody else who signs in; nobody, if the folder was made when the demo had an administrator alone.
    #[serde(default)]
    pub(super) members: Vec<SignIn>,
    /// Whether the sample data is all there.
    pub(super) sample_loaded: bool,
    /// If it is not: from when its story looks back (RFC 3339), how many of its acts are over,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) told_at: Option<String>,
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub(super) acts_over: usize,
    /// how often that was cut off,
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub(super) cut_off: usize,
    /// and what the clinic's system for its practice shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) practice_token: Option<String>,
    /// The client of the last run, which the next one revokes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) last_client: Option<String>,
    #[serde(skip)]
    file: PathBuf,
}

impl Memory {
    /// What is remembered in a data folder; nothing, the first time.
    pub(super) fn of(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join("demo.json");
        let remembered = match std::fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text).context("demo.json is not understood")?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(error) => return Err(error).context("demo.json cannot be read"),
        };
        Ok(Self { file, ..remembered })
    }

    pub(super) fn save(&self) -> anyhow::Result<()> {
        replace_private(&self.file, serde_json::to_string_pretty(self)?.as_bytes())
    }

    pub(super) fn administrator_token(&self) -> anyhow::Result<&str> {
        self.administrator_token.as_deref().context("demo.json has no token of the administrator")
    }

    /// Whoever signs in with an address.
    pub(super) fn member(&self, email: &str) -> anyhow::Result<&SignIn> {
        let found = self.members.iter().find(|member| member.email == email);
        found.with_context(|| format!("demo.json does not know {email}"))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none_yet(count: &usize) -> bool {
    *count == 0
}
