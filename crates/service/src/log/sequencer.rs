//! The sequencer: within a second every committed event has its place in its tree, and every tree
//! that grew has a new signed checkpoint, which is also kept outside the databases.
//!
//! It follows each writer's chain, entry by entry, so an event that was committed late is never
//! skipped and one that is missing is noticed. A tree that does not hold is never signed again.

use std::sync::Arc;
use std::time::Duration;

use ledger::{Chain, Checkpoint, Entry, Hash, Origin};
use model::{BackgroundTask, EventId, FaultPoint, LogId, LogName, fault};
use policy::Permit;
use store::{ChainSegment, DeploymentAppend, LeaseName, LogAppend, LogState, Span, TreeName};
use tokio::sync::watch;

use super::findings::{Finding, FindingKind};
use super::sequencer_permit;
use super::trees::{GrowingTree, Trees};
use crate::error::ServiceError;
use crate::{Service, Unfinished};

/// The time between two ticks.
const TICK: Duration = Duration::from_millis(400);
/// How often is looked for what another server gives its place.
const LOOKS_MAX: usize = 20;
/// How many trees a tick looks after at most.
const TREES_PER_TICK: usize = 1_000;
/// How many entries a tick adds to one tree at most.
const ENTRIES_PER_TICK: usize = 50_000;

/// The background task that runs the sequencer until it is told to stop.
pub struct Sequencer {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl Sequencer {
    /// Starts it.
    pub fn start(service: Arc<Service>) -> Self {
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            loop {
                let last = tokio::select! {
                    () = tokio::time::sleep(TICK) => false,
                    _ = stopped.wait_for(|stop| *stop) => true,
                };
                service.tick().await;
                if last {
                    service.release_leases().await;
                    return;
                }
            }
        });
        Self { stop, task }
    }

    /// Gives everything committed so far its place, and stops. Another server may go on at once.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the sequencer did not stop well");
        }
    }
}

impl Service {
    async fn tick(&self) {
        // What concerns somebody and what concerns nobody gets its place together: the size of the log does not tell which
        // it was.
        if let Err(error) = self.record_unfinished_sign_ins().await {
            tracing::warn!(code = error.code(), "who failed to sign in could not be written down");
        }
        if let Err(error) = self.record_refusals().await {
            tracing::warn!(code = error.code(), "refusals could not be written down");
        }
        if let Err(error) = self.sequence_log().await {
            tracing::warn!(code = error.code(), "the log could not be sequenced; trying again");
        }
        if let Err(error) = self.settle_transactions(Unfinished::Overdue).await {
            tracing::warn!(code = error.code(), "transactions could not be settled");
        }
    }

    /// Gives committed events their places. Says how many got one.
    pub async fn sequence_log(&self) -> Result<usize, ServiceError> {
        let mut trees = self.log.trees.lock().await;
        let result = self.sequence(&mut trees).await;
        if result.is_err() {
            trees.forget();
        }
        result
    }

    /// What is found once whatever is committed by now has its place in a log: given by this server,
    /// or by the one that does it for all. Nothing if it is not there then either.
    pub(super) async fn find_sequenced<'f, T>(
        &self,
        permit: &Permit,
        log: LogName,
        find: impl Fn() -> store::Answer<'f, Option<T>, ServiceError>,
    ) -> Result<Option<T>, ServiceError> {
        let mut ticks = self.log.subscribe();
        for _ in 0..LOOKS_MAX {
            if let Some(found) = find().await? {
                return Ok(Some(found));
            }
            if self.records.list_chains(permit, log, 1).await?.is_empty() {
                return find().await;
            }
            self.sequence_log().await?;
            if self.leads(LeaseName::Sequencer) {
                return find().await;
            }
            let _ = tokio::time::timeout(TICK, ticks.changed()).await;
        }
        Err(ServiceError::Busy)
    }

    async fn sequence(&self, trees: &mut Trees) -> Result<usize, ServiceError> {
        let permit = sequencer_permit();
        let logs = self.records.list_unsequenced(&permit, TREES_PER_TICK).await?;
        let fence =
            if logs.is_empty() { None } else { self.hold_lease(LeaseName::Sequencer).await? };
        let Some(fence) = fence else {
            self.follow_others(&trees.broken).await?;
            return Ok(0);
        };
        // Nor is anything for a deployment whose own tree does not hold.
        if trees.broken.contains(&TreeName::Deployment) {
            return Ok(0);
        }
        self.load_map(trees).await?;
        trees.shrink();
        let mut appends = Vec::new();
        for log in logs {
            if !trees.broken.contains(&TreeName::Events(log))
                && let Some(append) = self.grow(trees, log).await?
            {
                appends.push(append);
            }
        }
        if appends.is_empty() {
            return Ok(0);
        }
        let deployment = self.grow_deployment(trees).await?;
        let added = appends
            .iter()
            .map(|append| usize::try_from(append.state.size - append.size_before).unwrap_or(0))
            .sum();
        // What is kept outside of a tree that does not hold is what shows it.
        let checkpoints: Vec<_> = appends
            .iter()
            .map(|append| &append.state)
            .chain([&deployment.state])
            .filter(|state| !trees.broken.contains(&state.tree))
            .map(|state| (state.id, state.checkpoint.clone()))
            .collect();
        let sizes = appends.iter().map(|append| (append.state.id, append.size_before));
        let sizes = sizes.chain([(deployment.state.id, deployment.size_before)]);
        let mut first = Vec::new();
        for (log, _) in sizes.filter(|(_, size)| *size == 0) {
            first.push((log, self.empty_checkpoint(log).await?));
        }
        self.keep(first).await?;
        fault::reach(FaultPoint::FirstCheckpointsKept);
        let deployment_size = deployment.state.size;
        if !self.records.append(&permit, fence, appends, Some(deployment)).await? {
            // Somebody else was here: look again.
            trees.forget();
            self.forget_lease(LeaseName::Sequencer);
            return Ok(0);
        }
        fault::reach(FaultPoint::TreesGrown);
        if let Err(error) = self.keep(checkpoints).await {
            tracing::error!(%error, "checkpoints could not be kept outside the databases");
        }
        fault::reach(FaultPoint::CheckpointsKept);
        trees.deployment_size = deployment_size;
        self.log.has_grown(deployment_size);
        Ok(added)
    }

    /// What the committed entries of a log add to its tree.
    async fn grow(
        &self,
        trees: &mut Trees,
        log: LogName,
    ) -> Result<Option<LogAppend>, ServiceError> {
        let name = TreeName::Events(log);
        let Some(mut tree) = self.growing(trees, name).await? else {
            return Ok(None);
        };
        let size_before = tree.builder.size();
        let segments = self.records.list_chains(&sequencer_permit(), log, ENTRIES_PER_TICK).await?;
        let mut leaves = Vec::new();
        let mut spans = Vec::new();
        for segment in segments {
            let followed = self.follow(trees, log, &segment).await?;
            if followed.is_empty() {
                continue;
            }
            spans.push(Span {
                first_index: size_before + leaves.len() as u64,
                writer: segment.writer,
                first_sequence: segment.first_sequence,
                count: followed.len() as u64,
            });
            leaves.extend(followed);
        }
        if leaves.is_empty() {
            return Ok(None);
        }
        let tiles = tree.append(&leaves);
        let checkpoint = self.sign(&tree).await?;
        let state = LogState { tree: name, id: tree.id, size: tree.builder.size(), checkpoint };
        if let Some(map) = &mut trees.map {
            map.set(tree.head());
        }
        trees.grown.insert(name, tree);
        Ok(Some(LogAppend { state, size_before, spans, tiles }))
    }

    /// Follows a writer's chain, and gives the leaves that follow on each other.
    async fn follow(
        &self,
        trees: &mut Trees,
        log: LogName,
        segment: &ChainSegment,
    ) -> Result<Vec<Hash>, ServiceError> {
        let key = (log, segment.writer);
        let known = trees.chains.get(&key).copied();
        let known = known.filter(|chain| chain.sequence() + 1 == segment.first_sequence);
        let before = match known {
            Some(chain) => Some(chain),
            None => self.chain_before(log, segment).await?,
        };
        let Some(mut chain) = before else {
            self.break_tree(trees, TreeName::Events(log), "an event is missing");
            return Ok(Vec::new());
        };
        let mut leaves = Vec::with_capacity(segment.entries.len());
        for bytes in &segment.entries {
            let entry = Entry::decode(bytes).ok();
            let followed = entry.filter(|entry| chain.follow(entry).is_ok());
            if followed.is_none() {
                self.break_tree(trees, TreeName::Events(log), "a writer's chain does not hold");
                return Ok(Vec::new());
            }
            leaves.push(chain.head());
        }
        if leaves.is_empty() {
            self.break_tree(trees, TreeName::Events(log), "an event is missing");
        }
        trees.chains.insert(key, chain);
        Ok(leaves)
    }

    /// The chain as it was before a segment.
    async fn chain_before(
        &self,
        log: LogName,
        segment: &ChainSegment,
    ) -> Result<Option<Chain>, ServiceError> {
        let sequence = segment.first_sequence - 1;
        if sequence == 0 {
            return Ok(Some(Chain::start(segment.writer)));
        }
        let permit = Permit::for_background(BackgroundTask::SequenceLog, log.tenant);
        let event = EventId { tree: log.tree, writer: segment.writer, sequence };
        let found = self.records.find_event(&permit, event).await?;
        Ok(found.map(|record| {
            Chain::resume(segment.writer, sequence, ledger::leaf_hash(&record.entry))
        }))
    }

    /// A tree that can be added to; nothing if what is stored of it does not hold.
    async fn growing(
        &self,
        trees: &mut Trees,
        name: TreeName,
    ) -> Result<Option<GrowingTree>, ServiceError> {
        if let Some(tree) = trees.grown.get(&name) {
            return Ok(Some(tree.clone()));
        }
        let Some(state) = self.records.find_log(&sequencer_permit(), name).await? else {
            let id = match name {
                TreeName::Events(_) => LogId::random(self.rng()),
                TreeName::Deployment => Origin::of_deployment(self.deployment).log,
            };
            return Ok(Some(GrowingTree { id, builder: ledger::TileBuilder::new() }));
        };
        match self.restore_tree(&state).await {
            Ok(tree) => Ok(Some(tree)),
            Err(ServiceError::Integrity) => {
                self.break_tree(trees, name, "its tiles do not make its root");
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Sees to it that the newest leaf of the deployment's tree is of the trees as they are known
    /// now. It is of others after a tree was found broken: that one is left out from then on.
    pub(super) async fn commit_map(&self, trees: &mut Trees) -> Result<(), ServiceError> {
        let permit = sequencer_permit();
        let Some(state) = self.records.find_log(&permit, TreeName::Deployment).await? else {
            return Ok(());
        };
        let map = trees.map.as_ref().ok_or(ServiceError::Integrity)?;
        let newest = self.records.list_deployment_leaves(&permit, state.size - 1, 1).await?;
        if newest.first().is_some_and(|leaf| *leaf == map.leaf().encode()) {
            return Ok(());
        }
        let fence = self.hold_lease(LeaseName::Sequencer).await?.ok_or(ServiceError::Conflict)?;
        let deployment = self.grow_deployment(trees).await?;
        let size = deployment.state.size;
        if !self.records.append(&permit, fence, Vec::new(), Some(deployment)).await? {
            trees.forget();
            return Err(ServiceError::Conflict);
        }
        trees.deployment_size = size;
        Ok(())
    }

    async fn grow_deployment(&self, trees: &mut Trees) -> Result<DeploymentAppend, ServiceError> {
        let name = TreeName::Deployment;
        let mut tree = self.growing(trees, name).await?.ok_or(ServiceError::Integrity)?;
        let map = trees.map.as_ref().ok_or(ServiceError::Integrity)?;
        let leaf = map.leaf();
        let size_before = tree.builder.size();
        let tiles = tree.append(&[leaf.hash()]);
        let checkpoint = self.sign(&tree).await?;
        let state = LogState { tree: name, id: tree.id, size: tree.builder.size(), checkpoint };
        trees.grown.insert(name, tree);
        Ok(DeploymentAppend { state, size_before, leaf: leaf.encode().to_vec(), tiles })
    }

    async fn sign(&self, tree: &GrowingTree) -> Result<String, ServiceError> {
        let origin = Origin { deployment: self.deployment, log: tree.id };
        let checkpoint =
            Checkpoint { origin, size: tree.builder.size(), root: tree.builder.root() };
        Ok(checkpoint.sign(self.signer().await?))
    }

    /// Signs nothing more for a tree that does not hold.
    pub(super) fn break_tree(&self, trees: &mut Trees, tree: TreeName, what: &str) {
        trees.broken.insert(tree);
        trees.grown.remove(&tree);
        let (tenant, name) = match tree {
            TreeName::Events(log) => (Some(log.tenant), log.tree.name()),
            TreeName::Deployment => (None, "deployment"),
        };
        let what = format!("the {name} tree: {what}");
        self.log.find(Finding { kind: FindingKind::LogChanged, tenant, what });
    }
}
