//! The log at work: the sequencer that gives events their place, what shows and proves them, and
//! the reconciler that holds what is stored against it.

mod accept_logs;
mod archive;
mod findings;
mod prove_event;
mod read_log;
mod reconcile;
mod reconcile_content;
mod reconcile_deployment;
mod reconcile_pass;
mod refusals;
mod sequencer;
mod trees;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ledger::Signer;
use model::{BackgroundTask, TenantId, Timestamp};
use policy::Permit;
use seal::BoundedCache;
use tokio::sync::{OnceCell, watch};

pub use accept_logs::PutBackLog;
pub use findings::{Finding, FindingKind, Reconciliation};
pub use prove_event::{DeploymentProof, EventProof, TreeProof};
pub use read_log::LogRecord;
pub use sequencer::Sequencer;

pub(crate) use read_log::{header_of, open_header};
pub(crate) use reconcile::own_body;

use self::trees::Trees;
use crate::Service;
use crate::error::ServiceError;

/// Of how many tenants it is remembered what holding what is stored against the log came to.
const PASSES_MAX: usize = 16_384;

/// What the sequencer and the reconciler remember.
pub(crate) struct LogKeeper {
    trees: tokio::sync::Mutex<Trees>,
    signer: OnceCell<Signer>,
    findings: Mutex<Vec<Finding>>,
    ticks: watch::Sender<u64>,
    /// The size of the deployment's tree when it was last looked at.
    deployment_size: AtomicU64,
    archived: tokio::sync::Mutex<archive::Archived>,
    /// The last pass over each tenant, and when it ended.
    passes: BoundedCache<TenantId, Arc<(Timestamp, Reconciliation)>>,
}

impl Default for LogKeeper {
    fn default() -> Self {
        Self {
            trees: tokio::sync::Mutex::default(),
            signer: OnceCell::new(),
            findings: Mutex::default(),
            ticks: watch::Sender::new(0),
            deployment_size: AtomicU64::new(0),
            archived: tokio::sync::Mutex::default(),
            passes: BoundedCache::new(PASSES_MAX),
        }
    }
}

impl LogKeeper {
    /// Tells when trees have grown.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.ticks.subscribe()
    }

    /// Notes that trees have grown, and the deployment's to this size.
    fn has_grown(&self, deployment_size: u64) {
        if self.deployment_size.swap(deployment_size, Ordering::Relaxed) != deployment_size {
            self.ticks.send_modify(|tick| *tick += 1);
        }
    }

    /// Writes down that something cannot be right, once.
    fn find(&self, finding: Finding) {
        tracing::error!(kind = finding.kind.name(), "the log does not hold: {}", finding.what);
        let mut findings = self.findings.lock().unwrap_or_else(PoisonError::into_inner);
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    fn findings(&self) -> Vec<Finding> {
        self.findings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Service {
    /// What this server found when it last held what a tenant has against its log, and when that was.
    pub(crate) fn last_reconciliation(
        &self,
        tenant: TenantId,
    ) -> Option<(Timestamp, Reconciliation)> {
        self.log.passes.find(&tenant).map(|pass| (*pass).clone())
    }

    /// The key that signs checkpoints.
    pub(crate) async fn signer(&self) -> Result<&Signer, ServiceError> {
        self.log
            .signer
            .get_or_try_init(|| async {
                let permit = sequencer_permit();
                let keys = self.keys.tenant(&permit).await?;
                let seed = keys.log_seed().ok_or(ServiceError::Integrity)?;
                let seed = zeroize::Zeroizing::new(*seed.expose());
                Ok(Signer::from_seed(ledger::log_key_name(self.deployment), &seed))
            })
            .await
    }
}

/// Leave to look at all trees.
fn sequencer_permit() -> Permit {
    Permit::for_background(BackgroundTask::SequenceLog, TenantId::DEPLOYMENT)
}
