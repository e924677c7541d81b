//! The newest checkpoint of every tree, kept outside the databases: what is cut off there, or rewritten,
//! is missed here.

use std::collections::HashSet;
use std::sync::Arc;

use ledger::{Checkpoint, Origin, TileBuilder};
use model::LogId;
use store::{LogState, TreeName};

use super::findings::{Finding, FindingKind};
use super::sequencer_permit;
use crate::Service;
use crate::error::ServiceError;

impl Service {
    /// Compares every checkpoint kept outside the databases with what is in them.
    pub async fn check_archive(&self) -> Result<Vec<Finding>, ServiceError> {
        let mut findings = Vec::new();
        // In this order: what a tree had grown to when its checkpoint was kept, it has by now.
        let kept = self.list_kept().await?;
        let states = self.records.list_logs(&sequencer_permit()).await?;
        for (log, text) in kept {
            let state = states.iter().find(|state| state.id == log);
            let Ok(kept) = self.open_checkpoint(&text).await else {
                let what = format!("the checkpoint of log {log} kept outside was changed");
                findings.push((state, FindingKind::CheckpointLost, what));
                continue;
            };
            let size = state.map_or(0, |state| state.size);
            if size < kept.size {
                let what = format!("log {log} had {} entries and has {size}", kept.size);
                findings.push((state, FindingKind::LogCutOff, what));
            } else if let Some(state) = state
                && !self.begins_with(state.tree, &kept).await?
            {
                let what = format!("log {log} is another one than was signed at {}", kept.size);
                findings.push((Some(state), FindingKind::LogChanged, what));
            }
        }
        // And again: a tree's first checkpoint is kept before the tree is there.
        let kept: HashSet<_> = self.list_kept().await?.into_iter().map(|(log, _)| log).collect();
        for state in states.iter().filter(|state| !kept.contains(&state.id)) {
            let LogState { id, size, .. } = state;
            let what = format!("log {id} has {size} entries, and no checkpoint kept outside");
            findings.push((Some(state), FindingKind::CheckpointLost, what));
        }
        let mut trees = self.log.trees.lock().await;
        let mut named = Vec::with_capacity(findings.len());
        for (state, kind, what) in findings {
            let tree = state.map(|state| state.tree);
            // A tree without its checkpoint may be whole; one that contradicts it is not.
            if let Some(tree) = tree.filter(|_| kind != FindingKind::CheckpointLost) {
                trees.broken.insert(tree);
                trees.grown.remove(&tree);
            }
            let tenant = tree.and_then(|tree| match tree {
                TreeName::Events(log) => Some(log.tenant),
                TreeName::Deployment => None,
            });
            let finding = Finding { kind, tenant, what };
            self.log.find(finding.clone());
            named.push(finding);
        }
        Ok(named)
    }

    /// Keeps checkpoints outside the databases.
    pub(super) async fn keep(&self, checkpoints: Vec<(LogId, String)>) -> Result<(), ServiceError> {
        let archive = Arc::clone(&self.checkpoints);
        let keeping = tokio::task::spawn_blocking(move || {
            checkpoints.iter().try_for_each(|(log, checkpoint)| archive.keep(*log, checkpoint))
        });
        let kept = keeping.await.map_err(std::io::Error::other);
        kept.flatten().map_err(|error| ServiceError::Unavailable(Arc::new(error)))
    }

    /// The checkpoint of a tree that has no leaf yet. It is kept before the tree gets its first, so
    /// that a tree without a checkpoint has lost it.
    pub(super) async fn empty_checkpoint(&self, log: LogId) -> Result<String, ServiceError> {
        let origin = Origin { deployment: self.deployment, log };
        let checkpoint = Checkpoint { origin, size: 0, root: TileBuilder::new().root() };
        Ok(checkpoint.sign(self.signer().await?))
    }

    async fn list_kept(&self) -> Result<Vec<(LogId, String)>, ServiceError> {
        let archive = Arc::clone(&self.checkpoints);
        let listed = tokio::task::spawn_blocking(move || archive.list()).await;
        let listed = listed.map_err(std::io::Error::other).flatten();
        listed.map_err(|error| ServiceError::Unavailable(Arc::new(error)))
    }

    /// Whether a stored tree begins with the one of an older checkpoint.
    async fn begins_with(&self, tree: TreeName, kept: &Checkpoint) -> Result<bool, ServiceError> {
        if kept.size == 0 {
            return Ok(true);
        }
        let Ok(wanted) = ledger::proof::frontier_tiles(kept.size) else {
            return Ok(false);
        };
        let tiles = self.fetch_tiles(tree, wanted).await?;
        let frontier = ledger::proof::read_frontier(kept.size, |tile| tiles.get(&tile).cloned());
        Ok(frontier.is_ok_and(|frontier| frontier.root() == kept.root))
    }
}
