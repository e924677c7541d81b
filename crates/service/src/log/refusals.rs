//! What strangers were refused, written down in sums.

use model::{BackgroundTask, Operation, Tree};

use crate::Service;
use crate::error::ServiceError;
use crate::events::Outcome;

impl Service {
    /// Writes one event for everybody who was turned away since the last time.
    pub(super) async fn record_refusals(&self) -> Result<(), ServiceError> {
        let refused = self.refusals.take();
        if refused == 0 {
            return Ok(());
        }
        let count = Some(usize::try_from(refused).unwrap_or(usize::MAX));
        let outcome = Outcome::Refused("unauthenticated");
        // There is no operation that a stranger did; what was refused them is to be anybody.
        let (task, operation) = (BackgroundTask::RecordRefusals, Operation::FindTenant);
        self.record_background(task, operation, Tree::Access, outcome, count, Vec::new()).await
    }
}
