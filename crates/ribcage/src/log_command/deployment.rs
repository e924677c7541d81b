//! Checks that the deployment's tree commits to a tenant's trees, and has only grown.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::proof::verify_inclusion;
use ledger::verify::verify_succession;
use ledger::{Checkpoint, DeploymentLeaf, Failure, Hash, MapProof, Origin, TreeHead, VerifierKey};
use wire::{DeploymentProof, TreeProof};

use super::checkpoints::{Pinned, malformed, open};
use super::error::VerifyError;
use super::growth::{Head, has_only_grown};
use super::source::{DeploymentAnswer, LogSource};

/// A deployment's tree that holds.
#[derive(Debug, Clone)]
pub(crate) struct Deployment {
    /// Its newest checkpoint.
    pub(crate) checkpoint: Checkpoint,
    /// How many trees its newest leaf commits to.
    pub(crate) trees: u64,
    /// How it compares with what was remembered.
    pub(crate) growth: Growth,
}

/// How the deployment's tree compares with the one that was remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Growth {
    /// Nothing was remembered.
    First,
    /// It begins with the remembered one, of this size.
    Proved(u64),
    /// It is larger than the remembered one, of this size; the source proves no more.
    Unproved(u64),
}

/// Checks the deployment's tree. It may commit to trees larger than the pinned ones, which must
/// then begin with those.
pub(crate) async fn check(
    source: &impl LogSource,
    key: &VerifierKey,
    pinned: &[Pinned],
    remembered: Option<&Checkpoint>,
) -> Result<Deployment, VerifyError> {
    let since = remembered.map(|checkpoint| checkpoint.size);
    let answer = source.deployment(since).await;
    let DeploymentAnswer { proof, growth } = answer.map_err(|source| VerifyError::Unread {
        what: "the proof of the deployment's tree".to_owned(),
        source,
    })?;
    let checkpoint = open_checkpoint(&proof, key)?;
    let leaf = check_leaf(&proof, &checkpoint)?;
    for pinned in pinned {
        let head = check_head(&proof, &leaf, pinned)?;
        check_beginning(source, pinned, head).await?;
    }
    Ok(Deployment {
        checkpoint,
        trees: leaf.trees,
        growth: check_growth(remembered, &checkpoint, growth.as_deref())?,
    })
}

/// Opens the checkpoint, which must be that of the deployment's own tree.
pub(crate) fn open_checkpoint(
    proof: &DeploymentProof,
    key: &VerifierKey,
) -> Result<Checkpoint, VerifyError> {
    let what = "the checkpoint of the deployment's tree".to_owned();
    let checkpoint = open(what, &proof.checkpoint, key)?;
    let expected = Origin::of_deployment(checkpoint.origin.deployment);
    if checkpoint.origin == expected {
        Ok(checkpoint)
    } else {
        Err(VerifyError::Deployment(Failure::OtherLog { expected, found: checkpoint.origin }))
    }
}

/// Checks that the leaf is the last one of the deployment's tree.
fn check_leaf(
    proof: &DeploymentProof,
    checkpoint: &Checkpoint,
) -> Result<DeploymentLeaf, VerifyError> {
    let what = || "the deployment's newest leaf".to_owned();
    let leaf = STANDARD.decode(&proof.leaf);
    let leaf = leaf.map_err(|error| malformed(what(), error))?;
    let leaf = DeploymentLeaf::decode(&leaf).map_err(|error| malformed(what(), error))?;
    let inclusion = hashes(&proof.inclusion)?;
    let Checkpoint { size, root, .. } = *checkpoint;
    // In a tree without leaves no index is inside.
    let last = size.saturating_sub(1);
    verify_inclusion(leaf.hash(), last, size, root, &inclusion)
        .map_err(VerifyError::DeploymentLeaf)?;
    Ok(leaf)
}

/// Checks that the leaf commits to a tree, and gives the tree's head as it has it.
fn check_head(
    proof: &DeploymentProof,
    leaf: &DeploymentLeaf,
    pinned: &Pinned,
) -> Result<TreeHead, VerifyError> {
    let tree = pinned.tree;
    let log = pinned.checkpoint.origin.log;
    let is_wanted = |proof: &&TreeProof| proof.tree == tree.name() && proof.log == log.to_string();
    let found = proof.trees.iter().find(is_wanted);
    let found = found.ok_or(VerifyError::NotInDeployment { tree, source: None })?;
    let head = TreeHead { log, size: found.size, root: hash(&found.root)? };
    let way = MapProof { index: found.index, siblings: hashes(&found.siblings)? };
    leaf.verify(&head, &way)
        .map_err(|error| VerifyError::NotInDeployment { tree, source: Some(error) })?;
    Ok(head)
}

/// Checks that the tree to which the deployment commits begins with the pinned one.
async fn check_beginning(
    source: &impl LogSource,
    pinned: &Pinned,
    head: TreeHead,
) -> Result<(), VerifyError> {
    let Pinned { tree, checkpoint, .. } = *pinned;
    if head.size < checkpoint.size {
        return Err(VerifyError::DeploymentBehind {
            tree,
            size: head.size,
            signed: checkpoint.size,
        });
    }
    let signed = Head { size: checkpoint.size, root: checkpoint.root };
    let committed = Head { size: head.size, root: head.root };
    has_only_grown(source, tree, signed, committed)
        .await?
        .map_err(|source| VerifyError::DeploymentDiffers { tree, source })
}

fn check_growth(
    remembered: Option<&Checkpoint>,
    checkpoint: &Checkpoint,
    growth: Option<&[Hash]>,
) -> Result<Growth, VerifyError> {
    let Some(remembered) = remembered else {
        return Ok(Growth::First);
    };
    let proof = match growth {
        Some(proof) => proof,
        None if remembered.size < checkpoint.size => return Ok(Growth::Unproved(remembered.size)),
        // Trees of one size are equal or not; a smaller one was cut off.
        None => &[],
    };
    verify_succession(remembered, checkpoint, proof).map_err(VerifyError::Deployment)?;
    Ok(Growth::Proved(remembered.size))
}

fn hashes(texts: &[String]) -> Result<Vec<Hash>, VerifyError> {
    texts.iter().map(|text| hash(text)).collect()
}

fn hash(text: &str) -> Result<Hash, VerifyError> {
    let what = "a hash in the proof of the deployment's tree".to_owned();
    text.parse().map_err(|error: ledger::LedgerError| malformed(what, error))
}
