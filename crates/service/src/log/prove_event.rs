//! Proves that an event is in the log, and that a tenant's trees are in the deployment's.

use ledger::{DeploymentLeaf, Hash, MapProof, TreeHead, proof};
use model::{EventId, LogName, Operation, ResourceType, Tree};
use policy::Permit;
use store::TreeName;

use super::read_log::tree_of;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::work::{Change, Work};

/// Proof that an event stands in its tree.
#[derive(Debug, Clone)]
pub struct EventProof {
    /// The event.
    pub event: EventId,
    /// Its index in the tree.
    pub index: u64,
    /// The leaf.
    pub entry: Vec<u8>,
    /// The hash of the leaf, as the answer to the event's request carried it.
    pub hash: Hash,
    /// The signed checkpoint that the proof leads to.
    pub checkpoint: String,
    /// The hashes beside the way from the leaf to the root (RFC 6962, section 2.1.1).
    pub inclusion: Vec<Hash>,
}

/// Proof that a tree's head is part of the deployment's newest leaf.
#[derive(Debug, Clone)]
pub struct TreeProof {
    /// The tree.
    pub tree: Tree,
    /// Its head.
    pub head: TreeHead,
    /// The way through the map.
    pub proof: MapProof,
}

/// How often a proof is begun anew because another server has made the tree grow.
const LOOKS_MAX: usize = 10;

/// Proof that a tenant's trees are part of the deployment's tree.
#[derive(Debug, Clone)]
pub struct DeploymentProof {
    /// The signed checkpoint of the deployment's tree.
    pub checkpoint: String,
    /// Its newest leaf, which is its last.
    pub leaf: DeploymentLeaf,
    /// The hashes beside the way from that leaf to the root.
    pub inclusion: Vec<Hash>,
    /// The tenant's trees.
    pub trees: Vec<TreeProof>,
    /// The hashes that prove that the tree begins with the one of the size that was asked for
    /// (RFC 6962, section 2.1.2).
    pub consistency: Option<Vec<Hash>>,
}

impl Service {
    /// Proves an event.
    pub async fn prove_event(&self, ctx: &Ctx, event: EventId) -> Answer<EventProof> {
        self.perform(ctx, Operation::ProveEvent, ResourceType::EVENT, |work| {
            Box::pin(async move { self.proof_of(&work.permit, event).await.map(Change::of) })
        })
        .await
    }

    /// Proves the tenant's trees, and that the deployment's tree has only grown since it had so
    /// many leaves.
    pub async fn read_deployment_checkpoint(
        &self,
        ctx: &Ctx,
        since: Option<u64>,
    ) -> Answer<DeploymentProof> {
        self.perform(ctx, Operation::ReadDeploymentCheckpoint, ResourceType::LOG, |work| {
            Box::pin(async move {
                for _ in 0..LOOKS_MAX {
                    if let Some(proof) = self.deployment_proof(work, since).await? {
                        return Ok(Change::of(proof));
                    }
                }
                Err(ServiceError::Busy)
            })
        })
        .await
    }

    pub(crate) async fn proof_of(
        &self,
        permit: &Permit,
        event: EventId,
    ) -> Result<EventProof, ServiceError> {
        let log = LogName { tenant: permit.tenant(), tree: event.tree };
        let found = self.find_sequenced(permit, log, || {
            Box::pin(async {
                let record = self.records.find_event(permit, event).await?;
                let record = record.ok_or(ServiceError::NotFound)?;
                Ok(record.index.is_some().then_some(record))
            })
        });
        let record = found.await?.ok_or(ServiceError::Integrity)?;
        let index = record.index.ok_or(ServiceError::Integrity)?;
        let name = TreeName::Events(log);
        let state = self.records.find_log(permit, name).await?;
        let state = state.ok_or(ServiceError::Integrity)?;
        let inclusion = self.inclusion(name, index, state.size).await?;
        Ok(EventProof {
            event,
            index,
            hash: ledger::leaf_hash(&record.entry),
            entry: record.entry,
            checkpoint: state.checkpoint,
            inclusion,
        })
    }

    /// How the tenant's trees are part of the deployment's tree.
    pub(crate) async fn proof_of_deployment(
        &self,
        work: &Work<'_>,
    ) -> Result<DeploymentProof, ServiceError> {
        for _ in 0..LOOKS_MAX {
            if let Some(proof) = self.deployment_proof(work, None).await? {
                return Ok(proof);
            }
        }
        Err(ServiceError::Busy)
    }

    async fn deployment_proof(
        &self,
        work: &Work<'_>,
        since: Option<u64>,
    ) -> Result<Option<DeploymentProof>, ServiceError> {
        // Under the lock this server adds nothing, so map, leaf and checkpoint belong together unless
        // another one has just made the tree grow.
        let mut trees = self.log.trees.lock().await;
        self.load_map(&mut trees).await?;
        self.commit_map(&mut trees).await?;
        let map = trees.map.as_ref().ok_or(ServiceError::Integrity)?;
        let state = self.records.find_log(&work.permit, TreeName::Deployment).await?;
        let state = state.ok_or(ServiceError::NotFound)?;
        if state.size != trees.deployment_size {
            return Ok(None);
        }
        let mut proofs = Vec::new();
        for tree in Tree::ALL {
            let Some(log) = self.records.find_log(&work.permit, tree_of(work, tree)).await? else {
                continue;
            };
            let (head, proof) = map.prove(log.id).ok_or(ServiceError::Integrity)?;
            proofs.push(TreeProof { tree, head, proof });
        }
        let consistency = match since.filter(|since| *since <= state.size) {
            Some(since) => Some(self.consistency(since, state.size).await?),
            None => None,
        };
        Ok(Some(DeploymentProof {
            consistency,
            leaf: map.leaf(),
            inclusion: self.inclusion(TreeName::Deployment, state.size - 1, state.size).await?,
            checkpoint: state.checkpoint,
            trees: proofs,
        }))
    }

    /// Proves that the deployment's tree begins with the one of an older size.
    async fn consistency(&self, since: u64, size: u64) -> Result<Vec<Hash>, ServiceError> {
        let wanted = proof::consistency_tiles(since, size).map_err(|_| ServiceError::Integrity)?;
        let tiles = self.fetch_tiles(TreeName::Deployment, wanted).await?;
        proof::prove_consistency(since, size, |tile| tiles.get(&tile).cloned())
            .map_err(|_| ServiceError::Integrity)
    }

    pub(crate) async fn inclusion(
        &self,
        tree: TreeName,
        index: u64,
        size: u64,
    ) -> Result<Vec<Hash>, ServiceError> {
        let wanted = proof::inclusion_tiles(index, size).map_err(|_| ServiceError::Integrity)?;
        let tiles = self.fetch_tiles(tree, wanted).await?;
        proof::prove_inclusion(index, size, |tile| tiles.get(&tile).cloned())
            .map_err(|_| ServiceError::Integrity)
    }
}
