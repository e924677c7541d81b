//! What strangers were refused, written down in sums.

use std::borrow::Cow;

use model::{
    BackgroundTask, Caller, Interface, LogSubject, Operation, Principal, Roles, TenantId, Tree,
};
use policy::Permit;
use store::WriteSet;

use crate::Service;
use crate::error::ServiceError;
use crate::events::Outcome;
use crate::work::Work;

impl Service {
    /// Writes one event for everybody who was turned away since the last time.
    pub(super) async fn record_refusals(&self) -> Result<(), ServiceError> {
        let refused = self.refusals.take();
        if refused == 0 {
            return Ok(());
        }
        let task = BackgroundTask::RecordRefusals;
        let caller = Caller {
            tenant: TenantId::DEPLOYMENT,
            principal: Principal::Background(task),
            name: "strangers, in sum".to_owned(),
            roles: Roles::NONE,
            credential: None,
            log_subject: LogSubject::from_bytes([0; 16]),
            interface: Interface::Worker,
            address: None,
        };
        let ctx = self.context(caller, Vec::new());
        let permit = Permit::for_background(task, TenantId::DEPLOYMENT);
        let keys = self.keys.tenant(&permit).await?;
        // There is no operation that a stranger did; what was refused them is to be anybody.
        let (caller, operation) = (Cow::Borrowed(&ctx.caller), Operation::FindTenant);
        let work = Work { service: self, ctx: &ctx, caller, operation, permit, keys };
        let count = usize::try_from(refused).unwrap_or(usize::MAX);
        let outcome = Outcome::Refused("unauthenticated");
        let event = work.draft(Tree::Access, outcome, &[], Some(count));
        self.records.commit(work.permit, WriteSet::only_event(event)).await?;
        Ok(())
    }
}
