//! Verifies a tenant's log without trust in whoever shows it.

use ledger::{TreeState, VerifierKey, VerifierState};
use wire::Reconciliation;

use super::audit::audit;
use super::checkpoints::{pin, read_key};
use super::deployment::{self, Growth};
use super::error::{VerifyError, one_line};
use super::report::{KeyTrust, Report, TreeReport};
use super::source::LogSource;

/// What whoever verifies knows beforehand.
#[derive(Debug, Default)]
pub(crate) struct Trust {
    /// The key that signs the log.
    pub(crate) key: Option<VerifierKey>,
    /// What an earlier verification ended with.
    pub(crate) remembered: Option<VerifierState>,
    /// Whether what was read then is to be read again.
    pub(crate) everything: bool,
}

impl Trust {
    fn tree(&self, tree: model::Tree) -> Option<&TreeState> {
        self.remembered.as_ref()?.tree(tree)
    }
}

/// Verifies everything that a source shows. Gives what to tell, and what to remember.
pub(crate) async fn verify(
    source: &impl LogSource,
    trust: &Trust,
) -> Result<(Report, VerifierState), VerifyError> {
    let (key, key_trust) = settle_key(source, trust).await?;
    let pinned = pin(source, &key).await?;
    let remembered = trust.remembered.as_ref();
    let remembered = remembered.and_then(VerifierState::deployment_checkpoint);
    let deployment = deployment::check(source, &key, &pinned, remembered).await?;
    let mut state =
        VerifierState::new(key.clone()).map_err(|_| VerifyError::ForeignKey { key: key.into() })?;
    let ours = "all checkpoints were opened with the key of this deployment";
    // What is not proved is not remembered, so that the proof can still be demanded later.
    let proved = match (deployment.growth, remembered) {
        (Growth::Unproved(_), Some(older)) => *older,
        _ => deployment.checkpoint,
    };
    state.remember_deployment(proved).expect(ours);
    let mut trees = Vec::new();
    for pinned in &pinned {
        let known = trust.tree(pinned.tree);
        let verified = audit(source, pinned, known, trust.everything).await?;
        trees.push(TreeReport {
            tree: pinned.tree,
            origin: pinned.checkpoint.origin,
            remembered: known.map(|state| state.checkpoint().size),
            summary: verified.summary,
        });
        state.remember(verified.state).expect(ours);
    }
    let report = Report {
        key: state.key().clone(),
        key_trust,
        deployment,
        trees,
        reconciliation: reconcile(source).await?,
    };
    Ok((report, state))
}

/// The key to trust, which must be the one that the source shows.
async fn settle_key(
    source: &impl LogSource,
    trust: &Trust,
) -> Result<(VerifierKey, KeyTrust), VerifyError> {
    let found = read_key(source).await?;
    let remembered = trust.remembered.as_ref().map(VerifierState::key);
    let given = trust.key.as_ref();
    if let Some(expected) =
        [given, remembered].into_iter().flatten().find(|expected| **expected != found)
    {
        return Err(VerifyError::OtherKey {
            expected: Box::new(expected.clone()),
            found: Box::new(found),
        });
    }
    let trust = match (given, remembered) {
        (Some(_), _) => KeyTrust::Given,
        (None, Some(_)) => KeyTrust::Remembered,
        (None, None) => KeyTrust::FirstUse,
    };
    Ok((found, trust))
}

/// Has what is stored held against the log.
async fn reconcile(source: &impl LogSource) -> Result<Option<Reconciliation>, VerifyError> {
    let outcome = source.reconciliation().await;
    let outcome = outcome.map_err(|source| VerifyError::Unread {
        what: "what the reconciler found".to_owned(),
        source,
    })?;
    let findings = outcome.iter().flat_map(|outcome| &outcome.findings);
    let mut findings = findings.into_iter();
    if let Some(first) = findings.next() {
        return Err(VerifyError::Finding {
            kind: one_line(&first.kind),
            what: one_line(&first.what),
            more: findings.count(),
        });
    }
    Ok(outcome)
}
