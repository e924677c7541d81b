//! The log as the server shows it. Nothing here checks it: that is the `ledger`'s work.

use std::time::Duration;

use ledger::TilePath;
use model::Tree;
use reqwest::Method;
use wire::{DeploymentProof, LogRecords, Reconciliation};

use crate::connection::{ANSWER_BYTES_MAX, unexpected};
use crate::{Client, ClientError};

/// The largest page of records: 256 with a megabyte of sealed bodies each.
const RECORDS_BYTES_MAX: usize = 384 * 1024 * 1024;
/// How long a page of records may take.
const RECORDS_TIMEOUT: Duration = Duration::from_mins(10);
/// How long the server may hold everything that is stored against the log.
const RECONCILIATION_TIMEOUT: Duration = Duration::from_hours(6);

impl Client {
    /// Shows the key that verifies the log, a C2SP verifier key on one line.
    pub async fn read_log_key(&self) -> Result<String, ClientError> {
        self.read_text(&["log", "key"]).await
    }

    /// Shows the newest signed checkpoint of a tree (C2SP tlog-checkpoint).
    pub async fn read_log_checkpoint(&self, tree: Tree) -> Result<String, ClientError> {
        self.read_text(&["log", tree.name(), "checkpoint"]).await
    }

    /// Shows a tile of hashes or a bundle of entries (C2SP tlog-tiles).
    pub async fn read_log_tile(&self, tree: Tree, path: TilePath) -> Result<Vec<u8>, ClientError> {
        let path = path.to_string();
        let segments: Vec<_> =
            ["log", tree.name(), "tile"].into_iter().chain(path.split('/')).collect();
        let request = self.request(Method::GET, &segments);
        Ok(self.send(request, ANSWER_BYTES_MAX).await?.body)
    }

    /// Shows what lies beside up to 256 entries, from an index on.
    pub async fn list_log_records(
        &self,
        tree: Tree,
        first: u64,
    ) -> Result<LogRecords, ClientError> {
        let mut request = self.request(Method::GET, &["log", tree.name(), "records"]);
        request.url_mut().query_pairs_mut().append_pair("first", &first.to_string());
        *request.timeout_mut() = Some(RECORDS_TIMEOUT);
        self.ask(request, RECORDS_BYTES_MAX).await
    }

    /// Shows the deployment's checkpoint and how the tenant's trees are part of it; and how the
    /// deployment's tree has grown since it had so many leaves.
    pub async fn read_deployment_checkpoint(
        &self,
        since: Option<u64>,
    ) -> Result<DeploymentProof, ClientError> {
        let since = since.map(|since| ("since", since.to_string()));
        self.get(&["log", "deployment"], since.as_slice()).await
    }

    /// Has the server hold what is stored against the log, which may take long.
    pub async fn reconcile_log(&self) -> Result<Reconciliation, ClientError> {
        let mut request = self.request(Method::POST, &["log", "reconciliation"]);
        *request.timeout_mut() = Some(RECONCILIATION_TIMEOUT);
        self.ask(request, ANSWER_BYTES_MAX).await
    }

    async fn read_text(&self, segments: &[&str]) -> Result<String, ClientError> {
        let request = self.request(Method::GET, segments);
        let answer = self.send(request, ANSWER_BYTES_MAX).await?;
        let no_text = unexpected(answer.status, "its body is no text");
        String::from_utf8(answer.body).map_err(|_| no_text)
    }
}
