//! The newest checkpoint of every tree, kept outside the databases: what is cut off there, or rewritten,
//! is missed here.
//!
//! Each server keeps its own. The one that makes a tree grow keeps its checkpoint at once, the others
//! follow, and each has a signed list of what it keeps, so that one that is taken away is missed too.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::time::Duration;

use ledger::{Checkpoint, FollowedLogs, Origin, TileBuilder};
use model::LogId;
use store::{CheckpointArchive, LogState, TreeName};

use super::findings::{Finding, FindingKind};
use super::sequencer_permit;
use crate::Service;
use crate::error::ServiceError;

/// How often a server looks for checkpoints of trees that another one makes grow.
const FOLLOW_EVERY: Duration = Duration::from_secs(5);

/// What is remembered of the archive.
#[derive(Default)]
pub(super) struct Archived {
    followed: Option<FollowedLogs>,
    /// The size of the deployment's tree whose checkpoints are kept here, and when it was looked at.
    size: Option<u64>,
    looked_at: Option<Duration>,
}

impl Service {
    /// Compares every checkpoint kept outside the databases with what is in them.
    pub async fn check_archive(&self) -> Result<Vec<Finding>, ServiceError> {
        let mut findings = Vec::new();
        let followed = match self.followed_logs().await {
            Ok(followed) => Some(followed),
            Err(ServiceError::Integrity) => {
                let what = "the list of logs whose checkpoints are kept was changed, or is gone";
                findings.push((None, FindingKind::CheckpointLost, what.to_owned()));
                None
            }
            Err(error) => return Err(error),
        };
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
        // And again: what is followed by now has its checkpoint by now.
        let kept: HashSet<_> = self.list_kept().await?.into_iter().map(|(log, _)| log).collect();
        let followed: HashSet<_> = match &followed {
            Some(followed) => followed.iter().collect(),
            None => states.iter().map(|state| state.id).collect(),
        };
        for id in followed.difference(&kept) {
            let state = states.iter().find(|state| state.id == *id);
            let size = state.map_or(0, |state| state.size);
            let what = format!("log {id} has {size} entries, and no checkpoint kept outside");
            findings.push((state, FindingKind::CheckpointLost, what));
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

    /// Keeps checkpoints outside the databases, and follows their logs from now on.
    pub(super) async fn keep(&self, checkpoints: Vec<(LogId, String)>) -> Result<(), ServiceError> {
        let mut archived = self.log.archived.lock().await;
        if archived.followed.is_none() {
            archived.followed = Some(match self.followed_logs().await {
                // It is found and said by whoever checks the archive; what is kept from now on is
                // followed all the same.
                Err(ServiceError::Integrity) => FollowedLogs::none(self.deployment),
                followed => followed?,
            });
        }
        let followed = archived.followed.as_mut().expect("it was put there");
        let mut has_new = false;
        for (log, _) in &checkpoints {
            has_new |= followed.insert(*log);
        }
        let list = if has_new { Some(followed.sign(self.signer().await?)) } else { None };
        let kept = self
            .with_archive(move |archive| {
                for (log, checkpoint) in &checkpoints {
                    archive.keep(*log, checkpoint)?;
                }
                list.map_or(Ok(()), |list| archive.keep_followed(&list))
            })
            .await;
        if kept.is_err() {
            archived.followed = None;
        }
        kept
    }

    /// Puts checkpoints aside that others are to take the place of.
    pub(super) async fn set_aside(&self, logs: Vec<LogId>) -> Result<(), ServiceError> {
        self.with_archive(move |archive| {
            logs.into_iter().try_for_each(|log| archive.set_aside(log))
        })
        .await
    }

    /// Keeps no checkpoint of logs any more that are gone, and follows them no longer.
    pub(super) async fn forget(&self, logs: Vec<LogId>) -> Result<(), ServiceError> {
        if logs.is_empty() {
            return Ok(());
        }
        let mut followed = self.followed_logs().await?;
        for log in &logs {
            followed.remove(*log);
        }
        let list = followed.sign(self.signer().await?);
        self.log.archived.lock().await.followed = None;
        self.with_archive(move |archive| archive.keep_followed(&list)).await
    }

    /// Begins the list of logs that are followed. A deployment is made with it.
    pub(crate) async fn follow_nothing_yet(&self) -> Result<(), ServiceError> {
        let list = FollowedLogs::none(self.deployment).sign(self.signer().await?);
        self.with_archive(move |archive| archive.keep_followed(&list)).await
    }

    /// The logs that are followed, as the list says.
    async fn followed_logs(&self) -> Result<FollowedLogs, ServiceError> {
        let list = self.with_archive(|archive| archive.find_followed()).await?;
        let key = self.signer().await?.verifier_key();
        FollowedLogs::open(&list.ok_or(ServiceError::Integrity)?, self.deployment, key)
            .map_err(|_| ServiceError::Integrity)
    }

    /// Looks whether another server has made trees grow: tells whoever waits for that, and keeps their
    /// checkpoints here too.
    pub(super) async fn follow_others(
        &self,
        broken: &BTreeSet<TreeName>,
    ) -> Result<(), ServiceError> {
        let permit = sequencer_permit();
        let Some(deployment) = self.records.find_log(&permit, TreeName::Deployment).await? else {
            return Ok(());
        };
        self.log.has_grown(deployment.size);
        let now = self.clock.elapsed();
        let since = {
            let archived = self.log.archived.lock().await;
            let is_early = archived.looked_at.is_some_and(|at| now < at + FOLLOW_EVERY);
            if is_early || archived.size == Some(deployment.size) {
                return Ok(());
            }
            archived.size
        };
        let grown = match since {
            Some(size) => self.records.list_logs_grown_since(&permit, size).await?,
            None => self.records.list_logs(&permit).await?,
        };
        let mut checkpoints = Vec::with_capacity(grown.len() + 1);
        for LogState { tree, id, checkpoint, .. } in grown.into_iter().chain([deployment.clone()]) {
            if broken.contains(&tree) {
                continue;
            }
            match self.open_checkpoint(&checkpoint).await {
                Ok(opened) if self.is_newer(id, &opened).await? => {
                    checkpoints.push((id, checkpoint));
                }
                Ok(_) => {}
                Err(ServiceError::Integrity) => {
                    tracing::error!(?tree, "a stored checkpoint was changed; it is not followed");
                }
                Err(error) => return Err(error),
            }
        }
        self.keep(checkpoints).await?;
        let mut archived = self.log.archived.lock().await;
        archived.looked_at = Some(now);
        archived.size = Some(deployment.size);
        Ok(())
    }

    /// Whether a checkpoint is of a larger tree than the one that is kept. One of a smaller tree, or
    /// of another one, is left for the archive's check to find.
    async fn is_newer(&self, log: LogId, checkpoint: &Checkpoint) -> Result<bool, ServiceError> {
        let Some(text) = self.with_archive(move |archive| archive.find(log)).await? else {
            return Ok(true);
        };
        match self.open_checkpoint(&text).await {
            Ok(kept) => Ok(checkpoint.size > kept.size),
            Err(ServiceError::Integrity) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The checkpoint of a tree that has no leaf yet. It is kept before the tree gets its first, so
    /// that a tree without a checkpoint has lost it.
    pub(super) async fn empty_checkpoint(&self, log: LogId) -> Result<String, ServiceError> {
        let origin = Origin { deployment: self.deployment, log };
        let checkpoint = Checkpoint { origin, size: 0, root: TileBuilder::new().root() };
        Ok(checkpoint.sign(self.signer().await?))
    }

    pub(super) async fn list_kept(&self) -> Result<Vec<(LogId, String)>, ServiceError> {
        self.with_archive(|archive| archive.list()).await
    }

    /// Does something with the archive where it may take its time.
    async fn with_archive<T: Send + 'static>(
        &self,
        act: impl FnOnce(&dyn CheckpointArchive) -> std::io::Result<T> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let archive = Arc::clone(&self.checkpoints);
        let acting = tokio::task::spawn_blocking(move || act(archive.as_ref())).await;
        let acted = acting.map_err(std::io::Error::other).flatten();
        acted.map_err(|error| ServiceError::Unavailable(Arc::new(error)))
    }

    /// Whether a stored tree begins with the one of an older checkpoint.
    pub(super) async fn begins_with(
        &self,
        tree: TreeName,
        kept: &Checkpoint,
    ) -> Result<bool, ServiceError> {
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
