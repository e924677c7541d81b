//! A log as a running server shows it.

use client::Client;
use ledger::{Bundle, Hash, TilePath};
use model::Tree;
use wire::{LogRecords, Reconciliation};

use super::source::{DeploymentAnswer, LogSource};

/// Asks a server. Every question leaves an event in the access tree, which grows by it.
impl LogSource for Client {
    async fn key(&self) -> anyhow::Result<String> {
        Ok(self.read_log_key().await?)
    }

    async fn checkpoint(&self, tree: Tree) -> anyhow::Result<String> {
        Ok(self.read_log_checkpoint(tree).await?)
    }

    async fn tile(&self, tree: Tree, path: TilePath) -> anyhow::Result<Vec<u8>> {
        Ok(self.read_log_tile(tree, path).await?)
    }

    async fn records(&self, tree: Tree, bundle: Bundle) -> anyhow::Result<LogRecords> {
        Ok(self.list_log_records(tree, bundle.start()).await?)
    }

    /// A server that proves nothing where a proof was asked for is taken at its word: an empty
    /// proof, which only holds for a tree that is as it was.
    async fn deployment(&self, since: Option<u64>) -> anyhow::Result<DeploymentAnswer> {
        let mut proof = self.read_deployment_checkpoint(since).await?;
        let hashes = proof.consistency.take().unwrap_or_default();
        let hashes: Result<Vec<Hash>, _> = hashes.iter().map(|hash| hash.parse()).collect();
        Ok(DeploymentAnswer { proof, growth: Some(hashes?) })
    }

    async fn reconciliation(&self) -> anyhow::Result<Option<Reconciliation>> {
        Ok(Some(self.reconcile_log().await?))
    }
}
