//! The socket through which the operator's commands reach a running server. It lies in the data
//! folder, and only the folder's owner can open it.

use std::fs::{self, File, Permissions};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use tokio::net::UnixListener;
use wire::Problem;

use crate::data_folder::DataFolder;

const NAME: &str = "operator.sock";

/// The socket has no host; HTTP wants one.
pub(crate) const BASE: &str = "http://operator";

/// The address of the socket for as long as this is kept.
///
/// The path of a Unix socket has room for 107 bytes, which a data folder may well exceed; through
/// the open folder's descriptor it is always short.
pub(crate) struct SocketPath {
    folder: File,
}

impl SocketPath {
    /// In a data folder.
    pub(crate) fn in_folder(folder: &DataFolder) -> anyhow::Result<Self> {
        let path = folder.path();
        let folder =
            File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
        Ok(Self { folder })
    }

    /// The short path.
    pub(crate) fn path(&self) -> PathBuf {
        PathBuf::from(format!("/proc/self/fd/{}/{NAME}", self.folder.as_raw_fd()))
    }

    /// Listens. What an earlier process left is replaced: the folder's lock is ours.
    pub(crate) fn listen(&self) -> anyhow::Result<UnixListener> {
        let path = self.path();
        let _ = fs::remove_file(&path);
        let listener = UnixListener::bind(&path).context("the operator's socket cannot be made")?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))
            .context("the operator's socket cannot be made private")?;
        Ok(listener)
    }

    /// A client of a running server; nothing if no server answers.
    pub(crate) async fn connect(&self) -> Option<reqwest::Client> {
        tokio::net::UnixStream::connect(self.path()).await.ok()?;
        reqwest::Client::builder().unix_socket(self.path()).no_proxy().build().ok()
    }
}

/// The body of an answer, or its problem.
pub(crate) async fn answer<T: serde::de::DeserializeOwned>(
    request: reqwest::RequestBuilder,
) -> anyhow::Result<T> {
    let response = request.send().await.context("the server does not answer")?;
    let status = response.status();
    let body = response.bytes().await.context("the server's answer did not arrive whole")?;
    if status.is_success() {
        return serde_json::from_slice(&body).context("the server's answer is not understood");
    }
    let problem: Option<Problem> = serde_json::from_slice(&body).ok();
    Err(problem
        .map_or_else(|| anyhow!("the server answers {status}"), |problem| anyhow!(problem.detail)))
}
